package drill

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// RoundLength is how many exercises make a round.
const RoundLength = 5

// Round is a few exercises in one method, in a row. A seed names it: the same one
// holds the same exercises in the same order.
type Round struct {
	Method    practice.Method
	Seed      uint32
	Exercises []Exercise // different ones, RoundLength of them unless there are fewer
}

// NewRound puts a round together. It is empty for a method without exercises.
func NewRound(offered []*scenario.Scenario, method practice.Method, seed uint32) Round {
	round := Round{Method: method, Seed: seed}
	var done []string
	for number := range uint64(RoundLength) {
		exercise, found := Next(offered, method, uint64(seed)<<8+number, done)
		if !found || slices.Contains(done, exercise.ID()) {
			break
		}
		done = append(done, exercise.ID())
		round.Exercises = append(round.Exercises, exercise)
	}
	return round
}

// Find returns the round's exercise with that key, and whether there is one.
func (r Round) Find(key string) (Exercise, bool) {
	if i := slices.IndexFunc(r.Exercises, func(e Exercise) bool { return e.Key() == key }); i >= 0 {
		return r.Exercises[i], true
	}
	return Exercise{}, false
}

// Owns reports whether a drill's id is one of this round: the round's seed, a point,
// and whatever makes it the drill's own.
func (r Round) Owns(id string) bool {
	seed, _, found := strings.Cut(id, ".")
	return found && seed == strconv.FormatUint(uint64(r.Seed), 10)
}

// Tally is how a round has gone so far. Of an exercise that was tried again the last
// try counts.
type Tally struct {
	Done  int    `json:"done"` // exercises
	Of    int    `json:"of"`
	Seen  int    `json:"seen"`  // in which the method was in the words
	Asked int    `json:"asked"` // which asked
	Moved int    `json:"moved"` // in which the no gave ground to the method
	Says  string `json:"says"`  // once it is over, else ""
}

// Take sums up what a rep has done in the round, from their drills, newest first,
// and returns the number of the exercise that comes next, from 0; Of when it is over.
func (r Round) Take(drills []practice.Drill) (Tally, int) {
	tally, next := Tally{Of: len(r.Exercises)}, len(r.Exercises)
	for number, exercise := range slices.Backward(r.Exercises) {
		id := exercise.ID()
		i := slices.IndexFunc(drills, func(d practice.Drill) bool { return d.Exercise == id && r.Owns(d.ID) })
		if i < 0 {
			next = number
			continue
		}
		tally.Done++
		tally.Seen += one(drills[i].Seen)
		tally.Asked += one(drills[i].Asked)
		tally.Moved += one(drills[i].Moved)
	}
	if tally.Done == tally.Of && tally.Of > 0 {
		tally.Says = r.says(tally)
	}
	return tally, next
}

func (r Round) says(t Tally) string {
	words := fmt.Sprintf("The way was in your words %s, and it did something %s.", times(t.Seen, t.Of), times(t.Moved, t.Of))
	if r.Method == practice.Explore {
		return words
	}
	return words + fmt.Sprintf(" You asked %s.", times(t.Asked, t.Of))
}

func times(count, of int) string {
	switch count {
	case 0:
		return "not once"
	case of:
		return "every time"
	}
	return fmt.Sprintf("%d of %d times", count, of)
}

func one(is bool) int {
	if is {
		return 1
	}
	return 0
}
