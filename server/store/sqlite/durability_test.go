package sqlite_test

import (
	"context"
	"fmt"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// TestPragmas pins what no test can see without cutting the power: that the
// disk is flushed at every commit.
func TestPragmas(t *testing.T) {
	store := open(t, filepath.Join(t.TempDir(), "askagain.db"))
	defer closeStore(t, store)
	for _, each := range []struct {
		pragma, want string
		ask          func(context.Context, string) (string, error)
	}{
		{"journal_mode", "wal", store.WriterPragma},
		{"synchronous", "2", store.WriterPragma}, // FULL
		{"fullfsync", "1", store.WriterPragma},
		{"foreign_keys", "1", store.WriterPragma},
		{"busy_timeout", "5000", store.WriterPragma},
		{"query_only", "1", store.ReaderPragma},
		{"busy_timeout", "5000", store.ReaderPragma},
	} {
		got, err := each.ask(t.Context(), each.pragma)
		if err != nil || got != each.want {
			t.Errorf("%s is %q (%v), want %q", each.pragma, got, err, each.want)
		}
	}
}

// TestFullDisk lets the file grow no further while many write. SQLite then rolls
// back whole transactions: what was acknowledged must be there, what was refused
// must not, and the store must go on when there is room again.
func TestFullDisk(t *testing.T) {
	const attempts = 8
	store := open(t, filepath.Join(t.TempDir(), "askagain.db"))
	defer closeStore(t, store)
	for number := range attempts {
		begin(t, store, fmt.Sprint(number))
	}
	allow := func(pages int) {
		t.Helper()
		if _, err := store.WriterPragma(t.Context(), "max_page_count="+strconv.Itoa(pages)); err != nil {
			t.Fatal(err)
		}
	}
	const some, many = 60, 1 << 20
	allow(some)
	next := make([]int, attempts)
	var all sync.WaitGroup
	for number := range attempts {
		id := fmt.Sprint(number)
		all.Go(func() {
			for next[number] = 1; next[number] < 1000; next[number]++ {
				err := store.Append(t.Context(), id, wholeTurn(id, next[number]))
				if practice.CodeOf(err) == practice.CodeUnavailable {
					return
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
			t.Error("the file grew over its limit")
		})
	}
	all.Wait()
	for _, pages := range []int{some, many} {
		allow(pages)
		for number := range attempts {
			id := fmt.Sprint(number)
			wantLog(t, store, id, int64(3*next[number]-2))
			if events, err := store.Events(t.Context(), id, int64(3*next[number]-2)); err != nil || len(events) > 0 {
				t.Errorf("attempt %s: %d events that were refused are there: %v", id, len(events), err)
			}
			if pages == many {
				if err := store.Append(t.Context(), id, wholeTurn(id, next[number])); err != nil {
					t.Errorf("attempt %s, with room again: %v", id, err)
				}
			}
		}
	}
}
