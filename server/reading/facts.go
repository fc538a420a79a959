package reading

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// factsAsked returns the ids of the facts that the turn asks about.
func factsAsked(t *text.Text, facts []practice.Fact) []string {
	if len(facts) == 0 {
		return nil
	}
	var questions []question
	for _, sentence := range t.Sentences {
		if q, ok := questionOf(t, sentence); ok {
			questions = append(questions, q)
		}
	}
	var ids []string
	for _, fact := range facts {
		about := text.Parse(fact.About)
		wanted := wish{stems: features.ContentStems(about.Tokens), kind: kindsOf(about.Tokens).first}
		for _, stem := range []string{"day", "date", "time", "reason"} {
			delete(wanted.stems, stem)
		}
		for _, q := range questions {
			if q.meets(wanted) {
				ids = append(ids, fact.ID)
				break
			}
		}
	}
	return ids
}

// wish is what a fact answers.
type wish struct {
	stems map[string]bool
	kind  string // when, who, where, how much, why; "" if the words do not say
}

// question is what a sentence wants to know. A sentence may ask for two kinds of
// answer at once.
type question struct {
	stems map[string]bool
	kinds kinds
}

type kinds struct {
	first string
	all   map[string]bool
}

// meets reports whether the question asks for what is wanted: half of its words
// and the same kind of answer, or nearly all of them where the kind is open.
func (q question) meets(wanted wish) bool {
	shared := 0
	for stem := range wanted.stems {
		if q.stems[stem] {
			shared++
		}
	}
	if shared == 0 {
		return false
	}
	if wanted.kind != "" && q.kinds.all[wanted.kind] {
		return shared*2 >= len(wanted.stems)
	}
	if wanted.kind == "" || q.kinds.first == "" {
		return shared*4 >= len(wanted.stems)*3
	}
	return false
}

// requests open a sentence that wants to know without a question mark.
var requests = []string{
	"tell me", "let me know", "like to know", "want to know", "love to know", "need to know", "wonder", "curious",
	"can you say", "could you say", "do you know", "happen to know", "remind me", "good to know", "help me understand",
}

func questionOf(t *text.Text, sentence text.Sentence) (question, bool) {
	tokens := t.Of(sentence)
	if !sentence.Question && !opensLikeQuestion(tokens) {
		words := joined(tokens)
		asks := false
		for _, request := range requests {
			asks = asks || strings.Contains(words, request)
		}
		if !asks {
			return question{}, false
		}
	}
	return question{stems: features.ContentStems(tokens), kinds: kindsOf(tokens)}, true
}

// opensLikeQuestion catches questions typed without their mark.
func opensLikeQuestion(tokens []text.Token) bool {
	if len(tokens) < 3 {
		return false
	}
	switch tokens[0].Word {
	case "when", "who", "where", "which":
		return true
	case "what", "how":
		return tokens[1].Word != "a"
	}
	return false
}

func joined(tokens []text.Token) string {
	words := make([]string, len(tokens))
	for i := range tokens {
		words[i] = tokens[i].Word
	}
	return strings.Join(words, " ")
}

// kindStems are words that say what kind of answer is wanted.
var kindStems = map[string]string{
	"when": "when", "day": "when", "date": "when", "time": "when", "soon": "when", "month": "when", "week": "when", "schedul": "when",
	"who": "who", "whom": "who", "whos": "who", "person": "who", "name": "who",
	"where": "where", "place": "where", "plac": "where", "room": "where", "office": "where",
	"much": "how much", "many": "how much", "price": "how much", "cost": "how much", "budget": "how much", "amount": "how much", "number": "how much",
	"why": "why", "reason": "why", "because": "why",
}

// kindsOf returns the kinds of answer that the tokens ask for.
func kindsOf(tokens []text.Token) kinds {
	k := kinds{all: map[string]bool{}}
	for i := range tokens {
		kind, ok := kindStems[text.Stem(tokens[i].Word)]
		if !ok {
			continue
		}
		k.all[kind] = true
		if k.first == "" {
			k.first = kind
		}
	}
	return k
}
