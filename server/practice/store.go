package practice

import "context"

// Store keeps attempts and their logs. Every public method is one transaction;
// when it returns without error, what it wrote survives the process.
//
// Errors carry a Code: CodeNotFound for what is not there, CodeConflict when a
// sequence number or a turn's id is already taken, CodeUnavailable when the
// store cannot serve now.
type Store interface {
	// CreateAttempt writes a new attempt, the source it plays (kept once per
	// hash) and its first events, whose Seq count from 1.
	CreateAttempt(ctx context.Context, attempt Attempt, source Source, events []Event) error

	// Append adds events that continue the log without a gap. A Seq that is
	// taken, or a said turn whose ID the attempt already has, is CodeConflict
	// and nothing is written. Ended, scored and coached events also update the
	// summary.
	Append(ctx context.Context, attempt string, events []Event) error

	// Attempt returns the attempt with its summary.
	Attempt(ctx context.Context, id string) (Attempt, error)

	// Attempts returns a rep's attempts, newest first, at most limit.
	Attempts(ctx context.Context, rep string, limit int) ([]Attempt, error)

	// AttemptsAfter returns the attempts of everybody whose id comes after the
	// given one in byte order, in that order, at most limit; "" to begin. It is
	// the operator's: page by page it reaches each attempt once.
	AttemptsAfter(ctx context.Context, after string, limit int) ([]Attempt, error)

	// Bests returns a rep's best total for each scenario's name, over ended attempts
	// that were neither a rewind nor coached.
	Bests(ctx context.Context, rep string) (map[string]Points, error)

	// Events returns the log after a sequence number, oldest first; 0 for all of it.
	Events(ctx context.Context, attempt string, after int64) ([]Event, error)

	// Source returns a scenario's file by its hash.
	Source(ctx context.Context, hash string) (Source, error)

	// Secret returns the secret of that name, storing fresh if there is none
	// yet. Two callers that race get the same one.
	Secret(ctx context.Context, name string, fresh []byte) ([]byte, error)

	// Close releases the store after the writes under way.
	Close() error
}
