package score_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// after appends what came after the end.
func after(events []practice.Event, more ...practice.Event) []practice.Event {
	last := events[len(events)-1]
	for i, event := range more {
		event.Attempt, event.Seq, event.Turn = last.Attempt, last.Seq+int64(i)+1, last.Turn
		events = append(events, event)
	}
	return events
}

func corrected(turn int, reason string, changes ...practice.Change) practice.Event {
	return practice.Event{Kind: practice.EventCorrected, Corrected: &practice.Correction{Turn: turn, Changes: changes, Reason: reason, By: practice.ByRep}}
}

func TestTheCardFollowsCorrections(t *testing.T) {
	s, log := compiled(t, hall), gaveUp(t)
	before := score.Attempt(s, log)
	card := score.Attempt(s, after(log, corrected(3, "I was joking with her.", practice.Change{Label: practice.LabelPushy})))
	if before.Pressure == 1000 || card.Pressure != 1000 || card.Total <= before.Total || card.Corrected != 1 {
		t.Errorf("without the pushy turn: pressure %d, total %d, corrected %d; before: %d, %d", card.Pressure, card.Total, card.Corrected, before.Pressure, before.Total)
	}
	quote := &practice.Evidence{Label: "trade", Quote: "give us", Start: 5, End: 12}
	twice := score.Attempt(s, after(log,
		corrected(3, "I was joking.", practice.Change{Label: practice.LabelPushy}),
		corrected(3, "It was a trade.", practice.Change{Label: "trade", Holds: true, Evidence: quote})))
	if twice.Corrected != 2 || points(twice, practice.Variety) <= points(card, practice.Variety) {
		t.Errorf("with a trade as well: %+v", twice)
	}
	if before.Corrected != 0 {
		t.Errorf("nothing was corrected, and the card says %d", before.Corrected)
	}
	if plain, err := json.Marshal(before); err != nil || json.Valid(plain) && containsKey(plain, "corrected") {
		t.Errorf("a card that rests on no correction says nothing of them: %s", plain)
	}
}

func containsKey(data []byte, key string) bool {
	var object map[string]any
	_ = json.Unmarshal(data, &object)
	_, has := object[key]
	return has
}

func TestTheCardFollowsTheLatestReader(t *testing.T) {
	s, log := compiled(t, hall), gaveUp(t)
	calm := log[len(log)-1]
	for _, event := range log {
		if event.Turn == 3 && event.Read != nil {
			calm = event
		}
	}
	reading := *calm.Read
	reading.Tone, reading.Reader = practice.Neutral, "newer"
	reread := practice.Event{Kind: practice.EventReread, Reread: &practice.Reread{Reader: "newer", Turns: []practice.TurnReading{{Turn: 3, Reading: reading}}}}
	harsh := corrected(3, "No, that was rude.", practice.Change{Label: practice.LabelPushy, Holds: true,
		Evidence: &practice.Evidence{Label: practice.LabelPushy, Quote: "Just give us", Start: 0, End: 12}})

	if card := score.Attempt(s, after(log, reread)); card.Pressure != 1000 || card.Corrected != 0 {
		t.Errorf("read again: pressure %d, corrected %d", card.Pressure, card.Corrected)
	}
	for name, events := range map[string][]practice.Event{"before": after(log, harsh, reread), "after": after(log, reread, harsh)} {
		if card := score.Attempt(s, events); card.Pressure == 1000 {
			t.Errorf("a correction made %s the rereading is lost", name)
		}
	}
}

func TestTheDebriefShowsCorrections(t *testing.T) {
	s, log := compiled(t, hall), gaveUp(t)
	plain := score.Debrief(s, log)
	event := corrected(3, "I was joking with her.", practice.Change{Label: practice.LabelPushy})
	told := score.Debrief(s, after(log, event))
	for i, note := range told.Turns {
		if note.Turn == 3 {
			if note.Tone != practice.Neutral || len(note.Corrected) != 1 || note.Corrected[0].Reason != "I was joking with her." {
				t.Errorf("turn 3: tone %q, corrections %+v", note.Tone, note.Corrected)
			}
			continue
		}
		if diff := cmp.Diff(plain.Turns[i], note); diff != "" {
			t.Errorf("turn %d has changed:\n%s", note.Turn, diff)
		}
	}
	for i, note := range told.Turns {
		if was := plain.Turns[i]; note.Verdict != was.Verdict || note.Patience != was.Patience || note.Heard != was.Heard {
			t.Errorf("turn %d was decided otherwise", note.Turn)
		}
	}
	if told.Card.Total <= plain.Card.Total || told.Card.Corrected != 1 {
		t.Errorf("card: %d, corrected %d", told.Card.Total, told.Card.Corrected)
	}
	if diff := cmp.Diff(plain.Resistance, told.Resistance); diff != "" {
		t.Errorf("the curve has changed:\n%s", diff)
	}
}
