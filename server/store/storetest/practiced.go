package storetest

import (
	"testing"
	"time"
)

func testPracticed(t *testing.T, store Store) {
	enter(t, store, "north", "ada", "eve")
	must(t, store.AddDrill(t.Context(), aDrill("ada", 1)))
	must(t, store.AddDrill(t.Context(), aDrill("eve", 2)))
	must(t, finish(t.Context(), store, played{id: "a", rep: "ada", scenario: "cfo", rules: "r", at: began.Add(time.Hour)}))
	begin(t, store, "running", "ada")
	ended := began.Add(time.Hour)
	for _, test := range []struct {
		since time.Time
		limit int
		want  []time.Time
	}{
		{time.Time{}, 5, []time.Time{ended, aDrill("ada", 1).At}},
		{time.Time{}, 1, []time.Time{ended}},
		{began.Add(time.Minute), 5, []time.Time{ended}},
		{ended.Add(1), 5, nil},
		{time.Time{}, -1, nil},
	} {
		found, err := store.PracticedBy(t.Context(), "ada", test.since, test.limit)
		must(t, err)
		wantSame(t, "since "+test.since.String(), found, test.want)
	}
}
