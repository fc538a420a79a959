package web_test

import (
	"context"
	"net/http"
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

// A trainer may have one assignment read twice. What is practiced otherwise is read
// by the embedded reader alone, and where there is no second reader none is promised.
func TestAnAssignmentChoosesTheCombinedReading(t *testing.T) {
	k := newClub(t, func(config *web.Config, rooms *session.Config) {
		config.ReadBy, rooms.Second = "deaf", deafToTrades{}
	})
	twice, once := k.ann.begins(k.assignment(`,"combined":true`)).ID, k.ann.begins(k.assignment("")).ID
	for attempt, want := range map[string]string{twice: "deaf", once: ""} {
		var answer struct {
			Attempt struct{ Combined bool }
			ReadBy  string `json:"read_by"`
		}
		k.ann.see("/api/attempts/"+attempt, &answer)
		if answer.Attempt.Combined != (want != "") || answer.ReadBy != want {
			t.Errorf("%+v, want to be read by %q", answer, want)
		}
	}
	var onOffer struct {
		ReadBy string `json:"read_by"`
	}
	k.tom.see(k.path(""), &onOffer)
	if onOffer.ReadBy != "deaf" {
		t.Errorf("the team is offered %q", onOffer.ReadBy)
	}
	without := newClub(t, nil)
	without.tom.refused(without.tom.post(without.path("/assignments"), `{"scenario":"plain","attempts":1,"combined":true}`), http.StatusBadRequest, "invalid")
}
