package reading

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// maxQuote is how many tokens a quote may have: a clause, not a speech.
const maxQuote = 14

// cite looks for the stretch of the text that carries the sum of the labels and
// adds it to the reading under name. It reports whether there is one. The
// features in s are those of the text.
func (r *Reader) cite(s *scratch, reading *practice.Reading, raw string, t *text.Text, name practice.Label, sure int, labels ...model.Label) bool {
	r.weigh(s, t, labels)
	first, end := heaviest(s.weight, t)
	if first == end {
		return false
	}
	first, end = grow(t, first, end)
	start, stop := t.Tokens[first].Start, t.Tokens[end-1].End
	if start >= stop || stop > len(raw) {
		return false
	}
	reading.Evidence = append(reading.Evidence, practice.Evidence{Label: name, Quote: raw[start:stop], Start: start, End: stop})
	reading.Confidence[name] = sure
	return true
}

// weigh spreads what each feature says for the labels over the tokens that show
// it.
func (r *Reader) weigh(s *scratch, t *text.Text, labels []model.Label) {
	s.weight = s.weight[:0]
	for range t.Tokens {
		s.weight = append(s.weight, 0)
	}
	values := model.BlockValues(s.extractor.Counts)
	for _, f := range s.extractor.Features {
		if f.First < 0 {
			continue
		}
		place, sum := r.turns.Place(f), 0.0
		for _, l := range labels {
			sum += float64(float64(r.turns.At(place, int(l))) * r.turns.Scales[l])
		}
		share := float64(sum*values[f.Block]) / float64(f.Last-f.First+1)
		for i := f.First; i <= f.Last; i++ {
			s.weight[i] += share
		}
	}
}

// heaviest returns the run of tokens within one sentence, at most maxQuote long
// and with a word at both ends, that has the largest weight; an empty run if
// none is above 0.
func heaviest(weight []float64, t *text.Text) (first, end int) {
	best := 0.0
	for _, sentence := range t.Sentences {
		for i := sentence.First; i < sentence.End; i++ {
			if t.Tokens[i].Kind == text.Punctuation {
				continue
			}
			sum := 0.0
			for j := i; j < sentence.End && j < i+maxQuote; j++ {
				sum += weight[j]
				if sum > best && t.Tokens[j].Kind != text.Punctuation {
					best, first, end = sum, i, j+1
				}
			}
		}
	}
	return first, end
}

// grow widens a run to the clause that holds it, where the clause is short
// enough to quote, and closes cut contractions.
func grow(t *text.Text, first, end int) (int, int) {
	sentence := t.Sentences[t.Tokens[first].Sentence]
	from, to := first, end
	for from > sentence.First && !breaks(t.Tokens[from-1]) {
		from--
	}
	for to < sentence.End && !breaks(t.Tokens[to]) {
		to++
	}
	if to-from <= maxQuote+4 {
		first, end = from, to
		if end < sentence.End && t.Tokens[end].Word == "?" {
			end++
		}
	}
	for first > sentence.First && t.Tokens[first].Start < t.Tokens[first-1].End {
		first--
	}
	for first > sentence.First && t.Tokens[first].Word[0] == '\'' && t.Tokens[first].Start == t.Tokens[first-1].End {
		first--
	}
	for end < sentence.End && t.Tokens[end].Start == t.Tokens[end-1].End && t.Tokens[end].Kind == text.Word {
		end++
	}
	return first, end
}

// breaks reports whether a clause ends at the token.
func breaks(token text.Token) bool {
	if token.Kind != text.Punctuation {
		return false
	}
	switch token.Word {
	case ",", ";", ":", "(", ")", ".", "?", "!", "!!", "...", "-", "\"":
		return true
	}
	return false
}
