package session

import (
	"context"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
)

// Draft returns how words would read if the rep said them now, beside the attempt
// as it stands. Nothing of it is kept, and nothing is decided. Codes as Do, and
// CodeForbidden in an attempt without the coach.
func (r *Room) Draft(ctx context.Context, rep, attempt string, turn practice.Turn) (practice.Reading, View, error) {
	var reading practice.Reading
	var view View
	err := r.visit(ctx, rep, attempt, func(l *live) error {
		var err error
		reading, view, err = l.weigh(turn)
		return err
	})
	if err != nil {
		return practice.Reading{}, View{}, err
	}
	return reading, view, nil
}

// weigh is Draft, in the attempt's goroutine.
func (l *live) weigh(turn practice.Turn) (practice.Reading, View, error) {
	turn = essence(turn)
	turn.ID = "" // it is no turn yet
	view, err := l.look()
	switch {
	case err != nil:
		return practice.Reading{}, View{}, err
	case !view.Attempt.Coached:
		return practice.Reading{}, View{}, errNotCoached()
	case l.history.over():
		return practice.Reading{}, View{}, errEnded()
	case l.pending != nil:
		return practice.Reading{}, View{}, errBusy()
	case view.Attempt.Engine > dialogue.Version:
		return practice.Reading{}, View{}, errNewer()
	}
	if err := dialogue.Validate(view.Scenario, view.State, turn); err != nil {
		return practice.Reading{}, View{}, err
	}
	return l.history.reading(l.room.config.Reader, turn), view, nil
}
