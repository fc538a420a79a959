package trial

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Reader reads words as the room does.
type Reader interface {
	Read(practice.Said) practice.Reading
}

// TestResult is how one of a scenario's own tests went.
type TestResult struct {
	Test      *scenario.Test
	Exchanges []Exchange // up to the step that differs, or all
	// Differs says what came out otherwise than the test has it, in a sentence; ""
	// for a test that holds.
	Differs string
	Step    int // the step that differs, from 1; 0 for the end
	Ending  practice.Ending
	Day     int
	Total   practice.Points

	scenario *scenario.Scenario
}

// Exchange is a step of a test with what came of it.
type Exchange struct {
	Step     *scenario.TestStep
	Day      int // before the step
	Reading  practice.Reading
	Decision practice.Decision
	Lines    []practice.Line
}

// RunTests plays the scenario's own tests and returns their results in the
// file's order. The same file and reader give the same results.
func RunTests(s *scenario.Scenario, reader Reader) []TestResult {
	results := make([]TestResult, len(s.Tests))
	next := make(chan int)
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(s.Tests)) {
		workers.Go(func() {
			for i := range next {
				results[i] = runTest(s, &s.Tests[i], reader)
			}
		})
	}
	for i := range s.Tests {
		next <- i
	}
	close(next)
	workers.Wait()
	return results
}

// runTest plays until a step differs: what follows it was written for another talk.
func runTest(s *scenario.Scenario, test *scenario.Test, reader Reader) TestResult {
	played := s.Under(uint64(test.Variant)) // the file first, then its variants, one after the other
	t := Begin(played, nil)
	result := TestResult{Test: test, scenario: played}
	for i := range test.Steps {
		step := &test.Steps[i]
		move := t.moveOf(step, reader)
		if err := dialogue.Validate(played, t.State, move.Turn); err != nil {
			result.Step, result.Differs = i+1, "cannot be taken: "+err.Error()
			break
		}
		exchange := Exchange{Step: step, Day: t.State.Day, Reading: move.Reading}
		before, said := t.State, len(t.said)
		exchange.Decision = t.Take(move)
		exchange.Lines = t.said[said:]
		result.Exchanges = append(result.Exchanges, exchange)
		if differs := t.compare(step.Then, exchange, before); differs != "" {
			result.Step, result.Differs = i+1, differs
			break
		}
	}
	result.Ending, result.Day, result.Total = t.State.Ending, t.State.Day, t.Card().Total
	if result.Differs == "" {
		result.Differs = compareEnd(test, result)
	}
	return result
}

// moveOf is the turn of a step with its reading: the words', or the given one.
func (t *Talk) moveOf(step *scenario.TestStep, reader Reader) Move {
	switch {
	case step.Kind == practice.WaitFor:
		return t.wait(step.Days)
	case step.Kind != practice.Say:
		return Move{Turn: practice.Turn{Kind: step.Kind}}
	case step.Words == "":
		return t.say(step.To, step.Channel, step.Asks, step.Tone, step.By...)
	}
	turn := practice.Turn{Kind: practice.Say, To: step.To, Channel: step.Channel, Text: step.Words}
	return Move{turn, reader.Read(t.heard(turn))}
}

// heard is a turn's words with the context in which a reader meets them.
func (t *Talk) heard(turn practice.Turn) practice.Said {
	person := t.Scenario.Person(turn.To)
	said := practice.Said{Text: turn.Text, Outcome: person.Need, Facts: person.Facts()}
	for _, event := range t.events {
		if event.Said != nil && event.Said.Kind == practice.Say {
			said.Earlier = append(said.Earlier, event.Said.Text)
		}
	}
	spoken := false
	for _, line := range t.said {
		if line.Person == "" {
			continue
		}
		said.Theirs = append(said.Theirs, line.Text)
		if line.Person == turn.To || !spoken {
			said.ClientLast, spoken = line.Text, spoken || line.Person == turn.To
		}
	}
	return said
}

// compare says how an exchange differs from what was expected, "" if it does not.
func (t *Talk) compare(then scenario.Expectation, exchange Exchange, before dialogue.State) string {
	if len(then.Answers) > 0 && !slices.Contains(then.Answers, exchange.Decision.Verdict) {
		words := make([]string, len(then.Answers))
		for i, verdict := range then.Answers {
			words[i] = scenario.AnswerWordOf(verdict)
		}
		return "expected " + strings.Join(words, " or ") + ", and what came back is " + scenario.AnswerWordOf(exchange.Decision.Verdict)
	}
	for _, target := range then.GaveWay {
		switch {
		case !standing(before, target):
			return "expected " + target.String() + " to give way, and it had gone before"
		case standing(t.State, target):
			return "expected " + target.String() + " to give way, and it stands"
		}
	}
	for _, part := range then.Says {
		if !slices.ContainsFunc(exchange.Lines, func(l practice.Line) bool { return scenario.Contains(l.Text, part) }) {
			return "expected to hear “" + part + "”, and nobody says it"
		}
	}
	for _, part := range then.Tells {
		if !t.told(exchange.Decision, part) {
			return "expected to be told “" + part + "”, and that is not told"
		}
	}
	return ""
}

// standing reports whether a concern stands in a state.
func standing(state dialogue.State, target scenario.Target) bool {
	person, _ := state.Person(target.Person)
	return slices.ContainsFunc(person.Concerns, func(c dialogue.ConcernState) bool { return c.ID == target.Concern && c.Standing() })
}

// told reports whether a decision gave a fact that holds the words.
func (t *Talk) told(decision practice.Decision, part string) bool {
	for _, effect := range decision.Effects {
		if effect.Kind != practice.EffectTold {
			continue
		}
		for _, known := range t.Scenario.Person(effect.Person).Knows {
			if known.ID == effect.Cause && scenario.Contains(known.Says, part) {
				return true
			}
		}
	}
	return false
}
