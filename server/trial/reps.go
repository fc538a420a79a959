package trial

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Rep is a habit of asking.
type Rep struct {
	Name string
	Does string // in a sentence, for the report
	// Good reps should win often, bad ones hardly ever. Neither is said of the rest.
	Good, Bad bool
	next      func(*Talk) Move
}

// Reps returns the simulated reps, good ones first.
func Reps() []Rep {
	return []Rep{
		{"varied and warm", "listens, then asks by a way not tried yet, again and again", true, false, varied},
		{"explorer", "asks what is behind each no before asking for anything", true, false, explorer},
		{"negotiator", "gives, makes it smaller and clears the way", true, false, negotiator},
		{"networker", "wins colleagues first and comes back with them", true, false, networker},
		{"wanderer", "does anything, to anybody, by any channel", false, false, wanderer},
		{"stubborn", "asks the same person the same way until it ends", false, true, stubborn},
		{"pushy", "presses whoever is there, in new words each time", false, true, pushy},
		{"quitter", "asks twice and gives up", false, true, quitter},
	}
}

// levers are the ways but asking plainly and listening.
var levers = []practice.Method{
	practice.Value, practice.Proof, practice.Trade, practice.Reduce, practice.Obstacle, practice.Wait, practice.Ally,
}

// varied listens once to each worry, then asks by ways not tried on it.
func varied(t *Talk) Move { return t.seek(t.decider(), levers, 0.5) }

// explorer listens first, always, and then knows what fits.
func explorer(t *Talk) Move {
	person := t.decider()
	concern := t.standing(person)
	if concern == nil {
		return t.plainly(person)
	}
	if t.Once("explore " + person.ID + "." + concern.ID) {
		return t.say(person.ID, t.channel(person), practice.AskNone, practice.Warm, practice.Explore, practice.Empathize)
	}
	if len(concern.Reveals) > 0 && t.Random.IntN(4) > 0 { // whoever has heard what is behind a no mostly finds what fits
		return t.seek(person, concern.GivesWayTo, 0)
	}
	return t.seek(person, levers, 0)
}

// negotiator looks for a bargain.
func negotiator(t *Talk) Move {
	if t.State.CanTake() && t.State.Day*4 > t.Scenario.Outcome.Within*3 {
		return Move{Turn: practice.Turn{Kind: practice.Take}}
	}
	bargains := []practice.Method{practice.Trade, practice.Obstacle, practice.Reduce, practice.Value, practice.Proof}
	return t.seek(t.decider(), bargains, 0.7)
}

// networker wins whoever's agreement moves somebody, then goes to the decider.
func networker(t *Talk) Move {
	for i := range t.Scenario.People {
		person := &t.Scenario.People[i]
		state, _ := t.State.Person(person.ID)
		if person.ID != t.Scenario.Outcome.From && len(person.AgreesMoves) > 0 && t.reachable(person.ID) && state.Asks < 8 {
			return t.seek(person, levers, 0.8)
		}
	}
	return t.seek(t.decider(), append([]practice.Method{practice.Ally}, levers...), 0.5)
}

// wanderer does anything.
func wanderer(t *Talk) Move {
	if t.Random.IntN(10) == 0 {
		return t.wait(1 + t.Random.IntN(4))
	}
	person := &t.Scenario.People[t.Random.IntN(len(t.Scenario.People))]
	all := practice.Methods()
	methods := []practice.Method{all[t.Random.IntN(len(all))]}
	if more := all[t.Random.IntN(len(all))]; t.Random.IntN(3) == 0 && more != methods[0] {
		methods = append(methods, more)
	}
	asks := []practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome, practice.AskOutcome}
	tones := []practice.Tone{practice.Warm, practice.Warm, practice.Neutral, practice.Neutral, practice.Neutral, practice.Pushy}
	channels := practice.Channels()
	return t.say(person.ID, channels[t.Random.IntN(len(channels))], asks[t.Random.IntN(len(asks))], tones[t.Random.IntN(len(tones))], methods...)
}

// stubborn has one way and one channel for all of a talk, and the same words.
func stubborn(t *Talk) Move {
	methods := practice.Methods()
	if t.Once("chooses") {
		t.notes["way:"+string(methods[t.Random.IntN(len(methods))])] = true
	}
	method := methods[slices.IndexFunc(methods, func(m practice.Method) bool { return t.notes["way:"+string(m)] })]
	move := t.say(t.decider().ID, t.opening(), practice.AskOutcome, practice.Neutral, method)
	move.Turn.Text = "the same words " + string(method)
	return move
}

// pushy presses with whatever comes to mind.
func pushy(t *Talk) Move {
	ways := []practice.Method{practice.Direct, practice.Value, practice.Proof, practice.Trade, practice.Obstacle}
	person := t.decider()
	if other := &t.Scenario.People[t.Random.IntN(len(t.Scenario.People))]; t.reachable(other.ID) {
		person = other
	}
	return t.say(person.ID, t.opening(), practice.AskOutcome, practice.Pushy, ways[t.Random.IntN(len(ways))])
}

// quitter asks twice and takes what there is.
func quitter(t *Talk) Move {
	switch {
	case t.State.CanTake():
		return Move{Turn: practice.Turn{Kind: practice.Take}}
	case t.State.Asks >= 2:
		return Move{Turn: practice.Turn{Kind: practice.End}}
	}
	return t.say(t.decider().ID, t.opening(), practice.AskOutcome, practice.Warm, levers[t.Random.IntN(len(levers))])
}

// seek is a warm turn to a person: mostly listening first where share says so,
// then an ask by one of the ways that this worry has not met yet.
func (t *Talk) seek(person *scenario.Person, ways []practice.Method, listens float64) Move {
	concern := t.standing(person)
	if concern == nil {
		return t.plainly(person)
	}
	key := person.ID + "." + concern.ID
	if t.Once("listen "+key) && t.Random.Float64() < listens {
		return t.say(person.ID, t.channel(person), practice.AskNone, practice.Warm, practice.Explore, practice.Empathize)
	}
	order := t.Random.Perm(len(ways))
	for _, i := range order {
		way := ways[i]
		if way == practice.Ally && !t.promising(person, concern) {
			continue
		}
		if t.Once("tried " + key + " " + string(way)) {
			return t.say(person.ID, t.channel(person), practice.AskOutcome, practice.Warm, way)
		}
	}
	// Every way was tried: somebody else, another day, another channel.
	if other := t.helper(person, concern); other != nil && t.Once("goes to "+other.ID+" for "+key) {
		return t.seek(other, ways, listens)
	}
	if t.Once("waits for " + key) {
		return t.wait(3 + t.Random.IntN(3))
	}
	way := ways[t.Random.IntN(len(ways))]
	return t.say(person.ID, practice.InPerson, practice.AskOutcome, practice.Warm, way)
}

// promising reports whether naming somebody can do anything here: they have
// agreed, or the worry is one that a name alone may weaken.
func (t *Talk) promising(person *scenario.Person, concern *scenario.Concern) bool {
	helper := t.helper(person, concern)
	return helper == nil || !t.reachable(helper.ID)
}

// helper is whoever's agreement takes the worry away, nil if nobody's does.
func (t *Talk) helper(person *scenario.Person, concern *scenario.Concern) *scenario.Person {
	target := scenario.Target{Person: person.ID, Concern: concern.ID}
	for i := range t.Scenario.People {
		if other := &t.Scenario.People[i]; slices.Contains(other.AgreesMoves, target) && t.reachable(other.ID) {
			return other
		}
	}
	return nil
}

// plainly asks for the outcome when nothing stands any more.
func (t *Talk) plainly(person *scenario.Person) Move {
	return t.say(person.ID, t.channel(person), practice.AskOutcome, practice.Warm, practice.Direct)
}

// decider is whoever can grant the outcome.
func (t *Talk) decider() *scenario.Person { return t.Scenario.Person(t.Scenario.Outcome.From) }

// opening is the channel by which the first no came.
func (t *Talk) opening() practice.Channel { return t.Scenario.Opener().Opens.Channel }

// channel picks how to reach somebody, cheap ways more often than a visit.
func (t *Talk) channel(person *scenario.Person) practice.Channel {
	switch t.Random.IntN(8) {
	case 0:
		return practice.InPerson
	case 1, 2:
		return practice.Chat
	case 3:
		return practice.Email
	}
	if person.Likes != "" && person.Likes != practice.InPerson && t.Random.IntN(2) == 0 {
		return person.Likes
	}
	return practice.Phone
}
