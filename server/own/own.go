// Package own builds a private scenario from a rep's real no: what they need, from
// whom, what was said and what they have tried. The person is made by rules from
// those words and from what is known of such nos in general; they are not the real
// one. It is pure.
package own

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// Bounds on what is told, in characters.
const (
	MaxNeed  = 200
	MaxName  = 60
	MaxRole  = 80
	MaxSaid  = 300
	MaxYou   = 600
	MaxWords = 300  // of a commitment
	MaxNote  = 1000 // of what is told afterwards
)

const maxReasons = 2

// ScenarioName is the name under which an own no is played.
func ScenarioName(id string) string { return practice.OwnScenario(id) }

// ID returns the id of the own no that a scenario's name belongs to, and whether
// it is such a name.
func ID(scenario string) (string, bool) { return strings.CutPrefix(scenario, practice.OwnScenario("")) }

// Tidy is an own no with its texts as a scenario holds them: without space around
// them, and on one line where only one is asked for.
func Tidy(no practice.OwnNo) practice.OwnNo {
	for _, text := range []*string{&no.Need, &no.Name, &no.Role, &no.Said} {
		*text = strings.Join(strings.Fields(*text), " ")
	}
	no.You = strings.TrimSpace(strings.ReplaceAll(no.You, "\r\n", "\n"))
	return no
}

// Check reports what is wrong with an own no that Tidy has seen, as a sentence.
func Check(no practice.OwnNo) error {
	for _, each := range []struct {
		what, text string
		most       int
		needed     bool
		lines      bool // more than one
	}{
		{"What you need", no.Need, MaxNeed, true, false},
		{"From whom", no.Name, MaxName, true, false},
		{"Who they are to you", no.Role, MaxRole, false, false},
		{"What they said", no.Said, MaxSaid, true, false},
		{"What else matters", no.You, MaxYou, false, true},
	} {
		if err := checkText(each.what, each.text, each.most, each.needed); err != nil {
			return err
		}
		if !each.lines && strings.Contains(each.text, "\n") {
			return practice.Errorf(practice.CodeInvalid, "%s stands on one line. Take the line breaks out.", each.what)
		}
	}
	if len(no.Reasons) == 0 || len(no.Reasons) > maxReasons {
		return practice.Errorf(practice.CodeInvalid, "Pick one or two of what may be behind the no. A guess will do.")
	}
	for i, reason := range no.Reasons {
		if _, known := reasons[Reason(reason)]; !known || slices.Contains(no.Reasons[:i], reason) {
			return practice.Errorf(practice.CodeInvalid, "What may be behind the no is picked from the list, each once. Reload the page and pick again.")
		}
	}
	for _, method := range no.Tried {
		if !slices.Contains(practice.Methods(), method) {
			return practice.Errorf(practice.CodeInvalid, "What you tried is picked from the list. Reload the page and pick again.")
		}
	}
	return nil
}

// CheckCommitment reports what is wrong with a commitment.
func CheckCommitment(c practice.Commitment) error {
	if !slices.Contains(practice.Methods(), c.Method) {
		return practice.Errorf(practice.CodeInvalid, "Pick the way in which you will ask.")
	}
	if _, err := time.Parse(time.DateOnly, c.Date); err != nil {
		return practice.Errorf(practice.CodeInvalid, "Pick the day on which you will ask.")
	}
	return checkText("Your first sentence", c.Words, MaxWords, false)
}

// CheckTold reports what is wrong with an answer to "did you ask?".
func CheckTold(told practice.Told) error {
	switch told.Asked {
	case practice.AskedYes, practice.AskedPart, practice.AskedNo:
		return checkText("How it went", told.Note, MaxNote, false)
	}
	return practice.Errorf(practice.CodeInvalid, "Pick how it went.")
}

// Due reports whether it is time to ask how an own no went: its day has come, by
// a date such as 2026-03-31, and nobody has said.
func Due(no practice.OwnNo, today string) bool {
	return no.Commitment != nil && no.Told == nil && no.Commitment.Date <= today
}

func checkText(what, text string, most int, needed bool) error {
	switch {
	case needed && text == "":
		return practice.Errorf(practice.CodeInvalid, "%s: please fill this in.", what)
	case utf8.RuneCountInString(text) > most:
		return practice.Errorf(practice.CodeTooLarge, "%s may have %d characters at most. Make it shorter.", what, most)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, hidden):
		return practice.Errorf(practice.CodeInvalid, "%s has to be plain text on one line or more. Type it again.", what)
	}
	return nil
}

// hidden reports what a scenario file may not hold: control characters, and marks
// that turn the direction of the text around them.
func hidden(r rune) bool {
	return unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) || r == '\uFEFF' || r == '\u2028' || r == '\u2029' || r == utf8.RuneError || unicode.Is(unicode.Noncharacter_Code_Point, r)
}
