package drill

import (
	"slices"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
)

// Outcome is what a turn did to the no, in one word.
type Outcome string

// The outcomes, the first that holds.
const (
	Firmer    Outcome = "firmer"    // the no is harder than before
	GaveWay   Outcome = "gave_way"  // the no is out of the way
	Weakened  Outcome = "weakened"  // the no lost strength
	ByAnother Outcome = "another"   // likewise, by another way than the one that was asked for
	Opened    Outcome = "opened"    // what is behind the no came out
	InTime    Outcome = "in_time"   // a wait was agreed, and days later the no had weakened
	Soothed   Outcome = "soothed"   // the no stands, and patience came back
	Elsewhere Outcome = "elsewhere" // the no stands, and something else gave ground
	Unheard   Outcome = "unheard"   // the no gives way to this, and the words do not bear it out
	Crowded   Outcome = "crowded"   // so many ways at once that this one was not heard
	Leads     Outcome = "leads"     // nothing yet, and by another medium this person is easier to move
	Nothing   Outcome = "nothing"   // the no does not give way to this
)

// rest is how many days pass for an exercise in waiting: those after which an
// announced wait is borne out.
const rest = 3

func (e Exercise) outcome(result Result, decision practice.Decision, next dialogue.State) Outcome {
	before, after := max(1, e.concern().Strength), e.strength(next)
	of := func(kind practice.EffectKind) bool {
		return slices.ContainsFunc(decision.Effects, func(x practice.Effect) bool { return x.Kind == kind && x.Person == e.Person.ID })
	}
	switch {
	case after > before || after == before && of(practice.EffectHardened):
		return Firmer
	case after < before && !result.Moved:
		return ByAnother
	case after == 0:
		return GaveWay
	case after < before:
		return Weakened
	case result.Moved && e.Method == practice.Explore:
		return Opened
	case result.Moved && e.Method == practice.Wait && e.strength(e.later(next)) < before:
		return InTime
	case of(practice.EffectWeakened), of(practice.EffectGaveWay):
		return Elsewhere
	case result.Moved:
		return Soothed
	case !result.Seen && e.Fits:
		return Unheard
	case result.Seen && e.Fits && !slices.Contains(decision.Credited, e.Method):
		return Crowded
	case result.Seen && e.Method == practice.Medium && e.Person.Likes != "" && e.Person.Likes != e.Channel():
		return Leads
	}
	return Nothing
}

// later is how things stand once the days have passed.
func (e Exercise) later(state dialogue.State) dialogue.State {
	next, _ := dialogue.Step(e.Scenario, state, practice.Turn{Kind: practice.WaitFor, Days: rest}, practice.Reading{})
	return next
}

func (e Exercise) strength(state dialogue.State) int {
	person, _ := state.Person(e.Person.ID)
	return person.Concerns[e.Concern].Strength
}
