package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strings"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const resultColumns = `results.id, results.team, members.person, results.scenario, results.assignment, results.counts, results.alike,
	results.total, results.variety, results.nos, results.asks, results.methods, results.ended_at`

// Results returns those of a team since a moment, oldest first.
func (s *Store) Results(ctx context.Context, of, person string, since time.Time) ([]team.Result, error) {
	text := `SELECT ` + resultColumns + ` FROM results JOIN members ON members.number = results.member
		WHERE results.team = ?1 AND results.ended_at >= ?3 AND ?2 = '' ORDER BY results.ended_at, results.id`
	if person != "" {
		text = `SELECT ` + resultColumns + ` FROM members JOIN results ON results.member = members.number
		WHERE members.team = ?1 AND members.person = ?2 AND results.ended_at >= ?3 ORDER BY results.ended_at, results.id`
	}
	results, err := list(ctx, s.reader, scanResult, text, of, person, stamp(since))
	return results, s.readError(err)
}

func scanResult(row scanner) (team.Result, error) {
	var r team.Result
	var methods string
	err := row.Scan(&r.Attempt, &r.Team, &r.Person, &r.Scenario, &r.Assignment, &r.Counts, &r.Group,
		&r.Total, &r.Variety, &r.Nos, &r.Asks, &methods, moment{&r.EndedAt})
	for _, method := range strings.Fields(methods) {
		r.Methods = append(r.Methods, practice.Method(method))
	}
	return r, err
}

// source is where a result counts: one member's comparable attempts.
type source struct {
	team     string
	member   int64
	scenario string
	alike    string
}

// keepResult writes what a finished attempt of a member counts for, and has the
// boards follow. For anybody else's attempt it does nothing. A card that a rep
// claims by correcting their own turns waits for a trainer's word: the result
// stays as it was.
func keepResult(ctx context.Context, tx *tx, attempt int64, card practice.Scorecard, claimed bool) error {
	var id, rules, assignment, parent, endedAt string
	var seed int64
	var palette, official, coached bool
	var from source
	err := tx.row(ctx, `SELECT id, team, member, scenario, assignment, official, coached, parent, rules, seed, palette, ended_at
		FROM attempts WHERE number = ? AND member IS NOT NULL AND ended_at <> ''`, attempt).
		Scan(&id, &from.team, &from.member, &from.scenario, &assignment, &official, &coached, &parent, &rules, &seed, &palette, &endedAt)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	from.alike = team.Group(rules, uint64(seed), palette, card.Rubric, card.Reader)
	if !official {
		assignment = ""
	}
	counts := official && !coached && parent == "" && card.Nos > 0

	var before string // the group that the attempt counted in until now
	err = tx.row(ctx, `SELECT iif(counts, alike, '') FROM results WHERE attempt = ?`, attempt).Scan(&before)
	if err != nil && !errors.Is(err, sql.ErrNoRows) || err == nil && claimed {
		return err
	}
	_, err = tx.exec(ctx, `INSERT OR REPLACE INTO results
			(attempt, id, member, team, scenario, assignment, counts, alike, total, variety, nos, asks, methods, ended_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		attempt, id, from.member, from.team, from.scenario, assignment, counts, from.alike, card.Total,
		card.Dimension(practice.Variety).Points, card.Nos, card.Asks, methodNames(card.Methods), endedAt)
	if err != nil {
		return err
	}
	changes, err := changesOf(from, before, counts, card, endedAt)
	if err != nil {
		return err
	}
	return followResult(ctx, tx, changes, endedAt)
}

// changesOf tells where a result counts now, and where it did before ("" for
// nowhere).
func changesOf(from source, before string, counts bool, card practice.Scorecard, endedAt string) ([]change, error) {
	var changes []change
	if before != "" && (before != from.alike || !counts) {
		left := from
		left.alike = before
		changes = append(changes, change{source: left})
	}
	if !counts {
		return changes, nil
	}
	now := change{source: from}
	if before != from.alike {
		at, err := parseTime(endedAt)
		if err != nil {
			return nil, err
		}
		now.added = &achieved{card.Total, card.Dimension(practice.Variety).Points, at}
	}
	return append(changes, now), nil
}

func methodNames(methods []practice.Method) string {
	names := make([]string, len(methods))
	for i, method := range methods {
		names[i] = string(method)
	}
	return strings.Join(names, " ")
}
