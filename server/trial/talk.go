package trial

import (
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/script"
)

// Talk is one attempt being played. A rep looks at it to choose a turn.
type Talk struct {
	Scenario *scenario.Scenario
	State    dialogue.State
	Last     practice.Decision // the latest; its zero value before the first turn
	Random   *rand.Rand

	events []practice.Event
	said   []practice.Line
	notes  map[string]bool // what the rep remembers: see Once
}

// Begin opens a talk: the first no has been said.
func Begin(s *scenario.Scenario, random *rand.Rand) *Talk {
	t := &Talk{Scenario: s, State: dialogue.Start(s), Random: random, notes: map[string]bool{}}
	t.said = script.Opening(s)
	t.add(practice.Event{Kind: practice.EventStarted, Started: &practice.Started{Scenario: s.Name}})
	return t
}

// Move is what a rep does in a turn, and what it is.
type Move struct {
	Turn    practice.Turn
	Reading practice.Reading
}

// Over reports whether the talk has ended.
func (t *Talk) Over() bool { return t.State.Ending.Over() }

// Take plays one move.
func (t *Talk) Take(move Move) practice.Decision {
	move.Turn.ID = strconv.Itoa(t.State.Turns + 1)
	state, decision := dialogue.Step(t.Scenario, t.State, move.Turn, move.Reading)
	t.State, t.Last = state, decision
	t.add(practice.Event{Kind: practice.EventSaid, Turn: state.Turns, Said: &practice.Spoken{Turn: move.Turn}})
	t.add(practice.Event{Kind: practice.EventRead, Turn: state.Turns, Read: &move.Reading})
	t.add(practice.Event{Kind: practice.EventDecided, Turn: state.Turns, Decided: &decision})
	t.said = append(t.said, script.Lines(t.Scenario, decision, t.said)...)
	if decision.Ending.Over() {
		t.add(practice.Event{Kind: practice.EventEnded, Turn: state.Turns, Ended: &practice.Ended{Ending: decision.Ending, Day: decision.Day, Banked: decision.Banked}})
	}
	return decision
}

func (t *Talk) add(event practice.Event) {
	event.Seq = int64(len(t.events) + 1)
	t.events = append(t.events, event)
}

// Card scores the talk as it stands.
func (t *Talk) Card() practice.Scorecard { return score.Attempt(t.Scenario, t.events) }

// Said returns what was said by the other side, oldest first.
func (t *Talk) Said() []practice.Line { return slices.Clip(t.said) }

// Once reports whether it is asked for the first time with these words in this
// talk: a rep's memory.
func (t *Talk) Once(words string) bool {
	if t.notes[words] {
		return false
	}
	t.notes[words] = true
	return true
}

// standing is what a person is worried about just now, nil for nothing.
func (t *Talk) standing(person *scenario.Person) *scenario.Concern {
	state, known := t.State.Person(person.ID)
	if !known {
		return nil
	}
	for i := range state.Concerns {
		if state.Concerns[i].Standing() {
			return &person.Concerns[i]
		}
	}
	return nil
}

// reachable reports whether there is still something to ask the person.
func (t *Talk) reachable(id string) bool {
	state, known := t.State.Person(id)
	return known && !state.Closed && !state.Agreed
}

// say is a turn to a person. Words differ from turn to turn, as people's do,
// unless the same words are asked for.
func (t *Talk) say(to string, channel practice.Channel, ask practice.Ask, tone practice.Tone, methods ...practice.Method) Move {
	text := "turn " + strconv.Itoa(t.State.Turns+1)
	for _, method := range methods {
		text += " " + string(method)
	}
	reading := practice.Reading{Ask: ask, Methods: methods, Tone: tone, Evidence: []practice.Evidence{}}
	for _, label := range practice.Labels() {
		if reading.Counts(label) {
			reading.Evidence = append(reading.Evidence, practice.Evidence{Label: label, Quote: text, End: len(text)})
		}
	}
	return Move{practice.Turn{Kind: practice.Say, To: to, Channel: channel, Text: text}, reading}
}

// wait lets days pass.
func (t *Talk) wait(days int) Move {
	return Move{Turn: practice.Turn{Kind: practice.WaitFor, Days: days}}
}
