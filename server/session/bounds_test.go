package session_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
)

func TestNewRoomNeedsStoreAndReader(t *testing.T) {
	for name, config := range map[string]session.Config{
		"no store":  {Reader: &marks{}},
		"no reader": {Store: newMemory()},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: no panic", name)
				}
			}()
			session.NewRoom(config)
		}()
	}
}

func TestCompiledScenariosAreKeptAndBounded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		var sources atomic.Int64
		store.fault(func(call string, _ []practice.Event) error {
			if call == "source" {
				sources.Add(1)
			}
			return nil
		}, nil)
		const most = 64 // stated in the room's settings
		var first practice.Attempt
		for i := range most + 1 {
			text := strings.Replace(source, "The bigger room", fmt.Sprintf("The bigger room %d", i), 1)
			compiled, found := scenario.Compile("room.yaml", []byte(text))
			if compiled == nil {
				t.Fatal(found)
			}
			attempt := h.begin(session.Begin{Scenario: compiled})
			if i == 0 {
				first = attempt
			} else {
				h.look(attempt.ID)
			}
		}
		if got := sources.Load(); got != 0 {
			t.Errorf("%d sources were read for scenarios just begun", got)
		}
		if title := h.look(first.ID).Scenario.Title; title != "The bigger room 0" {
			t.Errorf("the first attempt plays %q", title)
		}
		if got := sources.Load(); got != 1 {
			t.Errorf("%d sources were read for one scenario that was let go", got)
		}
	})
}

func TestScenarioThatNoLongerCompiles(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		attempt := h.begin(session.Begin{})
		h.shut()
		store.sources[attempt.Hash] = practice.Source{Name: "room", Hash: attempt.Hash, YAML: []byte("format: 99")}
		h = open(t, store)
		defer h.shut()
		_, err := h.Look(t.Context(), rep, attempt.ID)
		wantCode(t, "Look", err, practice.CodeStale)
	})
}

func TestLogDamagedWhileInMemory(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it?"))
		good := store.logs[attempt.ID]
		broken := practice.Event{Attempt: attempt.ID, Seq: 7, Turn: 2, Kind: practice.EventSaid}
		store.logs[attempt.ID] = append(good[:6:6], json.RawMessage(written(broken)))
		_, err := h.Look(t.Context(), rep, attempt.ID)
		wantCode(t, "Look", err, practice.CodeInternal)
		store.logs[attempt.ID] = good
		h.play(attempt.ID, stop("b"))
	})
}

func TestAttemptThatWasDeleted(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it?"))
		delete(store.attempts, attempt.ID)
		delete(store.logs, attempt.ID)
		_, err := h.Do(t.Context(), rep, attempt.ID, say("b", "Please?"))
		wantCode(t, "Do", err, practice.CodeNotFound)
		_, err = h.Look(t.Context(), rep, attempt.ID)
		wantCode(t, "Look", err, practice.CodeNotFound)
	})
}

func TestStoreThatCannotServe(t *testing.T) {
	for _, call := range []string{"attempt", "events", "source", "create"} {
		t.Run(call, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				store := newMemory()
				h := open(t, store)
				attempt := h.begin(session.Begin{})
				h.shut()
				h = open(t, store) // with nothing in memory
				defer h.shut()
				store.fault(func(name string, _ []practice.Event) error {
					if name == call {
						return errors.New("the disk is gone")
					}
					return nil
				}, nil)
				if call == "create" {
					_, err := h.Begin(t.Context(), session.Begin{Rep: rep, Scenario: compile(t)})
					wantCode(t, "Begin", err, practice.CodeUnavailable)
					_, err = h.Rewind(t.Context(), rep, attempt.ID, 1)
					wantCode(t, "Rewind of an attempt without turns", err, practice.CodeInvalid)
				} else {
					_, err := h.Look(t.Context(), rep, attempt.ID)
					wantCode(t, "Look", err, practice.CodeUnavailable)
					_, err = h.Replay(t.Context(), attempt.ID)
					wantCode(t, "Replay", err, practice.CodeUnavailable)
				}
				store.fault(nil, nil)
				h.look(attempt.ID)
			})
		})
	}
}

func TestLogOfTheProgramHoldsNoWordsOfTheRep(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var log bytes.Buffer
		store, actor := newMemory(), newActor()
		h := open(t, store, spokenBy(actor), func(config *session.Config) {
			config.Log = slog.New(slog.NewTextHandler(&log, nil))
		})
		attempt := h.begin(session.Begin{Before: practice.Before{Usual: "sesame, usually"}})
		running := h.do(attempt.ID, say("a", "Open sesame?"))
		kill(store)
		actor.lines <- nil
		<-running.Done()
		h.shut()
		if log.Len() == 0 || !strings.Contains(log.String(), "the process is dead") {
			t.Errorf("the log does not say what happened: %s", log.String())
		}
		if strings.Contains(log.String(), "sesame") {
			t.Errorf("the log quotes the rep: %s", log.String())
		}
	})
}
