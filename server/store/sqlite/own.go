package sqlite

import (
	"context"
	"encoding/json"

	"github.com/askagain/askagain/server/practice"
)

const ownColumns = `id, rep, body`

// deleteOwnSources takes away what was made of a person's own nos. The files hold
// their words, and nobody else's attempt plays them.
var deleteOwnSources = `DELETE FROM sources WHERE name IN (SELECT '` + practice.OwnScenario("") + `' || id FROM own_nos WHERE rep = ?)`

// CreateOwnNo keeps one more of a rep's own nos.
func (s *Store) CreateOwnNo(ctx context.Context, no practice.OwnNo) error {
	body, err := json.Marshal(no)
	if err != nil {
		return err
	}
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		kept, err := one[int](tx.row(ctx, `SELECT count(*) FROM own_nos WHERE rep = ?`, no.Rep))
		if err != nil {
			return err
		}
		if kept >= practice.MaxOwnNos {
			return practice.Errorf(practice.CodeTooMany, "You keep %d nos of your own, which is as many as fit. Delete one first.", kept)
		}
		_, err = tx.exec(ctx, `INSERT INTO own_nos (id, rep, body) VALUES (?, ?, ?)`, no.ID, no.Rep, body)
		if isTaken(err) {
			return practice.Errorf(practice.CodeConflict, "This is kept already. Reload the page.").Because(err)
		}
		return err
	})
}

// SetOwnNo replaces one of a rep's own nos.
func (s *Store) SetOwnNo(ctx context.Context, no practice.OwnNo) error {
	body, err := json.Marshal(no)
	if err != nil {
		return err
	}
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `UPDATE own_nos SET body = ? WHERE id = ? AND rep = ?`, body, no.ID, no.Rep)
		if err != nil {
			return err
		}
		return found(written, noOwnNo)
	})
}

// OwnNo returns one of a rep's own nos.
func (s *Store) OwnNo(ctx context.Context, rep, id string) (practice.OwnNo, error) {
	no, err := scanOwnNo(s.reader.row(ctx, `SELECT `+ownColumns+` FROM own_nos WHERE id = ? AND rep = ?`, id, rep))
	return no, s.lookupError(err, noOwnNo)
}

// OwnNosOf returns a rep's own nos, newest first.
func (s *Store) OwnNosOf(ctx context.Context, rep string) ([]practice.OwnNo, error) {
	nos, err := list(ctx, s.reader, scanOwnNo, `SELECT `+ownColumns+` FROM own_nos WHERE rep = ? ORDER BY number DESC`, rep)
	return nos, s.readError(err)
}

// DeleteOwnNo takes one away, with the rep's attempts at its scenario.
func (s *Store) DeleteOwnNo(ctx context.Context, rep, id, scenario string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `DELETE FROM own_nos WHERE id = ? AND rep = ?`, id, rep)
		if err != nil {
			return err
		}
		if err := found(written, noOwnNo); err != nil {
			return err
		}
		return tx.run(ctx, []any{rep, scenario},
			`DELETE FROM comments WHERE attempt IN (SELECT number FROM attempts WHERE rep = ?1 AND scenario = ?2)`,
			`DELETE FROM events WHERE attempt IN (SELECT number FROM attempts WHERE rep = ?1 AND scenario = ?2)`,
			`DELETE FROM attempts WHERE rep = ?1 AND scenario = ?2`,
			`DELETE FROM sources WHERE name = ?2`)
	})
}

func scanOwnNo(row scanner) (practice.OwnNo, error) {
	var no practice.OwnNo
	var id, rep string
	var body []byte
	if err := row.Scan(&id, &rep, &body); err != nil {
		return no, err
	}
	err := json.Unmarshal(body, &no)
	no.ID, no.Rep = id, rep // a guest's may have become a person's
	return no, err
}

func noOwnNo() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such no of your own. It may have been deleted.")
}
