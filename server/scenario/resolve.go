package scenario

import (
	"fmt"
	"slices"
)

// resolve follows every reference to a person or a concern, and reports those
// that lead nowhere.
func (d *draft) resolve() {
	d.resolveFrom()
	for i := range d.scenario.People {
		person := &d.scenario.People[i]
		d.resolveTargets(person.AgreesMoves, personPath(person.ID, "agrees_moves"))
		if id := person.OffersLessAfter; id != "" && person.Concern(id) == nil {
			d.reportConcern(person, id, d.place(personPath(person.ID, "offers_less_after")))
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
			d.reportPerson(outcome.From, d.place("outcome.from"))
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
		switch {
		case person == nil:
			d.reportPerson(target.Person, where)
		case person.Concern(target.Concern) == nil:
			d.allDoubtful = true
			d.reportConcern(person, target.Concern, where)
		}
	}
}

// reportPerson reports the id of somebody who is not there. Who was meant by it
// is not known, so nothing is judged by influence.
func (d *draft) reportPerson(id string, where place) {
	d.allDoubtful = true
	if ids := d.personIDs(); !misspelt(ids, id) {
		d.report(where, CodeUnknownPerson, fixFor(id, ids), "there is no person %s", quote(clip(id)))
	}
}

func (d *draft) reportConcern(person *Person, id string, where place) {
	unread := len(person.Concerns) == 0 && d.doubtful[Target{Person: person.ID}]
	if ids := concernIDs(person); !unread && !misspelt(ids, id) {
		d.report(where, CodeUnknownConcern, fixFor(id, ids), "%s has no concern %s", quote(person.ID), quote(clip(id)))
	}
}

// misspelt reports whether it is the id itself that is wrong, and reported,
// where it is given: "Priya" for priya.
func misspelt(ids []string, reference string) bool {
	return slices.ContainsFunc(ids, func(id string) bool { return !isID(id) && plainWord(id) == plainWord(reference) })
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
