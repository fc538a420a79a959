package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

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
	written, err := tx.exec(ctx, `INSERT INTO attempts (id, rep, scenario, title, hash, rules, seed, palette, engine,
			parent, parent_turn, usual, asks, started_at,
			team, member, assignment, official, coached, combined, ended_at, seq, turns, ending, total)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
			?, (SELECT number FROM members WHERE team = ? AND person = ?), ?, ?, ?, ?, '', 0, 0, '', 0)
		ON CONFLICT DO NOTHING`,
		attempt.ID, attempt.Rep, attempt.Scenario, attempt.Title, attempt.Hash, attempt.Rules,
		int64(attempt.Seed), attempt.Palette, attempt.Engine, attempt.Parent, attempt.ParentTurn,
		attempt.Before.Usual, attempt.Before.Asks, stamp(attempt.StartedAt),
		attempt.Team, attempt.Team, attempt.Rep, attempt.Assignment, attempt.Official, attempt.Coached, attempt.Combined)
	if err != nil {
		return err
	}
	if written == 0 {
		return practice.Errorf(practice.CodeConflict, "There is an attempt of that name already. Please start again.")
	}
	return appendEvents(ctx, tx, attempt.ID, log)
}

// appendEvents adds events in one statement, as long as they are few, and sums
// them up in another. When the first one refuses, nothing was written.
func appendEvents(ctx context.Context, tx *tx, attempt string, log entries) error {
	for rows := range slices.Chunk(log.rows, len(addEvents)-1) {
		added, err := tx.exec(ctx, addEvents[len(rows)], eventArguments(attempt, log.first-1, rows)...)
		switch {
		case result(err) == codes.SQLITE_CONSTRAINT_UNIQUE:
			return practice.Errorf(practice.CodeConflict, "This turn was handed in already. Reload the attempt to see it.").Because(err)
		case err != nil:
			return err
		case added == 0:
			return whyNotNext(ctx, tx, attempt, log.first)
		}
	}
	if log.card == nil {
		_, err := tx.exec(ctx, `UPDATE attempts SET seq = ?, turns = max(turns, ?), ending = coalesce(nullif(?, ''), ending),
			ended_at = iif(ended_at = '', ?, ended_at), coached = max(coached, ?) WHERE id = ?`,
			log.last, log.turns, log.ending, log.endedAt, log.coached, attempt)
		return err
	}
	number, err := one[int64](tx.row(ctx, `UPDATE attempts SET seq = ?, turns = max(turns, ?), ending = coalesce(nullif(?, ''), ending),
			ended_at = iif(ended_at = '', ?, ended_at), coached = max(coached, ?), total = ?
		WHERE id = ? RETURNING number`, log.last, log.turns, log.ending, log.endedAt, log.coached, log.card.Total, attempt))
	if err != nil {
		return err
	}
	return keepResult(ctx, tx, number, *log.card, log.claimed)
}

// addEvents are the statements that add so many events to an attempt whose log
// ends where they begin, and none to any other.
var addEvents = func() (texts [9]string) {
	for count := 1; count < len(texts); count++ {
		texts[count] = `INSERT INTO events (attempt, seq, turn_id, body) SELECT number, column1, column2, column3
			FROM attempts CROSS JOIN (VALUES ` + strings.Repeat(`(?, ?, ?), `, count-1) + `(?, ?, ?))
			WHERE id = ? AND attempts.seq = ? AND forgotten = 0`
	}
	return texts
}()

func eventArguments(attempt string, before int64, rows []row) []any {
	arguments := make([]any, 0, 3*len(rows)+2)
	for _, row := range rows {
		arguments = append(arguments, row.seq, row.turnID, row.body)
	}
	return append(arguments, attempt, before)
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

// keepSecret returns the secret that is kept, which is not fresh if somebody
// was faster.
func keepSecret(ctx context.Context, tx *tx, name string, fresh []byte) ([]byte, error) {
	if _, err := tx.exec(ctx, `INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING`, name, fresh); err != nil {
		return nil, err
	}
	return one[[]byte](tx.row(ctx, secretOfName, name))
}
