package storetest

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func testCreate(t *testing.T, store practice.Store) {
	written := attempt("a", "ada")
	written.Parent, written.ParentTurn, written.Coached, written.Combined = "before", 3, true, true
	events := append(opening("a"), said("a", 3, 1, "t1"), replied("a", 4, 1, "Hm."))
	must(t, store.CreateAttempt(t.Context(), written, source, events))

	read, err := store.Attempt(t.Context(), "a")
	must(t, err)
	written.Seq, written.Turns = 4, 1
	wantSame(t, "the attempt", read, written)
	wantSame(t, "the log", log(t, store, "a"), events)
	kept, err := store.Source(t.Context(), source.Hash)
	must(t, err)
	wantSame(t, "the source", kept, source)
}

func testCreateConflicts(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	other := attempt("a", "eve")
	err := store.CreateAttempt(t.Context(), other, source, opening("a"))
	wantCode(t, err, practice.CodeConflict)

	kept, err := store.Attempt(t.Context(), "a")
	must(t, err)
	if kept.Rep != "ada" {
		t.Errorf("the attempt is now %s's", kept.Rep)
	}
	wantSame(t, "the log", log(t, store, "a"), opening("a"))
}

func testCreateInvalid(t *testing.T, store practice.Store) {
	late := opening("a")
	late[0].Seq, late[1].Seq = 2, 3
	gap := opening("a")
	gap[1].Seq = 3
	doubled := append(opening("a"), said("a", 3, 1, "t"), said("a", 4, 2, "t"))
	cases := []struct {
		name   string
		source practice.Source
		events []practice.Event
		code   practice.Code
	}{
		{"no events", source, nil, practice.CodeInvalid},
		{"events of another attempt", source, opening("b"), practice.CodeInvalid},
		{"another source than the attempt's", practice.Source{Name: "x", Hash: "other", YAML: []byte("x")}, opening("a"), practice.CodeInvalid},
		{"events that start late", source, late, practice.CodeConflict},
		{"events with a gap", source, gap, practice.CodeConflict},
		{"a turn id twice", source, doubled, practice.CodeConflict},
	}
	for _, each := range cases {
		t.Run(each.name, func(t *testing.T) {
			wantCode(t, store.CreateAttempt(t.Context(), attempt("a", "ada"), each.source, each.events), each.code)
			_, err := store.Attempt(t.Context(), "a")
			wantCode(t, err, practice.CodeNotFound)
			_, err = store.Source(t.Context(), each.source.Hash)
			wantCode(t, err, practice.CodeNotFound)
		})
	}
	begin(t, store, "a", "ada")
}

func testSources(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	renamed := source
	renamed.Name = "copied"
	must(t, store.CreateAttempt(t.Context(), attempt("b", "ada"), renamed, opening("b")))
	kept, err := store.Source(t.Context(), source.Hash)
	must(t, err)
	wantSame(t, "the source that came first", kept, source)

	edited := practice.Source{Name: source.Name, Hash: "h2", YAML: []byte("format: 1\ntitle: Edited\n")}
	later := attempt("c", "ada")
	later.Hash = edited.Hash
	must(t, store.CreateAttempt(t.Context(), later, edited, opening("c")))
	for _, want := range []practice.Source{source, edited} {
		kept, err := store.Source(t.Context(), want.Hash)
		must(t, err)
		wantSame(t, "the source "+want.Hash, kept, want)
	}
}

func testNotFound(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	_, err := store.Attempt(t.Context(), "nobody's")
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Events(t.Context(), "nobody's", 0)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Source(t.Context(), "no such hash")
	wantCode(t, err, practice.CodeNotFound)
	err = store.Append(t.Context(), "nobody's", []practice.Event{said("nobody's", 1, 1, "t")})
	wantCode(t, err, practice.CodeNotFound)
	err = store.Append(t.Context(), "nobody's", []practice.Event{said("nobody's", 3, 1, "t")})
	wantCode(t, err, practice.CodeNotFound)

	attempts, err := store.Attempts(t.Context(), "nobody", 10)
	must(t, err)
	bests, err := store.Bests(t.Context(), "nobody")
	must(t, err)
	if len(attempts) != 0 || len(bests) != 0 {
		t.Errorf("nobody has %d attempts and %d bests", len(attempts), len(bests))
	}
}
