package score

import (
	"fmt"

	"github.com/askagain/askagain/server/practice"
)

// Closing is how an attempt ended and what that means. Ending is "" while it
// still runs.
type Closing struct {
	Ending practice.Ending `json:"ending"`
	Day    int             `json:"day"`
	Date   string          `json:"date,omitempty"`
	Banked bool            `json:"banked"` // the lesser thing is in hand
	Title  string          `json:"title"`
	Text   string          `json:"text"`
}

func (t *story) closing() Closing {
	if t.ended == nil {
		return Closing{Day: t.lastDay(), Date: t.date(t.lastDay()), Title: "Still open", Text: "This attempt has not ended yet."}
	}
	closing := Closing{Ending: t.ended.Ending, Day: t.ended.Day, Date: t.date(t.ended.Day), Banked: t.ended.Banked}
	from := t.name(t.scenario.Outcome.From)
	switch t.ended.Ending {
	case practice.Won:
		closing.Title = "You got it"
		closing.Text = fmt.Sprintf("%s said yes %s: %s", from, t.after(), sentence(asThing(t.scenario.Outcome.Need)))
	case practice.DoorClosed:
		closing.Title = "The door is shut"
		closing.Text = fmt.Sprintf("%s's patience ran out %s. Nobody else could have brought it.", from, t.after())
	case practice.OutOfTime:
		closing.Title = "Time ran out"
		closing.Text = fmt.Sprintf("The last day passed before %s said yes. Waiting is a way too, and it has to leave days for asking.", from)
	case practice.OutOfTurns:
		closing.Title = "Too many turns"
		closing.Text = fmt.Sprintf("An attempt has %d turns, and they are used up.", practice.MaxTurns)
	case practice.GaveUp:
		closing.Title = "You let it go"
		closing.Text = "Nobody had shut the door. " + t.leftToTry()
	case practice.TookLess:
		closing.Title = "You took less"
		closing.Text = "The door to the whole of it was still open. " + t.leftToTry()
	}
	if closing.Banked && t.ended.Ending != practice.Won && t.scenario.Outcome.Less != "" {
		closing.Text += " What you have in hand: " + sentence(asThing(t.scenario.Outcome.Less))
	}
	return closing
}

// asThing lowers the first letter of what begins like a thing and keeps names as
// they are.
func asThing(need string) string {
	if likeAThing(need) {
		return small(need)
	}
	return need
}

// after says how long it took.
func (t *story) after() string {
	if t.ended.Day == 0 {
		return "on the first day"
	}
	return "after " + plural(t.ended.Day, "day", "days")
}

// leftToTry counts the ways that would have fitted what stood at the end.
func (t *story) leftToTry() string {
	person := t.scenario.Person(t.scenario.Outcome.From)
	if person == nil {
		return ""
	}
	now := t.now()
	left := t.untriedFits(person, now)
	switch {
	case now[person.ID].current() < 0:
		return fmt.Sprintf("%s had no reason left to say no: one more ask would have done it.", firstName(person.Name))
	case len(left) == 0:
		return fmt.Sprintf("There was still time to come back to %s another way.", firstName(person.Name))
	}
	return fmt.Sprintf("There %s %s with %s that you had not tried and that would have helped.",
		wasWere(len(left)), plural(len(left), "way", "ways"), firstName(person.Name))
}

// promise compares what the rep expected of themselves with what they did.
func (t *story) promise(card practice.Scorecard) Promise {
	promise := Promise{Asked: card.Asks}
	if t.started != nil {
		promise.Usual, promise.Prepared = t.started.Before.Usual, t.started.Before.Asks
	}
	if promise.Prepared > 0 {
		switch asked := times(card.Asks); {
		case card.Asks == 0:
			promise.Text = fmt.Sprintf("You were prepared to ask %s, and did not ask.", times(promise.Prepared))
		case card.Asks < promise.Prepared && t.ended != nil && t.ended.Ending == practice.Won:
			promise.Text = fmt.Sprintf("You were prepared to ask %s; you needed to ask %s.", times(promise.Prepared), asked)
		case card.Asks < promise.Prepared:
			promise.Text = fmt.Sprintf("You were prepared to ask %s; you asked %s.", times(promise.Prepared), asked)
		case card.Asks == promise.Prepared:
			promise.Text = fmt.Sprintf("You were prepared to ask %s, and did.", times(promise.Prepared))
		default:
			promise.Text = fmt.Sprintf("You were prepared to ask %s; you asked %s.", times(promise.Prepared), asked)
		}
	}
	return promise
}
