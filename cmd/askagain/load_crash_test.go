package main

import (
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
)

// Two hundred people practice when the process is killed. What any of them was
// told to be safe is in the log afterwards, once.
func TestKilledUnderTwoHundredReps(t *testing.T) {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	const reps, turnsBefore = 200, 2
	dir := t.TempDir()
	s := serve(t, dir)
	people := make([]*loadRep, reps)
	attempts, safe := make([]string, reps), make([]map[string]bool, reps)
	for i := range people {
		rep, err := newLoadRep(s.url)
		if err != nil {
			t.Fatal(err)
		}
		if err := rep.enter(t.Context()); err != nil {
			t.Fatal(err)
		}
		people[i], attempts[i], safe[i] = rep, rep.attempt, map[string]bool{}
	}
	var group sync.WaitGroup
	var warm sync.WaitGroup
	warm.Add(reps)
	for i, rep := range people {
		group.Go(func() {
			told := sync.OnceFunc(warm.Done)
			defer told()
			for turn := 1; ; turn++ {
				if rep.say() != nil {
					return
				}
				frame, err := rep.until(func(f loadFrame) bool { return f.Kind == "said" })
				if err != nil {
					return
				}
				safe[i][frame.Said.ID] = true
				if _, err := rep.until(func(f loadFrame) bool { return f.Kind == "replied" }); err != nil {
					return
				}
				if turn == turnsBefore {
					told()
				}
			}
		})
	}
	warm.Wait() // everybody is in the middle of something
	s.kill()
	group.Wait()

	again := serve(t, dir)
	acknowledged := 0
	for i, rep := range people {
		rep.url = again.url
		found := rep.log(t, attempts[i])
		for id := range safe[i] {
			acknowledged++
			if found[id] != 1 {
				t.Errorf("turn %s of rep %d was acknowledged and is in the log %d times", id, i, found[id])
			}
		}
		for id, times := range found {
			if times != 1 {
				t.Errorf("turn %s of rep %d is in the log %d times", id, i, times)
			}
		}
	}
	if acknowledged < reps*turnsBefore {
		t.Errorf("only %d turns were acknowledged before the crash", acknowledged)
	}
	t.Logf("%d acknowledged turns", acknowledged)
}

// log counts how often each turn's id stands in the attempt's log. The guest is
// known by the cookie that the killed server gave out.
func (r *loadRep) log(t *testing.T, attempt string) map[string]int {
	t.Helper()
	if err := r.open(context.Background(), attempt); err != nil {
		t.Fatal(err)
	}
	defer r.leave()
	found := map[string]int{}
	for last := int64(-1); last != r.seq; {
		_, data, err := r.conn.ReadMessage()
		if websocket.IsUnexpectedCloseError(err) || err != nil {
			t.Fatal(err)
		}
		var frame loadFrame
		if err := json.Unmarshal(data, &frame); err != nil {
			t.Fatal(err)
		}
		if frame.Kind == string(practice.EventSaid) {
			found[frame.Said.ID]++
		}
		if frame.Seq > 0 {
			last = frame.Seq
		}
	}
	return found
}
