package encoder

import (
	"strings"

	"github.com/askagain/askagain/server/reading/internal/text"
)

// Vocabulary is the pieces that words are cut into, the best cut being the one
// whose pieces' scores sum highest (a unigram language model).
type Vocabulary struct {
	pieces []string
	scores []float32
	ids    map[string]int32
	long   int // bytes of the longest piece
}

// NewVocabulary returns the vocabulary of pieces, numbered in their order.
func NewVocabulary(pieces []string, scores []float32) *Vocabulary {
	v := &Vocabulary{pieces: pieces, scores: scores, ids: make(map[string]int32, len(pieces))}
	for i, piece := range pieces {
		if i < reserved {
			continue
		}
		v.ids[piece] = int32(i)
		v.long = max(v.long, len(piece))
	}
	return v
}

// reserved are the first pieces: unknown, and marks that no text shows.
const reserved = 6

// space is how pieces show that a space stood before them.
const space = "▁"

// unknownScore is the score of a letter that no piece has.
const unknownScore = -20

// Piece is a piece of a text and the token that it is of.
type Piece struct {
	ID    int32
	Token int32
}

// Cut appends the pieces of t to pieces, at most limit in all.
func (v *Vocabulary) Cut(pieces []Piece, t *text.Text, limit int) []Piece {
	for i := 0; i < len(t.Tokens) && len(pieces) < limit; {
		word, owner, end := chunk(t, i)
		pieces = v.word(pieces, word, owner)
		i = end
	}
	return pieces[:min(limit, len(pieces))]
}

// chunk joins the tokens that no space parts, as they were written, and tells
// of each byte the token that it is of.
func chunk(t *text.Text, i int) (string, []int32, int) {
	var b strings.Builder
	var owner []int32
	write := func(s string, token int) {
		b.WriteString(s)
		for range len(s) {
			owner = append(owner, int32(token))
		}
	}
	write(space, i)
	end := i
	for end < len(t.Tokens) && (end == i || t.Tokens[end].Start <= t.Tokens[end-1].End) && b.Len() < 64 {
		token := &t.Tokens[end]
		word := token.Word
		if word == "n't" && end > i && t.Tokens[end-1].Word == "can" {
			word = "'t"
		}
		if token.Kind == text.Word && (token.Capital || word == "i") && word[0] >= 'a' && word[0] <= 'z' {
			write(string(word[0]-'a'+'A'), end)
			word = word[1:]
		}
		write(word, end)
		end++
	}
	return b.String(), owner, end
}

// word appends the best cut of word.
func (v *Vocabulary) word(pieces []Piece, word string, owner []int32) []Piece {
	type step struct {
		score float32
		from  int
		id    int32
	}
	best := make([]step, len(word)+1)
	for i := range best {
		best[i] = step{score: -1e9}
	}
	best[0].score = 0
	for i := 0; i < len(word); i++ {
		if best[i].score <= -1e9 || word[i]&0xC0 == 0x80 {
			continue
		}
		known := false
		for n := 1; n <= v.long && i+n <= len(word); n++ {
			if i+n < len(word) && word[i+n]&0xC0 == 0x80 {
				continue
			}
			if id, ok := v.ids[word[i:i+n]]; ok {
				known = true
				if score := best[i].score + v.scores[id]; score > best[i+n].score {
					best[i+n] = step{score, i, id}
				}
			}
		}
		if !known {
			n := 1
			for i+n < len(word) && word[i+n]&0xC0 == 0x80 {
				n++
			}
			if score := best[i].score + unknownScore; score > best[i+n].score {
				best[i+n] = step{score, i, 0}
			}
		}
	}
	first := len(pieces)
	for i := len(word); i > 0; i = best[i].from {
		pieces = append(pieces, Piece{best[i].id, owner[i-1]})
	}
	for i, j := first, len(pieces)-1; i < j; i, j = i+1, j-1 {
		pieces[i], pieces[j] = pieces[j], pieces[i]
	}
	return pieces
}
