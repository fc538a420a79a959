package sqlite

import (
	"cmp"
	"context"
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// fold makes every record of a span from its results, of the given scenarios
// alone if there are any.
func fold(ctx context.Context, from asker, of span, scenarios []string) (map[source]*team.Record, error) {
	rows, err := from.rows(ctx, `SELECT member, scenario, alike, total, variety, ended_at FROM results
		WHERE team = ?1 AND counts AND ended_at >= ?2 AND (?3 = '' OR ended_at < ?3)
		ORDER BY ended_at, id`, of.team, of.begins, of.ends)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	folded := map[source]*team.Record{}
	for rows.Next() {
		key := source{team: of.team}
		var total, variety practice.Points
		var endedAt string
		if err := rows.Scan(&key.member, &key.scenario, &key.alike, &total, &variety, &endedAt); err != nil {
			return nil, err
		}
		if len(scenarios) > 0 && !slices.Contains(scenarios, key.scenario) {
			continue
		}
		at, err := parseTime(endedAt)
		if err != nil {
			return nil, err
		}
		if folded[key] == nil {
			folded[key] = &team.Record{}
		}
		folded[key].Add(total, variety, at)
	}
	return folded, rows.Err()
}

// cohort is how many people have comparable results, and the newest of them.
type cohort struct {
	alike  string
	people int
	newest string
}

// chosenCohorts returns the group of results that counts for each scenario.
func chosenCohorts(folded map[source]*team.Record) map[string]string {
	byScenario := map[string]map[string]*cohort{}
	for key, record := range folded {
		if byScenario[key.scenario] == nil {
			byScenario[key.scenario] = map[string]*cohort{}
		}
		of := byScenario[key.scenario][key.alike]
		if of == nil {
			of = &cohort{alike: key.alike}
			byScenario[key.scenario][key.alike] = of
		}
		of.people++
		of.newest = max(of.newest, stamp(record.LatestAt))
	}
	chosen := map[string]string{}
	for scenario, cohorts := range byScenario {
		var best cohort
		for _, each := range cohorts {
			if best.people == 0 || each.before(best) {
				best = *each
			}
		}
		chosen[scenario] = best.alike
	}
	return chosen
}

// before reports whether the cohort counts rather than the other.
func (c cohort) before(other cohort) bool {
	return cmp.Or(cmp.Compare(other.people, c.people), cmp.Compare(other.newest, c.newest), cmp.Compare(c.alike, other.alike)) < 0
}

// workOut ranks an earlier span from its results.
func (v view) workOut(ctx context.Context, of span, measure team.Measure) (team.Standings, error) {
	scenarios, err := list(ctx, v.from, one[string], scenariosOfBoard, v.board)
	if err != nil || len(scenarios) == 0 {
		return team.Standings{}, err
	}
	folded, err := fold(ctx, v.from, of, scenarios)
	if err != nil {
		return team.Standings{}, err
	}
	chosen := chosenCohorts(folded)
	tallies := map[int64]*team.Tally{}
	for key, record := range folded {
		if chosen[key.scenario] != key.alike {
			continue
		}
		if tallies[key.member] == nil {
			tallies[key.member] = &team.Tally{}
		}
		tallies[key.member].Add(*record)
	}
	ranked, err := v.rank(ctx, tallies, measure, len(scenarios))
	if err != nil {
		return team.Standings{}, err
	}
	found := team.Standings{People: len(ranked)}
	for i := range ranked {
		if ranked[i].Person == v.person {
			found.Me = &ranked[i]
		}
		if !ranked[i].Hidden && len(found.Rows) < v.limit {
			found.Rows = append(found.Rows, ranked[i])
		}
	}
	return found, nil
}

// rank returns everybody's standing, the first place first.
func (v view) rank(ctx context.Context, tallies map[int64]*team.Tally, measure team.Measure, scenarios int) ([]team.Standing, error) {
	type named struct {
		number int64
		team.Standing
	}
	members, err := list(ctx, v.from, func(row scanner) (named, error) {
		var one named
		err := row.Scan(&one.number, &one.Person, &one.Name, &one.Hidden)
		return one, err
	}, `SELECT number, person, name, hidden FROM members WHERE team = ?`, v.team)
	if err != nil {
		return nil, err
	}
	var ranked []team.Standing
	for _, member := range members {
		tally := tallies[member.number]
		if tally == nil || measure == team.ByImprovement && tally.Repeated == 0 {
			continue
		}
		standing := member.Standing
		standing.Played = tally.Played
		switch measure {
		case team.ByScore:
			standing.Value, standing.At = tally.Score(scenarios)
		case team.ByVariety:
			standing.Value, standing.At = tally.Variety(scenarios)
		case team.ByImprovement:
			standing.Value, standing.At = tally.Improvement()
			standing.Played = tally.Repeated
		}
		ranked = append(ranked, standing)
	}
	slices.SortFunc(ranked, func(a, b team.Standing) int {
		return cmp.Or(cmp.Compare(b.Value, a.Value), a.At.Compare(b.At), cmp.Compare(a.Person, b.Person))
	})
	var places places
	for i := range ranked {
		ranked[i].Place = places.next(ranked[i].Value)
	}
	return ranked, nil
}
