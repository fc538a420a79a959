package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

func aDrill(rep string, number int) practice.Drill {
	return practice.Drill{
		ID: fmt.Sprint("d-", number), Rep: rep, At: began.Add(time.Duration(number) * time.Second), Exercise: "cfo/priya/timing/trade",
		Method: practice.Trade, Text: "If you … then we «do».", Seen: true, Asked: number%2 == 0, Moved: number%3 == 0,
	}
}

func testDrills(t *testing.T, store Store) {
	for number := range 3 {
		must(t, store.AddDrill(t.Context(), aDrill("ada", number)))
	}
	must(t, store.AddDrill(t.Context(), aDrill("eve", 0))) // ids are a rep's own
	wantCode(t, store.AddDrill(t.Context(), aDrill("ada", 1)), practice.CodeConflict)
	for limit, want := range map[int][]practice.Drill{
		5: {aDrill("ada", 2), aDrill("ada", 1), aDrill("ada", 0)}, 1: {aDrill("ada", 2)}, 0: nil, -1: nil,
	} {
		found, err := store.DrillsOf(t.Context(), "ada", limit)
		must(t, err)
		wantSame(t, name("the newest", limit), found, want)
	}
}

func testDrillsAreBounded(t *testing.T, store Store) {
	const more = 3
	must(t, store.AddDrill(t.Context(), aDrill("eve", 0)))
	for number := range practice.KeptDrills + more {
		must(t, store.AddDrill(t.Context(), aDrill("ada", number)))
	}
	found, err := store.DrillsOf(t.Context(), "ada", practice.KeptDrills+more)
	must(t, err)
	if len(found) != practice.KeptDrills || found[len(found)-1].ID != fmt.Sprint("d-", more) {
		t.Errorf("%d are kept, the oldest %s", len(found), found[len(found)-1].ID)
	}
	if others, err := store.DrillsOf(t.Context(), "eve", 5); err != nil || len(others) != 1 {
		t.Errorf("somebody else's: %d, %v", len(others), err)
	}
}

func testDrillsGoWithTheirRep(t *testing.T, store Store) {
	must(t, store.CreatePerson(t.Context(), person("ada")))
	must(t, store.AddDrill(t.Context(), aDrill("guest", 1)))
	must(t, store.AddDrill(t.Context(), aDrill("guest", 0))) // the same turn, by its id
	must(t, store.AddDrill(t.Context(), aDrill("ada", 0)))
	_, err := store.Claim(t.Context(), "guest", "ada")
	must(t, err)
	all, err := store.Everything(t.Context(), "ada")
	must(t, err)
	wantSame(t, "ids", ids(all.Drills, func(d practice.Drill) string { return d.Rep + " " + d.ID }), []string{"ada d-1", "ada d-0"})
	if left, err := store.DrillsOf(t.Context(), "guest", 5); err != nil || len(left) > 0 {
		t.Errorf("the guest still has %v, %v", left, err)
	}
	must(t, store.DeletePerson(t.Context(), "ada"))
	for _, rep := range []string{"ada", "guest"} {
		left, err := store.DrillsOf(t.Context(), rep, 5)
		must(t, err)
		if len(left) > 0 {
			t.Errorf("%s still has %v", rep, left)
		}
	}
}
