package session_test

import (
	"strconv"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func official() session.Begin {
	return session.Begin{Team: "team-1", Assignment: "assignment-1", Official: true, Seed: 3}
}

func TestAnOfficialAttemptIsKeptAsSuch(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(official())
		h.play(attempt.ID, say("a", "May we have it?"))
		kept, err := h.store.Attempt(t.Context(), attempt.ID)
		if err != nil || kept.Team != "team-1" || kept.Assignment != "assignment-1" || !kept.Official {
			t.Errorf("kept %+v, %v", kept, err)
		}
		if view := h.look(attempt.ID); view.Attempt != kept {
			t.Errorf("Look says %+v, the store %+v", view.Attempt, kept)
		}
	})
}

func TestARewindStaysWithTheTeamAndNeverCounts(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(official())
		h.play(attempt.ID, say("a", "May we have it?"))
		_, err := h.Rewind(t.Context(), rep, attempt.ID, 1)
		wantCode(t, "a rewind while it counts", err, practice.CodeNotEnded)
		h.play(attempt.ID, stop("b"))
		fork, err := h.Rewind(t.Context(), rep, attempt.ID, 1)
		if err != nil {
			t.Fatal(described(err))
		}
		if fork.Team != "team-1" || fork.Assignment != "" || fork.Official {
			t.Errorf("the rewind is %+v", fork)
		}
		again, err := h.Rewind(t.Context(), rep, fork.ID, 1)
		if practice.CodeOf(err) != practice.CodeInvalid { // it has no turn of its own yet
			t.Errorf("a rewind of a rewind: %+v, %v", again, err)
		}
	})
}

func TestACoachedAttemptIsKeptAsSuch(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{Coached: true, Seed: 3})
		h.play(attempt.ID, say("a", "May we have it?"))
		fork, err := h.Rewind(t.Context(), rep, attempt.ID, 1)
		if err != nil {
			t.Fatal(described(err))
		}
		for _, id := range []string{attempt.ID, fork.ID} {
			view := h.look(id)
			if !view.Attempt.Coached || !view.Events[0].Started.Coached {
				t.Errorf("%+v started as %+v", view.Attempt, view.Events[0].Started)
			}
		}
		if plain := h.begin(session.Begin{Seed: 3}); plain.Coached {
			t.Errorf("nobody asked for a coach in %+v", plain)
		}
	})
}

func TestAnOfficialAttemptIsNeverCoached(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		begin := official()
		begin.Rep, begin.Scenario, begin.Coached = rep, compile(t), true
		_, err := h.Begin(t.Context(), begin)
		wantCode(t, "an official attempt with the coach", err, practice.CodeForbidden)
		if kept, err := h.store.Attempts(t.Context(), rep, 9); err != nil || len(kept) != 0 {
			t.Errorf("kept %+v, %v", kept, err)
		}
	})
}

func TestFollowHearsOfTheAttemptBesideItsEvents(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var mu sync.Mutex
		var followed []practice.Attempt
		var heard []practice.Event
		h := open(t, newMemory(), func(config *session.Config) {
			config.Follow = func(attempt practice.Attempt, events []practice.Event) {
				mu.Lock()
				defer mu.Unlock()
				followed, heard = append(followed, attempt), append(heard, events...)
			}
		})
		defer h.shut()
		attempt := h.begin(official())
		h.play(attempt.ID, stop("a"))
		h.look(attempt.ID)
		mu.Lock()
		defer mu.Unlock()
		wantKinds(t, "followed", heard, kinds(h.heard()))
		last := followed[len(followed)-1]
		if first := followed[0]; first.Ending.Over() || first.Team != "team-1" {
			t.Errorf("first it was %+v", first)
		}
		if last.Ending != practice.GaveUp || last.Seq != heard[len(heard)-1].Seq || !last.Official {
			t.Errorf("last it was %+v", last)
		}
	})
}

func TestATrainerCorrectsByName(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		byTrainer := calm("That is how she talks.")
		byTrainer.By = "Nora"
		h.correct(attempt.ID, byTrainer)
		if made := practice.Corrections(h.store.log(attempt.ID)); len(made) != 1 || made[0].By != "Nora" {
			t.Errorf("corrections: %+v", made)
		}
	})
}

func TestARepLeavesTheTrainerTheirCorrections(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		change := []practice.Change{{Label: practice.LabelPushy}}
		for i := range practice.MaxCorrections {
			h.correct(attempt.ID, practice.Correction{Turn: 1, Reason: strconv.Itoa(i), Changes: change})
			if change[0].Holds {
				change = []practice.Change{{Label: practice.LabelPushy}}
			} else {
				change = []practice.Change{shows(practice.LabelPushy, 0, 4)}
			}
		}
		one := practice.Correction{Turn: 2, Reason: "More.", Changes: []practice.Change{{Label: "trade"}}}
		_, err := h.Correct(t.Context(), rep, attempt.ID, one)
		wantCode(t, "one more of the rep", err, practice.CodeTooLarge)
		one.By = "Nora"
		h.correct(attempt.ID, one)
	})
}

func TestAnAttemptFollowsItsRepIntoTheirAccount(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it?"))
		_, err := h.Look(t.Context(), "person-1", attempt.ID)
		wantCode(t, "before it is claimed", err, practice.CodeNotFound)
		h.store.give(attempt.ID, "person-1")
		view, err := h.Look(t.Context(), "person-1", attempt.ID)
		if err != nil || view.Attempt.Rep != "person-1" {
			t.Errorf("the new rep sees %+v, %v", view.Attempt, err)
		}
		_, err = h.Look(t.Context(), rep, attempt.ID)
		wantCode(t, "the guest afterwards", err, practice.CodeNotFound)
	})
}

func TestForgottenWordsAreSaidToBeGone(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		attempt := h.contested()
		h.shut()
		h.store.forget(attempt.ID)
		h = open(t, h.store)
		defer h.shut()
		_, err := h.Look(t.Context(), rep, attempt.ID)
		wantCode(t, "Look", err, practice.CodeNotFound)
		if err == nil || err.Error() != errForgotten {
			t.Errorf("it is said like this: %v", err)
		}
	})
}

const errForgotten = "The words of this attempt were kept for as long as the team keeps them, and are gone. Its score stays."
