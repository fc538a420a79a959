// Package features turns words in their context into numbered features for a
// linear model.
package features

import (
	"github.com/askagain/askagain/server/reading/internal/text"
)

// Bits is the width of a feature's number: features are hashed into 1<<Bits
// places.
const Bits = 18

// Block is a family of features that is brought to length 1 by itself, so that
// many characters do not drown a few cues.
type Block uint8

// The blocks.
const (
	Words    Block = iota // n-grams of words, and words by their place
	Skeleton              // n-grams of grammar and word families
	Letters               // n-grams of letters within words
	Cues                  // structure and numbers
	Context               // what is asked and was said before
	Blocks                // how many there are
)

// Feature is one thing seen. First and Last are the tokens that show it, -1 for
// features of the whole or of the context.
type Feature struct {
	Index       uint32
	Block       Block
	Sentence    uint8 // that shows it, NoSentence where none does
	First, Last int32
}

// MaxSentences is how many sentences are told apart; those beyond count as one.
const MaxSentences = 64

// NoSentence marks a feature of the whole or of the context.
const NoSentence = 255

// Around is the context of a text.
type Around struct {
	Outcome string // what is asked for
	Before  string // what the other side said before
}

// Extractor holds the memory that extraction reuses. It is for one goroutine at
// a time.
type Extractor struct {
	Features []Feature
	Counts   [Blocks]int
	seen     [1 << Bits / 64]uint64

	text     *text.Text
	hashes   []uint32 // of each token's word
	skeleton []uint32 // of each token's place in the grammar
	coarse   []uint32 // the same, with words of one use joined
	context  []uint32 // of each token against the context
}

// Extract fills e.Features with what is seen in t. Earlier features are gone.
func (e *Extractor) Extract(t *text.Text, around Around) {
	for _, f := range e.Features {
		e.seen[f.Index/64] = 0
	}
	e.text, e.Features, e.Counts = t, e.Features[:0], [Blocks]int{}
	surroundings := readAround(t, around)
	e.prepare(t, surroundings)
	e.wordGrams(t)
	e.skeletonGrams(t)
	e.coarseGrams(t)
	e.letterGrams(t)
	e.cues(t, surroundings)
	e.contextFeatures(t, surroundings)
}

func (e *Extractor) add(block Block, hash uint32, first, last int) {
	index := finish(hash*31+uint32(block)) >> (32 - Bits)
	word, bit := index/64, uint64(1)<<(index%64)
	if e.seen[word]&bit != 0 {
		return
	}
	e.seen[word] |= bit
	e.Counts[block]++
	sentence := uint8(NoSentence)
	if first >= 0 {
		sentence = uint8(min(e.text.Tokens[first].Sentence, MaxSentences-1))
	}
	e.Features = append(e.Features, Feature{Index: index, Block: block, Sentence: sentence, First: int32(first), Last: int32(last)})
}

const (
	offset = 2166136261
	prime  = 16777619
)

func hashString(s string) uint32 {
	h := uint32(offset)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * prime
	}
	return h
}

func mix(a, b uint32) uint32 { return (a*0x9E3779B1 ^ b) * 0x85EBCA6B }

// finish is the last mixing step of the public-domain MurmurHash3.
func finish(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	h *= 0xc2b2ae35
	return h ^ h>>16
}

func (e *Extractor) prepare(t *text.Text, s surroundings) {
	e.hashes, e.skeleton, e.coarse, e.context = e.hashes[:0], e.skeleton[:0], e.coarse[:0], e.context[:0]
	for i := range t.Tokens {
		token := &t.Tokens[i]
		word := token.Word
		if token.Kind == text.Number {
			word = "0"
		}
		hash := hashString(word)
		part := skeletonOf(t, i)
		coarse, ok := coarseOf[token.Word]
		if !ok {
			coarse = part
		}
		role := s.mark(token, part)
		if relation := s.duration(i); relation != noDuration {
			hash = durationNames[relation]
			if i > 0 && s.duration(i-1) != noDuration {
				hash = restOfDuration
			}
			part, coarse, role = hash, hash, mix(hash, 1)
		}
		e.hashes, e.skeleton = append(e.hashes, hash), append(e.skeleton, part)
		e.coarse, e.context = append(e.coarse, coarse), append(e.context, role)
	}
}

// skeletonOf names the token's part in the grammar: itself for function words
// and signs, its family, or the shape of its ending.
func skeletonOf(t *text.Text, i int) uint32 {
	token := &t.Tokens[i]
	switch {
	case token.Kind == text.Number || token.Value > 0:
		return hashString("#0")
	case token.Kind != text.Word || isFunction[token.Word]:
		return hashString(token.Word)
	}
	if c, ok := classOf[token.Word]; ok {
		return mix(hashString("class"), uint32(c))
	}
	if token.Capital && i != t.Sentences[token.Sentence].First {
		return hashString("#name")
	}
	return hashString(ending(token.Word))
}

func ending(word string) string {
	n := len(word)
	switch {
	case n > 4 && word[n-3:] == "ing":
		return "#ing"
	case n > 3 && word[n-2:] == "ed":
		return "#ed"
	case n > 3 && word[n-2:] == "ly":
		return "#ly"
	case n > 3 && word[n-1] == 's' && word[n-2] != 's':
		return "#s"
	case n > 3 && word[n-2:] == "er":
		return "#er"
	}
	return "#x"
}

func (e *Extractor) wordGrams(t *text.Text) {
	for i, h := range e.hashes {
		sentence := t.Sentences[t.Tokens[i].Sentence]
		e.add(Words, h, i, i)
		if i+1 < len(e.hashes) {
			e.add(Words, mix(h, e.hashes[i+1]), i, i+1)
		}
		if i+2 < len(e.hashes) {
			e.add(Words, mix(mix(h, e.hashes[i+1]), e.hashes[i+2]), i, i+2)
			e.add(Words, mix(mix(h, 7), e.hashes[i+2]), i, i+2)
		}
		if sentence.Question {
			e.add(Words, mix(11, h), i, i)
		}
		if t.Tokens[i].Sentence == len(t.Sentences)-1 {
			e.add(Words, mix(13, h), i, i)
		}
	}
	for n, sentence := range t.Sentences {
		e.opening(t, sentence, n == len(t.Sentences)-1)
	}
}

// opening adds how a sentence starts and how it ends: a request is told by both.
func (e *Extractor) opening(t *text.Text, sentence text.Sentence, last bool) {
	mark := e.hashes[sentence.End-1]
	if t.Tokens[sentence.End-1].Kind != text.Punctuation {
		mark = 0
	}
	h := uint32(17)
	if last {
		h = 19
	}
	for n := 0; n < 3 && sentence.First+n < sentence.End; n++ {
		i := sentence.First + n
		h = mix(h, e.hashes[i])
		e.add(Words, mix(17, h), sentence.First, i)
		e.add(Words, mix(mark, h), sentence.First, i)
	}
}

// plainWord is the part of words that no family names.
var plainWord = hashString("#x")

func (e *Extractor) skeletonGrams(t *text.Text) {
	for i := range e.skeleton {
		h := e.skeleton[i]
		e.add(Skeleton, h, i, i)
		for n := 1; n < 3 && i+n < len(e.skeleton); n++ {
			h = mix(h, e.skeleton[i+n])
			e.add(Skeleton, h, i, i+n)
		}
	}
	for _, sentence := range t.Sentences {
		h := uint32(23)
		for n := 0; n < 4 && sentence.First+n < sentence.End; n++ {
			h = mix(h, e.skeleton[sentence.First+n])
			e.add(Skeleton, h, sentence.First, sentence.First+n)
		}
	}
}

// coarseGrams adds runs of grammar with words of one use joined, and pairs of
// telling words a little apart ("if ... give").
func (e *Extractor) coarseGrams(t *text.Text) {
	for i := range e.coarse {
		end := t.Sentences[t.Tokens[i].Sentence].End
		h := mix(83, e.coarse[i])
		for n := 1; n < 4 && i+n < end; n++ {
			h = mix(h, e.coarse[i+n])
			e.add(Skeleton, h, i, i+n)
		}
		if e.coarse[i] == plainWord {
			continue
		}
		for j := i + 2; j < end && j <= i+5; j++ {
			if e.coarse[j] != plainWord {
				e.add(Skeleton, mix(mix(89, e.coarse[i]), e.coarse[j]), i, j)
			}
		}
	}
}

func (e *Extractor) letterGrams(t *text.Text) {
	for i := range t.Tokens {
		word := t.Tokens[i].Word
		if t.Tokens[i].Kind != text.Word || len(word) < 3 || e.skeleton[i] == restOfDuration {
			continue
		}
		if len(word) > 24 {
			word = word[:24]
		}
		for n := 3; n <= 5; n++ {
			e.add(Letters, mix(29, hashString(word[:min(n, len(word))])), i, i)
			e.add(Letters, mix(31, hashString(word[max(0, len(word)-n):])), i, i)
			for j := 1; j+n < len(word); j++ {
				e.add(Letters, mix(37, hashString(word[j:j+n])), i, i)
			}
		}
		if i+1 < len(t.Tokens) && t.Tokens[i+1].Kind == text.Word {
			e.add(Letters, mix(mix(41, hashString(text.Stem(word))), hashString(text.Stem(t.Tokens[i+1].Word))), i, i+1)
		}
	}
}
