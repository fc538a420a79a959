package features

import "github.com/askagain/askagain/server/reading/internal/text"

// duration is a length of time that is named: "half an hour", "a 30-minute
// meeting", "two and a half weeks".
type duration struct {
	minutes     float64
	first, last int // its tokens
}

// unitMinutes are the minutes of a unit of time.
var unitMinutes = map[string]float64{
	"minute": 1, "minutes": 1, "min": 1, "mins": 1,
	"hour": 60, "hours": 60, "hr": 60, "hrs": 60, "h": 60,
	"day": 24 * 60, "days": 24 * 60, "week": 7 * 24 * 60, "weeks": 7 * 24 * 60, "fortnight": 14 * 24 * 60, "fortnights": 14 * 24 * 60,
	"month": 30 * 24 * 60, "months": 30 * 24 * 60, "year": 365 * 24 * 60, "years": 365 * 24 * 60,
}

// durations returns the lengths of time that tokens name.
func durations(tokens []text.Token) []duration {
	var all []duration
	for i := 0; i < len(tokens); i++ {
		amount, n := amountAt(tokens[i:])
		if n == 0 {
			continue
		}
		unit := i + n
		for unit < len(tokens) && unit < i+n+2 && joins[tokens[unit].Word] {
			unit++
		}
		if unit == len(tokens) {
			break
		}
		minutes, ok := unitMinutes[tokens[unit].Word]
		if !ok {
			continue
		}
		last := unit
		if half := wordsAt(tokens, unit+1, "and", "a", "half"); half {
			amount, last = amount+0.5, unit+3
		}
		all = append(all, duration{minutes: amount * minutes, first: i, last: last})
		i = last
	}
	return all
}

// joins may stand between an amount and its unit: "a quarter of an hour", "45-minute".
var joins = map[string]bool{"of": true, "an": true, "a": true, "-": true, "full": true, "short": true, "more": true}

// amountAt reads an amount at the front of tokens and says how many it takes.
func amountAt(tokens []text.Token) (amount float64, n int) {
	token := &tokens[0]
	switch {
	case token.Value > 0:
		if wordsAt(tokens, 1, "and", "a", "half") {
			return token.Value + 0.5, 4
		}
		return token.Value, 1
	case token.Word == "a" || token.Word == "an":
		switch {
		case wordsAt(tokens, 1, "half") || wordsAt(tokens, 1, "quarter"):
			return 0, 0
		case wordsAt(tokens, 1, "couple", "of"):
			return 2, 3
		case wordsAt(tokens, 1, "few"):
			return 3, 2
		}
		return 1, 1
	}
	return 0, 0
}

func wordsAt(tokens []text.Token, i int, words ...string) bool {
	if i+len(words) > len(tokens) {
		return false
	}
	for n, word := range words {
		if tokens[i+n].Word != word {
			return false
		}
	}
	return true
}

// How a length of time compares with the one that is asked for: half an hour is
// all of a 30-minute meeting, and a part of an hour's.
const (
	noDuration = iota
	shorter
	same
	longer
)

// compare returns, for each token, how the length of time that it is part of
// compares with those of the outcome; nil where the outcome names none.
func compare(t, outcome *text.Text) []uint8 {
	asked := durations(outcome.Tokens)
	if len(asked) == 0 {
		return nil
	}
	relations := make([]uint8, len(t.Tokens))
	for _, d := range durations(t.Tokens) {
		relation := uint8(longer)
		for _, one := range asked {
			switch {
			case d.minutes > one.minutes*1.05:
			case d.minutes < one.minutes*0.95:
				if relation == longer {
					relation = shorter
				}
			default:
				relation = same
			}
		}
		for i := d.first; i <= d.last; i++ {
			relations[i] = relation
		}
	}
	return relations
}

// durationNames stand for lengths of time that are compared, whatever their words.
var durationNames = [...]uint32{shorter: hashString("#shorter"), same: hashString("#same"), longer: hashString("#longer")}

// restOfDuration stands for their words after the first.
var restOfDuration = hashString("#time")

func (s surroundings) duration(i int) uint8 {
	if s.compared == nil {
		return noDuration
	}
	return s.compared[i]
}

// OfAskedLength reports, for each token of t, whether it names as long a time as
// the outcome does; nil where the outcome names none.
func OfAskedLength(t, outcome *text.Text) []bool {
	relations := compare(t, outcome)
	if relations == nil {
		return nil
	}
	names := make([]bool, len(relations))
	for i, relation := range relations {
		names[i] = relation == same
	}
	return names
}
