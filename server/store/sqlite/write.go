package sqlite

import (
	"context"
	"database/sql"
	"errors"

	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

func createAttempt(ctx context.Context, tx *tx, attempt practice.Attempt, source practice.Source, log entries) error {
	if _, err := tx.exec(ctx, `INSERT INTO sources (hash, name, yaml) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		source.Hash, source.Name, source.YAML); err != nil {
		return err
	}
	if err := checkOfficial(ctx, tx, attempt); err != nil {
		return err
	}
	var total practice.Points
	if log.card != nil {
		total = log.card.Total
	}
	var number int64
	err := tx.row(ctx, `INSERT INTO attempts (id, rep, scenario, title, hash, rules, seed, palette, engine,
			parent, parent_turn, usual, asks, started_at,
			team, member, assignment, official, ended_at, seq, turns, ending, total)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
			?, (SELECT number FROM members WHERE team = ? AND person = ?), ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO NOTHING
		RETURNING number`,
		attempt.ID, attempt.Rep, attempt.Scenario, attempt.Title, attempt.Hash, attempt.Rules,
		int64(attempt.Seed), attempt.Palette, attempt.Engine, attempt.Parent, attempt.ParentTurn,
		attempt.Before.Usual, attempt.Before.Asks, stamp(attempt.StartedAt),
		attempt.Team, attempt.Team, attempt.Rep, attempt.Assignment, attempt.Official,
		log.endedAt, log.last, log.turns, log.ending, total).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Errorf(practice.CodeConflict, "There is an attempt of that name already. Please start again.")
	}
	if err != nil {
		return err
	}
	if err := addEvents(ctx, tx, number, log.rows); err != nil {
		return err
	}
	return keepResult(ctx, tx, number, log.card)
}

func appendEvents(ctx context.Context, tx *tx, attempt string, log entries) error {
	var total *practice.Points
	if log.card != nil {
		total = &log.card.Total
	}
	var number int64
	err := tx.row(ctx, `UPDATE attempts SET seq = ?, turns = max(turns, ?), ending = coalesce(nullif(?, ''), ending),
			ended_at = iif(ended_at = '', ?, ended_at), total = coalesce(?, total)
		WHERE id = ? AND seq = ? AND forgotten = 0
		RETURNING number`,
		log.last, log.turns, log.ending, log.endedAt, total, attempt, log.first-1).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return whyNotNext(ctx, tx, attempt, log.first)
	}
	if err != nil {
		return err
	}
	if err := addEvents(ctx, tx, number, log.rows); err != nil {
		return err
	}
	return keepResult(ctx, tx, number, log.card)
}

// whyNotNext tells an unknown attempt from a log that ends elsewhere.
func whyNotNext(ctx context.Context, tx *tx, attempt string, first int64) error {
	var end int64
	var forgotten bool
	err := tx.row(ctx, `SELECT seq, forgotten FROM attempts WHERE id = ?`, attempt).Scan(&end, &forgotten)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return noAttempt()
	case err != nil:
		return err
	case forgotten:
		return practice.Errorf(practice.CodeConflict,
			"The words of this attempt were kept for as long as the team keeps them, and are gone. Nothing can be added to it.")
	}
	return practice.Errorf(practice.CodeConflict,
		"The attempt has gone on in the meantime: its next event is %d, not %d. Reload it and try again.", end+1, first)
}

func addEvents(ctx context.Context, tx *tx, number int64, rows []row) error {
	for _, row := range rows {
		_, err := tx.exec(ctx, `INSERT INTO events (attempt, seq, turn_id, body) VALUES (?, ?, ?, ?)`,
			number, row.seq, row.turnID, string(row.body))
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
	if _, err := tx.exec(ctx, `INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING`, name, fresh); err != nil {
		return nil, err
	}
	return one[[]byte](tx.row(ctx, secretOfName, name))
}
