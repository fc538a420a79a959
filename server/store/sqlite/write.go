package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

// sortable is RFC 3339 in UTC with every digit written, so that text sorts by time.
const sortable = "2006-01-02T15:04:05.000000000Z"

func createAttempt(ctx context.Context, tx *tx, attempt practice.Attempt, source practice.Source, log entries) error {
	if _, err := tx.statements.keepSource.ExecContext(ctx, source.Hash, source.Name, source.YAML); err != nil {
		return err
	}
	var total practice.Points
	if log.total != nil {
		total = *log.total
	}
	var number int64
	err := tx.statements.createAttempt.QueryRowContext(ctx,
		attempt.ID, attempt.Rep, attempt.Scenario, attempt.Title, attempt.Hash, attempt.Rules,
		int64(attempt.Seed), attempt.Palette, attempt.Engine, attempt.Parent, attempt.ParentTurn,
		attempt.Before.Usual, attempt.Before.Asks, attempt.StartedAt.UTC().Format(sortable),
		log.last, log.turns, log.ending, total).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Errorf(practice.CodeConflict, "There is an attempt of that name already. Please start again.")
	}
	if err != nil {
		return err
	}
	return addEvents(ctx, tx, number, log.rows)
}

func appendEvents(ctx context.Context, tx *tx, attempt string, log entries) error {
	var number int64
	err := tx.statements.sumUp.QueryRowContext(ctx,
		log.last, log.turns, log.ending, log.total, attempt, log.first-1).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return whyNotNext(ctx, tx, attempt, log.first)
	}
	if err != nil {
		return err
	}
	return addEvents(ctx, tx, number, log.rows)
}

// whyNotNext tells an unknown attempt from a log that ends elsewhere.
func whyNotNext(ctx context.Context, tx *tx, attempt string, first int64) error {
	var end int64
	err := tx.statements.logEnd.QueryRowContext(ctx, attempt).Scan(&end)
	if errors.Is(err, sql.ErrNoRows) {
		return noAttempt()
	}
	if err != nil {
		return err
	}
	return practice.Errorf(practice.CodeConflict,
		"The attempt has gone on in the meantime: its next event is %d, not %d. Reload it and try again.", end+1, first)
}

func addEvents(ctx context.Context, tx *tx, number int64, rows []row) error {
	for _, row := range rows {
		_, err := tx.statements.addEvent.ExecContext(ctx, number, row.seq, row.turnID, string(row.body))
		if result(err) == codes.SQLITE_CONSTRAINT_UNIQUE {
			return practice.Errorf(practice.CodeConflict, "This turn was handed in already. Reload the attempt to see it.").Because(err)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keepSecret returns the secret that is kept, which is not fresh if somebody
// was faster.
func keepSecret(ctx context.Context, tx *tx, name string, fresh []byte) ([]byte, error) {
	if _, err := tx.statements.keepSecret.ExecContext(ctx, name, fresh); err != nil {
		return nil, err
	}
	var value []byte
	err := tx.statements.readSecret.QueryRowContext(ctx, name).Scan(&value)
	return value, err
}

func parseTime(text string) (time.Time, error) { return time.Parse(sortable, text) }
