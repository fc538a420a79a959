// Package text cuts any bytes into words and sentences, seen through disguises
// and traceable to the original bytes.
package text

// Kind is what a token is.
type Kind uint8

// The kinds of token.
const (
	Word Kind = iota
	Number
	Punctuation
	Symbol // emoji and other signs
)

// Token is a word, number or sign. Contractions are two tokens: "don't" is "do"
// and "n't".
type Token struct {
	Word       string // plain lower case; numbers as written
	Start, End int    // bytes of the original, on rune boundaries
	Kind       Kind
	Capital    bool    // starts with a capital letter
	Sentence   int     // index into Text.Sentences
	Value      float64 // of a number, in digits or in words; 0 otherwise
}

// Sentence is a run of tokens, its closing mark included.
type Sentence struct {
	First, End int // tokens [First, End)
	Question   bool
}

// Text is a turn in tokens and sentences.
type Text struct {
	Tokens    []Token
	Sentences []Sentence
	Letters   int // bytes of letters, Latin or not
	Latin     int // of these, Latin
	Capitals  int
}

// Of returns the tokens of a sentence.
func (t *Text) Of(s Sentence) []Token { return t.Tokens[s.First:s.End] }

// Parse cuts raw, which may be any bytes, into tokens. It reads the first
// MaxBytes, in linear time.
func Parse(raw string) *Text {
	p := normalize(clip(raw))
	t := &Text{Tokens: make([]Token, 0, len(p.bytes)/4+4)}
	s := scanner{plain: p, words: string(p.bytes), text: t}
	s.run()
	return t
}

// Words returns the words and numbers, without signs.
func (t *Text) Words() []Token {
	words := make([]Token, 0, len(t.Tokens))
	for _, token := range t.Tokens {
		if token.Kind <= Number {
			words = append(words, token)
		}
	}
	return words
}

// Keep returns the text of the sentences that keep accepts. Tokens still point
// at the original bytes.
func (t *Text) Keep(keep func(sentence int) bool) *Text {
	kept := &Text{Letters: t.Letters, Latin: t.Latin, Capitals: t.Capitals, Tokens: make([]Token, 0, len(t.Tokens))}
	for n, sentence := range t.Sentences {
		if !keep(n) {
			continue
		}
		first := len(kept.Tokens)
		for _, token := range t.Of(sentence) {
			token.Sentence = len(kept.Sentences)
			kept.Tokens = append(kept.Tokens, token)
		}
		kept.Sentences = append(kept.Sentences, Sentence{First: first, End: len(kept.Tokens), Question: sentence.Question})
	}
	return kept
}
