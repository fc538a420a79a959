package scenario

import (
	"fmt"
)

// resolve follows every reference to a person or a concern, and reports those
// that lead nowhere.
func (d *draft) resolve() {
	d.resolveFrom()
	for i := range d.scenario.People {
		person := &d.scenario.People[i]
		d.resolveTargets(person.AgreesMoves, personPath(person.ID, "agrees_moves"))
		if id := person.OffersLessAfter; id != "" && person.Concern(id) == nil {
			d.report(d.place(personPath(person.ID, "offers_less_after")), CodeUnknownConcern, fixFor(id, concernIDs(person)),
				"%s has no concern %s", quote(person.ID), quote(clip(id)))
		}
	}
	for i, event := range d.scenario.Calendar {
		d.resolveTargets(event.Moves, fmt.Sprintf("calendar.%d.moves", i))
	}
}

func (d *draft) resolveFrom() {
	outcome := &d.scenario.Outcome
	if outcome.From != "" {
		if d.scenario.Person(outcome.From) == nil {
			d.report(d.place("outcome.from"), CodeUnknownPerson, fixFor(outcome.From, d.personIDs()), "there is no person %s", quote(clip(outcome.From)))
			d.allDoubtful = true
		}
		return
	}
	for _, person := range d.scenario.People {
		if person.Side == ClientSide {
			outcome.From = person.ID
			return
		}
	}
	if len(d.scenario.People) > 0 {
		d.report(d.place("outcome"), CodeNobody, "add from: with the id of the person who can grant it", "nobody is on the client's side, so it is unclear who can grant the outcome")
	}
}

func (d *draft) resolveTargets(targets []Target, path string) {
	for i, target := range targets {
		where := d.place(fmt.Sprintf("%s.%d", path, i))
		person := d.scenario.Person(target.Person)
		if person == nil {
			d.allDoubtful = true
			d.report(where, CodeUnknownPerson, fixFor(target.Person, d.personIDs()), "there is no person %s", quote(clip(target.Person)))
			continue
		}
		if person.Concern(target.Concern) == nil {
			d.allDoubtful = true
			d.report(where, CodeUnknownConcern, fixFor(target.Concern, concernIDs(person)), "%s has no concern %s", quote(person.ID), quote(clip(target.Concern)))
		}
	}
}

func (d *draft) personIDs() []string {
	ids := make([]string, len(d.scenario.People))
	for i, person := range d.scenario.People {
		ids[i] = person.ID
	}
	return ids
}

func concernIDs(person *Person) []string {
	ids := make([]string, len(person.Concerns))
	for i, concern := range person.Concerns {
		ids[i] = concern.ID
	}
	return ids
}
