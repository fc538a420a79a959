package sqlite

import (
	"context"
	"database/sql"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// CreateSession writes a session, and takes those away that are over.
func (s *Store) CreateSession(ctx context.Context, session team.Session) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if _, err := tx.exec(ctx, `DELETE FROM sessions WHERE expires_at <= ?`, stamp(session.CreatedAt)); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `INSERT INTO sessions (token, person, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)`,
			session.Token[:], session.Person, stamp(session.CreatedAt), stamp(session.SeenAt), stamp(session.ExpiresAt))
		return err
	})
}

// Session returns a session that is not over, with its person.
func (s *Store) Session(ctx context.Context, token [32]byte, now time.Time) (team.Session, team.Person, error) {
	session := team.Session{Token: token}
	var person team.Person
	var subject sql.NullString
	err := s.reader.row(ctx, `SELECT sessions.created_at, sessions.seen_at, sessions.expires_at, `+personColumns+`
		FROM sessions JOIN people ON people.id = sessions.person
		WHERE sessions.token = ? AND sessions.expires_at > ?`, token[:], stamp(now)).
		Scan(moment{&session.CreatedAt}, moment{&session.SeenAt}, moment{&session.ExpiresAt},
			&person.ID, &person.Name, &person.Email, &person.Passphrase, &subject, &person.Owner, moment{&person.CreatedAt})
	if err != nil {
		return team.Session{}, team.Person{}, s.lookupError(err, noSession)
	}
	person.Subject, session.Person = subject.String, person.ID
	return session, person, nil
}

// TouchSession notes when a session was last seen.
func (s *Store) TouchSession(ctx context.Context, token [32]byte, seen time.Time) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `UPDATE sessions SET seen_at = ? WHERE token = ?`, stamp(seen), token[:])
		if err != nil {
			return err
		}
		return found(written, noSession)
	})
}

// EndSession takes a session away. One that is not there is over already.
func (s *Store) EndSession(ctx context.Context, token [32]byte) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `DELETE FROM sessions WHERE token = ?`, token[:])
		return err
	})
}

// EndSessions takes the sessions of a person away, except one.
func (s *Store) EndSessions(ctx context.Context, person string, except *[32]byte) error {
	kept := []byte{}
	if except != nil {
		kept = except[:]
	}
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `DELETE FROM sessions WHERE person = ? AND token <> ?`, person, kept)
		return err
	})
}

// CreateGrant writes a one-time link, and takes those away that are over.
func (s *Store) CreateGrant(ctx context.Context, grant team.Grant) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if _, err := tx.exec(ctx, `DELETE FROM grants WHERE expires_at <= ?`, stamp(grant.CreatedAt)); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `INSERT INTO grants (token, kind, person, created_at, expires_at) VALUES (?, ?, nullif(?, ''), ?, ?)`,
			grant.Token[:], grant.Kind, grant.Person, stamp(grant.CreatedAt), stamp(grant.ExpiresAt))
		return err
	})
}

const grantColumns = `kind, coalesce(person, ''), created_at, expires_at`

// Grant looks at a link without using it.
func (s *Store) Grant(ctx context.Context, token [32]byte, now time.Time) (team.Grant, error) {
	grant, err := scanGrant(token, s.reader.row(ctx,
		`SELECT `+grantColumns+` FROM grants WHERE token = ? AND expires_at > ?`, token[:], stamp(now)))
	return grant, s.lookupError(err, noGrant)
}

// UseGrant takes the link away and returns it.
func (s *Store) UseGrant(ctx context.Context, token [32]byte, now time.Time) (team.Grant, error) {
	var grant team.Grant
	err := s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		var err error
		grant, err = scanGrant(token, tx.row(ctx,
			`DELETE FROM grants WHERE token = ? AND expires_at > ? RETURNING `+grantColumns, token[:], stamp(now)))
		return notFound(err, noGrant)
	})
	if err != nil {
		return team.Grant{}, err
	}
	return grant, nil
}

// EndGrants takes the unused links of a kind and a person away.
func (s *Store) EndGrants(ctx context.Context, kind team.GrantKind, person string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `DELETE FROM grants WHERE kind = ? AND person IS nullif(?, '')`, kind, person)
		return err
	})
}

func scanGrant(token [32]byte, row scanner) (team.Grant, error) {
	var grant team.Grant
	if err := row.Scan(&grant.Kind, &grant.Person, moment{&grant.CreatedAt}, moment{&grant.ExpiresAt}); err != nil {
		return team.Grant{}, err
	}
	grant.Token = token
	return grant, nil
}

func noSession() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "You are signed out. Sign in again to go on.")
}

func noGrant() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "This link was used already, or is too old. Ask for a new one.")
}
