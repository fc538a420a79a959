package score_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// said is a turn of the rep in words that were never said before.
func said(turn int, ask practice.Ask, tone practice.Tone, methods ...practice.Method) score.Step {
	return score.Step{
		Kind: score.StepSaid, Turn: turn, Channel: practice.Phone, Dated: true, Text: fmt.Sprintf("words of turn %d", turn),
		Reading: practice.Reading{Ask: ask, Methods: methods, Tone: tone},
	}
}

func no(turn int) score.Step {
	return score.Step{Kind: score.StepAnswered, Turn: turn, Text: fmt.Sprintf("no of turn %d", turn), No: true}
}

// refusedEach opens with a no and refuses an ask by each method.
func refusedEach(tone practice.Tone, methods ...practice.Method) score.Session {
	steps := []score.Step{no(0)}
	for i, method := range methods {
		steps = append(steps, said(i+1, practice.AskOutcome, tone, method), no(i+1))
	}
	return score.Session{Steps: steps}
}

var seven = []practice.Method{
	practice.Explore, practice.Value, practice.Proof, practice.Trade, practice.Reduce, practice.Obstacle, practice.Ally,
}

func ten(method practice.Method) []practice.Method {
	methods := make([]practice.Method, 10)
	for i := range methods {
		methods[i] = method
	}
	return methods
}

// madeUp are the sessions whose totals the formulas were drawn up with.
var madeUp = []struct {
	name    string
	session score.Session
	total   practice.Points
}{
	{"one method ten times, warm", refusedEach(practice.Warm, ten(practice.Value)...), 38_000},
	{"seven methods, warm, lost", refusedEach(practice.Warm, seven...), 83_100},
	{"the same, pushy", refusedEach(practice.Pushy, seven...), 37_500},
	{"won after two nos", score.Session{Obtained: score.Whole, Steps: []score.Step{
		no(0), said(1, practice.AskNone, practice.Warm, practice.Explore, practice.Empathize),
		said(2, practice.AskOutcome, practice.Warm, practice.Trade, practice.Reduce), no(2),
		said(3, practice.AskOutcome, practice.Warm, practice.Obstacle),
	}}, 100_000},
	{"quits at the first no", score.Session{Steps: []score.Step{
		said(1, practice.AskOutcome, practice.Warm, practice.Value), no(1),
		said(2, practice.AskNone, practice.Warm, practice.Empathize),
	}}, 14_200},
}

func TestMadeUpSessions(t *testing.T) {
	var cards []practice.Scorecard
	for _, test := range madeUp {
		t.Run(test.name, func(t *testing.T) {
			card := score.Labelled(test.session)
			if card.Total != test.total {
				t.Errorf("total %v, want %v", float64(card.Total)/1000, float64(test.total)/1000)
			}
			cards = append(cards, card)
		})
	}
	golden(t, "made_up.json", cards)
}

// golden compares a value's JSON with a file of testdata.
func golden(t *testing.T, name string, value any) {
	t.Helper()
	got, err := json.MarshalIndent(value, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, append(got, '\n'), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	if strings.TrimSpace(string(want)) != string(got) {
		t.Errorf("%s differs; go test -update, then read the difference.\n%s", name, got)
	}
}
