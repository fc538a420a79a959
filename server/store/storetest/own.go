package storetest

import (
	"fmt"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

func ownNo(rep string, number int) practice.OwnNo {
	return practice.OwnNo{
		ID: fmt.Sprint(rep, "-", number), Rep: rep, At: began.Add(time.Duration(number) * time.Second), Need: "a «raise»", Name: "Ines",
		Said: "No.", Reasons: []string{"no_money"}, Tried: []practice.Method{practice.Value},
	}
}

func testOwnNos(t *testing.T, store Store) {
	first, second := ownNo("ada", 1), ownNo("ada", 2)
	must(t, store.CreateOwnNo(t.Context(), first))
	must(t, store.CreateOwnNo(t.Context(), second))
	must(t, store.CreateOwnNo(t.Context(), ownNo("eve", 1)))
	wantCode(t, store.CreateOwnNo(t.Context(), first), practice.CodeConflict)
	found, err := store.OwnNosOf(t.Context(), "ada")
	must(t, err)
	wantSame(t, "hers, newest first", found, []practice.OwnNo{second, first})

	first.Commitment = &practice.Commitment{Method: practice.Trade, Date: "2026-03-31", Words: "If …"}
	first.Told = &practice.Told{Asked: practice.AskedPart, Note: "Half of it.", At: began}
	must(t, store.SetOwnNo(t.Context(), first))
	one, err := store.OwnNo(t.Context(), "ada", first.ID)
	must(t, err)
	wantSame(t, "what was set", one, first)

	_, err = store.OwnNo(t.Context(), "eve", first.ID)
	wantCode(t, err, practice.CodeNotFound)
	stolen := first
	stolen.Rep = "eve"
	wantCode(t, store.SetOwnNo(t.Context(), stolen), practice.CodeNotFound)
	wantCode(t, store.DeleteOwnNo(t.Context(), "eve", first.ID, "own"), practice.CodeNotFound)

	ofFirst := practice.OwnScenario(first.ID)
	for _, each := range []struct{ id, rep, scenario string }{{"hers", "ada", ofFirst}, {"another", "ada", "cfo"}, {"eves", "eve", practice.OwnScenario("eve-1")}} {
		playOwn(t, store, each.id, each.rep, each.scenario)
	}
	must(t, store.DeleteOwnNo(t.Context(), "ada", first.ID, ofFirst))
	wantNoSource(t, store, "file of "+ofFirst)
	_, err = store.OwnNo(t.Context(), "ada", first.ID)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Events(t.Context(), "hers", 0)
	wantCode(t, err, practice.CodeNotFound)
	for _, kept := range []string{"another", "eves"} {
		played, err := store.Attempt(t.Context(), kept)
		if err != nil {
			t.Fatalf("%s is gone too: %v", kept, err)
		}
		if _, err := store.Source(t.Context(), played.Hash); err != nil {
			t.Errorf("the file of %s is gone too: %v", kept, err)
		}
	}
}

// playOwn has a rep begin an attempt at a scenario whose file is nobody else's.
func playOwn(t *testing.T, store Store, id, rep, scenario string) {
	t.Helper()
	played := attempt(id, rep)
	played.Scenario, played.Hash = scenario, "file of "+scenario
	file := practice.Source{Name: scenario, Hash: played.Hash, YAML: []byte("# " + scenario)}
	must(t, store.CreateAttempt(t.Context(), played, file, opening(id)))
}

func wantNoSource(t *testing.T, store Store, hash string) {
	t.Helper()
	_, err := store.Source(t.Context(), hash)
	wantCode(t, err, practice.CodeNotFound)
}

func testOwnNosAreBounded(t *testing.T, store Store) {
	for number := range practice.MaxOwnNos {
		must(t, store.CreateOwnNo(t.Context(), ownNo("ada", number)))
	}
	wantCode(t, store.CreateOwnNo(t.Context(), ownNo("ada", practice.MaxOwnNos)), practice.CodeTooMany)
	must(t, store.CreateOwnNo(t.Context(), ownNo("eve", 1)))
}

func testOwnNosGoWithTheirRep(t *testing.T, store Store) {
	must(t, store.CreatePerson(t.Context(), person("ada")))
	must(t, store.CreateOwnNo(t.Context(), ownNo("guest", 1)))
	playOwn(t, store, "hers", "guest", practice.OwnScenario("guest-1"))
	_, err := store.Claim(t.Context(), "guest", "ada")
	must(t, err)
	all, err := store.Everything(t.Context(), "ada")
	must(t, err)
	wantSame(t, "hers now", ids(all.OwnNos, func(no practice.OwnNo) string { return no.Rep + " " + no.ID }), []string{"ada guest-1"})
	must(t, store.DeletePerson(t.Context(), "ada"))
	wantNoSource(t, store, "file of "+practice.OwnScenario("guest-1"))
	for _, rep := range []string{"ada", "guest"} {
		if left, err := store.OwnNosOf(t.Context(), rep); err != nil || len(left) > 0 {
			t.Errorf("%s still has %v, %v", rep, left, err)
		}
	}
}
