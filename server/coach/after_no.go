package coach

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// sameWay is the ask by one way that is nudged, and every one after it.
const sameWay = 3

// afterNo returns the points about a turn that met a no. There is always one.
func (t *Talk) afterNo(now *turn) []Point {
	if now.said.Kind != practice.Say || !now.decision.No && now.decision.Verdict != practice.VerdictClose {
		return nil
	}
	points := collect(now, tone, t.way, t.heard, t.size, t.varied, t.unasked)
	if len(points) == 0 {
		points = append(points, t.otherwise(now))
	}
	return points
}

// tone speaks of pressure.
func tone(now *turn) (Point, bool) {
	return Point{
		Kind: Pushy, Quote: now.own(practice.LabelPushy),
		Says: "This presses. It costs patience and makes the no firmer. The same wish can be said without it.",
	}, now.reading.Tone == practice.Pushy
}

// way speaks of an ask that brings nothing new, or too much at once. What moved
// something was not too little.
func (t *Talk) way(now *turn) (Point, bool) {
	if now.moved() != nil {
		return Point{}, false
	}
	if point, found := t.again(now); found {
		return point, true
	}
	switch {
	case now.reading.Repeat == practice.RepeatOwn:
		return t.repeat(now)
	case now.reading.Repeat == practice.RepeatTheirs:
		return Point{
			Kind: HandedBack, Quote: now.own(),
			Says: "These are the other side's own words, handed back. It shows that you listened. Now add something of yours.",
		}, true
	case now.lost(practice.CauseShotgun):
		ways := now.ways()
		return Point{
			Kind: Shotgun, Quote: now.own(practice.Label(ways[len(ways)-1])),
			Says: "Several ways at once, and only the first is heard. Pick one and give it room.",
		}, true
	}
	return t.stale(now)
}

// again speaks of the third ask of a person by one way and medium, and of every
// later one.
func (t *Talk) again(now *turn) (Point, bool) {
	method, count := t.count(now)
	if count < sameWay {
		return Point{}, false
	}
	name, way := t.name(now.said.To), score.MethodName(method)
	says := fmt.Sprintf("That makes %d asks of %s by the same way: %s. Keep asking, and let the way change.", count, name, way)
	if count == sameWay {
		says = fmt.Sprintf("That is the third time you ask %s by the same way: %s. You keep asking, and that is the hard part. Now let the way change; any other is worth a try.", name, way)
	}
	return Point{Kind: SameWay, Says: says, Method: method, Quote: now.own(practice.Label(method), practice.LabelOutcome, practice.LabelPartial)}, true
}

// count returns the way of an ask and how often it has been asked that way of the
// same person by the same medium since they last gave ground, this time included.
// Of two ways it is the one that was used less: with anything new beside it, an
// ask is no longer the same.
func (t *Talk) count(now *turn) (practice.Method, int) {
	if !now.asks() {
		return "", 0
	}
	least, fewest := practice.Direct, -1
	for _, method := range now.ways() {
		count := 1
		for _, earlier := range slices.Backward(t.before(now)) {
			if earlier.moved() != nil {
				break
			}
			if earlier.asks() && earlier.said.Channel == now.said.Channel && slices.Contains(earlier.ways(), method) {
				count++
			}
		}
		if fewest < 0 || count < fewest {
			least, fewest = method, count
		}
	}
	return least, fewest
}

// repeat names the turn whose words are said again.
func (t *Talk) repeat(now *turn) (Point, bool) {
	at, found := t.sounded(now)
	return Point{
		Kind: Repeat, Quote: now.asked(),
		Says: fmt.Sprintf("You said this at turn %d already. Said again it brings nothing new.", at),
	}, found
}

// sounded returns the turn before whose words are the most like those of this one.
func (t *Talk) sounded(now *turn) (at int, found bool) {
	words, best := terms(now.said.Text), -1
	for i := range t.turns {
		one := &t.turns[i]
		if one.number >= now.number || one.said.Kind != practice.Say {
			continue
		}
		same := alike(words, terms(one.said.Text))
		if one.said.Text == now.said.Text {
			same = 100
		}
		if same > best {
			best, at = same, one.number
		}
	}
	return at, best >= 0
}

// stale speaks of an ask with nothing new since the one before.
func (t *Talk) stale(now *turn) (Point, bool) {
	if now.decision.New || !now.asks() {
		return Point{}, false
	}
	for i := range slices.Backward(t.turns) {
		if one := &t.turns[i]; one.number < now.number && one.asks() {
			return Point{
				Kind: Stale, Quote: now.asked(),
				Says: fmt.Sprintf("This says no more than your ask before, at turn %d. Bring one new thing: another way, another medium, another person, or some days in between.", one.number),
			}, true
		}
	}
	return Point{}, false
}

// heard speaks of what the person had said, and of what moved.
func (t *Talk) heard(now *turn) (Point, bool) {
	slips := t.slips(now)
	if effect := now.moved(); effect != nil {
		for _, slip := range slices.Backward(slips) {
			if slip.concern != "" && slip.concern == effect.Concern {
				return Point{
					Kind: TookUp, Quote: slip.quote,
					Says: fmt.Sprintf("You took up what %s said at turn %d: good. It moved something.", t.name(now.said.To), slip.turn),
				}, true
			}
		}
		line, said := now.given()
		return Point{Kind: Moved, Quote: t.quoted(now, line), Says: "Something moved, and you can hear it in the answer. Go on from there."}, said
	}
	for _, slip := range slices.Backward(slips) {
		if t.open(slip, now) {
			return Point{
				Kind: Slipped, Quote: slip.quote,
				Says: fmt.Sprintf("%s %s this at turn %d. Nothing that you said since takes it up.", t.name(now.said.To), slip.how, slip.turn),
			}, true
		}
	}
	return Point{}, false
}

// size speaks of asking the one who can grant it all for less.
func (t *Talk) size(now *turn) (Point, bool) {
	return Point{
		Kind: Part, Quote: now.own(practice.LabelPartial),
		Says: fmt.Sprintf("This asks for a part. What you need is all of it: %s. Ask for that before you settle.", strings.TrimRight(strings.TrimSpace(t.need), ".!")),
	}, now.reading.Ask == practice.AskPartial && now.said.To == t.from && now.moved() == nil
}

// varied praises a way that is new with the person, though it was refused.
func (t *Talk) varied(now *turn) (Point, bool) {
	method, found := t.fresh(now)
	return Point{
		Kind: NewWay, Method: method, Quote: now.own(practice.Label(method)),
		Says: fmt.Sprintf("You changed the way: %s, for the first time with %s. Keep varying like this.", score.MethodName(method), t.name(now.said.To)),
	}, found && now.decision.New && now.decision.Verdict == practice.VerdictRefuse
}

// fresh returns the first way of a turn that was not used with the person before.
func (t *Talk) fresh(now *turn) (practice.Method, bool) {
	for _, method := range now.ways() {
		used := func(earlier *turn) bool { return earlier.reading.Has(method) }
		if method != practice.Direct && !slices.ContainsFunc(t.before(now), used) {
			return method, true
		}
	}
	return "", false
}

// unasked speaks of a no that nobody has asked about, from the second ask on.
func (t *Talk) unasked(now *turn) (Point, bool) {
	earlier := t.before(now)
	asked, explored := 0, now.reading.Has(practice.Explore)
	for _, one := range earlier {
		explored = explored || one.reading.Has(practice.Explore)
		if one.asks() {
			asked++
		}
	}
	if explored || asked == 0 || now.decision.Verdict != practice.VerdictRefuse {
		return Point{}, false
	}
	quote, said := t.theirs(now)
	return Point{Kind: Unasked, Quote: quote, Says: fmt.Sprintf("You have not asked %s yet what is behind this no.", t.name(now.said.To))}, said
}

// otherwise finds something to say where no rule does.
func (t *Talk) otherwise(now *turn) Point {
	answer, said := t.theirs(now)
	switch {
	case said && now.decision.Verdict == practice.VerdictHesitate:
		return Point{Kind: NotYet, Quote: answer, Says: "This is no refusal, it is a not yet. Do not let it be the end of the talk."}
	case said && now.decision.Verdict == practice.VerdictClose:
		return Point{Kind: Door, Quote: answer, Says: fmt.Sprintf("%s's door is closed now. Look at what came just before it.", t.name(now.said.To))}
	case len(t.before(now)) == 0 && slices.Equal(now.ways(), []practice.Method{practice.Direct}):
		return Point{
			Kind: Plain, Method: practice.Direct, Quote: now.asked(),
			Says: "You asked plainly, with nothing beside it. That is honest, and easy to refuse. Bring something along next time.",
		}
	}
	return Point{
		Kind: KeptAsking, Quote: now.asked(),
		Says: fmt.Sprintf("You asked, and a no is where it begins. What have you not tried with %s yet?", t.name(now.said.To)),
	}
}
