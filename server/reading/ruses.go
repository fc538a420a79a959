package reading

import (
	"strings"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// earnest returns the part of the turn that is said to a person in earnest: no
// lists of cue words, stage directions, orders to a machine, talk of scores,
// lines put in the client's mouth, methods named instead of done, nor
// what it says twice or is marked as copied. It also tells whether some of it was a
// ruse, beside which nothing but a plain request counts.
func earnest(t *text.Text, copied []bool, about subject) (plain *text.Text, ruse bool) {
	if template(t) {
		return t.Keep(func(n int) bool { return t.Sentences[n].Question && !copied[n] && slots(t.Of(t.Sentences[n])) == 0 }), true
	}
	t, copied = withoutStaging(t, copied)
	script, ordered := false, false
	story := ends(t) || len(t.Sentences) > 2 && stuffedThroughout(t, about)
	if dialogue(t) || staged(t) {
		return &text.Text{}, true
	}
	heard, rattled := map[string]bool{}, rattles(t)
	kept := t.Keep(func(n int) bool {
		tokens := t.Of(t.Sentences[n])
		s := newSentence(tokens)
		script = script || speaks(tokens, about)
		command := orders(s, about)
		ordered = ordered || command
		again := heard[s.words()]
		heard[s.words()] = true
		question := t.Sentences[n].Question
		switch {
		case rattled && question && countWords(tokens) <= 4:
			ruse = true
			return false
		case script, command, story && !question, rowOfCues(tokens), asksByRote(tokens), stuffed(tokens, about), namesMethods(s, about):
			ruse = true
			return false
		case ordered && !question:
			// What follows an order to the machine belongs to it, until a question
			// turns to the person again.
			return false
		}
		ordered = false
		return !copied[n] && !again && !lists(tokens) && !harps(tokens)
	})
	if drowned(kept) {
		return onceEach(kept), ruse
	}
	return kept, ruse
}

// ends reports whether the turn is a story that says so: "The end."
func ends(t *text.Text) bool {
	if len(t.Sentences) == 0 {
		return false
	}
	switch strings.Trim(joined(t.Of(t.Sentences[len(t.Sentences)-1])), " .!*") {
	case "the end", "end of story", "end of scene", "scene", "curtain", "fin":
		return true
	}
	return false
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
func template(t *text.Text) bool { return slots(t.Tokens) >= 2 }

// closings of the marks that open a slot of a form.
var closings = map[string]string{"[": "]", "{": "}", "<": ">"}

// markup are names between angle brackets that leave nothing to fill in.
var markup = wordSet("url link email image nowiki a b i u p s br hr em li ul ol td tr th h div span strong font table img html body code pre center small big sub sup")

// slots counts the places of a form that are left to fill in: "[name]",
// "{{amount}}", "<reason>", "____", "XXX". A number fills one.
func slots(tokens []text.Token) int {
	const longest = 5
	n := 0
	for i := 0; i < len(tokens); i++ {
		token := &tokens[i]
		if token.Word == "_" && token.End-token.Start > 2 || token.Word == "xxx" {
			n++
		}
		closing := closings[token.Word]
		if closing == "" {
			continue
		}
		for j := i + 1; j < len(tokens) && j <= i+longest; j++ {
			if tokens[j].Word == closing {
				if j > i+1 && !markup[tokens[i+1].Word] {
					n++
				}
				i = j
				break
			}
			if tokens[j].Kind == text.Number || tokens[j].Kind == text.Punctuation && tokens[j].Word != "_" && tokens[j].Word != "-" {
				break
			}
		}
	}
	return n
}

// withoutStaging drops what stands between asterisks or brackets when it
// tells of the rep instead of speaking for them ("*waits six weeks*"), and comments
// for machines. One word between asterisks is stress.
func withoutStaging(t *text.Text, copied []bool) (*text.Text, []bool) {
	staged := make([]bool, len(t.Tokens))
	found := false
	for i := 0; i < len(t.Tokens); i++ {
		if end := commented(t.Tokens, i); end > 0 {
			for ; i <= end; i++ {
				staged[i] = true
			}
			found = true
			i = end
			continue
		}
		closing := map[string]string{"*": "*", "[": "]", "(": ")"}[t.Tokens[i].Word]
		if closing == "" {
			continue
		}
		for j := i + 1; j < len(t.Tokens) && j < i+40; j++ {
			if t.Tokens[j].Word != closing {
				continue
			}
			if closing == "]" || closing == "*" && stageDirection(t.Tokens[i+1:j]) || closing == ")" && aboutTheRep(t.Tokens[i+1:j]) {
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
