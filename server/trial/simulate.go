package trial

import (
	"context"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Options say how much is played.
type Options struct {
	Plays int    // of each rep; 0: 1000
	Seed  uint64 // the same seed gives the same report
	// Progress is told how many plays are done, from several goroutines. Nil: nobody is told.
	Progress func(done int)
}

// chunk is how many plays are done in one go: enough to make handing out cheap,
// few enough to share the work evenly.
const chunk = 50

// Simulate plays a scenario with every simulated rep, in all of its circumstances
// in turn. It returns early with ctx's error.
func Simulate(ctx context.Context, s *scenario.Scenario, options Options) (Report, error) {
	if options.Plays <= 0 {
		options.Plays = 1000
	}
	reps := Reps()
	type job struct{ rep, first, last int }
	jobs := make(chan job)
	parts := make(chan *tally, 16)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for j := range jobs {
				part := newTally(len(reps))
				for play := j.first; play < j.last; play++ {
					part.add(j.rep, run(s, reps[j.rep], options.Seed, uint64(play)))
				}
				if options.Progress != nil {
					options.Progress(j.last - j.first)
				}
				parts <- part
			}
		})
	}
	go func() {
		defer close(jobs)
		for rep := range reps {
			for first := 0; first < options.Plays; first += chunk {
				select {
				case jobs <- job{rep, first, min(first+chunk, options.Plays)}:
				case <-ctx.Done():
					return
				}
			}
		}
	}()
	go func() {
		workers.Wait()
		close(parts)
	}()
	whole := newTally(len(reps))
	for part := range parts {
		whole.merge(part)
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	return whole.report(s, reps, options), nil
}

// outcome is what one play came to.
type outcome struct {
	ending practice.Ending
	total  practice.Points
	turns  int
	days   int
	way    string // by which each worry of the decider went, for a win
	lines  []practice.Line
}

// run plays once. Circumstances follow the number of the play, so that each is
// met equally often.
func run(s *scenario.Scenario, rep Rep, seed, play uint64) outcome {
	t := Begin(s.Under(play), rand.New(rand.NewPCG(seed, play)))
	for !t.Over() && t.State.Turns < practice.MaxTurns {
		turn := t.State.Turns
		t.Take(rep.next(t))
		if t.State.Turns == turn { // a move that the rules do not take ends it, so that no play hangs
			t.Take(Move{Turn: practice.Turn{Kind: practice.End}})
		}
	}
	o := outcome{ending: t.State.Ending, total: t.Card().Total, turns: t.State.Turns, days: t.State.Day, lines: t.said}
	if o.ending == practice.Won {
		o.way = t.way()
	}
	return o
}

// way names how the decider's worries went: by which method, or by whom.
func (t *Talk) way() string {
	var ways []string
	for i := range t.events {
		decided := t.events[i].Decided
		if decided == nil {
			continue
		}
		for _, effect := range decided.Effects {
			if effect.Person != t.Scenario.Outcome.From {
				continue
			}
			switch effect.Kind {
			case practice.EffectGaveWay:
				ways = append(ways, effect.Concern+" by "+string(effect.Method))
			case practice.EffectMoved:
				ways = append(ways, effect.Concern+" by "+effect.Cause)
			}
		}
	}
	slices.Sort(ways)
	return strings.Join(slices.Compact(ways), ", ")
}
