package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"sync"
)

// preparer is a pool, which prepares a statement on each of its connections as
// needed, or a single connection.
type preparer interface {
	PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
}

// statements are prepared when they are first used and kept. There are as many
// as the package has texts, since every text is a constant.
type statements struct {
	on   preparer
	mu   sync.RWMutex
	kept map[string]*sql.Stmt
}

func newStatements(on preparer) *statements {
	return &statements{on: on, kept: map[string]*sql.Stmt{}}
}

// look returns the statement if it is prepared already.
func (s *statements) look(text string) (*sql.Stmt, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	kept, ok := s.kept[text]
	return kept, ok
}

func (s *statements) get(ctx context.Context, text string) (*sql.Stmt, error) {
	if kept, ok := s.look(text); ok {
		return kept, nil
	}
	prepared, err := s.on.PrepareContext(ctx, text)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if kept, ok := s.kept[text]; ok { // somebody else was faster
		prepared.Close()
		return kept, nil
	}
	s.kept[text] = prepared
	return prepared, nil
}

// close closes those of a single connection, which does not do so itself; a pool does.
func (s *statements) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var failed error
	for _, kept := range s.kept {
		failed = errors.Join(failed, kept.Close())
	}
	clear(s.kept)
	return failed
}

// scanner is a row, of one or of many.
type scanner interface{ Scan(places ...any) error }

// broken is a row that could not even be asked for.
type broken struct{ err error }

func (b broken) Scan(...any) error { return b.err }

// asker is what both a reader and the writer's transaction can ask.
type asker interface {
	row(ctx context.Context, text string, arguments ...any) scanner
	rows(ctx context.Context, text string, arguments ...any) (*sql.Rows, error)
}

// list returns what every row of a query holds.
func list[T any](ctx context.Context, from asker, scan func(scanner) (T, error), text string, arguments ...any) ([]T, error) {
	rows, err := from.rows(ctx, text, arguments...)
	if err != nil {
		return nil, err
	}
	return collect(rows, scan)
}

// collect reads every row and closes rows.
func collect[T any](rows *sql.Rows, scan func(scanner) (T, error)) ([]T, error) {
	defer rows.Close()
	var found []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, rows.Err()
}

// one returns a value of a single column.
func one[T any](row scanner) (T, error) {
	var value T
	err := row.Scan(&value)
	return value, err
}
