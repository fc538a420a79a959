package session_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// anyTurn draws what a rep might do, sensible or not.
func anyTurn(t *rapid.T, id string) practice.Turn {
	marks := []string{"?", "#pushy", "Well"}
	for _, method := range practice.Methods() {
		marks = append(marks, "#"+string(method))
	}
	return practice.Turn{
		ID:      id,
		Kind:    rapid.SampledFrom([]practice.TurnKind{practice.Say, practice.Say, practice.Say, practice.Say, practice.WaitFor, practice.Take}).Draw(t, "kind"),
		To:      rapid.SampledFrom([]string{"ada", "ada", "ada", "ben"}).Draw(t, "to"),
		Channel: rapid.SampledFrom(practice.Channels()).Draw(t, "channel"),
		Text:    strings.Join(rapid.SliceOfN(rapid.SampledFrom(marks), 1, 5).Draw(t, "words"), " "),
		Days:    rapid.IntRange(0, 6).Draw(t, "days"),
	}
}

func TestReplayGivesTheSame(t *testing.T) {
	compiled := compile(t)
	rapid.Check(t, func(rt *rapid.T) {
		store := newMemory()
		h := open(t, store)
		defer func() { h.shut() }()
		attempt := h.begin(session.Begin{Scenario: compiled, Seed: rapid.Uint64().Draw(rt, "seed")})
		for i := range rapid.IntRange(1, 20).Draw(rt, "turns") {
			running, err := h.Do(t.Context(), rep, attempt.ID, anyTurn(rt, fmt.Sprint(i)))
			if code := practice.CodeOf(err); code == practice.CodeEnded {
				break
			} else if code != "" && code != practice.CodeInvalid {
				rt.Fatalf("turn %d: %v", i, described(err))
			} else if code == "" {
				<-running.Done()
			}
		}
		if !h.look(attempt.ID).Attempt.Ending.Over() {
			h.play(attempt.ID, stop("end"))
		}
		live := h.look(attempt.ID)

		h.shut()
		h = open(t, store) // another process, from the log alone
		loaded := h.look(attempt.ID)
		replayed, err := h.Replay(t.Context(), attempt.ID)
		if err != nil {
			rt.Fatal(described(err))
		}
		if !replayed.SameDecisions || replayed.FirstDifference != 0 || !replayed.SameCard || replayed.OtherEngine {
			rt.Errorf("decisions the same: %v (first difference: turn %d), card the same: %v, another engine: %v",
				replayed.SameDecisions, replayed.FirstDifference, replayed.SameCard, replayed.OtherEngine)
		}
		if len(replayed.Decisions) != live.Attempt.Turns || replayed.Card.Total != live.Attempt.Total {
			rt.Errorf("%d decisions, total %d; the attempt has %d turns, total %d",
				len(replayed.Decisions), replayed.Card.Total, live.Attempt.Turns, live.Attempt.Total)
		}
		if live.Attempt != loaded.Attempt || live.Attempt != replayed.Attempt {
			rt.Errorf("attempts differ: %+v, %+v, %+v", live.Attempt, loaded.Attempt, replayed.Attempt)
		}
		for name, state := range map[string]dialogue.State{"loaded": loaded.State, "replayed": replayed.State} {
			if got, want := written(state), written(live.State); got != want {
				rt.Errorf("%s state differs: %s", name, cmp.Diff(want, got))
			}
		}
	})
}

func written(value any) string {
	data, err := json.Marshal(value)
	if err != nil {
		return err.Error()
	}
	return string(data)
}

// altered plays an attempt and changes its log in the store.
func altered(t *testing.T, change func(*practice.Event)) session.Replayed {
	t.Helper()
	store := newMemory()
	h := open(t, store)
	defer h.shut()
	attempt := h.begin(session.Begin{})
	h.play(attempt.ID, say("a", "May we have it?"))
	h.play(attempt.ID, say("b", "For a cake? #trade"))
	h.play(attempt.ID, stop("c"))
	for i, event := range store.log(attempt.ID) {
		change(&event)
		store.logs[attempt.ID][i] = json.RawMessage(written(event))
	}
	replayed, err := h.Replay(t.Context(), attempt.ID)
	if err != nil {
		t.Fatal(described(err))
	}
	return replayed
}

func TestReplayFindsADecisionThatDiffers(t *testing.T) {
	replayed := altered(t, func(event *practice.Event) {
		if event.Turn == 2 && event.Decided != nil {
			event.Decided.Patience += 3
		}
	})
	if replayed.SameDecisions || replayed.FirstDifference != 2 {
		t.Errorf("decisions the same: %v, first difference: turn %d, want turn 2", replayed.SameDecisions, replayed.FirstDifference)
	}
}

func TestReplayFindsACardThatDiffers(t *testing.T) {
	replayed := altered(t, func(event *practice.Event) {
		if event.Scored != nil {
			event.Scored.Total++
		}
	})
	if !replayed.SameDecisions || replayed.SameCard || replayed.Recorded == nil {
		t.Errorf("decisions the same: %v, card the same: %v", replayed.SameDecisions, replayed.SameCard)
	}
}

func TestReplayUnderAnotherEngineShowsWhatIsRecorded(t *testing.T) {
	replayed := altered(t, func(event *practice.Event) {
		if event.Decided != nil {
			event.Decided.Engine = dialogue.Version + 1
			event.Decided.Patience = 77
		}
	})
	if !replayed.OtherEngine || replayed.SameDecisions || replayed.State.Version != 0 {
		t.Errorf("another engine: %v, decisions the same: %v, state: %+v", replayed.OtherEngine, replayed.SameDecisions, replayed.State)
	}
	if len(replayed.Decisions) != 3 || replayed.Decisions[0].Patience != 77 {
		t.Errorf("decisions: %+v", replayed.Decisions)
	}
}

func TestAttemptOfANewerProgramIsShownAndNotPlayedOn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		newer := store.attempts[attempt.ID]
		newer.Engine = dialogue.Version + 1
		store.attempts[attempt.ID] = newer
		wantKinds(t, "log", h.look(attempt.ID).Events, opened)
		_, err := h.Do(t.Context(), rep, attempt.ID, say("a", "May we have it?"))
		wantCode(t, "Do", err, practice.CodeStale)
	})
}

func TestDamagedLogIsAnError(t *testing.T) {
	for name, damage := range map[string]func([]practice.Event) []practice.Event{
		"empty":                 func([]practice.Event) []practice.Event { return nil },
		"no start":              func(log []practice.Event) []practice.Event { log[0].Kind, log[0].Started = "", nil; return log },
		"a gap":                 func(log []practice.Event) []practice.Event { return append(log[:3], log[4:]...) },
		"an event without body": func(log []practice.Event) []practice.Event { log[3].Read = nil; return log },
		"a turn left out":       func(log []practice.Event) []practice.Event { log[2].Turn = 5; return log },
		"decided before read": func(log []practice.Event) []practice.Event {
			log[3], log[4] = log[4], log[3]
			log[3].Seq, log[4].Seq = 4, 5
			return log
		},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newMemory()
				h := open(t, store)
				attempt := h.begin(session.Begin{})
				h.play(attempt.ID, say("a", "May we have it?"))
				h.shut()
				log := damage(store.log(attempt.ID))
				store.logs[attempt.ID] = nil
				for _, event := range log {
					store.logs[attempt.ID] = append(store.logs[attempt.ID], json.RawMessage(written(event)))
				}
				h = open(t, store)
				defer h.shut()
				_, err := h.Look(t.Context(), rep, attempt.ID)
				wantCode(t, "Look", err, practice.CodeInternal)
				_, err = h.Do(t.Context(), rep, attempt.ID, say("b", "Please?"))
				wantCode(t, "Do", err, practice.CodeInternal)
				_, err = h.Replay(t.Context(), attempt.ID)
				wantCode(t, "Replay", err, practice.CodeInternal)
			})
		})
	}
}
