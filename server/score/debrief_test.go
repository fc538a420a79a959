package score_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/score"
)

func TestDebriefs(t *testing.T) {
	for _, test := range []struct {
		name   string
		events []practice.Event
	}{{"won", won(t)}, {"gave_up", gaveUp(t)}} {
		t.Run(test.name, func(t *testing.T) {
			golden(t, "debrief_"+test.name+".json", score.Debrief(compiled(t, hall), test.events))
		})
	}
}

// anyPlay plays drawn turns until they end the attempt.
func anyPlay(t *rapid.T, fatal testing.TB, s *scenario.Scenario) []practice.Event {
	var moves []move
	var events []practice.Event
	for n := range rapid.IntRange(0, 14).Draw(t, "turns") {
		moves = append(moves, anyMove(t, n))
		events = play(fatal, s, practice.Before{Asks: rapid.IntRange(0, 5).Draw(t, "prepared")}, moves...)
		if events[len(events)-1].Ended != nil {
			return events
		}
	}
	return play(fatal, s, practice.Before{}, append(moves, end)...)
}

func anyMove(t *rapid.T, n int) move {
	switch rapid.IntRange(0, 9).Draw(t, "kind") {
	case 0:
		return move{wait: rapid.IntRange(1, 6).Draw(t, "days")}
	default:
		repeat := rapid.SampledFrom(repeats).Draw(t, "repeat")
		yields := rapid.IntRange(0, 7).Draw(t, "yields") == 0
		return move{
			to:      rapid.SampledFrom([]string{"nora", "nora", "olek"}).Draw(t, "to"),
			channel: rapid.SampledFrom(practice.Channels()).Draw(t, "channel"),
			text:    fmt.Sprintf("words of turn %d", n),
			ask:     rapid.SampledFrom(asks).Draw(t, "ask"),
			methods: rapid.SliceOfNDistinct(rapid.SampledFrom(practice.Methods()), 0, 3, rapid.ID[practice.Method]).Draw(t, "methods"),
			tone:    rapid.SampledFrom(tones).Draw(t, "tone"),
			change: func(r *practice.Reading) {
				r.Repeat, r.Yields = repeat, yields
			},
		}
	}
}

// TestEveryDebriefHolds plays many attempts and checks what every debrief
// promises.
func TestEveryDebriefHolds(t *testing.T) {
	s := compiled(t, hall)
	rapid.Check(t, func(rt *rapid.T) {
		events := anyPlay(rt, t, s)
		d := score.Debrief(s, events)
		text, err := json.Marshal(d)
		if err != nil {
			rt.Fatal(err)
		}
		for _, wrong := range []string{"{name}", "{what}", "{why}", "{less}", "{helper}", "{when}", "{other}", "{way}", "%!", ":null"} {
			if strings.Contains(string(text), wrong) {
				rt.Fatalf("%q in %s", wrong, text)
			}
		}
		if d.Ending.Title == "" || d.Ending.Text == "" || len(d.Moments) > 2 {
			rt.Fatalf("ending %+v, %d moments", d.Ending, len(d.Moments))
		}
		for i, note := range d.Turns {
			checkNote(rt, note)
			if note.Thought == "" || i > 0 && note.Thought == d.Turns[i-1].Thought {
				rt.Fatalf("turn %d thinks %q, as the turn before or nothing", note.Turn, note.Thought)
			}
		}
		for _, moment := range d.Moments {
			checkMoment(rt, d, moment)
		}
		if again, _ := json.Marshal(score.Debrief(s, events)); string(again) != string(text) {
			rt.Fatal("the same log gave another debrief")
		}
	})
}

func checkNote(t *rapid.T, note score.Note) {
	if note.Kind != practice.Say {
		return
	}
	if note.Thought == "" || strings.HasSuffix(note.Thought, ": ") {
		t.Fatalf("turn %d: no thought", note.Turn)
	}
	if note.BackTo != note.Turn-1 || note.Fresh && note.NoNewWay {
		t.Fatalf("%+v", note)
	}
	for _, e := range note.Evidence {
		if note.Text[e.Start:e.End] != e.Quote {
			t.Fatalf("%+v is not verbatim", e)
		}
	}
}

func checkMoment(t *rapid.T, d score.Debriefing, moment score.Moment) {
	if moment.Why == "" || moment.Reflect == "" || moment.Stronger.Line == "" || len(moment.Stronger.Methods) == 0 || moment.Name == "" {
		t.Fatalf("%+v", moment)
	}
	note := d.Turns[slices.IndexFunc(d.Turns, func(n score.Note) bool { return n.Turn == moment.Turn })]
	if !note.No || note.Text != moment.Said {
		t.Fatalf("%+v is no no: %+v", moment, note)
	}
}

// TestTheNoThatMattered tells apart why a no is dwelt on.
func TestTheNoThatMattered(t *testing.T) {
	s := compiled(t, hall)
	proof := move{to: "nora", channel: practice.Phone, text: "The library had us twice, ask them. *May we?*", ask: practice.AskOutcome, methods: []practice.Method{practice.Proof}, tone: practice.Warm}
	for _, test := range []struct {
		name  string
		moves []move
		turns []int
		why   string
	}{
		{"nothing was asked", []move{end}, []int{0}, "the only no that you met"},
		{"pressure, then the last one before giving up", []move{plainAsk, push, proof, end}, []int{2, 3}, "The push cost"},
		{"the same again", []move{sameAgain, end}, []int{1}, "the same ask again"},
		{"the door", []move{push, push}, []int{1, 2}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := score.Debrief(s, play(t, s, practice.Before{}, test.moves...))
			var turns []int
			for _, moment := range d.Moments {
				turns = append(turns, moment.Turn)
			}
			if !slices.Equal(turns, test.turns) {
				t.Fatalf("turns %v, want %v", turns, test.turns)
			}
			if !strings.Contains(d.Moments[0].Why, test.why) {
				t.Errorf("why %q", d.Moments[0].Why)
			}
		})
	}
}

// TestTheStrongerLineFollowsWhatWasKnown: find out first, then use it.
func TestTheStrongerLineFollowsWhatWasKnown(t *testing.T) {
	s := compiled(t, hall)
	hidden := score.Debrief(s, play(t, s, practice.Before{}, plainAsk, end)).Moments[0].Stronger
	if hidden.Title != "Stronger here: explore the no, then clear the way" {
		t.Error(hidden.Title)
	}
	known := score.Debrief(s, play(t, s, practice.Before{}, explore, plainAsk, end)).Moments[0].Stronger
	if known.Title != "Stronger here: clear the way" || !strings.Contains(known.Line, "dragged a stage") {
		t.Errorf("%+v", known)
	}
}

// TestAPersonWhoCouldHelpIsNamed: politics is part of the lesson.
func TestAPersonWhoCouldHelpIsNamed(t *testing.T) {
	s := compiled(t, hall)
	d := score.Debrief(s, play(t, s, practice.Before{}, explore, cover, end))
	if !slices.Contains(d.Habits, "You never spoke to Olek Baran, who could have moved something for you with Nora.") {
		t.Errorf("%q", d.Habits)
	}
	moment := d.Moments[len(d.Moments)-1]
	if last := moment.Stood[len(moment.Stood)-1]; last.Helper != "Olek" {
		t.Errorf("%+v", last)
	}
}

// TestLinesSpeakToThePerson: a need is worded for somebody else; a line is said
// to the one it is about.
func TestLinesSpeakToThePerson(t *testing.T) {
	s := compiled(t, hall)
	for _, way := range score.Debrief(s, play(t, s, practice.Before{}, plainAsk, end)).NeverTried {
		if way.Method == practice.Empathize && (!strings.HasPrefix(way.Line, "Olek, ") || !strings.Contains(way.Line, "a Saturday of your time")) {
			t.Errorf("said to Olek: %s", way.Line)
		}
	}
}

// TestTheNoThatMovedSomebody: after an ask that gained ground the lesson is what
// comes next, and none of the ways that it used counts as untried.
func TestTheNoThatMovedSomebody(t *testing.T) {
	s := compiled(t, hall)
	d := score.Debrief(s, play(t, s, practice.Before{}, cover, thankOlek, withOlek))
	moment := d.Moments[0]
	if moment.Turn != 1 || moment.BackTo != 1 || !strings.HasPrefix(moment.Stronger.Title, "Strong from here: ") {
		t.Errorf("%+v", moment)
	}
	for _, way := range moment.Untried {
		if way.Method == practice.Obstacle {
			t.Errorf("the way that it took counts as untried: %+v", moment.Untried)
		}
	}
	if moment.Why != "This ask moved Nora. From here on it was about what still stood." || moment.Reflect != "What made this ask work?" {
		t.Errorf("%q, %q", moment.Why, moment.Reflect)
	}
}

// TestExploringLater: who asks what is behind a no, if not at once, is not told
// that they never did.
func TestExploringLater(t *testing.T) {
	s := compiled(t, hall)
	d := score.Debrief(s, play(t, s, practice.Before{}, plainAsk, push, goodbye, explore, end))
	if slices.Contains(d.Habits, "You never asked what was behind a no.") {
		t.Errorf("%q", d.Habits)
	}
}

// TestAWonDebriefMissesNothing: after the yes no untried way would still have helped.
func TestAWonDebriefMissesNothing(t *testing.T) {
	for _, way := range score.Debrief(compiled(t, hall), won(t)).NeverTried {
		if way.Fits {
			t.Errorf("%+v", way)
		}
	}
}

// TestTwoNosTeachTwoThings: of nos that mattered for the same reason one is enough.
func TestTwoNosTeachTwoThings(t *testing.T) {
	s := compiled(t, hall)
	d := score.Debrief(s, play(t, s, practice.Before{}, plainAsk, sameAgain, sameAgain, sameAgain, end))
	if len(d.Moments) > 1 && d.Moments[0].Why == d.Moments[1].Why {
		t.Errorf("twice: %s", d.Moments[0].Why)
	}
}
