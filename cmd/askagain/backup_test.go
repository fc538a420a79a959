package main

import (
	"context"
	"maps"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// ledger is what reps were told to be safe: turns by attempt, and whose it is.
type ledger struct {
	mutex sync.Mutex
	turns map[string]map[string]bool
	whose map[string]*loadRep
	next  chan struct{} // closed with the next turn
}

func (l *ledger) add(rep *loadRep, turn string) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if l.turns[rep.attempt] == nil {
		l.turns[rep.attempt], l.whose[rep.attempt] = map[string]bool{}, rep
	}
	l.turns[rep.attempt][turn] = true
	close(l.next)
	l.next = make(chan struct{})
}

// now returns what is in the ledger, and a channel that is closed with the next turn.
func (l *ledger) now() (map[string]map[string]bool, <-chan struct{}) {
	l.mutex.Lock()
	defer l.mutex.Unlock()
	turns := make(map[string]map[string]bool, len(l.turns))
	for attempt, safe := range l.turns {
		turns[attempt] = maps.Clone(safe)
	}
	return turns, l.next
}

// Twenty people practice while the database is copied by another process. The copy
// is put in place elsewhere and served: every turn that was acknowledged before the
// copy began is there, once.
func TestBackupWhilePeoplePractice(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	const reps, turnsBefore = 20, 3
	s, elsewhere := serve(t, t.TempDir()), t.TempDir()
	book := &ledger{turns: map[string]map[string]bool{}, whose: map[string]*loadRep{}, next: make(chan struct{})}
	practicing, stop := context.WithCancel(t.Context())
	defer stop()
	var group, warm sync.WaitGroup
	warm.Add(reps)
	for range reps {
		group.Go(func() {
			told := sync.OnceFunc(warm.Done)
			defer told()
			if err := talk(practicing, s.url, book, turnsBefore, told); err != nil {
				t.Error(err)
			}
		})
	}
	warm.Wait()

	before, _ := book.now()
	if output, err := program(t.Context(), s.dir, "backup", elsewhere+"/copy.db").CombinedOutput(); err != nil {
		t.Fatalf("backup: %v, %s", err, output)
	}
	_, next := book.now()
	select { // nobody was held up for good
	case <-next:
	case <-time.After(20 * time.Second):
		t.Error("nobody practices any more after the backup")
	}
	stop()
	group.Wait()
	s.kill()

	if output, err := program(t.Context(), elsewhere, "restore", "copy.db").CombinedOutput(); err != nil {
		t.Fatalf("restore: %v, %s", err, output)
	}
	again := serve(t, elsewhere)
	acknowledged := 0
	for attempt, safe := range before {
		rep := book.whose[attempt]
		rep.url = again.url
		found := rep.log(t, attempt)
		for turn := range safe {
			acknowledged++
			if found[turn] != 1 {
				t.Errorf("turn %s of %s was acknowledged before the backup and is in it %d times", turn, attempt, found[turn])
			}
		}
	}
	if acknowledged < reps*turnsBefore {
		t.Errorf("only %d turns were acknowledged before the backup", acknowledged)
	}
	t.Logf("%d acknowledged turns", acknowledged)
}

// talk practices until the context ends, one attempt after another, and enters
// what the server acknowledges. After so many turns it calls warm.
func talk(ctx context.Context, url string, book *ledger, turns int, warm func()) error {
	rep, err := newLoadRep(url)
	if err == nil {
		err = rep.enter(context.WithoutCancel(ctx))
	}
	if err != nil {
		return err
	}
	defer rep.leave()
	for turn := 1; ctx.Err() == nil; turn++ {
		if err := rep.say(); err != nil {
			return err
		}
		frame, err := rep.until(func(f loadFrame) bool { return f.Kind == "said" })
		if practice.CodeOf(err) == practice.CodeEnded {
			if err := rep.enter(context.WithoutCancel(ctx)); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		book.add(rep, frame.Said.ID)
		if _, err := rep.until(func(f loadFrame) bool { return f.Kind == "replied" }); err != nil {
			return err
		}
		if turn == turns {
			warm()
		}
		wait(ctx, leastPause) // within what one guest may send
	}
	return nil
}
