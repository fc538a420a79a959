package web_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// deafToTrades is a second reader that hears a plain ask in everything.
type deafToTrades struct{}

func (deafToTrades) Version() string { return "deaf" }

func (deafToTrades) Read(_ context.Context, _ practice.Attempt, said practice.Said) (practice.Reading, error) {
	return practice.Reading{Ask: practice.AskOutcome, Tone: practice.Neutral}, nil
}

// Where the combined reading is switched on, official attempts and practice are
// read twice, the trainer sees where the readers differ, and the rep does not.
func TestATrainerSeesWhereTwoReadersDiffer(t *testing.T) {
	k := newClub(t, func(config *web.Config, rooms *session.Config) {
		config.Combined, rooms.Second = true, deafToTrades{}
	})
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.quits(attempt)
	type turns struct {
		Debrief struct {
			Card  struct{ Reader string }
			Turns []struct {
				Turn    int
				Differs []string
			}
		}
	}
	var trainers, reps turns
	k.tom.see("/api/attempts/"+attempt+"/debrief", &trainers)
	k.ann.see("/api/attempts/"+attempt+"/debrief", &reps)
	if !strings.Contains(trainers.Debrief.Card.Reader, "second:deaf") {
		t.Errorf("the card is by %s", trainers.Debrief.Card.Reader)
	}
	seen := false
	for _, turn := range trainers.Debrief.Turns {
		seen = seen || slices.Contains(turn.Differs, "direct")
	}
	if !seen {
		t.Errorf("the trainer sees %+v", trainers.Debrief.Turns)
	}
	for _, turn := range reps.Debrief.Turns {
		if len(turn.Differs) > 0 {
			t.Errorf("the rep sees that the readers differ on %v", turn.Differs)
		}
	}
}
