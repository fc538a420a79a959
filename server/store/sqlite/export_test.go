package sqlite

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/team"
)

// WriterPragma runs a pragma on the connection that writes.
func (s *Store) WriterPragma(ctx context.Context, text string) (answer string, err error) {
	err = s.writer.conn.QueryRowContext(ctx, "PRAGMA "+text).Scan(&answer)
	return answer, err
}

// ReaderPragma runs a pragma on one of the connections that read.
func (s *Store) ReaderPragma(ctx context.Context, text string) (answer string, err error) {
	err = s.reader.pool.QueryRowContext(ctx, "PRAGMA "+text).Scan(&answer)
	return answer, err
}

// Crowd is a team whose people have played much, for benchmarks.
type Crowd struct {
	Team, Board, Assignment string
	People, Attempts        int
	Scenarios               []string
	From                    time.Time     // when the first attempt ended
	Every                   time.Duration // between one and the next
}

// Fill writes the crowd's finished, official attempts, their results, and what
// boards keep of them, past the log: a million logs would take an hour.
func (s *Store) Fill(ctx context.Context, crowd Crowd) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if _, err := tx.exec(ctx, `CREATE TEMP TABLE numbers (n INTEGER PRIMARY KEY, ended_at TEXT, scenario TEXT)`); err != nil {
			return err
		}
		for n := range crowd.Attempts {
			_, err := tx.exec(ctx, `INSERT INTO numbers VALUES (?, ?, ?)`,
				n, stamp(crowd.From.Add(time.Duration(n)*crowd.Every)), crowd.Scenarios[n/crowd.People/2%len(crowd.Scenarios)])
			if err != nil {
				return err
			}
		}
		err := tx.run(ctx, []any{crowd.Team, crowd.Assignment, crowd.People},
			`INSERT INTO people (id, name, email, passphrase, owner, created_at)
				SELECT 'rep-' || n, 'Rep ' || n, '', '', 0, '' FROM numbers WHERE n < ?3 AND ?1 <> ?2`,
			`INSERT INTO members (team, person, name, role, hidden, joined_at)
				SELECT ?1, 'rep-' || n, 'Rep ' || n, 'rep', n % 50 = 0, '' FROM numbers WHERE n < ?3 AND ?1 <> ?2`,
			`INSERT INTO sources VALUES ('h', 'cfo', 'format: 1')`,
			`INSERT INTO attempts (id, rep, scenario, title, hash, rules, seed, palette, engine, parent, parent_turn, usual, asks,
					started_at, seq, turns, ending, total, team, member, assignment, official, ended_at)
				SELECT 'attempt-' || n, person, scenario, 'Title', 'h', 'r', 1, 1, 1, '', 0, '', 0,
					ended_at, 4, 1, 'gave_up', 20000 + n * 7919 % 80000, ?1, number, ?2, 1, ended_at
				FROM numbers JOIN members ON team = ?1 AND person = 'rep-' || (n % ?3) ORDER BY n`,
			`INSERT INTO results (attempt, id, member, team, scenario, assignment, counts, alike, total, variety, nos, asks, methods, ended_at)
				SELECT number, id, member, ?1, scenario, ?2, 1, 'alike-in-all-respects', total, number * 104729 % 30000, 3, 4, 'trade ally', ended_at
				FROM attempts WHERE team = ?1 AND ?2 <> '' AND ?3 > 0 ORDER BY number`,
			`DROP TABLE numbers -- ?1 ?2 ?3`)
		if err != nil {
			return err
		}
		whole, err := readTeam(ctx, tx, crowd.Team)
		if err != nil {
			return err
		}
		for _, window := range team.Windows() {
			last := crowd.From.Add(time.Duration(crowd.Attempts-1) * crowd.Every)
			if err := fillSpan(ctx, tx, spanAt(whole, window, last)); err != nil {
				return err
			}
		}
		return nil
	})
}
