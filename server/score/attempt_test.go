package score_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

const hall = "the-key-to-the-hall"

// The turns of the played attempts.
var (
	plainAsk  = move{to: "nora", channel: practice.Email, text: "*Could we have the hall* on the 16th?", ask: practice.AskOutcome, methods: []practice.Method{practice.Direct}}
	sameAgain = move{to: "nora", channel: practice.Email, text: "Once more: *could we have the hall* on the 16th?", ask: practice.AskOutcome,
		methods: []practice.Method{practice.Direct}, change: func(r *practice.Reading) { r.Repeat = practice.RepeatOwn }}
	explore = move{to: "nora", channel: practice.Email, text: "*What happened the last time* somebody used it?", methods: []practice.Method{practice.Explore}, tone: practice.Warm}
	cover   = move{to: "nora", channel: practice.InPerson, text: "We lay boards, and I answer for every scratch. *May we have it then?*",
		ask: practice.AskOutcome, methods: []practice.Method{practice.Obstacle}, tone: practice.Warm}
	thankOlek = move{to: "olek", channel: practice.Phone, text: "You gave three Saturdays and got no thanks. *Would you give one more?*",
		ask: practice.AskOutcome, methods: []practice.Method{practice.Empathize}, tone: practice.Warm}
	withOlek = move{to: "nora", channel: practice.Phone, text: "Olek opens and locks up, he told me so. *The 16th, then?*",
		ask: practice.AskOutcome, methods: []practice.Method{practice.Ally}, tone: practice.Warm}
	push = move{to: "nora", channel: practice.Phone, text: "*Just give us the hall*, it stands empty anyway!", ask: practice.AskOutcome,
		methods: []practice.Method{practice.Direct}, tone: practice.Pushy}
	goodbye = move{to: "nora", channel: practice.Phone, text: "*Then I'll leave it.* Thank you for your time.", methods: []practice.Method{practice.Empathize}, tone: practice.Warm,
		change: func(r *practice.Reading) { r.Yields, r.Evidence[0].Label = true, practice.LabelYields }}
	end = move{ends: true}
)

func won(t testing.TB) []practice.Event {
	return play(t, compiled(t, hall), practice.Before{Usual: "by email, politely", Asks: 2},
		plainAsk, explore, cover, thankOlek, withOlek)
}

func gaveUp(t testing.TB) []practice.Event {
	return play(t, compiled(t, hall), practice.Before{Asks: 4}, plainAsk, sameAgain, push, goodbye, end)
}

func TestAttemptWon(t *testing.T) {
	card := score.Attempt(compiled(t, hall), won(t))
	if card.Nos != 3 || card.Asks != 4 || card.AsksAfterNo != 4 || card.FreshAsks != 4 {
		t.Errorf("nos %d, asks %d, after no %d, fresh %d", card.Nos, card.Asks, card.AsksAfterNo, card.FreshAsks)
	}
	if card.Total != 99_400 || card.Reader != "by hand" || card.Pressure != 1000 {
		t.Errorf("total %d, reader %q, pressure %d", card.Total, card.Reader, card.Pressure)
	}
}

func TestAttemptGivenUp(t *testing.T) {
	card := score.Attempt(compiled(t, hall), gaveUp(t))
	if card.Total >= 35_000 || points(card, practice.Result) != 0 {
		t.Errorf("total %d", card.Total)
	}
	if reason := card.Dimension(practice.Attachment).Reason; reason != "All of your 3 asks kept to the outcome or opened a fresh route to it. Then you let go of it." {
		t.Error(reason)
	}
}

// TestListeningCountsAsWarm: a plain ask that takes up what was revealed.
func TestListeningCountsAsWarm(t *testing.T) {
	s := compiled(t, hall)
	plain := cover
	plain.tone = practice.Neutral
	heard := score.Attempt(s, play(t, s, practice.Before{}, plainAsk, explore, plain))
	deaf := score.Attempt(s, play(t, s, practice.Before{}, plainAsk, plain, explore))
	if points(heard, practice.Manner) <= points(deaf, practice.Manner) {
		t.Errorf("after listening %d, before %d", points(heard, practice.Manner), points(deaf, practice.Manner))
	}
}

// TestNothingIsEarnedFromWhoHasAgreed: asking Olek on and on after his yes.
func TestNothingIsEarnedFromWhoHasAgreed(t *testing.T) {
	s := compiled(t, hall)
	moves := []move{plainAsk, thankOlek}
	before := score.Attempt(s, play(t, s, practice.Before{}, moves...))
	for _, method := range []practice.Method{practice.Value, practice.Proof, practice.Trade, practice.Reduce} {
		moves = append(moves, move{to: "olek", channel: practice.Phone, text: "And by " + string(method) + ", *would you?*",
			ask: practice.AskOutcome, methods: []practice.Method{method}, tone: practice.Warm})
	}
	after := score.Attempt(s, play(t, s, practice.Before{}, moves...))
	if after.Asks != before.Asks || len(after.Methods) != len(before.Methods) || points(after, practice.Variety) != points(before, practice.Variety) {
		t.Errorf("before %+v\nafter %+v", before, after)
	}
}

// TestAnEventFreshens: three days or the calendar make the same way new once.
func TestAnEventFreshens(t *testing.T) {
	s := compiled(t, hall)
	again := plainAsk
	again.text = "The holidays have begun. *Is the hall free now?*"
	for _, test := range []struct {
		name  string
		days  int
		fresh int
	}{{"at once", 0, 1}, {"after three days", 3, 2}, {"after the event", 6, 2}} {
		t.Run(test.name, func(t *testing.T) {
			moves := []move{plainAsk}
			if test.days > 0 {
				moves = append(moves, move{wait: test.days})
			}
			card := score.Attempt(s, play(t, s, practice.Before{}, append(moves, again)...))
			if card.FreshAsks != test.fresh {
				t.Errorf("%d fresh asks, want %d", card.FreshAsks, test.fresh)
			}
		})
	}
}

func TestTheSameLogGivesTheSameCard(t *testing.T) {
	s, events := compiled(t, hall), won(t)
	first, _ := json.Marshal(score.Attempt(s, events))
	second, _ := json.Marshal(score.Attempt(s, slices.Clone(events)))
	if string(first) != string(second) {
		t.Errorf("%s\n%s", first, second)
	}
}

// TestALogCutAnywhereIsScored: a log is scored while it runs, too.
func TestALogCutAnywhereIsScored(t *testing.T) {
	s := compiled(t, hall)
	for _, events := range [][]practice.Event{won(t), gaveUp(t)} {
		for n := range events {
			card := score.Attempt(s, events[:n])
			if card.Total < 0 || len(card.Dimensions) != 5 {
				t.Fatalf("after %d events: %+v", n, card)
			}
			if _, err := json.Marshal(score.Debrief(s, events[:n])); err != nil {
				t.Fatalf("after %d events: %v", n, err)
			}
		}
	}
}

func BenchmarkAttempt(b *testing.B) {
	b.ReportAllocs()
	s, events := compiled(b, hall), won(b)
	for b.Loop() {
		score.Attempt(s, events)
	}
}

func BenchmarkDebrief(b *testing.B) {
	b.ReportAllocs()
	s, events := compiled(b, hall), won(b)
	for b.Loop() {
		score.Debrief(s, events)
	}
}

// TestTheSameWayOnAnotherConcern: taking up a new no is asking afresh, and so is
// coming back after somebody else has agreed.
func TestTheSameWayOnAnotherConcern(t *testing.T) {
	s := compiled(t, hall)
	again := func(text string) move {
		return move{to: "nora", channel: practice.InPerson, text: text, ask: practice.AskOutcome, methods: []practice.Method{practice.Obstacle}, tone: practice.Warm}
	}
	ring := func(text string) move {
		m := again(text)
		m.channel = practice.Phone
		return m
	}
	backTo := move{to: "nora", channel: practice.InPerson, text: "Olek is with us. *May we?*", ask: practice.AskOutcome, methods: []practice.Method{practice.Direct}}
	for _, test := range []struct {
		name  string
		moves []move
		fresh int
	}{
		{"another concern", []move{cover, again("I open and lock up myself. *May we?*")}, 2},
		{"the same one", []move{cover, ring("I open and lock up myself. *May we?*"), ring("I'll be there at six. *May we?*")}, 2},
		{"after the caretaker's yes", []move{cover, thankOlek, backTo}, 3},
		{"after nobody's", []move{cover, backTo}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			if card := score.Attempt(s, play(t, s, practice.Before{}, test.moves...)); card.FreshAsks != test.fresh {
				t.Errorf("%d fresh asks, want %d", card.FreshAsks, test.fresh)
			}
		})
	}
}
