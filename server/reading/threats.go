package reading

import (
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// conditions begin what happens to somebody who does not give in. An offer has
// the same shape ("if you don't like it, I take it back"), so that a
// consequence has to follow.
var conditions = []string{
	" if you do n't ", " if you do not ", " if you wo n't ", " if you will not ", " if you ca n't ", " if you cannot ", " if you refuse ",
	" if you keep ", " unless you ", " or i will ", " or i 'll ", " or we will ", " or we 'll ", " or else ", " otherwise i 'll ", " otherwise i will ",
	" otherwise we ",
}

// consequences are what nobody is offered.
var consequences = []string{
	" over your head ", " go around you ", " go round you ", " go past you ", " go straight to ", " go directly to ", " go to your ",
	" call your boss ", " your boss will ", " your boss hears ", " stood in the way ", " regret ", " report you ", " report this ", " escalate ",
	" complain ", " complaint ", " to the press ", " my lawyer ", " our lawyers ", " everyone will know ", " everybody will know ",
	" make sure everyone ", " make sure everybody ", " make sure they know ", " hear about this ", " hear about it ", " on your head ",
	" your fault ", " hold you responsible ", " remember this ", " or else ",
}

// threat makes a turn pushy that says what will happen to those who don't give
// in, and takes back the trade that such a sentence looks like: what is
// threatened is not given.
func threat(reading *practice.Reading, raw string, t *text.Text) {
	for _, sentence := range t.Sentences {
		tokens := t.Of(sentence)
		if len(tokens) == 0 || !threatens(tokens) {
			continue
		}
		without(reading, practice.LabelWarm, practice.Label(practice.Trade))
		push(reading, raw, tokens)
		return
	}
}

// push makes the turn pushy because of these tokens.
func push(reading *practice.Reading, raw string, tokens []text.Token) {
	if reading.Tone == practice.Pushy {
		return
	}
	start, end := tokens[0].Start, lastWord(tokens).End
	reading.Tone = practice.Pushy
	reading.Evidence = append(reading.Evidence, practice.Evidence{Label: practice.LabelPushy, Quote: raw[start:end], Start: start, End: end})
	reading.Confidence[practice.LabelPushy] = sureByForm
}

func threatens(tokens []text.Token) bool {
	s := newSentence(tokens)
	if s.has(ofMenace) {
		return true
	}
	if !s.has(ofCondition) {
		return false
	}
	words := s.words()
	for _, condition := range conditions {
		if at := strings.Index(words, condition); at >= 0 && containsAny(words[at:], consequences) {
			return true
		}
	}
	return false
}

// menaces threaten without any condition, or before it.
var menaces = []string{
	" will hear about this ", " will hear about it ", " will hear of this ", " will hear of it ", " hears about this if ", " hears about it if ", " you 'll regret ", " you will regret ",
	" you 'll be sorry ", " you will be sorry ", " on your head ", " you have been warned ", " you 've been warned ",
}

// lastWord is the last token that is no mark, the last token if there is none.
func lastWord(tokens []text.Token) text.Token {
	for i := len(tokens) - 1; i >= 0; i-- {
		if tokens[i].Kind == text.Word || tokens[i].Kind == text.Number {
			return tokens[i]
		}
	}
	return tokens[len(tokens)-1]
}

// without takes labels back, with their evidence.
func without(reading *practice.Reading, labels ...practice.Label) {
	reading.Evidence = slices.DeleteFunc(reading.Evidence, func(e practice.Evidence) bool { return slices.Contains(labels, e.Label) })
	reading.Methods = slices.DeleteFunc(reading.Methods, func(m practice.Method) bool { return slices.Contains(labels, practice.Label(m)) })
	for _, label := range labels {
		delete(reading.Confidence, label)
		switch label {
		case practice.LabelWarm, practice.LabelPushy:
			if string(reading.Tone) == string(label) {
				reading.Tone = practice.Neutral
			}
		case practice.LabelYields:
			reading.Yields = false
		}
	}
}
