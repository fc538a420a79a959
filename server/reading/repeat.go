package reading

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// prepared is a turn sorted into what counts for what.
type prepared struct {
	whole  *text.Text // everything that was written
	plain  *text.Text // what was said in earnest: without ruses and without the other side's words
	fresh  *text.Text // of that, what was not said before; the same as plain if all is new
	repeat practice.Repeat

	foreign bool // the words are not English, so that none is in earnest
	about   subject
}

func (r *Reader) prepare(said practice.Said) prepared {
	whole := text.Parse(said.Text)
	p := prepared{whole: whole, foreign: foreign(whole), about: subjectOf(said)}
	theirs := said.Theirs
	if said.ClientLast != "" {
		theirs = append(theirs[:len(theirs):len(theirs)], said.ClientLast)
	}
	copied := copies(whole, theirs, func(_ []text.Token, _ *text.Text) bool { return false })
	p.plain = &text.Text{}
	ruse := false
	if !p.foreign {
		p.plain, ruse = earnest(whole, copied, p.about)
	}
	p.fresh = p.plain
	if ruse {
		p.fresh = &text.Text{}
	}
	if share(whole, copied) >= 0.6 {
		p.repeat, p.fresh = practice.RepeatTheirs, &text.Text{}
		return p
	}
	stale := copies(p.plain, said.Earlier, newTerm)
	if share(p.plain, stale) >= 0.8 || paraphrase(p.plain, said) {
		p.repeat = practice.RepeatOwn
		p.fresh = &text.Text{}
		return p
	}
	for _, s := range stale {
		if s && !ruse {
			p.fresh = p.plain.Keep(func(n int) bool { return !stale[n] })
			break
		}
	}
	return p
}

// copies tells which sentences stand, almost word for word, in one of the
// others, but for those that another word makes new. A sentence of up to four words
// is nobody's property.
func copies(t *text.Text, others []string, isNew func(sentence []text.Token, other *text.Text) bool) []bool {
	copied := make([]bool, len(t.Sentences))
	if len(others) == 0 {
		return copied
	}
	pairs := make([]map[uint64]bool, len(t.Sentences))
	for n, sentence := range t.Sentences {
		if tokens := t.Of(sentence); countWords(tokens) > 4 {
			pairs[n] = wordPairs(tokens)
		}
	}
	for _, other := range others {
		parsed := text.Parse(other)
		known := wordPairs(parsed.Tokens)
		for n := range pairs {
			shared := 0
			for pair := range pairs[n] {
				if known[pair] {
					shared++
				}
			}
			copied[n] = copied[n] || shared > 0 && shared*10 >= len(pairs[n])*8 && !isNew(t.Of(t.Sentences[n]), parsed)
		}
	}
	return copied
}

// wordPairs returns the neighboring stems, hashed.
func wordPairs(tokens []text.Token) map[uint64]bool {
	pairs := make(map[uint64]bool, len(tokens))
	last := uint64(0)
	for i := range tokens {
		if tokens[i].Kind > text.Number {
			continue
		}
		stem := uint64(14695981039346656037) // FNV-1a
		for _, b := range []byte(text.Stem(tokens[i].Word)) {
			stem = (stem ^ uint64(b)) * 1099511628211
		}
		if last != 0 {
			pairs[last*31+stem] = true
		}
		last = stem
	}
	return pairs
}

func countWords(tokens []text.Token) int {
	n := 0
	for i := range tokens {
		if tokens[i].Kind <= text.Number {
			n++
		}
	}
	return n
}

// share returns which part of the words stands in the marked sentences.
func share(t *text.Text, marked []bool) float64 {
	in, all := 0, 0
	for n, sentence := range t.Sentences {
		words := countWords(t.Of(sentence))
		all += words
		if marked[n] {
			in += words
		}
	}
	if all == 0 {
		return 0
	}
	return float64(in) / float64(all)
}
