package score

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Rubric is the version of the formulas. A card says which one made it.
const Rubric = 1

// The figures of the formulas, in thousandths where they are shares.
const (
	fullTarget   = 7   // ways that a session without a clean win is measured by
	leastTarget  = 3   // ways that a clean win is measured by, at least
	freshInAll   = 5   // fresh asks after a no that show full perseverance
	varietyRamp  = 3   // asks from which variety counts in full
	answerRamp   = 2   // asks after a no from which answering counts in full
	askRamp      = 2   // asks from which manner and attachment count in full
	staleAnswer  = 400 // what a stale ask answers of a no
	mannerBase   = 800
	mannerWarm   = 200
	mannerPushy  = 1500
	staleLesser  = 700 // what a stale ask for less shows of attachment
	gaveUpShare  = 400 // what giving up leaves of attachment
	freshShare   = 400 // of variety: how many asks were fresh; the rest is how many ways
	answerShare  = 500 // of perseverance: nos answered; the rest is fresh asks
	pressureMost = 450 // what pressure takes from the total, at most
	thousand     = 1000
)

// points computes the five dimensions. Each is the weight in thousandths of a
// point, scaled down by shares; every rounding is to the nearest and so keeps
// the order of what it rounds.
func (t tally) points(session Session, weights scenario.Weights) map[practice.Dimension]practice.Points {
	weight := func(d practice.Dimension) practice.Points { return practice.Points(weights[d]) * thousand }
	return map[practice.Dimension]practice.Points{
		practice.Variety:      t.variety(session, weight(practice.Variety)),
		practice.Perseverance: t.perseverance(session, weight(practice.Perseverance)),
		practice.Manner:       t.manner(session, weight(practice.Manner)),
		practice.Attachment:   t.attachment(session, weight(practice.Attachment)),
		practice.Result:       t.result(session, weight(practice.Result)),
	}
}

// variety is 0.4 × fresh asks among those after the first no, and 0.6 × ways
// among the target. It ramps over asks in words not said before: if repeats
// counted there, saying the same again would raise it.
func (t tally) variety(session Session, weight practice.Points) practice.Points {
	if t.nos == 0 || len(t.asks) == 0 {
		return 0
	}
	fresh := share(weight, freshShare, thousand)
	ways := weight - fresh
	sum := share(fresh, t.freshAfterNo, max(1, t.asksAfterNo)) + share(ways, t.halfWays(session), 2*t.target(session))
	if t.cleanWin(session) {
		return sum
	}
	return share(sum, t.worded, varietyRamp)
}

// halfWays counts ways in halves: two for a method that is a lever, one for
// each further channel or person. Ways fill at most half the target until the
// rep asks afresh after the first no: however rich the opening, who stops there
// has varied nothing in the face of it.
func (t tally) halfWays(session Session) int {
	half := 2*t.levers + max(0, t.channels-1) + max(0, t.people-1)
	if t.freshAfterNo == 0 {
		return min(half, t.target(session))
	}
	return half
}

// target is how many ways are full variety. A clean win after few nos needed
// few.
func (t tally) target(session Session) int {
	if t.cleanWin(session) {
		return min(fullTarget, max(leastTarget, t.nos))
	}
	return fullTarget
}

// cleanWin is an outcome won by varying: at least half the asks after the first
// no were fresh. Wearing somebody down by one method wins, too, and is
// measured like any other session.
func (t tally) cleanWin(session Session) bool {
	return session.Obtained == Whole && t.freshAfterNo > 0 && 2*t.freshAfterNo >= t.asksAfterNo
}

// perseverance is half nos answered, half fresh asks after a no. Each ask after
// the first no answers one no, a stale one 0.4 of it. Where asks outnumber nos
// the mean is over the asks: then a no that follows one more ask can't cost more
// than the ask brought, and a string of stale asks is no full answer to the one
// no before them.
func (t tally) perseverance(session Session, weight practice.Points) practice.Points {
	due := t.nos
	if session.Closed && t.lastNoOpen {
		due-- // the door is shut: this no could not be answered
	}
	due = max(due, t.asksAfterNo)
	if due == 0 {
		return 0
	}
	answering := share(weight, answerShare, thousand)
	asking := weight - answering
	answered := thousand*t.freshAfterNo + staleAnswer*(t.asksAfterNo-t.freshAfterNo)
	answering = share(answering, answered, thousand*due)
	if t.cleanWin(session) {
		return answering + asking
	}
	return share(answering, t.asksAfterNo, answerRamp) + share(asking, t.freshAfterNo, freshInAll)
}

// manner is 0.8 + 0.2 × warm turns − 1.5 × pushy ones. A turn that takes up
// what the person had revealed counts as warm, however plainly it is worded:
// listening is warmth. So listening can add, and never makes a warm ask cost.
func (t tally) manner(session Session, weight practice.Points) practice.Points {
	if t.said == 0 {
		return 0
	}
	earned := mannerBase*t.said + mannerWarm*t.warm - mannerPushy*t.pushy
	return t.ramp(session, share(weight, max(0, earned), thousand*t.said))
}

// attachment is the mean over asks of 1 for the outcome, a fresh route to it or
// an ask on the rep's own side, 0.7 for a stale lesser one; 0.4 of it if the rep
// gave up without the outcome.
func (t tally) attachment(session Session, weight practice.Points) practice.Points {
	asks := len(t.asks)
	if asks == 0 {
		return 0
	}
	aim := thousand*t.onAim + staleLesser*(asks-t.onAim)
	earned := t.ramp(session, share(weight, aim, thousand*asks))
	if t.gaveUp(session) {
		return share(earned, gaveUpShare, thousand)
	}
	return earned
}

// gaveUp reports whether the rep stopped short of the outcome with a way still
// open. A goodbye through a closed door is none.
func (t tally) gaveUp(session Session) bool {
	return session.Obtained != Whole && !session.Closed && (session.GaveUp || t.yielded)
}

// result is 1 for the outcome, 1/2 for less; nothing without a fresh ask, and in
// full from where half the asks after the first no were fresh.
func (t tally) result(session Session, weight practice.Points) practice.Points {
	if t.asksAfterNo == 0 {
		return 0
	}
	earned := share(weight, 2*t.freshAfterNo, t.asksAfterNo)
	switch session.Obtained {
	case Whole:
		return earned
	case Less:
		return share(earned, 1, 2)
	}
	return 0
}

// pressure is what the total is multiplied by, in thousandths:
// 1 − 0.45 × min(1, 1.5 × share of pushy turns).
func (t tally) pressure() int {
	if t.said == 0 {
		return thousand
	}
	return thousand - min(pressureMost, pressureMost*3*t.pushy/(2*t.said))
}

// ramp lets manner and attachment grow over the first asks, so that one ask is
// no full proof of either.
func (t tally) ramp(session Session, points practice.Points) practice.Points {
	if t.cleanWin(session) {
		return points
	}
	return share(points, len(t.asks), askRamp)
}

// share returns points × min(1, part / whole), rounded to the nearest
// thousandth. Rounding keeps order: a greater share is never less.
func share(points practice.Points, part, whole int) practice.Points {
	if part >= whole {
		return points
	}
	return (2*points*practice.Points(part) + practice.Points(whole)) / (2 * practice.Points(whole))
}
