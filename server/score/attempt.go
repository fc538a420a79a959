package score

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Attempt scores a log, ended or not. The scenario is the one that the log
// played; its circumstances are picked by the log's seed.
//
// The opening no is turn 0 and counts as a met no. What counts is how the latest
// reader reads each turn, with every correction on top; what was decided stays.
func Attempt(s *scenario.Scenario, events []practice.Event) practice.Scorecard {
	return Labelled(attemptSession(s, events))
}

// attemptSession turns a log into the common input.
func attemptSession(s *scenario.Scenario, events []practice.Event) Session {
	b := &attemptBuilder{scenario: s, settled: map[string]bool{}, relieved: map[string]bool{},
		revealed: map[scenario.Target]bool{}, gone: map[scenario.Target]bool{}}
	b.session.Weights, b.session.Corrected = s.Weights, len(practice.Corrections(events))
	events = asCounted(events)
	for i := range events {
		b.event(&events[i])
	}
	return b.session
}

// attemptBuilder folds a log. A turn becomes a step when it is decided: then it
// is known when the words arrived, and after which events.
type attemptBuilder struct {
	scenario *scenario.Scenario
	session  Session
	said     *practice.Turn // waits for its decision
	reading  practice.Reading
	settled  map[string]bool // people of whom nothing is left to ask: they agreed, or their door is shut
	relieved map[string]bool // people for whom somebody's agreement moved something since they were last asked
	revealed map[scenario.Target]bool
	gone     map[scenario.Target]bool // concerns that stand no more
}

func (b *attemptBuilder) event(event *practice.Event) {
	switch {
	case event.Started != nil:
		b.scenario = b.scenario.Under(event.Started.Seed)
		b.opening()
	case event.Said != nil:
		b.said, b.reading = &event.Said.Turn, practice.Reading{}
	case event.Read != nil:
		b.reading = *event.Read
	case event.Decided != nil:
		b.decided(event.Turn, event.Decided)
	case event.Ended != nil:
		b.ended(event.Ended)
	}
}

func (b *attemptBuilder) opening() {
	for i := range b.scenario.Calendar {
		if b.scenario.Calendar[i].Day <= 0 {
			for _, target := range b.scenario.Calendar[i].Moves {
				b.gone[target] = true
			}
		}
	}
	opener := b.scenario.Opener()
	if opener == nil {
		return
	}
	b.add(Step{Kind: StepAnswered, Person: opener.ID, Channel: opener.Opens.Channel, No: true})
}

func (b *attemptBuilder) decided(turn int, decision *practice.Decision) {
	for range decision.Events {
		b.add(Step{Kind: StepHappened, Turn: turn})
	}
	b.passed(decision)
	settled := b.settled[decision.Person]
	if b.said != nil && b.said.Kind == practice.Say {
		b.add(b.step(turn, decision, settled))
	}
	if decision.Person != "" {
		b.add(Step{Kind: StepAnswered, Turn: turn, Person: decision.Person, No: decision.No && !settled})
	}
	b.said = nil
	b.notice(decision)
}

// step is the turn as the formulas see it. What is said to somebody of whom
// nothing is left to ask has a tone and no more: knocking at a shut door, or
// asking again for what was granted, can't earn a point.
func (b *attemptBuilder) step(turn int, decision *practice.Decision, settled bool) Step {
	step := Step{
		Kind: StepSaid, Turn: turn, Person: b.said.To, Channel: b.said.Channel,
		Day: decision.Day, Dated: true, Text: b.said.Text, Reading: b.reading,
	}
	if person := b.scenario.Person(b.said.To); person != nil {
		step.Own = person.Side == scenario.OwnSide
	}
	if settled {
		step.Reading.Ask, step.Reading.Methods = practice.AskNone, nil
	}
	step.Listens, step.Concern = b.listens(&step), b.voiced(step.Person)
	if step.Moved = b.relieved[step.Person] || moves(decision); step.Reading.Ask == practice.AskOutcome || step.Reading.Ask == practice.AskPartial {
		delete(b.relieved, step.Person)
	}
	if b.reading.Reader != "" {
		b.session.Reader = b.reading.Reader
	}
	return step
}

// moves reports whether the words of a turn moved something for the person they
// were said to.
func moves(decision *practice.Decision) bool {
	for _, effect := range decision.Effects {
		if (effect.Kind == practice.EffectWeakened || effect.Kind == practice.EffectGaveWay) &&
			effect.Method != practice.Wait && targetOf(effect, decision).Person == decision.Person {
			return true
		}
	}
	return false
}

// passed keeps what time took away before the words of this turn arrived.
func (b *attemptBuilder) passed(decision *practice.Decision) {
	for _, effect := range decision.Effects {
		if effect.Kind == practice.EffectMoved && effect.Cause == practice.CauseCalendar ||
			effect.Kind == practice.EffectGaveWay && effect.Method == practice.Wait {
			b.gone[targetOf(effect, decision)] = true
		}
	}
}

// voiced is the concern that a person speaks from: the first that stands.
func (b *attemptBuilder) voiced(id string) string {
	person := b.scenario.Person(id)
	if person == nil {
		return ""
	}
	for i := range person.Concerns {
		if !b.gone[scenario.Target{Person: id, Concern: person.Concerns[i].ID}] {
			return person.Concerns[i].ID
		}
	}
	return ""
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
			if slices.Contains(concern.GivesWayTo, method) {
				return true
			}
		}
	}
	return false
}

// notice keeps what a decision leaves behind for later turns.
func (b *attemptBuilder) notice(decision *practice.Decision) {
	for _, effect := range decision.Effects {
		switch target := targetOf(effect, decision); effect.Kind {
		case practice.EffectRevealed:
			b.revealed[target] = true
		case practice.EffectGaveWay, practice.EffectMoved:
			delete(b.revealed, target)
			b.gone[target] = true
			if effect.Kind == practice.EffectMoved && effect.Cause != practice.CauseCalendar {
				b.relieved[target.Person] = true
			}
		}
	}
	if decision.Verdict == practice.VerdictAgree || decision.Verdict == practice.VerdictClose {
		b.settled[decision.Person] = true
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
