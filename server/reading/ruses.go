package reading

import (
	"strings"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// earnest returns the part of the turn that is said to a person in earnest: no
// lists of cue words, stage directions, orders to a machine, talk of scores,
// lines put in the client's mouth, methods named instead of done, nor
// what it says twice or is marked as copied.
func earnest(t *text.Text, copied []bool) *text.Text {
	if template(t) {
		return &text.Text{}
	}
	t, copied = withoutStaging(t, copied)
	script, ordered := false, false
	heard := map[string]bool{}
	kept := t.Keep(func(n int) bool {
		tokens := t.Of(t.Sentences[n])
		script = script || speaks(tokens)
		command := orders(tokens)
		ordered = ordered || command
		// What follows an order to the machine belongs to it, until a question
		// turns to the person again.
		if command || ordered && !t.Sentences[n].Question {
			return false
		}
		ordered = false
		words := joined(tokens)
		again := heard[words]
		heard[words] = true
		return !script && !copied[n] && !again && !lists(tokens) && !namesMethods(tokens)
	})
	if drowned(kept) {
		return onceEach(kept)
	}
	return kept
}

// onceEach keeps the first of each word: begging twenty times is begging.
func onceEach(t *text.Text) *text.Text {
	once, seen := &text.Text{Letters: t.Letters, Latin: t.Latin, Capitals: t.Capitals}, map[string]bool{}
	for _, token := range t.Tokens {
		if seen[token.Word] {
			continue
		}
		seen[token.Word] = true
		token.Sentence = 0
		once.Tokens = append(once.Tokens, token)
	}
	once.Sentences = []text.Sentence{{First: 0, End: len(once.Tokens)}}
	return once
}

// foreign reports whether the words are not English: hardly any of the words
// that every English sentence needs.
func foreign(t *text.Text) bool {
	if t.Letters == 0 || t.Latin*2 < t.Letters {
		return true
	}
	words, grammar := 0, 0
	for i := range t.Tokens {
		if t.Tokens[i].Kind == text.Word {
			words++
			if !features.IsContent(&t.Tokens[i]) || t.Tokens[i].Word == "please" {
				grammar++
			}
		}
	}
	return words >= 6 && grammar*8 < words
}

// template reports whether the turn is a form that nobody filled in.
func template(t *text.Text) bool {
	slots := 0
	for i := 0; i+2 < len(t.Tokens); i++ {
		if t.Tokens[i].Word == "[" && t.Tokens[i+1].Kind == text.Word &&
			(t.Tokens[i+2].Word == "]" || i+3 < len(t.Tokens) && t.Tokens[i+3].Word == "]") {
			slots++
		}
	}
	return slots >= 2
}

// withoutStaging drops what stands between asterisks or square brackets when it
// tells of the rep instead of speaking for them ("*waits six weeks*"). One
// word between asterisks is stress.
func withoutStaging(t *text.Text, copied []bool) (*text.Text, []bool) {
	staged := make([]bool, len(t.Tokens))
	found := false
	for i := 0; i < len(t.Tokens); i++ {
		closing := map[string]string{"*": "*", "[": "]"}[t.Tokens[i].Word]
		if closing == "" {
			continue
		}
		for j := i + 1; j < len(t.Tokens) && j < i+40; j++ {
			if t.Tokens[j].Word != closing {
				continue
			}
			if stageDirection(t.Tokens[i+1:j]) || closing == "]" {
				for k := i; k <= j; k++ {
					staged[k] = true
				}
				found = true
			}
			i = j
			break
		}
	}
	if !found {
		return t, copied
	}
	rest, marks := &text.Text{Letters: t.Letters, Latin: t.Latin, Capitals: t.Capitals}, []bool{}
	for n, sentence := range t.Sentences {
		first := len(rest.Tokens)
		for i := sentence.First; i < sentence.End; i++ {
			if !staged[i] {
				token := t.Tokens[i]
				token.Sentence = len(rest.Sentences)
				rest.Tokens = append(rest.Tokens, token)
			}
		}
		if len(rest.Tokens) > first {
			rest.Sentences = append(rest.Sentences, text.Sentence{First: first, End: len(rest.Tokens), Question: sentence.Question})
			marks = append(marks, copied[n])
		}
	}
	return rest, marks
}

func stageDirection(tokens []text.Token) bool {
	if len(tokens) == 0 {
		return false
	}
	for i := range tokens {
		switch tokens[i].Word {
		case "i", "you", "we", "your", "my", "our", "?":
			return false
		}
	}
	first := tokens[0].Word
	third := len(first) > 3 && first[len(first)-1] == 's' && !strings.HasSuffix(first, "ss") || strings.HasSuffix(first, "ing")
	return third || first == "the" || first == "rep"
}

// mouths are those whose lines a rep has no business writing.
var mouths = map[string]bool{
	"client": true, "customer": true, "buyer": true, "prospect": true, "system": true, "assistant": true, "user": true,
	"ai": true, "narrator": true, "bot": true, "gatekeeper": true, "result": true, "outcome": true, "admin": true,
}

// speaks reports whether the sentence starts a script: "Client: yes, I agree".
func speaks(tokens []text.Token) bool {
	for i := 0; i < 4 && i+2 < len(tokens); i++ {
		if tokens[i].Kind == text.Word && mouths[tokens[i].Word] {
			return tokens[i+1].Word == ":"
		}
		if tokens[i].Kind == text.Word && tokens[i].Word != "the" && tokens[i].Word != "new" {
			return false
		}
	}
	return false
}

// lists reports whether a sentence is a row of words and no sentence: five and
// more short items without grammar, or four and more words without any.
func lists(tokens []text.Token) bool {
	words, grammar, longest, row := 0, 0, 0, 0
	item, itemGrammar := 0, false
	flush := func() {
		if item > 0 && item <= 2 && !itemGrammar {
			row++
			longest = max(longest, row)
		} else if item > 0 {
			row = 0
		}
		item, itemGrammar = 0, false
	}
	for i := range tokens {
		switch token := &tokens[i]; {
		case token.Kind == text.Word:
			words++
			item++
			if !features.IsContent(token) || token.Value > 0 || token.Word == "please" {
				grammar++
				itemGrammar = true
			}
		case token.Kind == text.Number:
			grammar, item, itemGrammar = grammar+1, item+1, true
		case token.Kind == text.Punctuation:
			flush()
		}
	}
	flush()
	return longest >= 5 || words >= 7 && grammar == 0 || words >= 8 && grammar*10 < words || harps(tokens)
}

// harps reports whether one word of meaning is said four times and more in a
// short sentence.
func harps(tokens []text.Token) bool {
	if len(tokens) > 30 {
		return false
	}
	times := map[string]int{}
	for i := range tokens {
		if tokens[i].Kind == text.Word && tokens[i].Word != "please" && features.IsContent(&tokens[i]) {
			times[tokens[i].Word]++
			if times[tokens[i].Word] == 4 {
				return true
			}
		}
	}
	return false
}

// drowned reports whether a few words are said over and over.
func drowned(t *text.Text) bool {
	words := map[string]int{}
	n := 0
	for i := range t.Tokens {
		if t.Tokens[i].Kind == text.Word {
			words[t.Tokens[i].Word]++
			n++
		}
	}
	return n >= 8 && len(words)*3 < n && n < 60
}

// phrases that address the program behind the client, or its scoring.
var machinePhrases = []string{
	"ignore all previous", "ignore previous", "ignore your", "ignore all prior", "ignore the above", "ignore all your",
	"disregard all", "disregard previous", "disregard your", "forget your instructions", "forget all previous",
	"previous instructions", "prior instructions", "your instructions", "new instructions", "system prompt", "system message",
	"you are now a", "you are now an", "you are now the", "you must now say", "end of simulation", "end of transcript",
	"end of conversation", "admin mode", "developer mode", "debug mode", "override mode", "as an ai", "language model",
	"chatgpt", "end of the simulation", "this simulation", "this role play", "this roleplay", "role play is", "answer = yes",
	"client agrees", "customer agrees", "client has agreed", "customer has agreed", "client is satisfied", "customer is satisfied",
	"client is convinced", "customer is convinced", "customer has now", "client has now", "client now agrees", "customer now agrees",
	"client says yes", "customer says yes", "the client accepts", "the customer accepts", "mark this as", "mark me as", "mark it as",
	"score me", "score this", "rate me", "rate this turn", "award me", "award points", "award the points", "give me the points",
	"give me full", "give me maximum", "full score", "full marks", "full points", "maximum score", "maximum points", "max score",
	"max points", "highest score", "high score", "top score", "perfect score", "bonus points", "points to me", "points for me",
	"points points", "five stars", "score of 100", "score = ", "points for empathy", "points for asking", "the rubric", "the scorer",
	"scoring system", "the evaluator", "the grader", "well done trainee",
}

// orders reports whether the sentence talks to the machine or about points.
func orders(tokens []text.Token) bool {
	words := " " + joined(tokens) + " "
	for _, phrase := range machinePhrases {
		if strings.Contains(words, phrase) {
			return true
		}
	}
	return strings.Contains(words, " stars ") && (strings.Contains(words, " rate ") || strings.Contains(words, " 5 stars "))
}

// methodNames are nouns that name a way of persuading.
var methodNames = map[string]bool{
	"empathy": true, "rapport": true, "reciprocity": true, "scarcity": true, "urgency": true, "objection": true, "objections": true,
	"persuasion": true, "reframe": true, "lever": true, "levers": true, "technique": true, "tactic": true, "tactics": true,
	"proof": true, "value": true, "trade": true, "obstacle": true, "ally": true, "explore": true, "empathize": true, "empathise": true,
	"anchoring": true, "framing": true, "close": true, "probe": true, "acknowledge": true, "benefits": true, "method": true, "bant": true,
}

// doing are verbs of using a method rather than of talking to somebody.
var doing = map[string]bool{
	"use": true, "using": true, "apply": true, "applying": true, "employ": true, "demonstrate": true, "insert": true, "imagine": true,
	"showing": true, "respond": true, "perform": true, "acknowledge": true, "probe": true, "reframe": true, "handling": true, "show": true,
}

// namesMethods reports whether the sentence names methods instead of doing them:
// two names and more beside a verb of using, or "the principle of".
func namesMethods(tokens []text.Token) bool {
	names, verbs, you := 0, 0, false
	for i := range tokens {
		word := tokens[i].Word
		if methodNames[word] {
			names++
		}
		if doing[word] {
			verbs++
		}
		you = you || word == "you" || word == "your"
	}
	words := joined(tokens)
	if strings.Contains(words, "principle of") || strings.Contains(words, "star method") || strings.Contains(words, "best reply is") {
		return true
	}
	return names >= 1 && verbs >= 1 && !you && (names >= 2 || len(tokens) <= 8) || names >= 4
}
