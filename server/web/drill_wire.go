package web

import (
	"github.com/askagain/askagain/server/drill"
	"github.com/askagain/askagain/server/practice"
)

// drillAnswer is what there is to do next.
type drillAnswer struct {
	Method   briefedMethod   `json:"method"`
	Why      string          `json:"why"`
	Methods  []briefedMethod `json:"methods"` // that can be asked for
	Seed     uint32          `json:"seed"`    // of the round
	Number   int             `json:"number"`  // of the exercise in its round, from 1; 0 when the round is over
	Exercise *drillExercise  `json:"exercise"`
	Round    drill.Tally     `json:"round"`
	Streak   int             `json:"streak"` // days in a row
}

// drillExercise is what a rep may see before the answer.
type drillExercise struct {
	Key     string           `json:"key"`
	Title   string           `json:"title"` // of the scenario
	You     string           `json:"you"`
	Person  drillPerson      `json:"person"`
	Need    string           `json:"need"` // what is asked of the person
	Channel practice.Channel `json:"channel"`
	No      string           `json:"no"`
	Settled bool             `json:"settled"` // other things stood in the way before
	Others  []drillPerson    `json:"others"`  // who else is in it, where that is what the method needs
	Note    string           `json:"note"`    // on what one turn cannot do
}

type drillPerson struct {
	Name string `json:"name"`
	Role string `json:"role"`
	Side string `json:"side"`
}

// drillRequest is the one turn.
type drillRequest struct {
	ID       string          `json:"id"` // the client's own, beginning with the round's seed and a point
	Method   practice.Method `json:"method"`
	Seed     uint32          `json:"seed"`
	Exercise string          `json:"exercise"` // its key
	Text     string          `json:"text"`
	Zone     string          `json:"zone"`
}

// drillResult is what came of it.
type drillResult struct {
	Read     *wireReading  `json:"read"`
	Seen     bool          `json:"seen"`
	Asked    bool          `json:"asked"`
	Moved    bool          `json:"moved"`
	Outcome  drill.Outcome `json:"outcome"`
	Asks     string        `json:"asks"` // a sentence on the ask
	Says     string        `json:"says"` // a sentence on what it did to the no
	Lines    []wireLine    `json:"lines"`
	Behind   string        `json:"behind"`
	Stronger string        `json:"stronger"`
	Round    drill.Tally   `json:"round"`
	Streak   int           `json:"streak"`
}
