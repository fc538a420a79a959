package script

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// verdict is the answer itself. spoken reports whether something has been said
// in this turn already.
func (v *voice) verdict(spoken bool) []part {
	var line practice.Line
	switch v.decision.Verdict {
	case practice.VerdictListen:
		return v.listening(spoken)
	case practice.VerdictRefuse, practice.VerdictSoften, practice.VerdictGiveWay:
		return v.refusal()
	case practice.VerdictOfferLess:
		return v.offer()
	case practice.VerdictHesitate:
		line = v.hesitation()
	case practice.VerdictGrantLess:
		line = v.stock(stockGrantsLess, v.less())
	case practice.VerdictAgree:
		line = v.agreement()
	}
	return []part{{line, verdict}}
}

// listening answers a turn that asks for nothing.
func (v *voice) listening(spoken bool) []part {
	nothing := len(v.effects(practice.EffectRevealed, practice.EffectTold)) == 0
	if slices.Contains(v.decision.Credited, practice.Explore) && nothing && len(v.effects(practice.EffectGaveWay, practice.EffectWeakened)) == 0 {
		return []part{{v.stock(stockNothingMore, nil), verdict}}
	}
	if len(v.effects(practice.EffectBooked)) > 0 {
		return []part{{v.stock(stockBooked, nil), verdict}}
	}
	if spoken {
		return nil
	}
	if v.decision.Yields {
		return []part{{v.stock(stockYielded, nil), verdict}}
	}
	return []part{{v.stock(stockListen, nil), verdict}}
}

// refusal is the no, if there is one, in the words of the concern that stands.
// One that has just weakened has said so already, and that is the softer no,
// unless the person has never told what it is.
func (v *voice) refusal() []part {
	concern := v.person.Concern(v.decision.Concern)
	if !v.decision.No || concern == nil {
		return nil
	}
	if v.decision.Verdict == practice.VerdictSoften && v.softened(concern.ID) {
		return nil
	}
	if len(v.effects(practice.EffectBooked)) > 0 {
		return []part{{v.stock(stockBooked, nil), verdict}}
	}
	if line, ok := v.misfit(concern); ok {
		return []part{{line, verdict}}
	}
	name := stockStands
	switch {
	case v.decision.Verdict != practice.VerdictRefuse:
		name = stockRemains
	case !v.decision.New:
		name = stockStale
	}
	line, own := v.unsaid(v.own(concern.ID+".says", concern.Says))
	switch {
	case !own:
		line = v.stock(name, nil)
	case v.aheadOf(concern.ID):
		line = v.but(line)
	}
	return []part{{line, verdict}}
}

// aheadOf reports whether this turn moved a concern that the person had not
// come to, while another one stands.
func (v *voice) aheadOf(concern string) bool {
	return slices.ContainsFunc(v.effects(practice.EffectWeakened, practice.EffectGaveWay), func(e practice.Effect) bool {
		return e.Concern != concern && e.OutOfTurn
	})
}

// but puts words before a no that say that it is about something else, such as
// were not used yet while there are any.
func (v *voice) but(line practice.Line) practice.Line {
	before := stock[stockBut][v.start(len(stock[stockBut]))]
	for i := range stock[stockBut] {
		next := stock[stockBut][(v.start(len(stock[stockBut]))+i)%len(stock[stockBut])]
		if !v.begun(next) {
			before = next
			break
		}
	}
	line.Text = before + line.Text
	v.note(line)
	return line
}

// softenedUnheard reports whether this turn softened the very no that the person
// now says for the first time.
func (v *voice) softenedUnheard(concern string) bool {
	return v.decision.Verdict == practice.VerdictSoften && slices.ContainsFunc(v.effects(practice.EffectWeakened), func(e practice.Effect) bool {
		return e.Concern == concern && e.OutOfTurn && e.Method != practice.Wait
	})
}

// firstWords are the no and then what softens it: the other way around the no
// would take back what was just said.
func (v *voice) firstWords(concern *scenario.Concern) []part {
	no := v.either(v.own(concern.ID+".says", concern.Says), stockStands)
	soft := v.either(v.own(concern.ID+".softens", concern.Softens), stockSoftened)
	return []part{{no, verdict}, {soft, verdict}}
}

// softened reports whether this turn weakened a concern that the person had told.
func (v *voice) softened(concern string) bool {
	return slices.ContainsFunc(v.effects(practice.EffectWeakened), func(e practice.Effect) bool {
		return e.Concern == concern && !e.OutOfTurn
	})
}

// misfit returns the concern's answer to a method that did not work on it.
func (v *voice) misfit(concern *scenario.Concern) (practice.Line, bool) {
	if v.decision.Verdict != practice.VerdictRefuse {
		return practice.Line{}, false
	}
	for _, method := range v.decision.Credited {
		place := concern.ID + ".answers." + string(method)
		if line, ok := v.unsaid(v.own(place, concern.Answers[method])); ok {
			return line, true
		}
	}
	return practice.Line{}, false
}

// ownAnswer reports whether the no will be the concern's own answer to that
// method.
func (v *voice) ownAnswer(method practice.Method) bool {
	concern := v.person.Concern(v.decision.Concern)
	if v.decision.Verdict != practice.VerdictRefuse || concern == nil {
		return false
	}
	for _, credited := range v.decision.Credited {
		for _, line := range v.own(concern.ID+".answers."+string(credited), concern.Answers[credited]) {
			if v.last(line) == 0 {
				return credited == method
			}
		}
	}
	return false
}

// offer holds out the lesser thing, after the no that it stands beside.
func (v *voice) offer() []part {
	var parts []part
	if concern := v.person.Concern(v.decision.Concern); v.decision.No && concern != nil {
		if line, ok := v.unsaid(v.own(concern.ID+".says", concern.Says)); ok {
			parts = append(parts, part{line, fact})
		}
	}
	line, ok := v.unsaid(v.own("offers", v.person.Offers))
	if !ok {
		line = v.stock(stockOffersLess, v.less())
	}
	return append(parts, part{line, verdict})
}

// hesitation is a not yet; to a request for part it asks what is wanted.
func (v *voice) hesitation() practice.Line {
	if v.decision.Ask == practice.AskPartial {
		return v.stock(stockWhatExactly, nil)
	}
	return v.either(v.own("hesitates", v.person.Hesitates), stockHesitates)
}

// agreement is the yes. Who has said it before says that they have.
func (v *voice) agreement() practice.Line {
	yes := stockAgrees
	if v.person.Side == scenario.OwnSide {
		yes = stockAgreesOwn
	}
	if v.agreed {
		return v.stock(stockAgreedBefore, nil)
	}
	return v.either(v.own("agrees", v.person.Agrees), yes)
}

// closing shuts the door; at a door that is shut, it stays so.
func (v *voice) closing() practice.Line {
	if len(v.effects(practice.EffectPatience)) == 0 {
		return v.stock(stockShut, nil)
	}
	return v.either(v.own("closes", v.person.Closes), stockCloses)
}
