package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// newsDays is the number of days after which asking again is new by itself.
const newsDays = 3

// freshness finds out whether the turn brings something new: a method by a
// channel not yet tried on this person, another channel or person, an event of
// the calendar, somebody else's agreement or 3 days since the last ask. Something
// new that came without an ask counts for the next one. Words that were said
// before bring nothing.
//
// What moves something is new, or it could not have. Where the person has come
// to another concern, a method is untried again: an end date answers another no
// than a stand-in does, though both clear the way, and whoever takes up the new
// no has not asked the same again.
func (x *exchange) freshness(credited []practice.Method) {
	first := x.state.Asks == 0
	x.news = !x.repeats() && (!slices.Contains(x.stands.Channels, x.turn.Channel) || x.untried(credited))
	last := &x.state.Last
	x.decision.New = !x.repeats() &&
		(x.news || x.weakened || first || last.News || last.Event || x.stands.Relieved || x.state.Day-last.Day >= newsDays)
	if x.asks() {
		*last, x.stands.Relieved = LastAsk{Day: x.state.Day}, false
		return
	}
	last.News = last.News || x.news
}

func (x *exchange) untried(credited []practice.Method) bool {
	for _, method := range credited {
		if method != practice.Direct && !slices.Contains(x.stands.Used, x.use(method)) {
			return true
		}
	}
	return false
}

// use is the method as this turn tries it.
func (x *exchange) use(method practice.Method) Use {
	use := Use{Method: method, Channel: x.turn.Channel}
	if x.current >= 0 {
		use.Concern = x.person.Concerns[x.current].ID
	}
	return use
}

// wear is rule 5: what costs a person patience without any ill will. An ask
// that brings nothing new, a second fruitless exploration, a second turn
// running that does nothing: 1, and never more than one of them in a turn. An
// untried method that does not fit costs nothing, because varying is what is
// taught.
//
// An ask that is granted, or that moves something, costs nothing however old it
// is: nobody is tired of what they give, and a door must not close over a yes.
func (x *exchange) wear(credited []practice.Method) {
	if slices.Contains(credited, practice.Explore) {
		x.stands.Fruitless++
	}
	if x.found || x.weakened {
		x.stands.Fruitless = 0
	}
	fruitless := slices.Contains(credited, practice.Explore) && x.stands.Fruitless > 1
	pushy := x.reading.Tone == practice.Pushy // that has its own price
	idle := !x.asks() && !x.news && !x.found && !x.weakened && !x.soothed && !x.booked && !pushy
	switch {
	case x.asks() && !x.decision.New && !x.weakened && !x.given():
		x.patience(x.stands, -1, practice.CauseStale)
	case fruitless:
		x.patience(x.stands, -1, practice.CauseFruitless)
	case idle && x.stands.Idle:
		x.patience(x.stands, -1, practice.CauseIdle)
	}
	x.stands.Idle = idle
}
