package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

func testFinished(t *testing.T, store Store) {
	enter(t, store, "north", "ada", "eve")
	for number, id := range []string{"first", "second", "eves"} {
		rep := "ada"
		if id == "eves" {
			rep = "eve"
		}
		must(t, finish(t.Context(), store, played{id: id, rep: rep, scenario: "cfo", rules: "r", total: practice.Points(1000 * (number + 1)), at: began.Add(time.Duration(number) * time.Hour)}))
	}
	begin(t, store, "running", "ada")
	again := scored("first", 5, 1, 9000)
	again.Scored.Reader = "newer"
	must(t, store.Append(t.Context(), "first", []practice.Event{again}))
	found, err := store.FinishedBy(t.Context(), "ada", 5)
	must(t, err)
	wantSame(t, "finished, newest first, by the latest card",
		ids(found, func(f practice.Finished) string {
			return fmt.Sprint(f.Attempt.ID, " ", f.Card.Total, " ", f.Card.Reader)
		}),
		[]string{"second 2000 ", "first 9000 newer"})
	for limit, want := range map[int]int{1: 1, 0: 0, -1: 0} {
		if found, err := store.FinishedBy(t.Context(), "ada", limit); err != nil || len(found) != want {
			t.Errorf("at most %d: %d, %v", limit, len(found), err)
		}
	}
}
