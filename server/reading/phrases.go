package reading

import (
	"slices"
	"strings"

	"github.com/askagain/askagain/server/reading/internal/text"
)

// phraseList names a list of phrases that every sentence is searched for.
type phraseList uint8

const (
	toMachine phraseList = iota
	toBot
	ofOneself
	ofMethods
	ofStory
	ofIrony
	ofCrowns
	ofTaking
	ofCondition
	ofMenace
	phraseLists
)

var phrasesOf = [phraseLists][]string{
	toMachine: machinePhrases, toBot: botPhrases, ofOneself: selfNames, ofMethods: methodPhrases, ofStory: storyPhrases,
	ofIrony: ironies, ofCrowns: crowns, ofTaking: takings, ofCondition: conditions, ofMenace: menaces,
}

// phraseKeys tells, for the longest word of each phrase, which lists have such a
// phrase: a sentence without the word need not be searched.
var phraseKeys = func() map[string]uint16 {
	keys := map[string]uint16{}
	for list, phrases := range phrasesOf {
		for _, phrase := range phrases {
			longest := ""
			for _, word := range strings.Fields(phrase) {
				if len(word) > len(longest) {
					longest = word
				}
			}
			keys[longest] |= 1 << list
		}
	}
	return keys
}()

// sentence is a sentence of a turn, or a run of them, in which phrases are looked
// for.
type sentence struct {
	tokens []text.Token
	keys   uint16 // the lists of which a phrase may stand in it
	joined string // the words, a space before and behind each; empty until needed
}

func newSentence(tokens []text.Token) *sentence {
	s := &sentence{tokens: tokens}
	for i := range tokens {
		s.keys |= phraseKeys[tokens[i].Word]
	}
	return s
}

// words returns the words with a space before and behind each.
func (s *sentence) words() string {
	if s.joined == "" {
		s.joined = spaced(s.tokens)
	}
	return s.joined
}

// has reports whether a phrase of the list stands in the sentence.
func (s *sentence) has(list phraseList) bool {
	return s.keys&(1<<list) != 0 && containsAny(s.words(), phrasesOf[list])
}

// hasAny reports whether one of the phrases stands in the sentence.
func (s *sentence) hasAny(phrases ...string) bool { return containsAny(s.words(), phrases) }

func spaced(tokens []text.Token) string { return " " + joined(tokens) + " " }

func containsAny(words string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(phrase string) bool { return strings.Contains(words, phrase) })
}
