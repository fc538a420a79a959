package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// change is a place where a result was written or taken away.
type change struct {
	source
	added *achieved // what was added there; nil if anything else may have happened
}

// achieved is what a result adds to a record.
type achieved struct {
	total, variety practice.Points
	at             time.Time
}

// followResult has records and standings follow a result of a member that ended
// at that moment, in every window that it falls into.
func followResult(ctx context.Context, tx *tx, changes []change, endedAt string) error {
	if len(changes) == 0 {
		return nil
	}
	one := changes[0].source // team, member and scenario are the same everywhere
	boards, err := boardsOf(ctx, tx, one.team, one.scenario)
	if err != nil {
		return err
	}
	for _, window := range team.Windows() {
		of, late, err := spanFor(ctx, tx, one.team, window, endedAt)
		if err != nil {
			return err
		}
		if late { // an earlier span is worked out when somebody asks
			continue
		}
		for _, each := range changes {
			if err := follow(ctx, tx, of, each); err != nil {
				return err
			}
		}
		if err := choose(ctx, tx, of, one.scenario, one.member, boards); err != nil {
			return err
		}
	}
	return nil
}

// follow extends a record by a result that is its newest. Otherwise it makes the
// record anew.
func follow(ctx context.Context, tx *tx, of span, changed change) error {
	if changed.added == nil {
		return refold(ctx, tx, of, changed.source)
	}
	record, err := readRecord(ctx, tx, of, changed.source)
	if err != nil {
		return err
	}
	if record.Results > 0 && !changed.added.at.After(record.LatestAt) {
		return refold(ctx, tx, of, changed.source)
	}
	record.Add(changed.added.total, changed.added.variety, changed.added.at)
	return keepRecord(ctx, tx, of, changed.source, record)
}

// readRecord returns a member's record; one of no results if there is none.
func readRecord(ctx context.Context, tx *tx, of span, from source) (team.Record, error) {
	found, err := scanRecord(tx.row(ctx, `SELECT `+recordColumns+`
		FROM cohorts CROSS JOIN records ON records.cohort = cohorts.number AND records.member = ?5
		WHERE cohorts.team = ?1 AND cohorts.span = ?2 AND cohorts.scenario = ?3 AND cohorts.alike = ?4`,
		of.team, of.window, from.scenario, from.alike, from.member))
	if errors.Is(err, sql.ErrNoRows) {
		return team.Record{}, nil
	}
	return found.record, err
}

// refold makes a member's record anew from the results that it stands for.
func refold(ctx context.Context, tx *tx, of span, from source) error {
	rows, err := tx.rows(ctx, `SELECT total, variety, ended_at FROM results
		WHERE member = ? AND counts = 1 AND scenario = ? AND alike = ? AND ended_at >= ? AND (?5 = '' OR ended_at < ?5)
		ORDER BY ended_at, id`, from.member, from.scenario, from.alike, of.begins, of.ends)
	if err != nil {
		return err
	}
	defer rows.Close()
	var record team.Record
	for rows.Next() {
		var total, variety practice.Points
		var at string
		if err := rows.Scan(&total, &variety, &at); err != nil {
			return err
		}
		ended, err := parseTime(at)
		if err != nil {
			return err
		}
		record.Add(total, variety, ended)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	rows.Close()
	return keepRecord(ctx, tx, of, from, record)
}

// keepRecord writes a record, or takes it away if it stands for nothing, and
// counts its cohort anew.
func keepRecord(ctx context.Context, tx *tx, of span, from source, record team.Record) error {
	cohort, err := one[int64](tx.row(ctx, `SELECT number FROM cohorts WHERE team = ? AND span = ? AND scenario = ? AND alike = ?`,
		of.team, of.window, from.scenario, from.alike))
	switch {
	case errors.Is(err, sql.ErrNoRows) && record.Results == 0:
		return nil
	case errors.Is(err, sql.ErrNoRows):
		cohort, err = newCohort(ctx, tx, of, from)
	}
	if err != nil {
		return err
	}
	if record.Results == 0 {
		return dropRecord(ctx, tx, cohort, from.member)
	}
	before, err := one[string](tx.row(ctx, `SELECT latest_at FROM records WHERE cohort = ? AND member = ?`, cohort, from.member))
	isNew := errors.Is(err, sql.ErrNoRows)
	if err != nil && !isNew {
		return err
	}
	if err := writeRecord(ctx, tx, cohort, from.member, record); err != nil {
		return err
	}
	latest := stamp(record.LatestAt)
	switch {
	case isNew:
		_, err = tx.exec(ctx, `UPDATE cohorts SET people = people + 1, newest = max(newest, ?) WHERE number = ?`, latest, cohort)
	case latest > before:
		_, err = tx.exec(ctx, `UPDATE cohorts SET newest = max(newest, ?) WHERE number = ?`, latest, cohort)
	case latest < before:
		err = renew(ctx, tx, cohort, before)
	}
	return err
}

func writeRecord(ctx context.Context, tx *tx, cohort, member int64, record team.Record) error {
	_, err := tx.exec(ctx, `INSERT OR REPLACE INTO records
			(cohort, member, results, total, total_at, variety, variety_at, first, latest, latest_at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		cohort, member, record.Results, record.Total, stamp(record.TotalAt), record.Variety, stamp(record.VarietyAt),
		record.First, record.Latest, stamp(record.LatestAt))
	return err
}

// dropRecord takes a record away, and the cohort with its last one.
func dropRecord(ctx context.Context, tx *tx, cohort, member int64) error {
	latest, err := one[string](tx.row(ctx, `DELETE FROM records WHERE cohort = ? AND member = ? RETURNING latest_at`, cohort, member))
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `UPDATE cohorts SET people = people - 1 WHERE number = ?`, cohort); err != nil {
		return err
	}
	return renew(ctx, tx, cohort, latest)
}

// renew finds the newest result of a cohort that may just have lost it, and takes
// a cohort of nobody away.
func renew(ctx context.Context, tx *tx, cohort int64, lost string) error {
	return tx.run(ctx, []any{cohort, lost},
		`UPDATE cohorts SET newest = (SELECT coalesce(max(latest_at), '') FROM records WHERE cohort = ?1)
			WHERE number = ?1 AND newest = ?2`,
		`DELETE FROM cohorts WHERE number = ?1 AND people = 0 AND ?2 <> ''`)
}

func newCohort(ctx context.Context, tx *tx, of span, from source) (int64, error) {
	return one[int64](tx.row(ctx, `INSERT INTO cohorts (team, span, scenario, alike, people, newest, chosen)
		VALUES (?, ?, ?, ?, 0, '', 0) RETURNING number`, of.team, of.window, from.scenario, from.alike))
}

// choose lets the cohort count that most people have a result in, of equals the
// one with the newest result, of equals the first by name. If that is another one
// than before, every board of the scenario is worked out anew; else the member's
// place alone follows.
func choose(ctx context.Context, tx *tx, of span, scenario string, member int64, boards []boardSize) error {
	other, err := chooseCohort(ctx, tx, of, scenario)
	if err != nil {
		return err
	}
	for _, board := range boards {
		if other {
			err = fillBoard(ctx, tx, of, board)
		} else {
			err = place(ctx, tx, of, board, member)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// chooseCohort reports whether another cohort counts now.
func chooseCohort(ctx context.Context, tx *tx, of span, scenario string) (bool, error) {
	number, isChosen := int64(0), true
	err := tx.row(ctx, `SELECT number, chosen FROM cohorts WHERE team = ? AND span = ? AND scenario = ? AND people > 0
		ORDER BY people DESC, newest DESC, alike LIMIT 1`, of.team, of.window, scenario).Scan(&number, &isChosen)
	if errors.Is(err, sql.ErrNoRows) { // nobody has a result left
		return true, nil
	}
	if err != nil || isChosen {
		return false, err
	}
	_, err = tx.exec(ctx, `UPDATE cohorts SET chosen = (number = ?) WHERE team = ? AND span = ? AND scenario = ?`,
		number, of.team, of.window, scenario)
	return true, err
}
