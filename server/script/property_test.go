package script_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// anyScenario generates scenarios whose words are few and all different, so
// that stock lines have to carry the talk and every secret can be told apart.
var anyScenario = rapid.Custom(func(t *rapid.T) *scenario.Scenario {
	s := &scenario.Scenario{Name: "generated", Costs: map[practice.Channel]int{},
		Outcome: scenario.Outcome{Need: "The outcome", Less: "lesser thing", Within: 300, From: "ada"}}
	for _, id := range []string{"ada", "ben"} {
		p := scenario.Person{ID: id, Name: strings.ToUpper(id), Side: scenario.ClientSide, Patience: rapid.IntRange(3, 200).Draw(t, "patience"),
			AsksNeeded: rapid.IntRange(0, 20).Draw(t, "asks needed"), Knows: []scenario.Knowledge{{ID: "knows.0", Says: "fact of " + id}}}
		for i := range rapid.IntRange(1, 3).Draw(t, "concerns") {
			name := fmt.Sprintf("c%d", i)
			p.Concerns = append(p.Concerns, scenario.Concern{ID: name, Strength: rapid.IntRange(1, 5).Draw(t, "strength"),
				GivesWayTo: rapid.SliceOfNDistinct(rapid.SampledFrom(practice.Methods()), 0, 5, rapid.ID).Draw(t, "gives way to"),
				Says:       []string{"no of " + id + name}, Reveals: []string{"secret of " + id + name}, GaveWay: []string{"gone of " + id + name}})
		}
		p.OffersLessAfter = "c0"
		p.Agrees = []string{"yes of " + id}
		s.People = append(s.People, p)
	}
	s.People[0].Opens = &scenario.Opening{Channel: practice.Email, Says: "the first no"}
	s.People[1].Side = scenario.OwnSide
	s.People[1].AgreesMoves = []scenario.Target{{Person: "ada", Concern: "c0"}}
	s.Calendar = []scenario.CalendarEvent{{Day: 4, Says: "event"}}
	return s
})

func anyMove(t *rapid.T) move {
	if rapid.IntRange(0, 14).Draw(t, "kind") == 0 {
		return wait(rapid.IntRange(1, 4).Draw(t, "days"))
	}
	m := tell(rapid.SampledFrom([]string{"ada", "ada", "ben"}).Draw(t, "to"), rapid.SliceOfN(rapid.SampledFrom(practice.Methods()), 0, 4).Draw(t, "methods")...)
	m.turn.Channel = rapid.SampledFrom(practice.Channels()).Draw(t, "channel")
	m.reading.Ask = rapid.SampledFrom([]practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome}).Draw(t, "ask")
	m.reading.Tone = rapid.SampledFrom([]practice.Tone{practice.Neutral, practice.Neutral, practice.Pushy}).Draw(t, "tone")
	m.reading.Yields = rapid.Bool().Draw(t, "yields")
	m.reading.Facts = rapid.SampledFrom([][]string{nil, {"knows.0"}}).Draw(t, "facts")
	return m
}

// walk generates a talk of so many turns and hands every answer to see.
func walk(t *rapid.T, s *scenario.Scenario, turns int, see func(said []practice.Line, m move, d practice.Decision, lines []practice.Line)) {
	state, said := dialogue.Start(s), script.Opening(s)
	// One move drawn again and again is the hardest on a pool.
	same := rapid.IntRange(0, 3).Draw(t, "variety") == 0
	m := anyMove(t)
	for range turns {
		if !same {
			m = anyMove(t)
		}
		var d practice.Decision
		state, d = dialogue.Step(s, state, m.turn, m.reading)
		if d.Ending.Over() {
			return
		}
		lines := script.Lines(s, d, said)
		see(said, m, d, lines)
		said = append(said, lines...)
	}
}

func TestFifteenTurnsRepeatNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, 15, func(said []practice.Line, _ move, d practice.Decision, lines []practice.Line) {
			for i, line := range lines {
				if slices.ContainsFunc(append(slices.Clip(said), lines[:i]...), func(l practice.Line) bool { return l.Text == line.Text }) {
					t.Fatalf("%q (%s) is said twice, now in answer to %+v", line.Text, line.ID, d)
				}
			}
		})
	})
}

func TestSixtyTurnsUseAPoolUpBeforeRepeating(t *testing.T) {
	stock := script.Stock()
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, practice.MaxTurns, func(said []practice.Line, _ move, _ practice.Decision, lines []practice.Line) {
			for _, line := range lines {
				if !slices.ContainsFunc(said, func(l practice.Line) bool { return l.ID == line.ID }) || !strings.HasPrefix(line.ID, "stock.") {
					continue
				}
				pool := line.ID[:strings.LastIndex(line.ID, ".")]
				used := map[string]bool{}
				for _, l := range said {
					if strings.HasPrefix(l.ID, pool+".") {
						used[l.ID] = true
					}
				}
				if len(used) < len(stock[strings.TrimPrefix(pool, "stock.")]) {
					t.Fatalf("%s comes again after %d of its pool", line.ID, len(used))
				}
			}
		})
	})
}

func TestAnswersAreWellFormed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, 30, func(said []practice.Line, m move, d practice.Decision, lines []practice.Line) {
			if diff := cmp.Diff(lines, script.Lines(s, d, said)); diff != "" {
				t.Fatalf("the same answer differs:\n%s", diff)
			}
			spoken, refusals := 0, 0
			for _, line := range lines {
				if line.Text == "" || line.ID == "" || strings.ContainsAny(line.Text, "{}") {
					t.Fatalf("a broken line: %+v", line)
				}
				if line.Person == "" {
					if spoken > 0 && strings.HasPrefix(line.ID, "calendar.") {
						t.Fatalf("the calendar speaks after the person: %+v", lines)
					}
					continue
				}
				spoken++
				if isRefusal(line.ID) {
					refusals++
				}
			}
			if spoken > script.MaxLines || refusals > 1 {
				t.Fatalf("%d lines, %d refusals: %+v", spoken, refusals, lines)
			}
			if m.turn.Kind == practice.Say && spoken == 0 {
				t.Fatalf("nobody answers %+v", d)
			}
		})
	})
}

func isRefusal(id string) bool {
	return strings.Contains(id, ".says.") || strings.Contains(id, ".answers.") ||
		strings.HasPrefix(id, "stock.stale.") || strings.HasPrefix(id, "stock.stands.") || strings.HasPrefix(id, "stock.remains.") || strings.HasPrefix(id, "stock.booked.")
}

func TestNothingIsGivenAway(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, 30, func(_ []practice.Line, _ move, d practice.Decision, lines []practice.Line) {
			did := func(kind practice.EffectKind) bool {
				return slices.ContainsFunc(d.Effects, func(e practice.Effect) bool { return e.Kind == kind && e.Person == d.Person })
			}
			for _, line := range lines {
				for marker, allowed := range map[string]bool{
					"secret of":    did(practice.EffectRevealed),
					"fact of":      did(practice.EffectTold),
					"gone of":      did(practice.EffectGaveWay),
					"yes of":       d.Verdict == practice.VerdictAgree,
					"no of":        d.No,
					"lesser thing": d.Verdict == practice.VerdictOfferLess || d.Verdict == practice.VerdictGrantLess,
				} {
					if strings.Contains(line.Text, marker) && !allowed {
						t.Fatalf("%q after %+v", line.Text, d)
					}
				}
			}
			if did(practice.EffectRevealed) && d.Verdict != practice.VerdictClose &&
				!slices.ContainsFunc(lines, func(l practice.Line) bool { return strings.Contains(l.Text, "secret of") }) {
				t.Fatalf("what came out was not said: %+v", lines)
			}
		})
	})
}
