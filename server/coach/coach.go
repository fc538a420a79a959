// Package coach says one or two things about what a rep did when they hear a no,
// and how a draft would read before it is said. It is pure: a log gives the same
// points whenever it is folded.
//
// It speaks of what was said and of what the rep could see come of it, never of
// what they have to find out. Of a scenario it keeps people's names and what is
// needed, and nothing else, so that it has nothing more to give away.
package coach

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// MaxPoints is how many points there are to one turn at most.
const MaxPoints = 2

// Kind is what a point is about, for programs.
type Kind string

// The kinds.
const (
	Pushy      Kind = "pushy"       // the words press
	SameWay    Kind = "same_way"    // the third ask or a later one by the same way
	Repeat     Kind = "repeat"      // the rep's own words again
	HandedBack Kind = "handed_back" // the other side's words
	Stale      Kind = "stale"       // an ask that brings nothing new
	Shotgun    Kind = "shotgun"     // many ways at once
	TookUp     Kind = "took_up"     // what a person had let slip was taken up: good
	Moved      Kind = "moved"       // something moved: good
	Slipped    Kind = "slipped"     // what a person let slip is not taken up yet
	Part       Kind = "part"        // less was asked for than is needed
	NewWay     Kind = "new_way"     // a way that is new with this person: good
	Unasked    Kind = "unasked"     // nobody asked what is behind the no
	NotYet     Kind = "not_yet"     // the answer was no refusal
	Door       Kind = "door"        // the person's door is closed
	Plain      Kind = "plain"       // a plain ask, the first
	KeptAsking Kind = "kept_asking" // asked again after a no: good

	// Of drafts alone.
	Foreign Kind = "foreign"  // no English, so that nothing is heard in it
	Unborne Kind = "unborne"  // Method was meant, and the words do not bear it out
	NoAsk   Kind = "no_ask"   // nothing is asked for
	Explore Kind = "explores" // it asks what is behind the no, and for nothing: good
	Asks    Kind = "asks"     // it asks by Method: good
)

// Point is one thing that the coach says, with the words that it rests on.
type Point struct {
	Kind   Kind            `json:"kind"`
	Says   string          `json:"says"`
	Method practice.Method `json:"method,omitempty"` // the way that the point is about, if it is about one
	Quote  Quote           `json:"quote"`
}

// Quote is a verbatim stretch of what was said in a turn.
type Quote struct {
	Turn int              `json:"turn"` // 0 is the opening no; for a draft, the turn that it would be
	By   practice.Speaker `json:"by"`
	Name string           `json:"name,omitempty"` // who of the other side
	Text string           `json:"text"`
}

// Talk is an attempt as the coach follows it.
type Talk struct {
	names map[string]string // what people are called in passing, by id
	from  string            // who can grant the outcome
	need  string
	turns []turn
}

// turn is what the rep did once, as far as the log has it.
type turn struct {
	number   int
	said     practice.Turn
	reading  practice.Reading
	decision practice.Decision
	lines    []practice.Line
}

// Follow returns a talk at its beginning. The scenario is the one that the log
// plays.
func Follow(s *scenario.Scenario) *Talk {
	t := &Talk{names: map[string]string{}, from: s.Outcome.From, need: s.Outcome.Need}
	for i := range s.People {
		name, _, _ := strings.Cut(s.People[i].Name, " ")
		t.names[s.People[i].ID] = name
	}
	return t
}

// Hear takes in the next event of the log. Once a no is in words it returns the
// points about the turn that met it, one or two; nil after everything else.
func (t *Talk) Hear(event practice.Event) []Point {
	if event.Said != nil {
		t.turns = append(t.turns, turn{number: event.Turn, said: event.Said.Turn})
		return nil
	}
	if len(t.turns) == 0 || t.last().number != event.Turn {
		return nil
	}
	switch now := t.last(); {
	case event.Read != nil:
		now.reading = *event.Read
	case event.Decided != nil:
		now.decision = *event.Decided
	case event.Replied != nil:
		now.lines = event.Replied.Lines
		return t.afterNo(now)
	}
	return nil
}

func (t *Talk) last() *turn { return &t.turns[len(t.turns)-1] }

// rule looks for one thing to say about a turn, and reports whether it found it.
type rule func(*turn) (Point, bool)

// collect returns what the rules find, the first ones first.
func collect(now *turn, rules ...rule) []Point {
	var points []Point
	for _, find := range rules {
		if point, found := find(now); found && len(points) < MaxPoints {
			points = append(points, point)
		}
	}
	return points
}

// name is what a person is called in passing.
func (t *Talk) name(id string) string {
	if name := t.names[id]; name != "" {
		return name
	}
	return "They"
}

// before returns the rep's words to the same person before a turn, oldest first.
func (t *Talk) before(now *turn) []*turn {
	var earlier []*turn
	for i := range t.turns {
		if one := &t.turns[i]; one.number < now.number && one.said.Kind == practice.Say && one.said.To == now.said.To {
			earlier = append(earlier, one)
		}
	}
	return earlier
}

func (x *turn) asks() bool {
	return x.reading.Ask == practice.AskOutcome || x.reading.Ask == practice.AskPartial
}
