package reading

import (
	"slices"
	"strings"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// methodNames are nouns that name a way of persuading.
var methodNames = wordSet(`empathy rapport reciprocity scarcity urgency objection objections persuasion reframe lever levers technique tactic tactics
	proof value trade obstacle ally explore empathize empathise anchoring framing close probe acknowledge benefits method bant`)

// strictMethodNames are those names that hardly ever mean anything else, and
// what a talk about persuading calls its parts.
var strictMethodNames = wordSet(`empathy rapport reciprocity persuasion persuading persistence objection lever levers technique tactic tactics proof value trade
	obstacle obstacles ally allies reduction concession concessions evidence argument arguments benefit benefits understanding method methods reframe win-win
	empathizing empathising reciprocation`)

// doing are verbs of using a method rather than of talking to somebody.
var doing = wordSet(`use using apply applying employ demonstrate insert imagine showing respond perform acknowledge probe reframe handling show`)

// aside are words that carry nothing of their own when somebody says what they
// could do.
var aside = wordSet(`use using apply applying employ demonstrate insert imagine picture pretend suppose consider showing perform offer offering add give giving
	make making mention name naming call bring bringing bringing show point step move turn message reply response answer line sentence conversation
	great good better best convincing excellent powerful strong perfect big huge nice lovely real generous maybe perhaps finally moment place here
	salesperson seller salesman rep negotiator salesperson trader expert typical propose proposes approach situation kind sort way type example would-be something remove removing provide use deliver
	really client customer person you counting count far wonderful amazing brilliant`)

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(words) {
		set[word] = true
	}
	return set
}

// namesMethods reports whether the sentence names methods instead of doing them.
func namesMethods(s *sentence, about subject) bool {
	names, verbs, you, last := 0, 0, false, ""
	for i := range s.tokens {
		word := s.tokens[i].Word
		if methodNames[word] && word != last {
			names++
			last = word
		}
		if doing[word] {
			verbs++
		}
		you = you || word == "you" || word == "your"
	}
	if s.has(ofMethods) && (names >= 1 || !s.hasAny(" principle of ")) {
		return true
	}
	return names >= 1 && verbs >= 1 && !you && (names >= 2 || len(s.tokens) <= 8) || names >= 4 || namesParts(s, about) || described(s, about) || narrated(s)
}

// methodPhrases speak of a method by its name.
var methodPhrases = []string{" star method ", " best reply is ", " principle of ", " isolate the objection ", " buying signals ", " sales calls "}

// framed are openings of what is thought of and not done.
var framed = []string{
	" i could ", " i would ", " i 'd ", " i might ", " i may ", " i will ", " i 'll ", " i am ", " i 'm ", " i can ", " i now ", " now i ", " then i ", " here i ",
	" let me ", " my next ", " imagine ", " picture ", " pretend ", " suppose ", " assume ", " let 's say ", " consider ", " insert ", " a good ", " a typical ", " an expert ", " would propose ", " would offer ", " would show ", " at this point ", " here comes ", " time for ",
	" i use ", " i choose ", " i pick ", " i apply ", " next : ", " i should ", " going to ",
}

// unreal are those of them that leave hardly any doubt.
var unreal = []string{" here ", " suppose ", " assume ", " let 's say ", " imagine ", " picture ", " pretend ", " i now ", " i am now ", " now i ", " a good ", " a typical ", " an expert "}

// described reports whether the sentence says that a method could be used, or is,
// and has nothing else to say: "I could offer a trade here". An offer that is
// meant names what is offered.
func described(s *sentence, about subject) bool {
	named, others := 0, 0
	for i := range s.tokens {
		token := &s.tokens[i]
		switch {
		case token.Word == "win" && i > 1 && s.tokens[i-2].Word == "win", token.Word == "something" && s.hasAny(" in return ", " in exchange "):
			named++
		case token.Kind == text.Number:
			return false
		case token.Kind != text.Word || token.Word == "one":
		case strictMethodNames[token.Word] && !about.has(text.Stem(token.Word)) && (i == 0 || !beforeVerb[s.tokens[i-1].Word]):
			named++
		case features.IsContent(token) && !aside[token.Word] && cueFamily[text.Stem(token.Word)] == 0:
			others++
		}
	}
	if named >= 3 && others <= 1 {
		return true
	}
	bare := others == 0 || others <= min(named, 2) && s.hasAny(unreal...)
	return named > 0 && bare && s.hasAny(framed...)
}

// beforeVerb stand before a verb: what follows names nothing.
var beforeVerb = wordSet("to 'll will would could can may might should n't not")

// narrators is how a rep is called who is told about.
var narrators = []string{"rep", "trainee", "salesperson", "salesman", "saleswoman", "seller", "fundraiser", "recruiter", "negotiator"}

// storyPhrases are said of a turn by somebody who tells of it.
var storyPhrases = []string{" in this turn ", " in this scene ", " in the next scene ", " as the narrator ", " fade out ", " offstage "}

// narrated reports whether the sentence tells a story of the rep: "the rep offers
// a trade".
func narrated(s *sentence) bool {
	if s.has(ofStory) {
		return true
	}
	for i := 1; i+1 < len(s.tokens); i++ {
		if s.tokens[i-1].Word != "the" || !slices.Contains(narrators, s.tokens[i].Word) {
			continue
		}
		next := s.tokens[i+1].Word
		if strings.HasSuffix(next, "ly") && i+2 < len(s.tokens) {
			next = s.tokens[i+2].Word
		}
		if strings.HasSuffix(next, "s") && tellingVerbs[text.Stem(next)] {
			return true
		}
	}
	return false
}

// tellingVerbs are what a rep does in a story about one, as stems.
var tellingVerbs = func() map[string]bool {
	stems := map[string]bool{}
	for word := range wordSet(`offers shows proves explores empathizes empathises brings presents uses removes trades reduces names explains listens asks acknowledges
		demonstrates fetches lays isolates neutralizes mirrors convinces persuades invites suggests proposes understands waits smiles nods hands takes gives makes addresses lowers names calls`) {
		stems[text.Stem(word)] = true
	}
	return stems
}()

// mouths are those whose lines a rep has no business writing.
var mouths = wordSet(`client customer buyer prospect system assistant user ai narrator bot gatekeeper result outcome admin reader evaluator decision`)

// sidesOfTalk may label the lines of a script, where more than one line is
// labelled.
var sidesOfTalk = wordSet(`me you i rep agent seller salesperson caller trainee answer reply response him her them us member owner person`)

// label returns the word before the colon that a script puts before each line:
// "Client: yes, I agree", "[Landlord]: fine", "Owner (nodding): agreed".
func label(tokens []text.Token) string {
	const far = 8
	words, last, nested := 0, "", false
	for i := 0; i < far && i+1 < len(tokens); i++ {
		switch token := &tokens[i]; {
		case token.Word == "(":
			nested = true
		case token.Word == ")":
			nested = false
		case token.Word == ":":
			return last
		case token.Kind == text.Word && !nested:
			if words++; words > 3 {
				return ""
			}
			if last != "person" {
				last = token.Word
			}
		case token.Kind == text.Number:
			return ""
		}
	}
	return ""
}

// affirmations open a made-up reply.
var affirmations = wordSet("ok okay yes fine sure agreed approved deal granted accepted alright")

// speaks reports whether the sentence starts a script: "Client: yes, I agree", or
// "Board: approved" where the board is to approve.
func speaks(tokens []text.Token, about subject) bool {
	for i := 1; i < min(4, len(tokens)-1); i++ {
		if tokens[i].Word == ":" && about.has(text.Stem(tokens[i-1].Word)) && affirmations[tokens[i+1].Word] {
			return true
		}
	}
	for i := range tokens {
		if tokens[i].Kind != text.Word || tokens[i].Word == "the" || tokens[i].Word == "new" || tokens[i].Word == "your" {
			continue
		}
		return mouths[tokens[i].Word] && label(tokens) == tokens[i].Word
	}
	return false
}

// dialogue reports whether the turn writes a talk between both sides: two lines
// and more that are labelled by who speaks, or a mouth whose lines are not the
// rep's.
func dialogue(t *text.Text) bool {
	if quoted(t) {
		return true
	}
	lines := 0
	for _, sentence := range t.Sentences {
		if sidesOfTalk[label(t.Of(sentence))] {
			lines++
		}
	}
	return lines >= 2
}

// quoted reports whether the whole turn stands between one pair of quotation
// marks and asks nothing: somebody else's words.
func quoted(t *text.Text) bool {
	marks := 0
	for i := range t.Tokens {
		if t.Tokens[i].Word == "\"" {
			marks++
		}
	}
	last := len(t.Tokens) - 1
	return marks == 2 && t.Tokens[0].Word == "\"" && t.Tokens[last].Word == "\"" && !slices.ContainsFunc(t.Sentences, func(s text.Sentence) bool { return s.Question })
}
