package main

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// BenchmarkFirstWord is from handing in a turn to the first words that may be
// shown, with a model that answers at once and 200 attempts alive, each of which
// has a turn every four seconds.
func BenchmarkFirstWord(b *testing.B) {
	const alive = 200
	var mu sync.Mutex
	first := map[string]chan time.Time{}
	rooms := stage(b, endpointIn(b, b.TempDir()), "says", audience{preview: func(p session.Preview) {
		mu.Lock()
		shown := first[fmt.Sprint(p.Attempt, p.Turn)]
		mu.Unlock()
		select {
		case shown <- time.Now():
		default:
		}
	}})
	chosen, _ := rooms.scenarios.Get("get-to-the-cfo")
	var took []time.Duration
	for b.Loop() {
		var group sync.WaitGroup
		for number := range alive {
			group.Go(func() {
				attempt, err := rooms.room.Begin(b.Context(), session.Begin{Rep: "rep", Scenario: chosen, Seed: 1})
				if err != nil {
					b.Error(err)
					return
				}
				shown := make(chan time.Time, 1)
				mu.Lock()
				first[fmt.Sprint(attempt.ID, 1)] = shown
				mu.Unlock()
				wait(b.Context(), time.Duration(number)*4*time.Second/alive) // reps do not speak in chorus
				began := time.Now()
				running, err := rooms.room.Do(b.Context(), "rep", attempt.ID, practice.Turn{
					ID: "a", Kind: practice.Say, To: "priya", Channel: practice.Chat, Text: loadLines[number%len(loadLines)],
				})
				if err != nil {
					b.Error(err)
					return
				}
				<-running.Done()
				at := time.Now() // a reply of one sentence is shown when it is there
				select {
				case at = <-shown:
				default:
				}
				mu.Lock()
				took = append(took, at.Sub(began))
				mu.Unlock()
			})
		}
		group.Wait()
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "p50-ms")
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
