package score_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

// move is a turn of a played attempt with its reading by hand. Words between
// stars are the evidence of the ask.
type move struct {
	to      string
	channel practice.Channel
	text    string
	ask     practice.Ask
	methods []practice.Method
	tone    practice.Tone
	change  func(*practice.Reading)
	wait    int
	ends    bool
}

func compiled(t testing.TB, name string) *scenario.Scenario {
	t.Helper()
	source, err := os.ReadFile(filepath.Join("testdata", name+".yaml"))
	if err != nil {
		t.Fatal(err)
	}
	s, diagnostics := scenario.Compile(name, source)
	if s == nil || len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	return s
}

// play runs moves through the engine and writes the log that a session would.
func play(t testing.TB, s *scenario.Scenario, before practice.Before, moves ...move) []practice.Event {
	t.Helper()
	var events []practice.Event
	add := func(turn int, kind practice.EventKind, fill func(*practice.Event)) {
		event := practice.Event{Attempt: "a1", Seq: int64(len(events) + 1), Turn: turn, Kind: kind, At: time.Unix(0, 0).UTC()}
		fill(&event)
		events = append(events, event)
	}
	state := dialogue.Start(s)
	add(0, practice.EventStarted, func(e *practice.Event) {
		e.Started = &practice.Started{Scenario: s.Name, Hash: s.Hash, Rules: s.Rules, Engine: dialogue.Version, Before: before}
	})
	spoken := script.Opening(s)
	add(0, practice.EventReplied, func(e *practice.Event) { e.Replied = &practice.Reply{Lines: spoken, By: "script"} })
	for i, m := range moves {
		turn, reading := m.turn(), m.reading(t)
		var decision practice.Decision
		state, decision = dialogue.Step(s, state, turn, reading)
		lines := script.Lines(s, decision, spoken)
		spoken = append(spoken, lines...)
		add(i+1, practice.EventSaid, func(e *practice.Event) { e.Said = &practice.Spoken{Turn: turn} })
		add(i+1, practice.EventRead, func(e *practice.Event) { e.Read = &reading })
		add(i+1, practice.EventDecided, func(e *practice.Event) { e.Decided = &decision })
		add(i+1, practice.EventReplied, func(e *practice.Event) { e.Replied = &practice.Reply{Lines: lines, By: "script"} })
		if decision.Ending.Over() {
			add(i+1, practice.EventEnded, func(e *practice.Event) {
				e.Ended = &practice.Ended{Ending: decision.Ending, Day: decision.Day, Banked: decision.Banked}
			})
			if i+1 < len(moves) {
				t.Fatalf("the attempt ended %s at turn %d of %d", decision.Ending, i+1, len(moves))
			}
		}
	}
	return events
}

func (m move) turn() practice.Turn {
	switch {
	case m.wait > 0:
		return practice.Turn{Kind: practice.WaitFor, Days: m.wait}
	case m.ends:
		return practice.Turn{Kind: practice.End}
	}
	return practice.Turn{Kind: practice.Say, To: m.to, Channel: m.channel, Text: strings.ReplaceAll(m.text, "*", "")}
}

func (m move) reading(t testing.TB) practice.Reading {
	reading := practice.Reading{Ask: m.ask, Methods: m.methods, Tone: m.tone, Evidence: []practice.Evidence{}, Reader: "by hand"}
	if reading.Ask == "" {
		reading.Ask = practice.AskNone
	}
	if reading.Tone == "" {
		reading.Tone = practice.Neutral
	}
	if before, rest, ok := strings.Cut(m.text, "*"); ok {
		quote, _, closed := strings.Cut(rest, "*")
		if !closed {
			t.Fatalf("a star without its second in %q", m.text)
		}
		label := practice.Label(m.ask)
		if m.ask == practice.AskNone || m.ask == "" {
			label = practice.Label(m.methods[0])
		}
		reading.Evidence = append(reading.Evidence, practice.Evidence{
			Label: label, Quote: quote, Start: len(before), End: len(before) + len(quote),
		})
	}
	if m.change != nil {
		m.change(&reading)
	}
	return reading
}
