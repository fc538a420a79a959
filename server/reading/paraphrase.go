package reading

import (
	"strconv"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// paraphrase reports whether the turn says an earlier one again in other words.
// Either both ask and do nothing else, or what they mean is nearly the same on both
// sides, or all that the turn means stands in an earlier one that is not much
// longer. A new number or date is something new.
func paraphrase(t *text.Text, said practice.Said) bool {
	if len(said.Earlier) == 0 {
		return false
	}
	outcome := text.Parse(said.Outcome)
	mine, known, asks := gist(t, outcome), gist(outcome, outcome), bareAsk(t, outcome)
	if !asks && (countWords(t.Tokens) <= 4 || len(mine) < 3) {
		return false
	}
	for _, one := range said.Earlier {
		other := text.Parse(one)
		if asks && bareAsk(other, outcome) {
			return true
		}
		theirs := gist(other, outcome)
		shared, fresh := 0, 0
		for concept := range mine {
			if theirs[concept] {
				shared++
			} else if !known[concept] {
				fresh++
			}
		}
		if len(mine) < 3 || fresh*5 > len(mine) || newTerm(t.Tokens, other) {
			continue
		}
		union := len(mine) + len(theirs) - shared
		if shared*100 >= union*65 || len(mine) >= 6 && shared*100 >= len(mine)*85 ||
			shared == len(mine) && len(theirs) <= 2*len(mine) {
			return true
		}
	}
	return false
}

// gist is what a text means, word order and manner aside: concepts instead of
// words, lengths of time by their length, and a pronoun for the person that the
// outcome names.
func gist(t, outcome *text.Text) map[string]bool {
	meant := map[string]bool{}
	lengths := features.Lengths(t.Tokens)
	for i := range t.Tokens {
		token := &t.Tokens[i]
		switch {
		case addresses(t.Tokens, i):
		case lengths[i] > 0:
			meant[strconv.FormatFloat(lengths[i], 'g', -1, 64)+" minutes"] = true
		case pronouns[token.Word]:
			if name := firstName(outcome); name != "" {
				meant[name] = true
			}
		case features.IsContent(token) && !asking[text.Stem(token.Word)]:
			meant[conceptOf(token.Word)] = true
		}
	}
	return meant
}

// addresses reports whether the token is the name of whom the turn is addressed
// to: "Hi Tom", or "Tom, " in front.
func addresses(tokens []text.Token, i int) bool {
	if !tokens[i].Capital || tokens[i].Kind != text.Word {
		return false
	}
	return i > 0 && greetings[tokens[i-1].Word] || i == 0 && len(tokens) > 1 && tokens[1].Word == ","
}

var greetings = wordSet("hi hello hey dear morning afternoon thanks")

var pronouns = wordSet("she her he him")

// firstName is the first word with a capital within the outcome: the person or
// place that it is about.
func firstName(outcome *text.Text) string {
	for i := 1; i < len(outcome.Tokens); i++ {
		if token := &outcome.Tokens[i]; token.Capital && token.Kind == text.Word && !dates[token.Word] {
			return conceptOf(token.Word)
		}
	}
	return ""
}

// asking are the stems of words that every request may have, and that say nothing
// about what it is.
var asking = stemsOf(`ask asking again still please chance possible possibility get have see meet meeting talk speak arrange set book fix schedule organize
	organise let give like love want wish would could can hope hoping okay ok yes no th st nd rd come hi hello hey dear ms mr mrs thanks thank kindly maybe once more arranged
	send lend spare agree accept tell hear exactly really actually asked request quick time slot appointment rent try right sure grant sort put`)

func stemsOf(words string) map[string]bool {
	stems := map[string]bool{}
	for word := range wordSet(words) {
		stems[text.Stem(word)] = true
	}
	return stems
}

// bareAsk reports whether a text asks for the outcome and says nothing else: no
// word of meaning but those of the outcome and of asking.
func bareAsk(t, outcome *text.Text) bool {
	words := countWords(t.Tokens)
	if words < 4 || words > 25 {
		return false
	}
	known := features.ContentStems(outcome.Tokens)
	asked := features.Lengths(outcome.Tokens)
	lengths := features.Lengths(t.Tokens)
	request, about := false, false
	for i := range t.Tokens {
		token := &t.Tokens[i]
		stem := text.Stem(token.Word)
		switch {
		case addresses(t.Tokens, i):
		case lengths[i] > 0:
			if !containsLength(asked, lengths[i]) {
				return false
			}
			about = true
		case inquiring[token.Word], token.Kind == text.Number && !known[stem]:
			return false
		case known[stem]:
			about = true
		case asking[stem] || token.Word == "go":
			about = about || reaching[stem]
		case features.IsContent(token):
			return false
		}
		request = request || requesting[token.Word] || t.Sentences[token.Sentence].Question
	}
	return request && about
}

// reaching are the stems of words that ask for something even where it is not
// named.
var reaching = stemsOf("meet meeting see have get go let give chance book arrange rent")

var (
	requesting = wordSet("please can could may would let like ask asking need")
	inquiring  = wordSet("what why who whom whose how when where which if unless because instead after before until than rather want wants worry need needs without")
)

// turning are words that move a request to another time, or ask something else.
var turning = wordSet("after before until unless instead who what why how where which whose")

func containsLength(lengths []float64, minutes float64) bool {
	for _, one := range lengths {
		if one > 0 && minutes > one*0.95 && minutes < one*1.05 {
			return true
		}
	}
	return false
}

// newTerm reports whether tokens name a number, a length of time or a date that
// the other text does not.
func newTerm(tokens []text.Token, other *text.Text) bool {
	lengths, known := features.Lengths(tokens), features.Lengths(other.Tokens)
	values, words := map[float64]bool{0: true}, map[string]bool{}
	for i := range other.Tokens {
		values[other.Tokens[i].Value] = true
		words[other.Tokens[i].Word] = true
	}
	for i := range tokens {
		switch word := tokens[i].Word; {
		case lengths[i] > 0:
			if !containsLength(known, lengths[i]) {
				return true
			}
		case !values[tokens[i].Value], (dates[word] || timeWords[word] || turning[word]) && !words[word]:
			return true
		}
	}
	return false
}
