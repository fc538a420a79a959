package score

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Attempt scores a log, ended or not. The scenario is the one that the log
// played; its circumstances are picked by the log's seed.
//
// The opening no is turn 0 and counts as a met no. Corrected readings are not
// looked for: hand in the log with the readings that should count.
func Attempt(s *scenario.Scenario, events []practice.Event) practice.Scorecard {
	return Labelled(attemptSession(s, events))
}

// attemptSession turns a log into the common input.
func attemptSession(s *scenario.Scenario, events []practice.Event) Session {
	b := &attemptBuilder{scenario: s, open: -1, revealed: map[scenario.Target]bool{}}
	b.session.Weights = s.Weights
	for i := range events {
		b.event(&events[i])
	}
	return b.session
}

type attemptBuilder struct {
	scenario *scenario.Scenario
	session  Session
	day      int
	open     int // index of the said step that waits for its reading, -1 for none
	revealed map[scenario.Target]bool
}

func (b *attemptBuilder) event(event *practice.Event) {
	switch {
	case event.Started != nil:
		b.scenario = b.scenario.Under(event.Started.Seed)
		b.opening()
	case event.Said != nil:
		b.said(event.Turn, &event.Said.Turn)
	case event.Read != nil && b.open >= 0:
		b.read(*event.Read)
	case event.Decided != nil:
		b.decided(event.Turn, event.Decided)
	case event.Ended != nil:
		b.ended(event.Ended)
	}
}

func (b *attemptBuilder) opening() {
	opener := b.scenario.Opener()
	if opener == nil {
		return
	}
	b.add(Step{Kind: StepAnswered, Person: opener.ID, Channel: opener.Opens.Channel, No: true})
}

func (b *attemptBuilder) said(turn int, said *practice.Turn) {
	b.open = -1
	if said.Kind != practice.Say {
		return
	}
	step := Step{Kind: StepSaid, Turn: turn, Person: said.To, Channel: said.Channel, Day: b.day, Dated: true, Text: said.Text}
	if person := b.scenario.Person(said.To); person != nil {
		step.Own = person.Side == scenario.OwnSide
	}
	b.open = len(b.session.Steps)
	b.add(step)
}

func (b *attemptBuilder) read(reading practice.Reading) {
	step := &b.session.Steps[b.open]
	step.Reading = reading
	step.Listens = b.listens(step)
	if reading.Reader != "" {
		b.session.Reader = reading.Reader
	}
}

// listens reports whether an ask takes up what the person had revealed: it
// brings a way that fits a concern whose reason had come out.
func (b *attemptBuilder) listens(step *Step) bool {
	person := b.scenario.Person(step.Person)
	if person == nil || step.Reading.Ask == practice.AskNone || step.Reading.Ask == "" {
		return false
	}
	for i := range person.Concerns {
		concern := &person.Concerns[i]
		if !b.revealed[scenario.Target{Person: person.ID, Concern: concern.ID}] {
			continue
		}
		for _, method := range step.Reading.Methods {
			if contains(concern.GivesWayTo, method) {
				return true
			}
		}
	}
	return false
}

func (b *attemptBuilder) decided(turn int, decision *practice.Decision) {
	b.day, b.open = decision.Day, -1
	for _, effect := range decision.Effects {
		target := targetOf(effect, decision)
		switch effect.Kind {
		case practice.EffectRevealed:
			b.revealed[target] = true
		case practice.EffectGaveWay, practice.EffectMoved:
			delete(b.revealed, target)
		}
	}
	for range decision.Events {
		b.add(Step{Kind: StepHappened, Turn: turn})
	}
	if decision.Person != "" {
		b.add(Step{Kind: StepAnswered, Turn: turn, Person: decision.Person, No: decision.No})
	}
	if decision.Banked && b.session.Obtained == Nothing {
		b.session.Obtained = Less
	}
}

// targetOf returns the concern that an effect is about. An effect that names no
// person is about the one who answers.
func targetOf(effect practice.Effect, decision *practice.Decision) scenario.Target {
	if effect.Person == "" {
		return scenario.Target{Person: decision.Person, Concern: effect.Concern}
	}
	return scenario.Target{Person: effect.Person, Concern: effect.Concern}
}

func (b *attemptBuilder) ended(ended *practice.Ended) {
	switch ended.Ending {
	case practice.Won:
		b.session.Obtained = Whole
	case practice.DoorClosed:
		b.session.Closed = true
	case practice.GaveUp, practice.TookLess:
		b.session.GaveUp = true
	}
	if ended.Banked && b.session.Obtained == Nothing {
		b.session.Obtained = Less
	}
}

func (b *attemptBuilder) add(step Step) { b.session.Steps = append(b.session.Steps, step) }
