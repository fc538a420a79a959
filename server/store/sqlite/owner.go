package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// applicationID is "AskA" in ASCII. In the header of a file it tells an Askagain
// database from anybody else's.
const applicationID = 0x41736B41

var errForeign = errors.New("the database belongs to another program")

// querier is a pool or a transaction.
type querier interface {
	QueryRowContext(ctx context.Context, query string, arguments ...any) *sql.Row
}

// isOurs reports whether the database bears our mark. It is errForeign if it
// does not and holds tables all the same; without any it is a new one.
func isOurs(ctx context.Context, database querier) (bool, error) {
	var owner, tables int
	err := database.QueryRowContext(ctx,
		"SELECT application_id, (SELECT count(*) FROM sqlite_schema) FROM pragma_application_id").Scan(&owner, &tables)
	if err != nil {
		return false, err
	}
	if owner != applicationID && tables > 0 {
		return false, errForeign
	}
	return owner == applicationID, nil
}

// checkOwner refuses a database that another program made, before anything at
// all is written to it.
func checkOwner(ctx context.Context, path string, chosen settings) error {
	looking, err := open(path, chosen, nil)
	if err != nil {
		return openError(path, err)
	}
	defer looking.Close()
	if _, err := isOurs(ctx, looking); err != nil {
		return openError(path, err)
	}
	return nil
}

// claim marks a new database as ours. That is its very first transaction, so
// that a start which is cut short leaves nothing that the next one refuses.
func claim(ctx context.Context, writing *sql.DB) error {
	tx, err := writing.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a commit it does nothing
	ours, err := isOurs(ctx, tx)
	if ours || err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
		return err
	}
	return tx.Commit()
}
