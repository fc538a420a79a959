package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path"

	"github.com/pressly/goose/v3"

	"github.com/askagain/askagain/server/practice"
)

// Migrations only go forward, and one that was released never changes.
//
//go:embed migrations/*.sql
var migrations embed.FS

// migration brings the schema of one database up to date.
type migration struct {
	path string
	db   *sql.DB
	log  *slog.Logger // may be nil
	*goose.Provider
	copied bool // this time
}

func migrate(ctx context.Context, path string, db *sql.DB, log *slog.Logger) error {
	folder, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, folder,
		goose.WithDisableGlobalRegistry(true), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return err
	}
	migration := migration{path: path, db: db, log: log, Provider: provider}
	// A round fails when another process, migrating the same file at the same time,
	// was quicker with one migration: so there are no more of them than migrations,
	// and one for luck.
	var failed error
	for range len(provider.ListSources()) + 1 {
		done, err := migration.once(ctx)
		if done {
			return err
		}
		failed = errors.Join(failed, err)
	}
	return failed
}

// once reports whether there is nothing left to try.
func (m *migration) once(ctx context.Context) (done bool, err error) {
	current, newest, err := m.GetVersions(ctx)
	if err != nil {
		return ctx.Err() != nil, err
	}
	if current > newest {
		return true, tooNew(current, newest)
	}
	if current == newest {
		return true, nil
	}
	if current > 0 && !m.copied {
		if err := m.copyBefore(ctx, newest); err != nil {
			return true, err
		}
		m.copied = true
	}
	_, err = m.Up(ctx)
	return err == nil, err
}

// copyBefore keeps a copy of a database that is about to change, since there is
// no way back.
func (m *migration) copyBefore(ctx context.Context, version int64) error {
	name, err := copyBeside(ctx, m.db, m.path, fmt.Sprintf(".before-%d", version))
	if err != nil {
		if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
			return cancelled(err)
		}
		return practice.Errorf(practice.CodeUnavailable,
			"The database %s could not be copied before this version changes it: make room beside it and start again.", m.path).Because(err)
	}
	if m.log != nil {
		m.log.WarnContext(ctx, "The database was copied before its schema changes.", "database", m.path, "copy", name, "schema", version)
	}
	return nil
}

func tooNew(current, newest int64) error {
	return practice.Errorf(practice.CodeStale,
		"The database was written by a newer Askagain (schema %d, this one knows up to %d): start the newer version, or choose another database.", current, newest)
}

// newestSchema is the newest version that this program knows.
func newestSchema() (int64, error) {
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return 0, err
	}
	var newest int64
	for _, file := range files {
		version, err := goose.NumericComponent(path.Base(file))
		if err != nil {
			return 0, err
		}
		newest = max(newest, version)
	}
	return newest, nil
}
