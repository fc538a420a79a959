package session

import (
	"fmt"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

// history is an attempt's log and everything that is folded over it. Events are
// only ever appended and never changed, so a prefix may be handed out.
type history struct {
	attempt  practice.Attempt
	scenario *scenario.Scenario // under the attempt's seed
	events   []practice.Event
	state    dialogue.State

	ids   map[string]int  // the clients' ids of the turns in the log
	lines []practice.Line // what the other side said and what happened, oldest first
	// scripted is the same in the scenario's own words, whoever found others: turns
	// are read and lines chosen by these, so that no model's wording decides anything.
	scripted []practice.Line
	own      []string // what the rep said, oldest first
	last     entry
	card     *practice.Scorecard // the latest; nil while there is none
}

// entry is a turn as far as the log has it.
type entry struct {
	turn     int
	said     *practice.Spoken
	read     *practice.Reading
	decided  *practice.Decision
	replied  bool
	ended    bool
	isScored bool
}

// complete reports whether nothing of the turn is missing.
func (e entry) complete() bool {
	if e.turn == 0 {
		return true
	}
	return e.replied && e.decided != nil && (!e.decided.Ending.Over() || e.ended && e.isScored)
}

// newHistory folds a whole log. The attempt's summary is taken from the log.
func newHistory(attempt practice.Attempt, played *scenario.Scenario, events []practice.Event) (*history, error) {
	attempt.Seq, attempt.Turns, attempt.Ending, attempt.Total = 0, 0, "", 0
	h := &history{
		attempt:  attempt,
		scenario: played,
		state:    dialogue.Start(played),
		ids:      map[string]int{},
	}
	if len(events) == 0 || events[0].Kind != practice.EventStarted {
		return nil, errBroken(attempt.ID, "the log does not begin with %q", practice.EventStarted)
	}
	if err := h.add(events); err != nil {
		return nil, err
	}
	return h, nil
}

// add folds the events that follow. After an error the history is of no use.
func (h *history) add(events []practice.Event) error {
	for _, event := range events {
		if err := h.fold(event); err != nil {
			return errBroken(h.attempt.ID, "event %d: %v", event.Seq, err)
		}
	}
	return nil
}

func (h *history) fold(event practice.Event) error {
	if event.Seq != h.attempt.Seq+1 {
		return fmt.Errorf("follows event %d", h.attempt.Seq)
	}
	if !whole(event) {
		return fmt.Errorf("%q without its content", event.Kind)
	}
	switch event.Kind {
	case practice.EventStarted:
		h.attempt.Combined = event.Started.Combined
	case practice.EventSaid:
		if event.Turn != h.last.turn+1 {
			return fmt.Errorf("turn %d follows turn %d", event.Turn, h.last.turn)
		}
		h.last = entry{turn: event.Turn, said: event.Said}
		h.attempt.Turns = event.Turn
		h.ids[event.Said.ID] = event.Turn
		if event.Said.Kind == practice.Say {
			h.own = append(h.own, event.Said.Text)
		}
	case practice.EventRead:
		h.last.read = event.Read
	case practice.EventDecided:
		if h.last.said == nil || h.last.read == nil {
			return fmt.Errorf("a decision on nothing")
		}
		h.last.decided = event.Decided
		h.state, _ = dialogue.Step(h.scenario, h.state, h.last.said.Turn, *h.last.read)
	case practice.EventReplied:
		h.last.replied = true
		h.lines = append(h.lines, event.Replied.Lines...)
		own := event.Replied.Lines
		if by := event.Replied.By; by != "" && by != "script" && h.last.decided != nil {
			own = script.Lines(h.scenario, *h.last.decided, h.scripted)
		}
		h.scripted = append(h.scripted, own...)
	case practice.EventEnded:
		h.last.ended = true
		h.attempt.Ending = event.Ended.Ending
	case practice.EventCoached:
		h.attempt.Coached = true
	case practice.EventScored:
		h.last.isScored = true
		h.attempt.Total, h.card = event.Scored.Total, event.Scored
	}
	h.events = append(h.events, event)
	h.attempt.Seq = event.Seq
	return nil
}

// whole reports whether the event has the content that its kind names. A kind
// that this version does not know is passed over.
func whole(event practice.Event) bool {
	switch event.Kind {
	case practice.EventStarted:
		return event.Started != nil
	case practice.EventSaid:
		return event.Said != nil
	case practice.EventRead:
		return event.Read != nil
	case practice.EventDecided:
		return event.Decided != nil
	case practice.EventReplied:
		return event.Replied != nil
	case practice.EventEnded:
		return event.Ended != nil
	case practice.EventScored:
		return event.Scored != nil
	case practice.EventCoached:
		return event.Coached != nil
	case practice.EventCorrected:
		return event.Corrected != nil
	case practice.EventReread:
		return event.Reread != nil
	case practice.EventReflected:
		return event.Reflected != nil
	}
	return true
}

// over reports whether no turn can follow.
func (h *history) over() bool {
	return h.attempt.Ending.Over() || h.last.decided != nil && h.last.decided.Ending.Over()
}
