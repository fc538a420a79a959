package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const personColumns = `people.id, people.name, people.email, people.passphrase, people.subject, people.owner, people.created_at`

// CreatePerson writes a new account.
func (s *Store) CreatePerson(ctx context.Context, person team.Person) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `INSERT INTO people (id, name, email, email_key, passphrase, subject, owner, created_at)
			VALUES (?, ?, ?, nullif(?, ''), ?, nullif(?, ''), ?, ?)`,
			person.ID, person.Name, person.Email, emailKey(person), person.Passphrase, person.Subject, person.Owner, stamp(person.CreatedAt))
		return accountTaken(err)
	})
}

// UpdatePerson writes name, email, passphrase, subject and owner.
func (s *Store) UpdatePerson(ctx context.Context, person team.Person) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `UPDATE people SET name = ?, email = ?, email_key = nullif(?, ''),
				passphrase = ?, subject = nullif(?, ''), owner = ?
			WHERE id = ?`,
			person.Name, person.Email, emailKey(person), person.Passphrase, person.Subject, person.Owner, person.ID)
		if err != nil {
			return accountTaken(err)
		}
		return found(written, noPerson)
	})
}

// emailKey is "" for somebody without an email: of those there may be many.
func emailKey(person team.Person) string {
	if person.Email == "" {
		return ""
	}
	return team.EmailKey(person.Email)
}

// Person returns the account of that id.
func (s *Store) Person(ctx context.Context, id string) (team.Person, error) {
	return s.person(ctx, `SELECT `+personColumns+` FROM people WHERE id = ?`, id)
}

// PersonByEmail returns the account with that email, in any spelling.
func (s *Store) PersonByEmail(ctx context.Context, email string) (team.Person, error) {
	return s.person(ctx, `SELECT `+personColumns+` FROM people WHERE email_key = ?`, team.EmailKey(email))
}

// PersonBySubject returns the account of somebody at an OpenID provider.
func (s *Store) PersonBySubject(ctx context.Context, subject string) (team.Person, error) {
	return s.person(ctx, `SELECT `+personColumns+` FROM people WHERE subject = ?`, subject)
}

func (s *Store) person(ctx context.Context, text, argument string) (team.Person, error) {
	person, err := scanPerson(s.reader.row(ctx, text, argument))
	return person, s.lookupError(err, noPerson)
}

// Owners counts the owners of the server.
func (s *Store) Owners(ctx context.Context) (int, error) {
	owners, err := one[int](s.reader.row(ctx, `SELECT count(*) FROM people WHERE owner`))
	return owners, s.readError(err)
}

// Claim makes the attempts, drills, own nos and model usage of a guest the person's. What belongs to an account
// already is nobody's to claim.
func (s *Store) Claim(ctx context.Context, guest, person string) (int, error) {
	var claimed int64
	err := s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if _, err := one[int](tx.row(ctx, `SELECT 1 FROM people WHERE id = ?`, person)); err != nil {
			return notFound(err, noPerson)
		}
		var err error
		claimed, err = tx.exec(ctx, `UPDATE attempts SET rep = ?2
			WHERE rep = ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)`, guest, person)
		if err != nil {
			return err
		}
		if err := claimUsage(ctx, tx, guest, person); err != nil {
			return err
		}
		if err := claimDrills(ctx, tx, guest, person); err != nil {
			return err
		}
		return tx.run(ctx, []any{guest, person},
			`UPDATE own_nos SET rep = ?2 WHERE rep = ?1 AND NOT EXISTS (SELECT 1 FROM people WHERE id = ?1)`)
	})
	if err != nil {
		return 0, err
	}
	return int(claimed), nil
}

func scanPerson(row scanner) (team.Person, error) {
	var person team.Person
	var subject sql.NullString
	err := row.Scan(&person.ID, &person.Name, &person.Email, &person.Passphrase, &subject, &person.Owner, moment{&person.CreatedAt})
	person.Subject = subject.String
	return person, err
}

func accountTaken(err error) error {
	if isTaken(err) {
		return practice.Errorf(practice.CodeConflict,
			"There is an account with this email or sign-in already: sign in with it, or take another.").Because(err)
	}
	return err
}

func noPerson() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such account.")
}

// found is missing if nothing was written.
func found(written int64, missing func() *practice.Error) error {
	if written == 0 {
		return missing()
	}
	return nil
}

// notFound is missing if there was no row.
func notFound(err error, missing func() *practice.Error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return missing()
	}
	return err
}
