package session

import (
	"slices"
	"time"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/script"
)

// draft is a stretch of log to be appended.
type draft struct {
	attempt string
	seq     int64 // of the last event
	turn    int
	at      time.Time
	events  []practice.Event
}

func (d *draft) add(event practice.Event) {
	d.seq++
	event.Attempt, event.Seq, event.Turn, event.At = d.attempt, d.seq, d.turn, d.at
	d.events = append(d.events, event)
}

// first returns the first step of a turn: what was said, how it reads and what
// is decided.
func (h *history) first(reader Reader, turn practice.Turn, at, deadline time.Time) []practice.Event {
	d := draft{attempt: h.attempt.ID, seq: h.attempt.Seq, turn: h.last.turn + 1, at: at}
	d.add(practice.Event{Kind: practice.EventSaid, Said: &practice.Spoken{Turn: turn, Deadline: deadline}})
	h.judge(&d, reader, entry{said: d.events[0].Said})
	return d.events
}

// judge adds the reading and the decision of a turn, as far as they are missing.
func (h *history) judge(d *draft, reader Reader, e entry) practice.Decision {
	if e.decided != nil {
		return *e.decided
	}
	if e.read == nil {
		reading := h.reading(reader, e.said.Turn)
		e.read = &reading
		d.add(practice.Event{Kind: practice.EventRead, Read: e.read})
	}
	_, decision := dialogue.Step(h.scenario, h.state, e.said.Turn, *e.read)
	d.add(practice.Event{Kind: practice.EventDecided, Decided: &decision})
	return decision
}

// second returns the second step of the last turn, or what is missing of it:
// the reply and, if it ends the attempt, its ending and card. Without words the
// scenario's own lines reply. It returns nothing for a complete turn.
func (h *history) second(reader Reader, words *practice.Reply, at time.Time) []practice.Event {
	if h.last.complete() {
		return nil
	}
	d := draft{attempt: h.attempt.ID, seq: h.attempt.Seq, turn: h.last.turn, at: at}
	decision := h.judge(&d, reader, h.last)
	if !h.last.replied {
		if words == nil {
			words = scripted(script.Lines(h.scenario, decision, h.scripted))
		}
		d.add(practice.Event{Kind: practice.EventReplied, Replied: words})
	}
	if !decision.Ending.Over() {
		return d.events
	}
	if !h.last.ended {
		d.add(practice.Event{Kind: practice.EventEnded, Ended: &practice.Ended{
			Ending: decision.Ending, Day: decision.Day, Banked: decision.Banked,
		}})
	}
	if !h.last.isScored {
		card := score.Attempt(h.scenario, slices.Concat(h.events, d.events))
		d.add(practice.Event{Kind: practice.EventScored, Scored: &card})
	}
	return d.events
}

// scripted is a reply in the scenario's own words.
func scripted(lines []practice.Line) *practice.Reply {
	if lines == nil {
		lines = []practice.Line{}
	}
	return &practice.Reply{Lines: lines, By: "script"}
}

// reading returns how a turn reads. A turn without words asks for nothing.
func (h *history) reading(reader Reader, turn practice.Turn) practice.Reading {
	if turn.Kind != practice.Say {
		return practice.Reading{
			Ask: practice.AskNone, Methods: []practice.Method{}, Tone: practice.Neutral,
			Evidence: []practice.Evidence{}, Reader: reader.Version(),
		}
	}
	return reader.Read(h.said(turn))
}

// said returns the turn's words with their context. The turn itself may already
// be in the log, and is not among the earlier ones.
func (h *history) said(turn practice.Turn) practice.Said {
	own := h.own
	if h.ids[turn.ID] != 0 {
		own = own[:len(own)-1]
	}
	said := practice.Said{Text: turn.Text, Earlier: slices.Clip(own)}
	if h.attempt.Palette {
		said.Intends = turn.Intends
	}
	said.Theirs, said.ClientLast = h.theirs(turn.To)
	if person := h.scenario.Person(turn.To); person != nil {
		said.Outcome = person.Need
		said.Facts = person.Facts()
	}
	return said
}

// theirs returns what people said, in whatever words, and the last thing that
// the person said, or anybody if the person has not spoken yet, in the scenario's
// own.
func (h *history) theirs(person string) (all []string, last string) {
	spoken := false
	for _, line := range h.lines {
		if line.Person != "" {
			all = append(all, line.Text)
		}
	}
	for _, line := range h.scripted {
		if line.Person == "" {
			continue
		}
		if !slices.Contains(all, line.Text) {
			all = append(all, line.Text)
		}
		if line.Person == person || !spoken {
			last = line.Text
			spoken = spoken || line.Person == person
		}
	}
	return all, last
}
