package coach

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// manyWays is from how many ways on a turn is too full for any of them to be heard.
const manyWays = 3

// Draft returns what there is to say of words before they are said: how they would
// read after what was said so far, one or two points. What would come of them is
// not among it, since nobody knows before it is said.
func (t *Talk) Draft(draft practice.Turn, reading practice.Reading) []Point {
	now := &turn{number: t.next(), said: draft, reading: reading}
	points := collect(now, foreign, presses, unborne, t.saidBefore, theirWords, t.wouldBeAgain, t.nothingNew, tooMany, t.noAsk, t.wouldBePart)
	if len(points) == 0 {
		points = append(points, t.reads(now))
	}
	return points
}

// next is the number of the turn that a draft would be.
func (t *Talk) next() int {
	if len(t.turns) == 0 {
		return 1
	}
	return t.last().number + 1
}

func foreign(now *turn) (Point, bool) {
	return Point{
		Kind: Foreign, Quote: now.own(),
		Says: "This does not read as English, the only language that is read here. Nothing in it could count.",
	}, now.reading.Language == practice.LanguageOther
}

func presses(now *turn) (Point, bool) {
	return Point{
		Kind: Pushy, Quote: now.own(practice.LabelPushy),
		Says: "This reads as pressing. Say the same wish without it.",
	}, now.reading.Tone == practice.Pushy
}

func unborne(now *turn) (Point, bool) {
	if len(now.reading.Unborne) == 0 {
		return Point{}, false
	}
	method := now.reading.Unborne[0]
	return Point{
		Kind: Unborne, Method: method, Quote: now.own(),
		Says: fmt.Sprintf("You meant to ask by this way: %s. The words do not show it yet.", score.MethodName(method)),
	}, true
}

func (t *Talk) saidBefore(now *turn) (Point, bool) {
	at, found := t.sounded(now)
	return Point{
		Kind: Repeat, Quote: now.asked(),
		Says: fmt.Sprintf("You said this before, at turn %d. Say it in a new way, or bring something with it.", at),
	}, found && now.reading.Repeat == practice.RepeatOwn
}

func theirWords(now *turn) (Point, bool) {
	return Point{
		Kind: HandedBack, Quote: now.own(),
		Says: "These are the other side's own words. Add something of yours.",
	}, now.reading.Repeat == practice.RepeatTheirs
}

func (t *Talk) wouldBeAgain(now *turn) (Point, bool) {
	method, count := t.count(now)
	if count < sameWay || now.reading.Repeat != practice.RepeatNone {
		return Point{}, false
	}
	return Point{
		Kind: SameWay, Method: method, Quote: now.own(practice.Label(method), practice.LabelOutcome, practice.LabelPartial),
		Says: fmt.Sprintf("You asked %s %d times by this way already: %s. Which other way could carry the same wish?", t.name(now.said.To), count-1, score.MethodName(method)),
	}, true
}

// nothingNew speaks of an ask by no other way or medium than the one before.
func (t *Talk) nothingNew(now *turn) (Point, bool) {
	if !now.asks() || now.reading.Repeat != practice.RepeatNone {
		return Point{}, false
	}
	if _, count := t.count(now); count >= sameWay {
		return Point{}, false // that has been said
	}
	for _, earlier := range slices.Backward(t.before(now)) {
		if !earlier.asks() {
			continue
		}
		other := func(method practice.Method) bool { return !slices.Contains(earlier.ways(), method) }
		return Point{
			Kind: Stale, Method: now.ways()[0], Quote: now.asked(),
			Says: fmt.Sprintf("You asked by this way at turn %d already: %s. What is new in it?", earlier.number, score.MethodName(now.ways()[0])),
		}, earlier.said.Channel == now.said.Channel && !slices.ContainsFunc(now.ways(), other)
	}
	return Point{}, false
}

func tooMany(now *turn) (Point, bool) {
	ways := now.ways()
	return Point{
		Kind: Shotgun, Quote: now.own(practice.Label(ways[len(ways)-1])),
		Says: fmt.Sprintf("%d ways at once: only the first would be heard. Pick one and give it room.", len(ways)),
	}, len(ways) >= manyWays
}

func (t *Talk) noAsk(now *turn) (Point, bool) {
	return Point{
		Kind: NoAsk, Quote: now.own(),
		Says: fmt.Sprintf("No ask is heard in this yet. If you want something from %s now, say what.", t.name(now.said.To)),
	}, !now.asks() && !now.reading.Has(practice.Explore)
}

func (t *Talk) wouldBePart(now *turn) (Point, bool) {
	return Point{
		Kind: Part, Quote: now.own(practice.LabelPartial),
		Says: fmt.Sprintf("This asks for a part. What you need is all of it: %s.", strings.TrimRight(strings.TrimSpace(t.need), ".!")),
	}, now.reading.Ask == practice.AskPartial && now.said.To == t.from
}

// reads says what a draft is that nothing is wrong with.
func (t *Talk) reads(now *turn) Point {
	name := t.name(now.said.To)
	if !now.asks() {
		return Point{
			Kind: Explore, Method: practice.Explore, Quote: now.own(practice.Label(practice.Explore)),
			Says: "This asks what is behind the no, and for nothing else yet. That can be a turn of its own.",
		}
	}
	if method, found := t.fresh(now); found {
		return Point{
			Kind: NewWay, Method: method, Quote: now.own(practice.Label(method)),
			Says: fmt.Sprintf("It reads as an ask by a way that is new with %s: %s.", name, score.MethodName(method)),
		}
	}
	method := now.ways()[0]
	return Point{
		Kind: Asks, Method: method, Quote: now.asked(),
		Says: fmt.Sprintf("It reads as an ask by this way: %s.", score.MethodName(method)),
	}
}
