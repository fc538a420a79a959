package main

import (
	"fmt"
	"io"
	"text/tabwriter"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
)

// tally counts what one label got right and wrong.
type tally struct{ hits, alarms, misses int }

func (t *tally) count(truth, read bool) {
	switch {
	case truth && read:
		t.hits++
	case read:
		t.alarms++
	case truth:
		t.misses++
	}
}

func ratio(a, b int) float64 { return float64(a) / float64(max(1, b)) }

func (t tally) precision() float64 { return ratio(t.hits, t.hits+t.alarms) }
func (t tally) recall() float64    { return ratio(t.hits, t.hits+t.misses) }
func (t tally) f1() float64        { return ratio(2*t.hits, 2*t.hits+t.alarms+t.misses) }

// table is a set of named tallies in a fixed order.
type table struct {
	names   []string
	tallies map[string]*tally
}

func newTable(names ...string) *table {
	t := &table{names: names, tallies: map[string]*tally{}}
	for _, name := range names {
		t.tallies[name] = &tally{}
	}
	return t
}

func (t *table) macro(names ...string) float64 {
	sum := 0.0
	for _, name := range names {
		sum += t.tallies[name].f1()
	}
	return sum / float64(len(names))
}

func (t *table) print(out io.Writer) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(w, "label\tn\tprecision\trecall\tF1\t")
	for _, name := range t.names {
		one := t.tallies[name]
		fmt.Fprintf(w, "%s\t%d\t%.2f\t%.2f\t%.2f\t\n", name, one.hits+one.misses, one.precision(), one.recall(), one.f1())
	}
	w.Flush()
}

func turnTable() *table {
	names := []string{}
	for _, method := range practice.Methods() {
		names = append(names, string(method))
	}
	return newTable(append(names, "asks", "none", "partial", "outcome", "warm", "neutral", "pushy", "yields")...)
}

func (t *table) countTurn(truth turn, read model.Verdict) {
	has := map[practice.Method]bool{}
	for _, l := range read.Methods {
		has[l.Method()] = true
	}
	wanted := map[practice.Method]bool{}
	for _, method := range truth.Methods {
		wanted[method] = true
	}
	for _, method := range practice.Methods() {
		t.tallies[string(method)].count(wanted[method], has[method])
	}
	ask := practice.AskNone
	switch {
	case read.Partial:
		ask = practice.AskPartial
	case read.Asks:
		ask = practice.AskOutcome
	}
	t.tallies["asks"].count(truth.Ask != practice.AskNone, read.Asks)
	for _, value := range []practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome} {
		t.tallies[string(value)].count(truth.Ask == value, ask == value)
	}
	tone := practice.Neutral
	switch read.Tone {
	case model.Warm:
		tone = practice.Warm
	case model.Pushy:
		tone = practice.Pushy
	}
	for _, value := range []practice.Tone{practice.Warm, practice.Neutral, practice.Pushy} {
		t.tallies[string(value)].count(truth.Tone == value, tone == value)
	}
	t.tallies["yields"].count(truth.Yields, read.Yields)
}

func (t *table) headline() string {
	methods := []string{}
	for _, method := range practice.Methods() {
		methods = append(methods, string(method))
	}
	return fmt.Sprintf("methods macro-F1 %.3f  asks F1 %.3f  ask macro-F1 %.3f  tone macro-F1 %.3f  yields F1 %.3f",
		t.macro(methods...), t.tallies["asks"].f1(), t.macro("none", "partial", "outcome"),
		t.macro("warm", "neutral", "pushy"), t.tallies["yields"].f1())
}

// evaluateTurns prints how held-out authors are read, each with cuts found on
// the others.
func evaluateTurns(out io.Writer, turns []turn, m material, scores [][]float64) {
	whole := turnTable()
	for _, author := range m.authors() {
		settings := m.settings(scores, func(x example) bool { return x.group != author })
		one := turnTable()
		for i, t := range turns {
			if m.examples[i].group != author {
				continue
			}
			verdict := settings.Decide(scores[i], m.examples[i].tokens, nil)
			one.countTurn(t, verdict)
			whole.countTurn(t, verdict)
		}
		fmt.Fprintf(out, "%-9s %s\n", author, one.headline())
	}
	fmt.Fprintf(out, "%-9s %s\n\n", "all", whole.headline())
	whole.print(out)
}

func evaluateAnswers(out io.Writer, m material, scores []*model.Scores) {
	names := answerNames()
	t := newTable(names...)
	for i := range m.examples[:m.real] {
		best, _ := model.BestAnswer(scores[i])
		for l, name := range names {
			t.tallies[name].count(m.truths[l][i] > 0, best == l)
		}
	}
	fmt.Fprintf(out, "\nclient lines: macro-F1 %.3f\n", t.macro(names...))
	t.print(out)
}
