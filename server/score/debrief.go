package score

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Debriefing is what a rep sees after an attempt. It is sent to the page as it
// is. Outcome and score stand apart.
type Debriefing struct {
	Ending     Closing            `json:"ending"`
	Card       practice.Scorecard `json:"card"`
	Moments    []Moment           `json:"moments"` // the one or two nos that mattered most
	Turns      []Note             `json:"turns"`   // the whole talk, the opening first
	NeverTried []Way              `json:"never_tried"`
	Before     Promise            `json:"before"`
	Habits     []string           `json:"habits"`
	Resistance []Curve            `json:"resistance"`
	Spoken     *Spoken            `json:"spoken,omitempty"` // nil where nothing was said aloud
}

// Way is a method that was never tried, with how it might have sounded.
type Way struct {
	NamedMethod
	Fits bool   `json:"fits"` // something still stood that it would have moved
	Line string `json:"line"`
}

// Promise sets the two answers before the attempt against what was done.
type Promise struct {
	Usual    string `json:"usual,omitempty"`
	Prepared int    `json:"prepared,omitempty"` // asks; 0: not said
	Asked    int    `json:"asked"`
	Text     string `json:"text,omitempty"`
}

// Curve is how much stood in the way with a person, turn by turn.
type Curve struct {
	Person string  `json:"person"`
	Name   string  `json:"name"`
	Points []Point `json:"points"`
}

// Point is the strength of all that stood after a turn.
type Point struct {
	Turn     int `json:"turn"`
	Strength int `json:"strength"`
}

// Debrief tells a log, ended or not. The scenario is the one that it played; its
// circumstances are picked by the log's seed.
func Debrief(s *scenario.Scenario, events []practice.Event) Debriefing {
	session := attemptSession(s, events)
	counted := count(session)
	t := tell(s, events)
	t.mark(session, counted)
	t.think()
	card := makeCard(session, counted)
	return Debriefing{
		Ending:     t.closing(),
		Card:       card,
		Moments:    t.moments(),
		Turns:      t.notes(),
		NeverTried: t.neverTried(card.Untried),
		Before:     t.promise(card),
		Habits:     t.habits(card),
		Resistance: t.curves(),
		Spoken:     t.spoken(),
	}
}

// mark notes in each scene whether it counted as an ask, and as a fresh one.
func (t *story) mark(session Session, counted tally) {
	fresh := map[int]bool{}
	for _, a := range counted.asks {
		fresh[session.Steps[a.step].Turn] = a.fresh
	}
	for i := range t.scenes {
		s := &t.scenes[i]
		s.fresh, s.asked = fresh[s.turn]
	}
}

// neverTried shows each untried way beside a line that it might have been. Ways
// that would have moved something come first.
func (t *story) neverTried(untried []practice.Method) []Way {
	fitting, others := []Way{}, []Way{}
	for _, method := range untried {
		person, concern := t.fitting(method)
		way := Way{NamedMethod: NamedMethod{method, MethodName(method)}, Fits: person != nil}
		if person == nil {
			person = t.scenario.Person(t.scenario.Outcome.From)
		}
		if person != nil {
			way.Line = t.line(method, t.setting(person, concern, t.now(), t.lastDay(), len(t.scenes)))
			if person.ID != t.scenario.Outcome.From {
				way.Line = addressed(way.Line, firstName(person.Name))
			}
		}
		if way.Fits {
			fitting = append(fitting, way)
		} else {
			others = append(others, way)
		}
	}
	return append(fitting, others...)
}

// fitting finds the first concern, standing at the end, that a method moves, or
// that exploring would have opened, with somebody who still matters.
func (t *story) fitting(method practice.Method) (*scenario.Person, int) {
	now := t.now()
	for i := range t.scenario.People {
		person := &t.scenario.People[i]
		if !t.matters(person, now) {
			continue
		}
		for c := range person.Concerns {
			concern := &person.Concerns[c]
			hidden := method == practice.Explore && now[person.ID].revealed[c] < len(concern.Reveals)
			if now[person.ID].strength[c] > 0 && (hidden || slices.Contains(concern.GivesWayTo, method)) {
				return person, c
			}
		}
	}
	return nil, -1
}

// matters reports whether something can still be won with a person: the
// outcome, or a concern that their agreement would take away.
func (t *story) matters(person *scenario.Person, now stands) bool {
	if t.ended != nil && t.ended.Ending == practice.Won {
		return false
	}
	if person.ID == t.scenario.Outcome.From {
		return true
	}
	for _, target := range person.AgreesMoves {
		other := t.scenario.Person(target.Person)
		if other == nil {
			continue
		}
		for c := range other.Concerns {
			if other.Concerns[c].ID == target.Concern && now[other.ID].strength[c] > 0 {
				return true
			}
		}
	}
	return false
}

func (t *story) lastDay() int {
	if len(t.scenes) == 0 {
		return 0
	}
	return t.scenes[len(t.scenes)-1].decision.Day
}

// curves draws everybody who was spoken to or moved; who never came into it is
// left out.
func (t *story) curves() []Curve {
	curves := []Curve{}
	for i := range t.scenario.People {
		person := &t.scenario.People[i]
		start := t.start[person.ID].resistance()
		curve := Curve{Person: person.ID, Name: person.Name, Points: []Point{{0, start}}}
		involved := person.Opens != nil
		for j := range t.scenes {
			s := &t.scenes[j]
			strength := s.after[person.ID].resistance()
			involved = involved || s.said.To == person.ID || strength != start
			curve.Points = append(curve.Points, Point{s.turn, strength})
		}
		if involved {
			curves = append(curves, curve)
		}
	}
	return curves
}
