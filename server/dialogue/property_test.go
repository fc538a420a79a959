package dialogue_test

import (
	"encoding/json"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// walk generates an attempt and hands every step to see. It stops at an ending.
func walk(t *rapid.T, s *scenario.Scenario, see func(before dialogue.State, m move, after dialogue.State, d practice.Decision)) dialogue.State {
	state := dialogue.Start(s)
	for range practice.MaxTurns {
		m := anyMove(t, s)
		after, d := dialogue.Step(s, state, m.turn, m.reading)
		see(state, m, after, d)
		state = after
		if state.Ending.Over() {
			break
		}
	}
	return state
}

func encode(t *rapid.T, state dialogue.State) string {
	data, err := json.Marshal(state)
	if err != nil {
		t.Fatalf("encode state: %v", err)
	}
	return string(data)
}

func TestStepIsDeterministicAndWritesToNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		var states []dialogue.State
		var written []string
		walk(t, s, func(before dialogue.State, m move, after dialogue.State, d practice.Decision) {
			afterwards, decision := dialogue.Step(s, before, m.turn, m.reading)
			if diff := cmp.Diff(after, afterwards) + cmp.Diff(d, decision); diff != "" {
				t.Fatalf("the same step differs (-first +second):\n%s", diff)
			}
			states, written = append(states, before), append(written, encode(t, before))
		})
		for i, state := range states {
			if now := encode(t, state); now != written[i] {
				t.Fatalf("state %d was written to:\nbefore %s\nafter  %s", i, written[i], now)
			}
		}
	})
}

func TestStepNeverPanics(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		state := dialogue.Start(s)
		for range 20 {
			m := wildMove(t, s)
			after, d := dialogue.Step(s, state, m.turn, m.reading)
			if dialogue.Validate(s, state, m.turn) == nil && after.Turns != state.Turns+1 {
				t.Fatalf("a valid turn was not taken: %+v", m.turn)
			}
			if d.Engine != dialogue.Version || d.Day != after.Day || d.Ending != after.Ending {
				t.Fatalf("the decision %+v does not tell the state %+v", d, after)
			}
			state = after
		}
		other := anyScenario.Draw(t, "another scenario")
		m := anyMove(t, other)
		dialogue.Step(other, state, m.turn, m.reading)
		dialogue.Step(s, dialogue.State{}, m.turn, m.reading)
	})
}

func TestPatienceAndStrengthStayInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, func(_ dialogue.State, _ move, after dialogue.State, _ practice.Decision) {
			for i, p := range after.People {
				if p.Patience < 0 || p.Patience > s.People[i].Patience {
					t.Fatalf("patience of %s is %d, its start %d", p.ID, p.Patience, s.People[i].Patience)
				}
				for j, c := range p.Concerns {
					if c.Strength < 0 || c.Strength > s.People[i].Concerns[j].Strength+1 {
						t.Fatalf("strength of %s.%s is %d, its start %d", p.ID, c.ID, c.Strength, s.People[i].Concerns[j].Strength)
					}
				}
			}
		})
	})
}

func TestEveryAttemptEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		state, turns := dialogue.Start(s), 0
		for !state.Ending.Over() {
			if turns++; turns > practice.MaxTurns {
				t.Fatalf("still going after %d turns", practice.MaxTurns)
			}
			m := anyMove(t, s)
			if dialogue.Validate(s, state, m.turn) != nil {
				m = wait(1)
			}
			state, _ = dialogue.Step(s, state, m.turn, m.reading)
		}
	})
}

func TestPushingNeverHelps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, func(before dialogue.State, m move, _ dialogue.State, _ practice.Decision) {
			calm, pressed := m, m
			calm.reading.Tone = rapid.SampledFrom([]practice.Tone{practice.Warm, practice.Neutral}).Draw(t, "calm tone")
			pressed.reading.Tone = practice.Pushy
			without, _ := dialogue.Step(s, before, calm.turn, calm.reading)
			with, _ := dialogue.Step(s, before, pressed.turn, pressed.reading)
			if with.Ending == practice.Won && without.Ending != practice.Won {
				t.Fatal("pushing won what asking did not")
			}
			for i, p := range with.People {
				q := without.People[i]
				if p.Patience > q.Patience || p.Resistance() < q.Resistance() || p.Agreed && !q.Agreed || q.Closed && !p.Closed {
					t.Fatalf("pushing helped with %s:\npushy %+v\ncalm  %+v", p.ID, p, q)
				}
			}
		})
	})
}

func TestAClosedDoorStaysClosed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, func(before dialogue.State, m move, after dialogue.State, d practice.Decision) {
			for i, p := range before.People {
				q := after.People[i]
				if p.Closed && (!q.Closed || q.Patience > 0) {
					t.Fatalf("%s opened again by %+v", p.ID, m.turn)
				}
				spoken := m.turn.Kind == practice.Say && m.turn.To == p.ID && d.Ending != practice.OutOfTime
				if p.Closed && spoken && d.Verdict != practice.VerdictClose {
					t.Fatalf("%s answered %q through a closed door", p.ID, d.Verdict)
				}
				if q.Closed && q.Patience != 0 {
					t.Fatalf("%s closed with patience %d", q.ID, q.Patience)
				}
			}
		})
	})
}

func TestStateSurvivesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, func(_ dialogue.State, _ move, after dialogue.State, _ practice.Decision) {
			var back dialogue.State
			if err := json.Unmarshal([]byte(encode(t, after)), &back); err != nil {
				t.Fatalf("decode state: %v", err)
			}
			if diff := cmp.Diff(after, back); diff != "" {
				t.Fatalf("changed by JSON (-before +after):\n%s", diff)
			}
		})
	})
}

func TestADecisionSaysWhatItIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, func(before dialogue.State, m move, after dialogue.State, d practice.Decision) {
			if d.No && d.Ask == practice.AskNone {
				t.Fatalf("a no to nothing: %+v", d)
			}
			if d.No != (after.Nos == before.Nos+1) {
				t.Fatalf("no is %v, nos went from %d to %d", d.No, before.Nos, after.Nos)
			}
			said := d.Verdict == practice.VerdictRefuse || d.Verdict == practice.VerdictSoften
			if c := s.Person(d.Person); said && (c == nil || c.Concern(d.Concern) == nil) {
				t.Fatalf("refused in nobody's words: %+v", d)
			}
			if d.Verdict == practice.VerdictAgree && m.turn.To == s.Outcome.From && d.Ending != practice.Won {
				t.Fatalf("agreed and not won: %+v", d)
			}
		})
	})
}
