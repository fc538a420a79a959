package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sort"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
)

// table counts what was read right.
func (e exam) table() *table {
	t := turnTable()
	for _, s := range e.turns {
		t.countTurn(s.turn, s.verdict())
	}
	return t
}

// report prints everything that the exam tells.
func (e exam) report(out io.Writer) {
	t := e.table()
	fmt.Fprintf(out, "%d turns: %s\n\n", len(e.turns), t.headline())
	t.print(out)
	lines := newTable(answerNames()...)
	for _, one := range e.lines {
		best, _ := model.BestAnswer(one.scores)
		for l, answer := range model.Answers {
			lines.tallies[string(answer)].count(answer == one.line.Answer, best == l)
		}
	}
	fmt.Fprintf(out, "\n%d client lines: macro-F1 %.3f\n", len(e.lines), lines.macro(answerNames()...))
	lines.print(out)
	fmt.Fprintln(out, "\nWhat a missed method was read as:")
	printConfusions(out, e.confusions())
	fmt.Fprintln(out, "\nHow sure the reader was, and how often it was right (per cent, number):")
	printReliabilities(out, e.reliabilities())
	fmt.Fprintln(out, "\nA method named beforehand:")
	e.printClaims(out)
}

// curve prints what the words teach of more and more hands, read on hands that
// are held out all along: the mean over a few draws that chance makes, and the
// lowest and highest.
func curve(out io.Writer, turns []turn, lines []line) {
	const heldHands, draws, folds = 5, 3, 3
	authors := authorsOf(turns).authors()
	random := rand.New(rand.NewPCG(11, 12))
	random.Shuffle(len(authors), func(i, j int) { authors[i], authors[j] = authors[j], authors[i] })
	examined, others := authors[:heldHands], authors[heldHands:]
	sort.Strings(examined)
	fmt.Fprintf(out, "held out: %v\n", examined)
	questions := ofHands(turns, examined)
	for _, hands := range []int{3, 6, 9, 12, 15, len(others)} {
		var methods, ask []float64
		size := 0
		for range draws {
			random.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
			material := ofHands(turns, others[:hands])
			size += len(material)
			s, t := taught(material, lines, wordsAlone, folds), turnTable()
			for _, one := range questions {
				t.countTurn(one, s.read(one, wordsAlone).verdict())
			}
			methods = append(methods, t.macro(methodNames()...))
			ask = append(ask, t.macro("none", "partial", "outcome"))
			if hands == len(others) {
				break // every draw is the same
			}
		}
		fmt.Fprintf(out, "%2d hands, %5d turns: methods macro-F1 %s, ask macro-F1 %s\n", hands, size/len(methods), spread(methods), spread(ask))
	}
}

// wordsAlone is what no encoder says. One that was held from a hand has learned
// from all others, and from their industries: it would flatter students of few.
var wordsAlone = heldOut{}

func spread(figures []float64) string {
	sum := 0.0
	for _, figure := range figures {
		sum += figure
	}
	return fmt.Sprintf("%.3f (%.3f to %.3f)", sum/float64(len(figures)), slices.Min(figures), slices.Max(figures))
}

func ofHands(turns []turn, hands []string) []turn {
	chosen := map[string]bool{}
	for _, hand := range hands {
		chosen[hand] = true
	}
	var own []turn
	for _, t := range turns {
		if chosen[authorOf(t.Author)] {
			own = append(own, t)
		}
	}
	return own
}

func methodNames() []string {
	var names []string
	for _, method := range practice.Methods() {
		names = append(names, string(method))
	}
	return names
}

// examineAll prints the exams: hands held out; and by the words alone every
// industry of theirs too, beside as many turns without that rule.
func examineAll(out io.Writer, turns []turn, lines []line, held heldOut, folds int) {
	everything := func(others, _ []turn) []turn { return others }
	fmt.Fprintln(out, "## Hands held out")
	examine(turns, lines, held, folds, everything).report(out)
	short := func(title string, teach func(others, examined []turn) []turn) *table {
		t := examine(turns, lines, wordsAlone, folds, teach).table()
		fmt.Fprintf(out, "\n## %s\n%s\n", title, t.headline())
		return t
	}
	short("The same by the words alone", everything).print(out)
	short("By the words alone, hands and every industry of theirs held out", otherIndustries).print(out)
	short("By the words alone, as many turns of the same hands whatever their industry", func(others, examined []turn) []turn {
		return sameSize(others, otherIndustries(others, examined), 1)
	}).print(out)
	fmt.Fprintln(out, "\n## From few hands to many, by the words alone")
	curve(out, turns, lines)
}

func answerNames() []string {
	var names []string
	for _, answer := range model.Answers {
		names = append(names, string(answer))
	}
	return names
}
