package session_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func TestCloseFinishesTheRunningTurn(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store, spokenBy(newActor()))
		attempt := h.begin(session.Begin{})
		running := h.do(attempt.ID, say("a", "May we have it?"))
		start := time.Now()
		h.shut()
		if took := time.Since(start); took != 0 {
			t.Errorf("closing took %v", took)
		}
		<-running.Done()
		events := store.log(attempt.ID)
		wantKinds(t, "log", events, oneTurn)
		if running.Err() != nil || events[5].Replied.By != "script" {
			t.Errorf("%v, reply %+v", running.Err(), events[5].Replied)
		}
		for name, call := range map[string]func() error{
			"Do":     func() error { _, err := h.Do(t.Context(), rep, attempt.ID, stop("b")); return err },
			"Look":   func() error { _, err := h.Look(t.Context(), rep, attempt.ID); return err },
			"Begin":  func() error { _, err := h.Begin(t.Context(), session.Begin{}); return err },
			"Rewind": func() error { _, err := h.Rewind(t.Context(), rep, attempt.ID, 1); return err },
			"Replay": func() error { _, err := h.Replay(t.Context(), attempt.ID); return err },
		} {
			wantCode(t, name+" after Close", call(), practice.CodeUnavailable)
		}
		h.shut() // twice is once
	})
}

func TestCloseWaitsNoLongerThanItsContext(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store, spokenBy(newActor()))
		attempt := h.begin(session.Begin{})
		running := h.do(attempt.ID, say("a", "May we have it?"))
		kill(store)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		start := time.Now()
		wantCode(t, "Close", h.Close(ctx), practice.CodeUnavailable)
		if took := time.Since(start); took != time.Second {
			t.Errorf("Close took %v, want 1s", took)
		}
		<-running.Done()
		wantCode(t, "the turn", running.Err(), practice.CodeUnavailable)
		store.fault(nil, nil)
		next := open(t, store)
		next.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", store.log(attempt.ID), oneTurn)
		next.shut()
	})
}

func TestCallerThatLeavesLosesNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		attempt := h.begin(session.Begin{})
		ctx, leave := context.WithCancel(t.Context())
		store.fault(func(call string, _ []practice.Event) error {
			if call == "append" {
				leave()
				time.Sleep(time.Second) // the store is slow, the tab is gone
			}
			return nil
		}, nil)
		_, err := h.Do(ctx, rep, attempt.ID, say("a", "May we have it?"))
		wantCode(t, "Do", err, practice.CodeUnavailable)
		h.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", store.log(attempt.ID), oneTurn)
		_, err = h.Look(ctx, rep, attempt.ID)
		if err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("Look by somebody who has left: %v", described(err))
		}
	})
}
