package drill

import (
	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/script"
)

// Reader says what a turn was.
type Reader interface {
	Read(practice.Said) practice.Reading
}

// Result is what came of a turn.
type Result struct {
	Reading practice.Reading
	Seen    bool // the method is in the words
	Asked   bool // and they ask
	// Moved says that the no gave ground to the method, or that the method did what
	// it is for: something came out, patience came back, a wait is booked.
	Moved    bool
	Lost     bool            // patience went, or the no grew firmer
	Outcome  Outcome         // the same in one word
	Lines    []practice.Line // what the person says
	Stronger string          // one line that would have done it
}

// Judge takes a rep's words as the one turn of an exercise. Its errors are those of
// dialogue.Validate, about the words.
func Judge(e Exercise, reader Reader, text string) (Result, error) {
	state, turn := e.state(), e.turn(text)
	if err := dialogue.Validate(e.Scenario, state, turn); err != nil {
		return Result{}, err
	}
	reading := reader.Read(e.said(text))
	next, decision := dialogue.Step(e.Scenario, state, turn, reading)
	result := Result{
		Reading: reading, Seen: reading.Has(e.Method), Asked: reading.Ask != practice.AskNone,
		Lines:    script.Lines(e.Scenario, decision, []practice.Line{e.No()}),
		Stronger: e.stronger(reader),
	}
	for _, effect := range decision.Effects {
		if effect.Person != "" && effect.Person != e.Person.ID {
			continue
		}
		result.Moved = result.Moved || result.Seen && e.serves(effect)
		result.Lost = result.Lost || effect.Kind == practice.EffectHardened || effect.Kind == practice.EffectPatience && effect.To < effect.From
	}
	result.Outcome = e.outcome(result, decision, next)
	return result, nil
}

func (e Exercise) turn(text string) practice.Turn {
	return practice.Turn{Kind: practice.Say, To: e.Person.ID, Channel: e.Channel(), Text: text, Intends: []practice.Method{e.Method}}
}

func (e Exercise) said(text string) practice.Said {
	no := e.No().Text
	return practice.Said{
		Text: text, Outcome: e.Person.Need, ClientLast: no, Intends: []practice.Method{e.Method}, Facts: e.Person.Facts(), Theirs: []string{no},
	}
}

// stronger is a line that shows the method and asks, as the reader itself has it;
// without any the first one.
func (e Exercise) stronger(reader Reader) string {
	lines := e.examples()
	for _, line := range lines {
		reading := reader.Read(e.said(line))
		if reading.Has(e.Method) && (reading.Ask != practice.AskNone || e.Method == practice.Explore) {
			return line
		}
	}
	return lines[0]
}

// wordings is how many lines a method is worded in at most.
const wordings = 3

// examples are lines in the method, the nearest first: on this channel, then as if
// the one that the person likes were in use, then with a plain ask after them. Each
// exercise begins with another wording.
func (e Exercise) examples() []string {
	var lines []string
	start := int(e.Key()[0])
	for _, channel := range []practice.Channel{e.Channel(), e.Person.Likes} {
		for number := range wordings {
			lines = append(lines, score.Example(e.Scenario, e.Person.ID, e.Concern, e.Method, channel, start+number))
		}
	}
	for _, line := range lines[:wordings] {
		lines = append(lines, line+" If I take care of that, would you agree to it?")
	}
	return lines
}

// serves reports whether an effect is what the method is for.
func (e Exercise) serves(effect practice.Effect) bool {
	switch effect.Kind {
	case practice.EffectWeakened, practice.EffectGaveWay:
		return effect.Method == e.Method && effect.Concern == e.concern().ID
	case practice.EffectRevealed:
		return e.Method == practice.Explore
	case practice.EffectBooked:
		return e.Method == practice.Wait && effect.Concern == e.concern().ID
	case practice.EffectPatience:
		return e.Method == practice.Empathize && effect.Cause == practice.CauseEmpathy
	}
	return false
}

// state is how things stand when this no is the one to be moved: what comes before
// it is settled, and who helps has agreed. The person has a little patience less
// than at first, so that empathy has something to give back. Nothing lesser is left to
// be offered or taken: one turn is about one no.
func (e Exercise) state() dialogue.State {
	state := dialogue.Start(e.Scenario)
	state.Banked = true
	helper := e.helper()
	for i := range state.People {
		p := &state.People[i]
		if helper != nil && e.Method == practice.Ally && p.ID == helper.ID {
			p.Met, p.Agreed = true, true
		}
		if p.ID != e.Person.ID {
			continue
		}
		p.Met, p.Refused, p.Patience = true, true, max(1, p.Patience-1)
		for c := range p.Concerns {
			if c < e.Concern {
				p.Concerns[c].Strength = 0
			}
		}
		current := &p.Concerns[e.Concern]
		current.Strength, current.Raised = max(1, e.concern().Strength), true
	}
	return state
}
