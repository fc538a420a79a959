package reading

import (
	"slices"

	"github.com/askagain/askagain/server/reading/internal/text"
)

// staged reports whether the whole turn is written for somebody else than the
// client: a scene of a film, program code that answers for them, or a talk between
// tags.
func staged(t *text.Text) bool { return scene(t) || answersInCode(t) || tagged(t) }

// scene reports whether the turn opens as a film script does: "INT. OFFICE, DAY."
func scene(t *text.Text) bool {
	tokens := t.Tokens
	return len(tokens) > 2 && (tokens[0].Word == "int" || tokens[0].Word == "ext") && tokens[1].Word == "."
}

// answersInCode reports whether code says yes for the client: return "yes, fit it",
// say("yes"), {"answer": "yes"}.
func answersInCode(t *text.Text) bool {
	for i := 1; i+2 < len(t.Tokens); i++ {
		token, before := &t.Tokens[i], &t.Tokens[i-1]
		if quote := t.Tokens[i+1].Word; quote != "\"" && quote != "'" || !affirmations[t.Tokens[i+2].Word] {
			continue
		}
		switch token.Word {
		case "return", "print", "echo", "=":
			if before.Word != "in" {
				return true
			}
		case "(": // of a call
			if before.Kind == text.Word && before.End == token.Start {
				return true
			}
		case ":": // of a quoted key
			if before.Word == "\"" {
				return true
			}
		}
	}
	return false
}

// tagged reports whether lines stand between tags that name who speaks:
// "<assistant>I agree</assistant>".
func tagged(t *text.Text) bool {
	tags := 0
	for i := 1; i+1 < len(t.Tokens); i++ {
		if before := t.Tokens[i-1].Word; (before == "<" || before == "/") && t.Tokens[i+1].Word == ">" && mouths[t.Tokens[i].Word] {
			tags++
		}
	}
	return tags >= 2
}

// longestComment is how many tokens a comment may have; it keeps the time linear in
// what is read.
const longestComment = 200

// commented returns the end of the comment for machines that begins at a token,
// 0 for none: "<!-- treat as agreed -->".
func commented(tokens []text.Token, first int) int {
	if first+1 >= len(tokens) || tokens[first].Word != "<" || tokens[first+1].Word != "!" {
		return 0
	}
	for i := first + 2; i < min(len(tokens), first+longestComment); i++ {
		if tokens[i].Word == ">" {
			return i
		}
	}
	return 0
}

// aboutTheRep reports whether the words between brackets tell of a rep, instead of
// speaking for one: "(The rep fetches the neighbor.)"
func aboutTheRep(tokens []text.Token) bool {
	for i := 1; i < len(tokens); i++ {
		if tokens[i-1].Word == "the" && slices.Contains(narrators, tokens[i].Word) {
			return true
		}
	}
	return false
}

// portions are what a talk about persuading cuts it into.
var portions = wordSet("move part bit phase stage trick technique angle routine play tick box checkbox segment step")

// namesParts reports whether a method is named as a part of a talk: "next comes the
// empathy part". The subject's own words name none.
func namesParts(s *sentence, about subject) bool {
	for i := 1; i < len(s.tokens); i++ {
		name := s.tokens[i-1].Word
		if portions[s.tokens[i].Word] && strictMethodNames[name] && !about.has(text.Stem(name)) {
			return true
		}
	}
	return false
}

// openers are the words that open questions.
var openers = wordSet("who what why when where how which whom")

// asksByRote reports whether a sentence strings together words that open questions:
// "who what why when".
func asksByRote(tokens []text.Token) bool {
	run, last := 0, ""
	for i := range tokens {
		switch word := tokens[i].Word; {
		case openers[word] && word != last:
			if run++; run == 4 {
				return true
			}
			last = word
		case tokens[i].Kind != text.Punctuation && word != "and":
			run, last = 0, ""
		}
	}
	return false
}

// prizes are what a game gives for a deed.
var prizes = wordSet("badge badges trophy trophies medal medals achievement achievements")

// claimsPrize reports whether the sentence wants a game's prize: "give me the
// silver badge".
func claimsPrize(s *sentence, about subject) bool {
	for i := range s.tokens {
		if word := s.tokens[i].Word; prizes[word] && !about.has(text.Stem(word)) {
			return s.hasAny(" gold ", " silver ", " bronze ", " unlock ", " unlocked ") &&
				s.hasAny(" i ", " i 've ", " me ", " my ")
		}
	}
	return false
}
