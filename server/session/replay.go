package session

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/score"
)

// Replayed is an attempt played again from its log: the recorded readings
// through the engine and the formulas of this program.
type Replayed struct {
	Attempt  practice.Attempt
	Scenario *scenario.Scenario // under the attempt's seed
	Events   []practice.Event

	// OtherEngine says that a decision was made under another version of the
	// rules. Decisions are then the recorded ones, State is zero, and
	// SameDecisions is false because nothing was compared.
	OtherEngine bool
	Engine      int                 // the version of the rules that replayed
	Decisions   []practice.Decision // of turns 1, 2, ...
	State       dialogue.State      // after the last decision

	SameDecisions   bool
	FirstDifference int // the first turn whose decision differs; 0 for none

	Card     practice.Scorecard  // by the formulas of this program; for an unfinished attempt, so far
	Recorded *practice.Scorecard // the log's latest card; nil while there is none
	SameCard bool                // Recorded is there, and equal byte for byte
}

// Replay plays an attempt again from the store and writes nothing. It asks for
// no rep: it is the operator's tool. Codes: CodeNotFound, CodeUnavailable,
// CodeStale, CodeInternal.
func (r *Room) Replay(ctx context.Context, attempt string) (Replayed, error) {
	leave, err := r.enter()
	if err != nil {
		return Replayed{}, err
	}
	defer leave()
	h, err := r.history(ctx, attempt)
	if err != nil {
		return Replayed{}, err
	}
	replayed := Replayed{Attempt: h.attempt, Scenario: h.scenario, Events: h.events, Engine: dialogue.Version}
	replayed.decide()
	replayed.score()
	return replayed, nil
}

// decide runs the engine over the recorded readings and compares.
func (r *Replayed) decide() {
	state := dialogue.Start(r.Scenario)
	recorded := []practice.Decision{}
	r.SameDecisions = true
	var turn practice.Turn
	var reading practice.Reading
	for _, event := range r.Events {
		switch event.Kind {
		case practice.EventSaid:
			turn = event.Said.Turn
		case practice.EventRead:
			reading = *event.Read
		case practice.EventDecided:
			var decision practice.Decision
			state, decision = dialogue.Step(r.Scenario, state, turn, reading)
			r.Decisions = append(r.Decisions, decision)
			recorded = append(recorded, *event.Decided)
			if r.SameDecisions && !same(decision, *event.Decided) {
				r.SameDecisions, r.FirstDifference = false, event.Turn
			}
			r.OtherEngine = r.OtherEngine || event.Decided.Engine != dialogue.Version
		}
	}
	if r.OtherEngine {
		r.Decisions, r.SameDecisions, r.FirstDifference = recorded, false, 0
		return
	}
	r.State = state
}

// score computes the card anew and compares.
func (r *Replayed) score() {
	unscored := slices.DeleteFunc(slices.Clone(r.Events), func(event practice.Event) bool {
		if event.Kind == practice.EventScored {
			r.Recorded = event.Scored
		}
		return event.Kind == practice.EventScored
	})
	r.Card = score.Attempt(r.Scenario, unscored)
	r.SameCard = r.Recorded != nil && same(r.Card, *r.Recorded)
}

// same compares what would be written: a list that is nil and one that is empty
// differ in memory, not in a log.
func same(a, b any) bool {
	first, err := json.Marshal(a)
	if err != nil {
		return false
	}
	second, err := json.Marshal(b)
	return err == nil && bytes.Equal(first, second)
}
