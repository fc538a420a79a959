package storetest

import (
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

func testAttempts(t *testing.T, store practice.Store) {
	// Created in another order than they began; two began at the same moment.
	for _, each := range []struct {
		id, rep string
		after   time.Duration
	}{
		{"second", "ada", 10}, {"first", "ada", 0}, {"eves", "eve", 15}, {"fourth", "ada", 3 * time.Hour},
		{"third", "ada", time.Second}, {"fifth", "ada", 3 * time.Hour},
	} {
		began := attempt(each.id, each.rep)
		began.StartedAt = began.StartedAt.Add(each.after)
		must(t, store.CreateAttempt(t.Context(), began, source, opening(each.id)))
	}
	newest := []string{"fifth", "fourth", "third", "second", "first"}
	for limit, want := range map[int][]string{10: newest, 5: newest, 2: newest[:2], 0: nil, -1: nil} {
		found, err := store.Attempts(t.Context(), "ada", limit)
		must(t, err)
		var ids []string
		for _, each := range found {
			ids = append(ids, each.ID)
		}
		wantSame(t, name("the newest", limit), ids, want)
	}
	found, err := store.Attempts(t.Context(), "eve", 10)
	must(t, err)
	want, err := store.Attempt(t.Context(), "eves")
	must(t, err)
	wantSame(t, "the whole attempt", found, []practice.Attempt{want})
}

func testAttemptsAfter(t *testing.T, store practice.Store) {
	for _, each := range []struct{ id, rep string }{{"b", "ada"}, {"B", "eve"}, {"a", "eve"}, {"é", "ada"}, {"ab", "ada"}} {
		begin(t, store, each.id, each.rep)
	}
	inOrder := []string{"B", "a", "ab", "b", "é"}
	page := func(after string, limit int) []string {
		t.Helper()
		found, err := store.AttemptsAfter(t.Context(), after, limit)
		must(t, err)
		var ids []string
		for _, each := range found {
			ids = append(ids, each.ID)
			want, err := store.Attempt(t.Context(), each.ID)
			must(t, err)
			wantSame(t, "the whole attempt", each, want)
		}
		return ids
	}
	for limit := 1; limit <= 6; limit++ {
		var all []string
		for after := ""; ; after = all[len(all)-1] {
			ids := page(after, limit)
			if len(ids) == 0 {
				break
			}
			all = append(all, ids...)
		}
		wantSame(t, name("all, in pages of", limit), all, inOrder)
	}
	wantSame(t, "after an id that is not there", page("aa", 2), []string{"ab", "b"})
	for _, limit := range []int{0, -1} {
		if ids := page("", limit); len(ids) != 0 {
			t.Errorf("limit %d brings %v", limit, ids)
		}
	}
}

func testBests(t *testing.T, store practice.Store) {
	for _, each := range []struct {
		id, rep, scenario string
		ending            practice.Ending
		total             practice.Points
		change            func(*practice.Attempt)
	}{
		{"a", "ada", "cfo", practice.GaveUp, 14_000, nil},
		{"b", "ada", "cfo", practice.Won, 83_500, nil},
		{"c", "ada", "cfo", practice.DoorClosed, 61_000, nil},
		{"d", "ada", "boss", practice.OutOfTime, 0, nil},
		{"e", "ada", "open", "", 0, nil},
		{"f", "ada", "boss", "", 97_000, nil}, // scored while it runs: not ended, not a best
		{"g", "eve", "cfo", practice.Won, 99_000, nil},
		{"h", "ada", "cfo", practice.Won, 98_000, func(a *practice.Attempt) { a.Parent = "b" }},
		{"i", "ada", "cfo", practice.Won, 97_000, func(a *practice.Attempt) { a.Coached = true }},
		{"j", "ada", "pilot", practice.Won, 96_000, func(a *practice.Attempt) { a.Coached = true }},
	} {
		played := attempt(each.id, each.rep)
		played.Scenario = each.scenario
		if each.change != nil {
			each.change(&played)
		}
		must(t, store.CreateAttempt(t.Context(), played, source, opening(each.id)))
		seq := int64(3)
		if each.ending.Over() {
			must(t, store.Append(t.Context(), each.id, []practice.Event{ended(each.id, seq, 1, each.ending)}))
			seq++
		}
		must(t, store.Append(t.Context(), each.id, []practice.Event{scored(each.id, seq, 1, each.total)}))
	}
	for rep, want := range map[string]map[string]practice.Points{
		"ada": {"cfo": 83_500, "boss": 0},
		"eve": {"cfo": 99_000},
	} {
		bests, err := store.Bests(t.Context(), rep)
		must(t, err)
		wantSame(t, rep+"'s bests", bests, want)
	}
}
