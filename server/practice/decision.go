package practice

// Verdict is the headline of a decision: what the person does with the turn.
type Verdict string

// The verdicts.
const (
	VerdictListen    Verdict = "listen"     // nothing was asked, nothing is refused
	VerdictRefuse    Verdict = "refuse"     // an ask was refused
	VerdictSoften    Verdict = "soften"     // refused, but the turn weakened a concern
	VerdictGiveWay   Verdict = "give_way"   // a concern gave way for good; others may stand
	VerdictHesitate  Verdict = "hesitate"   // nothing stands, and still not yet
	VerdictOfferLess Verdict = "offer_less" // a lesser thing is offered, not yet taken
	VerdictGrantLess Verdict = "grant_less" // the lesser thing was asked for, or taken, and is banked
	VerdictAgree     Verdict = "agree"      // this person grants what was asked
	VerdictClose     Verdict = "close"      // this person's door is closed
	VerdictPass      Verdict = "pass"       // time went by
	VerdictEnd       Verdict = "end"        // the rep stopped
)

// EffectKind is one thing that a turn changed.
type EffectKind string

// The kinds of effect.
const (
	EffectWeakened EffectKind = "weakened" // Concern went From strength To strength by Method
	EffectGaveWay  EffectKind = "gave_way" // Concern is gone for good, by Method
	EffectMoved    EffectKind = "moved"    // Concern is gone: by somebody's agreement or by the calendar (Cause)
	EffectHardened EffectKind = "hardened" // Concern went From To
	EffectRevealed EffectKind = "revealed" // what is behind Concern came out
	EffectTold     EffectKind = "told"     // the fact Cause was given
	EffectBooked   EffectKind = "booked"   // a wait was announced; time has to do the rest
	EffectPatience EffectKind = "patience" // patience went From To, because of Cause
	EffectPremise  EffectKind = "premise"  // Method fits Concern, but what it rests on has not happened yet (Cause)
)

// CauseCalendar is the Cause of an EffectMoved that no person brought about.
const CauseCalendar = "calendar"

// Causes of an EffectPatience.
const (
	CauseShotgun   = "shotgun"   // three or more methods at once
	CausePushy     = "pushy"     // pressure
	CauseHardens   = "hardens"   // a method that this concern resents
	CauseStale     = "stale"     // an ask that brings nothing new
	CauseFruitless = "fruitless" // exploring again where nothing is left to find
	CauseIdle      = "idle"      // a second turn running that does nothing
	CauseEmpathy   = "empathy"   // patience given back, once a concern
	CauseRest      = "rest"      // patience given back by time
)

// Effect is one change, in the order in which the rules made it.
type Effect struct {
	Kind      EffectKind `json:"kind"`
	Person    string     `json:"person,omitempty"`
	Concern   string     `json:"concern,omitempty"`
	Method    Method     `json:"method,omitempty"`
	From      int        `json:"from,omitempty"`
	To        int        `json:"to,omitempty"`
	Cause     string     `json:"cause,omitempty"`
	OutOfTurn bool       `json:"out_of_turn,omitempty"` // it met a concern that the person had not raised yet
}

// Decision is what the engine makes of a turn. It is complete: words are found
// for it later, and never change it.
type Decision struct {
	Engine   int      `json:"engine"` // the version of the rules that decided
	Verdict  Verdict  `json:"verdict"`
	Person   string   `json:"person,omitempty"`  // who answers
	Concern  string   `json:"concern,omitempty"` // in whose words a refusal is spoken
	Ask      Ask      `json:"ask"`               // the ask that was heard
	No       bool     `json:"no,omitempty"`      // the person said no to it
	Yields   bool     `json:"yields,omitempty"`  // the rep gave in and asked for nothing
	Credited []Method `json:"credited,omitempty"`
	New      bool     `json:"new,omitempty"` // the turn brought a new method, channel, person, or followed an event or 3 days
	Effects  []Effect `json:"effects,omitempty"`
	Events   []int    `json:"events,omitempty"` // the calendar entries that happened, by index
	Patience int      `json:"patience"`         // of Person, afterwards
	Day      int      `json:"day"`              // simulated days since the start, afterwards
	Banked   bool     `json:"banked,omitempty"` // the lesser thing is in hand, now or from before
	Ending   Ending   `json:"ending,omitempty"`
}
