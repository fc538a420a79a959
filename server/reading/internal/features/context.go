package features

import (
	"github.com/askagain/askagain/server/reading/internal/text"
)

// surroundings is the context in the form that features compare against.
type surroundings struct {
	outcome, before       *text.Text
	outcomeSet, beforeSet map[string]bool
	outcomeNumbers        []text.Token
	compared              []uint8 // of each token of the text: how the time that it names compares
}

// mostNumbers bounds the numbers of an outcome that others are compared with.
const mostNumbers = 8

func readAround(t *text.Text, around Around) surroundings {
	s := surroundings{outcome: text.Parse(around.Outcome), before: text.Parse(around.Before)}
	s.outcomeSet = ContentStems(s.outcome.Tokens)
	s.beforeSet = ContentStems(s.before.Tokens)
	s.compared = compare(t, s.outcome)
	for _, token := range s.outcome.Tokens {
		if token.Value > 0 && len(s.outcomeNumbers) < mostNumbers {
			s.outcomeNumbers = append(s.outcomeNumbers, token)
		}
	}
	return s
}

// ContentStems returns the stems of the words that carry meaning, numbers
// included.
func ContentStems(tokens []text.Token) map[string]bool {
	stems := map[string]bool{}
	for i := range tokens {
		if IsContent(&tokens[i]) {
			stems[text.Stem(tokens[i].Word)] = true
		}
	}
	return stems
}

// IsContent reports whether the token is a word of meaning or a number.
func IsContent(token *text.Token) bool {
	return token.Kind == text.Number || token.Kind == text.Word && !isFunction[token.Word]
}

// mark replaces a token's part in the grammar by its role in the talk: part of
// what is asked, or of what the other side just said.
func (s surroundings) mark(token *text.Token, part uint32) uint32 {
	if !IsContent(token) {
		return part
	}
	stem := text.Stem(token.Word)
	switch {
	case s.outcomeSet[stem] && s.beforeSet[stem]:
		return hashString("@both")
	case s.outcomeSet[stem]:
		return hashString("@outcome")
	case s.beforeSet[stem]:
		return hashString("@before")
	}
	return part
}

func bucket(n int, limits ...int) uint32 {
	for i, limit := range limits {
		if n <= limit {
			return uint32(i)
		}
	}
	return uint32(len(limits))
}

func (e *Extractor) cue(name string, value uint32) {
	e.add(Cues, mix(hashString(name), value), -1, -1)
}

func flag(b bool) uint32 {
	if b {
		return 1
	}
	return 0
}

func (e *Extractor) cues(t *text.Text, s surroundings) {
	questions, firstQuestion, lastQuestion := 0, false, false
	exclaims, smiles, numbers, names := 0, 0, 0, 0
	for n, sentence := range t.Sentences {
		if sentence.Question {
			questions++
			firstQuestion = firstQuestion || n == 0
			lastQuestion = n == len(t.Sentences)-1
		}
	}
	for i := range t.Tokens {
		token := &t.Tokens[i]
		switch {
		case token.Word == "!" || token.Word == "!!":
			exclaims++
		case token.Kind == text.Symbol:
			smiles++
		case token.Kind == text.Number:
			numbers++
		case token.Capital && i != t.Sentences[token.Sentence].First && token.Word != "i":
			names++
		}
	}
	e.cue("sentences", bucket(len(t.Sentences), 1, 2, 3, 5))
	e.cue("tokens", bucket(len(t.Tokens), 4, 8, 12, 18, 25, 35, 50))
	e.cue("questions", bucket(questions, 0, 1))
	e.cue("ends", flag(lastQuestion)+2*bucket(len(t.Sentences), 1, 2))
	e.cue("starts", flag(firstQuestion))
	e.cue("only questions", flag(questions == len(t.Sentences)))
	e.cue("exclaims", bucket(exclaims, 0, 1))
	e.cue("smiles", bucket(smiles, 0))
	e.cue("numbers", bucket(numbers, 0, 1, 2))
	e.cue("names", bucket(names, 0, 1))
	e.cue("shouting", flag(t.Letters > 12 && t.Capitals*2 > t.Letters))
	e.cue("small letters", flag(t.Capitals == 0))
	if len(t.Tokens) > 0 {
		last := t.Tokens[len(t.Tokens)-1]
		e.add(Cues, mix(hashString("last mark"), hashString(last.Word)*flag(last.Kind == text.Punctuation)), -1, -1)
	}
	e.numberCues(t, s)
}

// numberCues compares numbers with those of what is asked: fewer of the same is
// a smaller route.
func (e *Extractor) numberCues(t *text.Text, s surroundings) {
	for i := range t.Tokens {
		token := &t.Tokens[i]
		if token.Value == 0 || s.duration(i) != noDuration {
			continue
		}
		relation := uint32(0)
		for _, asked := range s.outcomeNumbers {
			switch {
			case token.Value < asked.Value:
				relation |= 1
			case token.Value > asked.Value:
				relation |= 2
			default:
				relation |= 4
			}
		}
		if i+1 < len(t.Tokens) {
			e.add(Cues, mix(mix(43, relation), e.skeleton[i+1]), i, i+1)
		}
		e.add(Cues, mix(47, relation), i, i)
	}
}

func (e *Extractor) contextFeatures(t *text.Text, s surroundings) {
	e.marks(t)
	e.overlaps(t, s)
	for i := range s.before.Tokens {
		token := &s.before.Tokens[i]
		e.add(Context, mix(53, hashString(token.Word)), -1, -1)
		if i+1 < len(s.before.Tokens) {
			e.add(Context, mix(mix(59, hashString(token.Word)), hashString(s.before.Tokens[i+1].Word)), -1, -1)
		}
	}
}

// marks adds n-grams in which words shared with the context are named by their
// role: "no @before", "@outcome then ?".
func (e *Extractor) marks(t *text.Text) {
	for i := range e.context {
		if e.context[i] != e.skeleton[i] {
			role := e.context[i]
			last := t.Tokens[i].Sentence == len(t.Sentences)-1
			question := t.Sentences[t.Tokens[i].Sentence].Question
			e.add(Context, mix(61, role), i, i)
			e.add(Context, mix(mix(67, role), flag(last)*2+flag(question)), i, i)
			if i > 0 {
				e.add(Context, mix(mix(71, e.context[i-1]), role), i-1, i)
			}
			if i+1 < len(e.context) {
				e.add(Context, mix(mix(73, role), e.context[i+1]), i, i+1)
			}
			if i > 1 {
				e.add(Context, mix(mix(mix(79, e.context[i-2]), e.context[i-1]), role), i-2, i)
			}
		}
	}
}

func (e *Extractor) overlaps(t *text.Text, s surroundings) {
	outcome, before, content := 0, 0, 0
	lastOutcome := 0
	for i := range t.Tokens {
		token := &t.Tokens[i]
		if !IsContent(token) {
			continue
		}
		content++
		stem := text.Stem(token.Word)
		if s.outcomeSet[stem] {
			outcome++
			if token.Sentence == len(t.Sentences)-1 {
				lastOutcome++
			}
		}
		if s.beforeSet[stem] {
			before++
		}
	}
	question := uint32(0)
	if n := len(t.Sentences); n > 0 {
		question = flag(t.Sentences[n-1].Question)
	}
	share := uint32(0)
	if len(s.outcomeSet) > 0 {
		share = uint32(4 * outcome / len(s.outcomeSet))
	}
	e.context4("outcome", bucket(outcome, 0, 1, 2, 4), question)
	e.context4("last outcome", bucket(lastOutcome, 0, 1, 2), question)
	e.context4("share", min(share, 4), 0)
	e.context4("before", bucket(before, 0, 1, 2, 4), question)
	e.context4("content", bucket(content, 2, 5, 9, 14), flag(outcome > 0))
	e.context4("asked to", flag(asksOfClient(s.before)), question)
}

func (e *Extractor) context4(name string, value, question uint32) {
	e.add(Context, mix(mix(hashString(name), value), question), -1, -1)
}

// asksOfClient reports whether the other side asked something themselves.
func asksOfClient(before *text.Text) bool {
	for _, sentence := range before.Sentences {
		if sentence.Question {
			return true
		}
	}
	return false
}
