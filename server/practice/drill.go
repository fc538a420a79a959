package practice

import (
	"context"
	"time"
)

// KeptDrills is how many drills are kept of one rep, the newest ones.
const KeptDrills = 1000

// Drill is one turn of practice outside of any attempt: a no of a scenario,
// answered once, by a way that was asked for. It is the rep's own: no team and no
// trainer has a part in it.
type Drill struct {
	ID       string    `json:"id"` // the client's own: sent twice, it happens once
	Rep      string    `json:"rep"`
	At       time.Time `json:"at"`
	Exercise string    `json:"exercise"` // scenario, person, concern and method
	Method   Method    `json:"method"`   // that was asked for
	Text     string    `json:"text"`
	Seen     bool      `json:"seen"`  // the method is in the words
	Asked    bool      `json:"asked"` // for the outcome, or a part of it
	Moved    bool      `json:"moved"` // the no gave ground to it, or the method did what it is for
}

// Drills keeps what reps did in drills. Errors carry a Code, as those of Store do.
type Drills interface {
	// AddDrill keeps a drill, and of its rep no more than the newest KeptDrills. An
	// id that the rep has used is CodeConflict.
	AddDrill(ctx context.Context, drill Drill) error

	// DrillsOf returns a rep's drills, newest first, at most limit.
	DrillsOf(ctx context.Context, rep string, limit int) ([]Drill, error)
}

// Finished is an ended attempt with its latest card.
type Finished struct {
	Attempt Attempt
	Card    Scorecard
}

// Past is what a rep has finished.
type Past interface {
	// FinishedBy returns a rep's ended attempts whose logs are still kept, newest
	// first, at most limit.
	FinishedBy(ctx context.Context, rep string, limit int) ([]Finished, error)

	// PracticedBy returns the moments since the given one at which a rep did a drill
	// or ended an attempt, newest first, at most limit.
	PracticedBy(ctx context.Context, rep string, since time.Time, limit int) ([]time.Time, error)
}
