package practice

import (
	"maps"
	"slices"
)

// Limits on correcting how turns were read. They are part of the released protocol.
const (
	MaxReasonRunes = 500 // characters of a reason
	MaxCorrections = 20  // corrections of one attempt
)

// MaxMethods is how many methods count in a turn at most.
const MaxMethods = 3

// ByRep is Correction.By for somebody who corrects their own turn.
const ByRep = "rep"

// Correction says that a turn was read wrongly. It changes what later cards and
// debriefs rest on, never what was decided.
type Correction struct {
	Turn    int      `json:"turn"`
	Changes []Change `json:"changes"` // of different labels
	Reason  string   `json:"reason"`
	By      string   `json:"by"`
}

// Change says of one label that it holds after all, or that it does not.
type Change struct {
	Label Label `json:"label"`
	Holds bool  `json:"holds"`
	// Evidence is the stretch of the turn that carries a label that holds.
	Evidence *Evidence `json:"evidence,omitempty"`
}

// Reread is how a later reader reads the turns of an attempt. It stands in for
// the readings that were made at play; corrections apply on top of it.
type Reread struct {
	Reader string        `json:"reader"` // its version
	Turns  []TurnReading `json:"turns"`
}

// TurnReading is the reading of one turn.
type TurnReading struct {
	Turn    int     `json:"turn"`
	Reading Reading `json:"reading"`
}

// Labels returns every label that a turn can carry: the methods in their order,
// then the others.
func Labels() []Label {
	var labels []Label
	for _, method := range Methods() {
		labels = append(labels, Label(method))
	}
	return append(labels, LabelOutcome, LabelPartial, LabelWarm, LabelPushy, LabelYields)
}

// Counts reports whether the label counts in the reading.
func (r Reading) Counts(label Label) bool {
	switch label {
	case LabelOutcome:
		return r.Ask == AskOutcome
	case LabelPartial:
		return r.Ask == AskPartial
	case LabelWarm:
		return r.Tone == Warm
	case LabelPushy:
		return r.Tone == Pushy
	case LabelYields:
		return r.Yields
	}
	return r.Has(Method(label))
}

// Corrected returns the reading with the changes made. What always holds of a
// reading holds afterwards: direct stands alone and only in an ask, an ask by no
// other way is direct, at most MaxMethods methods count, outcome and partial
// exclude each other, so do warm and pushy, and all that counts has evidence, in
// the order of the words. Where these contradict a change, they win. The reading
// itself stays as it is.
func (r Reading) Corrected(c Correction) Reading {
	r.Methods, r.Maybe, r.Unborne = slices.Clone(r.Methods), slices.Clone(r.Maybe), slices.Clone(r.Unborne)
	r.Evidence, r.Confidence = slices.Clone(r.Evidence), maps.Clone(r.Confidence)
	affirmed := map[Method]bool{}
	for _, change := range c.Changes {
		switch {
		case !change.Holds:
			r.deny(change.Label)
		case change.Evidence != nil:
			r.affirm(change.Label, *change.Evidence)
			affirmed[Method(change.Label)] = true
		}
	}
	r.order()
	r.limit(affirmed)
	r.settleDirect()
	return r
}

// rivals are the labels that exclude one another.
var rivals = map[Label]Label{
	LabelOutcome: LabelPartial, LabelPartial: LabelOutcome,
	LabelWarm: LabelPushy, LabelPushy: LabelWarm,
}

func (r *Reading) affirm(label Label, evidence Evidence) {
	r.deny(label)
	if rival, has := rivals[label]; has {
		r.deny(rival)
	}
	evidence.Label = label
	r.Evidence = append(r.Evidence, evidence)
	switch label {
	case LabelOutcome:
		r.Ask = AskOutcome
	case LabelPartial:
		r.Ask = AskPartial
	case LabelWarm:
		r.Tone = Warm
	case LabelPushy:
		r.Tone = Pushy
	case LabelYields:
		r.Yields = true
	default:
		is := func(method Method) bool { return method == Method(label) }
		r.Methods = append(r.Methods, Method(label))
		r.Maybe, r.Unborne = slices.DeleteFunc(r.Maybe, is), slices.DeleteFunc(r.Unborne, is)
	}
}

// deny takes the label away with its evidence. How sure the reader was of it is
// of no more use.
func (r *Reading) deny(label Label) {
	if r.Counts(label) {
		switch label {
		case LabelOutcome, LabelPartial:
			r.Ask = AskNone
		case LabelWarm, LabelPushy:
			r.Tone = Neutral
		case LabelYields:
			r.Yields = false
		default:
			r.Methods = slices.DeleteFunc(r.Methods, func(method Method) bool { return method == Method(label) })
		}
	}
	r.Evidence = slices.DeleteFunc(r.Evidence, func(evidence Evidence) bool { return evidence.Label == label })
	delete(r.Confidence, label)
}

// order puts evidence, and methods by their evidence, in the order of the words.
func (r *Reading) order() {
	slices.SortStableFunc(r.Evidence, func(a, b Evidence) int { return a.Start - b.Start })
	at := map[Method]int{}
	for _, evidence := range slices.Backward(r.Evidence) {
		at[Method(evidence.Label)] = evidence.Start
	}
	slices.SortStableFunc(r.Methods, func(a, b Method) int { return at[a] - at[b] })
}

// limit drops methods that are too many: of those that nobody affirmed the last.
func (r *Reading) limit(affirmed map[Method]bool) {
	if len(r.Methods) > 1 {
		r.deny(Label(Direct))
	}
	for len(r.Methods) > MaxMethods {
		last := len(r.Methods) - 1
		for i, method := range r.Methods {
			if !affirmed[method] {
				last = i
			}
		}
		r.deny(Label(r.Methods[last]))
	}
}

// settleDirect makes an ask that is left without a way a direct one, and takes
// direct away from what is no ask.
func (r *Reading) settleDirect() {
	if r.Ask != AskOutcome && r.Ask != AskPartial {
		r.deny(Label(Direct))
		return
	}
	if len(r.Methods) > 0 {
		return
	}
	ask := LabelOutcome
	if r.Ask == AskPartial {
		ask = LabelPartial
	}
	if evidence, has := r.Quote(ask); has {
		r.affirm(Label(Direct), evidence)
		r.order()
	}
}

// Readings returns how each turn of a log reads, by its number: as it was read
// at play, or by the latest reader who read it again, with every correction in
// the order of the log on top.
func Readings(events []Event) map[int]Reading {
	readings := map[int]Reading{}
	for i := range events {
		switch event := &events[i]; {
		case event.Read != nil:
			readings[event.Turn] = *event.Read
		case event.Reread != nil:
			for _, again := range event.Reread.Turns {
				readings[again.Turn] = again.Reading
			}
		}
	}
	for _, correction := range Corrections(events) {
		if reading, known := readings[correction.Turn]; known {
			readings[correction.Turn] = reading.Corrected(correction)
		}
	}
	return readings
}

// Corrections returns the corrections of a log in their order.
func Corrections(events []Event) []Correction {
	var corrections []Correction
	for i := range events {
		if corrected := events[i].Corrected; corrected != nil {
			corrections = append(corrections, *corrected)
		}
	}
	return corrections
}
