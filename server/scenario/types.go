// Package scenario reads a trainer's scenario file: YAML in; diagnostics, or a
// compiled Scenario that never changes, out.
package scenario

import (
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Scenario is a compiled scenario file. It is safe for any number of
// goroutines, because nobody writes to it after Compile: treat every field as
// read-only.
type Scenario struct {
	Name   string // the catalogue's name: the file's name without its ending
	File   string // the file as whoever compiled it names it, for what is reported later
	Source []byte // the file as it was read
	Hash   string // of the whole file, hex
	Rules  string // of what the engine reads, hex: two files with equal rules rank together

	Title    string
	Level    int // 1 to 5
	Minutes  int // an estimate of real time
	You      string
	Outcome  Outcome
	People   []Person // in the file's order
	Calendar []CalendarEvent
	Costs    map[practice.Channel]int // simulated days that a turn on the channel takes
	Weights  Weights
	Tests    []Test // a trainer's own; they decide nothing in play

	// variants holds the scenario under each of its circumstances, compiled.
	variants []*Scenario
	at       place // of the variant, or of the outcome
}

// Outcome is the one thing that the rep needs.
type Outcome struct {
	Need    string
	Why     string
	Without string    // what happens without it
	Less    string    // a lesser thing that may be offered; "" for none
	Within  int       // simulated days; the last day counts
	Starts  time.Time // the date of day 0; zero: days have no dates
	From    string    // the id of the person who can grant it
}

// Side is whose house a person belongs to.
type Side string

// The sides.
const (
	ClientSide Side = "client"
	OwnSide    Side = "own"
)

// Person is a simulated counterpart.
type Person struct {
	ID, Name, Role  string
	Side            Side
	Manner          string
	Likes           practice.Channel // "" when any channel is as good; the rep has to find this out
	Patience        int
	AsksNeeded      int       // asks after this person's first no before they agree, however good they are
	Need            string    // what is asked of this person: the outcome for Outcome.From, else their own need or support
	Opens           *Opening  // set for exactly one person: the first no
	Concerns        []Concern // in the file's order
	OffersLessAfter string    // the concern after which Outcome.Less is offered; "" for never
	AgreesMoves     []Target  // whose concerns this person's agreement takes away
	Knows           []Knowledge

	// Words. Empty lists are spoken for by stock lines.
	Hesitates []string
	Agrees    []string
	Closes    []string
	Offers    []string // words for offering Outcome.Less
}

// Opening is the first no.
type Opening struct {
	Channel practice.Channel
	Says    string
}

// Concern is one reason behind a person's no.
type Concern struct {
	ID             string
	GivesWayTo     []practice.Method
	Strength       int // at the start; at least 1
	HardensOn      []practice.Method
	HardensOnPushy bool

	Says    []string                     // how the no sounds
	Reveals []string                     // what exploring finds
	Answers map[practice.Method][]string // words for methods that do not fit
	Softens []string
	GaveWay []string
}

// Target names a concern of a person.
type Target struct{ Person, Concern string }

// String returns the target as a file names it: person.concern.
func (t Target) String() string { return t.Person + "." + t.Concern }

// Knowledge is a fact that a person gives when asked. Its id is "knows.N".
type Knowledge struct{ ID, About, Says string }

// CalendarEvent happens on a day, whoever waits for it.
type CalendarEvent struct {
	Day   int
	Says  string
	Moves []Target
}

// Weights are the points of each dimension; they add up to 100.
type Weights map[practice.Dimension]int

// Person returns the person with that id, nil if there is none.
func (s *Scenario) Person(id string) *Person {
	for i := range s.People {
		if s.People[i].ID == id {
			return &s.People[i]
		}
	}
	return nil
}

// Concern returns the concern with that id, nil if there is none.
func (p *Person) Concern(id string) *Concern {
	for i := range p.Concerns {
		if p.Concerns[i].ID == id {
			return &p.Concerns[i]
		}
	}
	return nil
}

// Facts returns what the person knows, as a reader matches it with a question.
func (p *Person) Facts() []practice.Fact {
	var facts []practice.Fact
	for _, known := range p.Knows {
		facts = append(facts, practice.Fact{ID: known.ID, About: known.About})
	}
	return facts
}

// Opener returns the person who says the first no.
func (s *Scenario) Opener() *Person {
	for i := range s.People {
		if s.People[i].Opens != nil {
			return &s.People[i]
		}
	}
	return nil
}

// Under returns the scenario in the circumstances that the seed picks. Without
// variants it is the scenario itself. Equal seeds pick equal circumstances.
func (s *Scenario) Under(seed uint64) *Scenario {
	if len(s.variants) == 0 {
		return s
	}
	return s.variants[seed%uint64(len(s.variants))]
}

// Circumstances returns the scenario under each of its circumstances: as the
// file stands, then its variants in order.
func (s *Scenario) Circumstances() []*Scenario {
	if len(s.variants) == 0 {
		return []*Scenario{s}
	}
	return slices.Clone(s.variants)
}

// Place is where these circumstances stand in the file: the variant's place, or
// the outcome's for the file as it stands.
func (s *Scenario) Place() (line, column int) { return s.at.line, s.at.column }

// Date returns the calendar date of a simulated day, and whether days have
// dates here.
func (s *Scenario) Date(day int) (time.Time, bool) {
	if s.Outcome.Starts.IsZero() {
		return time.Time{}, false
	}
	return s.Outcome.Starts.AddDate(0, 0, day), true
}
