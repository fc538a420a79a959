package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// weaken is rule 3: at most one concern a turn, the first standing one in the
// file's order that a credited method fits and has not used up.
//
// Two methods do not work at once. Ally works only where its premise holds, and
// wait is booked here and done by time. Empathize works on the concern that the
// person is voicing and on no other: a kind word about one worry must not settle
// another that nobody has spoken of.
func (x *exchange) weaken(credited []practice.Method) {
	var premise *practice.Effect
	weakened := false
	for i := range x.stands.Concerns {
		if weakened || !x.stands.Concerns[i].Standing() {
			continue
		}
		for _, method := range credited {
			if method == practice.Wait || method == practice.Empathize && i != x.current {
				continue
			}
			if !x.works(x.person, x.stands, i, method, x.turn.Channel) {
				continue
			}
			if missing := x.missing(i, method); missing != "" {
				if premise == nil {
					premise = &practice.Effect{Kind: practice.EffectPremise, Person: x.person.ID,
						Concern: x.person.Concerns[i].ID, Method: method, Cause: missing}
				}
				continue
			}
			x.lower(x.person, x.stands, i, method, x.turn.Channel)
			weakened = true
			break
		}
	}
	if premise != nil && !weakened {
		x.effect(*premise)
	}
	if slices.Contains(credited, practice.Wait) {
		x.book()
	}
}

// works reports whether the method fits the concern and has not used it up: it
// works once, and once more when it comes again by a stronger channel or by the
// one that the person likes.
func (x *exchange) works(person *scenario.Person, stands *PersonState, concern int, method practice.Method, channel practice.Channel) bool {
	if method == practice.Direct || !slices.Contains(person.Concerns[concern].GivesWayTo, method) {
		return false
	}
	times, before := 0, practice.Channel("")
	for _, use := range stands.Concerns[concern].Worked {
		if use.Method == method {
			times, before = times+1, use.Channel
		}
	}
	if times == 0 {
		return true
	}
	better := channel != before && (channel == person.Likes || channel.Strength() > before.Strength())
	return times == 1 && better
}

// missing names the person whose agreement an ally rests on and who has not
// agreed: dropping a name is no politics. It is "" when nothing is missing.
func (x *exchange) missing(concern int, method practice.Method) string {
	if method != practice.Ally {
		return ""
	}
	target, first := scenario.Target{Person: x.person.ID, Concern: x.person.Concerns[concern].ID}, ""
	for i := range x.scenario.People {
		if !slices.Contains(x.scenario.People[i].AgreesMoves, target) {
			continue
		}
		if x.state.People[i].Agreed {
			return ""
		}
		if first == "" {
			first = x.scenario.People[i].ID
		}
	}
	return first
}

// lower takes strength from a concern: 1, face to face 2, and 1 more by the
// channel that the person likes.
func (x *exchange) lower(person *scenario.Person, stands *PersonState, i int, method practice.Method, channel practice.Channel) {
	concern, loss := &stands.Concerns[i], 1
	if channel == practice.InPerson {
		loss = 2
	}
	if channel == person.Likes {
		loss++
	}
	effect := practice.Effect{Kind: practice.EffectWeakened, Person: person.ID, Concern: concern.ID, Method: method,
		From: concern.Strength, To: max(0, concern.Strength-loss), OutOfTurn: !concern.Raised}
	if effect.To == 0 {
		effect.Kind = practice.EffectGaveWay
	}
	concern.Strength = effect.To
	concern.Worked = append(concern.Worked, Use{Method: method, Channel: channel})
	x.effect(effect)
	if stands == x.stands {
		x.weakened, x.gaveWay = true, x.gaveWay || effect.To == 0
		concern.Raised = concern.Raised || method != practice.Wait // they say so themselves; time says nothing
	}
}

// book notes an announced wait where time can still do something. Where it
// cannot, the person has nothing to wait for and nothing is promised; a wait
// that is already booked keeps its day.
func (x *exchange) book() {
	if x.stands.Booked != nil {
		return
	}
	i := x.waiting(x.person, x.stands, x.turn.Channel)
	if i < 0 {
		return
	}
	x.stands.Booked = &Booking{Day: x.state.Day, Channel: x.turn.Channel}
	x.booked = true
	x.effect(practice.Effect{Kind: practice.EffectBooked, Person: x.person.ID, Concern: x.person.Concerns[i].ID, Method: practice.Wait})
}

// waiting is the first standing concern that a wait works on, -1 if there is none.
func (x *exchange) waiting(person *scenario.Person, stands *PersonState, channel practice.Channel) int {
	for i := range stands.Concerns {
		if stands.Concerns[i].Standing() && x.works(person, stands, i, practice.Wait, channel) {
			return i
		}
	}
	return -1
}
