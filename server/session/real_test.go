package session_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/store/sqlite"
)

// The real parts together: the shipped scenario, the reader, and two rooms over
// one SQLite file, as two processes would have it.
func TestRealPartsTogether(t *testing.T) {
	ctx := t.Context()
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "askagain.db")
	var rooms []*session.Room
	for range 2 {
		store, err := sqlite.Open(ctx, file)
		if err != nil {
			t.Fatal(err)
		}
		room := session.NewRoom(session.Config{Store: store, Reader: reader})
		t.Cleanup(func() {
			if err := room.Close(context.Background()); err != nil {
				t.Error(described(err))
			}
			if err := store.Close(); err != nil {
				t.Error(err)
			}
		})
		rooms = append(rooms, room)
	}
	attempt, err := rooms[0].Begin(ctx, session.Begin{Rep: rep, Scenario: shipped(t), Palette: true, Seed: 4})
	if err != nil {
		t.Fatal(described(err))
	}
	asks := []string{
		"Could we get thirty minutes with Dana before the board meets?",
		"What makes it hard for you to bring her in?",
		"I can send you every question beforehand, and you sit in. In return, could we have half an hour with her?",
		"Fifteen minutes would do, on Thursday. Would that work?",
	}
	for i, text := range asks {
		turn := practice.Turn{ID: fmt.Sprint("turn-", i), Kind: practice.Say, To: "priya", Channel: practice.Phone, Text: text}
		var both sync.WaitGroup
		for _, room := range rooms { // both send the same turn at once
			both.Go(func() {
				running, err := room.Do(ctx, rep, attempt.ID, turn)
				if err != nil {
					t.Errorf("turn %d: %v", i, described(err))
					return
				}
				if <-running.Done(); running.Err() != nil {
					t.Errorf("turn %d: %v", i, described(running.Err()))
				}
			})
		}
		both.Wait()
	}
	views := make([]session.View, len(rooms))
	for i, room := range rooms {
		if views[i], err = room.Look(ctx, rep, attempt.ID); err != nil {
			t.Fatal(described(err))
		}
	}
	if views[0].Attempt != views[1].Attempt || views[0].Attempt.Turns != len(asks) {
		t.Errorf("the rooms see %+v and %+v", views[0].Attempt, views[1].Attempt)
	}
	if diff := cmp.Diff(written(views[0].Events), written(views[1].Events)); diff != "" {
		t.Errorf("the rooms' logs differ: %s", diff)
	}
	if diff := cmp.Diff(views[0].State, views[1].State); diff != "" {
		t.Errorf("the rooms' states differ: %s", diff)
	}
	replayed, err := rooms[1].Replay(ctx, attempt.ID)
	if err != nil || !replayed.SameDecisions {
		t.Errorf("replay: decisions the same: %v, first difference: turn %d (%v)", replayed.SameDecisions, replayed.FirstDifference, err)
	}
}

func shipped(t testing.TB) *scenario.Scenario {
	t.Helper()
	source, err := scenarios.Files.ReadFile("get-to-the-cfo.yaml")
	if err != nil {
		t.Fatal(err)
	}
	compiled, found := scenario.Compile("get-to-the-cfo.yaml", source)
	if compiled == nil {
		t.Fatal(found)
	}
	return compiled
}

// BenchmarkTurn is one turn through the room: the reader, the engine, the
// script and both steps of the log, which is kept in memory.
func BenchmarkTurn(b *testing.B) {
	reader, err := reading.New()
	if err != nil {
		b.Fatal(err)
	}
	room := session.NewRoom(session.Config{Store: newMemory(), Reader: reader})
	compiled := shipped(b)
	texts := []string{
		"Could we get thirty minutes with Dana before the board meets?",
		"I understand that the last vendor burned you. What would make it safe for you to bring her in?",
		"I can send you every question beforehand, and you sit in. In return, could we have half an hour with her?",
		"Fifteen minutes would do, on Thursday. Would that work?",
	}
	var attempt string
	turns := 0
	b.ReportAllocs()
	for b.Loop() {
		if turns%len(texts) == 0 {
			begun, err := room.Begin(b.Context(), session.Begin{Rep: rep, Scenario: compiled})
			if err != nil {
				b.Fatal(described(err))
			}
			attempt = begun.ID
		}
		running, err := room.Do(b.Context(), rep, attempt, practice.Turn{
			ID: fmt.Sprint(turns), Kind: practice.Say, To: "priya", Channel: practice.Phone, Text: texts[turns%len(texts)],
		})
		if err != nil {
			b.Fatal(described(err))
		}
		<-running.Done()
		turns++
	}
	b.StopTimer()
	if err := room.Close(context.Background()); err != nil {
		b.Fatal(err)
	}
}
