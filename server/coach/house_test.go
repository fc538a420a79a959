package coach_test

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/coach"
	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

const source = `
format: 1
title: The bigger room
you: You run the Thursday workshop and have outgrown the small room.
outcome:
  need: The big room on Thursdays from May
  less: The big room every other week
  within: 60 days
  from: ada
people:
  ada:
    name: Ada Brandt
    role: who plans the rooms
    patience: 9
    asks_needed: 9
    opens: {channel: email, says: The big room is taken. Sorry.}
    concerns:
      taken:
        says: [It is taken on Thursdays., Taken is taken.]
        reveals: The choir books it and often stays away without a word to anybody.
        gives_way_to: [trade, obstacle]
        strength: 2
        softens: If the choir were asked, that would help a bit.
      habit:
        says: We have always done it this way.
        reveals: Whoever changes the plan has to explain it to the board.
        gives_way_to: [wait, reduce, proof]
    closes: Please stop writing to me.
    knows:
      - {about: who else uses the room, says: The caretakers wax its floor on Mondays.}
  ben:
    name: Ben Okafor
    role: your head of house
    side: own
    concerns:
      quiet: {says: Not another fight about rooms., gives_way_to: [value, proof]}
`

func compile(t testing.TB, yaml string) *scenario.Scenario {
	t.Helper()
	compiled, found := scenario.Compile("room.yaml", []byte(yaml))
	if compiled == nil {
		t.Fatalf("the scenario does not compile: %v", found)
	}
	return compiled
}

// play is an attempt whose readings are given beside the words.
type play struct {
	t        testing.TB
	scenario *scenario.Scenario
	state    dialogue.State
	said     []practice.Line
	events   []practice.Event
	coach    *coach.Talk
	points   []coach.Point // to the last turn
}

func begin(t testing.TB, s *scenario.Scenario) *play {
	t.Helper()
	p := &play{t: t, scenario: s, state: dialogue.Start(s), coach: coach.Follow(s)}
	p.said = script.Opening(s)
	p.add(practice.Event{Kind: practice.EventStarted, Started: &practice.Started{Coached: true}})
	p.add(practice.Event{Kind: practice.EventReplied, Replied: &practice.Reply{Lines: p.said}})
	return p
}

func (p *play) add(event practice.Event) {
	p.t.Helper()
	event.Seq = int64(len(p.events) + 1)
	p.events = append(p.events, event)
	if points := p.coach.Hear(event); event.Replied != nil {
		p.points = points
	} else if points != nil {
		p.t.Errorf("%s is answered with %v", event.Kind, points)
	}
}

// take plays a turn to its reply.
func (p *play) take(turn practice.Turn, reading practice.Reading) practice.Decision {
	p.t.Helper()
	state, decision := dialogue.Step(p.scenario, p.state, turn, reading)
	turn.ID = strconv.Itoa(state.Turns)
	lines := script.Lines(p.scenario, decision, p.said)
	p.state, p.said = state, append(p.said, lines...)
	p.add(practice.Event{Kind: practice.EventSaid, Turn: state.Turns, Said: &practice.Spoken{Turn: turn}})
	p.add(practice.Event{Kind: practice.EventRead, Turn: state.Turns, Read: &reading})
	p.add(practice.Event{Kind: practice.EventDecided, Turn: state.Turns, Decided: &decision})
	p.add(practice.Event{Kind: practice.EventReplied, Turn: state.Turns, Replied: &practice.Reply{Lines: lines}})
	return decision
}

// say says words whose labels are marked: "[trade:If you sit in], ...".
func (p *play) say(to, marked string, changes ...func(*practice.Turn, *practice.Reading)) practice.Decision {
	p.t.Helper()
	turn, reading := read(to, marked)
	for _, change := range changes {
		change(&turn, &reading)
	}
	return p.take(turn, reading)
}

var mark = regexp.MustCompile(`\[(\w+):([^\]]*)\]`)

// read turns marked words into a turn and its reading.
func read(to, marked string) (practice.Turn, practice.Reading) {
	turn := practice.Turn{Kind: practice.Say, To: to, Channel: practice.Email}
	reading := practice.Reading{Ask: practice.AskNone, Tone: practice.Neutral, Methods: []practice.Method{}}
	end := 0
	for _, at := range mark.FindAllStringSubmatchIndex(marked, -1) {
		turn.Text += marked[end:at[0]]
		label, quote := practice.Label(marked[at[2]:at[3]]), marked[at[4]:at[5]]
		reading.Evidence = append(reading.Evidence, practice.Evidence{Label: label, Quote: quote, Start: len(turn.Text), End: len(turn.Text) + len(quote)})
		turn.Text += quote
		switch label {
		case practice.LabelOutcome, practice.LabelPartial:
			reading.Ask = practice.Ask(label)
		case practice.LabelWarm, practice.LabelPushy:
			reading.Tone = practice.Tone(label)
		default:
			reading.Methods = append(reading.Methods, practice.Method(label))
		}
		end = at[1]
	}
	turn.Text += marked[end:]
	return turn, reading
}

func by(channel practice.Channel) func(*practice.Turn, *practice.Reading) {
	return func(turn *practice.Turn, _ *practice.Reading) { turn.Channel = channel }
}

func kinds(points []coach.Point) string {
	var names []string
	for _, point := range points {
		names = append(names, string(point.Kind))
	}
	return strings.Join(names, " ")
}

// want checks the points to the last turn by their kinds.
func (p *play) want(kindsOf string, says ...string) {
	p.t.Helper()
	wantPoints(p.t, p.points, kindsOf, says...)
}

func wantPoints(t testing.TB, points []coach.Point, kindsOf string, says ...string) {
	t.Helper()
	if got := kinds(points); got != kindsOf {
		t.Errorf("the points are %q, want %q: %+v", got, kindsOf, points)
	}
	for _, words := range says {
		if !slices.ContainsFunc(points, func(point coach.Point) bool {
			return strings.Contains(point.Says, words) || point.Quote.Text == words
		}) {
			t.Errorf("nothing says or quotes %q: %+v", words, points)
		}
	}
}
