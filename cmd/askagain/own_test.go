package main

import (
	"errors"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/session"
)

// A model that is asked at all would be missed here: there is none.
func TestNoModelSeesANoOfOnesOwn(t *testing.T) {
	attempt := practice.Attempt{ID: "a", Rep: "guest-1", Scenario: practice.OwnScenario("X")}
	script := []practice.Line{{ID: "them.opens", Person: "them", Text: "No."}}
	words, err := modelSpeaker{}.Speak(t.Context(), session.Cue{Attempt: attempt, Script: script})
	if err != nil || words.By != "script" || len(words.Lines) != 1 || words.Lines[0] != script[0] {
		t.Errorf("spoken: %+v, %v", words, err)
	}
	moment := score.Moment{}
	moment.Stronger.Methods = []score.NamedMethod{{Method: practice.Trade}}
	if _, _, err := (modelCoach{}).Word(t.Context(), attempt, "a raise", moment); !errors.Is(err, openai.ErrScript) {
		t.Errorf("worded: %v", err)
	}
}
