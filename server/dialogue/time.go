package dialogue

import (
	"cmp"
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// restDays is how many days of waiting give 1 patience back.
const restDays = 3

// waitDays is how many days bear out an announced wait; an event of the
// calendar bears it out earlier.
const waitDays = 3

// wait lets days pass. Waiting opens no closed door.
func (x *exchange) wait() {
	day := x.state.Day
	x.advance(x.turn.Days)
	if x.state.Ending.Over() {
		return
	}
	x.rest(x.state.Day - day)
}

// rest gives patience back for days of waiting. Days left over count for the
// next wait, so that three waits of a day are worth one of three.
func (x *exchange) rest(days int) {
	x.state.Rested += days
	back := x.state.Rested / restDays
	x.state.Rested %= restDays
	if back == 0 {
		return
	}
	for i := range x.state.People {
		if p := &x.state.People[i]; !p.Closed {
			x.patience(p, back, practice.CauseRest)
		}
	}
}

// advance lets days pass: the calendar runs, then announced waits are borne
// out. The last day counts; on the day after it the attempt is out of time.
func (x *exchange) advance(days int) {
	if days == 0 {
		return
	}
	from, last := x.state.Day, x.scenario.Outcome.Within
	x.state.Day = min(from+days, max(from, last+1))
	x.runCalendar(from)
	x.bearOut()
	if x.state.Day > last {
		x.state.Ending = practice.OutOfTime
	}
}

// runCalendar lets the events after a day happen, in the order of their days.
func (x *exchange) runCalendar(after int) {
	calendar := x.scenario.Calendar
	for i := range calendar {
		if day := calendar[i].Day; day > after && day <= x.state.Day {
			x.decision.Events = append(x.decision.Events, i)
		}
	}
	slices.SortStableFunc(x.decision.Events, func(a, b int) int { return cmp.Compare(calendar[a].Day, calendar[b].Day) })
	for _, i := range x.decision.Events {
		x.state.Last.Event = true
		for _, target := range calendar[i].Moves {
			x.move(target, practice.CauseCalendar)
		}
	}
}

// bearOut weakens, by time and not by words, what the announced waits were for.
func (x *exchange) bearOut() {
	for i := range x.state.People {
		p := &x.state.People[i]
		due := p.Booked != nil && (len(x.decision.Events) > 0 || x.state.Day-p.Booked.Day >= waitDays)
		if p.Closed || !due {
			continue
		}
		channel := p.Booked.Channel
		p.Booked = nil
		if concern := x.waiting(&x.scenario.People[i], p, channel); concern >= 0 {
			x.lower(&x.scenario.People[i], p, concern, practice.Wait, channel)
		}
	}
}

// move takes a whole concern away.
func (x *exchange) move(target scenario.Target, cause string) {
	concern := x.state.concern(target)
	if concern == nil || !concern.Standing() {
		return
	}
	x.effect(practice.Effect{Kind: practice.EffectMoved, Person: target.Person, Concern: target.Concern, From: concern.Strength, Cause: cause})
	concern.Strength = 0
}
