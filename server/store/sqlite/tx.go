package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/askagain/askagain/server/practice"
)

// tx is a transaction of the writer. It lives on the writer's one connection,
// whose statements stay prepared from one transaction to the next.
type tx struct {
	statements *statements
}

// exec runs a statement and returns how many rows it wrote.
func (t *tx) exec(ctx context.Context, text string, arguments ...any) (int64, error) {
	statement, err := t.statements.get(ctx, text)
	if err != nil {
		return 0, err
	}
	done, err := statement.ExecContext(ctx, arguments...)
	if err != nil {
		return 0, err
	}
	return done.RowsAffected()
}

func (t *tx) row(ctx context.Context, text string, arguments ...any) scanner {
	statement, err := t.statements.get(ctx, text)
	if err != nil {
		return broken{err}
	}
	return statement.QueryRowContext(ctx, arguments...)
}

func (t *tx) rows(ctx context.Context, text string, arguments ...any) (*sql.Rows, error) {
	statement, err := t.statements.get(ctx, text)
	if err != nil {
		return nil, err
	}
	return statement.QueryContext(ctx, arguments...)
}

// run runs statements one after the other with the same arguments.
func (t *tx) run(ctx context.Context, arguments []any, texts ...string) error {
	for _, text := range texts {
		if _, err := t.exec(ctx, text, arguments...); err != nil {
			return err
		}
	}
	return nil
}

// apart runs work so that its failure leaves the rest of the transaction as it
// was. It reports lost when the transaction itself is gone: SQLite rolls back
// the whole of it when, say, the disk is full, and what ran afterwards would
// then commit by itself.
func (t *tx) apart(ctx context.Context, work func(context.Context, *tx) error) (lost bool, err error) {
	if _, err := t.exec(ctx, `SAVEPOINT one`); err != nil {
		return true, err
	}
	failed := work(ctx, t)
	if failed != nil {
		if _, err := t.exec(ctx, `ROLLBACK TO one`); err != nil {
			return true, errors.Join(failed, err)
		}
	}
	if _, err := t.exec(ctx, `RELEASE one`); err != nil {
		return true, errors.Join(failed, err)
	}
	return false, failed
}

// whole runs work that has written nothing if it fails with a domain error. With
// any other error the transaction counts as lost.
func (t *tx) whole(ctx context.Context, work func(context.Context, *tx) error) (lost bool, err error) {
	err = work(ctx, t)
	var told *practice.Error
	return err != nil && !errors.As(err, &told), err
}
