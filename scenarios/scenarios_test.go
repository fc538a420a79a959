package scenarios_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

func shipped(t *testing.T) []*scenario.Scenario {
	t.Helper()
	offered, findings := catalogue.Shipped(scenarios.Files)
	for _, finding := range findings {
		t.Error(finding)
	}
	if len(offered.List()) < 2 {
		t.Fatalf("%d scenarios ship, want at least 2", len(offered.List()))
	}
	return offered.List()
}

// talk is one attempt played by rules alone: what a turn was is given, not read.
type talk struct {
	scenario  *scenario.Scenario
	state     dialogue.State
	said      []practice.Line
	decisions []practice.Decision
}

func begin(s *scenario.Scenario) *talk {
	return &talk{scenario: s, state: dialogue.Start(s), said: script.Opening(s)}
}

func (t *talk) do(turn practice.Turn, reading practice.Reading) practice.Decision {
	state, decision := dialogue.Step(t.scenario, t.state, turn, reading)
	t.said = append(t.said, script.Lines(t.scenario, decision, t.said)...)
	t.state, t.decisions = state, append(t.decisions, decision)
	return decision
}

func (t *talk) say(to string, channel practice.Channel, ask practice.Ask, methods ...practice.Method) practice.Decision {
	return t.do(practice.Turn{Kind: practice.Say, To: to, Channel: channel, Text: "."},
		practice.Reading{Ask: ask, Methods: methods, Tone: practice.Warm})
}

// stubborn asks one person the same way until the attempt ends.
func stubborn(s *scenario.Scenario, method practice.Method) *talk {
	t := begin(s)
	for range practice.MaxTurns {
		if t.state.Ending.Over() {
			break
		}
		t.say(s.Outcome.From, s.Opener().Opens.Channel, practice.AskOutcome, method)
	}
	return t
}

// varied explores first, then asks the person who can grant the outcome with
// the first way that the standing concern has not met yet, as somebody does who
// has listened. Out of ways, it lets time pass until the calendar moves the concern.
func varied(s *scenario.Scenario) *talk {
	t := begin(s)
	person := s.Person(s.Outcome.From)
	tried := map[string]bool{}
	for range practice.MaxTurns {
		if t.state.Ending.Over() {
			break
		}
		standing := standingConcern(t.state, person)
		if standing == nil {
			t.say(person.ID, practice.Phone, practice.AskOutcome, practice.Direct)
			continue
		}
		if key := standing.ID + ".explored"; !tried[key] {
			tried[key] = true
			t.say(person.ID, practice.Phone, practice.AskNone, practice.Explore, practice.Empathize)
			continue
		}
		method := practice.Direct
		for _, m := range standing.GivesWayTo {
			if key := standing.ID + string(m); !tried[key] && m != practice.Ally && m != practice.Wait {
				tried[key], method = true, m
				break
			}
		}
		if days := daysUntilMoved(s, t.state.Day, person.ID, standing.ID); method == practice.Direct && days > 0 {
			t.do(practice.Turn{Kind: practice.WaitFor, Days: days}, practice.Reading{})
			continue
		}
		t.say(person.ID, practice.Phone, practice.AskOutcome, method)
	}
	return t
}

// daysUntilMoved is how many days are left until the calendar takes the concern
// away; 0 if it never does.
func daysUntilMoved(s *scenario.Scenario, today int, person, concern string) int {
	for _, event := range s.Calendar {
		if event.Day > today && slices.Contains(event.Moves, scenario.Target{Person: person, Concern: concern}) {
			return event.Day - today
		}
	}
	return 0
}

func standingConcern(state dialogue.State, person *scenario.Person) *scenario.Concern {
	remembered, _ := state.Person(person.ID)
	for i, concern := range remembered.Concerns {
		if concern.Standing() {
			return &person.Concerns[i]
		}
	}
	return nil
}

func TestVariedAndWarmWins(t *testing.T) {
	for _, s := range shipped(t) {
		for i, circumstances := range circumstances(s) {
			if played := varied(circumstances); played.state.Ending != practice.Won {
				t.Errorf("%s, circumstances %d: varied, warm asks end with %q after %d turns", s.Title, i, played.state.Ending, played.state.Turns)
			}
		}
	}
}

// circumstances returns the scenario under each of its variants.
func circumstances(s *scenario.Scenario) []*scenario.Scenario {
	var all []*scenario.Scenario
	for seed := range uint64(64) {
		if under := s.Under(seed); !slices.Contains(all, under) {
			all = append(all, under)
		}
	}
	return all
}

func TestOneWayLoses(t *testing.T) {
	for _, s := range shipped(t) {
		for i, circumstances := range circumstances(s) {
			for _, method := range practice.Methods() {
				if played := stubborn(circumstances, method); played.state.Ending == practice.Won {
					t.Errorf("%s, circumstances %d, is won by %s alone", s.Title, i, method)
				}
			}
		}
	}
}

// A second way must be open, so that a rep who is bad at one of them still has one.
func TestColleaguesOpenAnotherWay(t *testing.T) {
	for _, s := range shipped(t) {
		moved := 0
		for _, person := range s.People {
			if person.ID == s.Outcome.From || len(person.AgreesMoves) == 0 {
				continue
			}
			played := begin(s)
			for range 20 {
				concern := standingConcern(played.state, &person)
				if concern == nil {
					break
				}
				remembered, _ := played.state.Person(person.ID)
				method := concern.GivesWayTo[len(remembered.Used)%len(concern.GivesWayTo)]
				played.say(person.ID, practice.InPerson, practice.AskOutcome, method)
			}
			played.say(person.ID, practice.Phone, practice.AskOutcome, practice.Direct)
			for _, decision := range played.decisions {
				for _, effect := range decision.Effects {
					if effect.Kind == practice.EffectMoved && effect.Cause == person.ID {
						moved++
					}
				}
			}
		}
		if moved == 0 {
			t.Errorf("%s: nobody's agreement moves anything", s.Title)
		}
	}
}

// Talks of fifteen turns, whatever they are made of, never hear a line twice.
func TestNoLineTwiceInFifteenTurns(t *testing.T) {
	const talks, turns = 400, 15
	for _, s := range shipped(t) {
		longest := 0
		for seed := range uint64(talks) {
			random := rand.New(rand.NewPCG(seed, 1))
			played := begin(s)
			for played.state.Turns < turns && !played.state.Ending.Over() {
				anyTurn(played, random)
			}
			longest = max(longest, played.state.Turns)
			if twice := repeated(played.said); twice != "" {
				t.Errorf("%s, seed %d: said twice in %d turns: %s", s.Title, seed, played.state.Turns, twice)
			}
		}
		if longest < turns {
			t.Errorf("%s: no talk reached %d turns, the longest had %d", s.Title, turns, longest)
		}
	}
}

// A rep who says the same fifteen times, or pushes, hears it put differently each time too.
func TestNoLineTwiceForTheStubborn(t *testing.T) {
	for _, s := range shipped(t) {
		for _, method := range practice.Methods() {
			played := stubborn(s, method)
			if twice := repeated(played.said); twice != "" {
				t.Errorf("%s, %s only: said twice in %d turns: %s", s.Title, method, played.state.Turns, twice)
			}
		}
	}
}

func anyTurn(played *talk, random *rand.Rand) {
	people := played.scenario.People
	person := people[0]
	if random.IntN(4) == 0 {
		person = people[random.IntN(len(people))]
	}
	all := practice.Methods()
	var methods []practice.Method
	for range random.IntN(3) {
		if m := all[random.IntN(len(all))]; !slices.Contains(methods, m) {
			methods = append(methods, m)
		}
	}
	asks := []practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome, practice.AskOutcome}
	tones := []practice.Tone{practice.Warm, practice.Neutral, practice.Neutral, practice.Pushy}
	channels := []practice.Channel{practice.Phone, practice.Chat}
	turn := practice.Turn{Kind: practice.Say, To: person.ID, Channel: channels[random.IntN(2)], Text: "."}
	if random.IntN(10) == 0 {
		turn = practice.Turn{Kind: practice.WaitFor, Days: 1}
	}
	reading := practice.Reading{Ask: asks[random.IntN(4)], Methods: methods, Tone: tones[random.IntN(4)]}
	for _, fact := range person.Knows {
		if random.IntN(12) == 0 {
			reading.Facts = append(reading.Facts, fact.ID)
		}
	}
	played.do(turn, reading)
}

func repeated(said []practice.Line) string {
	seen := map[string]bool{}
	for _, line := range said {
		if seen[line.Person+line.Text] {
			return fmt.Sprintf("%s (%s)", line.Text, line.ID)
		}
		seen[line.Person+line.Text] = true
	}
	return ""
}
