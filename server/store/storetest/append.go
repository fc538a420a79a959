package storetest

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func testEventKinds(t *testing.T, store practice.Store) {
	reading := &practice.Reading{
		Ask: practice.AskPartial, Methods: []practice.Method{practice.Trade, practice.Wait}, Tone: practice.Warm,
		Maybe: []practice.Method{practice.Ally}, Unborne: []practice.Method{practice.Proof}, Repeat: practice.RepeatOwn,
		Facts: []string{"knows.0"}, Reader: "v1", Confidence: map[practice.Label]int{practice.LabelWarm: 912},
		Evidence: []practice.Evidence{{Label: "trade", Quote: "if you", Start: 4, End: 10}},
	}
	decision := &practice.Decision{
		Engine: 3, Verdict: practice.VerdictSoften, Person: "priya", Concern: "gatekeeping", Ask: practice.AskPartial, No: true,
		Credited: []practice.Method{practice.Trade}, New: true, Events: []int{0}, Patience: 4, Day: 2, Banked: true,
		Effects: []practice.Effect{{Kind: practice.EffectWeakened, Person: "priya", Concern: "gatekeeping", Method: practice.Trade, From: 2, To: 1, OutOfTurn: true}},
	}
	card := &practice.Scorecard{
		Rubric: 2, Reader: "v1", Total: 71_300, Pressure: 955, Nos: 4, Asks: 5, AsksAfterNo: 4, FreshAsks: 3,
		Methods: []practice.Method{practice.Trade}, Untried: []practice.Method{practice.Proof}, Corrected: 2,
		Dimensions: []practice.DimensionScore{{Dimension: practice.Variety, Points: 20_125, Of: 30_000, Reason: "Three ways.",
			Evidence: []practice.ScoreEvidence{{Turn: 1, Evidence: practice.Evidence{Label: "trade", Quote: "if you", Start: 4, End: 10}}}}},
	}
	correction := &practice.Correction{Turn: 1, Reason: "It was a trade.", By: practice.ByRep, Changes: []practice.Change{
		{Label: practice.LabelPushy}, {Label: "trade", Holds: true, Evidence: &practice.Evidence{Label: "trade", Quote: "if you", Start: 4, End: 10}},
	}}
	reread := &practice.Reread{Reader: "v2", Turns: []practice.TurnReading{{Turn: 1, Reading: *reading}}}
	begin(t, store, "a", "ada")
	later := []practice.Event{
		said("a", 3, 1, "t1"),
		{Attempt: "a", Seq: 4, Turn: 1, Kind: practice.EventRead, At: began, Read: reading},
		{Attempt: "a", Seq: 5, Turn: 1, Kind: practice.EventDecided, At: began, Decided: decision},
		replied("a", 6, 1, "Hm. That would help, a bit."),
		ended("a", 7, 1, practice.TookLess),
		{Attempt: "a", Seq: 8, Turn: 1, Kind: practice.EventScored, At: began, Scored: card},
		{Attempt: "a", Seq: 9, Turn: 1, Kind: practice.EventCorrected, At: began, Corrected: correction},
		{Attempt: "a", Seq: 10, Turn: 1, Kind: practice.EventReread, At: began, Reread: reread},
		{Attempt: "a", Seq: 11, Turn: 1, Kind: practice.EventCoached, At: began, Coached: &practice.Coached{}},
		{Attempt: "a", Seq: 12, Turn: 1, Kind: practice.EventReflected, At: began, Reflected: &practice.Reflection{Turn: 1, Text: "I was afraid of the silence."}},
	}
	must(t, store.Append(t.Context(), "a", later[:3]))
	if kept, err := store.Attempt(t.Context(), "a"); err != nil || kept.Coached {
		t.Errorf("the attempt is %+v, %v", kept, err)
	}
	must(t, store.Append(t.Context(), "a", later[3:]))
	if kept, err := store.Attempt(t.Context(), "a"); err != nil || !kept.Coached {
		t.Errorf("the attempt is %+v, %v", kept, err)
	}
	wantSame(t, "the log", log(t, store, "a"), append(opening("a"), later...))
}

func testEventsAfter(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	begin(t, store, "b", "ada")
	for seq := int64(3); seq <= 12; seq++ {
		must(t, store.Append(t.Context(), "a", []practice.Event{replied("a", seq, 1, name("line", int(seq)))}))
	}
	whole := log(t, store, "a")
	if len(whole) != 12 {
		t.Fatalf("the log has %d events, want 12", len(whole))
	}
	for _, after := range []int64{0, 1, 2, 9, 11} {
		rest, err := store.Events(t.Context(), "a", after)
		must(t, err)
		wantSame(t, name("the log after", int(after)), rest, whole[after:])
	}
	for _, after := range []int64{12, 13, 1 << 40} {
		rest, err := store.Events(t.Context(), "a", after)
		must(t, err)
		if len(rest) != 0 {
			t.Errorf("%d events after %d, want none", len(rest), after)
		}
	}
	wantSame(t, "the other log", log(t, store, "b"), opening("b"))
}

func testAppendConflicts(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	cases := []struct {
		name   string
		events []practice.Event
		code   practice.Code
	}{
		{"a number that is taken", []practice.Event{replied("a", 2, 1, "x")}, practice.CodeConflict},
		{"the first number again", []practice.Event{replied("a", 1, 1, "x")}, practice.CodeConflict},
		{"a gap before", []practice.Event{replied("a", 4, 1, "x")}, practice.CodeConflict},
		{"number 0", []practice.Event{replied("a", 0, 1, "x")}, practice.CodeConflict},
		{"a negative number", []practice.Event{replied("a", -1, 1, "x")}, practice.CodeConflict},
		{"a gap within", []practice.Event{replied("a", 3, 1, "x"), replied("a", 5, 1, "x")}, practice.CodeConflict},
		{"a number twice", []practice.Event{replied("a", 3, 1, "x"), replied("a", 3, 1, "x")}, practice.CodeConflict},
		{"backwards", []practice.Event{replied("a", 4, 1, "x"), replied("a", 3, 1, "x")}, practice.CodeConflict},
		{"partly taken", []practice.Event{replied("a", 2, 1, "x"), replied("a", 3, 1, "x")}, practice.CodeConflict},
		{"another attempt's event", []practice.Event{replied("b", 3, 1, "x")}, practice.CodeInvalid},
		{"nothing", nil, practice.CodeInvalid},
	}
	for _, each := range cases {
		t.Run(each.name, func(t *testing.T) {
			wantCode(t, store.Append(t.Context(), "a", each.events), each.code)
			wantSame(t, "the log", log(t, store, "a"), opening("a"))
		})
	}
	must(t, store.Append(t.Context(), "a", []practice.Event{replied("a", 3, 1, "x")}))
	wantGapless(t, store, "a", 3)
}

func testTurnIDs(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	must(t, store.Append(t.Context(), "a", []practice.Event{said("a", 3, 1, "t1"), replied("a", 4, 1, "No.")}))

	again := []practice.Event{said("a", 5, 2, "t1")}
	wantCode(t, store.Append(t.Context(), "a", again), practice.CodeConflict)
	hidden := []practice.Event{replied("a", 5, 2, "x"), said("a", 6, 2, "t1")}
	wantCode(t, store.Append(t.Context(), "a", hidden), practice.CodeConflict)
	both := []practice.Event{said("a", 5, 2, "t2"), said("a", 6, 3, "t2")}
	wantCode(t, store.Append(t.Context(), "a", both), practice.CodeConflict)
	wantGapless(t, store, "a", 4)

	must(t, store.Append(t.Context(), "a", []practice.Event{said("a", 5, 2, "t2")}))
	must(t, store.Append(t.Context(), "a", []practice.Event{said("a", 6, 3, "T1")})) // ids are told apart to the byte
	begin(t, store, "b", "ada")
	must(t, store.Append(t.Context(), "b", []practice.Event{said("b", 3, 1, "t1")})) // and belong to their attempt
	wantGapless(t, store, "a", 6)
	wantGapless(t, store, "b", 3)
}

func testAppendIsWhole(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	must(t, store.Append(t.Context(), "a", []practice.Event{said("a", 3, 1, "t1")}))
	before, err := store.Attempt(t.Context(), "a")
	must(t, err)
	refused := []practice.Event{ended("a", 4, 2, practice.Won), scored("a", 5, 2, 99_000), said("a", 6, 2, "t1")}
	wantCode(t, store.Append(t.Context(), "a", refused), practice.CodeConflict)
	after, err := store.Attempt(t.Context(), "a")
	must(t, err)
	wantSame(t, "the summary", after, before)
	wantGapless(t, store, "a", 3)
}

func testSummary(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	steps := []struct {
		name   string
		events []practice.Event
		turns  int
		ending practice.Ending
		total  practice.Points
	}{
		{"a turn", []practice.Event{said("a", 3, 1, "t1"), replied("a", 4, 1, "No.")}, 1, "", 0},
		{"another", []practice.Event{said("a", 5, 2, "t2")}, 2, "", 0},
		{"its reply", []practice.Event{replied("a", 6, 2, "No.")}, 2, "", 0},
		{"the end", []practice.Event{ended("a", 7, 2, practice.GaveUp)}, 2, practice.GaveUp, 0},
		{"the card", []practice.Event{scored("a", 8, 2, 34_900)}, 2, practice.GaveUp, 34_900},
		{"a rescore", []practice.Event{scored("a", 9, 0, 35_100)}, 2, practice.GaveUp, 35_100},
	}
	for _, step := range steps {
		t.Run(step.name, func(t *testing.T) {
			must(t, store.Append(t.Context(), "a", step.events))
			got, err := store.Attempt(t.Context(), "a")
			must(t, err)
			want := attempt("a", "ada")
			want.Seq = step.events[len(step.events)-1].Seq
			want.Turns, want.Ending, want.Total = step.turns, step.ending, step.total
			wantSame(t, "the attempt", got, want)
		})
	}

	copied := append(opening("b"), said("b", 3, 1, "t1"), ended("b", 4, 1, practice.Won), scored("b", 5, 1, 88_000))
	wrong := attempt("b", "ada")
	wrong.Seq, wrong.Turns, wrong.Total = 77, 77, 77
	must(t, store.CreateAttempt(t.Context(), wrong, source, copied))
	got, err := store.Attempt(t.Context(), "b")
	must(t, err)
	want := attempt("b", "ada")
	want.Seq, want.Turns, want.Ending, want.Total = 5, 1, practice.Won, 88_000
	wantSame(t, "an attempt created with its end", got, want)
}
