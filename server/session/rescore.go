package session

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// Rescore reads an ended attempt again with the Room's reader, in the context
// that each turn had at play, and gives it a new card, if another reader or other
// formulas made the latest one. Corrections stay on top. It reports whether
// anything was appended, and the totals before and after. It asks for no rep: it
// is the operator's tool.
//
// Codes: CodeNotFound, CodeNotEnded, CodeStale, CodeUnavailable, CodeInternal.
func (r *Room) Rescore(ctx context.Context, attempt string) (changed bool, before, after practice.Points, err error) {
	leave, err := r.enter()
	if err != nil {
		return false, 0, 0, err
	}
	defer leave()
	found, err := r.config.Store.Attempt(ctx, attempt)
	switch {
	case err != nil:
		return false, 0, 0, unreadable(err)
	case !found.Ending.Over():
		return false, 0, 0, errNotEnded() // before the visit, which would finish a turn that another process answers
	}
	var events []practice.Event
	err = r.visit(ctx, found.Rep, attempt, func(l *live) error {
		return l.amend(func() ([]practice.Event, error) {
			before = l.history.card.Total
			var err error
			if events, err = l.history.readAgain(l.room.config.Reader, l.room.now()); err != nil {
				return nil, err
			}
			after = l.history.latestCard(events).Total
			return events, nil
		})
	})
	if err != nil {
		return false, 0, 0, err
	}
	return len(events) > 0, before, after, nil
}

// readAgain returns the readings of a newer reader and the card that follows;
// nothing where reader and formulas are those of the latest card.
func (h *history) readAgain(reader Reader, at time.Time) ([]practice.Event, error) {
	other := h.otherReader(reader.Version())
	if !other && h.card.Rubric == score.Rubric {
		return nil, nil
	}
	d := h.amendment(at)
	if other {
		turns, err := h.reread(reader)
		if err != nil {
			return nil, err
		}
		d.add(practice.Event{Kind: practice.EventReread, Reread: &practice.Reread{Reader: reader.Version(), Turns: turns}})
	}
	h.rescore(&d)
	return d.events, nil
}

// otherReader reports whether any words of the rep count as read by another
// reader. One attempt can have met two, across an update.
func (h *history) otherReader(version string) bool {
	readings := practice.Readings(h.events)
	for i := range h.events {
		event := &h.events[i]
		if event.Said != nil && event.Said.Kind == practice.Say && practice.FirstReader(readings[event.Turn].Reader) != version {
			return true
		}
	}
	return false
}

// heard is a turn of the rep with the context that a reader had at play.
type heard struct {
	turn int
	took practice.Turn
	said practice.Said
}

// hear plays the log again up to each turn with words.
func (h *history) hear() ([]heard, error) {
	past, err := newHistory(h.attempt, h.scenario, h.events[:1])
	if err != nil {
		return nil, err
	}
	var all []heard
	for _, event := range h.events[1:] {
		if event.Said != nil && event.Said.Kind == practice.Say {
			all = append(all, heard{event.Turn, event.Said.Turn, past.said(event.Said.Turn)})
		}
		if err := past.add([]practice.Event{event}); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (h *history) reread(reader Reader) ([]practice.TurnReading, error) {
	all, err := h.hear()
	if err != nil {
		return nil, err
	}
	turns := make([]practice.TurnReading, 0, len(all))
	for _, heard := range all {
		turns = append(turns, practice.TurnReading{Turn: heard.turn, Reading: reader.Read(heard.said)})
	}
	return turns, nil
}

// CorrectedTurn is a turn of a rep with its context, how it reads after all its
// corrections, and these in their order.
type CorrectedTurn struct {
	Attempt     practice.Attempt
	Turn        int
	Took        practice.Turn
	Said        practice.Said
	Reading     practice.Reading
	Corrections []practice.Correction
}

// Corrections returns the corrected turns of an attempt, in order. It writes
// nothing and asks for no rep: it is the operator's tool. Codes: as Replay.
func (r *Room) Corrections(ctx context.Context, attempt string) ([]CorrectedTurn, error) {
	leave, err := r.enter()
	if err != nil {
		return nil, err
	}
	defer leave()
	h, err := r.history(ctx, attempt)
	if err != nil {
		return nil, err
	}
	of := map[int][]practice.Correction{}
	for _, correction := range practice.Corrections(h.events) {
		of[correction.Turn] = append(of[correction.Turn], correction)
	}
	if len(of) == 0 {
		return nil, nil
	}
	all, err := h.hear()
	if err != nil {
		return nil, err
	}
	readings := practice.Readings(h.events)
	var corrected []CorrectedTurn
	for _, heard := range all {
		if made := of[heard.turn]; len(made) > 0 {
			corrected = append(corrected, CorrectedTurn{h.attempt, heard.turn, heard.took, heard.said, readings[heard.turn], made})
		}
	}
	return corrected, nil
}
