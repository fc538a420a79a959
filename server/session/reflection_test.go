package session_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func (h *house) reflect(attempt string, turn int, text string) []practice.KeptReflection {
	h.t.Helper()
	kept, err := h.Reflect(h.t.Context(), rep, attempt, practice.Reflection{Turn: turn, Text: text}, nil)
	if err != nil {
		h.t.Fatalf("Reflect: %v", described(err))
	}
	return kept
}

// texts are what is kept, as "turn: words".
func texts(kept []practice.KeptReflection) []string {
	words := []string{}
	for _, one := range kept {
		words = append(words, strconv.Itoa(one.Turn)+": "+one.Text)
	}
	return words
}

func TestReflect(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer func() { h.shut() }()
		attempt := h.contested()
		before := h.look(attempt.ID)

		kept := h.reflect(attempt.ID, 1, "  I was afraid of the silence. ")
		if diff := cmp.Diff([]string{"1: I was afraid of the silence."}, texts(kept)); diff != "" || kept[0].At.IsZero() {
			t.Errorf("kept: %s at %v", diff, kept)
		}
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, contestedLog+", 4 reflected")
		if view.Attempt.Total != before.Attempt.Total || view.Attempt.Turns != before.Attempt.Turns || view.Attempt.Ending != before.Attempt.Ending {
			t.Errorf("the attempt is %+v now, was %+v", view.Attempt, before.Attempt)
		}

		// The same again, from another tab perhaps, happens once.
		h.reflect(attempt.ID, 1, "I was afraid of the silence.")
		wantKinds(t, "log", h.store.log(attempt.ID), contestedLog+", 4 reflected")

		h.reflect(attempt.ID, 0, "One ask more.")
		kept = h.reflect(attempt.ID, 1, "Of hearing no.")
		if diff := cmp.Diff([]string{"0: One ask more.", "1: Of hearing no."}, texts(kept)); diff != "" {
			t.Errorf("replaced: %s", diff)
		}
		if diff := cmp.Diff([]string{"0: One ask more."}, texts(h.reflect(attempt.ID, 1, ""))); diff != "" {
			t.Errorf("taken back: %s", diff)
		}

		// A correction afterwards, another process and a replay take it as it is.
		h.correct(attempt.ID, calm("We joke."))
		h.shut()
		h = open(t, h.store)
		if diff := cmp.Diff([]string{"0: One ask more."}, texts(practice.Reflections(h.look(attempt.ID).Events))); diff != "" {
			t.Errorf("loaded: %s", diff)
		}
		replayed, err := h.Replay(t.Context(), attempt.ID)
		if err != nil || !replayed.SameDecisions || !replayed.SameCard {
			t.Errorf("replay: %+v, %v", replayed, err)
		}
		branch, err := h.Rewind(t.Context(), rep, attempt.ID, 2)
		if err != nil {
			t.Fatal(err)
		}
		if kept := practice.Reflections(h.store.log(branch.ID)); len(kept) != 0 {
			t.Errorf("a branch keeps %v of the attempt that it left", kept)
		}
	})
}

// Two tabs write at once: both are told the truth, and no words are lost unseen.
func TestReflectInTwoTabs(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		before := ""
		codes := make(chan practice.Code)
		for _, text := range []string{"From the first tab.", "From the second tab."} {
			go func() {
				_, err := h.Reflect(t.Context(), rep, attempt.ID, practice.Reflection{Turn: 1, Text: text}, &before)
				codes <- practice.CodeOf(err)
			}()
		}
		if a, b := <-codes, <-codes; a == b || a != "" && a != practice.CodeConflict || b != "" && b != practice.CodeConflict {
			t.Fatalf("the tabs were told %q and %q, want one to have kept and one a conflict", a, b)
		}
		kept := practice.Reflections(h.look(attempt.ID).Events)
		if len(kept) != 1 {
			t.Fatalf("kept: %v", kept)
		}
		// The same words again are no conflict, whatever was seen; and who has seen them may replace them.
		for _, next := range []practice.Reflection{{Turn: 1, Text: kept[0].Text}, {Turn: 1, Text: "Both."}} {
			was := &before
			if next.Text == "Both." {
				was = &kept[0].Text
			}
			if _, err := h.Reflect(t.Context(), rep, attempt.ID, next, was); err != nil {
				t.Errorf("%q: %v", next.Text, described(err))
			}
		}
		wantKinds(t, "log", h.store.log(attempt.ID), contestedLog+", 4 reflected, 4 reflected")
	})
}

func TestReflectRefuses(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		running := h.begin(session.Begin{})
		long := strings.Repeat("ä", practice.MaxReflectionRunes)
		for name, test := range map[string]struct {
			rep, attempt string
			answer       practice.Reflection
			code         practice.Code
		}{
			"somebody else's":              {"rep-2", attempt.ID, practice.Reflection{Turn: 1, Text: "Hm."}, practice.CodeNotFound},
			"an attempt that is not there": {rep, "nowhere", practice.Reflection{Turn: 1, Text: "Hm."}, practice.CodeNotFound},
			"an attempt that runs":         {rep, running.ID, practice.Reflection{Text: "Hm."}, practice.CodeNotEnded},
			"no such turn":                 {rep, attempt.ID, practice.Reflection{Turn: 5, Text: "Hm."}, practice.CodeInvalid},
			"a turn before the first":      {rep, attempt.ID, practice.Reflection{Turn: -1, Text: "Hm."}, practice.CodeInvalid},
			"no text":                      {rep, attempt.ID, practice.Reflection{Turn: 1, Text: "a\x00b"}, practice.CodeInvalid},
			"too much":                     {rep, attempt.ID, practice.Reflection{Turn: 1, Text: long + "ä"}, practice.CodeTooLarge},
		} {
			_, err := h.Reflect(t.Context(), test.rep, test.attempt, test.answer, nil)
			wantCode(t, name, err, test.code)
		}
		wantKinds(t, "log", h.store.log(attempt.ID), contestedLog)

		h.reflect(attempt.ID, 1, long)
		for i := range practice.MaxReflections - 1 {
			h.reflect(attempt.ID, 1, "Again "+strconv.Itoa(i))
		}
		_, err := h.Reflect(t.Context(), rep, attempt.ID, practice.Reflection{Turn: 1, Text: "Once more"}, nil)
		wantCode(t, "once too often", err, practice.CodeTooLarge)
		if kept := h.reflect(attempt.ID, 1, ""); len(kept) != 0 {
			t.Errorf("what was taken back stays: %v", kept)
		}
	})
}
