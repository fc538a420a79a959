package reading

import (
	"math/bits"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// lists reports whether a sentence is a row of words and no sentence: for the most
// part five and more short items without grammar, seven and more words with hardly
// any, or five and more items that bars stand between.
func lists(tokens []text.Token) bool {
	r := rowIn(tokens)
	return r.mostly() || barred(tokens) || r.words >= 7 && r.grammar == 0 || r.words >= 8 && r.grammar*10 < r.words
}

// barred reports whether bars with space around them part a sentence into five and
// more items: nobody talks so.
func barred(tokens []text.Token) bool {
	bars := 0
	for i := 1; i+1 < len(tokens); i++ {
		if (tokens[i].Word == "/" || tokens[i].Word == "|") && tokens[i].Start > tokens[i-1].End && tokens[i+1].Start > tokens[i].End {
			bars++
		}
	}
	return bars >= 4
}

// rattles reports whether a turn is a row of questions of a word or two, which wait
// for no answer: "Why? How? Who? When? What if?"
func rattles(t *text.Text) bool {
	bare := 0
	for _, s := range t.Sentences {
		if s.Question && countWords(t.Of(s)) <= 2 {
			bare++
		}
	}
	return bare >= 5
}

// rowOfCues reports whether a sentence is a row of items of which some are cues.
func rowOfCues(tokens []text.Token) bool {
	cues := 0
	for i := range tokens {
		if tokens[i].Kind == text.Word && (methodNames[tokens[i].Word] || cueFamily[text.Stem(tokens[i].Word)] > 0) {
			cues++
		}
	}
	return cues >= 2 && rowIn(tokens).mostly()
}

// row is the longest run of items of one or two words without grammar.
type row struct {
	items, inItems int // of the run
	words, grammar int // of the whole sentence
}

// mostly reports whether the run makes the sentence.
func (r row) mostly() bool { return r.items >= 5 && r.inItems*2 >= r.words }

// rowIn looks for the longest run of short items. Numbers and names make an item
// more than a cue, and signs within an address part nothing.
func rowIn(tokens []text.Token) row {
	var r, run row
	item, itemGrammar := 0, false
	flush := func() {
		if item > 0 && item <= 2 && !itemGrammar {
			run.items++
			run.inItems += item
			if run.items > r.items {
				r.items, r.inItems = run.items, run.inItems
			}
		} else if item > 0 {
			run = row{}
		}
		item, itemGrammar = 0, false
	}
	for i := range tokens {
		switch token := &tokens[i]; {
		case token.Kind == text.Word:
			r.words++
			item++
			if !features.IsContent(token) || token.Value > 0 || token.Word == "please" {
				r.grammar++
				itemGrammar = true
			}
			itemGrammar = itemGrammar || isName(token, i)
		case token.Kind == text.Number:
			r.grammar, item, itemGrammar = r.grammar+1, item+1, true
		case token.Kind == text.Punctuation:
			if token.Word == "," || i+1 == len(tokens) || tokens[i+1].Start > token.End {
				flush()
			}
		}
	}
	flush()
	return r
}

// isName reports whether a word within a sentence looks like a name.
func isName(token *text.Token, i int) bool {
	return token.Capital && i > 0 && cueFamily[text.Stem(token.Word)] == 0 && !methodNames[token.Word] && !strictMethodNames[token.Word]
}

// harps reports whether one word of meaning is said four times and more in a
// short sentence, or whatever words twice in a row again and again.
func harps(tokens []text.Token) bool {
	if len(tokens) > 30 {
		return false
	}
	times, words, doubled, last := map[string]int{}, 0, 0, ""
	for i := range tokens {
		word := tokens[i].Word
		if tokens[i].Kind != text.Word || word == "please" {
			last = ""
			continue
		}
		words++
		if word == last {
			doubled++
		}
		last = word
		if features.IsContent(&tokens[i]) {
			times[word]++
			if times[word] == 4 {
				return true
			}
		}
	}
	return doubled >= 4 && doubled*3 >= words
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

// cueWords are the words of those who talk about persuading, by what they stand
// for. A person who does one of these things seldom needs more than two of them in
// one sentence, beside many words of what the talk is about.
var cueWords = []string{
	"value benefit advantage upside gain save profit revenue roi win cost risk efficiency productivity growth opportunity impact synergy potential payoff money",
	"proof prove evidence reference testimonial case study statistic data guarantee warranty expert certificate certified demo demonstration research figure " +
		"track record award success credential results proven",
	"trade exchange return swap concession discount deal favor favour offer reward condition bonus compromise reciprocity bundle incentive giveaway barter",
	"reduce reduction smaller shorter cheaper pilot trial half sample lower less fewer minimal scaled phase step smallest lighter",
	"obstacle concern objection barrier worry remove fear hurdle blocker eliminate resolve friction doubt hesitation",
	"ally boss manager director sponsor champion colleague executive stakeholder peer leadership endorsement endorse ceo supporter",
	"wait later quarter checkpoint patience timing patient revisit timeline",
	"call phone lunch channel visit coffee zoom video dinner",
	"empathy empathize empathise understand understanding feeling feel appreciate sincere hear sympathy rapport empathetic trust respect listen frustration",
	"explore question need discover curiosity curious priority",
}

// cueFamily names the line of cueWords that a stem stands in, from 1.
var cueFamily = func() map[string]uint8 {
	families := map[string]uint8{}
	for n, line := range cueWords {
		for _, word := range strings.Fields(line) {
			families[text.Stem(word)] = uint8(n + 1)
		}
	}
	return families
}()

// stuffed reports whether the sentence is made of cue words: four and more from
// three families and more, two fifths and more of its words of meaning; or a quarter
// from four families; or nearly all of them. Words of the talk's own subject count on neither side. In
// 28,649 sentences of the corpus only attacks are such.
func stuffed(tokens []text.Token, about subject) bool {
	cues, families, content := countCues(tokens, about)
	return cues >= 4 && families >= 3 && cues*5 >= content*2 || cues >= 5 && families >= 4 && cues*4 >= content ||
		cues >= 5 && cues*2 >= content || cues >= 4 && cues*5 >= content*4
}

// stuffedThroughout reports whether the whole turn is made of cue words, however
// short its sentences are.
func stuffedThroughout(t *text.Text, about subject) bool {
	cues, families, content := countCues(t.Tokens, about)
	return cues >= 5 && families >= 4 && cues*2 >= content
}

// countCues counts the different cue words, the families that they are of, and all
// words of meaning.
func countCues(tokens []text.Token, about subject) (cues, families, content int) {
	seen, kinds := map[string]bool{}, uint16(0)
	for i := range tokens {
		if tokens[i].Kind > text.Number {
			continue
		}
		stem := text.Stem(tokens[i].Word)
		family := cueFamily[stem]
		if family == 0 && !features.IsContent(&tokens[i]) || about.has(stem) {
			continue
		}
		content++
		if family > 0 {
			seen[stem] = true
			kinds |= 1 << family
		}
	}
	return len(seen), bits.OnesCount16(kinds), content
}

// subject is what the talk is about anyway: the stems of what is asked and of
// what the other side said. To those who sell prompt training, or a scheme of
// points, such words are no ruse.
type subject map[string]bool

func subjectOf(said practice.Said) subject {
	stems := features.ContentStems(text.Parse(said.Outcome).Tokens)
	for stem := range features.ContentStems(text.Parse(said.ClientLast).Tokens) {
		stems[stem] = true
	}
	return stems
}

func (s subject) has(stem string) bool { return s[stem] }

func (s subject) hasAny(words ...string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return s[text.Stem(word)] })
}
