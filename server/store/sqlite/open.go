package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

const (
	readers         = 4 // connections that read; a read is short
	defaultLockWait = 5 * time.Second
	retryPause      = 10 * time.Millisecond
	smallestFile    = 512 // bytes: SQLite's smallest page; a shorter file would be taken for an empty database
)

// Option changes how a store is opened.
type Option func(*settings)

type settings struct {
	lockWait time.Duration
	log      *slog.Logger
}

// Log sets where the store tells what it did by itself: that it copied the
// database before a new version changes its schema. The default is nowhere.
func Log(log *slog.Logger) Option {
	return func(s *settings) { s.log = log }
}

// LockWait sets how long a write waits for another process that is writing to
// the same file before it gives up with CodeUnavailable. The default is 5 seconds.
func LockWait(wait time.Duration) Option {
	return func(s *settings) { s.lockWait = wait }
}

// Open opens the database at path, creates it if there is none, and brings its
// schema up to date. Before a new schema changes a database, a copy of it is made
// beside it, such as askagain.db.before-2. What stands in the way is told in one
// sentence for the person who starts the program: CodeStale when the schema is
// newer than this program, CodeInvalid when the path or file can never do,
// CodeUnavailable when it can't be used now. A file that is not ours is left as it was.
func Open(ctx context.Context, path string, options ...Option) (*Store, error) {
	chosen := settings{lockWait: defaultLockWait}
	for _, option := range options {
		option(&chosen)
	}
	if err := prepareFile(path); err != nil {
		return nil, err
	}
	// SQLite does not wait for locks while it changes the journal's mode, as it
	// does in a new file, or recovers a journal.
	for until := time.Now().Add(chosen.lockWait); ; {
		store, err := openOnce(ctx, path, chosen)
		if primary(err) != codes.SQLITE_BUSY || time.Now().After(until) {
			return store, err
		}
		select {
		case <-time.After(retryPause):
		case <-ctx.Done():
			return nil, openError(path, ctx.Err())
		}
	}
}

func openOnce(ctx context.Context, path string, chosen settings) (*Store, error) {
	if err := checkOwner(ctx, path, chosen); err != nil {
		return nil, err
	}
	writing, err := openWriter(ctx, path, chosen)
	if err != nil {
		return nil, err
	}
	reading, err := open(path, chosen, url.Values{"_query_only": {"1"}})
	if err != nil {
		writing.Close()
		return nil, openError(path, err)
	}
	reading.SetMaxOpenConns(readers)
	reading.SetMaxIdleConns(readers)
	store, err := newStore(ctx, path, writing, reading)
	if err != nil {
		reading.Close()
		writing.Close()
		return nil, openError(path, err)
	}
	return store, nil
}

// prepareFile makes sure that there is a file, which its owner alone may read
// because it holds people's words and the key of the cookies. It never opens an
// existing one: closing it again would drop the locks that this process has on it.
func prepareFile(path string) error {
	if path == "" || path == ":memory:" {
		return practice.Errorf(practice.CodeInvalid, "The database needs a file of its own: name one, such as askagain.db.")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return createFile(path)
	case err != nil:
		return openError(path, err)
	case info.IsDir():
		return practice.Errorf(practice.CodeInvalid, "%s is a folder: name a file inside it for the database.", path)
	case !info.Mode().IsRegular() || info.Size() > 0 && info.Size() < smallestFile:
		return notOurs(path)
	}
	return nil
}

func createFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil // somebody else was faster
	}
	if errors.Is(err, fs.ErrNotExist) {
		return practice.Errorf(practice.CodeInvalid,
			"The folder of the database %s does not exist: create it, or choose another place.", path).Because(err)
	}
	if err != nil {
		return openError(path, err)
	}
	return file.Close()
}

// openWriter returns the one connection that writes, with an up-to-date schema,
// having shown that it can write.
func openWriter(ctx context.Context, path string, chosen settings) (*sql.DB, error) {
	writing, err := open(path, chosen, url.Values{
		"_journal_mode": {"WAL"},
		"_synchronous":  {"FULL"},
		"_foreign_keys": {"1"},
		"_txlock":       {"immediate"},
		"_pragma": {
			"fullfsync(1)",            // on macOS a flush reaches the disk only so
			"checkpoint_fullfsync(1)", // likewise
			"journal_size_limit(67108864)",
		},
	})
	if err != nil {
		return nil, openError(path, err)
	}
	writing.SetMaxOpenConns(1)
	upToDate := func(ctx context.Context, db *sql.DB) error { return migrate(ctx, path, db, chosen.log) }
	for _, step := range []func(context.Context, *sql.DB) error{claim, upToDate, tryWriting} {
		if err := step(ctx, writing); err != nil {
			writing.Close()
			return nil, openError(path, err)
		}
	}
	return writing, nil
}

// tryWriting shows that a write would be let through. It has to attempt one:
// SQLite opens a file that it may only read without complaint, and even hands
// out the lock for writing.
func tryWriting(ctx context.Context, writing *sql.DB) error {
	tx, err := writing.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	_, err = tx.ExecContext(ctx, "DELETE FROM secrets WHERE false")
	return err
}

// open returns a pool whose every connection has the settings, since they stand
// in its address.
func open(path string, chosen settings, query url.Values) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	slashed := filepath.ToSlash(absolute)
	if slashed[0] != '/' { // a Windows drive
		slashed = "/" + slashed
	}
	values := url.Values{
		"mode":          {"rw"},
		"_busy_timeout": {strconv.FormatInt(chosen.lockWait.Milliseconds(), 10)},
		"_dqs":          {"0"},
		"_defensive":    {"1"},
	}
	for name, settings := range query {
		values[name] = settings
	}
	address := url.URL{Scheme: "file", Path: slashed, RawQuery: values.Encode()}
	return sql.Open("sqlite", address.String())
}
