package reading

import (
	"slices"
	"sort"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// settle corrects what the form of the words and the talk around them say better
// than the model does.
func (r *Reader) settle(s *scratch, reading *practice.Reading, said practice.Said, p prepared) {
	irony(reading, said.Text, p.plain, p.about)
	if takes(p.plain) && r.Answer(practice.Heard{Outcome: said.Outcome, Text: said.ClientLast}) == practice.OffersLess {
		take(reading, said.Text, p.plain)
	}
	few(reading, said.Text, p.plain, said.ClientLast)
	if len(reading.Methods) == 0 && reading.Ask != practice.AskNone {
		r.direct(s, reading)
	}
	sort.SliceStable(reading.Evidence, func(i, j int) bool { return reading.Evidence[i].Start < reading.Evidence[j].Start })
}

// takings are how an offer is taken.
var takings = []string{
	" let 's do that ", " let 's do it ", " i 'll take that ", " i 'll take it ", " i will take that ", " i will take it ", " we 'll take it ", " we 'll take that ",
	" would be fine ", " is fine with me ", " that works ", " works for me ", " that will do ", " that 'll do ", " i accept ", " sounds good ", " i 'm happy with that ", " we 're happy with that ", " i 'd be happy with that ",
	" happy to take ", " that 's a deal ", " it 's a deal ", " done then ", " i 'm fine with that ", " glad to take ",
}

// takes reports whether the turn takes what was offered and wants nothing more.
func takes(t *text.Text) bool {
	s := newSentence(t.Tokens)
	return s.has(ofTaking) && !s.hasAny(" but ", " if ", " still ", " instead ", " unless ", " provided ", " on condition ", " ? ", " then we ", " and then ") &&
		len(t.Tokens) <= 30
}

// take makes the turn one that takes the lesser thing and lets the request go.
func take(reading *practice.Reading, raw string, t *text.Text) {
	nothing(reading, practice.LabelWarm, practice.LabelYields, practice.Label(practice.Empathize))
	if reading.Yields {
		return
	}
	start, end := t.Tokens[0].Start, lastWord(t.Tokens).End
	for _, sentence := range t.Sentences {
		if tokens := t.Of(sentence); newSentence(tokens).has(ofTaking) {
			start, end = tokens[0].Start, lastWord(tokens).End
			break
		}
	}
	reading.Yields = true
	reading.Evidence = append(reading.Evidence, practice.Evidence{Label: practice.LabelYields, Quote: raw[start:end], Start: start, End: end})
	reading.Confidence[practice.LabelYields] = sureByForm
}

// ironies are said in earnest by hardly anybody.
var ironies = []string{
	" thanks for nothing ", " thank you for nothing ", " silly me ", " lucky us ", " slow clap ", " surprise surprise ", " suit yourself ", " suit yourselves ", " must be nice ",
	" heaven forbid ", " how very generous ", " how very kind of you ", " how very convenient ", " what a shock ", " bravo ", " spare me ", " cry me ",
	" another lovely no ", " another wonderful no ",
}

// crowns are titles that nobody in the talk bears.
var crowns = []string{" her majesty ", " his majesty ", " your majesty ", " your highness ", " her highness ", " his highness ", " his lordship ", " her ladyship ", " your lordship "}

// exclaimed are words of praise that, alone after "how", praise nothing.
var exclaimed = wordSet("generous kind thoughtful convenient gracious considerate sweet helpful noble brave lovely charming")

// praises stand before what nobody is glad of.
var praises = wordSet("wonderful lovely great brilliant perfect marvelous marvellous fantastic terrific charming splendid delightful excellent")

// irony makes a turn pushy that praises what it means to blame, and takes back the
// warmth and the understanding that stand in its words.
func irony(reading *practice.Reading, raw string, t *text.Text, about subject) {
	for _, one := range t.Sentences {
		tokens := t.Of(one)
		if len(tokens) == 0 || !ironic(newSentence(tokens), about) {
			continue
		}
		without(reading, practice.LabelWarm, practice.Label(practice.Empathize))
		push(reading, raw, tokens)
		return
	}
}

func ironic(s *sentence, about subject) bool {
	if s.has(ofIrony) || s.has(ofCrowns) && !about.hasAny("majesty", "highness", "lordship", "ladyship") {
		return true
	}
	const longest = 12
	if len(s.tokens) > longest || !slices.ContainsFunc(s.tokens, func(t text.Token) bool { return exclaimed[t.Word] || praises[t.Word] }) {
		return false
	}
	words := strings.Fields(strings.TrimRight(s.words(), " .!,"))
	for len(words) > 0 && slices.Contains([]string{"oh", "well", "ah", "wow", ",", "how", "very", "terribly", "so", "really"}, words[0]) {
		if words[0] == "how" {
			rest := words[1:]
			for len(rest) > 0 && slices.Contains([]string{"very", "terribly", "extremely"}, rest[0]) {
				rest = rest[1:]
			}
			return len(rest) > 0 && exclaimed[rest[0]] && (len(rest) == 1 || len(rest) == 3 && rest[1] == "of")
		}
		words = words[1:]
	}
	// "Wonderful, another no": praise, and then what is praised.
	return len(words) > 2 && praises[words[0]] && (words[1] == "," || words[1] == ":") &&
		s.hasAny(" another no ", " a no ", " no again ", " another refusal ")
}
