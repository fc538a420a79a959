package session_test

import (
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// kill makes the store refuse every write, as for a process that is dead.
func kill(store *memory) {
	store.fault(func(call string, _ []practice.Event) error {
		if call == "append" || call == "create" {
			return errors.New("the process is dead")
		}
		return nil
	}, nil)
}

// halfTurn leaves an attempt whose process died between the two steps of turn 1.
func halfTurn(t *testing.T, store *memory, turn practice.Turn) practice.Attempt {
	t.Helper()
	h := open(t, store)
	attempt := h.begin(session.Begin{})
	store.fault(func(call string, events []practice.Event) error {
		if call == "append" && events[0].Kind != practice.EventSaid {
			return errors.New("the process is dead")
		}
		return nil
	}, nil)
	running := h.do(attempt.ID, turn)
	h.shut()
	if <-running.Done(); practice.CodeOf(running.Err()) != practice.CodeUnavailable {
		t.Errorf("the turn that could not be finished says %v", running.Err())
	}
	store.fault(nil, nil)
	wantKinds(t, "log of the dead", store.log(attempt.ID), oneHalf)
	return attempt
}

func TestHalfTurnIsFinishedByWhoeverOpensTheAttempt(t *testing.T) {
	ended := oneTurn + ", 1 ended, 1 scored"
	for name, test := range map[string]struct {
		left practice.Turn
		open func(h *house, attempt string)
		want string
	}{
		"a look":         {say("a", "May we have it?"), func(h *house, id string) { h.look(id) }, oneTurn},
		"the same turn":  {say("a", "May we have it?"), func(h *house, id string) { h.play(id, say("a", "May we have it?")) }, oneTurn},
		"another turn":   {say("a", "May we have it?"), func(h *house, id string) { h.play(id, stop("b")) }, oneTurn + ", 2 said, 2 read, 2 decided, 2 replied, 2 ended, 2 scored"},
		"the last turn":  {stop("a"), func(h *house, id string) { h.look(id) }, ended},
		"looking twice":  {say("a", "May we have it?"), func(h *house, id string) { h.look(id); h.look(id) }, oneTurn},
		"after a rewind": {say("a", "May we have it?"), func(h *house, id string) { h.Rewind(h.t.Context(), rep, id, 1) }, oneTurn},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newMemory()
				attempt := halfTurn(t, store, test.left)
				h := open(t, store)
				defer h.shut()
				test.open(h, attempt.ID)
				wantKinds(t, "log", store.log(attempt.ID), test.want)
				if view := h.look(attempt.ID); view.Running || kinds(view.Events) != test.want {
					t.Errorf("running %v, view %s", view.Running, kinds(view.Events))
				}
			})
		})
	}
}

func TestTurnWithWordsOnlyIsReadAndDecided(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it?"))
		said := practice.Event{Attempt: attempt.ID, Seq: 7, Turn: 2, Kind: practice.EventSaid,
			Said: &practice.Spoken{Turn: say("b", "For a cake? #trade")}}
		if err := store.Append(t.Context(), attempt.ID, []practice.Event{said}); err != nil {
			t.Fatal(err)
		}
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, oneTurn+", 2 said, 2 read, 2 decided, 2 replied")
		given := h.reader.given[len(h.reader.given)-1]
		if given.Text != "For a cake? #trade" || cmp.Diff([]string{"May we have it?"}, given.Earlier) != "" {
			t.Errorf("the reader was given %+v", given)
		}
		h.shut()
	})
}

func TestNothingIsLostWhereverTheStoreFails(t *testing.T) {
	// The attempt is played with one fault, at each visit to the store in turn:
	// before the visit did anything, and after it did all. The rep does what the
	// errors say, sending the same turn again, and ends with the same log.
	turns := []practice.Turn{say("a", "May we have it?"), say("b", "For a cake? #trade"), stop("c")}
	want := oneTurn + ", 2 said, 2 read, 2 decided, 2 replied, 3 said, 3 read, 3 decided, 3 replied, 3 ended, 3 scored"
	for _, done := range []bool{false, true} {
		failed := true
		for at := int64(1); failed; at++ {
			bubble(t, func(t *testing.T) {
				store := newMemory()
				h := open(t, store)
				defer h.shut()
				attempt := h.begin(session.Begin{})
				var visits atomic.Int64
				fault := func(string, []practice.Event) error {
					if visits.Add(1) == at {
						return errors.New("the disk is full")
					}
					return nil
				}
				if done {
					store.fault(nil, fault)
				} else {
					store.fault(fault, nil)
				}
				for _, turn := range turns {
					h.patiently(attempt.ID, turn)
				}
				wantKinds(t, "log", store.log(attempt.ID), want)
				wantKinds(t, "published", h.heard(), want)
				failed = visits.Load() >= at
			})
		}
	}
}

func TestFirstStepThatFailsDidNotHappen(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		kill(store)
		_, err := h.Do(t.Context(), rep, attempt.ID, say("a", "May we have it?"))
		wantCode(t, "Do", err, practice.CodeUnavailable)
		wantKinds(t, "log", store.log(attempt.ID), opened)
		wantKinds(t, "published", h.heard(), opened)
		if view := h.look(attempt.ID); view.Running || view.Attempt.Turns != 0 {
			t.Errorf("the view has the turn: %+v", view.Attempt)
		}
		store.fault(nil, nil)
		h.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", store.log(attempt.ID), oneTurn)
	})
}

func TestReplyIsTriedAgain(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store, actor := newMemory(), newActor()
		h := open(t, store, spokenBy(actor))
		defer h.shut()
		attempt := h.begin(session.Begin{})
		running := h.do(attempt.ID, say("a", "May we have it?"))
		kill(store)
		actor.lines <- []practice.Line{{Person: "ada", Text: "Hm."}}
		time.Sleep(time.Second)
		if view := h.look(attempt.ID); !view.Running || kinds(view.Events) != oneHalf {
			t.Errorf("running %v, view %s", view.Running, kinds(view.Events))
		}
		_, err := h.Do(t.Context(), rep, attempt.ID, say("b", "Please?"))
		wantCode(t, "another turn meanwhile", err, practice.CodeBusy)
		store.fault(nil, nil)
		<-running.Done()
		events := store.log(attempt.ID)
		wantKinds(t, "log", events, oneTurn)
		if events[5].Replied.By != "actor-1" {
			t.Errorf("the speaker's words are lost: %+v", events[5].Replied)
		}
	})
}

func TestReplyThatCannotBeSavedIsFinishedLater(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		store.fault(func(call string, events []practice.Event) error {
			if call == "append" && events[0].Kind == practice.EventReplied {
				return errors.New("the disk is full")
			}
			return nil
		}, nil)
		running := h.do(attempt.ID, say("a", "May we have it?"))
		<-running.Done()
		wantCode(t, "the turn", running.Err(), practice.CodeUnavailable)
		if view := h.look(attempt.ID); !view.Running || kinds(view.Events) != oneHalf {
			t.Errorf("running %v, view %s: what was said has to be readable", view.Running, kinds(view.Events))
		}
		store.fault(nil, nil)
		h.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", store.log(attempt.ID), oneTurn)
		wantKinds(t, "published", h.heard(), oneTurn)
	})
}

func TestTwoProcessesOnOneAttempt(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		first, second := open(t, store), open(t, store)
		attempt := first.begin(session.Begin{})
		first.look(attempt.ID)
		second.look(attempt.ID) // both have it in memory now
		first.play(attempt.ID, say("a", "May we have it?"))
		second.play(attempt.ID, say("a", "May we have it?"))
		second.play(attempt.ID, say("b", "For a cake? #trade"))
		first.play(attempt.ID, stop("c"))
		_, err := second.Do(t.Context(), rep, attempt.ID, say("d", "Please?"))
		wantCode(t, "a turn after the other's end", err, practice.CodeEnded)
		want := oneTurn + ", 2 said, 2 read, 2 decided, 2 replied, 3 said, 3 read, 3 decided, 3 replied, 3 ended, 3 scored"
		wantKinds(t, "log", store.log(attempt.ID), want)
		a, b := first.look(attempt.ID), second.look(attempt.ID)
		if diff := cmp.Diff(a.State, b.State); diff != "" {
			t.Errorf("the processes' states differ: %s", diff)
		}
		if a.Attempt != b.Attempt {
			t.Errorf("the processes' attempts differ: %+v, %+v", a.Attempt, b.Attempt)
		}
		wantKinds(t, "published by the first", first.heard(), want)
		wantKinds(t, "published by the second", second.heard(), want[len(opened)+2:])
		first.shut()
		second.shut()
	})
}

func TestRaceForTheReplyHasOneWinner(t *testing.T) {
	// The second process opens the attempt between the two steps of the first.
	bubble(t, func(t *testing.T) {
		store := newMemory()
		first, second := open(t, store), open(t, store)
		attempt := first.begin(session.Begin{})
		var once atomic.Bool
		store.fault(func(call string, events []practice.Event) error {
			if call == "append" && events[0].Kind == practice.EventReplied && !once.Swap(true) {
				wantKinds(t, "what the second sees", second.look(attempt.ID).Events, oneTurn)
			}
			return nil
		}, nil)
		first.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", store.log(attempt.ID), oneTurn)
		wantKinds(t, "published by the first", first.heard(), oneTurn)
		first.shut()
		second.shut()
	})
}

func TestTurnOfALivingProcessIsWaitedFor(t *testing.T) {
	// The first process is still looking for words. The second leaves it the
	// time that the turn's deadline gives it, and learns of the reply.
	bubble(t, func(t *testing.T) {
		store, actor := newMemory(), newActor()
		first := open(t, store, spokenBy(actor))
		second := open(t, store, spokenBy(newActor()))
		attempt := first.begin(session.Begin{})
		running := first.do(attempt.ID, say("a", "May we have it?"))
		if view := second.look(attempt.ID); !view.Running {
			t.Error("the second does not see that the turn is running")
		}
		_, err := second.Do(t.Context(), rep, attempt.ID, say("b", "Please?"))
		wantCode(t, "another turn meanwhile", err, practice.CodeBusy)
		time.Sleep(10 * time.Second)
		actor.lines <- []practice.Line{{Person: "ada", Text: "Hm."}}
		<-running.Done()
		view := second.look(attempt.ID)
		wantKinds(t, "what the second sees", view.Events, oneTurn)
		if view.Running || view.Events[5].Replied.By != "actor-1" {
			t.Errorf("running %v, reply %+v", view.Running, view.Events[5].Replied)
		}
		first.shut()
		second.shut()
	})
}

func TestUnusedAttemptLeavesMemory(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		var loads atomic.Int64
		store.fault(func(call string, _ []practice.Event) error {
			if call == "attempt" {
				loads.Add(1)
			}
			return nil
		}, nil)
		for i, wait := range []time.Duration{0, 9 * time.Minute, 9 * time.Minute, 11 * time.Minute} {
			time.Sleep(wait)
			synctest.Wait()
			h.play(attempt.ID, say(string(rune('a'+i)), "May we have it?"))
		}
		if got := loads.Load(); got != 2 {
			t.Errorf("loaded %d times, want 2: once, and once more after 11 minutes", got)
		}
	})
}

func TestMemoryIsBounded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store, actor := newMemory(), newActor()
		h := open(t, store, spokenBy(actor), func(config *session.Config) { config.MaxLive = 2 })
		ids := []string{h.begin(session.Begin{}).ID, h.begin(session.Begin{}).ID, h.begin(session.Begin{}).ID}
		for range 2 {
			for _, id := range ids {
				h.look(id) // three that are looked at in turn fit into two places
			}
		}
		running := h.do(ids[0], say("a", "May we have it?"))
		h.do(ids[1], say("a", "May we have it?"))
		_, err := h.Look(t.Context(), rep, ids[2])
		wantCode(t, "a third beside two running", err, practice.CodeUnavailable)
		actor.lines <- []practice.Line{{Person: "ada", Text: "No."}}
		actor.lines <- []practice.Line{{Person: "ada", Text: "No."}}
		<-running.Done()
		synctest.Wait()
		h.look(ids[2])
		h.shut()
	})
}
