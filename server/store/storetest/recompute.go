package storetest

import (
	"math/big"
	"slices"
	"sort"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// asked is one look at a board.
type asked struct {
	board   team.Board
	measure team.Measure
	window  team.Window
	now     time.Time
	person  string
	limit   int
}

// facts are what standings follow from.
type facts struct {
	team    team.Team
	members []team.Member
	results []team.Result
}

func factsOf(t testing.TB, store Store, id string) facts {
	t.Helper()
	of, err := store.Team(t.Context(), id)
	must(t, err)
	members, err := store.Members(t.Context(), id)
	must(t, err)
	results, err := store.Results(t.Context(), id, "", time.Time{})
	must(t, err)
	return facts{of, members, results}
}

// recompute works standings out from the results by the definition, as slowly
// and plainly as can be.
func recompute(from facts, look asked) team.Standings {
	var counting []team.Result
	for _, result := range from.results {
		if result.Counts && inWindow(from.team, look.window, look.now, result.EndedAt) {
			counting = append(counting, result)
		}
	}
	var everybody []team.Standing
	for _, member := range from.members {
		standing, ok := standingOf(member, look, counting)
		if ok {
			everybody = append(everybody, standing)
		}
	}
	sort.Slice(everybody, func(i, j int) bool {
		a, b := everybody[i], everybody[j]
		if a.Value != b.Value {
			return a.Value > b.Value
		}
		if !a.At.Equal(b.At) {
			return a.At.Before(b.At)
		}
		return a.Person < b.Person
	})
	found := team.Standings{People: len(everybody)}
	for _, standing := range everybody {
		standing.Place = 1
		for _, other := range everybody {
			if other.Value > standing.Value {
				standing.Place++
			}
		}
		if standing.Person == look.person {
			found.Me = &standing
		}
		if !standing.Hidden && len(found.Rows) < look.limit {
			found.Rows = append(found.Rows, standing)
		}
	}
	return found
}

// inWindow compares calendar days, which needs no first moment of anything.
func inWindow(of team.Team, window team.Window, now, at time.Time) bool {
	zone, err := time.LoadLocation(of.TimeZone)
	if err != nil {
		panic(err)
	}
	now, at = now.In(zone), at.In(zone)
	switch window {
	case team.Week:
		year, week := now.ISOWeek()
		itsYear, itsWeek := at.ISOWeek()
		return year == itsYear && week == itsWeek
	case team.Month:
		return now.Format("2006-01") == at.Format("2006-01")
	case team.Season:
		return at.Format("2006-01-02") >= of.Season
	}
	return true
}

func standingOf(member team.Member, look asked, counting []team.Result) (team.Standing, bool) {
	standing := team.Standing{Person: member.Person, Name: member.Name, Hidden: member.Hidden}
	scenarios := distinct(look.board.Scenarios)
	sum, of := int64(0), int64(len(scenarios))
	for _, scenario := range scenarios {
		group := comparableGroup(scenario, counting)
		var own []team.Result
		for _, result := range counting {
			if result.Scenario == scenario && result.Group == group && result.Person == member.Person {
				own = append(own, result)
			}
		}
		if len(own) == 0 || look.measure == team.ByImprovement && len(own) == 1 {
			continue
		}
		sort.Slice(own, func(i, j int) bool {
			if !own[i].EndedAt.Equal(own[j].EndedAt) {
				return own[i].EndedAt.Before(own[j].EndedAt)
			}
			return own[i].Attempt < own[j].Attempt
		})
		points, at := worth(look.measure, own)
		sum += int64(points)
		standing.Played++
		if at.After(standing.At) {
			standing.At = at
		}
	}
	if look.measure == team.ByImprovement {
		of = int64(standing.Played)
	}
	if standing.Played == 0 {
		return team.Standing{}, false
	}
	standing.Value = halfUp(big.NewRat(sum, of))
	return standing, true
}

// worth is what somebody's results of one scenario, in order, are worth, and
// since when.
func worth(measure team.Measure, own []team.Result) (practice.Points, time.Time) {
	last := own[len(own)-1]
	if measure == team.ByImprovement {
		return last.Total - own[0].Total, last.EndedAt
	}
	points := func(result team.Result) practice.Points {
		if measure == team.ByVariety {
			return result.Variety
		}
		return result.Total
	}
	best := own[0]
	for _, result := range own {
		if points(result) > points(best) {
			best = result
		}
	}
	return points(best), best.EndedAt
}

// comparableGroup is the group that most people have a result in, of equals the
// one with the newest result, of equals the first by name.
func comparableGroup(scenario string, counting []team.Result) string {
	people, newest := map[string]map[string]bool{}, map[string]time.Time{}
	var groups []string
	for _, result := range counting {
		if result.Scenario != scenario {
			continue
		}
		if people[result.Group] == nil {
			people[result.Group] = map[string]bool{}
			groups = append(groups, result.Group)
		}
		people[result.Group][result.Person] = true
		if result.EndedAt.After(newest[result.Group]) {
			newest[result.Group] = result.EndedAt
		}
	}
	sort.Slice(groups, func(i, j int) bool {
		a, b := groups[i], groups[j]
		if len(people[a]) != len(people[b]) {
			return len(people[a]) > len(people[b])
		}
		if !newest[a].Equal(newest[b]) {
			return newest[a].After(newest[b])
		}
		return a < b
	})
	if len(groups) == 0 {
		return ""
	}
	return groups[0]
}

// halfUp is the greatest whole number that is not above value + 1/2.
func halfUp(value *big.Rat) practice.Points {
	raised := new(big.Rat).Add(value, big.NewRat(1, 2))
	floor := new(big.Int).Div(raised.Num(), raised.Denom()) // Euclidean: down, since the denominator is positive
	return practice.Points(floor.Int64())
}

func distinct(names []string) []string {
	var kept []string
	for _, name := range names {
		if !slices.Contains(kept, name) {
			kept = append(kept, name)
		}
	}
	return kept
}

// wantRecomputed compares what the store says with what the results come to.
func wantRecomputed(t testing.TB, store Store, look asked) {
	t.Helper()
	got, err := store.Standings(t.Context(), look.board, look.measure, look.window, look.now, look.person, look.limit)
	must(t, err)
	want := recompute(factsOf(t, store, look.board.Team), look)
	wantSame(t, string(look.measure)+" of "+string(look.window)+" at "+look.now.String()+" for "+look.person, got, want)
}
