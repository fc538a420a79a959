package sqlite

import (
	"context"
	"database/sql"
)

// reader asks the pool of connections that read. They see what was committed and
// never wait for the writer.
type reader struct {
	pool       *sql.DB
	statements *statements
}

func newReader(pool *sql.DB) *reader { return &reader{pool: pool, statements: newStatements(pool)} }

func (r *reader) row(ctx context.Context, text string, arguments ...any) scanner {
	statement, err := r.statements.get(ctx, text)
	if err != nil {
		return broken{err}
	}
	return statement.QueryRowContext(ctx, arguments...)
}

func (r *reader) rows(ctx context.Context, text string, arguments ...any) (*sql.Rows, error) {
	statement, err := r.statements.get(ctx, text)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, arguments...)
}

// at runs work on one state of the database, whatever is written meanwhile.
func (r *reader) at(ctx context.Context, work func(asker) error) error {
	begun, err := r.pool.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer begun.Rollback()
	looking := &snapshot{begun: begun, statements: r.statements}
	if err := work(looking); err != nil {
		return err
	}
	if err := begun.Rollback(); err != nil {
		return err
	}
	for _, text := range looking.unprepared {
		if _, err := r.statements.get(ctx, text); err != nil {
			return err
		}
	}
	return nil
}

// snapshot is a transaction that only reads. What is not prepared yet it prepares
// for itself: to keep it takes a connection, and waiting for one while it holds
// another could have all of them wait for one another.
type snapshot struct {
	begun      *sql.Tx
	statements *statements
	unprepared []string
}

func (s *snapshot) statement(ctx context.Context, text string) (*sql.Stmt, error) {
	if kept, ok := s.statements.look(text); ok {
		return s.begun.StmtContext(ctx, kept), nil
	}
	s.unprepared = append(s.unprepared, text)
	return s.begun.PrepareContext(ctx, text)
}

func (s *snapshot) row(ctx context.Context, text string, arguments ...any) scanner {
	statement, err := s.statement(ctx, text)
	if err != nil {
		return broken{err}
	}
	return statement.QueryRowContext(ctx, arguments...)
}

func (s *snapshot) rows(ctx context.Context, text string, arguments ...any) (*sql.Rows, error) {
	statement, err := s.statement(ctx, text)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, arguments...)
}
