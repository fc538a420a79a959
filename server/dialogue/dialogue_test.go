package dialogue_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// cfo is a scenario with all that the rules know: two concerns, an ally of
// one's own, a calendar, a lesser thing, a liked channel, hesitation off.
func cfo() *scenario.Scenario {
	return &scenario.Scenario{
		Name: "cfo", Title: "Get to the CFO", Level: 3,
		Outcome: scenario.Outcome{Need: "A meeting with Dana", Less: "Dana answers in writing", Within: 21, From: "priya"},
		Costs:   map[practice.Channel]int{practice.Email: 1, practice.InPerson: 2},
		People: []scenario.Person{
			{
				ID: "priya", Name: "Priya Nair", Side: scenario.ClientSide, Likes: practice.Phone, Patience: 6,
				Opens: &scenario.Opening{Channel: practice.Email, Says: "Not something I can do."},
				Concerns: []scenario.Concern{
					{ID: "gatekeeping", Strength: 4, GivesWayTo: []practice.Method{practice.Obstacle, practice.Ally, practice.Trade},
						HardensOn: []practice.Method{practice.Value}, Reveals: []string{"I was burned."}, Says: []string{"Vendors go through me."}},
					{ID: "timing", Strength: 2, GivesWayTo: []practice.Method{practice.Wait, practice.Reduce}, Says: []string{"It is a bad month."}},
				},
				Knows: []scenario.Knowledge{{ID: "knows.0", About: "the board", Says: "On the 24th."}},
			},
			{
				ID: "lee", Name: "Lee Park", Side: scenario.OwnSide, Patience: 5,
				AgreesMoves: []scenario.Target{{Person: "priya", Concern: "gatekeeping"}},
				Concerns:    []scenario.Concern{{ID: "busy", Strength: 1, GivesWayTo: []practice.Method{practice.Value}, Says: []string{"No time."}}},
			},
		},
		Calendar: []scenario.CalendarEvent{{Day: 10, Says: "Quarter-end.", Moves: []scenario.Target{{Person: "priya", Concern: "timing"}}}},
	}
}

// move is a turn with its reading.
type move struct {
	turn    practice.Turn
	reading practice.Reading
}

// to is words to a person by chat, which takes no time and weakens by 1.
func to(person string, methods ...practice.Method) move {
	return move{
		practice.Turn{Kind: practice.Say, To: person, Channel: practice.Chat, Text: "words"},
		practice.Reading{Ask: practice.AskNone, Tone: practice.Neutral, Methods: methods},
	}
}

func ask(person string, methods ...practice.Method) move {
	m := to(person, methods...)
	m.reading.Ask = practice.AskOutcome
	return m
}

func part(person string, methods ...practice.Method) move {
	m := to(person, methods...)
	m.reading.Ask = practice.AskPartial
	return m
}

func (m move) by(channel practice.Channel) move { m.turn.Channel = channel; return m }
func (m move) pushy() move                      { m.reading.Tone = practice.Pushy; return m }
func (m move) again() move                      { m.reading.Repeat = practice.RepeatOwn; return m }
func (m move) yields() move                     { m.reading.Yields = true; return m }
func (m move) asking(facts ...string) move      { m.reading.Facts = facts; return m }

func wait(days int) move { return move{turn: practice.Turn{Kind: practice.WaitFor, Days: days}} }
func take() move         { return move{turn: practice.Turn{Kind: practice.Take}} }
func end() move          { return move{turn: practice.Turn{Kind: practice.End}} }

// play takes the moves and returns the state and every decision.
func play(s *scenario.Scenario, moves ...move) (dialogue.State, []practice.Decision) {
	state := dialogue.Start(s)
	var decisions []practice.Decision
	for _, m := range moves {
		var d practice.Decision
		state, d = dialogue.Step(s, state, m.turn, m.reading)
		decisions = append(decisions, d)
	}
	return state, decisions
}

// show writes a decision in a line: the verdict, the no and its concern, what
// changed, and what it came to.
func show(d practice.Decision) string {
	var b strings.Builder
	b.WriteString(string(d.Verdict))
	if d.No {
		b.WriteString(" no")
	}
	if d.Concern != "" {
		b.WriteString(" " + d.Concern)
	}
	if d.New {
		b.WriteString(" new")
	}
	for _, e := range d.Effects {
		b.WriteString("; " + showEffect(e))
	}
	if d.Ending.Over() {
		fmt.Fprintf(&b, "; ending %s", d.Ending)
	}
	return b.String()
}

func showEffect(e practice.Effect) string {
	words := []string{string(e.Kind)}
	for _, word := range []string{e.Person, e.Concern, string(e.Method), e.Cause} {
		if word != "" {
			words = append(words, word)
		}
	}
	if e.From != 0 || e.To != 0 {
		words = append(words, fmt.Sprintf("%d>%d", e.From, e.To))
	}
	if e.OutOfTurn {
		words = append(words, "out of turn")
	}
	return strings.Join(words, " ")
}

// ruling is a case of a rule: after the moves, the last decision reads so.
type ruling struct {
	name  string
	given func(*scenario.Scenario) // nil: the scenario as it is
	moves []move
	want  string
}

func check(t *testing.T, cases []ruling) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := cfo()
			if c.given != nil {
				c.given(s)
			}
			_, decisions := play(s, c.moves...)
			if got := show(decisions[len(decisions)-1]); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

// strong makes the concerns of everybody too strong to give way in a few turns.
func strong(s *scenario.Scenario) {
	for i := range s.People {
		for j := range s.People[i].Concerns {
			s.People[i].Concerns[j].Strength = 9
		}
	}
}

// bare leaves nothing standing between the rep and Priya.
func bare(s *scenario.Scenario) { s.People[0].Concerns = nil }
