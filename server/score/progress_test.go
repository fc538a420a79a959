package score_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

func TestTraceOf(t *testing.T) {
	s := compiled(t, hall)
	chat := move{to: "nora", channel: practice.Email, text: "How was your week?", ask: practice.AskNone, methods: []practice.Method{practice.Explore}}
	ask := move{to: "nora", channel: practice.Email, text: "*May we have the hall?*", ask: practice.AskOutcome, methods: []practice.Method{practice.Direct}}
	proof := move{to: "nora", channel: practice.Phone, text: "The library had us twice. *May we?*", ask: practice.AskOutcome, methods: []practice.Method{practice.Proof}, tone: practice.Warm}
	type want struct {
		First          []practice.Method
		Nos, Again     int
		Direct, Proofs int
	}
	for _, test := range []struct {
		name    string
		attempt practice.Attempt
		moves   []move
		want    want
	}{
		{"nothing asked", practice.Attempt{}, []move{chat, {ends: true}}, want{nil, 1, 0, 0, 0}},
		{"two asks, both refused", practice.Attempt{}, []move{chat, ask, proof, {ends: true}}, want{[]practice.Method{practice.Direct}, 3, 2, 1, 1}},
		{"a rewind to the third turn", practice.Attempt{Parent: "p", ParentTurn: 2}, []move{chat, ask, proof, {ends: true}}, want{nil, 1, 0, 0, 1}},
		{"a rewind to the first", practice.Attempt{Parent: "p"}, []move{ask, proof, {ends: true}}, want{nil, 2, 1, 1, 1}},
	} {
		t.Run(test.name, func(t *testing.T) {
			events := play(t, s, practice.Before{}, test.moves...)
			got := score.TraceOf(test.attempt, events)
			if diff := cmp.Diff(test.want, want{got.First, got.Nos, got.AskedAgain, got.Uses[practice.Direct], got.Uses[practice.Proof]}); diff != "" {
				t.Error(diff)
			}
		})
	}
	// What is read differently afterwards counts differently.
	events := append(play(t, s, practice.Before{}, proof, move{ends: true}), practice.Event{
		Turn: 2, Kind: practice.EventCorrected, Corrected: &practice.Correction{Turn: 1, Changes: []practice.Change{{Label: "proof"}}, Reason: "No.", By: practice.ByRep},
	}, practice.Event{Turn: 2, Kind: practice.EventReflected, Reflected: &practice.Reflection{Turn: 1, Text: "Ask again."}})
	if got := score.TraceOf(practice.Attempt{}, events); got.Uses[practice.Proof] != 0 || len(got.Kept) != 1 {
		t.Errorf("corrected: %+v", got)
	}
}

func TestEveryTraceHolds(t *testing.T) {
	s := compiled(t, hall)
	rapid.Check(t, func(rt *rapid.T) {
		events := anyPlay(rt, t, s)
		attempt := practice.Attempt{}
		if rapid.Bool().Draw(rt, "rewind") {
			attempt = practice.Attempt{Parent: "p", ParentTurn: rapid.IntRange(0, 4).Draw(rt, "turn")}
		}
		got := score.TraceOf(attempt, events)
		if got.AskedAgain > got.Nos || got.AskedAgain < 0 {
			rt.Fatalf("asked again after %d of %d nos", got.AskedAgain, got.Nos)
		}
		whole := score.TraceOf(practice.Attempt{}, events)
		for method, n := range got.Uses {
			if n > whole.Uses[method] {
				rt.Fatalf("%s: %d in a part, %d in all", method, n, whole.Uses[method])
			}
		}
	})
}

func traced(n int, total practice.Points, first ...practice.Method) score.Traced {
	one := score.Traced{Attempt: practice.Attempt{
		ID: fmt.Sprint("a", n), Title: "Get the hall", StartedAt: time.Unix(int64(n)*3600, 0).UTC(), Ending: practice.GaveUp, Total: total,
	}, Trace: score.Trace{First: first, Uses: map[practice.Method]int{}, Nos: 3, AskedAgain: 2}}
	for _, method := range first {
		one.Trace.Uses[method] = 2
	}
	return one
}

func TestProgressOf(t *testing.T) {
	all := []score.Traced{
		traced(4, 60_000, practice.Proof), traced(1, 20_000, practice.Direct), traced(3, 50_000, practice.Direct), traced(2, 30_000, practice.Direct),
	}
	all[0].Trace.Kept = []practice.KeptReflection{{Reflection: practice.Reflection{Turn: 1, Text: "Ask."}, At: time.Unix(9, 0)}}
	rewind := traced(5, 99_000)
	rewind.Attempt.Parent = "a4"
	p := score.ProgressOf(append(slices.Clone(all), rewind))
	if ids := []string{p.Attempts[0].ID, p.Attempts[3].ID, p.Attempts[4].ID}; !slices.Equal(ids, []string{"a1", "a4", "a5"}) || !p.Attempts[4].Rewind {
		t.Errorf("the attempts are %+v", p.Attempts)
	}
	if p.Opens[0].Method != practice.Direct || p.Opens[0].Attempts != 3 || len(p.Opens) != 2 {
		t.Errorf("opens with %+v", p.Opens)
	}
	if len(p.Ways) != len(practice.Methods())-1 || p.Ways[0].Method != practice.Proof || p.Ways[0].Turns != 2 || p.Ways[1].Turns != 0 {
		t.Errorf("ways: %+v", p.Ways)
	}
	if len(p.Kept) != 1 || p.Kept[0].Attempt != "a4" {
		t.Errorf("kept: %+v", p.Kept)
	}
	want := "You usually open like this: just ask. It was the first ask of 3 of 4 attempts.\n" +
		"You asked again after 10 of 15 nos.\n" +
		"Your last 2 attempts scored 55 on average, the 2 before them 25."
	if got := strings.Join(p.Sentences, "\n"); got != want {
		t.Errorf("sentences:\n%s\nwant\n%s", got, want)
	}
	if two := score.ProgressOf([]score.Traced{traced(1, 10_000, practice.Direct), traced(2, 10_000, practice.Proof)}); len(two.Sentences) != 1 {
		t.Errorf("two attempts, begun differently, say %q", two.Sentences)
	}
	if none := score.ProgressOf(nil); len(none.Attempts) != 0 || len(none.Sentences) != 0 || none.Kept == nil || none.Opens == nil {
		t.Errorf("nothing yet: %+v", none)
	}
}
