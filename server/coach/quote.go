package coach

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// longestQuote is how many characters of a turn are quoted.
const longestQuote = 160

// own quotes the rep: the words that carry the first of the labels that has any,
// else how the turn begins.
func (x *turn) own(labels ...practice.Label) Quote {
	quote := Quote{Turn: x.number, By: practice.SpeakerRep, Text: excerpt(x.said.Text)}
	for _, label := range labels {
		evidence, has := x.reading.Quote(label)
		if text := excerpt(evidence.Quote); has && text != "" && strings.Contains(x.said.Text, text) {
			quote.Text = text
			break
		}
	}
	return quote
}

// asked quotes the ask of a turn.
func (x *turn) asked() Quote { return x.own(practice.LabelOutcome, practice.LabelPartial) }

// theirs quotes what the person who was spoken to said last in answer to a turn.
// It reports false when they said nothing.
func (t *Talk) theirs(x *turn) (Quote, bool) {
	line, said := x.line("")
	return t.quoted(x, line), said
}

func (t *Talk) quoted(x *turn, line string) Quote {
	return Quote{Turn: x.number, By: practice.SpeakerClient, Name: t.name(x.said.To), Text: excerpt(line)}
}

// line is what the person who was spoken to said with the line of that id, else
// what they said last: a model says it all in one line.
func (x *turn) line(id string) (text string, said bool) {
	for _, line := range x.lines {
		if line.Person != x.said.To || strings.TrimSpace(line.Text) == "" {
			continue
		}
		text, said = line.Text, true
		if line.ID == id {
			break
		}
	}
	return text, said
}

// given is the line by which the person who was spoken to gives ground: the one
// about what gave, else that it was ahead of them, else the first that they say.
func (x *turn) given() (text string, said bool) {
	best := len(groundPlaces) + 1
	for _, line := range x.lines {
		if line.Person != x.said.To || strings.TrimSpace(line.Text) == "" {
			continue
		}
		at := len(groundPlaces)
		for _, place := range strings.Split(line.ID, ".") {
			if i := slices.Index(groundPlaces, place); i >= 0 {
				at = i
			}
		}
		if at < best {
			text, said, best = line.Text, true, at
		}
	}
	return text, said
}

// groundPlaces are the places of a scenario's lines, and of those in stock, by
// which somebody gives ground, the most telling first.
var groundPlaces = []string{"gave_way", "softens", "softened", "ahead"}

// excerpt returns the beginning of a text without the space around it: its first
// sentence that says something, or as many words as may be quoted.
func excerpt(text string) string {
	text = strings.TrimSpace(text)
	count, space := 0, 0
	for i, r := range text {
		if count == longestQuote {
			if space > 0 {
				return text[:space]
			}
			return text[:i]
		}
		count++
		switch {
		case unicode.IsSpace(r) && count > shortestQuote && ends(text[:i]):
			return text[:i]
		case unicode.IsSpace(r):
			space = len(strings.TrimRightFunc(text[:i], unicode.IsSpace))
		}
	}
	return text
}

// shortestQuote is how many characters a sentence needs to be quoted alone: "Hi."
// says nothing.
const shortestQuote = 24

func ends(text string) bool {
	last, _ := utf8.DecodeLastRuneInString(text)
	return strings.ContainsRune(".!?…", last)
}

// shortestTerm is how many letters a word needs to say what a text is about, and
// how many of them are compared, so that "burned" and "burning" are alike.
const shortestTerm = 5

// terms are the words of a text that say what it is about.
func terms(text string) map[string]bool {
	found := map[string]bool{}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		letters := []rune(word)
		if len(letters) < shortestTerm || common[word] {
			continue
		}
		found[string(letters[:shortestTerm])] = true
	}
	return found
}

// alike is how many terms two texts share, in hundredths of all that they have.
func alike(a, b map[string]bool) int {
	shared := 0
	for term := range a {
		if b[term] {
			shared++
		}
	}
	if shared == 0 {
		return 0
	}
	return 100 * shared / (len(a) + len(b) - shared)
}

// common are words that long texts share whatever they are about.
var common = map[string]bool{
	"about": true, "after": true, "again": true, "already": true, "always": true, "anybody": true, "anything": true,
	"because": true, "before": true, "could": true, "every": true, "everybody": true, "everything": true, "first": true,
	"going": true, "never": true, "nobody": true, "nothing": true, "other": true, "please": true, "really": true,
	"should": true, "since": true, "somebody": true, "something": true, "still": true, "thank": true, "thanks": true,
	"their": true, "there": true, "these": true, "thing": true, "things": true, "think": true, "those": true,
	"through": true, "today": true, "until": true, "where": true, "which": true, "while": true, "without": true,
	"would": true, "yours": true,
}
