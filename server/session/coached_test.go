package session_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func TestTheCoachIsSwitchedOnInBetween(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		attempt := h.begin(session.Begin{Seed: 3})
		h.play(attempt.ID, say("a", "May we have it?"))
		for range 2 { // the second time nothing happens
			if err := h.Coach(t.Context(), rep, attempt.ID); err != nil {
				t.Fatal(described(err))
			}
		}
		h.play(attempt.ID, say("b", "May we have it now?"))
		view := h.look(attempt.ID)
		wantKinds(t, "the log", view.Events, opened+", 1 said, 1 read, 1 decided, 1 replied, 1 coached, 2 said, 2 read, 2 decided, 2 replied")
		if !view.Attempt.Coached || view.Events[0].Started.Coached {
			t.Errorf("the attempt is %+v", view.Attempt)
		}
		fork, err := h.Rewind(t.Context(), rep, attempt.ID, 1)
		if err != nil || !fork.Coached {
			t.Errorf("a rewind to before it is %+v, %v", fork, described(err))
		}
		h.shut()

		again := open(t, store) // a process that comes later
		defer again.shut()
		if view := again.look(attempt.ID); !view.Attempt.Coached {
			t.Errorf("read again it is %+v", view.Attempt)
		}
		replayed, err := again.Replay(t.Context(), attempt.ID)
		if err != nil || !replayed.SameDecisions {
			t.Errorf("the replay: %+v, %v", replayed.FirstDifference, described(err))
		}
	})
}

func TestWhereTheCoachStaysOff(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		counts, over, other := h.begin(official()), h.begin(session.Begin{}), h.begin(session.Begin{})
		h.play(over.ID, stop("a"))
		wantCode(t, "an official attempt", h.Coach(t.Context(), rep, counts.ID), practice.CodeForbidden)
		wantCode(t, "after the end", h.Coach(t.Context(), rep, over.ID), practice.CodeEnded)
		wantCode(t, "somebody else's", h.Coach(t.Context(), "eve", other.ID), practice.CodeNotFound)
		for _, id := range []string{counts.ID, over.ID, other.ID} {
			if view := h.look(id); view.Attempt.Coached {
				t.Errorf("marked all the same: %+v", view.Attempt)
			}
		}
	})
}
