package sqlite

import (
	"context"
	"slices"

	"github.com/askagain/askagain/server/practice"
)

const addUsage = `INSERT INTO model_usage (day, kind, name, calls, input, output, spend) VALUES (?, ?, ?, ?, ?, ?, ?)
	ON CONFLICT (day, kind, name) DO UPDATE SET calls = calls + excluded.calls, input = input + excluded.input,
		output = output + excluded.output, spend = spend + excluded.spend`

// AddModelUsage adds a call, or many, to what the server, a rep, a team ("" for
// none) and an attempt used of a language model on a day, all of them or none.
// Tokens are counted, and the spend is in millionths.
func (s *Store) AddModelUsage(ctx context.Context, day, attempt, rep, team string, calls, input, output, spend int64) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		for _, each := range []struct{ kind, name string }{{"server", ""}, {"rep", rep}, {"team", team}, {"attempt", attempt}} {
			if each.name == "" && each.kind != "server" {
				continue
			}
			if _, err := tx.exec(ctx, addUsage, day, each.kind, each.name, calls, input, output, spend); err != nil {
				return err
			}
		}
		return nil
	})
}

// EachModelUsage hands over what the server, every rep and every team used on a
// day, and what attempts used on all days that are kept: those last used, at most
// as many as are asked for, the latest last. Kinds are server, rep, team and attempt.
func (s *Store) EachModelUsage(ctx context.Context, day string, attempts int, use func(kind, name string, calls, input, output, spend int64)) error {
	type row struct {
		kind, name                  string
		calls, input, output, spend int64
	}
	scan := func(from scanner) (row, error) {
		var one row
		err := from.Scan(&one.kind, &one.name, &one.calls, &one.input, &one.output, &one.spend)
		return one, err
	}
	var ofDay, ofAttempts []row
	err := s.reader.at(ctx, func(from asker) error {
		var err error
		if ofDay, err = list(ctx, from, scan, `SELECT kind, name, calls, input, output, spend FROM model_usage WHERE day = ? AND kind <> 'attempt'`, day); err != nil {
			return err
		}
		ofAttempts, err = list(ctx, from, scan, `SELECT kind, name, sum(calls), sum(input), sum(output), sum(spend) FROM model_usage
			WHERE kind = 'attempt' GROUP BY name ORDER BY max(day) DESC, name LIMIT ?`, attempts)
		return err
	})
	if err != nil {
		return s.readError(err)
	}
	slices.Reverse(ofAttempts)
	for _, one := range append(ofDay, ofAttempts...) {
		use(one.kind, one.name, one.calls, one.input, one.output, one.spend)
	}
	return nil
}

// ForgetModelUsage takes away what was used before a day.
func (s *Store) ForgetModelUsage(ctx context.Context, before string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `DELETE FROM model_usage WHERE day < ?`, before)
		return err
	})
}

// claimUsage makes what a guest used the person's.
func claimUsage(ctx context.Context, tx *tx, guest, person string) error {
	return tx.run(ctx, []any{guest, person},
		`INSERT INTO model_usage (day, kind, name, calls, input, output, spend)
			SELECT day, kind, ?2, calls, input, output, spend FROM model_usage
			WHERE kind = 'rep' AND name = ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)
			ON CONFLICT (day, kind, name) DO UPDATE SET calls = calls + excluded.calls, input = input + excluded.input,
				output = output + excluded.output, spend = spend + excluded.spend`,
		`DELETE FROM model_usage WHERE kind = 'rep' AND name = ?1 AND ?2 <> ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)`)
}

// deleteUsage takes away what a person used; it runs while their attempts are there.
const deleteUsage = `DELETE FROM model_usage WHERE kind = 'rep' AND name = ?1
	OR kind = 'attempt' AND name IN (SELECT id FROM attempts WHERE rep = ?1)`

func usageOf(ctx context.Context, from asker, rep string) ([]practice.ModelUsage, error) {
	return list(ctx, from, func(row scanner) (practice.ModelUsage, error) {
		var one practice.ModelUsage
		err := row.Scan(&one.Day, &one.Calls, &one.Input, &one.Output, &one.Spend)
		return one, err
	}, `SELECT day, calls, input, output, spend FROM model_usage WHERE kind = 'rep' AND name = ? ORDER BY day`, rep)
}
