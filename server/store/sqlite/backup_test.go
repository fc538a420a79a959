package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

// TestBackupWhileWriting copies a database that is written to all the time: every
// copy holds what was acknowledged before it, in whole turns.
func TestBackupWhileWriting(t *testing.T) {
	const attempts, backups = 4, 3
	folder := t.TempDir()
	store := open(t, filepath.Join(folder, "askagain.db"))
	defer closeStore(t, store)
	acknowledged := make([]int64, attempts)
	var mu sync.Mutex
	stop := make(chan struct{})
	var writing sync.WaitGroup
	for number := range attempts {
		id := fmt.Sprint(number)
		begin(t, store, id)
		writing.Go(func() {
			for turn := 1; ; turn++ {
				select {
				case <-stop:
					return
				default:
				}
				if err := store.Append(t.Context(), id, wholeTurn(id, turn)); err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				acknowledged[number] = int64(3*turn + 1)
				mu.Unlock()
			}
		})
	}
	for number := range backups {
		mu.Lock()
		before := append([]int64(nil), acknowledged...)
		mu.Unlock()
		path := filepath.Join(folder, fmt.Sprintf("backup %d", number))
		if err := store.Backup(t.Context(), path); err != nil {
			t.Fatal(err)
		}
		if found := ask(t, path, "PRAGMA integrity_check"); found != "ok" {
			t.Fatalf("backup %d: %s", number, found)
		}
		copied := open(t, path)
		for i, least := range before {
			wantLog(t, copied, fmt.Sprint(i), least)
		}
		closeStore(t, copied)
	}
	close(stop)
	writing.Wait()
}

func TestBackupRefuses(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "askagain.db")
	store := open(t, path)
	begin(t, store, "a")
	taken := write(t, filepath.Join(folder, "taken"), []byte("x"))
	for name, code := range map[string]practice.Code{
		taken:                                practice.CodeConflict,
		path:                                 practice.CodeConflict,
		folder:                               practice.CodeConflict,
		filepath.Join(folder, "none", "x"):   practice.CodeInvalid,
		filepath.Join(taken, "in", "a file"): practice.CodeUnavailable,
	} {
		wantSentence(t, store.Backup(t.Context(), name), code, name)
	}
	if kept, err := os.ReadFile(taken); err != nil || string(kept) != "x" {
		t.Errorf("the file that was there is now %q, %v", kept, err)
	}
	good := filepath.Join(folder, "good")
	if err := store.Backup(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(good); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the backup is readable by others: %v %v", info.Mode(), err)
	}
	closeStore(t, store)
	wantSentence(t, store.Backup(t.Context(), filepath.Join(folder, "late")), practice.CodeUnavailable, "shutting down")
	wantFiles(t, folder, "askagain.db", "good", "taken")
}

// backedUp makes a database with one attempt, and a backup without the turn that
// was said since.
func backedUp(t *testing.T) (path, backup string) {
	t.Helper()
	folder := t.TempDir()
	path, backup = filepath.Join(folder, "askagain.db"), filepath.Join(folder, "saved")
	store := open(t, path)
	begin(t, store, "a")
	if err := store.Backup(t.Context(), backup); err != nil {
		t.Fatal(err)
	}
	if err := store.Append(t.Context(), "a", wholeTurn("a", 1)); err != nil {
		t.Fatal(err)
	}
	closeStore(t, store)
	return path, backup
}

func wantEvents(t *testing.T, path string, events int64) {
	t.Helper()
	store := open(t, path)
	defer closeStore(t, store)
	wantLog(t, store, "a", events)
	if log, err := store.Events(t.Context(), "a", events); err != nil || len(log) > 0 {
		t.Errorf("%d events more, %v", len(log), err)
	}
}

func TestRestore(t *testing.T) {
	path, backup := backedUp(t)
	for _, want := range []string{path + ".before-restore", path + ".before-restore.1"} {
		kept, err := sqlite.Restore(t.Context(), backup, path)
		if err != nil || kept != want {
			t.Fatalf("kept as %q, %v", kept, err)
		}
		wantEvents(t, path, 1)
	}
	wantEvents(t, path+".before-restore", 4)
	wantEvents(t, backup, 1)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	write(t, path+"-wal", []byte("what a lost database left")) // must not be taken for the new one's
	if kept, err := sqlite.Restore(t.Context(), backup, path); err != nil || kept != "" {
		t.Fatalf("kept as %q, %v", kept, err)
	}
	wantEvents(t, path, 1)
	wantFiles(t, filepath.Dir(path), "askagain.db", "askagain.db.before-restore", "askagain.db.before-restore-wal", "askagain.db.before-restore.1", "saved")
}

// TestRestoreMigrates restores what an older version wrote: it is brought up to
// date when it is opened.
func TestRestoreMigrates(t *testing.T) {
	folder := t.TempDir()
	path, backup := filepath.Join(folder, "askagain.db"), filepath.Join(folder, "old")
	firstSchema(t, backup)
	if _, err := sqlite.Restore(t.Context(), backup, path); err != nil {
		t.Fatal(err)
	}
	store := open(t, path)
	defer closeStore(t, store)
	if attempt, err := store.Attempt(t.Context(), "a"); err != nil || attempt.Rep != "ada" {
		t.Errorf("the attempt is %+v, %v", attempt, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	cases := []struct {
		name  string
		spoil func(t *testing.T, path, backup string) (newPath, newBackup string)
		code  practice.Code
		says  string
	}{
		{"a backup that is not there", func(t *testing.T, path, backup string) (string, string) { return path, backup + "x" }, practice.CodeInvalid, "no backup"},
		{"the database itself", func(t *testing.T, path, _ string) (string, string) { return path, path }, practice.CodeInvalid, "the database itself"},
		{"a folder as backup", func(t *testing.T, path, _ string) (string, string) { return path, filepath.Dir(path) }, practice.CodeInvalid, "not an Askagain database"},
		{"an empty backup", func(t *testing.T, path, backup string) (string, string) { return path, write(t, backup, nil) }, practice.CodeInvalid, "not an Askagain database"},
		{"a text as backup", func(t *testing.T, path, backup string) (string, string) {
			return path, write(t, backup, make([]byte, 4096))
		}, practice.CodeInvalid, "not an Askagain database"},
		{"another program's backup", func(t *testing.T, path, backup string) (string, string) {
			other := backup + "2"
			raw(t, other, "CREATE TABLE songs (title TEXT)")
			return path, other
		}, practice.CodeInvalid, "not an Askagain database"},
		{"a newer backup", func(t *testing.T, path, backup string) (string, string) {
			raw(t, backup, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9000, 1)")
			return path, backup
		}, practice.CodeStale, "newer Askagain"},
		{"a damaged backup", func(t *testing.T, path, backup string) (string, string) {
			raw(t, backup, "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'secrets'")
			return path, backup
		}, practice.CodeInvalid, "damaged"},
		{"over another program's file", func(t *testing.T, path, backup string) (string, string) {
			return write(t, path+"2", []byte("my notes")), backup
		}, practice.CodeInvalid, "not an Askagain database"},
		{"over another program's database", func(t *testing.T, path, backup string) (string, string) {
			raw(t, path+"2", "CREATE TABLE songs (title TEXT)")
			return path + "2", backup
		}, practice.CodeInvalid, "not an Askagain database"},
	}
	for _, each := range cases {
		t.Run(each.name, func(t *testing.T) {
			path, backup := backedUp(t)
			database, from := each.spoil(t, path, backup)
			before, _ := os.ReadFile(database)
			kept, err := sqlite.Restore(t.Context(), from, database)
			wantSentence(t, err, each.code, each.says)
			if after, _ := os.ReadFile(database); string(after) != string(before) || kept != "" {
				t.Errorf("the database was changed, or kept as %q", kept)
			}
		})
	}
}

// TestRestoreInUse keeps its hands off a database that a process has open, be it
// this one or another, busy or idle.
func TestRestoreInUse(t *testing.T) {
	path, backup := backedUp(t)
	refused := func() {
		t.Helper()
		_, err := sqlite.Restore(t.Context(), backup, path)
		wantSentence(t, err, practice.CodeUnavailable, "in use")
	}
	store := open(t, path)
	refused()
	if err := store.Append(t.Context(), "a", wholeTurn("a", 2)); err != nil {
		t.Fatalf("the refused restore left the database unusable: %v", err)
	}
	closeStore(t, store)

	child := startChild(t, path, childIdle)
	refused()
	child.stop(t)
	wantEvents(t, path, 7)
	if _, err := sqlite.Restore(t.Context(), backup, path); err != nil {
		t.Fatal(err)
	}
	wantEvents(t, path, 1)
}
