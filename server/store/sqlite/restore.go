package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

// restoreWait is how long Restore waits for others to leave the database.
const restoreWait = time.Second

// Restore puts a copy of a backup in the place of the database, in one step, and
// returns under which name the database that was there is kept ("" if there was
// none). The backup stays as it is. What stands in the way is told in a sentence:
// CodeInvalid when the backup is none, or damaged, CodeStale when a newer program
// wrote it, CodeUnavailable when some process has the database open.
func Restore(ctx context.Context, backup, database string) (kept string, err error) {
	if err := checkBackup(ctx, backup, database); err != nil {
		return "", err
	}
	release, err := takeAlone(ctx, database)
	if err != nil {
		return "", err
	}
	defer release()
	part, err := partOf(database)
	if err != nil {
		return "", openError(database, err)
	}
	defer os.Remove(part) // once it has become the database there is none
	from, err := openBackup(backup)
	if err != nil {
		return "", openError(backup, err)
	}
	defer from.Close()
	if err := copyInto(ctx, from, part); err != nil {
		return "", openError(database, err)
	}
	kept, err = replace(part, database)
	if err != nil {
		return "", openError(database, err)
	}
	return kept, nil
}

// openBackup leaves no file beside the backup, unless somebody copied a database
// with the log that belongs to it.
func openBackup(path string) (*sql.DB, error) {
	values := url.Values{"mode": {"ro"}}
	if _, err := os.Lstat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		values.Set("immutable", "1")
	}
	return open(path, settings{lockWait: restoreWait}, values)
}

// checkBackup refuses whatever is not a whole database of ours.
func checkBackup(ctx context.Context, backup, database string) error {
	info, err := os.Stat(backup)
	if errors.Is(err, fs.ErrNotExist) {
		return practice.Errorf(practice.CodeInvalid, "There is no backup %s: check its name.", backup).Because(err)
	}
	if err != nil {
		return openError(backup, err)
	}
	if !info.Mode().IsRegular() || info.Size() < smallestFile {
		return notOurs(backup)
	}
	if current, err := os.Stat(database); err == nil && os.SameFile(info, current) {
		return practice.Errorf(practice.CodeInvalid, "%s is the database itself: name a backup to restore.", backup)
	}
	from, err := openBackup(backup)
	if err != nil {
		return openError(backup, err)
	}
	defer from.Close()
	ours, err := isOurs(ctx, from)
	if err != nil {
		return openError(backup, err)
	}
	if !ours {
		return notOurs(backup)
	}
	if err := checkSchema(ctx, from); err != nil {
		return err
	}
	return checkIntegrity(ctx, from, backup)
}

func checkSchema(ctx context.Context, from *sql.DB) error {
	newest, err := newestSchema()
	if err != nil {
		return err
	}
	var current int64
	if err := from.QueryRowContext(ctx, "SELECT max(version_id) FROM goose_db_version WHERE is_applied").Scan(&current); err != nil {
		return practice.Errorf(practice.CodeInvalid, "The backup holds no schema: choose another one.").Because(err)
	}
	if current > newest {
		return tooNew(current, newest)
	}
	return nil
}

func checkIntegrity(ctx context.Context, from *sql.DB, backup string) error {
	var found string
	err := from.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&found)
	if err == nil && found == "ok" {
		return nil
	}
	if err == nil {
		err = errors.New(found)
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return cancelled(err)
	}
	return practice.Errorf(practice.CodeInvalid, "The backup %s is damaged: choose another one.", backup).Because(err)
}

// takeAlone makes sure that nobody has the database open, and keeps everybody
// out until it is released. A process that has it open holds a lock for as long,
// idle or not, since the database is in WAL mode; only without any such lock can
// the mode be changed. There may be no database, and then there is nothing to take.
func takeAlone(ctx context.Context, path string) (release func(), err error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0 {
		return func() {}, nil
	}
	if err != nil {
		return nil, openError(path, err)
	}
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	if err := checkOwner(ctx, path, settings{lockWait: restoreWait}); err != nil {
		return nil, err
	}
	pool, err := open(path, settings{lockWait: restoreWait}, nil)
	if err != nil {
		return nil, openError(path, err)
	}
	pool.SetMaxOpenConns(1)
	conn, err := pool.Conn(ctx)
	if err != nil {
		pool.Close()
		return nil, openError(path, err)
	}
	release = func() {
		conn.Close()
		pool.Close()
	}
	var mode string
	err = conn.QueryRowContext(ctx, "PRAGMA journal_mode = DELETE").Scan(&mode)
	if err == nil {
		_, err = conn.ExecContext(ctx, "BEGIN EXCLUSIVE")
	}
	if err == nil && mode == "delete" {
		return release, nil
	}
	release()
	if err == nil || primary(err) == codes.SQLITE_BUSY {
		return nil, practice.Errorf(practice.CodeUnavailable,
			"The database %s is in use: stop the Askagain that runs with it, then restore again.", path).Because(err)
	}
	return nil, openError(path, err)
}

// replace puts part in the database's place and keeps what was there.
func replace(part, database string) (kept string, err error) {
	for _, left := range []string{"-wal", "-shm", "-journal"} { // of a database that is gone: they would spoil the new one
		if _, err := os.Lstat(database + left); err == nil {
			if _, err := beside(database, ".before-restore"+left, func(name string) error { return moveAway(database+left, name) }); err != nil {
				return "", err
			}
		}
	}
	if _, err := os.Lstat(database); err == nil {
		kept, err = beside(database, ".before-restore", func(name string) error { return keepAlso(database, name) })
		if err != nil {
			return "", err
		}
	}
	if err := os.Rename(part, database); err != nil {
		return "", err
	}
	return kept, flush(filepath.Dir(database))
}

// keepAlso gives a file a second name, so that the first one is never without a
// file. Where there is no such thing it moves the file.
func keepAlso(path, name string) error {
	err := os.Link(path, name)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	return moveAway(path, name)
}

func moveAway(path, name string) error {
	if _, err := os.Lstat(name); err == nil {
		return fs.ErrExist
	}
	return os.Rename(path, name)
}
