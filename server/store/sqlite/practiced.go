package sqlite

import (
	"context"
	"time"
)

// PracticedBy returns the moments at which a rep did a drill or ended an attempt,
// newest first.
func (s *Store) PracticedBy(ctx context.Context, rep string, since time.Time, limit int) ([]time.Time, error) {
	moments, err := list(ctx, s.reader, func(row scanner) (time.Time, error) {
		var at time.Time
		err := row.Scan(moment{&at})
		return at, err
	}, `SELECT at FROM (
			SELECT at FROM drills WHERE rep = ?1
			UNION ALL SELECT ended_at FROM attempts WHERE rep = ?1 AND ended_at <> '')
		WHERE at >= ?2 ORDER BY at DESC LIMIT ?3`, rep, stamp(since), max(limit, 0))
	return moments, s.readError(err)
}
