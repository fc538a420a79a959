package session

import (
	"context"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
)

// Coach switches the coach on in the rep's running attempt, which is marked from
// then on for good; where it is on already, nothing happens. Codes as Do, and
// CodeForbidden for an official attempt.
func (r *Room) Coach(ctx context.Context, rep, attempt string) error {
	return r.visit(ctx, rep, attempt, (*live).coach)
}

// coach is Coach, in the attempt's goroutine. Other writers go first.
func (l *live) coach() error {
	for range conflictsAllowed {
		view, err := l.look()
		switch {
		case err != nil:
			return err
		case view.Attempt.Coached:
			return nil
		case view.Attempt.Official:
			return errOfficialAlone()
		case l.history.over():
			return errEnded()
		case l.pending != nil:
			return errBusy()
		case view.Attempt.Engine > dialogue.Version:
			return errNewer()
		}
		d := draft{attempt: l.id, seq: view.Attempt.Seq, turn: l.history.last.turn, at: l.room.now()}
		d.add(practice.Event{Kind: practice.EventCoached, Coached: &practice.Coached{}})
		if err = l.commit(d.events); practice.CodeOf(err) != practice.CodeConflict {
			return err
		}
	}
	return errBusy()
}
