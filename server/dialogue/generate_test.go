package dialogue_test

import (
	"fmt"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"pgregory.net/rapid"
)

var (
	anyMethod  = rapid.SampledFrom(practice.Methods())
	anyMethods = rapid.SliceOfN(anyMethod, 0, 4)
	anyChannel = rapid.SampledFrom(practice.Channels())
)

// anyScenario generates scenarios that a trainer could write, the odd and the
// unwinnable ones too.
var anyScenario = rapid.Custom(func(t *rapid.T) *scenario.Scenario {
	s := &scenario.Scenario{
		Name:    "generated",
		Outcome: scenario.Outcome{Need: "The outcome", Less: rapid.SampledFrom([]string{"", "The half of it"}).Draw(t, "less"), Within: rapid.IntRange(1, 90).Draw(t, "within")},
		Costs:   map[practice.Channel]int{},
	}
	for _, channel := range practice.Channels() {
		s.Costs[channel] = rapid.IntRange(0, 3).Draw(t, "cost")
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "people") {
		s.People = append(s.People, anyPerson(t, fmt.Sprintf("person%d", i)))
	}
	s.Outcome.From = s.People[0].ID
	opener := rapid.IntRange(0, len(s.People)-1).Draw(t, "opener")
	s.People[opener].Opens = &scenario.Opening{Channel: practice.Email, Says: "No, I am afraid."}
	for i := range s.People {
		for range rapid.IntRange(0, 2).Draw(t, "moves") {
			s.People[i].AgreesMoves = append(s.People[i].AgreesMoves, anyTarget(t, s))
		}
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "events") {
		event := scenario.CalendarEvent{Day: rapid.IntRange(0, 90).Draw(t, "day"), Says: fmt.Sprintf("Event %d.", i)}
		if rapid.Bool().Draw(t, "moves something") {
			event.Moves = []scenario.Target{anyTarget(t, s)}
		}
		s.Calendar = append(s.Calendar, event)
	}
	return s
})

func anyPerson(t *rapid.T, id string) scenario.Person {
	p := scenario.Person{
		ID: id, Name: id, Side: rapid.SampledFrom([]scenario.Side{scenario.ClientSide, scenario.OwnSide}).Draw(t, "side"),
		Likes:      rapid.SampledFrom(append(practice.Channels(), "")).Draw(t, "likes"),
		Patience:   rapid.IntRange(1, 9).Draw(t, "patience"),
		AsksNeeded: rapid.IntRange(0, 3).Draw(t, "asks needed"),
	}
	for i := range rapid.IntRange(1, 3).Draw(t, "concerns") {
		p.Concerns = append(p.Concerns, scenario.Concern{
			ID: fmt.Sprintf("concern%d", i), Strength: rapid.IntRange(1, 4).Draw(t, "strength"),
			GivesWayTo:     rapid.SliceOfNDistinct(anyMethod, 0, 4, rapid.ID).Draw(t, "gives way to"),
			HardensOn:      rapid.SliceOfNDistinct(anyMethod, 0, 2, rapid.ID).Draw(t, "hardens on"),
			HardensOnPushy: rapid.Bool().Draw(t, "hardens on pushy"),
			Says:           []string{"No."}, Reveals: rapid.SampledFrom([][]string{nil, {"Behind it."}}).Draw(t, "reveals"),
		})
	}
	if rapid.Bool().Draw(t, "offers") {
		p.OffersLessAfter = rapid.SampledFrom(p.Concerns).Draw(t, "after").ID
	}
	if rapid.Bool().Draw(t, "knows") {
		p.Knows = []scenario.Knowledge{{ID: "knows.0", About: "a fact", Says: "The fact."}}
	}
	return p
}

func anyTarget(t *rapid.T, s *scenario.Scenario) scenario.Target {
	p := rapid.SampledFrom(s.People).Draw(t, "target")
	return scenario.Target{Person: p.ID, Concern: rapid.SampledFrom(p.Concerns).Draw(t, "concern").ID}
}

// anyMove generates turns that can be taken, mostly words.
func anyMove(t *rapid.T, s *scenario.Scenario) move {
	switch rapid.IntRange(0, 11).Draw(t, "kind") {
	case 0:
		return wait(rapid.IntRange(1, 6).Draw(t, "days"))
	case 1:
		return take()
	}
	return move{
		practice.Turn{Kind: practice.Say, To: rapid.SampledFrom(s.People).Draw(t, "to").ID, Channel: anyChannel.Draw(t, "channel"), Text: "words"},
		practice.Reading{
			Ask:     rapid.SampledFrom([]practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome, practice.AskOutcome}).Draw(t, "ask"),
			Methods: anyMethods.Draw(t, "methods"),
			Tone:    rapid.SampledFrom([]practice.Tone{practice.Warm, practice.Neutral, practice.Neutral, practice.Pushy}).Draw(t, "tone"),
			Yields:  rapid.IntRange(0, 9).Draw(t, "yields") == 0,
			Repeat:  rapid.SampledFrom([]practice.Repeat{"", "", "", practice.RepeatOwn, practice.RepeatTheirs}).Draw(t, "repeat"),
			Facts:   rapid.SampledFrom([][]string{nil, nil, {"knows.0"}, {"knows.5"}}).Draw(t, "facts"),
		},
	}
}

// wildMove generates what no client should send and no reader should say.
func wildMove(t *rapid.T, s *scenario.Scenario) move {
	word := rapid.SampledFrom([]string{"", "person0", "person1", "nobody", "\xff", "wait", "say", "in_person", "email"})
	methods := rapid.SliceOfN(rapid.Map(word, func(w string) practice.Method { return practice.Method(w) }), 0, 5)
	return move{
		practice.Turn{
			Kind: practice.TurnKind(word.Draw(t, "kind")), To: word.Draw(t, "to"), Channel: practice.Channel(word.Draw(t, "channel")),
			Text: word.Draw(t, "text"), Days: rapid.IntRange(-1<<40, 1<<40).Draw(t, "days"), Intends: methods.Draw(t, "intends"),
		},
		practice.Reading{
			Ask: practice.Ask(word.Draw(t, "ask")), Methods: methods.Draw(t, "methods"), Tone: practice.Tone(word.Draw(t, "tone")),
			Repeat: practice.Repeat(word.Draw(t, "repeat")), Facts: rapid.SliceOf(word).Draw(t, "facts"),
		},
	}
}
