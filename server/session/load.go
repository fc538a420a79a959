package session

import (
	"context"
	"fmt"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// history reads an attempt and its scenario from the store.
func (r *Room) history(ctx context.Context, id string) (*history, error) {
	attempt, err := r.config.Store.Attempt(ctx, id)
	if err != nil {
		return nil, unreadable(err)
	}
	if attempt.Forgotten {
		return nil, errForgotten()
	}
	played, err := r.scenario(ctx, attempt)
	if err != nil {
		return nil, err
	}
	events, err := r.config.Store.Events(ctx, id, 0)
	if err != nil {
		return nil, unreadable(err)
	}
	return newHistory(attempt, played, events)
}

// scenario returns what the attempt plays, under its seed, compiled from the
// file as it was then.
func (r *Room) scenario(ctx context.Context, attempt practice.Attempt) (*scenario.Scenario, error) {
	compiled := r.shelf.get(attempt.Hash)
	if compiled == nil {
		source, err := r.config.Store.Source(ctx, attempt.Hash)
		if err != nil {
			return nil, unreadable(err)
		}
		var found []scenario.Diagnostic
		if compiled, found = scenario.Compile(source.Name+".yaml", source.YAML); compiled == nil {
			return nil, practice.Errorf(practice.CodeStale,
				"The scenario of this attempt can't be opened by this version of Askagain. Update it, or start another attempt.").
				Because(fmt.Errorf("scenario %s (%s): %v", source.Name, attempt.Hash, found))
		}
		r.shelf.put(attempt.Hash, compiled)
	}
	return compiled.Under(attempt.Seed), nil
}
