package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/askagain/askagain/server/practice"
)

const attemptColumns = `id, rep, scenario, title, hash, rules, seed, palette, engine, parent, parent_turn, usual, asks,
	started_at, team, assignment, official, coached, combined, forgotten, seq, turns, ending, total`

const (
	numberOfAttempt = `SELECT number FROM attempts WHERE id = ?`
	secretOfName    = `SELECT value FROM secrets WHERE name = ?`
)

// Attempt returns the attempt with its summary.
func (s *Store) Attempt(ctx context.Context, id string) (practice.Attempt, error) {
	attempt, err := scanAttempt(s.reader.row(ctx, `SELECT `+attemptColumns+` FROM attempts WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Attempt{}, noAttempt()
	}
	return attempt, s.readError(err)
}

// Attempts returns a rep's attempts, newest first, at most limit.
func (s *Store) Attempts(ctx context.Context, rep string, limit int) ([]practice.Attempt, error) {
	attempts, err := list(ctx, s.reader, scanAttempt, `SELECT `+attemptColumns+` FROM attempts WHERE rep = ?
		ORDER BY started_at DESC, number DESC LIMIT ?`, rep, max(limit, 0))
	return attempts, s.readError(err)
}

// AttemptsAfter returns the attempts of everybody after an id, in the order of
// their ids, at most limit.
func (s *Store) AttemptsAfter(ctx context.Context, after string, limit int) ([]practice.Attempt, error) {
	attempts, err := list(ctx, s.reader, scanAttempt, `SELECT `+attemptColumns+` FROM attempts WHERE id > ?
		ORDER BY id LIMIT ?`, after, max(limit, 0))
	return attempts, s.readError(err)
}

// Bests returns a rep's best total for each scenario's name, over ended attempts
// that were neither a rewind nor coached.
func (s *Store) Bests(ctx context.Context, rep string) (map[string]practice.Points, error) {
	rows, err := s.reader.rows(ctx,
		`SELECT scenario, max(total) FROM attempts WHERE rep = ? AND ending <> '' AND parent = '' AND NOT coached GROUP BY scenario`, rep)
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
	number, err := one[int64](s.reader.row(ctx, numberOfAttempt, attempt))
	if errors.Is(err, sql.ErrNoRows) {
		return nil, noAttempt()
	}
	if err != nil {
		return nil, s.readError(err)
	}
	events, err := list(ctx, s.reader, scanEvent, `SELECT body FROM events WHERE attempt = ? AND seq > ? ORDER BY seq`, number, after)
	return events, s.readError(err)
}

// Source returns a scenario's file by its hash.
func (s *Store) Source(ctx context.Context, hash string) (practice.Source, error) {
	var source practice.Source
	err := s.reader.row(ctx, `SELECT hash, name, yaml FROM sources WHERE hash = ?`, hash).Scan(&source.Hash, &source.Name, &source.YAML)
	if errors.Is(err, sql.ErrNoRows) {
		return practice.Source{}, practice.Errorf(practice.CodeNotFound, "The scenario of this attempt is not kept here.")
	}
	return source, s.readError(err)
}

func (s *Store) secret(ctx context.Context, name string) ([]byte, error) {
	value, err := one[[]byte](s.reader.row(ctx, secretOfName, name))
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

// lookupError is readError for one row, which may be missing.
func (s *Store) lookupError(err error, missing func() *practice.Error) error {
	return s.readError(notFound(err, missing))
}

func scanAttempt(row scanner) (practice.Attempt, error) {
	var a practice.Attempt
	var seed int64
	var startedAt string
	err := row.Scan(&a.ID, &a.Rep, &a.Scenario, &a.Title, &a.Hash, &a.Rules, &seed, &a.Palette, &a.Engine,
		&a.Parent, &a.ParentTurn, &a.Before.Usual, &a.Before.Asks, &startedAt,
		&a.Team, &a.Assignment, &a.Official, &a.Coached, &a.Combined, &a.Forgotten, &a.Seq, &a.Turns, &a.Ending, &a.Total)
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
