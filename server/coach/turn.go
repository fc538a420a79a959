package coach

import (
	"fmt"
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// ways are the methods by which a turn asks. Listening comes along with any of
// them and is none; an ask by nothing else is plain.
func (x *turn) ways() []practice.Method {
	var ways []practice.Method
	for _, method := range x.reading.Methods {
		if method != practice.Explore && method != practice.Empathize {
			ways = append(ways, method)
		}
	}
	if len(ways) == 0 {
		return []practice.Method{practice.Direct}
	}
	return ways
}

// moved returns the first effect by which the person gave ground, nil for none.
// That they did is told to the rep with the decision.
func (x *turn) moved() *practice.Effect {
	for i := range x.decision.Effects {
		effect := &x.decision.Effects[i]
		if (effect.Kind == practice.EffectWeakened || effect.Kind == practice.EffectGaveWay) && effect.Person == x.said.To {
			return effect
		}
	}
	return nil
}

// lost reports whether the turn cost patience for that cause.
func (x *turn) lost(cause string) bool {
	return slices.ContainsFunc(x.decision.Effects, func(effect practice.Effect) bool {
		return effect.Kind == practice.EffectPatience && effect.Cause == cause
	})
}

// slip is something that a person let out.
type slip struct {
	turn    int
	how     string // let it slip, or told it when asked
	concern string // what it lies behind; "" for a fact
	quote   Quote
	words   map[string]bool
}

// slips are what the person of a turn has let out before it, oldest first.
func (t *Talk) slips(now *turn) []slip {
	var found []slip
	for _, one := range t.before(now) {
		for _, effect := range one.decision.Effects {
			if effect.Person != now.said.To {
				continue
			}
			made := slip{turn: one.number}
			id := ""
			switch effect.Kind {
			case practice.EffectRevealed:
				made.how, made.concern = "let slip", effect.Concern
				id = fmt.Sprintf("%s.%s.reveals.%d", effect.Person, effect.Concern, effect.From)
			case practice.EffectTold:
				made.how, id = "told you", effect.Person+"."+effect.Cause
			default:
				continue
			}
			if line, said := one.line(id); said {
				made.quote, made.words = t.quoted(one, line), terms(line)
				found = append(found, made)
			}
		}
	}
	return found
}

// open reports whether nothing since, this turn included, takes up what a person
// let out: neither by words, nor by naming how they stand, nor by moving them. It
// is brought up at the first ask since and at the third, not at each.
func (t *Talk) open(one slip, now *turn) bool {
	asks := 0
	if t.gone(now.said.To, one.concern) {
		return false
	}
	for _, later := range append(t.before(now), now) {
		if later.number <= one.turn {
			continue
		}
		if later.reading.Has(practice.Empathize) || later.moved() != nil || alike(one.words, terms(later.said.Text)) > 0 {
			return false
		}
		if later.asks() {
			asks++
		}
	}
	return asks == 1 || asks == 3
}

// gone reports whether a concern stands no more, whoever or whatever took it away.
func (t *Talk) gone(person, concern string) bool {
	for i := range t.turns {
		for _, effect := range t.turns[i].decision.Effects {
			if (effect.Kind == practice.EffectGaveWay || effect.Kind == practice.EffectMoved) && effect.Person == person && effect.Concern == concern {
				return true
			}
		}
	}
	return false
}
