package sqlite

import (
	"context"
	"encoding/json"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const assignmentColumns = `id, team, scenario, title, people, attempts, pass_mark, palette, combined, seed, note, author, due_at, created_at, closed_at`

// CreateAssignment writes an assignment.
func (s *Store) CreateAssignment(ctx context.Context, a team.Assignment) error {
	people, err := json.Marshal(a.People)
	if err != nil {
		return practice.AsError(err)
	}
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `INSERT INTO assignments (`+assignmentColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			a.ID, a.Team, a.Scenario, a.Title, string(people), a.Attempts, a.PassMark, a.Palette, a.Combined, int64(a.Seed), a.Note, a.By,
			stampOrNull(a.DueAt), stamp(a.CreatedAt), stampOrNull(a.ClosedAt))
		return err
	})
}

// Assignment returns one assignment of a team.
func (s *Store) Assignment(ctx context.Context, of, id string) (team.Assignment, error) {
	assignment, err := scanAssignment(s.reader.row(ctx, `SELECT `+assignmentColumns+` FROM assignments WHERE team = ? AND id = ?`, of, id))
	return assignment, s.lookupError(err, noAssignment)
}

// Assignments returns those of a team, newest first.
func (s *Store) Assignments(ctx context.Context, of string) ([]team.Assignment, error) {
	assignments, err := list(ctx, s.reader, scanAssignment,
		`SELECT `+assignmentColumns+` FROM assignments WHERE team = ? ORDER BY created_at DESC, id`, of)
	return assignments, s.readError(err)
}

// UpdateAssignment writes people, attempts, pass mark, note, due and closed.
func (s *Store) UpdateAssignment(ctx context.Context, a team.Assignment) error {
	people, err := json.Marshal(a.People)
	if err != nil {
		return practice.AsError(err)
	}
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `UPDATE assignments SET people = ?, attempts = ?, pass_mark = ?, note = ?, due_at = ?, closed_at = ?
			WHERE team = ? AND id = ?`,
			string(people), a.Attempts, a.PassMark, a.Note, stampOrNull(a.DueAt), stampOrNull(a.ClosedAt), a.Team, a.ID)
		if err != nil {
			return err
		}
		return found(written, noAssignment)
	})
}

// checkOfficial holds official attempts to the number that their assignment
// gives each person, since two tabs may begin the last one at the same time.
func checkOfficial(ctx context.Context, tx *tx, attempt practice.Attempt) error {
	if !attempt.Official {
		return nil
	}
	given, err := one[int](tx.row(ctx, `SELECT attempts FROM assignments WHERE team = ? AND id = ?`, attempt.Team, attempt.Assignment))
	if err != nil {
		return notFound(err, noAssignment)
	}
	begun, err := one[int](tx.row(ctx, `SELECT count(*) FROM attempts
		WHERE assignment = ? AND assignment <> '' AND rep = ? AND official`, attempt.Assignment, attempt.Rep))
	if err != nil {
		return err
	}
	if begun >= given {
		return practice.Errorf(practice.CodeConflict, "All your official attempts of this assignment are begun. Practice goes on without counting.")
	}
	return nil
}

// Progress returns that of everybody who has begun, by assignment and person.
func (s *Store) Progress(ctx context.Context, of, person string) ([]team.Progress, error) {
	progress, err := list(ctx, s.reader, scanProgress, `SELECT attempts.assignment, attempts.rep, count(*), sum(attempts.ending <> ''),
			max(iif(attempts.ending <> '', attempts.total, 0)), max(max(attempts.started_at, attempts.ended_at))
		FROM assignments CROSS JOIN attempts ON attempts.assignment = assignments.id
		WHERE assignments.team = ?1 AND attempts.assignment <> '' AND attempts.official AND (?2 = '' OR attempts.rep = ?2)
		GROUP BY attempts.assignment, attempts.rep
		ORDER BY attempts.assignment, attempts.rep`, of, person)
	return progress, s.readError(err)
}

// TeamAttempts returns the attempts of a team since a moment, newest first.
func (s *Store) TeamAttempts(ctx context.Context, of, person string, since time.Time, limit int) ([]practice.Attempt, error) {
	text := `SELECT ` + attemptColumns + ` FROM attempts
		WHERE team = ?1 AND team <> '' AND ?2 = '' AND started_at >= ?3 ORDER BY started_at DESC, number DESC LIMIT ?4`
	if person != "" {
		text = `SELECT ` + attemptColumns + ` FROM attempts
		WHERE +team = ?1 AND rep = ?2 AND started_at >= ?3 ORDER BY started_at DESC, number DESC LIMIT ?4`
	}
	attempts, err := list(ctx, s.reader, scanAttempt, text, of, person, stamp(since), max(limit, 0))
	return attempts, s.readError(err)
}

func scanAssignment(row scanner) (team.Assignment, error) {
	var a team.Assignment
	var people string
	var seed int64
	err := row.Scan(&a.ID, &a.Team, &a.Scenario, &a.Title, &people, &a.Attempts, &a.PassMark, &a.Palette, &a.Combined, &seed, &a.Note, &a.By,
		momentOrNull{&a.DueAt}, moment{&a.CreatedAt}, momentOrNull{&a.ClosedAt})
	if err != nil {
		return team.Assignment{}, err
	}
	a.Seed = uint64(seed)
	return a, json.Unmarshal([]byte(people), &a.People)
}

func scanProgress(row scanner) (team.Progress, error) {
	var p team.Progress
	err := row.Scan(&p.Assignment, &p.Person, &p.Begun, &p.Finished, &p.Best, momentOrNull{&p.LastAt})
	return p, err
}

func noAssignment() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such assignment in the team.")
}
