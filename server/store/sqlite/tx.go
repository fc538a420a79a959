package sqlite

import (
	"context"
	"database/sql"
	"errors"
)

// tx is a transaction of the writer with the statements bound to it.
type tx struct {
	*sql.Tx
	statements statements
}

// apart runs work so that its failure leaves the rest of the transaction as it
// was. It reports lost when the transaction itself is gone: SQLite rolls back
// the whole of it when, say, the disk is full, and what ran afterwards would
// then commit by itself.
func (t *tx) apart(ctx context.Context, work func(context.Context, *tx) error) (lost bool, err error) {
	if _, err := t.statements.savepoint.ExecContext(ctx); err != nil {
		return true, err
	}
	failed := work(ctx, t)
	if failed != nil {
		if _, err := t.statements.undo.ExecContext(ctx); err != nil {
			return true, errors.Join(failed, err)
		}
	}
	if _, err := t.statements.release.ExecContext(ctx); err != nil {
		return true, errors.Join(failed, err)
	}
	return false, failed
}

// statements are what the writer says to the database.
type statements struct {
	savepoint, undo, release *sql.Stmt
	keepSource               *sql.Stmt
	createAttempt            *sql.Stmt
	sumUp                    *sql.Stmt
	logEnd                   *sql.Stmt
	addEvent                 *sql.Stmt
	keepSecret, readSecret   *sql.Stmt
}

// all pairs every statement with its text, so that none is forgotten.
func (s *statements) all() map[**sql.Stmt]string {
	return map[**sql.Stmt]string{
		&s.savepoint: `SAVEPOINT one`,
		&s.undo:      `ROLLBACK TO one`,
		&s.release:   `RELEASE one`,
		&s.keepSource: `
			INSERT INTO sources (hash, name, yaml) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		&s.createAttempt: `
			INSERT INTO attempts (id, rep, scenario, title, hash, rules, seed, palette, engine,
				parent, parent_turn, usual, asks, started_at, seq, turns, ending, total)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT DO NOTHING
			RETURNING number`,
		&s.sumUp: `
			UPDATE attempts SET seq = ?, turns = max(turns, ?),
				ending = coalesce(nullif(?, ''), ending), total = coalesce(?, total)
			WHERE id = ? AND seq = ?
			RETURNING number`,
		&s.logEnd: `SELECT seq FROM attempts WHERE id = ?`,
		&s.addEvent: `
			INSERT INTO events (attempt, seq, turn_id, body) VALUES (?, ?, ?, ?)`,
		&s.keepSecret: `
			INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING`,
		&s.readSecret: `SELECT value FROM secrets WHERE name = ?`,
	}
}

func prepareStatements(ctx context.Context, db *sql.DB) (statements, error) {
	var prepared statements
	for place, text := range prepared.all() {
		statement, err := db.PrepareContext(ctx, text)
		if err != nil {
			return statements{}, err
		}
		*place = statement
	}
	return prepared, nil
}

// in returns the statements bound to the transaction.
func (s statements) in(ctx context.Context, begun *sql.Tx) statements {
	for place := range s.all() {
		*place = begun.StmtContext(ctx, *place)
	}
	return s
}
