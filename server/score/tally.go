package score

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// restDays is after how many days without a word an ask counts as a new one.
const restDays = 3

// ask is one ask of the rep, as the tally saw it.
type ask struct {
	step    int // index into the session's steps
	fresh   bool
	afterNo bool
}

// tally is what the formulas count. It is a fold over the steps.
type tally struct {
	said, warm, pushy int // turns of the rep; warm includes those that listen
	nos               int // runs of refusals with no ask between them
	lastNoOpen        bool
	asks              []ask
	asksAfterNo       int
	freshAfterNo      int
	worded            int // asks that do not say earlier words again
	onAim             int // asks that count for attachment in full
	yielded           bool
	methods           []practice.Method // that counted, in order of first use, direct too
	levers            int               // different methods but direct
	channels, people  int               // different ones that are known
}

// count folds a session's steps into its tally.
func count(session Session) tally {
	c := counter{novelty: newNovelty()}
	for i := range session.Steps {
		switch step := &session.Steps[i]; step.Kind {
		case StepAnswered:
			c.answered(step)
		case StepHappened:
			c.novelty.time = true
		case StepSaid:
			c.said(i, step)
		}
	}
	c.tally.channels, c.tally.people = len(c.novelty.channels), len(c.novelty.people)
	return c.tally
}

type counter struct {
	tally   tally
	novelty novelty
}

func (c *counter) answered(step *Step) {
	if !step.No {
		return
	}
	if !c.tally.lastNoOpen {
		c.tally.nos++
	}
	c.tally.lastNoOpen = true
}

func (c *counter) said(index int, step *Step) {
	t := &c.tally
	t.said++
	switch {
	case step.Reading.Tone == practice.Pushy:
		t.pushy++
	case step.Reading.Tone == practice.Warm, step.Listens:
		t.warm++
	}
	t.yielded = step.Reading.Yields
	repeated := step.Reading.Repeat != practice.RepeatNone
	c.novelty.begin(step)
	if !repeated {
		c.keepMethods(step.Reading.Methods)
		c.novelty.meet(step)
	}
	if step.Reading.Ask == practice.AskOutcome || step.Reading.Ask == practice.AskPartial {
		c.asked(index, step, repeated)
	}
}

func (c *counter) asked(index int, step *Step, repeated bool) {
	t := &c.tally
	fresh := !repeated && c.novelty.fresh(step, len(t.asks) == 0)
	t.asks = append(t.asks, ask{step: index, fresh: fresh, afterNo: t.nos > 0})
	if !repeated {
		t.worded++
	}
	if step.Reading.Ask == practice.AskOutcome || fresh || step.Own {
		t.onAim++
	}
	if t.nos > 0 {
		t.asksAfterNo++
		if fresh {
			t.freshAfterNo++
		}
	}
	t.lastNoOpen = false
	c.novelty.asked()
}

func (c *counter) keepMethods(methods []practice.Method) {
	for _, method := range methods {
		if slices.Contains(c.tally.methods, method) {
			continue
		}
		c.tally.methods = append(c.tally.methods, method)
		if method != practice.Direct {
			c.tally.levers++
		}
	}
}
