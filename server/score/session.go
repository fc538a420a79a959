package score

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// StepKind says what a step of a session is.
type StepKind int

// The kinds of step.
const (
	StepSaid     StepKind = iota // the rep said something
	StepAnswered                 // the other side did
	StepHappened                 // an event of the calendar passed
)

// Step is one happening of a session, as the formulas see it.
type Step struct {
	Kind    StepKind
	Turn    int              // the number that evidence points to
	Person  string           // whom the rep spoke to, or who answered; "" when not known
	Channel practice.Channel // "" when not known
	Day     int              // counts only if Dated
	Dated   bool

	// Of what the rep said.
	Text    string
	Reading practice.Reading
	Own     bool   // the person stands on the rep's own side
	Listens bool   // an ask that takes up what the person had revealed
	Concern string // what the person was voicing when the words came; "" when not known
	Moved   bool   // it moved something for the person, or somebody's agreement has since they were last asked

	// Of an answer.
	No bool
}

// Obtained is what a session brought.
type Obtained int

// What can be obtained.
const (
	Nothing Obtained = iota
	Less             // the lesser thing
	Whole            // the outcome
)

// Session is the common input of the formulas.
type Session struct {
	Steps    []Step // in the order in which they happened
	Obtained Obtained
	GaveUp   bool             // the rep ended it; without it, a last turn that yields says so
	Closed   bool             // nobody who could bring the outcome was left: the last no could not be answered
	Weights  scenario.Weights // nil or all zero for the usual ones
	Reader   string           // the version of the readings, for the card

	Corrected int // how many corrections the readings rest on, for the card
}

// Labelled scores a session whose readings are already there, by hand or by a
// reader.
func Labelled(session Session) practice.Scorecard {
	return makeCard(session, count(session))
}
