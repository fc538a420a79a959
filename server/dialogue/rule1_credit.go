package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// shotgun is the number of methods in one turn at which only the first counts:
// naming everything at once is not varying the way one asks.
const shotgun = 3

// credit is rule 1: which methods of the turn count. One or two do; of three or
// more only the first does, and that costs patience. Explore and empathize come
// on top and are not counted. Direct is credited as tried and moves nothing.
// Words that were said before credit nothing.
func (x *exchange) credit() []practice.Method {
	if x.repeats() {
		return nil
	}
	known := practice.Methods()
	var credited []practice.Method
	levers := 0
	for _, method := range x.reading.Methods {
		if !slices.Contains(known, method) || slices.Contains(credited, method) {
			continue
		}
		if isLever(method) {
			levers++
		}
		credited = append(credited, method)
	}
	if levers >= shotgun {
		credited = firstLever(credited)
		x.patience(x.stands, -1, practice.CauseShotgun)
	}
	x.decision.Credited = credited
	return credited
}

// isLever reports whether the method is one of those that are counted.
func isLever(method practice.Method) bool {
	return method != practice.Explore && method != practice.Empathize && method != practice.Direct
}

// firstLever drops every lever but the first.
func firstLever(methods []practice.Method) []practice.Method {
	kept, levers := methods[:0], 0
	for _, method := range methods {
		if isLever(method) {
			if levers++; levers > 1 {
				continue
			}
		}
		kept = append(kept, method)
	}
	return kept
}
