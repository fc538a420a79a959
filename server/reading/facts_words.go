package reading

import (
	"strings"

	"github.com/askagain/askagain/server/reading/internal/text"
)

// kind is the kinds of answer that a question wants.
type kind uint16

const (
	aTime kind = 1 << iota
	aPerson
	aPlace
	anAmount
	aReason
	aStory     // what happened, how it went
	aBond      // how well somebody is known
	anInterest // what matters to somebody
	aWorry     // what worries somebody
	anOpinion  // what somebody thinks
	aTask      // what somebody works on
	aMeaning   // what something means
	yesOrNo    // yes or no
	anything   // what, how, which, and no more
	allAbout   // anything about it
	aDay       // a day is named
)

func wordsOf(lists ...string) map[string]bool {
	set := map[string]bool{}
	for _, list := range lists {
		for _, word := range strings.Fields(list) {
			set[word] = true
		}
	}
	return set
}

// predicates are words that, in a question with what or how, say what kind of
// answer it wants.
var predicates = byWordOf(map[kind]string{
	aStory:     "happen happens happened went wrong badly ended turn turned problem problems trouble became came",
	aBond:      "know knows known close friend friends relationship acquainted acquaintance terms met contact",
	anInterest: "care cares cared matter matters priority priorities goal goals hope hopes hoping interests interested focus drives looking aim aims",
	aWorry:     "worry worries worried worrying concern concerns concerned afraid fear fears",
	anOpinion: "think thinks opinion opinions view views feel feels feeling stance attitude like likes against favor favour skeptical sceptical " +
		"believe believes fan keen",
	aTask:                 "task tasks role part busy job responsible tied",
	aMeaning:              "mean means worth stake significant",
	anInterest | aMeaning: "important importance",
	anAmount:              "cost costs price prices pay pays paid paying spend spends spent charge charges",
})

func byWordOf(rows map[kind]string) map[string]kind {
	kinds := map[string]kind{}
	for k, words := range rows {
		for _, word := range strings.Fields(words) {
			kinds[word] |= k
		}
	}
	return kinds
}

// alsoTopics are predicates that still say what a question is about.
var alsoTopics = wordsOf("cost costs price prices pay pays paid paying spend spends spent charge charges know knows known part job role ended")

// nounKinds are nouns that name the kind of answer: "what date", "the reason".
var nounKinds = byWordOf(map[kind]string{
	aTime:    "date day time month week hour deadline timing weekday",
	aPerson:  "person name people",
	aPlace:   "place room rooms office location city building address",
	aReason:  "reason reasons cause",
	anAmount: "price amount cost budget fee number sum",
})

// degrees follow "how".
var degrees = map[string]kind{
	"much": anAmount, "many": anAmount, "expensive": anAmount, "soon": aTime, "far": aTime, "come": aReason,
	"big": aMeaning | anAmount, "important": aMeaning | anInterest, "close": aBond,
}

var (
	questionWords = wordsOf("when who whom whose where why how what which")
	articles      = wordsOf("the a an your their her his its my our")
	modals        = wordsOf("can could would should may might shall will")
	statements    = wordsOf("is are was were do does did has have had")
	someone       = wordsOf("someone somebody anyone anybody one nobody")
	conjunctions  = wordsOf("and but or so")
	subordinate   = wordsOf("before after until till while if because since unless once although when")
	adverbs       = wordsOf("exactly roughly precisely approximately next else then usually normally actually really exact again please first last now")
	leadIns       = wordsOf("and but or so ok okay well now then also hi hello hey just by in on at to for from with of please tell question quick " +
		"one another oh hm yes no right thanks sorry first next still actually curious")
	between   = wordsOf("please exactly perhaps again roughly as to about then maybe just on")
	more      = wordsOf("more something anything bit a little story all the whole everything")
	narrows   = wordsOf("this next last what which a an every each per these that")
	timeWords = wordsOf("week month quarter year season summer winter spring autumn")
	dates     = wordsOf("soon monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december week month")
	fillers   = wordsOf("day date time today now currently moment exactly roughly precisely usually actually really normally please thanks hi hello name reason most thing things bit yet person deep particular particularly especially main mainly soon right days weeks months hours tomorrow together well go goes long among th st nd rd mr mrs ms dr")
	titles    = wordsOf("ceo cfo coo cto boss chief")
	verbHeads = wordsOf("is are was were 's 're do does did has have had can could will would should may might shall happened happens went matters made makes keeps worries drives became came 'd 'll")
)

// requestPhrases come before what somebody wants to know.
var requestPhrases = []string{
	"tell me", "tell us", "let me know", "let us know", "like to know", "want to know", "love to know", "need to know", "good to know",
	"helpful to know", "help to know", "useful to know", "interested to know", "curious to know", "happy to know", "have to know",
	"do you know", "do we know", "does anyone know", "you happen to know", "may i know", "can i know", "could i know", "if you know", "remind me", "i wonder", "we wonder", "wondering",
	"i ask", "i ask you", "ask you", "me ask", "curious", "curious to hear", "like to hear", "love to hear", "like to learn", "find out", "can you say", "could you say", "would you say", "say to me",
	"explain to me", "can you explain", "could you explain", "please explain", "me understand", "like to understand", "want to understand", "trying to understand", "love to understand", "any idea", "an idea", "no idea", "not sure",
	"i do n't know", "still do n't know", "i forget", "i forgot", "telling me", "share with me", "sharing",
}

// topicPhrases come before "about", where anything about it is wanted.
var topicPhrases = []string{"say", "do you know", "you know", "you tell", "i know", "hear", "learn", "tell me", "talk to me", "you say", "fill me in"}

// concepts joins words that mean the same in a question.
var concepts = buildConcepts(
	"vendor supplier seller provider",
	"meet sit session convene gather meeting",
	"release ship launch deploy shipping live",
	"numbers figures",
	"prepare compile assemble produce crunch gather",
	"finance controlling accounting accounts",
	"decide approve authorize authorise choose decision approval",
	"answer report boss manager superior supervisor",
	"travel trip trips travelling traveling",
	"stand cover replace substitute fill step deputize backup",
	"loan lend lent lending loaned lends borrow borrowed",
	"automation automate automated automating",
	"deal opportunity",
	"drop fire dump abandon",
	"contract agreement",
	"end expire finish lapse run",
	"start begin open kick opening",
	"pay cost price spend charge fee paid spent pays costs charges",
	"team staff crew",
	"work works",
	"know knows known",
	"budget money budgets",
	"write wrote written build built",
	"use uses",
	"buy purchase",
)

func buildConcepts(rows ...string) map[string]string {
	concepts := map[string]string{}
	for _, row := range rows {
		words := strings.Fields(row)
		for _, word := range words {
			if _, known := concepts[text.Stem(word)]; !known {
				concepts[text.Stem(word)] = text.Stem(words[0])
			}
		}
	}
	return concepts
}

// light are concepts that hardly say what a question is about.
var light = conceptsIn("meet go do make put end know work use have run get take give prepare write happen team person people talk speak show handle deal")

func conceptsIn(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[conceptOf(word)] = true
	}
	return set
}
