package session_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func TestRewindCopiesThePrefix(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		before := practice.Before{Usual: "Kindly.", Asks: 2}
		parent := h.begin(session.Begin{Palette: true, Seed: 7, Before: before})
		states := []any{h.look(parent.ID).State}
		for _, turn := range []practice.Turn{say("a", "May we have it?"), say("b", "For a cake? #trade"), stop("c")} {
			h.play(parent.ID, turn)
			states = append(states, h.look(parent.ID).State)
		}
		whole := h.store.log(parent.ID)
		logs := []string{opened, oneTurn, oneTurn + ", 2 said, 2 read, 2 decided, 2 replied"}
		for turn := 1; turn <= 3; turn++ {
			fork, err := h.Rewind(t.Context(), rep, parent.ID, turn)
			if err != nil {
				t.Fatalf("Rewind to %d: %v", turn, described(err))
			}
			view := h.look(fork.ID)
			wantKinds(t, "log", view.Events, logs[turn-1])
			if view.Attempt != fork {
				t.Errorf("Look says %+v, Rewind said %+v", view.Attempt, fork)
			}
			started := view.Events[0].Started
			if started.Parent != parent.ID || started.ParentTurn != turn-1 || started.Seed != 7 || !started.Palette || started.Before != before {
				t.Errorf("started: %+v", started)
			}
			if fork.Ending.Over() || fork.Total != 0 || fork.Turns != turn-1 || fork.Parent != parent.ID || fork.ParentTurn != turn-1 {
				t.Errorf("summary: %+v", fork)
			}
			if diff := cmp.Diff(states[turn-1], any(view.State)); diff != "" {
				t.Errorf("the state before turn %d is another: %s", turn, diff)
			}
			for i, event := range view.Events[1:] {
				event.Attempt = parent.ID
				if diff := cmp.Diff(whole[i+1], event); diff != "" && event.Turn > 0 {
					t.Errorf("event %d differs: %s", event.Seq, diff)
				}
			}
			if turn > 1 { // what was copied is known, and does not happen again
				h.play(fork.ID, say("a", "May we have it?"))
				wantKinds(t, "log", h.store.log(fork.ID), logs[turn-1])
			}
			h.play(fork.ID, stop("again"))
		}
		wantKinds(t, "the parent", h.store.log(parent.ID), kinds(whole))
	})
}

func TestRewindNeedsATurnThatIsThere(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		parent := h.begin(session.Begin{})
		h.play(parent.ID, say("a", "May we have it?"))
		for _, turn := range []int{-1 << 62, -1, 0, 2, 1 << 62} {
			_, err := h.Rewind(t.Context(), rep, parent.ID, turn)
			wantCode(t, "Rewind", err, practice.CodeInvalid)
		}
		if attempts, _ := h.store.Attempts(t.Context(), rep, 10); len(attempts) != 1 {
			t.Errorf("%d attempts, want 1", len(attempts))
		}
	})
}

func TestRewindWhileATurnRuns(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory(), spokenBy(newActor()))
		defer h.shut()
		parent := h.begin(session.Begin{})
		h.do(parent.ID, say("a", "May we have it?"))
		fork, err := h.Rewind(t.Context(), rep, parent.ID, 1)
		if err != nil {
			t.Fatal(described(err))
		}
		wantKinds(t, "log", h.look(fork.ID).Events, opened)
		wantKinds(t, "the parent", h.look(parent.ID).Events, oneHalf)
	})
}
