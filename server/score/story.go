package score

import (
	"maps"
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// story is an attempt told turn by turn, with what stood before and after each.
// It knows what the trainer knows: nothing is secret once it is over.
type story struct {
	scenario *scenario.Scenario
	started  *practice.Started
	opening  []practice.Line
	scenes   []scene
	ended    *practice.Ended
	start    stands

	corrections    []practice.Correction
	openingThought string
}

// scene is one decided turn.
type scene struct {
	turn          int
	said          practice.Turn
	reading       practice.Reading
	decision      practice.Decision
	lines         []practice.Line
	before, after stands
	asked         bool // it counted as an ask
	fresh         bool // and it was a fresh one
	thought       string
}

// stands is how things stand with each person.
type stands map[string]standing

// standing is how things stand with a person. A copy shares nothing that is
// written to.
type standing struct {
	strength []int // by concern, 0: gone
	revealed []int // by concern, how much has come out
	tried    []practice.Method
	channels []practice.Channel
	agreed   bool
}

// tell folds a log into its story.
func tell(s *scenario.Scenario, events []practice.Event) *story {
	t := &story{scenario: s, corrections: practice.Corrections(events)}
	events = asCounted(events)
	current := scene{}
	for i := range events {
		event := &events[i]
		switch {
		case event.Started != nil:
			t.started = event.Started
			t.scenario = s.Under(event.Started.Seed)
			t.start = begin(t.scenario)
		case event.Said != nil:
			current = scene{turn: event.Turn, said: event.Said.Turn}
		case event.Read != nil:
			current.reading = *event.Read
		case event.Decided != nil:
			current.turn, current.decision = event.Turn, *event.Decided
			t.add(current)
		case event.Replied != nil:
			t.replied(event)
		case event.Ended != nil:
			t.ended = event.Ended
		}
	}
	if t.start == nil {
		t.start = begin(s)
	}
	return t
}

func begin(s *scenario.Scenario) stands {
	all := stands{}
	for i := range s.People {
		person := &s.People[i]
		p := standing{strength: make([]int, len(person.Concerns)), revealed: make([]int, len(person.Concerns))}
		for c := range person.Concerns {
			p.strength[c] = person.Concerns[c].Strength
		}
		all[person.ID] = p
	}
	for i := range s.Calendar {
		if s.Calendar[i].Day > 0 {
			continue
		}
		for _, target := range s.Calendar[i].Moves { // what the first day brings has happened
			all.apply(s, target, practice.Effect{Kind: practice.EffectMoved})
		}
	}
	return all
}

func (t *story) add(current scene) {
	current.before = t.now()
	current.after = current.before.with(t.scenario, &current)
	t.scenes = append(t.scenes, current)
}

// now is how things stand after the last turn.
func (t *story) now() stands {
	switch {
	case len(t.scenes) > 0:
		return t.scenes[len(t.scenes)-1].after
	case t.start == nil:
		t.start = begin(t.scenario)
	}
	return t.start
}

func (t *story) replied(event *practice.Event) {
	if event.Turn == 0 {
		t.opening = event.Replied.Lines
		return
	}
	for i := range t.scenes {
		if t.scenes[i].turn == event.Turn {
			t.scenes[i].lines = event.Replied.Lines
		}
	}
}

// with returns how things stand after a scene.
func (s stands) with(of *scenario.Scenario, current *scene) stands {
	after := maps.Clone(s)
	if p, ok := after[current.said.To]; ok && current.said.Kind == practice.Say {
		p.tried = union(p.tried, current.reading.Methods)
		p.channels = append(slices.Clip(p.channels), current.said.Channel)
		after[current.said.To] = p
	}
	for _, effect := range current.decision.Effects {
		after.apply(of, targetOf(effect, &current.decision), effect)
	}
	if p, ok := after[current.decision.Person]; ok && current.decision.Verdict == practice.VerdictAgree {
		p.agreed = true
		after[current.decision.Person] = p
	}
	return after
}

func (s stands) apply(of *scenario.Scenario, target scenario.Target, effect practice.Effect) {
	p, ok := s[target.Person]
	if !ok {
		return
	}
	concern := slices.IndexFunc(of.Person(target.Person).Concerns, func(c scenario.Concern) bool { return c.ID == target.Concern })
	if concern < 0 {
		return
	}
	switch effect.Kind {
	case practice.EffectWeakened, practice.EffectHardened, practice.EffectGaveWay, practice.EffectMoved:
		p.strength = slices.Clone(p.strength)
		p.strength[concern] = effect.To
	case practice.EffectRevealed:
		p.revealed = slices.Clone(p.revealed)
		p.revealed[concern]++
	}
	s[target.Person] = p
}

// union adds the methods that are not there yet to a copy.
func union(methods, more []practice.Method) []practice.Method {
	all := slices.Clip(methods)
	for _, method := range more {
		if !slices.Contains(all, method) {
			all = append(all, method)
		}
	}
	return all
}

// current is the index of the first concern that stands, -1 if none does.
func (p standing) current() int {
	return slices.IndexFunc(p.strength, func(strength int) bool { return strength > 0 })
}

// resistance is the strength of all that stands.
func (p standing) resistance() int {
	sum := 0
	for _, strength := range p.strength {
		sum += strength
	}
	return sum
}

// concern is what the person of a scene voiced in it, or what stood first when
// it began; nil if nothing did.
func (t *story) concern(s *scene) (*scenario.Concern, int) {
	person := t.scenario.Person(s.decision.Person)
	if person == nil {
		return nil, -1
	}
	i := slices.IndexFunc(person.Concerns, func(c scenario.Concern) bool { return c.ID == s.decision.Concern })
	if i < 0 {
		i = s.before[person.ID].current()
	}
	if i < 0 || i >= len(person.Concerns) {
		return nil, -1
	}
	return &person.Concerns[i], i
}

// helper is somebody whose agreement takes the concern away, "" if there is
// nobody.
func (t *story) helper(target scenario.Target) string {
	for i := range t.scenario.People {
		if slices.Contains(t.scenario.People[i].AgreesMoves, target) {
			return t.scenario.People[i].ID
		}
	}
	return ""
}

func (t *story) name(id string) string {
	if person := t.scenario.Person(id); person != nil {
		return firstName(person.Name)
	}
	return ""
}
