package score_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

func TestCompare(t *testing.T) {
	s := compiled(t, hall)
	ask := move{to: "nora", channel: practice.Email, text: "*May we have the hall?*", ask: practice.AskOutcome, methods: []practice.Method{practice.Direct}}
	proof := move{to: "nora", channel: practice.Phone, text: "The library had us twice, ask them. *May we?*", ask: practice.AskOutcome, methods: []practice.Method{practice.Proof}, tone: practice.Warm}
	pushed := move{to: "nora", channel: practice.Email, text: "*Give it to us now.*", ask: practice.AskOutcome, tone: practice.Pushy, methods: []practice.Method{practice.Direct}}
	stop := move{ends: true}
	debrief := func(moves ...move) score.Debriefing { return score.Debrief(s, play(t, s, practice.Before{}, moves...)) }
	then := debrief(ask, ask, stop)
	for _, test := range []struct {
		name    string
		then    score.Debriefing
		now     score.Debriefing
		from    int
		changed string
	}{
		{"another way", then, debrief(ask, proof, stop), 2, "You chose to bring proof at turn 2, where it had been to just ask: it met a no that gave ground, and the score rose from 30 to 44.1."},
		{"the same way", then, debrief(ask, ask, ask, stop), 2, "You chose to just ask at turn 2 once more: it met a no, and the score fell from 30 to 29.8."},
		{"a push", then, debrief(ask, pushed, stop), 2, "You chose to push at turn 2, where it had been to just ask: it met a no, and the score fell from 30 to 12.4."},
		{"on instead of stopping", then, debrief(ask, ask, proof, stop), 3, "You chose to bring proof at turn 3, where it had been to end it: it met a no that gave ground, and the score rose from 30 to 43.9."},
		{"won", then, score.Debrief(s, won(t)), 1, "You chose to just ask at turn 1 once more: it met a no, and the score rose from 30 to 99.4, with the outcome won this time."},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := score.Compare(test.then, test.now, test.from)
			if got.Changed != test.changed {
				t.Errorf("changed:\n got %s\nwant %s", got.Changed, test.changed)
			}
			if len(got.Then.Turns) == 0 || got.Then.Turns[0].Turn != test.from || len(got.Now.Turns) == 0 || got.Now.Turns[0].Turn != test.from {
				t.Errorf("the turns do not begin where the two part: %+v", got)
			}
			if got.Now.Total != test.now.Card.Total || got.Then.Ending != practice.GaveUp {
				t.Errorf("outlines: %+v", got)
			}
		})
	}
}
