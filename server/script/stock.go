package script

// stockName names a pool of stock lines. It is part of a line's id and so of
// the log: a released name keeps its meaning, and lines are only added at a
// pool's end.
type stockName string

// The pools. Those that a rep can call up turn after turn hold more lines than
// a talk of 15 turns can use.
const (
	stockListen       stockName = "listen"        // nothing was asked
	stockYielded      stockName = "yielded"       // the rep gave in
	stockNothingMore  stockName = "nothing_more"  // explored, and nothing is left to find
	stockStale        stockName = "stale"         // a no to an ask that brings nothing new
	stockStands       stockName = "stands"        // a no to a new way that does not fit
	stockRemains      stockName = "remains"       // a no after ground was given, for a reason told before
	stockPushy        stockName = "pushy"         // on pressure
	stockShotgun      stockName = "shotgun"       // on too many ways at once
	stockEmpathy      stockName = "empathy"       // on being understood
	stockPremise      stockName = "premise"       // somebody was named and has not spoken
	stockSoftened     stockName = "softened"      // a concern is weaker, and stands
	stockGaveWay      stockName = "gave_way"      // a concern is gone
	stockAhead        stockName = "ahead"         // it met a concern that was not raised yet
	stockBooked       stockName = "booked"        // a wait was announced
	stockHesitates    stockName = "hesitates"     // nothing stands, and not yet
	stockWhatExactly  stockName = "what_exactly"  // part was asked for, and there is no such part
	stockOffersLess   stockName = "offers_less"   // {less} is offered
	stockGrantsLess   stockName = "grants_less"   // {less} is given
	stockAgrees       stockName = "agrees"        // a yes from the client's side
	stockAgreesOwn    stockName = "agrees_own"    // a yes from one's own side
	stockAgreedBefore stockName = "agreed_before" // asked again after the yes
	stockCloses       stockName = "closes"        // the door closes
	stockShut         stockName = "shut"          // the door is closed
	stockAgain        stockName = "again"         // put before a fact that was given before
	stockBut          stockName = "but"           // put before a no after ground given elsewhere
)

// stock holds the lines that anybody in any trade can say, written or spoken.
// They claim nothing about the world and give nothing away.
var stock = map[stockName][]string{
	stockListen:       listenLines,
	stockYielded:      yieldedLines,
	stockNothingMore:  nothingMoreLines,
	stockStale:        staleLines,
	stockStands:       standsLines,
	stockRemains:      remainsLines,
	stockPushy:        pushyLines,
	stockShotgun:      shotgunLines,
	stockEmpathy:      empathyLines,
	stockPremise:      premiseLines,
	stockSoftened:     softenedLines,
	stockGaveWay:      gaveWayLines,
	stockAhead:        aheadLines,
	stockBooked:       bookedLines,
	stockHesitates:    hesitatesLines,
	stockWhatExactly:  whatExactlyLines,
	stockOffersLess:   offersLessLines,
	stockGrantsLess:   grantsLessLines,
	stockAgrees:       agreesLines,
	stockAgreesOwn:    agreesOwnLines,
	stockAgreedBefore: agreedBeforeLines,
	stockCloses:       closesLines,
	stockShut:         shutLines,
	stockAgain:        againLines,
	stockBut:          butLines,
}
