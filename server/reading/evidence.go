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
	s.sharpen()
}

// sharpen takes from each token what the average token carries, so that the
// heaviest run is the short one that stands out and not the longest one. Where
// nothing would be left it takes nothing.
func (s *scratch) sharpen() {
	sum, heaviest := 0.0, 0.0
	for _, weight := range s.weight {
		sum += max(0, weight)
		heaviest = max(heaviest, weight)
	}
	average := sum / float64(max(1, len(s.weight)))
	if average < heaviest {
		for i := range s.weight {
			s.weight[i] -= average
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
	for from > sentence.First && !breaks(t, from-1) {
		from--
	}
	for to < sentence.End && !breaks(t, to) {
		to++
	}
	if to-from <= maxQuote+4 {
		first, end = from, to
		if end < sentence.End && t.Tokens[end].Word == "?" {
			end++
		}
	}
	for end > first+1 && hangs[t.Tokens[end-1].Word] {
		end--
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

// hangs are words that a quote does not end with.
var hangs = map[string]bool{"and": true, "or": true, "but": true, "so": true, "because": true, "that": true, "the": true, "a": true}

// breaks reports whether a clause ends at token i. A mark within a word, as in
// "e-book" or "7:30", ends nothing.
func breaks(t *text.Text, i int) bool {
	token := t.Tokens[i]
	if token.Kind != text.Punctuation {
		return false
	}
	switch token.Word {
	case ",", ";", "(", ")", ".", "?", "!", "!!", "...", "\"":
		return true
	case "-", ":":
		return i+1 == len(t.Tokens) || t.Tokens[i+1].Start > token.End
	}
	return false
}
