package session_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// contested plays an attempt to its end: a pushy ask, a trade, a wait.
func (h *house) contested() practice.Attempt {
	h.t.Helper()
	attempt := h.begin(session.Begin{Palette: true})
	h.play(attempt.ID, say("a", "Give it to us now, will you? #pushy"))
	h.play(attempt.ID, say("b", "For a cäke? #trade"))
	h.play(attempt.ID, practice.Turn{ID: "c", Kind: practice.WaitFor, Days: 3})
	h.play(attempt.ID, stop("d"))
	return h.look(attempt.ID).Attempt
}

const contestedLog = oneTurn + ", 2 said, 2 read, 2 decided, 2 replied, 3 said, 3 read, 3 decided, 3 replied, " +
	"4 said, 4 read, 4 decided, 4 replied, 4 ended, 4 scored"

func calm(reason string) practice.Correction {
	return practice.Correction{Turn: 1, Reason: reason, Changes: []practice.Change{{Label: practice.LabelPushy}}}
}

// shows is a change by which label holds, on the stretch from start to end.
func shows(label practice.Label, start, end int) practice.Change {
	return practice.Change{Label: label, Holds: true, Evidence: &practice.Evidence{Start: start, End: end}}
}

func (h *house) correct(attempt string, correction practice.Correction) practice.Scorecard {
	h.t.Helper()
	card, err := h.Correct(h.t.Context(), rep, attempt, correction)
	if err != nil {
		h.t.Fatalf("Correct: %v", described(err))
	}
	return card
}

func TestCorrect(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer func() { h.shut() }()
		attempt := h.contested()
		before := h.look(attempt.ID)
		card := h.correct(attempt.ID, calm("  We always joke like this.  "))
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, contestedLog+", 4 corrected, 4 scored")
		if card.Total <= attempt.Total || card.Corrected != 1 || view.Attempt.Total != card.Total || view.Attempt.Turns != 4 {
			t.Errorf("the card says %d, corrected %d; the summary %+v", card.Total, card.Corrected, view.Attempt)
		}
		if kept, _ := h.store.Attempt(t.Context(), attempt.ID); kept.Total != card.Total || kept.Turns != 4 || kept.Ending != practice.GaveUp {
			t.Errorf("the store's summary: %+v", kept)
		}
		made := practice.Corrections(view.Events)[0]
		if made.Reason != "We always joke like this." || made.By != practice.ByRep {
			t.Errorf("the correction: %+v", made)
		}
		if diff := cmp.Diff(before.Events, view.Events[:len(before.Events)]); diff != "" {
			t.Errorf("what was there has changed: %s", diff)
		}
		if diff := cmp.Diff(before.State, view.State); diff != "" {
			t.Errorf("the state has changed: %s", diff)
		}
		wantKinds(t, "what was published", h.heard(), contestedLog+", 4 corrected, 4 scored")

		if again := h.correct(attempt.ID, calm("We always joke like this.")); !cmp.Equal(again, card) {
			t.Errorf("sent twice, the card differs: %s", cmp.Diff(card, again))
		}
		wantKinds(t, "log", h.store.log(attempt.ID), contestedLog+", 4 corrected, 4 scored")

		twice := h.correct(attempt.ID, practice.Correction{Turn: 2, Reason: "It was a loan.", Changes: []practice.Change{
			{Label: "trade"}, shows("obstacle", 6, 11),
		}})
		made = practice.Corrections(h.store.log(attempt.ID))[1]
		if evidence := made.Changes[1].Evidence; evidence == nil || evidence.Quote != "cäke" || evidence.Label != "obstacle" {
			t.Errorf("the quote is completed: %+v", evidence)
		}
		if twice.Corrected != 2 || cmp.Equal(twice.Methods, card.Methods) {
			t.Errorf("the second correction: %+v", twice)
		}

		h.shut()
		h = open(t, h.store) // another process, from the log alone
		if diff := cmp.Diff(twice.Total, h.look(attempt.ID).Attempt.Total); diff != "" {
			t.Errorf("loaded, the total differs: %s", diff)
		}
		replayed, err := h.Replay(t.Context(), attempt.ID)
		if err != nil || !replayed.SameDecisions || !replayed.SameCard {
			t.Errorf("replay: decisions the same %v, card the same %v, %v", replayed.SameDecisions, replayed.SameCard, err)
		}
		wantCode(t, "a turn after it", func() error {
			_, err := h.Do(t.Context(), rep, attempt.ID, say("e", "Still?"))
			return err
		}(), practice.CodeEnded)
	})
}

func TestCorrectRefuses(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		running := h.begin(session.Begin{})
		h.play(running.ID, say("a", "Now? #pushy"))
		with := func(change func(*practice.Correction)) practice.Correction {
			c := calm("A reason.")
			change(&c)
			return c
		}
		changes := func(list ...practice.Change) practice.Correction {
			return with(func(c *practice.Correction) { c.Turn, c.Changes = 2, list })
		}
		quoted := shows("wait", 0, 3)
		quoted.Evidence.Quote = "Far"
		for name, test := range map[string]struct {
			rep, attempt string
			correction   practice.Correction
			code         practice.Code
		}{
			"somebody else's":               {"rep-2", attempt.ID, calm("A reason."), practice.CodeNotFound},
			"an attempt that is not there":  {rep, "nowhere", calm("A reason."), practice.CodeNotFound},
			"an attempt that runs":          {rep, running.ID, calm("A reason."), practice.CodeNotEnded},
			"no reason":                     {rep, attempt.ID, calm(" \n"), practice.CodeInvalid},
			"a reason that is no text":      {rep, attempt.ID, calm("a\x00b"), practice.CodeInvalid},
			"a reason that is no UTF-8":     {rep, attempt.ID, calm("a\xffb"), practice.CodeInvalid},
			"a reason that is too long":     {rep, attempt.ID, calm(strings.Repeat("é", 501)), practice.CodeTooLarge},
			"no change":                     {rep, attempt.ID, changes(), practice.CodeInvalid},
			"far too many changes":          {rep, attempt.ID, changes(make([]practice.Change, 17)...), practice.CodeTooLarge},
			"a turn that was not":           {rep, attempt.ID, with(func(c *practice.Correction) { c.Turn = 9 }), practice.CodeInvalid},
			"the opening":                   {rep, attempt.ID, with(func(c *practice.Correction) { c.Turn = 0 }), practice.CodeInvalid},
			"a turn without words":          {rep, attempt.ID, with(func(c *practice.Correction) { c.Turn = 3 }), practice.CodeInvalid},
			"a label that is none":          {rep, attempt.ID, changes(practice.Change{Label: "magic"}), practice.CodeInvalid},
			"a label twice":                 {rep, attempt.ID, changes(practice.Change{Label: "trade"}, shows("trade", 0, 3)), practice.CodeInvalid},
			"a label without words":         {rep, attempt.ID, changes(practice.Change{Label: "wait", Holds: true}), practice.CodeInvalid},
			"words before the turn":         {rep, attempt.ID, changes(shows("wait", -1, 3)), practice.CodeInvalid},
			"words beyond the turn":         {rep, attempt.ID, changes(shows("wait", 0, 99)), practice.CodeInvalid},
			"no words at all":               {rep, attempt.ID, changes(shows("wait", 3, 3)), practice.CodeInvalid},
			"a blank":                       {rep, attempt.ID, changes(shows("wait", 3, 4)), practice.CodeInvalid},
			"words that end in a character": {rep, attempt.ID, changes(shows("wait", 6, 8)), practice.CodeInvalid},
			"words that begin in one":       {rep, attempt.ID, changes(shows("wait", 8, 10)), practice.CodeInvalid},
			"other words than the turn's":   {rep, attempt.ID, changes(quoted), practice.CodeInvalid},
			"what is so already":            {rep, attempt.ID, changes(practice.Change{Label: "warm"}), practice.CodeInvalid},
			"all of it and part":            {rep, attempt.ID, changes(shows("outcome", 0, 3), shows("partial", 0, 3)), practice.CodeInvalid},
			"warm and pushy":                {rep, attempt.ID, changes(shows("warm", 0, 3), shows("pushy", 0, 3)), practice.CodeInvalid},
			"direct beside another":         {rep, attempt.ID, changes(shows("direct", 0, 3)), practice.CodeInvalid},
			"direct without an ask":         {rep, attempt.ID, changes(practice.Change{Label: "outcome"}, practice.Change{Label: "trade"}, shows("direct", 0, 3)), practice.CodeInvalid},
			"four ways":                     {rep, attempt.ID, changes(shows("wait", 0, 3), shows("ally", 0, 3), shows("value", 0, 3), shows("proof", 0, 3)), practice.CodeInvalid},
			"a plain ask that is not plain": {rep, attempt.ID, changes(practice.Change{Label: "trade"}, practice.Change{Label: "direct"}), practice.CodeInvalid},
		} {
			_, err := h.Correct(t.Context(), test.rep, test.attempt, test.correction)
			wantCode(t, name, err, test.code)
		}
		wantKinds(t, "log", h.store.log(attempt.ID), contestedLog)
	})
}

func TestCorrectionsAreBounded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		change := []practice.Change{{Label: practice.LabelPushy}, shows(practice.LabelPushy, 0, 4)}
		for i := range practice.MaxCorrections {
			h.correct(attempt.ID, practice.Correction{Turn: 1, Reason: "This way, or that.", Changes: change[i%2 : i%2+1]})
		}
		_, err := h.Correct(t.Context(), rep, attempt.ID, calm("Once more."))
		wantCode(t, "one too many", err, practice.CodeTooLarge)
		if made := practice.Corrections(h.store.log(attempt.ID)); len(made) != practice.MaxCorrections {
			t.Errorf("%d corrections", len(made))
		}
	})
}

func TestCorrectGivesWayToOtherWriters(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h, other := open(t, store), open(t, store)
		defer h.shut()
		defer other.shut()
		attempt := h.contested()
		other.correct(attempt.ID, calm("From another process."))
		card := h.correct(attempt.ID, practice.Correction{Turn: 2, Reason: "No trade.", Changes: []practice.Change{{Label: "trade"}}})
		if card.Corrected != 2 || card.Pressure != 1000 {
			t.Errorf("the card rests on both: %+v", card)
		}
		raced := false
		store.fault(func(call string, events []practice.Event) error {
			if call == "append" && !raced {
				raced = true
				return practice.Errorf(practice.CodeConflict, "Somebody else wrote first.")
			}
			return nil
		}, nil)
		h.correct(attempt.ID, practice.Correction{Turn: 2, Reason: "Warm.", Changes: []practice.Change{shows("warm", 0, 3)}})
		if !raced {
			t.Error("nobody wrote")
		}
		wantKinds(t, "log", store.log(attempt.ID), contestedLog+strings.Repeat(", 4 corrected, 4 scored", 3))
	})
}

func TestRewindLeavesCorrectionsBehind(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		h.correct(attempt.ID, calm("We joke."))
		fork, err := h.Rewind(t.Context(), rep, attempt.ID, 4)
		if err != nil {
			t.Fatal(described(err))
		}
		view := h.look(fork.ID)
		wantKinds(t, "log", view.Events, strings.TrimSuffix(contestedLog, ", 4 said, 4 read, 4 decided, 4 replied, 4 ended, 4 scored"))
		if view.Attempt.Ending.Over() || practice.Readings(view.Events)[1].Tone != practice.Pushy {
			t.Errorf("the fork: %+v", view.Attempt)
		}
		h.play(fork.ID, stop("again"))
	})
}

func TestCorrectedTurns(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.contested()
		if none, err := h.Corrections(t.Context(), attempt.ID); err != nil || len(none) != 0 {
			t.Errorf("before any: %v, %v", none, err)
		}
		h.correct(attempt.ID, practice.Correction{Turn: 2, Reason: "No trade.", Changes: []practice.Change{{Label: "trade"}}})
		h.correct(attempt.ID, practice.Correction{Turn: 2, Reason: "Only part.", Changes: []practice.Change{shows("partial", 0, 3)}})
		turns, err := h.Corrections(t.Context(), attempt.ID)
		if err != nil || len(turns) != 1 {
			t.Fatalf("%d turns, %v", len(turns), err)
		}
		got := turns[0]
		if got.Turn != 2 || len(got.Corrections) != 2 || got.Reading.Ask != practice.AskPartial || !got.Reading.Has(practice.Direct) || got.Took.Channel != practice.Chat {
			t.Errorf("the turn: %+v", got)
		}
		h.reader.mu.Lock()
		defer h.reader.mu.Unlock()
		if diff := cmp.Diff(h.reader.given[1], got.Said); diff != "" {
			t.Errorf("the context is not that of play: %s", diff)
		}
	})
}
