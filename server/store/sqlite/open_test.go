package sqlite_test

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

// raw runs a statement on the file past the store.
func raw(t *testing.T, path, statement string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
}

func ask(t *testing.T, path, query string) (answer string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRowContext(t.Context(), query).Scan(&answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func closeStore(t *testing.T, store *sqlite.Store) {
	t.Helper()
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestMigratesToNewest(t *testing.T) {
	entries, err := os.ReadDir("migrations")
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "askagain.db")
	for range 2 { // the second opening finds nothing to do
		closeStore(t, open(t, path))
		version := ask(t, path, "SELECT CAST(max(version_id) AS TEXT) FROM goose_db_version")
		if newest := entries[len(entries)-1].Name(); !strings.HasPrefix(strings.TrimLeft(newest, "0"), version+"_") {
			t.Errorf("the schema is %s, the newest migration %s", version, newest)
		}
	}
	for pragma, want := range map[string]string{"application_id": "1098083137", "journal_mode": "wal"} {
		if got := ask(t, path, "PRAGMA "+pragma); got != want {
			t.Errorf("%s is %s, want %s", pragma, got, want)
		}
	}
}

func TestMigrationsGoForwardOnly(t *testing.T) {
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("there are %d migrations: %v", len(files), err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(text, []byte("-- +goose Up\n")) || bytes.Contains(text, []byte("+goose Down")) {
			t.Errorf("%s must start with \"-- +goose Up\" and have no way down", file)
		}
	}
}

// TestOpenTogether opens a new database several times at once, as two processes
// that start together do. The mark of ours was once written after the first
// table: whoever came in between took the file for another program's.
func TestOpenTogether(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "askagain.db")
		var all sync.WaitGroup
		for range 6 {
			all.Go(func() {
				store, err := sqlite.Open(t.Context(), path)
				if err != nil {
					t.Errorf("%v (%v)", err, errors.Unwrap(err))
					return
				}
				if err := store.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
}

// TestInterruptedStart continues where a first start was killed.
func TestInterruptedStart(t *testing.T) {
	mark := "PRAGMA application_id = 1098083137;"
	for name, left := range map[string]string{
		"after the file was created": "",
		"after it was marked":        mark,
		"after the table of versions": mark + `CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT,
			version_id INTEGER NOT NULL, is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
			INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`,
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, filepath.Join(t.TempDir(), "askagain.db"), nil)
			raw(t, path, left)
			store := open(t, path)
			defer closeStore(t, store)
			begin(t, store, "a")
			wantLog(t, store, "a", 1)
		})
	}
}

func TestOldDatabaseIsKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a folder?with=odd#signs%20", "askagain ü.db")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	store := open(t, path)
	begin(t, store, "a")
	closeStore(t, store)
	files, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(files) != 1 {
		t.Errorf("a closed store is one file, there are %d: %v", len(files), err)
	}
	if info, err := os.Stat(path); err != nil || runtime.GOOS != "windows" && info.Mode().Perm() != 0o600 {
		t.Errorf("the database is readable by others: %v %v", info.Mode(), err)
	}
	store = open(t, path)
	defer closeStore(t, store)
	wantLog(t, store, "a", 1)
}

func TestOpenRefuses(t *testing.T) {
	cases := []struct {
		name    string
		prepare func(t *testing.T, path string) string // returns the path to open
		code    practice.Code
		says    string
	}{
		{"no name", func(*testing.T, string) string { return "" }, practice.CodeInvalid, "needs a file"},
		{"memory", func(*testing.T, string) string { return ":memory:" }, practice.CodeInvalid, "needs a file"},
		{"a folder", func(_ *testing.T, path string) string { return filepath.Dir(path) }, practice.CodeInvalid, "is a folder"},
		{"a missing folder", func(_ *testing.T, path string) string { return filepath.Join(path, "x", "y.db") }, practice.CodeInvalid, "create it"},
		{"a file as folder", func(t *testing.T, path string) string {
			write(t, path, []byte("hello"))
			return filepath.Join(path, "y.db")
		}, practice.CodeUnavailable, "could not be opened"},
		{"a short text", func(t *testing.T, path string) string { return write(t, path, []byte("my notes")) }, practice.CodeInvalid, "not an Askagain database"},
		{"a long text", func(t *testing.T, path string) string {
			return write(t, path, bytes.Repeat([]byte("my notes\n"), 1000))
		}, practice.CodeInvalid, "not an Askagain database"},
		{"another program's database", func(t *testing.T, path string) string {
			raw(t, path, "CREATE TABLE songs (title TEXT); PRAGMA application_id = 7")
			return path
		}, practice.CodeInvalid, "not an Askagain database"},
		{"an unmarked database", func(t *testing.T, path string) string {
			raw(t, path, "CREATE TABLE attempts (id TEXT)")
			return path
		}, practice.CodeInvalid, "not an Askagain database"},
		{"a newer schema", func(t *testing.T, path string) string {
			closeStore(t, open(t, path))
			raw(t, path, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9000, 1)")
			return path
		}, practice.CodeStale, "newer Askagain"},
		{"a damaged file", func(t *testing.T, path string) string {
			closeStore(t, open(t, path))
			whole, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return write(t, path, append(whole[:100], bytes.Repeat([]byte{0xa5}, len(whole)-100)...))
		}, practice.CodeInvalid, "damaged"},
		{"a truncated file", func(t *testing.T, path string) string {
			closeStore(t, open(t, path))
			return path + cut(t, path, 6000)
		}, practice.CodeInvalid, "damaged"},
	}
	for _, each := range cases {
		t.Run(each.name, func(t *testing.T) {
			path := each.prepare(t, filepath.Join(t.TempDir(), "some.db"))
			before, _ := os.ReadFile(path)
			store, err := sqlite.Open(t.Context(), path)
			if err == nil {
				store.Close()
			}
			wantSentence(t, err, each.code, each.says)
			if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
				t.Error("the file was changed")
			}
		})
	}
}

func TestOpenCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "askagain.db"))
	wantSentence(t, err, practice.CodeUnavailable, "")
}

// TestLockedByAnother holds the lock for writing as another process would:
// reads go on, writes and openings say so, and all is well afterwards.
func TestLockedByAnother(t *testing.T) {
	path := filepath.Join(t.TempDir(), "askagain.db")
	soon := sqlite.LockWait(time.Millisecond)
	store, err := sqlite.Open(t.Context(), path, soon)
	if err != nil {
		t.Fatal(err)
	}
	defer closeStore(t, store)
	begin(t, store, "a")
	other, err := sql.Open("sqlite", path+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	holding, err := other.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	wantSentence(t, store.Append(t.Context(), "a", wholeTurn("a", 1)), practice.CodeUnavailable, "try again")
	wantLog(t, store, "a", 1)
	_, err = sqlite.Open(t.Context(), path, soon)
	wantSentence(t, err, practice.CodeUnavailable, "in use by another program")
	if err := holding.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := store.Append(t.Context(), "a", wholeTurn("a", 1)); err != nil {
		t.Error(err)
	}
	wantLog(t, store, "a", 4)
}

// wantSentence checks the error's code, and that it is one sentence that says
// what is expected.
func wantSentence(t *testing.T, err error, code practice.Code, says string) {
	t.Helper()
	if practice.CodeOf(err) != code {
		t.Fatalf("the error is %v (code %q), want code %q", err, practice.CodeOf(err), code)
	}
	message := err.Error()
	if !strings.Contains(message, says) || !strings.HasSuffix(message, ".") || strings.Contains(message, "\n") || strings.Contains(message, "SQLITE") {
		t.Errorf("the error says %q, want a sentence with %q", message, says)
	}
}

func write(t *testing.T, path string, content []byte) string {
	t.Helper()
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// cut truncates the file and returns nothing to add to its path.
func cut(t *testing.T, path string, size int64) string {
	t.Helper()
	if err := os.Truncate(path, size); err != nil {
		t.Fatal(err)
	}
	return ""
}
