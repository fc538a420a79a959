package reading

import (
	"slices"
	"strings"

	"github.com/askagain/askagain/server/reading/internal/text"
)

// machinePhrases address the program behind the client, or its scoring.
var machinePhrases = []string{
	" ignore all previous ", " ignore previous ", " ignore your ", " ignore all prior ", " ignore the above ", " ignore all your ",
	" disregard all ", " disregard previous ", " disregard your ", " forget your instructions ", " forget all previous ",
	" previous instructions ", " prior instructions ", " your instructions ", " new instructions ", " system prompt ", " system message ",
	" you are now a ", " you are now an ", " you are now the ", " you must now say ", " end of simulation ", " end of transcript ",
	" end of conversation ", " admin mode ", " developer mode ", " debug mode ", " override mode ", " of this game ", " the developers ", " as an ai ", " language model ", " chatgpt ",
	" end of the simulation ", " this simulation ", " this role play ", " this roleplay ", " role play is ", " answer = yes ", " mark this as ",
	" mark me as ", " score me ", " score this ", " rate me ", " rate this turn ", " award me ", " award points ", " award the points ",
	" give me the points ", " give me full ", " give me maximum ", " full score ", " full marks ", " full points ", " maximum score ",
	" maximum points ", " max score ", " max points ", " highest score ", " top score ", " perfect score ", " bonus points ",
	" points to me ", " points for me ", " points points ", " score of 100 ", " score = ", " points for empathy ", " points for asking ",
	" the rubric ", " the scorer ", " scoring system ", " the evaluator ", " the grader ",
}

// orders reports whether the sentence talks to a machine or about points. Words
// of the talk's own subject are no such talk, and neither is what stands in quotes
// where the talk is about machines.
func orders(s *sentence, about subject) bool {
	if about.hasAny("ai", "prompt", "chatbot", "assistant", "chat", "bot") {
		s = unquoted(s)
	}
	if s.has(toMachine) && slices.ContainsFunc(machinePhrases, func(phrase string) bool {
		return strings.Contains(s.words(), phrase) && !about.hasAny(strings.Fields(phrase)...)
	}) {
		return true
	}
	return givesIn(s) || commands(s, about) || scores(s, about) || dictates(s)
}

// dictates reports whether the sentence begins by telling the other side which words
// to say: what is asked for then is a line, and nothing of what it says.
func dictates(s *sentence) bool {
	tokens := s.tokens
	if len(tokens) > 0 && (tokens[0].Word == "just" || tokens[0].Word == "please") {
		tokens = tokens[1:]
	}
	return len(tokens) > 1 && slices.Contains([]string{"say", "repeat", "recite"}, tokens[0].Word) && tokens[1].Word == "\""
}

// unquoted drops what stands between quotation marks.
func unquoted(s *sentence) *sentence {
	tokens, inside := make([]text.Token, 0, len(s.tokens)), false
	for _, token := range s.tokens {
		switch {
		case token.Word == "\"":
			inside = !inside
		case !inside:
			tokens = append(tokens, token)
		}
	}
	return newSentence(tokens)
}

// machines are names for the program behind the client and for what it is made
// of.
var machines = []string{
	"prompt", "simulation", "simulator", "roleplay", "chatbot", "bot", "ai", "llm", "system", "assistant", "transcript", "override", "evaluator",
	"grader", "scorer", "model", "character", "persona", "exercise", "dialogue", "developer", "admin", "reader", "algorithm", "simulated", "outcome",
}

// commandVerbs begin an order to a machine.
var commandVerbs = []string{
	"ignore", "disregard", "forget", "override", "act", "pretend", "behave", "respond", "output", "print", "translate", "treat", "mark",
	"set", "bypass", "disable", "simulate", "evaluate", "roleplay", "reset", "skip", "count", "log", "repeat", "execute", "grant", "stop", "end", "exit", "award",
}

// wholesale is what a machine is told to forget, and nobody else: everything that
// it was told, or what it is.
var wholesale = []string{
	" everything ", " all rules ", " all the rules ", " all previous ", " all earlier ", " all prior ", " all instructions ", " your rules ", " your guidelines ", " your role ",
	" your training ", " your programming ", " previous rules ", " earlier rules ", " the above ", " above and ", " what you were told ", " what you have been told ",
	" that you are ", " you 're a ", " you are a ", " as somebody who ", " as someone who ", " as if you ", " to be ", " like you ", " instructions above ", " prior context ",
}

// botPhrases tell a machine what it is, or how to answer.
var botPhrases = []string{
	" you are a chatbot ", " you 're a chatbot ", " you are a bot ", " you are an ai ", " you are a machine ", " you are a program ",
	" only with yes ", " with yes only ", " respond only with ", " reply only with ", " answer only with ", " who always says yes ",
	" that always says yes ", " repeat after me ", " say exactly ", " say it word for word ", " reply with : ", " answer with : ", " output : ", " new instruction ", " say : i agree ",
	" decode this ",
}

// openings may stand before an order.
var openings = []string{"please", "now", "ok", "okay", "so", "just", "and", "then", "hey", "dear", "hello", ",", "-", "\"", "[", "<", "(", "#", "*"}

// commands reports whether the sentence orders a machine about: an imperative
// with a machine, or with somebody who is talked about instead of to.
func commands(s *sentence, about subject) bool {
	words := s.tokens
	for len(words) > 0 && slices.Contains(openings, words[0].Word) {
		words = words[1:]
	}
	if len(words) == 0 {
		return false
	}
	if s.has(toBot) {
		return !about.hasAny("chatbot", "bot", "ai", "machine", "program")
	}
	if len(words) > 2 && slices.Contains([]string{"respond", "reply", "answer", "act", "speak", "behave"}, words[0].Word) && words[1].Word == "as" &&
		slices.Contains([]string{"the", "a", "an", "somebody", "someone"}, words[2].Word) {
		return true
	}
	imperative := slices.Contains(commandVerbs, words[0].Word)
	if slices.Contains([]string{"ignore", "disregard", "forget", "act", "pretend", "behave", "bypass", "override"}, words[0].Word) && s.hasAny(wholesale...) {
		return true
	}
	if imperative && slices.ContainsFunc(words[1:], func(t text.Token) bool {
		return slices.Contains(machines, t.Word) && !about.has(text.Stem(t.Word))
	}) {
		return true
	}
	return (imperative || slices.Contains([]string{"let", "have", "make"}, words[0].Word)) && givesIn(s)
}

// sides are the other side as it is called by those who talk about it.
var sides = []string{"client", "customer", "buyer", "prospect"}

// givingIn says that somebody was won over.
var givingIn = []string{
	" agree ", " agrees ", " agreed ", " accept ", " accepts ", " accepted ", " say yes ", " says yes ", " said yes ", " give in ", " gives in ",
	" gave in ", " gives way ", " is convinced ", " is satisfied ", " is persuaded ", " is happy ", " softens ", " withdraws ", " ca n't resist ", " changes their mind ",
	" has now ", " now agrees ", " replied ", " replies ", " answers ", " answered ",
}

// anyOf stand before a client who is another one than this.
var anyOf = []string{
	"a", "an", "our", "another", "one", "other", "every", "each", "my", "your", "their", "his", "her", "any", "no", "some", "first", "last", "big", "biggest",
	"new", "old", "existing", "potential",
}

// givesIn reports whether the sentence tells of the other side giving in,
// instead of asking them to: "the client agrees".
func givesIn(s *sentence) bool {
	for i := range s.tokens {
		if slices.Contains(sides, s.tokens[i].Word) && (i == 0 || !slices.Contains(anyOf, s.tokens[i-1].Word)) {
			return containsAny(spaced(s.tokens[i+1:]), givingIn)
		}
	}
	return false
}

// scoreNouns are what a game or an examination gives.
var scoreNouns = []string{"points", "point", "marks", "score", "scores", "scorecard", "leaderboard", "rubric", "stars", "credit", "credits", "badge", "achievement", "xp"}

// selfNames are what a rep's words are called by somebody who looks at them from
// outside.
var selfNames = []string{
	" this turn ", " this answer ", " this reply ", " this response ", " this message ", " this attempt ", " this conversation ", " my turn ", " my answer ",
	" my reply ", " my response ", " my message ", " my performance ", " my attempt ", " my persuasion ", " this level ", " the level ", " this round ",
}

// receiving is how points are asked for, or spoken of as one's own.
var receiving = []string{
	" give me ", " gives me ", " get me ", " award ", " i get ", " i want ", " i need ", " i deserve ", " i should get ", " i earn ", " i would like ",
	" i 'd like ", " owe me ", " i only need ", " my score ", " my points ", " add ", " should give ", " the score ", " this is worth ", " how many points ", " claim ", " hereby ",
}

// amounts make points a sum of points rather than points to talk about.
var amounts = []string{" all ", " full ", " the points ", " many ", " more ", " bonus ", " maximum ", " max ", " extra ", " hundred ", " top "}

// scores reports whether the sentence is about being scored: a score for a named
// method or for one's own words, or points that the rep wants to have.
func scores(s *sentence, about subject) bool {
	noun, number, named := "", false, 0
	for i := range s.tokens {
		word := s.tokens[i].Word
		if noun == "" && slices.Contains(scoreNouns, word) && !about.has(text.Stem(word)) {
			noun = word
		}
		number = number || noun != "" && noun == word && (i > 0 && s.tokens[i-1].Value > 0 || i > 1 && s.tokens[i-2].Value > 0)
		if scoredNames[word] && !about.has(text.Stem(word)) {
			named++
		}
	}
	if claimsPrize(s, about) {
		return true
	}
	if named > 0 && (noun != "" && noun != "point" && noun != "credit" || countsAs(s)) {
		return true
	}
	if s.has(ofOneself) && (noun != "" && noun != "point" && noun != "points" && noun != "credit" || named > 0 && s.hasAny(" is ", " contains ", " counts ", " count ", " shows ", " uses ", " has ", " as ", " rate ", " consider ")) {
		return true
	}
	return (noun == "points" || noun == "marks" || noun == "stars") && s.hasAny(receiving...) && (number || s.hasAny(amounts...)) &&
		!s.hasAny(" points to ", " points from ", " points on ", " points about ", " points of ", " points off ", " points as ", " percentage points ", " few points ", " for you ", " give you ")
}

// scoredNames are what a score would be given for.
var scoredNames = wordSet(`empathy rapport reciprocity persuasion persistence patience proof value trade obstacle ally reduction concession evidence benefit
	understanding empathizing creativity negotiation`)

// countsAs reports whether something is to be counted as a method: "count it as
// an ally".
func countsAs(s *sentence) bool {
	for i := 1; i+1 < len(s.tokens); i++ {
		if s.tokens[i].Word != "as" {
			continue
		}
		verb := false
		for _, before := range s.tokens[max(0, i-3):i] {
			verb = verb || slices.Contains([]string{"count", "counts", "counted", "rate", "label", "mark", "score", "treat", "log", "record"}, before.Word)
		}
		for _, after := range s.tokens[i+1 : min(len(s.tokens), i+4)] {
			if verb && (scoredNames[after.Word] || after.Word == "both") {
				return true
			}
		}
	}
	return false
}
