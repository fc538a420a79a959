package drill_test

import (
	"strings"
	"testing"

	"github.com/askagain/askagain/server/drill"
	"github.com/askagain/askagain/server/practice"
)

func TestOutcomes(t *testing.T) {
	offered := shipped(t)
	asks := func(tone practice.Tone, methods ...practice.Method) practice.Reading {
		return practice.Reading{Ask: practice.AskOutcome, Tone: tone, Methods: methods}
	}
	for _, test := range []struct {
		name     string
		exercise string
		reading  practice.Reading
		want     drill.Outcome
	}{
		{"it gives way at once", "get-to-the-cfo/priya/timing/reduce", asks(practice.Warm, practice.Reduce), drill.GaveWay},
		{"it takes more than one", "get-to-the-cfo/priya/gatekeeping/trade", asks(practice.Warm, practice.Trade), drill.Weakened},
		{"another way moved it", "get-to-the-cfo/priya/gatekeeping/trade", asks(practice.Warm, practice.Obstacle), drill.ByAnother},
		{"it fits and is not heard", "get-to-the-cfo/priya/gatekeeping/trade", asks(practice.Warm, practice.Direct), drill.Unheard},
		{"it does not fit", "get-to-the-cfo/priya/gatekeeping/proof", asks(practice.Warm, practice.Empathize), drill.Nothing},
		{"it fits something else", "get-to-the-cfo/priya/gatekeeping/proof", asks(practice.Warm, practice.Proof), drill.Elsewhere},
		{"too many at once", "an-engineer-for-two-weeks/ruth/precedent/trade", asks(practice.Warm, practice.Value, practice.Medium, practice.Trade), drill.Crowded},
		{"a push", "get-to-the-cfo/priya/gatekeeping/trade", asks(practice.Pushy, practice.Direct), drill.Firmer},
		{"a push takes back what a way gained", "get-to-the-cfo/priya/gatekeeping/trade", asks(practice.Pushy, practice.Trade), drill.Firmer},
		{"a way that is resented", "two-ovens-for-six-weeks/greta/forever/wait", asks(practice.Warm, practice.Wait), drill.Firmer},
		{"exploring opens", "get-to-the-cfo/priya/gatekeeping/explore", practice.Reading{Methods: []practice.Method{practice.Explore}}, drill.Opened},
		{"a wait is borne out", "get-to-the-cfo/priya/timing/wait", asks(practice.Warm, practice.Wait), drill.InTime},
		{"empathy gives patience back", "get-to-the-cfo/priya/gatekeeping/empathize", asks(practice.Warm, practice.Empathize), drill.Soothed},
		{"who was won helps", "get-to-the-cfo/priya/gatekeeping/ally", asks(practice.Warm, practice.Ally), drill.Weakened},
		{"a medium leads there", "get-to-the-cfo/priya/gatekeeping/channel", practice.Reading{Methods: []practice.Method{practice.Medium}}, drill.Elsewhere},
		{"a medium that is liked", "the-usage-data/tom/privacy/channel", practice.Reading{Methods: []practice.Method{practice.Medium}}, drill.Leads},
	} {
		exercise, found := drill.Find(offered, test.exercise)
		if !found {
			t.Fatalf("%s is gone", test.exercise)
		}
		result := judged(t, exercise, as{test.reading}, "words")
		if result.Outcome != test.want {
			t.Errorf("%s: %s, want %s", test.name, result.Outcome, test.want)
		}
		for _, says := range []string{exercise.Says(result.Outcome), exercise.AsksSay(result)} {
			if !strings.HasSuffix(says, ".") || strings.Contains(says, "%!") {
				t.Errorf("%s: %q is no sentence", test.name, says)
			}
		}
	}
}

func TestAsking(t *testing.T) {
	offered := shipped(t)
	reading := func(ask practice.Ask, methods ...practice.Method) practice.Reading {
		return practice.Reading{Ask: ask, Methods: methods}
	}
	for _, test := range []struct {
		exercise string
		reading  practice.Reading
		want     string
	}{
		{"get-to-the-cfo/priya/timing/reduce", reading(practice.AskOutcome, practice.Reduce), "You asked for it."},
		{"get-to-the-cfo/priya/timing/reduce", reading(practice.AskPartial, practice.Reduce), "You asked for a part of it."},
		{"get-to-the-cfo/priya/timing/reduce", reading(practice.AskNone, practice.Reduce), "The way is there, and nothing is asked for. Nobody says yes to a question that was not put."},
		{"get-to-the-cfo/priya/timing/reduce", reading(practice.AskNone), "Nothing is asked for."},
		{"get-to-the-cfo/priya/timing/explore", reading(practice.AskNone, practice.Explore), "You asked for nothing yet, and that is fine here: first understand, then ask."},
	} {
		exercise, _ := drill.Find(offered, test.exercise)
		if got := exercise.AsksSay(judged(t, exercise, as{test.reading}, "words")); got != test.want {
			t.Errorf("%s, %s: %q, want %q", test.exercise, test.reading.Ask, got, test.want)
		}
	}
}

func TestWordsThatAreNoTurn(t *testing.T) {
	exercise, _ := drill.Find(shipped(t), "get-to-the-cfo/priya/timing/reduce")
	for text, want := range map[string]practice.Code{
		"": practice.CodeInvalid, " \n": practice.CodeInvalid, "a\x00b": practice.CodeInvalid, "\xff": practice.CodeInvalid,
		strings.Repeat("a", practice.MaxTurnRunes+1): practice.CodeTooLarge,
	} {
		if _, err := drill.Judge(exercise, as{}, text); practice.CodeOf(err) != want {
			t.Errorf("%.20q: %v, want %s", text, err, want)
		}
	}
}

// What a rep has to find out is told by nothing that is there before the answer.
func TestNothingIsToldBefore(t *testing.T) {
	for _, method := range drill.Methods() {
		for seed := range uint32(20) {
			for _, exercise := range drill.NewRound(shipped(t), method, seed).Exercises {
				shown := strings.Join([]string{exercise.Key(), exercise.No().Text, exercise.Note(), string(exercise.Channel())}, " ")
				if behind := exercise.Behind(); behind != "" && strings.Contains(shown, behind) {
					t.Errorf("%s tells %q", exercise.ID(), behind)
				}
			}
		}
	}
}
