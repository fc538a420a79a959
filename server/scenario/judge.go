package scenario

import (
	"fmt"
)

// minLines is how many ways of saying no a person should have: with fewer, the
// third no is a stock line.
const minLines = 3

// judge reports what is wrong with the whole although each part is well formed.
func (d *draft) judge() {
	d.judgeOpening()
	d.judgeConcerns()
	d.judgeLess()
	d.judgeLines()
	d.judgeCalendar()
	if !d.allDoubtful && d.scenario.Person(d.scenario.Outcome.From) != nil {
		d.judgeReach()
	}
}

// judgeOpening holds the file to exactly one first no.
func (d *draft) judgeOpening() {
	first := ""
	for _, person := range d.scenario.People {
		where, opens := d.places[personPath(person.ID, "opens")]
		switch {
		case !opens:
		case first == "":
			first = person.ID
		default:
			d.report(where, CodeOpensOnce, "keep `opens` with one of them", "%s says the first no, and %s does already", quote(person.ID), quote(first))
		}
	}
	if first == "" && len(d.scenario.People) > 0 {
		d.report(d.place("people"), CodeOpensOnce, `give one person the first no, such as opens: {channel: email, says: "We have no time for this."}`, "nobody says the first no")
	}
}

func (d *draft) judgeConcerns() {
	concerns, doubtful := 0, false
	for _, person := range d.scenario.People {
		concerns += len(person.Concerns)
		if d.doubtful[Target{Person: person.ID}] {
			doubtful = true
			continue
		}
		if person.ID == d.scenario.Outcome.From && len(person.Concerns) == 0 && person.AsksNeeded == 0 {
			d.report(d.place(personPath(person.ID)), CodeNoResistance, "give them a concern, or asks_needed", "%s can grant the outcome and has no concern, so the first ask wins", quote(person.ID))
		}
	}
	if concerns == 0 && !doubtful && len(d.scenario.People) > 0 {
		d.report(d.place("people"), CodeNoConcern, "give a person concerns: with a reason to say no below it", "nobody has a concern, so there is nothing to overcome")
	}
}

// judgeLess warns where a lesser result exists that nobody offers, or is offered
// and does not exist.
func (d *draft) judgeLess() {
	_, less := d.places["outcome.less"]
	offered := false
	for _, person := range d.scenario.People {
		if person.OffersLessAfter == "" {
			continue
		}
		offered = true
		if !less {
			d.report(d.place(personPath(person.ID, "offers_less_after")), CodeLess, "add less: to the outcome, or delete this line", "%s offers something less, and the outcome has none", quote(person.ID))
		}
	}
	if less && !offered {
		d.report(d.place("outcome.less"), CodeLess, "add offers_less_after: with a concern's id to a person", "nobody ever offers the lesser result")
	}
}

func (d *draft) judgeLines() {
	for _, person := range d.scenario.People {
		lines := 0
		for _, concern := range person.Concerns {
			lines += len(concern.Says)
			for _, answers := range concern.Answers {
				lines += len(answers)
			}
		}
		if len(person.Concerns) > 0 && lines < minLines && !d.doubtful[Target{Person: person.ID}] {
			d.report(d.place(personPath(person.ID)), CodeFewLines, fmt.Sprintf("write at least %d lines under says, over all concerns", minLines),
				"%s has %d of their own lines to say no with; stock lines say the rest", quote(person.ID), lines)
		}
	}
}

func (d *draft) judgeCalendar() {
	within := d.scenario.Outcome.Within
	for i, event := range d.scenario.Calendar {
		if event.Day > within {
			d.report(d.place(fmt.Sprintf("calendar.%d.day", i)), CodeAfterDeadline, "move it to an earlier day, or give more time in `within`",
				"this happens on day %d, after the last day, %d", event.Day, within)
		}
	}
}
