package trial

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// compareEnd says how a test's end differs from what was expected.
func compareEnd(test *scenario.Test, r TestResult) string {
	switch {
	case test.Ends != nil && *test.Ends != r.Ending:
		return fmt.Sprintf("expected the end to be %s, and it is %s", scenario.EndingWordOf(*test.Ends), scenario.EndingWordOf(r.Ending))
	case test.Day != nil && *test.Day != r.Day:
		return fmt.Sprintf("expected it to end on day %d, and it is day %d", *test.Day, r.Day)
	case test.AtLeast != nil && r.Total < points(*test.AtLeast):
		return fmt.Sprintf("expected a score of at least %d, and it is %s", *test.AtLeast, scoreWord(r.Total))
	case test.AtMost != nil && r.Total > points(*test.AtMost):
		return fmt.Sprintf("expected a score of at most %d, and it is %s", *test.AtMost, scoreWord(r.Total))
	}
	return ""
}

func points(whole int) practice.Points { return practice.Points(1000 * whole) }

func scoreWord(total practice.Points) string {
	return strconv.FormatFloat(float64(total)/1000, 'f', 1, 64)
}

// Diagnostic says of a test that differs where it stands and how it differs.
func (r TestResult) Diagnostic(file string) scenario.Diagnostic {
	where := "at the end"
	if r.Step > 0 {
		where = fmt.Sprintf("step %d, line %d", r.Step, r.Test.Steps[r.Step-1].Line)
	}
	return scenario.Diagnostic{
		File: file, Line: r.Test.Line, Column: r.Test.Column, Severity: scenario.SeverityError, Code: scenario.CodeTestFailed,
		Message: fmt.Sprintf("the test %q: %s: %s", r.Test.Name, where, oneLine(r.Differs)),
		Fix:     "change the scenario, or what the test expects",
	}
}

// Transcript shows the talk as far as it was played: what was said, how it was
// read, what came back, and what was expected where that differs.
func (r TestResult) Transcript() string {
	var b strings.Builder
	fmt.Fprintf(&b, "  The talk of %q", r.Test.Name)
	if r.Test.Variant > 0 {
		fmt.Fprintf(&b, ", variant %d", r.Test.Variant)
	}
	b.WriteString(":\n")
	if opener := r.scenario.Opener(); opener != nil {
		fmt.Fprintf(&b, "\n     %s: %s\n", opener.Name, oneLine(opener.Opens.Says))
	}
	for i := range r.Exchanges {
		r.exchange(&b, i+1, &r.Exchanges[i])
	}
	if r.Step > len(r.Exchanges) {
		fmt.Fprintf(&b, "\n %2d. line %d\n", r.Step, r.Test.Steps[r.Step-1].Line)
	}
	if r.Differs != "" && r.Step > 0 {
		fmt.Fprintf(&b, "     ** %s\n", oneLine(r.Differs))
	}
	fmt.Fprintf(&b, "\n     Then: %s, day %d, score %s\n", scenario.EndingWordOf(r.Ending), r.Day, scoreWord(r.Total))
	if r.Differs != "" && r.Step == 0 {
		fmt.Fprintf(&b, "     ** %s\n", oneLine(r.Differs))
	}
	return b.String()
}

func (r TestResult) exchange(b *strings.Builder, number int, e *Exchange) {
	fmt.Fprintf(b, "\n %2d. line %d, day %d", number, e.Step.Line, e.Day)
	switch e.Step.Kind {
	case practice.Say:
		fmt.Fprintf(b, ", to %s by %s\n", r.scenario.Person(e.Step.To).Name, e.Step.Channel)
		if e.Step.Words != "" {
			fmt.Fprintf(b, "     You: %s\n     Read as: %s\n", oneLine(e.Step.Words), readWords(e.Reading))
		} else {
			fmt.Fprintf(b, "     You: (%s)\n", readWords(e.Reading))
		}
	case practice.WaitFor:
		fmt.Fprintf(b, "\n     You wait: %d days\n", e.Step.Days)
	case practice.Take:
		b.WriteString("\n     You take what is offered\n")
	case practice.End:
		b.WriteString("\n     You stop\n")
	}
	fmt.Fprintf(b, "     Came back: %s\n", e.came())
	for _, line := range e.Lines {
		name := "Calendar"
		if person := r.scenario.Person(line.Person); person != nil {
			name = person.Name
		}
		fmt.Fprintf(b, "     %s: %s\n", name, oneLine(line.Text))
	}
}

// came is the verdict with what it changed.
func (e *Exchange) came() string {
	words := []string{scenario.AnswerWordOf(e.Decision.Verdict)}
	for _, effect := range e.Decision.Effects {
		target := effect.Person + "." + effect.Concern
		switch effect.Kind {
		case practice.EffectWeakened, practice.EffectHardened:
			words = append(words, fmt.Sprintf("%s goes from %d to %d", target, effect.From, effect.To))
		case practice.EffectGaveWay, practice.EffectMoved:
			words = append(words, target+" is gone")
		case practice.EffectRevealed:
			words = append(words, "what is behind "+target+" comes out")
		case practice.EffectBooked:
			words = append(words, "a wait is agreed for "+target)
		case practice.EffectPatience:
			words = append(words, fmt.Sprintf("the patience of %s goes from %d to %d (%s)", effect.Person, effect.From, effect.To, effect.Cause))
		case practice.EffectPremise:
			words = append(words, fmt.Sprintf("%s has to agree before that works on %s", effect.Cause, target))
		}
	}
	return strings.Join(words, "; ")
}

// readWords says what a turn was taken for.
func readWords(r practice.Reading) string {
	ask := map[practice.Ask]string{practice.AskOutcome: "asks for the outcome", practice.AskPartial: "asks for part", practice.AskNone: "asks for nothing"}[r.Ask]
	words := []string{ask}
	if len(r.Methods) > 0 {
		var methods []string
		for _, method := range r.Methods {
			methods = append(methods, string(method))
		}
		words = append(words, "by "+strings.Join(methods, " and "))
	}
	words = append(words, string(r.Tone))
	if r.Yields {
		words = append(words, "gives in")
	}
	if r.Repeat != practice.RepeatNone {
		words = append(words, "said before")
	}
	if r.Language != practice.LanguageKnown {
		words = append(words, "not in English")
	}
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return w == "" }), ", ")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
