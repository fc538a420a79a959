package dialogue

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Step decides a turn. It writes to nothing that it is given.
//
// It never fails: a turn that Validate would refuse, or a state of another
// scenario, leaves the state as it was and comes back as VerdictPass. Words to
// a closed door are the exception, they take their time and are answered by
// VerdictClose.
func Step(s *scenario.Scenario, state State, turn practice.Turn, reading practice.Reading) (State, practice.Decision) {
	decision := practice.Decision{Engine: Version, Verdict: practice.VerdictPass, Ask: practice.AskNone}
	if state.Ending.Over() || !state.fits(s) || !playable(s, &state, turn) {
		decision.Day, decision.Banked, decision.Ending = state.Day, state.Banked, state.Ending
		return state, decision
	}
	next := state.clone()
	x := exchange{scenario: s, state: &next, decision: &decision, turn: turn, reading: reading}
	next.Turns++
	switch turn.Kind {
	case practice.Say:
		x.say()
	case practice.WaitFor:
		x.wait()
	case practice.Take:
		x.take(next.Offered)
	case practice.End:
		x.end()
	}
	if next.Turns >= practice.MaxTurns && !next.Ending.Over() {
		next.Ending = practice.OutOfTurns
	}
	x.settle()
	return next, decision
}

// playable reports whether the turn can be taken at all.
func playable(s *scenario.Scenario, state *State, turn practice.Turn) bool {
	switch turn.Kind {
	case practice.Say:
		return s.Person(turn.To) != nil && turn.Channel.Strength() > 0
	case practice.WaitFor:
		return turn.Days >= 1 && turn.Days <= practice.MaxWaitDays
	case practice.Take:
		return state.CanTake()
	case practice.End:
		return true
	}
	return false
}

// exchange is one turn while it is decided: the rules read the turn and the
// reading, and write to the state's copy and the decision.
type exchange struct {
	scenario *scenario.Scenario
	state    *State
	decision *practice.Decision
	turn     practice.Turn
	reading  practice.Reading

	// The person spoken to, and what the rules before have found out.
	person   *scenario.Person
	stands   *PersonState
	current  int  // the concern being voiced when the words arrive; -1: none
	news     bool // the words bring something not yet tried on this person
	gaveWay  bool // a concern of the person gave way in this turn
	weakened bool // a concern of the person lost strength in this turn, or gave way
	found    bool // something came out: a reveal or a fact
	soothed  bool // patience came back by empathy
	booked   bool
}

// say takes a turn to a person through the rules, in their order.
func (x *exchange) say() {
	x.person, x.stands = x.scenario.Person(x.turn.To), x.state.person(x.turn.To)
	x.decision.Person, x.decision.Ask = x.person.ID, x.ask()
	x.decision.Yields = x.reading.Yields && !x.asks()
	x.advance(max(0, x.scenario.Costs[x.turn.Channel]))
	if x.state.Ending.Over() {
		return // the words arrive too late
	}
	if x.stands.Closed {
		x.decision.Verdict, x.decision.No = practice.VerdictClose, x.asks()
		x.tally()
		return
	}
	x.current = x.stands.current()
	credited := x.credit()
	x.harden(credited)
	x.weaken(credited)
	x.reveal(credited)
	x.freshness(credited)
	x.wear(credited)
	x.decide()
	x.tally()
	x.remember(credited)
}

// take banks the lesser thing, offered by the person of that id.
func (x *exchange) take(from string) {
	x.decision.Person, x.decision.Verdict = from, practice.VerdictGrantLess
	x.state.Banked = true
}

func (x *exchange) end() {
	x.decision.Verdict = practice.VerdictEnd
	x.state.Ending = practice.GaveUp
	if x.state.Banked {
		x.state.Ending = practice.TookLess
	}
}

// ask is the ask that was read, none if it is no value of Ask.
func (x *exchange) ask() practice.Ask {
	if x.reading.Ask == practice.AskOutcome || x.reading.Ask == practice.AskPartial {
		return x.reading.Ask
	}
	return practice.AskNone
}

func (x *exchange) asks() bool { return x.decision.Ask != practice.AskNone }

// repeats reports whether the words were said before, by either side. They
// bring nothing new and credit nothing.
func (x *exchange) repeats() bool { return x.reading.Repeat != practice.RepeatNone }

// settle copies into the decision what the state came to.
func (x *exchange) settle() {
	if p := x.state.person(x.decision.Person); p != nil {
		x.decision.Patience = p.Patience
	}
	x.decision.Day, x.decision.Banked, x.decision.Ending = x.state.Day, x.state.Banked, x.state.Ending
}

// effect notes one change in the decision.
func (x *exchange) effect(e practice.Effect) { x.decision.Effects = append(x.decision.Effects, e) }

// patience changes a person's patience within 0 and its start, and notes the
// change if there was one.
func (x *exchange) patience(person *PersonState, change int, cause string) bool {
	from, full := person.Patience, x.scenario.Person(person.ID).Patience
	person.Patience = max(0, min(full, from+change))
	if person.Patience == from {
		return false
	}
	x.effect(practice.Effect{Kind: practice.EffectPatience, Person: person.ID, From: from, To: person.Patience, Cause: cause})
	return true
}
