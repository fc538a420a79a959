package sqlite_test

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
	"github.com/askagain/askagain/server/team"
)

// used is what the store holds for a day, one line for each, in its order.
func used(t *testing.T, store *sqlite.Store, day string, attempts int) []string {
	t.Helper()
	var lines []string
	err := store.EachModelUsage(t.Context(), day, attempts, func(kind, name string, calls, input, output, spend int64) {
		lines = append(lines, fmt.Sprintf("%s %s: %d %d %d %d", kind, name, calls, input, output, spend))
	})
	if err != nil {
		t.Fatal(err)
	}
	return lines
}

func add(t *testing.T, store *sqlite.Store, day, attempt, rep, team string) {
	t.Helper()
	if err := store.AddModelUsage(t.Context(), day, attempt, rep, team, 1, 100, 20, 7); err != nil {
		t.Fatal(err)
	}
}

func TestModelUsageOutlivesTheProgram(t *testing.T) {
	path := filepath.Join(t.TempDir(), "askagain.db")
	store := open(t, path)
	add(t, store, "2026-09-01", "a1", "ada", "north")
	add(t, store, "2026-09-01", "a2", "ada", "")
	add(t, store, "2026-09-02", "a1", "eve", "north")
	closeStore(t, store)
	store = open(t, path)
	defer closeStore(t, store)
	for day, want := range map[string]string{
		"2026-09-01": "rep ada: 2 200 40 14, server : 2 200 40 14, team north: 1 100 20 7",
		"2026-09-02": "rep eve: 1 100 20 7, server : 1 100 20 7, team north: 1 100 20 7",
		"2026-09-03": "",
	} {
		want = strings.TrimPrefix(want+", attempt a2: 1 100 20 7, attempt a1: 2 200 40 14", ", ") // over all days, the last used one last
		if got := strings.Join(used(t, store, day, 10), ", "); got != want {
			t.Errorf("%s: %s\nwant %s", day, got, want)
		}
	}
	if got := used(t, store, "2026-09-03", 1); !slices.Equal(got, []string{"attempt a1: 2 200 40 14"}) {
		t.Errorf("the last used attempt: %q", got)
	}
	if err := store.ForgetModelUsage(t.Context(), "2026-09-02"); err != nil {
		t.Fatal(err)
	}
	if got := used(t, store, "2026-09-01", 10); !slices.Equal(got, []string{"attempt a1: 1 100 20 7"}) {
		t.Errorf("after the first day was forgotten: %q", got)
	}
}

func TestModelUsageIsTheReps(t *testing.T) {
	store := open(t, filepath.Join(t.TempDir(), "askagain.db"))
	defer closeStore(t, store)
	at := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	for _, id := range []string{"ada", "eve"} {
		if err := store.CreatePerson(t.Context(), team.Person{ID: id, Name: id, CreatedAt: at}); err != nil {
			t.Fatal(err)
		}
	}
	attempt := practice.Attempt{ID: "a1", Rep: "guest", Scenario: "cfo", Hash: "h", StartedAt: at, Seq: 1}
	started := practice.Event{Attempt: "a1", Seq: 1, Kind: practice.EventStarted, At: at, Started: &practice.Started{Scenario: "cfo", Hash: "h"}}
	if err := store.CreateAttempt(t.Context(), attempt, practice.Source{Name: "cfo", Hash: "h", YAML: []byte("format: 1")}, []practice.Event{started}); err != nil {
		t.Fatal(err)
	}
	add(t, store, "2026-09-01", "a1", "guest", "")
	add(t, store, "2026-09-02", "a1", "guest", "")
	add(t, store, "2026-09-02", "b1", "ada", "")
	add(t, store, "2026-09-02", "c1", "eve", "")
	exported := func() map[string]practice.ModelUsage {
		t.Helper()
		all, err := store.Everything(t.Context(), "ada")
		if err != nil {
			t.Fatal(err)
		}
		days := map[string]practice.ModelUsage{}
		for _, one := range all.ModelUsage {
			days[one.Day] = one
		}
		return days
	}
	for range 2 { // what is claimed is claimed once
		if _, err := store.Claim(t.Context(), "guest", "ada"); err != nil {
			t.Fatal(err)
		}
		want := map[string]practice.ModelUsage{
			"2026-09-01": {Day: "2026-09-01", Calls: 1, Input: 100, Output: 20, Spend: 7},
			"2026-09-02": {Day: "2026-09-02", Calls: 2, Input: 200, Output: 40, Spend: 14},
		}
		if got := exported(); !maps.Equal(got, want) {
			t.Errorf("ada's are %v", got)
		}
	}
	for _, other := range []string{"eve", "ada"} { // nobody claims what is an account's, or loses their own
		if _, err := store.Claim(t.Context(), other, "ada"); err != nil {
			t.Fatal(err)
		}
		if got := exported(); got["2026-09-02"].Calls != 2 {
			t.Errorf("after claiming %s's: %v", other, got)
		}
	}
	if err := store.DeletePerson(t.Context(), "ada"); err != nil {
		t.Fatal(err)
	}
	got := used(t, store, "2026-09-02", 10)
	slices.Sort(got)
	// What the server used stays, and an attempt that is in no log has no rep to go with.
	if want := []string{"attempt b1: 1 100 20 7", "attempt c1: 1 100 20 7", "rep eve: 1 100 20 7", "server : 3 300 60 21"}; !slices.Equal(got, want) {
		t.Errorf("after ada is gone: %q", got)
	}
}
