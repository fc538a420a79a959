package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"io/fs"

	"github.com/pressly/goose/v3"

	"github.com/askagain/askagain/server/practice"
)

// Migrations only go forward, and one that was released never changes.
//
//go:embed migrations/*.sql
var migrations embed.FS

// rounds bounds how often a migration is tried again because another process
// was migrating the same file at the same time.
const rounds = 3

func migrate(ctx context.Context, db *sql.DB) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, folder,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	var failed error
	for range rounds {
		done, err := migrateOnce(ctx, provider)
		if done {
			return err
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// migrateOnce reports whether there is nothing left to try.
func migrateOnce(ctx context.Context, provider *goose.Provider) (done bool, err error) {
	current, newest, err := provider.GetVersions(ctx)
	if err != nil {
		return ctx.Err() != nil, err
	}
	if current > newest {
		return true, practice.Errorf(practice.CodeStale,
			"The database was written by a newer Askagain (schema %d, this one knows up to %d): start the newer version, or choose another database.", current, newest)
	}
	if current == newest {
		return true, nil
	}
	_, err = provider.Up(ctx)
	return err == nil, err
}
