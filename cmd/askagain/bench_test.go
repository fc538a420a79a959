package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// BenchmarkTurn is a rep's whole turn: read, decided, kept in two durable
// commits, answered, and scored when it is the last. With many reps at once the
// commits are shared.
func BenchmarkTurn(b *testing.B) {
	for _, each := range []int{1, 32} {
		reps := each * runtime.GOMAXPROCS(0)
		b.Run(fmt.Sprintf("reps=%d", reps), func(b *testing.B) { benchmarkTurns(b, each) })
	}
}

func benchmarkTurns(b *testing.B, repsPerProcessor int) {
	ctx := context.Background()
	values := settings{databaseSetting: {value: filepath.Join(b.TempDir(), "bench.db")}}
	rooms, err := openHouse(ctx, values, slog.New(slog.NewTextHandler(io.Discard, nil)), audience{})
	if err != nil {
		b.Fatal(err)
	}
	defer rooms.close()
	var seated atomic.Int64
	b.ReportAllocs()
	b.SetParallelism(repsPerProcessor)
	b.ResetTimer()
	b.RunParallel(func(next *testing.PB) {
		rep := &benchmarkRep{rooms: rooms, name: fmt.Sprintf("rep-%d", seated.Add(1))}
		for next.Next() {
			if err := rep.turn(ctx); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.StopTimer()
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "turns/s")
}

// benchmarkRep plays attempt after attempt, one turn at a time.
type benchmarkRep struct {
	rooms   *house
	name    string
	attempt string
	turns   int
}

func (r *benchmarkRep) turn(ctx context.Context) error {
	if r.attempt == "" {
		s, _ := r.rooms.scenarios.Get("get-to-the-cfo")
		attempt, err := r.rooms.room.Begin(ctx, session.Begin{Rep: r.name, Scenario: s, Palette: true})
		if err != nil {
			return err
		}
		r.attempt, r.turns = attempt.ID, 0
	}
	turn := practice.Turn{
		ID: fmt.Sprint(r.turns), Kind: practice.Say, To: "priya", Channel: practice.Phone,
		Text: winningLines[r.turns%len(winningLines)],
	}
	running, err := r.rooms.room.Do(ctx, r.name, r.attempt, turn)
	if practice.CodeOf(err) == practice.CodeEnded {
		r.attempt = ""
		return r.turn(ctx)
	}
	if err != nil {
		return err
	}
	<-running.Done()
	if r.turns++; r.turns == len(winningLines) {
		r.attempt = ""
	}
	return running.Err()
}
