package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/askagain/askagain/server/team"
)

// span is the newest span of a window in which somebody of a team has a result
// that counts. An end that is "" is open.
type span struct {
	team, begins, ends string
	window             team.Window
}

// holds reports whether a moment lies in the span.
func (s span) holds(at string) bool { return s.begins <= at && !s.over(at) }

// over reports whether the span has ended by that moment.
func (s span) over(at string) bool { return s.ends != "" && s.ends <= at }

// spanAt returns the span of a window that holds the moment.
func spanAt(of team.Team, window team.Window, at time.Time) span {
	from, until := team.Span(of, window, at)
	found := span{team: of.ID, window: window}
	if !from.IsZero() {
		found.begins = stamp(from)
	}
	if !until.IsZero() {
		found.ends = stamp(until)
	}
	return found
}

const spanOfWindow = `SELECT begins, ends FROM spans WHERE team = ? AND span = ?`

func readSpan(ctx context.Context, from asker, of string, window team.Window) (span, error) {
	found := span{team: of, window: window}
	err := from.row(ctx, spanOfWindow, of, window).Scan(&found.begins, &found.ends)
	return found, err
}

// spanFor returns the newest span of a window, which a result that ended then may
// begin; late if the result belongs to an earlier one.
func spanFor(ctx context.Context, tx *tx, of string, window team.Window, endedAt string) (found span, late bool, err error) {
	found, err = readSpan(ctx, tx, of, window)
	if err == nil && !found.over(endedAt) {
		return found, !found.holds(endedAt), nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return span{}, false, err
	}
	whole, err := readTeam(ctx, tx, of)
	if err != nil {
		return span{}, false, err
	}
	at, err := parseTime(endedAt)
	if err != nil {
		return span{}, false, err
	}
	found = spanAt(whole, window, at)
	return found, !found.holds(endedAt), startSpan(ctx, tx, found)
}

// startSpan takes the records and standings of a window away and notes its span.
func startSpan(ctx context.Context, tx *tx, begun span) error {
	if err := tx.run(ctx, []any{begun.team, begun.window},
		`DELETE FROM standings WHERE board IN (SELECT number FROM boards WHERE team = ?1) AND span = ?2`,
		`DELETE FROM cohorts WHERE team = ?1 AND span = ?2`, // and their records
	); err != nil {
		return err
	}
	_, err := tx.exec(ctx, `INSERT OR REPLACE INTO spans (team, span, begins, ends) VALUES (?, ?, ?, ?)`,
		begun.team, begun.window, begun.begins, begun.ends)
	return err
}

// moveSpans works the boards out anew where another time zone or season moves a span.
func moveSpans(ctx context.Context, tx *tx, before, after team.Team) error {
	if before.TimeZone == after.TimeZone && before.Season == after.Season {
		return nil
	}
	newest, err := one[sql.NullString](tx.row(ctx, `SELECT max(ended_at) FROM results WHERE team = ? AND counts`, after.ID))
	if err != nil {
		return err
	}
	if !newest.Valid { // the next result begins a span
		_, err := tx.exec(ctx, `DELETE FROM spans WHERE team = ?`, after.ID)
		return err
	}
	at, err := parseTime(newest.String)
	if err != nil {
		return err
	}
	for _, window := range team.Windows() {
		moved := spanAt(after, window, at)
		kept, err := readSpan(ctx, tx, after.ID, window)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err == nil && kept == moved {
			continue
		}
		if err := fillSpan(ctx, tx, moved); err != nil {
			return err
		}
	}
	return nil
}
