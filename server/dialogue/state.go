package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// State is everything that the engine remembers of an attempt. It is plain
// data: it survives a round trip through JSON unchanged. People and their
// concerns stand in the scenario's order.
type State struct {
	Version int             `json:"version"`
	Day     int             `json:"day"` // simulated days since the start
	Turns   int             `json:"turns"`
	Asks    int             `json:"asks"`
	Nos     int             `json:"nos"`    // the opening is the first
	Rested  int             `json:"rested"` // days waited that have not given patience back yet
	Last    LastAsk         `json:"last"`
	Offered string          `json:"offered,omitempty"` // who offered the lesser thing
	Banked  bool            `json:"banked,omitempty"`  // the lesser thing is in hand
	Ending  practice.Ending `json:"ending,omitempty"`
	People  []PersonState   `json:"people"`
}

// LastAsk remembers what a next ask is measured against, whoever it went to.
type LastAsk struct {
	Day   int  `json:"day"`
	News  bool `json:"news,omitempty"`  // a turn without an ask brought something new since
	Event bool `json:"event,omitempty"` // the calendar brought something since
}

// PersonState is what the engine remembers of a person.
type PersonState struct {
	ID        string             `json:"id"`
	Patience  int                `json:"patience"` // 0: the door is closed
	Met       bool               `json:"met,omitempty"`
	Agreed    bool               `json:"agreed,omitempty"`
	Closed    bool               `json:"closed,omitempty"`
	Idle      bool               `json:"idle,omitempty"`     // the last turn to them did nothing
	Relieved  bool               `json:"relieved,omitempty"` // somebody's agreement moved something for them since they were last asked
	Refused   bool               `json:"refused,omitempty"`  // they have said no at least once
	Asks      int                `json:"asks"`
	SinceNo   int                `json:"since_no"`  // asks after their first no
	Fruitless int                `json:"fruitless"` // explorations that found nothing, since the last that did
	Told      []string           `json:"told,omitempty"`
	Used      []Use              `json:"used,omitempty"`     // what has been tried on them, in order
	Channels  []practice.Channel `json:"channels,omitempty"` // by which the rep has reached them
	Booked    *Booking           `json:"booked,omitempty"`
	Concerns  []ConcernState     `json:"concerns"`
}

// Use is a method with the channel that it came by and, among what was tried on
// a person, the concern that they were voicing then.
type Use struct {
	Method  practice.Method  `json:"method"`
	Channel practice.Channel `json:"channel"`
	Concern string           `json:"concern,omitempty"`
}

// Booking is an announced wait that time has not borne out yet.
type Booking struct {
	Day     int              `json:"day"`
	Channel practice.Channel `json:"channel"`
}

// ConcernState is what the engine remembers of a concern.
type ConcernState struct {
	ID       string `json:"id"`
	Strength int    `json:"strength"` // 0: it has given way for good
	Raised   bool   `json:"raised,omitempty"`
	Revealed int    `json:"revealed"` // how many of its reveals have come out
	Soothed  bool   `json:"soothed,omitempty"`
	Worked   []Use  `json:"worked,omitempty"` // the methods that have weakened it
}

// Standing reports whether the concern still stands.
func (c ConcernState) Standing() bool { return c.Strength > 0 }

// Start returns the state before the first turn: the opening no has been said.
func Start(s *scenario.Scenario) State {
	state := State{Version: Version, People: make([]PersonState, len(s.People))}
	for i := range s.People {
		state.People[i] = startPerson(&s.People[i])
	}
	if opener := s.Opener(); opener != nil {
		state.open(opener.ID)
	}
	for i := range s.Calendar {
		if s.Calendar[i].Day <= 0 {
			for _, target := range s.Calendar[i].Moves {
				if c := state.concern(target); c != nil {
					c.Strength = 0
				}
			}
		}
	}
	return state
}

func startPerson(p *scenario.Person) PersonState {
	person := PersonState{ID: p.ID, Patience: p.Patience, Concerns: make([]ConcernState, len(p.Concerns))}
	for i, c := range p.Concerns {
		person.Concerns[i] = ConcernState{ID: c.ID, Strength: c.Strength}
	}
	return person
}

func (state *State) open(id string) {
	person := state.person(id)
	person.Met, person.Refused = true, true
	if i := person.current(); i >= 0 {
		person.Concerns[i].Raised = true
	}
	state.Nos = 1
}

// Person returns what is remembered of a person, and whether there is one of
// that id. The value shares its slices with the state: read it only.
func (state State) Person(id string) (PersonState, bool) {
	if p := state.person(id); p != nil {
		return *p, true
	}
	return PersonState{}, false
}

// CanTake reports whether the lesser thing is on the table: offered, not yet
// taken, by somebody whose door is open.
func (state State) CanTake() bool {
	p := state.person(state.Offered)
	return p != nil && !p.Closed && !state.Banked && !state.Ending.Over()
}

// Tried returns the methods that were tried on the person, in order of first use.
func (p PersonState) Tried() []practice.Method {
	var tried []practice.Method
	for _, use := range p.Used {
		if !slices.Contains(tried, use.Method) {
			tried = append(tried, use.Method)
		}
	}
	return tried
}

// Resistance is the strength of all that stands; 0 when nothing does.
func (p PersonState) Resistance() int {
	sum := 0
	for _, c := range p.Concerns {
		sum += c.Strength
	}
	return sum
}

// Attitude is how a person stands to the rep, as the rep may see it.
type Attitude string

// The attitudes.
const (
	NotMet    Attitude = "not_met"
	Guarded   Attitude = "guarded"
	Softening Attitude = "softening" // some of the resistance is gone
	Open      Attitude = "open"      // nothing stands
	Agreed    Attitude = "agreed"
	Closed    Attitude = "closed"
)

// Attitude returns how the person of that id stands; NotMet for an unknown one.
func (state State) Attitude(s *scenario.Scenario, id string) Attitude {
	p, person := state.person(id), s.Person(id)
	switch {
	case p == nil || person == nil || !p.Met:
		return NotMet
	case p.Closed:
		return Closed
	case p.Agreed:
		return Agreed
	case p.Resistance() == 0:
		return Open
	}
	for i, c := range p.Concerns {
		if i < len(person.Concerns) && c.Strength < person.Concerns[i].Strength {
			return Softening
		}
	}
	return Guarded
}

func (state *State) person(id string) *PersonState {
	for i := range state.People {
		if state.People[i].ID == id {
			return &state.People[i]
		}
	}
	return nil
}

func (state *State) concern(target scenario.Target) *ConcernState {
	person := state.person(target.Person)
	if person == nil {
		return nil
	}
	for i := range person.Concerns {
		if person.Concerns[i].ID == target.Concern {
			return &person.Concerns[i]
		}
	}
	return nil
}

// current is the index of the first standing concern, -1 when none stands.
func (p *PersonState) current() int {
	return slices.IndexFunc(p.Concerns, ConcernState.Standing)
}

// clone copies all that a step may write to.
func (state State) clone() State {
	state.People = slices.Clone(state.People)
	for i := range state.People {
		p := &state.People[i]
		p.Concerns = slices.Clone(p.Concerns)
		p.Used, p.Channels, p.Told = slices.Clip(p.Used), slices.Clip(p.Channels), slices.Clip(p.Told)
		for j := range p.Concerns {
			p.Concerns[j].Worked = slices.Clip(p.Concerns[j].Worked)
		}
	}
	return state
}

// fits reports whether the state was made for this scenario's people and concerns.
func (state *State) fits(s *scenario.Scenario) bool {
	if len(state.People) != len(s.People) {
		return false
	}
	for i := range s.People {
		p, person := &state.People[i], &s.People[i]
		if p.ID != person.ID || len(p.Concerns) != len(person.Concerns) {
			return false
		}
		for j := range person.Concerns {
			if p.Concerns[j].ID != person.Concerns[j].ID {
				return false
			}
		}
	}
	return true
}
