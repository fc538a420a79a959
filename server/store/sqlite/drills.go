package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/practice"
)

// AddDrill keeps a drill, and no more than the newest of its rep.
func (s *Store) AddDrill(ctx context.Context, drill practice.Drill) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `INSERT INTO drills (rep, id, at, exercise, method, said, seen, asked, moved) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			drill.Rep, drill.ID, stamp(drill.At), drill.Exercise, drill.Method, drill.Text, drill.Seen, drill.Asked, drill.Moved)
		if isTaken(err) {
			return practice.Errorf(practice.CodeConflict, "This turn was taken already. Go on with the next one.").Because(err)
		}
		if err != nil {
			return err
		}
		return boundDrills(ctx, tx, drill.Rep)
	})
}

// boundDrills keeps no more than the newest of a rep.
func boundDrills(ctx context.Context, tx *tx, rep string) error {
	return tx.run(ctx, []any{rep, practice.KeptDrills},
		`DELETE FROM drills WHERE rep = ?1 AND number <= (SELECT number FROM drills WHERE rep = ?1 ORDER BY number DESC LIMIT 1 OFFSET ?2)`)
}

// claimDrills makes those of a guest the person's, within the bound. One whose id
// the person has used is the same turn, and goes.
func claimDrills(ctx context.Context, tx *tx, guest, person string) error {
	if _, err := tx.exec(ctx, `UPDATE OR IGNORE drills SET rep = ?2 WHERE rep = ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)`, guest, person); err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM drills WHERE rep = ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)`, guest); err != nil {
		return err
	}
	return boundDrills(ctx, tx, person)
}

const drillColumns = `id, rep, at, exercise, method, said, seen, asked, moved`

// DrillsOf returns a rep's drills, newest first, at most limit.
func (s *Store) DrillsOf(ctx context.Context, rep string, limit int) ([]practice.Drill, error) {
	drills, err := list(ctx, s.reader, scanDrill, `SELECT `+drillColumns+` FROM drills WHERE rep = ? ORDER BY number DESC LIMIT ?`, rep, max(limit, 0))
	return drills, s.readError(err)
}

func scanDrill(row scanner) (practice.Drill, error) {
	var d practice.Drill
	err := row.Scan(&d.ID, &d.Rep, moment{&d.At}, &d.Exercise, &d.Method, &d.Text, &d.Seen, &d.Asked, &d.Moved)
	return d, err
}
