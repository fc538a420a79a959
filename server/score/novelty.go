package score

import "github.com/askagain/askagain/server/practice"

// novelty remembers what has been tried and says whether an ask is fresh: since
// the ask before it brings a method not yet used on this person (or the same on
// another channel), another channel or person, or follows an event of the
// calendar, somebody else's agreement or three days, or moves something. Words
// that were said before are never shown to it: they bring nothing new on any
// channel.
//
// Where it is known what the person voices, a method is new again once they have
// come to something else: then it answers another no.
//
// Time freshens each method once a person. Were it always enough, one method
// every third day would count as ten fresh asks, and waiting would be worth
// more than varying.
type novelty struct {
	tried    map[personMethod][]practice.Channel
	rested   map[personMethod]bool // freshened by time already
	channels map[practice.Channel]bool
	people   map[string]bool
	first    string // the first person known by name
	current  string // the person of the turn under way, as tried knows them

	something bool // a method, a channel or a person, since the ask before
	time      bool // an event or three days, since the ask before
	lastDay   int
	dated     bool
}

type personMethod struct {
	person  string
	method  practice.Method
	concern string // "" when not known
}

func newNovelty() novelty {
	return novelty{
		tried:    map[personMethod][]practice.Channel{},
		rested:   map[personMethod]bool{},
		channels: map[practice.Channel]bool{},
		people:   map[string]bool{},
	}
}

// begin notices whom a turn is for and the time that went by before it. A turn
// that names nobody is for the same person as the turn before, and the first
// person to be named is the one that earlier turns were for, so that a missing
// name earns nothing.
func (n *novelty) begin(step *Step) {
	if step.Person != "" {
		if n.first == "" {
			n.first = step.Person
		}
		n.current = step.Person
		if step.Person == n.first {
			n.current = ""
		}
	}
	if !step.Dated {
		return
	}
	if n.dated && step.Day-n.lastDay >= restDays {
		n.time = true
	}
	n.lastDay, n.dated = step.Day, true
}

// meet takes in what a turn brings in words that were not said before.
func (n *novelty) meet(step *Step) {
	for _, method := range step.Reading.Methods {
		if method != practice.Direct {
			n.meetMethod(personMethod{n.current, method, step.Concern}, step.Channel)
		}
	}
	n.something = n.something || step.Moved
	if step.Person != "" && !n.people[step.Person] {
		n.something = n.something || len(n.people) > 0
		n.people[step.Person] = true
	}
	if step.Channel != "" && !n.channels[step.Channel] {
		n.something = n.something || len(n.channels) > 0
		n.channels[step.Channel] = true
	}
}

// meetMethod knows a method by the channels that it was used on. A channel that
// is not known is no other channel.
func (n *novelty) meetMethod(key personMethod, channel practice.Channel) {
	before := n.tried[key]
	for _, c := range before {
		if c == channel || c == "" || channel == "" {
			return
		}
	}
	n.something = true
	n.tried[key] = append(before, channel)
}

// fresh judges an ask in words that were not said before. The first ask of all
// is fresh.
func (n *novelty) fresh(step *Step, first bool) bool {
	if first || n.something {
		return true
	}
	if !n.time {
		return false
	}
	rests := false
	for _, method := range methodsOf(step) {
		key := personMethod{person: n.current, method: method}
		rests = rests || !n.rested[key]
		n.rested[key] = true
	}
	return rests
}

// asked begins the count for the next ask.
func (n *novelty) asked() { n.something, n.time = false, false }

// methodsOf returns a turn's methods, direct when none was seen.
func methodsOf(step *Step) []practice.Method {
	if len(step.Reading.Methods) == 0 {
		return []practice.Method{practice.Direct}
	}
	return step.Reading.Methods
}
