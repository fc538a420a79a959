package reading

import (
	"slices"
	"strings"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// Bounds on how far a question is read, in tokens and words of meaning.
const maxLead, maxLast, maxTopics = 8, 40, 16

// question is what one clause wants to know.
type question struct {
	first    int // its first token
	kinds    kind
	topics   []topic
	you      bool // it speaks of the person asked
	person   bool // it has a pronoun for a person
	object   bool // one that something is done to: "release her"
	thing    bool // it has a pronoun for a thing
	again    bool // it speaks of the last one
	lastTime bool // it speaks of the last time
	modal    bool // it asks what can or would be, not what is
	plans    bool // of the rep's own side: "when could we meet"
}

// topic is a word that says what a question is about.
type topic struct {
	concept string
	name    bool // of a person or a house
	light   bool // a verb of little meaning of its own
}

// weight is how much a topic counts for whether a question is about a fact.
func (t topic) weight() int {
	if t.name || t.light {
		return 1
	}
	return 2
}

func (q question) has(concept string) bool {
	return slices.ContainsFunc(q.topics, func(t topic) bool { return t.concept == concept })
}

// questionsOf returns the questions of a turn, one a clause, the first dozen.
func questionsOf(t *text.Text) []question {
	var all []question
	for _, sentence := range t.Sentences {
		tokens := t.Of(sentence)
		if lists(tokens) {
			continue
		}
		all = appendQuestions(all, tokens, sentence.First, sentence.Question)
		if len(all) >= maxQuestions {
			return all[:maxQuestions]
		}
	}
	return all
}

// appendQuestions adds the questions of one sentence. Neighbors of one kind are
// one question: "whose budget is it, who decides?".
func appendQuestions(all []question, tokens []text.Token, offset int, marked bool) []question {
	from := len(all)
	for i := 0; i < len(tokens) && len(all) < maxQuestions; {
		head := headAt(tokens, i, marked)
		if head == 0 {
			i++
			continue
		}
		end := extent(tokens, i, head)
		q := readQuestion(tokens[i:end], offset+i)
		if head == byTopic {
			q.kinds |= allAbout
		}
		if n := len(all); n > from && all[n-1].kinds == q.kinds && q.kinds&(aPerson|aTime|aPlace) != 0 {
			all[n-1].topics = append(all[n-1].topics, q.topics...)
		} else {
			all = append(all, q)
		}
		i = end
	}
	if len(all) == from && marked {
		if first := hindmost(tokens); first >= 0 {
			all = append(all, readQuestion(tokens[first:], offset+first))
		}
	}
	return all
}

// What a question opens with.
const (
	byWord  = 1 + iota // when, who, what
	byVerb             // is, does, can
	byTopic            // tell me about
	byNoun             // tell me the date
)

// headAt reports whether a question opens at token i, and how.
func headAt(tokens []text.Token, i int, marked bool) int {
	word := tokens[i].Word
	asked := i > 0 && requested(tokens[:i])
	switch {
	case questionWords[word]:
		if idle(tokens, i) {
			return 0
		}
		if asked || leads(tokens, i) && (inverted(tokens, i) || marked && lastOf(tokens, i)) {
			return byWord
		}
	case asked && (word == "if" || word == "whether"):
		return byVerb
	case word == "about" && i > 0 && requestedMore(tokens[:i]):
		return byTopic
	case nounKinds[word] != 0 && i > 1 && articles[tokens[i-1].Word] && requested(tokens[:i-1]):
		return byNoun
	case marked && leads(tokens, i) && i+2 < len(tokens):
		return polarAt(tokens, i)
	}
	return 0
}

// polarAt tells a yes-or-no question about how things are from a request.
func polarAt(tokens []text.Token, i int) int {
	next := tokens[i+1].Word
	switch {
	case statements[tokens[i].Word] && next != "i" && next != "we" && !asksToTell(tokens[i:]):
		return byVerb
	case modals[tokens[i].Word] && someone[next]:
		return byVerb
	}
	return 0
}

// asksToTell reports whether the words only lead up to a question: "do you know
// when".
func asksToTell(tokens []text.Token) bool {
	for i := 2; i < len(tokens) && i < 6; i++ {
		if word := tokens[i].Word; (questionWords[word] || word == "if" || word == "whether") && requested(tokens[:i]) {
			return true
		}
	}
	return false
}

// idle reports whether the question word at i opens a proposal or a saying.
func idle(tokens []text.Token, i int) bool {
	next := ""
	if i+1 < len(tokens) {
		next = tokens[i+1].Word
	}
	switch tokens[i].Word {
	case "what":
		return next == "if" || next == "about" || next == "a"
	case "how":
		return next == "about" || next == "dare"
	case "who":
		return next == "knows" && (i+2 == len(tokens) || tokens[i+2].Kind == text.Punctuation)
	case "why":
		return next == "not" || next == "do" && i+2 < len(tokens) && tokens[i+2].Word == "n't"
	}
	return false
}

// requested reports whether the words end in a phrase that wants to know what
// follows: "could you tell me", "I'd like to know".
func requested(tokens []text.Token) bool {
	end := len(tokens)
	for end > 0 && between[tokens[end-1].Word] {
		end--
	}
	return endsIn(tokens[:end], requestPhrases)
}

func requestedMore(tokens []text.Token) bool {
	end := len(tokens)
	for end > 0 && (between[tokens[end-1].Word] || more[tokens[end-1].Word]) {
		end--
	}
	return endsIn(tokens[:end], requestPhrases) || endsIn(tokens[:end], topicPhrases)
}

func endsIn(tokens []text.Token, phrases []string) bool {
	words := joined(tokens[max(0, len(tokens)-4):])
	return slices.ContainsFunc(phrases, func(phrase string) bool {
		rest, ok := strings.CutSuffix(words, phrase)
		return ok && (rest == "" || strings.HasSuffix(rest, " "))
	})
}

// leads reports whether only a few words that lead in stand between token i and
// the mark or joining word before it.
func leads(tokens []text.Token, i int) bool {
	words := 0
	for j := i - 1; j >= 0 && j > i-maxLead; j-- {
		token := &tokens[j]
		switch {
		case token.Kind == text.Punctuation, conjunctions[token.Word]:
			return true
		case leadIns[token.Word]:
			continue
		}
		if words++; words > 2 || subjects[token.Word] || helpers[token.Word] || questionWords[token.Word] {
			return false
		}
	}
	return true
}

// inverted reports whether a verb stands where a question has it: "when does the
// board", "what date is", "who prepares", and not "when the board".
func inverted(tokens []text.Token, i int) bool {
	if i+1 == len(tokens) {
		return false
	}
	word, next := tokens[i].Word, tokens[i+1].Word
	if verbHeads[next] {
		return true
	}
	switch word {
	case "who", "whose":
		return i == 0 || leadIns[tokens[i-1].Word]
	case "when", "where", "why":
		return i+2 < len(tokens) && adverbs[next] && verbHeads[tokens[i+2].Word]
	}
	for j := i + 2; j < len(tokens) && j <= i+4; j++ {
		if subjects[tokens[j-1].Word] || articles[tokens[j-1].Word] || tokens[j-1].Capital || tokens[j].Kind == text.Punctuation {
			return false
		}
		if verbHeads[tokens[j].Word] {
			return true
		}
	}
	return false
}

// lastOf reports whether the words from i on are all that is left of the
// sentence: no other clause asks after them.
func lastOf(tokens []text.Token, i int) bool {
	if len(tokens) > i+maxLast {
		return false
	}
	for j := i + 1; j < len(tokens)-1; j++ {
		if tokens[j].Kind == text.Punctuation || modals[tokens[j].Word] {
			return false
		}
	}
	return true
}

// hindmost returns where a question begins whose question word comes last ("the
// board meets when, exactly?"), or -1.
func hindmost(tokens []text.Token) int {
	i := len(tokens) - 1
	for i >= 0 && (tokens[i].Kind == text.Punctuation || adverbs[tokens[i].Word]) {
		i--
	}
	if i < 2 || !questionWords[tokens[i].Word] || tokens[i].Word == "how" {
		return -1
	}
	for i > 0 && tokens[i-1].Kind != text.Punctuation {
		i--
	}
	return i
}

// extent returns where the question that opens at token i ends: at a mark, at
// another clause. What it says of the past may hold clauses of its own.
func extent(tokens []text.Token, i, head int) int {
	story := false
	for j := i + 1; j < len(tokens); j++ {
		word := tokens[j].Word
		story = story || predicates[word]&aStory != 0
		switch {
		case parts(&tokens[j]):
			return j
		case j < i+3 && tokens[i].Word == "how": // "how long before"
			continue
		case subordinate[word] && !story:
			return j
		case conjunctions[word] && j+1 < len(tokens):
			next := tokens[j+1].Word
			if subjects[next] || modals[next] || questionWords[next] {
				return j
			}
		}
	}
	return len(tokens)
}

// parts reports whether a clause ends at the mark.
func parts(token *text.Token) bool {
	if token.Kind != text.Punctuation {
		return false
	}
	switch token.Word {
	case ",", ";", ":", "?", "!", "!!", ".", "...", "(", ")":
		return true
	}
	return false
}

// readQuestion says what a clause asks, given that it asks.
func readQuestion(tokens []text.Token, first int) question {
	q := question{first: first}
	var base, told kind
	mains := 0
	for i := range tokens {
		token := &tokens[i]
		word := token.Word
		if token.Kind > text.Number {
			continue
		}
		q.mark(tokens, i)
		if k := wordKind(tokens, i); k != 0 && (base == 0 || base&anything != 0 && k&anything == 0 && nounKinds[word] != 0) {
			base = k
			continue
		}
		if someone[word] {
			told |= aPerson
		}
		if word == "do" || word == "doing" {
			mains++
		}
		told |= predicates[word]
		if token.Kind == text.Number || dates[word] {
			told |= aDay
		}
		if c, ok := topicOf(tokens, i); ok && len(q.topics) < maxTopics && !q.has(c.concept) {
			q.topics = append(q.topics, c)
		}
	}
	q.kinds = settle(tokens, base, told, mains)
	return q
}

// mark notes the pronouns and verbs that change what a question may mean.
func (q *question) mark(tokens []text.Token, i int) {
	word := tokens[i].Word
	switch word {
	case "you", "your", "yours":
		q.you = true
	case "she", "he", "his":
		q.person = true
	case "her", "him":
		q.person, q.object = true, true
	case "me", "us":
		q.object = true
	case "it", "that", "this", "those", "its":
		q.thing = true
	case "they", "them", "their", "these":
		q.thing, q.person = true, true
	case "last":
		q.again = true
		q.lastTime = i+1 < len(tokens) && tokens[i+1].Word == "time"
	}
	if modals[word] && word != "will" {
		q.modal = true
		q.plans = q.plans || i+1 < len(tokens) && (tokens[i+1].Word == "we" || tokens[i+1].Word == "i")
	}
}

// settle turns what was seen into the kinds of answer that are wanted. A plain
// question word is settled; what, how, and yes or no are by their verbs.
func settle(tokens []text.Token, base, told kind, mains int) kind {
	verbs := told &^ (aPerson | aDay)
	switch {
	case base == 0: // yes or no
		k := yesOrNo | verbs | told&aPerson
		if told&aDay != 0 {
			k |= aTime
		}
		return k
	case base&anything == 0:
		return base
	}
	did := slices.ContainsFunc(tokens[:min(len(tokens), 5)], func(t text.Token) bool { return t.Word == "did" || t.Word == "was" || t.Word == "were" })
	switch {
	case verbs&anAmount != 0 && tokens[0].Word != "how":
		return anAmount
	case did && (tokens[0].Word == "how" || mains > 0):
		verbs |= aStory
	case tokens[0].Word == "how":
	case mains > 1 || mains == 1 && !hasWord(tokens, "do", "you", "they") || hasWord(tokens, "working", "on", ""):
		verbs |= aTask
	}
	if verbs == 0 {
		return anything
	}
	return verbs
}

// hasWord reports whether the word is followed by one of the two.
func hasWord(tokens []text.Token, word, next, other string) bool {
	for i := 0; i+1 < len(tokens); i++ {
		if tokens[i].Word == word && (tokens[i+1].Word == next || tokens[i+1].Word == other) {
			return true
		}
	}
	return false
}

// wordKind returns the kind of answer that the question word at i wants, with
// what stands beside it; 0 if it is none.
func wordKind(tokens []text.Token, i int) kind {
	next := ""
	if i+1 < len(tokens) {
		next = tokens[i+1].Word
	}
	switch tokens[i].Word {
	case "when":
		return aTime
	case "who", "whom", "whose":
		return aPerson
	case "where":
		return aPlace
	case "why":
		return aReason
	case "how":
		if k, ok := degrees[next]; ok {
			return k
		}
		return anything
	case "what", "which":
		if next == "made" || next == "makes" || next == "caused" {
			return aReason
		}
		if k := nounKinds[next]; k != 0 {
			return k
		}
		return anything
	}
	// "what is the date", "tell me the reason"
	if k := nounKinds[tokens[i].Word]; k != 0 && (i == 0 || i <= 4 && (articles[tokens[i-1].Word] || tokens[i-1].Word == "exact")) {
		return k
	}
	return 0
}

// topicOf returns the word of meaning at token i, if it says what is asked about
// rather than how.
func topicOf(tokens []text.Token, i int) (topic, bool) {
	token := &tokens[i]
	if !features.IsContent(token) || token.Kind == text.Number || token.Value > 0 {
		return topic{}, false
	}
	if i > 0 && nounKinds[token.Word] != 0 && questionWords[tokens[i-1].Word] {
		return topic{}, false
	}
	if timeWords[token.Word] && (i == 0 || narrows[tokens[i-1].Word]) || fillers[token.Word] || someone[token.Word] || predicates[token.Word] != 0 && !alsoTopics[token.Word] ||
		token.Word == "working" && i+1 < len(tokens) && tokens[i+1].Word == "on" {
		return topic{}, false
	}
	concept := conceptOf(token.Word)
	if text.Stem(token.Word) == "sign" && i+1 < len(tokens) && tokens[i+1].Word == "off" {
		concept = conceptOf("decide")
	}
	return topic{concept: concept, name: titles[token.Word] || token.Capital && i > 0, light: light[concept]}, true
}

// conceptOf returns the stem of a word, or that of the first of its synonyms.
func conceptOf(word string) string {
	stem := text.Stem(word)
	if c, ok := concepts[stem]; ok {
		return c
	}
	return stem
}

func joined(tokens []text.Token) string {
	words := make([]string, len(tokens))
	for i := range tokens {
		words[i] = tokens[i].Word
	}
	return strings.Join(words, " ")
}
