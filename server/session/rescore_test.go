package session_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// newer reads as marks do, but hears no pressure.
type newer struct{ marks }

func (*newer) Version() string { return "newer-2" }

func (n *newer) Read(said practice.Said) practice.Reading {
	reading := n.marks.Read(said)
	reading.Reader = "newer-2"
	return reading.Corrected(practice.Correction{Changes: []practice.Change{{Label: practice.LabelPushy}}})
}

func readBy(reader session.Reader) func(*session.Config) {
	return func(config *session.Config) { config.Reader = reader }
}

func TestRescore(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		attempt := h.contested()
		h.correct(attempt.ID, practice.Correction{Turn: 2, Reason: "No trade.", Changes: []practice.Change{{Label: "trade"}}})
		h.play(attempt.ID, say("a", "Give it to us now, will you? #pushy")) // known: nothing happens
		total := h.look(attempt.ID).Attempt.Total
		changed, before, after, err := h.Rescore(t.Context(), attempt.ID)
		if changed || before != total || after != total || err != nil {
			t.Errorf("the same reader: %v, %d, %d, %v", changed, before, after, err)
		}
		asked := slices.Clone(h.reader.given)
		h.shut()

		reader := &newer{}
		h = open(t, store, readBy(reader))
		defer h.shut()
		changed, before, after, err = h.Rescore(t.Context(), attempt.ID)
		if !changed || before != total || after <= before || err != nil {
			t.Errorf("a newer reader: %v, %d, %d, %v", changed, before, after, err)
		}
		if diff := cmp.Diff(asked, reader.given); diff != "" {
			t.Errorf("the turns were read in another context: %s", diff)
		}
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, contestedLog+", 4 corrected, 4 scored, 4 reread, 4 scored")
		card := view.Events[len(view.Events)-1].Scored
		if view.Attempt.Total != after || card.Reader != "newer-2" || card.Corrected != 1 || card.Pressure != 1000 || slices.Contains(card.Methods, practice.Trade) {
			t.Errorf("the new card keeps the correction: %+v", card)
		}
		reread := view.Events[len(view.Events)-2].Reread
		if reread.Reader != "newer-2" || len(reread.Turns) != 2 || reread.Turns[1].Turn != 2 {
			t.Errorf("reread: %+v", reread)
		}
		if changed, _, _, err := h.Rescore(t.Context(), attempt.ID); changed || err != nil {
			t.Errorf("once more: %v, %v", changed, err)
		}
		replayed, err := h.Replay(t.Context(), attempt.ID)
		if err != nil || !replayed.SameDecisions || !replayed.SameCard {
			t.Errorf("replay: decisions the same %v, card the same %v, %v", replayed.SameDecisions, replayed.SameCard, err)
		}
		if back := h.correct(attempt.ID, practice.Correction{Turn: 1, Reason: "I pushed.", Changes: []practice.Change{shows("pushy", 0, 4)}}); back.Corrected != 2 || back.Pressure == 1000 {
			t.Errorf("a correction of the newer reading: %+v", back)
		}
	})
}

// An attempt without a word, and one whose formulas alone are older.
func TestRescoreFollowsTheFormulas(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		silent := h.begin(session.Begin{})
		h.play(silent.ID, stop("a"))
		attempt := h.contested()
		h.shut()
		h = open(t, store, readBy(&newer{}))
		defer h.shut()
		if changed, _, _, err := h.Rescore(t.Context(), silent.ID); changed || err != nil {
			t.Errorf("nothing was said: %v, %v", changed, err)
		}
		if _, _, _, err := h.Rescore(t.Context(), attempt.ID); err != nil {
			t.Fatal(described(err))
		}
		log := store.log(attempt.ID)
		old := *log[len(log)-1].Scored
		old.Rubric, old.Total = 0, 1_000
		last := log[len(log)-1]
		last.Seq, last.Scored = last.Seq+1, &old
		if err := store.Append(t.Context(), attempt.ID, []practice.Event{last}); err != nil {
			t.Fatal(err)
		}
		changed, before, after, err := h.Rescore(t.Context(), attempt.ID)
		if !changed || before != 1_000 || after <= before || err != nil {
			t.Errorf("older formulas: %v, %d, %d, %v", changed, before, after, err)
		}
		wantKinds(t, "log", store.log(attempt.ID), contestedLog+", 4 reread, 4 scored, 4 scored, 4 scored")

		last.Seq, old.Rubric = last.Seq+2, 1<<20
		if err := store.Append(t.Context(), attempt.ID, []practice.Event{last}); err != nil {
			t.Fatal(err)
		}
		_, _, _, err = h.Rescore(t.Context(), attempt.ID)
		wantCode(t, "the formulas of a newer program", err, practice.CodeStale)
		_, err = h.Correct(t.Context(), rep, attempt.ID, calm("We joke."))
		wantCode(t, "the card of a newer program", err, practice.CodeStale)
	})
}

func TestRescoreRefuses(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store, spokenBy(newActor()))
		defer h.shut()
		running := h.begin(session.Begin{})
		h.do(running.ID, say("a", "May we have it?"))
		other := open(t, store, readBy(&newer{}))
		defer other.shut()
		_, _, _, err := other.Rescore(t.Context(), running.ID)
		wantCode(t, "an attempt that runs", err, practice.CodeNotEnded)
		wantKinds(t, "its log", store.log(running.ID), oneHalf)
		_, _, _, err = other.Rescore(t.Context(), "nowhere")
		wantCode(t, "an attempt that is not there", err, practice.CodeNotFound)
		store.fault(func(call string, _ []practice.Event) error {
			if call == "attempt" {
				return errors.New("the disk is on fire")
			}
			return nil
		}, nil)
		_, _, _, err = other.Rescore(t.Context(), running.ID)
		wantCode(t, "a store that can't read", err, practice.CodeUnavailable)
		store.fault(nil, nil)
	})
}
