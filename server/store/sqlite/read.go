package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/askagain/askagain/server/practice"
)

// queries are what the readers ask the database.
type queries struct {
	attempt, attempts, attemptsAfter, bests, events, number, source, secret *sql.Stmt
}

const attemptColumns = `id, rep, scenario, title, hash, rules, seed, palette, engine,
	parent, parent_turn, usual, asks, started_at, seq, turns, ending, total`

func (q *queries) all() map[**sql.Stmt]string {
	return map[**sql.Stmt]string{
		&q.attempt: `SELECT ` + attemptColumns + ` FROM attempts WHERE id = ?`,
		&q.attempts: `SELECT ` + attemptColumns + ` FROM attempts WHERE rep = ?
			ORDER BY started_at DESC, number DESC LIMIT ?`,
		&q.attemptsAfter: `SELECT ` + attemptColumns + ` FROM attempts WHERE id > ? ORDER BY id LIMIT ?`,
		&q.bests:         `SELECT scenario, max(total) FROM attempts WHERE rep = ? AND ending <> '' GROUP BY scenario`,
		&q.number:        `SELECT number FROM attempts WHERE id = ?`,
		&q.events:        `SELECT body FROM events WHERE attempt = ? AND seq > ? ORDER BY seq`,
		&q.source:        `SELECT hash, name, yaml FROM sources WHERE hash = ?`,
		&q.secret:        `SELECT value FROM secrets WHERE name = ?`,
	}
}

func prepareQueries(ctx context.Context, db *sql.DB) (queries, error) {
	var prepared queries
	for place, text := range prepared.all() {
		statement, err := db.PrepareContext(ctx, text)
		if err != nil {
			return queries{}, err
		}
		*place = statement
	}
	return prepared, nil
}

// Attempt returns the attempt with its summary.
func (s *Store) Attempt(ctx context.Context, id string) (practice.Attempt, error) {
	attempt, err := scanAttempt(s.queries.attempt.QueryRowContext(ctx, id))
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Attempt{}, noAttempt()
	}
	return attempt, s.readError(err)
}

// Attempts returns a rep's attempts, newest first, at most limit.
func (s *Store) Attempts(ctx context.Context, rep string, limit int) ([]practice.Attempt, error) {
	rows, err := s.queries.attempts.QueryContext(ctx, rep, max(limit, 0))
	if err != nil {
		return nil, s.readError(err)
	}
	attempts, err := collect(rows, scanAttempt)
	return attempts, s.readError(err)
}

// AttemptsAfter returns the attempts of everybody after an id, in the order of
// their ids, at most limit.
func (s *Store) AttemptsAfter(ctx context.Context, after string, limit int) ([]practice.Attempt, error) {
	rows, err := s.queries.attemptsAfter.QueryContext(ctx, after, max(limit, 0))
	if err != nil {
		return nil, s.readError(err)
	}
	attempts, err := collect(rows, scanAttempt)
	return attempts, s.readError(err)
}

// Bests returns a rep's best total for each scenario's name, over ended attempts.
func (s *Store) Bests(ctx context.Context, rep string) (map[string]practice.Points, error) {
	rows, err := s.queries.bests.QueryContext(ctx, rep)
	if err != nil {
		return nil, s.readError(err)
	}
	defer rows.Close()
	bests := map[string]practice.Points{}
	for rows.Next() {
		var scenario string
		var best practice.Points
		if err := rows.Scan(&scenario, &best); err != nil {
			return nil, s.readError(err)
		}
		bests[scenario] = best
	}
	return bests, s.readError(rows.Err())
}

// Events returns the log after a sequence number, oldest first; 0 for all of it.
func (s *Store) Events(ctx context.Context, attempt string, after int64) ([]practice.Event, error) {
	var number int64
	err := s.queries.number.QueryRowContext(ctx, attempt).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, noAttempt()
	}
	if err != nil {
		return nil, s.readError(err)
	}
	rows, err := s.queries.events.QueryContext(ctx, number, after)
	if err != nil {
		return nil, s.readError(err)
	}
	events, err := collect(rows, scanEvent)
	return events, s.readError(err)
}

// Source returns a scenario's file by its hash.
func (s *Store) Source(ctx context.Context, hash string) (practice.Source, error) {
	var source practice.Source
	err := s.queries.source.QueryRowContext(ctx, hash).Scan(&source.Hash, &source.Name, &source.YAML)
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Source{}, practice.Errorf(practice.CodeNotFound, "The scenario of this attempt is not kept here.")
	}
	return source, s.readError(err)
}

func (s *Store) secret(ctx context.Context, name string) ([]byte, error) {
	var value []byte
	err := s.queries.secret.QueryRowContext(ctx, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, practice.Errorf(practice.CodeNotFound, "There is no such secret.")
	}
	return value, s.readError(err)
}

// readError is queryError for readers, whose pool may have been closed meanwhile.
func (s *Store) readError(err error) error {
	if err != nil && s.writer.closing() {
		return closed().Because(err)
	}
	return queryError(err)
}

// scanner is a row, of one or of many.
type scanner interface{ Scan(places ...any) error }

func scanAttempt(row scanner) (practice.Attempt, error) {
	var a practice.Attempt
	var seed int64
	var startedAt string
	err := row.Scan(&a.ID, &a.Rep, &a.Scenario, &a.Title, &a.Hash, &a.Rules, &seed, &a.Palette, &a.Engine,
		&a.Parent, &a.ParentTurn, &a.Before.Usual, &a.Before.Asks, &startedAt, &a.Seq, &a.Turns, &a.Ending, &a.Total)
	if err != nil {
		return practice.Attempt{}, err
	}
	a.Seed = uint64(seed)
	a.StartedAt, err = parseTime(startedAt)
	return a, err
}

func scanEvent(row scanner) (practice.Event, error) {
	var body sql.RawBytes
	if err := row.Scan(&body); err != nil {
		return practice.Event{}, err
	}
	return decode(body)
}

// collect reads every row and closes rows.
func collect[T any](rows *sql.Rows, scan func(scanner) (T, error)) ([]T, error) {
	defer rows.Close()
	var found []T
	for rows.Next() {
		one, err := scan(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, rows.Err()
}
