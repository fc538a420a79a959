package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// pushyCost is the patience that pressure costs.
const pushyCost = 2

// harden is rule 2. Pressure costs patience and strengthens the concern that
// the person is voicing; so does a method that this concern resents. A concern
// that resents pressure by name takes it doubly ill. No concern ever grows more
// than 1 above its start.
func (x *exchange) harden(credited []practice.Method) {
	pushy := x.reading.Tone == practice.Pushy
	if pushy {
		x.patience(x.stands, -pushyCost, practice.CausePushy)
		x.strengthen("")
	}
	if x.current < 0 {
		return
	}
	concern := &x.person.Concerns[x.current]
	if pushy && concern.HardensOnPushy {
		x.patience(x.stands, -1, practice.CauseHardens)
		x.strengthen("")
	}
	for _, method := range credited {
		if slices.Contains(concern.HardensOn, method) {
			x.patience(x.stands, -1, practice.CauseHardens)
			x.strengthen(method)
		}
	}
}

// strengthen adds 1 to the current concern, up to 1 above its start.
func (x *exchange) strengthen(by practice.Method) {
	if x.current < 0 {
		return
	}
	concern, start := &x.stands.Concerns[x.current], x.person.Concerns[x.current].Strength
	if concern.Strength > start {
		return
	}
	cause := ""
	if by == "" {
		cause = practice.CausePushy
	}
	x.effect(practice.Effect{Kind: practice.EffectHardened, Person: x.person.ID, Concern: concern.ID,
		Method: by, From: concern.Strength, To: concern.Strength + 1, Cause: cause})
	concern.Strength++
}
