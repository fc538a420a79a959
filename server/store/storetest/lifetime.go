package storetest

import (
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// calls are all methods of a store but Close, each in a form that would succeed.
func calls(store practice.Store) map[string]func(context.Context) error {
	return map[string]func(context.Context) error{
		"CreateAttempt": func(ctx context.Context) error {
			return store.CreateAttempt(ctx, attempt("new", "ada"), source, opening("new"))
		},
		"Append": func(ctx context.Context) error {
			return store.Append(ctx, "a", []practice.Event{said("a", 3, 1, "t1")})
		},
		"Attempt":       func(ctx context.Context) error { _, err := store.Attempt(ctx, "a"); return err },
		"Attempts":      func(ctx context.Context) error { _, err := store.Attempts(ctx, "ada", 10); return err },
		"AttemptsAfter": func(ctx context.Context) error { _, err := store.AttemptsAfter(ctx, "", 10); return err },
		"Bests":         func(ctx context.Context) error { _, err := store.Bests(ctx, "ada"); return err },
		"Events":        func(ctx context.Context) error { _, err := store.Events(ctx, "a", 0); return err },
		"Source":        func(ctx context.Context) error { _, err := store.Source(ctx, source.Hash); return err },
		"Secret":        func(ctx context.Context) error { _, err := store.Secret(ctx, "new", []byte("x")); return err },
	}
}

func testCancelled(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	for name, call := range calls(store) {
		t.Run(name, func(t *testing.T) {
			err := call(cancelled())
			wantCode(t, err, practice.CodeUnavailable)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("the cause of %v is lost", err)
			}
		})
	}
	wantGapless(t, store, "a", 2)
	_, err := store.Attempt(t.Context(), "new")
	wantCode(t, err, practice.CodeNotFound)
	for name, call := range calls(store) {
		if err := call(t.Context()); err != nil {
			t.Errorf("%s, with time enough: %v", name, err)
		}
	}
}

// testCancelledUnderLoad gives appends deadlines that many of them miss. Each
// writer believes what it is told: after an error it uses the same number again.
func testCancelledUnderLoad(t *testing.T, store practice.Store) {
	const attempts, appends = 16, 40
	var missed atomic.Int64
	failed := together(attempts, func(number int) error {
		id := name("a", number)
		if err := store.CreateAttempt(t.Context(), attempt(id, "ada"), source, opening(id)); err != nil {
			return err
		}
		dice := rand.New(rand.NewPCG(1, uint64(number)))
		for seq := int64(3); seq < 3+appends; {
			ctx, cancel := context.WithTimeout(t.Context(), time.Duration(dice.Int64N(int64(2*time.Millisecond))))
			err := store.Append(ctx, id, []practice.Event{said(id, seq, int(seq), name("t", int(seq)))})
			cancel()
			switch practice.CodeOf(err) {
			case "":
				seq++
			case practice.CodeUnavailable:
				if missed.Add(1) > 100_000 {
					return err
				}
			default:
				return err
			}
		}
		return nil
	})
	must(t, errors.Join(failed...))
	for number := range attempts {
		wantGapless(t, store, name("a", number), 2+appends)
	}
}

func testSecrets(t *testing.T, store practice.Store) {
	values := make([][]byte, 8)
	failed := together(len(values), func(number int) error {
		value, err := store.Secret(t.Context(), "cookies", []byte{0, 255, byte(number)})
		values[number] = value
		return err
	})
	must(t, errors.Join(failed...))
	for _, value := range values {
		if len(value) != 3 || !bytes.Equal(value, values[0]) {
			t.Fatalf("callers that raced got %v and %v", values[0], value)
		}
	}
	first := bytes.Clone(values[0])
	values[0][2] = 99
	again, err := store.Secret(t.Context(), "cookies", []byte("another"))
	must(t, err)
	wantSame(t, "the secret, asked again", again, first)
	other, err := store.Secret(t.Context(), "invitations", []byte("another"))
	must(t, err)
	wantSame(t, "a secret of another name", other, []byte("another"))
	kept, err := store.Secret(t.Context(), "cookies", nil)
	must(t, err)
	wantSame(t, "the secret, with nothing fresh", kept, first)
	_, err = store.Secret(t.Context(), "empty", nil)
	wantCode(t, err, practice.CodeInvalid)
}

func testClosed(t *testing.T, store practice.Store) {
	begin(t, store, "a", "ada")
	must(t, store.Close())
	for name, call := range calls(store) {
		t.Run(name, func(t *testing.T) { wantCode(t, call(t.Context()), practice.CodeUnavailable) })
	}
	must(t, store.Close())
}

// testCloseUnderLoad closes the store while many write: each call is either
// done or refused as unavailable.
func testCloseUnderLoad(t *testing.T, store practice.Store) {
	const attempts = 16
	for number := range attempts {
		begin(t, store, name("a", number), "ada")
	}
	written := make(chan struct{}, attempts)
	failed := together(attempts+1, func(number int) error {
		if number == attempts {
			<-written
			return store.Close()
		}
		id := name("a", number)
		for seq := int64(3); ; seq++ {
			err := store.Append(t.Context(), id, []practice.Event{replied(id, seq, 1, "x")})
			if practice.CodeOf(err) == practice.CodeUnavailable {
				return nil
			}
			if err != nil {
				return err
			}
			select {
			case written <- struct{}{}:
			default:
			}
		}
	})
	must(t, errors.Join(failed...))
}
