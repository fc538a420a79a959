package scenario

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// waitDays is how long a booked wait takes when no event comes sooner.
const waitDays = 3

// influence is what a scenario's people and events do to one another's concerns.
type influence struct {
	*draft
	movers map[Target][]string // whose agreement moves the concern
	events map[Target]int      // the first day on which an event moves it
	soon   int                 // the least days that a booked wait takes
	turn   int                 // the least days that a turn takes
	agreed map[string]int      // the earliest day on which each person can agree; never if they cannot
	effort map[Target]effort
}

// judgeReach reports concerns that nothing moves, and an outcome that nobody
// can be brought to grant in time.
func (d *draft) judgeReach() {
	in := &influence{draft: d, movers: make(map[Target][]string), events: make(map[Target]int), soon: waitDays,
		agreed: make(map[string]int), effort: make(map[Target]effort)}
	in.turn = never
	for _, channel := range practice.Channels() {
		in.turn = min(in.turn, d.scenario.Costs[channel])
	}
	in.gather()
	in.settle()
	blamed := make(map[string]bool)
	for i := range d.scenario.People {
		person := &d.scenario.People[i]
		for j := range person.Concerns {
			if in.judgeConcern(person, &person.Concerns[j]) {
				blamed[person.ID] = true
			}
		}
	}
	in.judgeOutcome(blamed[d.scenario.Outcome.From])
}

// gather notes who and what moves each concern, and how much asking does.
func (in *influence) gather() {
	for _, event := range in.scenario.Calendar {
		if event.Day > in.scenario.Outcome.Within {
			continue
		}
		in.soon = min(in.soon, event.Day)
		for _, target := range event.Moves {
			if day, known := in.events[target]; !known || event.Day < day {
				in.events[target] = event.Day
			}
		}
	}
	for _, person := range in.scenario.People {
		in.agreed[person.ID] = never
		for _, target := range person.AgreesMoves {
			in.movers[target] = append(in.movers[target], person.ID)
		}
	}
	for i := range in.scenario.People {
		person := &in.scenario.People[i]
		uses := usesOf(in.scenario.Costs, person.Likes)
		for j := range person.Concerns {
			concern := &person.Concerns[j]
			target := Target{person.ID, concern.ID}
			if in.doubtful[target] {
				continue // no effort at all: it is not judged
			}
			in.effort[target] = leastEffort(len(in.methods(target, concern)), concern.Strength, uses)
		}
	}
}

// methods are those that can weaken a concern by themselves. Bringing in
// somebody whose agreement moves it works only once they agreed, and then it
// has moved already.
func (in *influence) methods(target Target, concern *Concern) []practice.Method {
	var methods []practice.Method
	for _, method := range concern.GivesWayTo {
		if method == practice.Ally && len(in.movers[target]) > 0 {
			continue
		}
		methods = append(methods, method)
	}
	return methods
}

// settle finds the earliest day on which each person can agree. A day only ever
// moves forward from never as more people are found to agree, so that it ends
// after as many rounds as there are people.
func (in *influence) settle() {
	for range in.scenario.People {
		changed := false
		for i := range in.scenario.People {
			person := &in.scenario.People[i]
			if day := in.earliest(person); day < in.agreed[person.ID] {
				in.agreed[person.ID], changed = day, true
			}
		}
		if !changed {
			return
		}
	}
}

// earliest is a bound from below on the day on which a person agrees. Days spent
// on concerns that only asking moves add up; everything else can go on meanwhile.
func (in *influence) earliest(person *Person) int {
	asking, meanwhile := 0, (person.AsksNeeded+1)*in.turn
	for i := range person.Concerns {
		concern := &person.Concerns[i]
		target := Target{person.ID, concern.ID}
		alone := in.effort[target].days
		other := in.moved(target)
		if alone == never && other == never {
			return never
		}
		if other == never {
			asking += alone
			if methods := in.methods(target, concern); len(methods) == 1 && methods[0] == practice.Wait {
				meanwhile = max(meanwhile, in.soon)
			}
			continue
		}
		meanwhile = max(meanwhile, min(alone, other))
	}
	return max(asking, meanwhile)
}

// moved is the earliest day on which the person can be asked without a concern
// that somebody's agreement or an event takes away. An agreement is a turn of its
// own before that ask; an event happens while words travel.
func (in *influence) moved(target Target) int {
	day := never
	if event, ok := in.events[target]; ok {
		day = event
	}
	for _, mover := range in.movers[target] {
		if agreed := in.agreed[mover]; agreed < never {
			day = min(day, agreed+in.turn)
		}
	}
	return day
}

// judgeConcern reports a concern that stands for ever, once, at its cause. It
// returns whether it reported anything.
func (in *influence) judgeConcern(person *Person, concern *Concern) bool {
	target := Target{person.ID, concern.ID}
	if in.effort[target].days < never || in.moved(target) < never {
		return false
	}
	methods := in.methods(target, concern)
	switch {
	case len(in.movers[target]) > 0:
		mover := in.circle(target)
		if mover == "" {
			return false // the cause is with the mover, and reported there
		}
		in.report(in.place(concernPath(target)), CodeCircle, "let one concern in the circle give way to a method",
			"%s moves when %s agrees, and %s waits for %s in turn", quote(target.String()), quote(mover), quote(mover), quote(person.ID))
	case len(methods) > 0:
		in.report(in.place(concernPath(target, "strength"), concernPath(target)), CodeStrength, fmt.Sprintf("set strength to %d or less, or add a method", in.effort[target].possible),
			"%s has strength %d, and %s can take away %d at most: each works once, and once more on a stronger or the liked channel",
			quote(target.String()), concern.Strength, strings.Join(wordsOf(methods), ", "), in.effort[target].possible)
	case in.late(target):
		return true // the event that comes too late is reported
	default:
		in.report(in.place(concernPath(target, "gives_way_to"), concernPath(target)), CodeUnmovable, "add gives_way_to: with the methods that move it, or let somebody's agrees_moves or the calendar move it",
			"nothing can move %s", quote(target.String()))
	}
	return true
}

// circle returns the mover of a concern whose own agreement waits for the
// concern's person, "" if there is none.
func (in *influence) circle(target Target) string {
	for _, mover := range in.movers[target] {
		if in.waitsFor(mover, target.Person, make(map[string]bool)) {
			return mover
		}
	}
	return ""
}

// waitsFor reports whether somebody's agreement depends, directly or through
// others, on another's.
func (in *influence) waitsFor(person, other string, visited map[string]bool) bool {
	if person == other {
		return true
	}
	if visited[person] {
		return false
	}
	visited[person] = true
	for i := range in.scenario.Person(person).Concerns {
		target := Target{person, in.scenario.Person(person).Concerns[i].ID}
		if in.effort[target].days < never || in.moved(target) < never {
			continue
		}
		if slices.ContainsFunc(in.movers[target], func(mover string) bool { return in.waitsFor(mover, other, visited) }) {
			return true
		}
	}
	return false
}

func (in *influence) late(target Target) bool {
	return slices.ContainsFunc(in.scenario.Calendar, func(event CalendarEvent) bool {
		return event.Day > in.scenario.Outcome.Within && slices.Contains(event.Moves, target)
	})
}

func (in *influence) judgeOutcome(blamed bool) {
	outcome := in.scenario.Outcome
	person := in.scenario.Person(outcome.From)
	switch earliest := in.agreed[person.ID]; {
	case earliest == never && !blamed:
		in.report(in.place("outcome.from", personPath(person.ID)), CodeOutOfReach, "remove what stands in the way of the people who would have to agree first",
			"%s can never agree, because somebody who would have to agree first cannot", quote(person.ID))
	case earliest != never && earliest > outcome.Within:
		in.report(in.place("outcome.within", "outcome"), CodeOutOfReach, fmt.Sprintf("give at least %d days", earliest),
			"%s cannot agree before day %d, and the last day is %d", quote(person.ID), earliest, outcome.Within)
	}
	turns := 0
	for _, concern := range person.Concerns {
		target := Target{person.ID, concern.ID}
		if in.moved(target) == never && in.effort[target].turns < never {
			turns += in.effort[target].turns
		}
	}
	if turns > practice.MaxTurns {
		in.report(in.place("outcome.from", personPath(person.ID)), CodeOutOfReach, "leave out some concerns, or lower their strength",
			"%s needs at least %d turns, and an attempt has %d", quote(person.ID), turns, practice.MaxTurns)
	}
}
