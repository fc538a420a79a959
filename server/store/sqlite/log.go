package sqlite

import (
	"encoding/json"

	"github.com/askagain/askagain/server/practice"
)

// entries are events made ready to be written, with what they add to the
// attempt's summary. They are encoded where they are handed in, so that the one
// writer has nothing to do but write.
type entries struct {
	first, last int64
	turns       int // the highest turn
	ending      practice.Ending
	endedAt     string              // '' without an ended event
	card        *practice.Scorecard // the last one; nil without a scored event
	coached     bool                // a coach comments on it from here on
	claimed     bool                // the card follows what the rep says of their own turns
	rows        []row
}

type row struct {
	seq    int64
	turnID *string // of a said event
	body   string
}

// plain reports whether the entries are written by a statement that writes all or
// nothing, and one that always succeeds.
func (l entries) plain() bool { return l.card == nil && len(l.rows) < len(addEvents) }

func encode(attempt string, events []practice.Event) (entries, error) {
	if len(events) == 0 {
		return entries{}, practice.Errorf(practice.CodeInvalid, "There is no event to write.")
	}
	log := entries{first: events[0].Seq, rows: make([]row, 0, len(events))}
	for i, event := range events {
		if event.Attempt != attempt {
			return entries{}, practice.Errorf(practice.CodeInvalid, "Event %d belongs to another attempt.", event.Seq)
		}
		if event.Seq != log.first+int64(i) {
			return entries{}, practice.Errorf(practice.CodeConflict, "Event %d does not follow the one before it.", event.Seq)
		}
		if err := log.add(event); err != nil {
			return entries{}, err
		}
	}
	return log, nil
}

func (l *entries) add(event practice.Event) error {
	added := row{seq: event.Seq}
	event.At = event.At.UTC()
	if event.Said != nil {
		said := *event.Said
		said.Deadline = said.Deadline.UTC()
		event.Said = &said
		added.turnID = &said.ID
	}
	if event.Ended != nil {
		l.ending, l.endedAt = event.Ended.Ending, stamp(event.At)
	}
	l.coached = l.coached || event.Coached != nil
	if event.Scored != nil {
		l.card = event.Scored
	}
	if event.Corrected != nil {
		l.claimed = event.Corrected.By == practice.ByRep
	}
	body, err := json.Marshal(event)
	if err != nil {
		return practice.Errorf(practice.CodeInvalid, "Event %d cannot be written down.", event.Seq).Because(err)
	}
	added.body = string(body)
	l.last = event.Seq
	l.turns = max(l.turns, event.Turn)
	l.rows = append(l.rows, added)
	return nil
}

func decode(body []byte) (practice.Event, error) {
	var event practice.Event
	err := json.Unmarshal(body, &event)
	return event, err
}
