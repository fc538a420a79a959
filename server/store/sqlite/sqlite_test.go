package sqlite_test

import (
	"path/filepath"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
	"github.com/askagain/askagain/server/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t *testing.T) practice.Store {
		return open(t, filepath.Join(t.TempDir(), "askagain.db"))
	})
}

func TestTeamsContract(t *testing.T) {
	storetest.RunTeams(t, func(t *testing.T) storetest.Store {
		return open(t, filepath.Join(t.TempDir(), "askagain.db"))
	})
}

// open opens the store and fails the test if that does not work.
func open(t testing.TB, path string) *sqlite.Store {
	t.Helper()
	store, err := sqlite.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return store
}
