package sqlite_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

// firstSchema makes a database as the first version left it, with an attempt.
func firstSchema(t *testing.T, path string) {
	t.Helper()
	schema, err := os.ReadFile("migrations/00001_attempts.sql")
	if err != nil {
		t.Fatal(err)
	}
	raw(t, write(t, path, nil), `PRAGMA application_id = 1098083137; PRAGMA journal_mode = WAL;
		CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL,
			is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')));
		INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1), (1, 1);`+string(schema)+`;
		INSERT INTO sources VALUES ('h', 'cfo', 'format: 1');
		INSERT INTO attempts (number, id, rep, scenario, title, hash, rules, seed, palette, engine, parent, parent_turn,
			usual, asks, started_at, seq, turns, ending, total)
		VALUES (1, 'a', 'ada', 'cfo', 'CFO', 'h', 'r', 3, 1, 1, '', 0, '', 0, '2026-03-02T09:30:00.000000000Z', 2, 0, 'gave_up', 0);
		INSERT INTO events VALUES (1, 1, NULL, '{"attempt":"a","seq":1,"kind":"started"}'),
			(1, 2, NULL, '{"attempt":"a","seq":2,"kind":"ended","ended":{"ending":"gave_up","day":1}}')`)
}

// before is where a database is copied to before its schema becomes the newest.
func before(t *testing.T, path string) string {
	t.Helper()
	files, err := filepath.Glob("migrations/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d migrations, %v", len(files), err)
	}
	var newest int
	if _, err := fmt.Sscanf(filepath.Base(slices.Max(files)), "%d_", &newest); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s.before-%d", path, newest)
}

func TestMigratingKeepsACopy(t *testing.T) {
	path := filepath.Join(t.TempDir(), "askagain.db")
	firstSchema(t, path)
	taken := write(t, before(t, path), []byte("somebody's own file"))
	var told bytes.Buffer
	store, err := sqlite.Open(t.Context(), path, sqlite.Log(slog.New(slog.NewTextHandler(&told, nil))))
	if err != nil {
		t.Fatal(err)
	}
	attempt, err := store.Attempt(t.Context(), "a")
	if err != nil || attempt.Rep != "ada" || attempt.Team != "" || attempt.Official || attempt.Forgotten || attempt.Ending != practice.GaveUp {
		t.Errorf("the attempt is %+v, %v", attempt, err)
	}
	if events, err := store.Events(t.Context(), "a", 0); err != nil || len(events) != 2 {
		t.Errorf("%d events, %v", len(events), err)
	}
	closeStore(t, store)

	if kept, err := os.ReadFile(taken); err != nil || string(kept) != "somebody's own file" {
		t.Errorf("the file in the way is now %q, %v", kept, err)
	}
	copied := before(t, path) + ".1"
	if version := ask(t, copied, "SELECT CAST(max(version_id) AS TEXT) FROM goose_db_version"); version != "1" {
		t.Errorf("the copy has schema %s", version)
	}
	if attempts := ask(t, copied, "SELECT group_concat(id) FROM attempts"); attempts != "a" {
		t.Errorf("the copy holds the attempts %s", attempts)
	}
	if info, err := os.Stat(copied); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the copy is readable by others: %v %v", info.Mode(), err)
	}
	if !strings.Contains(told.String(), copied) {
		t.Errorf("the log says %q", told.String())
	}

	told.Reset()
	store, err = sqlite.Open(t.Context(), path, sqlite.Log(slog.New(slog.NewTextHandler(&told, nil))))
	if err != nil {
		t.Fatal(err)
	}
	closeStore(t, store)
	wantFiles(t, filepath.Dir(path), "askagain.db", filepath.Base(taken), filepath.Base(copied))
	if told.Len() > 0 {
		t.Errorf("with nothing to do the log says %q", told.String())
	}
}

// TestNoCopyNoMigration changes nothing that could not be copied.
func TestNoCopyNoMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "askagain.db")
	firstSchema(t, path)
	write(t, before(t, path), nil)
	for number := 1; number < 1000; number++ { // every name is taken
		write(t, fmt.Sprintf("%s.%d", before(t, path), number), nil)
	}
	store, err := sqlite.Open(t.Context(), path)
	if err == nil {
		store.Close()
	}
	wantSentence(t, err, practice.CodeUnavailable, "could not be copied")
	if version := ask(t, path, "SELECT CAST(max(version_id) AS TEXT) FROM goose_db_version"); version != "1" {
		t.Errorf("the schema is now %s", version)
	}
}

// wantFiles checks which files a folder holds, in alphabetical order.
func wantFiles(t *testing.T, folder string, want ...string) {
	t.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	if strings.Join(names, " ") != strings.Join(want, " ") {
		t.Errorf("the folder holds %q, want %q", names, want)
	}
}
