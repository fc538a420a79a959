package drill

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Exercise is one no to be answered by one way.
type Exercise struct {
	Scenario *scenario.Scenario
	Person   *scenario.Person
	Concern  int // the person's concern that is the no
	Method   practice.Method
	Fits     bool // the no gives way to the method, or the method does what it is for
}

// ID names the exercise for as long as its scenario stays as it is.
func (e Exercise) ID() string {
	return strings.Join([]string{e.Scenario.Name, e.Person.ID, e.concern().ID, string(e.Method)}, "/")
}

func (e Exercise) concern() *scenario.Concern { return &e.Person.Concerns[e.Concern] }

// No is what the person has just said.
func (e Exercise) No() practice.Line {
	text := e.Person.Need
	if says := e.concern().Says; len(says) > 0 {
		text = says[0]
	} else if e.Person.Opens != nil {
		text = e.Person.Opens.Says
	}
	return practice.Line{ID: e.Person.ID + "." + e.concern().ID + ".says.0", Person: e.Person.ID, Text: text}
}

// Key names the exercise outside: nothing of the scenario can be read from it. It
// changes with the scenario's file.
func (e Exercise) Key() string {
	sum := sha256.Sum256([]byte(e.Scenario.Hash + "/" + e.ID()))
	return hex.EncodeToString(sum[:8])
}

// Settled reports whether other things stood in the way before this no.
func (e Exercise) Settled() bool { return e.Concern > 0 }

// Behind is what lies behind the no: for after the answer. "" for nothing.
func (e Exercise) Behind() string {
	if reveals := e.concern().Reveals; len(reveals) > 0 {
		return reveals[0]
	}
	return ""
}

// Helper is who has agreed to help here, by name; "" for nobody. Bringing somebody
// in works once they are won, and winning them is another talk.
func (e Exercise) Helper() string {
	if e.Method != practice.Ally {
		return ""
	}
	if helper := e.helper(); helper != nil {
		return helper.Name
	}
	return ""
}

func (e Exercise) helper() *scenario.Person {
	target := scenario.Target{Person: e.Person.ID, Concern: e.concern().ID}
	for i := range e.Scenario.People {
		if slices.Contains(e.Scenario.People[i].AgreesMoves, target) {
			return &e.Scenario.People[i]
		}
	}
	return nil
}

// Channel is how the talk goes: as the person opened it, else by phone. Changing
// the medium is practiced from email, which leaves something to change to.
func (e Exercise) Channel() practice.Channel {
	switch {
	case e.Method == practice.Medium:
		return practice.Email
	case e.Person.Opens != nil:
		return e.Person.Opens.Channel
	}
	return practice.Phone
}

// Next picks an exercise in a method by a seed: a no that it fits and that was not
// done lately, else one that it does not fit, which teaches as much, else any. Those
// done lately are named by their IDs. There is none for a method that no scenario
// knows and for just asking, which every exercise ends in.
func Next(offered []*scenario.Scenario, method practice.Method, seed uint64, lately []string) (Exercise, bool) {
	all := exercises(offered, method)
	fresh := slices.DeleteFunc(slices.Clone(all), func(e Exercise) bool { return slices.Contains(lately, e.ID()) })
	fitting := slices.DeleteFunc(slices.Clone(fresh), func(e Exercise) bool { return !e.Fits })
	for _, choices := range [][]Exercise{fitting, fresh, all} {
		if len(choices) > 0 {
			return choices[mix(seed)%uint64(len(choices))], true
		}
	}
	return Exercise{}, false
}

// exercises are all nos, each with the method.
func exercises(offered []*scenario.Scenario, method practice.Method) []Exercise {
	if !slices.Contains(Methods(), method) {
		return nil
	}
	var all []Exercise
	for _, whole := range offered {
		played := whole.Under(0)
		for i := range played.People {
			person := &played.People[i]
			for c := range person.Concerns {
				all = append(all, Exercise{played, person, c, method, fits(&person.Concerns[c], method)})
			}
		}
	}
	return all
}

func fits(c *scenario.Concern, method practice.Method) bool {
	switch method {
	case practice.Explore:
		return len(c.Reveals) > 0
	case practice.Empathize:
		return true // it moves no concern by itself, and gives patience back for each
	}
	return slices.Contains(c.GivesWayTo, method)
}

// Methods are those that are drilled: all but just asking.
func Methods() []practice.Method {
	return slices.DeleteFunc(practice.Methods(), func(m practice.Method) bool { return m == practice.Direct })
}

// Avoided is the method that was used least; a seed settles between equals.
func Avoided(used map[practice.Method]int, seed uint64) practice.Method {
	methods := Methods()
	least := slices.MinFunc(methods, func(a, b practice.Method) int { return used[a] - used[b] })
	equals := slices.DeleteFunc(methods, func(m practice.Method) bool { return used[m] > used[least] })
	return equals[mix(seed)%uint64(len(equals))]
}

// mix spreads a seed over 64 bits, so that seeds that follow one another pick
// differently (the finalizer of SplitMix64; Steele, Lea and Flood, 2014).
func mix(seed uint64) uint64 {
	seed += 0x9e3779b97f4a7c15
	seed = (seed ^ seed>>30) * 0xbf58476d1ce4e5b9
	seed = (seed ^ seed>>27) * 0x94d049bb133111eb
	return seed ^ seed>>31
}
