package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// reveal is rule 4. Exploring brings out what is behind the concern being
// voiced: each of its reveals once, one an exploration. Facts are given
// whenever asked, by a repeated question too. Empathy gives 1 patience back,
// once a concern; where patience is full there is nothing to give back, and
// the concern keeps its once.
func (x *exchange) reveal(credited []practice.Method) {
	x.tell()
	if x.current < 0 {
		return
	}
	concern, hidden := &x.stands.Concerns[x.current], x.person.Concerns[x.current].Reveals
	if slices.Contains(credited, practice.Explore) && concern.Revealed < len(hidden) {
		x.effect(practice.Effect{Kind: practice.EffectRevealed, Person: x.person.ID, Concern: concern.ID,
			Method: practice.Explore, From: concern.Revealed, To: concern.Revealed + 1})
		concern.Revealed++
		concern.Raised = true
		x.found = true
	}
	if slices.Contains(credited, practice.Empathize) && !concern.Soothed {
		x.soothed = x.patience(x.stands, 1, practice.CauseEmpathy)
		concern.Soothed = x.soothed
	}
}

// tell gives the facts that the turn asks about.
func (x *exchange) tell() {
	for i := range x.person.Knows {
		id := x.person.Knows[i].ID
		if !slices.Contains(x.reading.Facts, id) {
			continue
		}
		x.effect(practice.Effect{Kind: practice.EffectTold, Person: x.person.ID, Cause: id})
		x.found = true
		if !slices.Contains(x.stands.Told, id) {
			x.stands.Told = append(x.stands.Told, id)
		}
	}
}
