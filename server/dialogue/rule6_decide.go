package dialogue

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// decide is rule 6: the verdict. Patience 0 closes the door before anything
// else, so that nobody is pushed into a yes with their last patience.
func (x *exchange) decide() {
	switch {
	case x.stands.Patience == 0:
		x.close()
	case x.asks() && x.granted():
		x.agree()
	case x.takesOffer(), x.grantsPart():
		x.take(x.person.ID)
	case x.stands.current() < 0:
		x.unopposed()
	case x.offers():
		x.offer()
	default:
		x.refuse()
	}
}

// tally notes the ask and the no. An ask counts toward asks_needed when the
// person had said no before it.
func (x *exchange) tally() {
	if x.asks() {
		x.state.Asks++
		x.stands.Asks++
		if x.stands.Refused {
			x.stands.SinceNo++
		}
	}
	if x.decision.No {
		x.state.Nos++
		x.stands.Refused = true
	}
}

// granted reports whether an ask for the outcome meets a yes: nothing stands
// and after their first no the person has been asked often enough before this.
// Who has agreed stays agreed.
func (x *exchange) granted() bool {
	if x.stands.Agreed {
		return true
	}
	return x.decision.Ask == practice.AskOutcome && x.stands.current() < 0 && x.stands.SinceNo >= x.person.AsksNeeded
}

// given reports whether the ask is granted in whole or in part.
func (x *exchange) given() bool { return x.granted() || x.takesOffer() || x.grantsPart() }

// close shuts the person's door. Nobody else can grant the outcome, so that the
// attempt is over when the door is the one that it would have come through.
func (x *exchange) close() {
	x.stands.Closed = true
	x.decision.Verdict, x.decision.No = practice.VerdictClose, x.asks()
	if x.person.ID == x.scenario.Outcome.From {
		x.state.Ending = practice.DoorClosed
	}
}

// agree grants what was asked: the outcome, or this person's part in it, which
// takes away whatever their agreement moves.
func (x *exchange) agree() {
	x.decision.Verdict = practice.VerdictAgree
	if x.stands.Agreed {
		return
	}
	x.stands.Agreed = true
	if x.person.ID == x.scenario.Outcome.From {
		x.state.Ending = practice.Won
		return
	}
	for _, target := range x.person.AgreesMoves {
		x.move(target, x.person.ID)
		if moved := x.state.person(target.Person); moved != nil {
			moved.Relieved = true
		}
	}
}

// takesOffer reports whether the words take what this person has offered: they
// ask for part of the outcome and bring nothing else to bear, or accept and ask
// for nothing more. Refusing somebody what was just offered to them would make
// no sense, whatever stands. Who asks for part by a method is after something
// else: "twenty minutes, then?" takes no answers in writing. A request to make it
// smaller that moves nothing is taken for a yes to the smaller thing that lies on
// the table, since that is mostly what it is.
func (x *exchange) takesOffer() bool {
	if !x.state.CanTake() || x.state.Offered != x.person.ID {
		return false
	}
	if x.asks() {
		other := func(m practice.Method) bool { return isLever(m) && (m != practice.Reduce || x.weakened) }
		return x.decision.Ask == practice.AskPartial && !slices.ContainsFunc(x.decision.Credited, other)
	}
	return x.decision.Yields
}

// grantsPart reports whether a request for part meets the lesser thing: nothing
// stands, there is one, it is this person's to give, and it is not in hand yet.
func (x *exchange) grantsPart() bool {
	return x.decision.Ask == practice.AskPartial && x.stands.current() < 0 && !x.state.Banked &&
		x.scenario.Outcome.Less != "" && x.person.ID == x.scenario.Outcome.From
}

// unopposed answers where nothing stands and nothing is granted: not yet, or
// "what exactly are you asking me for?"
func (x *exchange) unopposed() {
	switch {
	case x.asks():
		x.decision.Verdict, x.decision.No = practice.VerdictHesitate, true
	case x.gaveWay:
		x.decision.Verdict = practice.VerdictGiveWay
	default:
		x.decision.Verdict = practice.VerdictListen
	}
}

// offers reports whether the lesser thing is offered now: once, after the
// concern that stood before it is gone, in the turn in which it gave way or in
// answer to an ask. Where that was the last concern the whole is near, and
// nothing less is offered.
func (x *exchange) offers() bool {
	if x.scenario.Outcome.Less == "" || x.state.Offered != "" || x.state.Banked || !x.asks() && !x.gaveWay {
		return false
	}
	i := slices.IndexFunc(x.stands.Concerns, func(c ConcernState) bool { return c.ID == x.person.OffersLessAfter })
	return i >= 0 && !x.stands.Concerns[i].Standing()
}

func (x *exchange) offer() {
	x.state.Offered = x.person.ID
	x.decision.Verdict = practice.VerdictOfferLess
	x.deny()
}

// refuse answers while something stands.
func (x *exchange) refuse() {
	switch {
	case x.gaveWay:
		x.decision.Verdict = practice.VerdictGiveWay
	case !x.asks():
		x.decision.Verdict = practice.VerdictListen
	case x.weakened:
		x.decision.Verdict = practice.VerdictSoften
	default:
		x.decision.Verdict = practice.VerdictRefuse
	}
	x.deny()
}

// deny makes the answer a no, in the words of the first standing concern, if
// there was an ask.
func (x *exchange) deny() {
	i := x.stands.current()
	if !x.asks() || i < 0 {
		return
	}
	x.decision.No, x.decision.Concern = true, x.stands.Concerns[i].ID
	x.stands.Concerns[i].Raised = true
}

// remember keeps what was tried on the person, and by which channel.
func (x *exchange) remember(credited []practice.Method) {
	x.stands.Met = true
	if !slices.Contains(x.stands.Channels, x.turn.Channel) {
		x.stands.Channels = append(x.stands.Channels, x.turn.Channel)
	}
	for _, method := range credited {
		if use := x.use(method); !slices.Contains(x.stands.Used, use) {
			x.stands.Used = append(x.stands.Used, use)
		}
	}
}
