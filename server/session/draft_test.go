package session_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func TestADraftIsReadAndNothingIsKept(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{Coached: true, Palette: true, Seed: 3})
		h.play(attempt.ID, say("a", "May we have it?"))
		before := h.look(attempt.ID)

		draft := say("a", "#trade, and may we have it?") // the id of a turn that was taken
		draft.Intends = []practice.Method{practice.Trade}
		reading, view, err := h.Draft(t.Context(), rep, attempt.ID, draft)
		if err != nil {
			t.Fatal(described(err))
		}
		if reading.Ask != practice.AskOutcome || !reading.Has(practice.Trade) {
			t.Errorf("it reads as %+v", reading)
		}
		given := h.reader.given[len(h.reader.given)-1]
		if diff := cmp.Diff([]string{"May we have it?"}, given.Earlier); diff != "" || len(given.Intends) != 1 || given.Outcome == "" {
			t.Errorf("the reader was given %+v", given)
		}
		if diff := cmp.Diff(before.Events, view.Events); diff != "" || len(h.look(attempt.ID).Events) != len(before.Events) {
			t.Errorf("the log has changed:\n%s", diff)
		}
		h.play(attempt.ID, say("b", "#trade, and may we have it?")) // it can still be said
	})
}

func TestDraftsThatAreNotRead(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		coached, alone, over := h.begin(session.Begin{Coached: true}), h.begin(session.Begin{}), h.begin(session.Begin{Coached: true})
		h.play(over.ID, stop("a"))
		nobody := say("", "May we?")
		nobody.To = "zoe"
		for name, test := range map[string]struct {
			rep, attempt string
			draft        practice.Turn
			want         practice.Code
		}{
			"without the coach": {rep, alone.ID, say("", "May we?"), practice.CodeForbidden},
			"somebody else's":   {"eve", coached.ID, say("", "May we?"), practice.CodeNotFound},
			"no attempt":        {rep, "nowhere", say("", "May we?"), practice.CodeNotFound},
			"after the end":     {rep, over.ID, say("", "May we?"), practice.CodeEnded},
			"nothing":           {rep, coached.ID, say("", " "), practice.CodeInvalid},
			"to nobody":         {rep, coached.ID, nobody, practice.CodeInvalid},
			"far too long":      {rep, coached.ID, say("", strings.Repeat("a", practice.MaxTurnRunes+1)), practice.CodeTooLarge},
		} {
			reading, view, err := h.Draft(t.Context(), test.rep, test.attempt, test.draft)
			wantCode(t, name, err, test.want)
			if reading.Ask != "" || view.Events != nil {
				t.Errorf("%s: %+v, %+v", name, reading, view)
			}
		}
	})
}
