package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Store is a practice.Store and a team.Store in one SQLite file. It is safe for
// any number of goroutines, and several processes may have the same file open.
type Store struct {
	path   string
	reader *reader
	writer *writer
	close  func() error
}

var (
	_ practice.Store = (*Store)(nil)
	_ team.Store     = (*Store)(nil)
)

func newStore(ctx context.Context, path string, writing, reading *sql.DB) (*Store, error) {
	writer, err := startWriter(ctx, writing)
	if err != nil {
		return nil, err
	}
	store := &Store{path: path, reader: newReader(reading), writer: writer}
	store.close = sync.OnceValue(func() error {
		failed := writer.stop()
		// The writer goes last: whoever closes last folds the log back into the file.
		return queryError(errors.Join(failed, reading.Close(), writing.Close()))
	})
	return store, nil
}

// Close refuses further calls, waits for the writes that were taken on, and
// releases the file. A second call returns what the first one did.
func (s *Store) Close() error { return s.close() }

// CreateAttempt writes a new attempt, its source and its first events. The
// summary is taken from the events, whatever attempt says.
func (s *Store) CreateAttempt(ctx context.Context, attempt practice.Attempt, source practice.Source, events []practice.Event) error {
	if attempt.Hash != source.Hash {
		return practice.Errorf(practice.CodeInvalid, "The attempt names another scenario than the one that came with it.")
	}
	log, err := encode(attempt.ID, events)
	if err != nil {
		return err
	}
	if log.first != 1 {
		return practice.Errorf(practice.CodeConflict, "A new attempt's log starts with event 1, not with event %d.", log.first)
	}
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		return createAttempt(ctx, tx, attempt, source, log)
	})
}

// Append adds events that continue the log without a gap.
func (s *Store) Append(ctx context.Context, attempt string, events []practice.Event) error {
	log, err := encode(attempt, events)
	if err != nil {
		return err
	}
	work := func(ctx context.Context, tx *tx) error { return appendEvents(ctx, tx, attempt, log) }
	if log.plain() {
		return s.writer.doWhole(ctx, work)
	}
	return s.writer.do(ctx, work)
}

// Secret returns the secret of that name, storing fresh if there is none yet.
func (s *Store) Secret(ctx context.Context, name string, fresh []byte) ([]byte, error) {
	value, err := s.secret(ctx, name)
	if practice.CodeOf(err) != practice.CodeNotFound {
		return value, err
	}
	if len(fresh) == 0 {
		return nil, practice.Errorf(practice.CodeInvalid, "A secret cannot be empty.")
	}
	err = s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		var err error
		value, err = keepSecret(ctx, tx, name, fresh)
		return err
	})
	if err != nil {
		return nil, err
	}
	return value, nil
}
