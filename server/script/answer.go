package script

import (
	"slices"
	"strconv"

	"github.com/askagain/askagain/server/practice"
)

// weight orders the parts of an answer by what must not be lost when there are
// more than a person says at once.
type weight int

const (
	aside   weight = iota // how the turn was taken
	ground                // what moved
	fact                  // what was asked for; it can be asked for again
	verdict               // the answer itself, and what comes out only once
)

// part is one line of an answer.
type part struct {
	line   practice.Line
	weight weight
}

// answer is what the person says, in the order in which people say such things:
// how they took it, what they were asked, what moved, and the answer itself.
func (v *voice) answer() []practice.Line {
	switch v.decision.Verdict {
	case practice.VerdictClose:
		return []practice.Line{v.closing()}
	case practice.VerdictListen, practice.VerdictRefuse, practice.VerdictSoften, practice.VerdictGiveWay,
		practice.VerdictHesitate, practice.VerdictOfferLess, practice.VerdictGrantLess, practice.VerdictAgree:
	default:
		return nil
	}
	parts := v.taken()
	parts = append(parts, v.told()...)
	if concern := v.person.Concern(v.decision.Concern); concern != nil && v.softenedUnheard(concern.ID) {
		parts = append(parts, v.firstWords(concern)...)
	} else {
		parts = append(parts, v.moved()...)
		parts = append(parts, v.verdict(len(parts) > 0)...)
	}
	if len(parts) == 0 { // nobody stays silent when spoken to
		parts = []part{{v.stock(stockListen, nil), verdict}}
	}
	return trim(parts)
}

// trim keeps the parts that weigh most, in their order. Of equal ones the later
// goes, the verdict, which stands last, excepted.
func trim(parts []part) []practice.Line {
	for len(parts) > MaxLines {
		drop := 0
		for i := range parts[:len(parts)-1] {
			if parts[i].weight <= parts[drop].weight {
				drop = i
			}
		}
		parts = slices.Delete(parts, drop, drop+1)
	}
	lines := make([]practice.Line, len(parts))
	for i := range parts {
		lines[i] = parts[i].line
	}
	return lines
}

// taken is how the turn was taken: one remark at most, and none rather than one
// that was made before.
func (v *voice) taken() []part {
	var name stockName
	switch {
	case v.decision.Verdict == practice.VerdictAgree, v.decision.Verdict == practice.VerdictGrantLess:
		return nil // a complaint would take the yes back
	case v.felt(practice.CausePushy):
		name = stockPushy
	case v.felt(practice.CauseShotgun):
		name = stockShotgun
	case v.ownAnswer(practice.Empathize):
		return nil // the answer itself says how it was taken
	case v.felt(practice.CauseEmpathy), slices.Contains(v.decision.Credited, practice.Empathize):
		name = stockEmpathy
	default:
		return nil
	}
	if line, ok := v.unsaid(v.pool(name, nil)); ok {
		return []part{{line, aside}}
	}
	return nil
}

// told is what was asked for and is given: facts, and what is behind a concern.
func (v *voice) told() []part {
	var parts []part
	for _, e := range v.effects(practice.EffectTold) {
		for _, k := range v.person.Knows {
			if k.ID == e.Cause && k.Says != "" {
				parts = append(parts, part{v.again(practice.Line{ID: v.person.ID + "." + k.ID, Person: v.person.ID, Text: k.Says}), fact})
			}
		}
	}
	for _, e := range v.effects(practice.EffectRevealed) {
		concern := v.person.Concern(e.Concern)
		if concern == nil {
			continue
		}
		if i := e.To - 1; i >= 0 && i < len(concern.Reveals) {
			line := practice.Line{ID: v.person.ID + "." + e.Concern + ".reveals." + strconv.Itoa(i), Person: v.person.ID, Text: concern.Reveals[i]}
			v.note(line)
			parts = append(parts, part{line, verdict})
		}
	}
	return parts
}

// again gives a fact in other words once it has been given.
func (v *voice) again(line practice.Line) practice.Line {
	text := line.Text
	for _, before := range stock[stockAgain] {
		if v.said["="+line.Text] == 0 {
			break
		}
		line.Text = before + text
	}
	v.note(line)
	return line
}

// moved is what the person says about ground gained, and about an ally who has
// not spoken yet.
func (v *voice) moved() []part {
	var parts []part
	for _, e := range v.effects(practice.EffectGaveWay, practice.EffectWeakened) {
		parts = append(parts, v.gained(e)...)
	}
	// Whom the rep named is not known, and who could help is not the person's to tell.
	if len(v.effects(practice.EffectPremise)) > 0 {
		if line, ok := v.unsaid(v.pool(stockPremise, nil)); ok {
			parts = append(parts, part{line, ground})
		}
	}
	return parts
}

// gained is what the person says about a concern that lost strength. Where they
// had not raised it they say that too, unless it was time that did it.
func (v *voice) gained(e practice.Effect) []part {
	concern := v.person.Concern(e.Concern)
	if concern == nil {
		return nil
	}
	words, name, place := concern.GaveWay, stockGaveWay, e.Concern+".gave_way"
	if e.Kind == practice.EffectWeakened {
		words, name, place = concern.Softens, stockSoftened, e.Concern+".softens"
	}
	own, ok := v.unsaid(v.own(place, words))
	switch byTime := e.Method == practice.Wait; {
	case ok && (byTime || !e.OutOfTurn):
		return []part{{own, ground}}
	case ok:
		return []part{{v.stock(stockAhead, nil), aside}, {own, ground}}
	case byTime && e.OutOfTurn:
		return nil
	case e.OutOfTurn:
		return []part{{v.stock(stockAhead, nil), ground}}
	}
	return []part{{v.stock(name, nil), ground}}
}
