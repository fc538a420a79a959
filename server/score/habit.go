package score

import (
	"fmt"

	"github.com/askagain/askagain/server/practice"
)

// habits says what the rep does without choosing it, in plain sentences: the
// way and the medium that they fall back on, and what a no does to them.
func (t *story) habits(card practice.Scorecard) []string {
	habits := []string{}
	for _, habit := range []string{t.favorite(), t.usualChannel(), t.afterNo(), t.pushing(), t.claims(), t.unmet()} {
		if habit != "" {
			habits = append(habits, habit)
		}
	}
	if len(habits) == 0 && card.Asks > 0 {
		habits = append(habits, "You leaned on no single way. Keep that.")
	}
	return habits
}

// favorite is the way that half the asks or more went by, if there were enough
// to speak of a habit.
func (t *story) favorite() string {
	uses, asks := map[practice.Method]int{}, 0
	for i := range t.scenes {
		if s := &t.scenes[i]; s.asked {
			asks++
			for _, method := range methodsOf(&Step{Reading: s.reading}) {
				uses[method]++
			}
		}
	}
	best := practice.Method("")
	for _, method := range practice.Methods() {
		if uses[method] > uses[best] {
			best = method
		}
	}
	if asks < 2 || uses[best] < 2 || 2*uses[best] < asks {
		return ""
	}
	switch {
	case uses[best] == asks && asks == 2:
		return fmt.Sprintf("Both of your asks went the same way: %s.", MethodName(best))
	case uses[best] == asks:
		return fmt.Sprintf("All %d of your asks went the same way: %s.", asks, MethodName(best))
	}
	return fmt.Sprintf("When you ask, you mostly %s: %d of your %d asks.", MethodName(best), uses[best], asks)
}

func (t *story) usualChannel() string {
	uses, turns := map[practice.Channel]int{}, 0
	for i := range t.scenes {
		if s := &t.scenes[i]; s.said.Kind == practice.Say {
			turns++
			uses[s.said.Channel]++
		}
	}
	for _, channel := range practice.Channels() {
		switch n := uses[channel]; {
		case turns < 3:
		case n == turns:
			return fmt.Sprintf("You did all of it %s. Another medium was never tried.", byChannel[channel])
		case 4*n >= 3*turns:
			return fmt.Sprintf("%d of your %d turns were %s.", n, turns, byChannel[channel])
		}
	}
	return ""
}

// afterNo looks at the turn that follows each no, the opening's included.
func (t *story) afterNo() string {
	nos, explored, same, ever := 0, 0, 0, false
	refused := true
	for i := range t.scenes {
		s := &t.scenes[i]
		if s.said.Kind != practice.Say {
			continue
		}
		ever = ever || s.reading.Has(practice.Explore)
		if refused {
			nos++
			if s.reading.Has(practice.Explore) {
				explored++
			}
			if s.asked && !s.fresh {
				same++
			}
		}
		refused = s.decision.No
	}
	switch {
	case nos >= 2 && 2*same >= nos:
		return fmt.Sprintf("After a no you tend to ask the same again: you did so after %d of %d.", same, nos)
	case nos >= 3 && !ever:
		return "You never asked what was behind a no."
	case nos >= 3 && 2*explored >= nos:
		return fmt.Sprintf("After a no you ask what is behind it: you did so after %d of %d. That is where new ways come from.", explored, nos)
	}
	return ""
}

func (t *story) pushing() string {
	pushed := 0
	for i := range t.scenes {
		if t.scenes[i].reading.Tone == practice.Pushy {
			pushed++
		}
	}
	if pushed == 0 {
		return ""
	}
	return fmt.Sprintf("You pushed %s. A push costs patience every time, and moves nobody.", times(pushed))
}

// claims compares what the rep meant to do with what the words did.
func (t *story) claims() string {
	unborne := map[practice.Method]int{}
	for i := range t.scenes {
		for _, method := range t.scenes[i].reading.Unborne {
			unborne[method]++
		}
	}
	for _, method := range practice.Methods() {
		if n := unborne[method]; n >= 2 {
			return fmt.Sprintf("%s you meant to %s and the words did not do it yet.", capital(times(n)), MethodName(method))
		}
	}
	return ""
}

// unmet names people who could have helped and were never spoken to.
func (t *story) unmet() string {
	now := t.now()
	for i := range t.scenario.People {
		person := &t.scenario.People[i]
		if len(person.AgreesMoves) == 0 || len(now[person.ID].channels) > 0 {
			continue
		}
		for _, target := range person.AgreesMoves {
			if other := t.scenario.Person(target.Person); other != nil && now[other.ID].current() >= 0 {
				return fmt.Sprintf("You never spoke to %s, who could have moved something for you with %s.",
					person.Name, firstName(other.Name))
			}
		}
	}
	return ""
}
