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
	Lines    []practice.Line // what the person says
	Stronger string          // one line that would have done it
}

// Judge takes a rep's words as the one turn of an exercise.
func Judge(e Exercise, reader Reader, text string) Result {
	turn := practice.Turn{Kind: practice.Say, To: e.Person.ID, Channel: e.Channel(), Text: text, Intends: []practice.Method{e.Method}}
	said := practice.Said{
		Text: text, Outcome: e.Person.Need, ClientLast: e.No().Text, Intends: turn.Intends, Facts: e.Person.Facts(),
		Theirs: append([]string{e.No().Text}, e.Known()...),
	}
	reading := reader.Read(said)
	_, decision := dialogue.Step(e.Scenario, e.state(), turn, reading)
	result := Result{
		Reading: reading, Seen: reading.Has(e.Method), Asked: reading.Ask != practice.AskNone,
		Lines:    script.Lines(e.Scenario, decision, []practice.Line{e.No()}),
		Stronger: score.Example(e.Scenario, e.Person.ID, e.Concern, e.Method),
	}
	for _, effect := range decision.Effects {
		if effect.Person != "" && effect.Person != e.Person.ID {
			continue
		}
		result.Moved = result.Moved || result.Seen && e.serves(effect)
		result.Lost = result.Lost || effect.Kind == practice.EffectHardened || effect.Kind == practice.EffectPatience && effect.To < effect.From
	}
	return result
}

// serves reports whether an effect is what the method is for.
func (e Exercise) serves(effect practice.Effect) bool {
	switch effect.Kind {
	case practice.EffectWeakened, practice.EffectGaveWay:
		return effect.Method == e.Method
	case practice.EffectRevealed:
		return e.Method == practice.Explore
	case practice.EffectBooked:
		return e.Method == practice.Wait
	case practice.EffectPatience:
		return e.Method == practice.Empathize && effect.Cause == practice.CauseEmpathy
	}
	return false
}

// state is how things stand when this no is the one to be moved: what comes before
// it is settled, what is known of it has come out, and who helps has agreed. The
// person has a little patience less than at first, so that empathy has something
// to give back.
func (e Exercise) state() dialogue.State {
	state := dialogue.Start(e.Scenario)
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
		current.Strength, current.Raised, current.Revealed = max(1, current.Strength), true, len(e.Known())
	}
	return state
}
