package scenario

import (
	"math"

	"github.com/askagain/askagain/server/practice"
)

// never is a day that does not come.
const never = math.MaxInt32

// effort is the least that takes a concern away by asking: a bound from below,
// so that nothing playable is refused.
type effort struct {
	possible    int // the greatest weakening there is
	days, turns int // never, if the strength cannot be reached
}

// weakening is what one use of a method takes off a concern: 1, face to face 2,
// and 1 more on the channel that the person likes.
func weakening(channel, likes practice.Channel) int {
	weakens := 1
	if channel == practice.InPerson {
		weakens = 2
	}
	if channel == likes {
		weakens++
	}
	return weakens
}

// use is one way to spend a method on a concern.
type use struct{ weakens, days, turns int }

// usesOf lists the ways to spend one method on a concern: once on any channel,
// and once more if it then comes on a stronger channel or on the liked one.
func usesOf(costs map[practice.Channel]int, likes practice.Channel) []use {
	var uses []use
	for _, first := range practice.Channels() {
		once := use{weakening(first, likes), costs[first], 1}
		uses = append(uses, once)
		for _, again := range practice.Channels() {
			if again != first && (again.Strength() > first.Strength() || again == likes) {
				uses = append(uses, use{once.weakens + weakening(again, likes), once.days + costs[again], 2})
			}
		}
	}
	return uses
}

// leastEffort finds the least days and the least turns by which so many methods,
// each spent in one of the ways, take away a strength.
func leastEffort(methods, strength int, uses []use) effort {
	result := effort{days: never, turns: never}
	most := 0
	for _, use := range uses {
		most = max(most, use.weakens)
	}
	result.possible = methods * most
	if result.possible < strength {
		return result
	}
	days, turns := make([]int, strength+1), make([]int, strength+1) // by the strength taken away
	for s := 1; s <= strength; s++ {
		days[s], turns[s] = never, never
	}
	for range methods {
		for s := strength; s >= 1; s-- {
			for _, use := range uses {
				rest := max(0, s-use.weakens)
				days[s] = min(days[s], days[rest]+use.days)
				turns[s] = min(turns[s], turns[rest]+use.turns)
			}
		}
	}
	result.days, result.turns = days[strength], turns[strength]
	return result
}
