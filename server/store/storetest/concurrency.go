package storetest

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// together runs count calls at the same time and returns their errors.
func together(count int, call func(number int) error) []error {
	failed := make([]error, count)
	start := make(chan struct{})
	var all sync.WaitGroup
	for number := range count {
		all.Go(func() {
			<-start
			failed[number] = call(number)
		})
	}
	close(start)
	all.Wait()
	return failed
}

// wantOneWinner checks that one call won, and that the rest met a conflict; it
// returns the winner's number.
func wantOneWinner(t *testing.T, failed []error) int {
	t.Helper()
	winner := -1
	for number, err := range failed {
		if err != nil {
			wantCode(t, err, practice.CodeConflict)
			continue
		}
		if winner >= 0 {
			t.Fatalf("both %d and %d won", winner, number)
		}
		winner = number
	}
	if winner < 0 {
		t.Fatal("nobody won")
	}
	return winner
}

func testRace(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	for seq := int64(3); seq < 23; seq++ {
		winner := wantOneWinner(t, together(8, func(number int) error {
			return store.Append(t.Context(), "a", []practice.Event{replied("a", seq, 1, name("by", number))})
		}))
		last := log(t, store, "a")
		wantSame(t, "the winner's words", last[len(last)-1], replied("a", seq, 1, name("by", winner)))
	}
	wantGapless(t, store, "a", 22)
	wantOneWinner(t, together(8, func(number int) error {
		return store.CreateAttempt(t.Context(), attempt("b", name("rep", number)), source, opening("b"))
	}))
	wantGapless(t, store, "b", 2)
}

func testTurnRace(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	for turn := 1; turn <= 20; turn++ {
		seq := int64(turn) + 2
		wantOneWinner(t, together(4, func(int) error {
			return store.Append(t.Context(), "a", []practice.Event{said("a", seq, turn, name("turn", turn))})
		}))
	}
	wantGapless(t, store, "a", 22)
}

// testConcurrency mixes attempts that are written well with one whose every
// append is refused: nobody else may notice.
func testConcurrency(t *testing.T, store practice.Store) {
	const attempts, appends = 32, 20
	begin(t, store, "bad", "eve")
	must(t, store.Append(t.Context(), "bad", []practice.Event{said("bad", 3, 1, "t")}))
	failed := together(attempts+4, func(number int) error {
		if number >= attempts {
			return keepFailing(t.Context(), store, appends)
		}
		id := name("a", number)
		if err := store.CreateAttempt(t.Context(), attempt(id, "ada"), source, opening(id)); err != nil {
			return err
		}
		for turn := 1; turn <= appends; turn++ {
			seq := int64(2*turn) + 1
			events := []practice.Event{said(id, seq, turn, name("t", turn)), replied(id, seq+1, turn, id)}
			if err := store.Append(t.Context(), id, events); err != nil {
				return err
			}
		}
		return nil
	})
	must(t, errors.Join(failed...))
	for number := range attempts {
		id := name("a", number)
		wantGapless(t, store, id, 2+2*appends)
		for _, event := range log(t, store, id)[2:] {
			if event.Replied != nil && event.Replied.Lines[0].Text != id {
				t.Fatalf("%s holds words of %s", id, event.Replied.Lines[0].Text)
			}
		}
	}
	wantGapless(t, store, "bad", 3)
}

// keepFailing appends what must be refused, late in the append so that there is
// something to undo.
func keepFailing(ctx context.Context, store practice.Store, appends int) error {
	for range appends {
		err := store.Append(ctx, "bad", []practice.Event{replied("bad", 4, 1, "x"), said("bad", 5, 2, "t")})
		if practice.CodeOf(err) != practice.CodeConflict {
			return errors.Join(errors.New("a repeated turn was not refused"), err)
		}
	}
	return nil
}

func testReadersSeeWholes(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	var done atomic.Bool
	failed := together(3, func(number int) error {
		if number == 0 {
			defer done.Store(true)
			for turn := 1; turn <= 60; turn++ {
				seq := int64(2*turn) + 1
				events := []practice.Event{said("a", seq, turn, name("t", turn)), replied("a", seq+1, turn, "No.")}
				if err := store.Append(t.Context(), "a", events); err != nil {
					return err
				}
			}
			return nil
		}
		for !done.Load() {
			events, err := store.Events(t.Context(), "a", 0)
			if err != nil {
				return err
			}
			if len(events)%2 != 0 {
				return errors.New("a reader saw half an append")
			}
		}
		return nil
	})
	must(t, errors.Join(failed...))
	wantGapless(t, store, "a", 122)
}
