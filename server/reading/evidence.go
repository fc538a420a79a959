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
// features in s are those of the text. Labels are cited in the order in which
// they claim words: the ask first, so that a method may leave its clause alone.
func (r *Reader) cite(s *scratch, reading *practice.Reading, raw string, t *text.Text, name practice.Label, sure int, labels ...model.Label) bool {
	r.weigh(s, t, labels)
	best := pick(s.weight, t, name, reading.Evidence)
	if best.first == best.end {
		return false
	}
	first, end := grow(t, best, maxQuote+4)
	first, end = trim(t, first, end)
	start, stop := t.Tokens[first].Start, t.Tokens[end-1].End
	if quotes(reading.Evidence, name, start, stop) { // so look closer
		first, end = grow(t, best, 0)
		first, end = trim(t, first, end)
		start, stop = t.Tokens[first].Start, t.Tokens[end-1].End
	}
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
	s.weighHeard(labels)
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

// quotes reports whether another method than name quotes just these bytes.
func quotes(evidence []practice.Evidence, name practice.Label, start, stop int) bool {
	for _, e := range evidence {
		if e.Start == start && e.End == stop && isMethod(e.Label) && isMethod(name) {
			return true
		}
	}
	return false
}

func isMethod(label practice.Label) bool {
	switch label {
	case practice.LabelOutcome, practice.LabelPartial, practice.LabelWarm, practice.LabelPushy, practice.LabelYields:
		return false
	}
	return true
}

// run is tokens [first, end), within a clause of one sentence.
type run struct {
	first, end int
	clause     clause
}

// clause is tokens [first, end), its closing mark left out.
type clause struct{ first, end int }

func (c clause) len() int { return c.end - c.first }

// pick returns the run that stands out most for the label among those of every
// clause, each clause weighed by what it is there for; an empty run if none
// stands out.
func pick(weight []float64, t *text.Text, name practice.Label, quoted []practice.Evidence) run {
	var best run
	most := 0.0
	for n := range t.Sentences {
		for c := firstClause(t, n); c.len() > 0; c = nextClause(t, n, c.end) {
			first, end, sum := heaviest(weight, t, c)
			if sum <= 0 {
				continue
			}
			if sum *= worth(t, c, name, quoted); sum > most {
				most, best = sum, run{first, end, c}
			}
		}
	}
	return best
}

// worth says how well a clause serves as the quote of a label, 1 being neither
// well nor badly.
func worth(t *text.Text, c clause, name practice.Label, quoted []practice.Evidence) float64 {
	switch name {
	case practice.LabelOutcome, practice.LabelPartial:
		if asksFor(t, c) {
			return 2
		}
		return 1
	}
	if !isMethod(name) {
		return 1
	}
	share := 1.0
	switch {
	case c.len() == 1 && t.Tokens[c.first].Value == 0:
		share = 0.02 // "OK?"
	case name == practice.Label(practice.Empathize) && sympathizes(t, c), name == practice.Label(practice.Explore) && inquires(t, c):
		share = 1.5
	}
	start, end := t.Tokens[c.first].Start, t.Tokens[c.end-1].End
	for _, e := range quoted {
		if e.End <= start || end <= e.Start {
			continue
		}
		switch {
		case e.Label == practice.LabelOutcome || e.Label == practice.LabelPartial:
			share *= besideAsk(name)
		case isMethod(e.Label):
			share *= 0.25
		}
	}
	return share
}

// besideAsk is what the clause of the ask is worth for a method: little for a
// lever that is pulled before asking, all for a smaller or later thing, which is
// what is asked for.
func besideAsk(name practice.Label) float64 {
	switch practice.Method(name) {
	case practice.Reduce, practice.Wait, practice.Medium:
		return 0.9
	case practice.Explore:
		return 0.5
	}
	return 0.06
}

// asksFor reports whether the clause has the form of a request: a helping verb
// before a person or thing, or words of wishing.
func asksFor(t *text.Text, c clause) bool {
	for i := c.first; i < c.end; i++ {
		word := t.Tokens[i].Word
		if word == "please" || word == "let" || i > c.first && wishes[word] && selves[t.Tokens[i-1].Word] {
			return true
		}
		if word == "'d" && i+1 < c.end && likes[t.Tokens[i+1].Word] || helpers[word] && i+1 < c.end && (i == c.first || !subjects[t.Tokens[i-1].Word]) && subjects[t.Tokens[i+1].Word] {
			return true
		}
	}
	return false
}

var helpers = map[string]bool{
	"could": true, "can": true, "would": true, "will": true, "may": true, "might": true, "shall": true, "should": true, "do": true, "does": true, "are": true, "is": true,
}

var subjects = map[string]bool{
	"i": true, "you": true, "we": true, "she": true, "he": true, "they": true, "it": true, "that": true, "there": true, "us": true,
}

var (
	selves = map[string]bool{"i": true, "we": true, "'m": true, "'re": true}
	wishes = map[string]bool{"need": true, "want": true, "ask": true, "asking": true, "hoping": true, "hope": true, "wish": true}
	likes  = map[string]bool{"like": true, "love": true, "appreciate": true, "ask": true, "be": true, "rather": true}
)

// sympathizes reports whether the clause speaks of the other side's position: a
// person, and a word of seeing or feeling.
func sympathizes(t *text.Text, c clause) bool {
	person, feels := false, false
	for i := c.first; i < c.end; i++ {
		word := t.Tokens[i].Word
		person = person || persons[word]
		feels = feels || feelings[word]
	}
	return person && feels
}

var persons = map[string]bool{
	"you": true, "your": true, "yours": true, "yourself": true, "she": true, "her": true, "he": true, "him": true, "his": true, "they": true, "their": true,
}

var feelings = map[string]bool{
	"know": true, "understand": true, "see": true, "hear": true, "imagine": true, "sounds": true, "must": true, "feel": true, "right": true, "hard": true,
	"tired": true, "worried": true, "worry": true, "careful": true, "appreciate": true, "sense": true, "fair": true, "burned": true, "protect": true,
	"carry": true, "blame": true, "pressure": true, "stress": true, "too": true,
}

// inquires reports whether the clause opens with a question word.
func inquires(t *text.Text, c clause) bool {
	for i := c.first; i < c.end && i < c.first+3; i++ {
		switch t.Tokens[i].Word {
		case "what", "who", "why", "how", "which", "where", "when", "whose", "whom":
			return true
		}
	}
	return false
}

// heaviest returns the run of tokens within a clause, at most maxQuote long and
// with a word at both ends, that has the largest weight, and that weight; an
// empty run if none is above 0.
func heaviest(weight []float64, t *text.Text, c clause) (first, end int, best float64) {
	for i := c.first; i < c.end; i++ {
		if t.Tokens[i].Kind == text.Punctuation {
			continue
		}
		sum := 0.0
		for j := i; j < c.end && j < i+maxQuote; j++ {
			sum += weight[j]
			if sum > best && t.Tokens[j].Kind != text.Punctuation {
				best, first, end = sum, i, j+1
			}
		}
	}
	return first, end, best
}

// firstClause returns the first clause of sentence n, empty if it has none.
func firstClause(t *text.Text, n int) clause { return nextClause(t, n, t.Sentences[n].First) }

// nextClause returns the first clause of sentence n from token i on. A piece of
// fewer than four tokens between two marks is no clause of its own: it joins the
// one before, or else the one that follows.
func nextClause(t *text.Text, n, i int) clause {
	end := t.Sentences[n].End
	for i < end && breaks(t, i) {
		i++
	}
	c := clause{i, i}
	for c.end < end && (!breaks(t, c.end) || c.len() < shortest || pieceIsShort(t, c.end, end)) {
		c.end++
	}
	for c.end > c.first && breaks(t, c.end-1) {
		c.end--
	}
	return c
}

// shortest is how many tokens make a clause.
const shortest = 4

// pieceIsShort reports whether what stands between the mark at token i and the
// next one is too short for a clause.
func pieceIsShort(t *text.Text, i, end int) bool {
	for i < end && breaks(t, i) {
		i++
	}
	for last := i + shortest; i < last; i++ {
		if i == end || breaks(t, i) {
			return true
		}
	}
	return false
}

// grow widens a run to the clause that holds it or, where that has more than
// most tokens, to the part of it between two marks or joining words.
func grow(t *text.Text, r run, most int) (first, end int) {
	if r.clause.len() <= most {
		return r.clause.first, r.clause.end
	}
	first, end = r.first, r.end
	for first > r.clause.first && !joins[t.Tokens[first].Word] && !breaks(t, first-1) {
		first--
	}
	for end < r.clause.end && !joins[t.Tokens[end].Word] && !breaks(t, end) {
		end++
	}
	if end-first <= maxQuote+4 {
		return first, end
	}
	return r.first, r.end
}

// joins are words that begin another part of a long clause.
var joins = map[string]bool{
	"and": true, "but": true, "so": true, "because": true, "if": true, "while": true, "whereas": true, "although": true, "though": true, "unless": true,
}

// trim takes joining words off both ends, adds a question mark, and closes cut
// contractions.
func trim(t *text.Text, first, end int) (int, int) {
	sentence := t.Sentences[t.Tokens[first].Sentence]
	if end < sentence.End && t.Tokens[end].Kind != text.Punctuation {
		for end > first+1 && hangs[t.Tokens[end-1].Word] {
			end--
		}
	}
	if end > first+shortest && (t.Tokens[first].Word == "and" || t.Tokens[first].Word == "but") {
		first++
	}
	for first > sentence.First && partOfName(t, first-1) && partOfName(t, first) {
		first--
	}
	for first > sentence.First && (t.Tokens[first].Start < t.Tokens[first-1].End ||
		t.Tokens[first].Word[0] == '\'' && t.Tokens[first].Start == t.Tokens[first-1].End) {
		first--
	}
	for end < sentence.End && t.Tokens[end].Start == t.Tokens[end-1].End && t.Tokens[end].Kind == text.Word {
		end++
	}
	if end < sentence.End && t.Tokens[end].Word == "?" {
		end++
	}
	return first, end
}

// hangs are words that a quote does not end with.
var hangs = map[string]bool{
	"and": true, "or": true, "but": true, "so": true, "because": true, "that": true, "the": true, "a": true,
	"my": true, "your": true, "our": true, "their": true,
}

// partOfName reports whether token i has a capital, so that a quote does not begin
// within a name of several words.
func partOfName(t *text.Text, i int) bool {
	return t.Tokens[i].Kind == text.Word && t.Tokens[i].Capital && t.Tokens[i].Word != "i"
}

// breaks reports whether a clause ends at token i. A mark within a word, as in
// "e-book" or "7:30", and the full stop of "Mrs." end nothing.
func breaks(t *text.Text, i int) bool {
	token := t.Tokens[i]
	if token.Kind != text.Punctuation {
		return false
	}
	switch token.Word {
	case ",", ";", "?", "!", "!!", "...", "\"":
		return true
	case "(":
		return i == 0 || t.Tokens[i-1].End < token.Start
	case ")":
		return i+1 == len(t.Tokens) || t.Tokens[i+1].Kind == text.Punctuation || opened(t, i)
	case ".":
		return i+1 == t.Sentences[token.Sentence].End
	case "-", ":":
		return i+1 == len(t.Tokens) || t.Tokens[i+1].Start > token.End
	}
	return false
}

// opened reports whether the parenthesis that closes at token i began a few
// words before, with a space, unlike that of "9(b)".
func opened(t *text.Text, i int) bool {
	for j := i - 1; j >= 0 && j > i-maxQuote; j-- {
		if t.Tokens[j].Word == "(" {
			return breaks(t, j)
		}
	}
	return true
}
