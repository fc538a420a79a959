package score

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// Beside sets an attempt that went back to a turn against the one that it left.
type Beside struct {
	From    int     `json:"from"`    // the first turn in which they differ
	Changed string  `json:"changed"` // what changed, in a sentence
	Then    Outline `json:"then"`    // the attempt that was left
	Now     Outline `json:"now"`
}

// Outline is an attempt in short, with its turns from where it parts.
type Outline struct {
	Ending practice.Ending `json:"ending"`
	Title  string          `json:"title"`
	Total  practice.Points `json:"total"`
	Asks   int             `json:"asks"`
	Nos    int             `json:"nos"`
	Days   int             `json:"days"`
	Turns  []Note          `json:"turns"`
}

// Compare sets two ended attempts at the same scenario against each other. They
// share the turns before from.
func Compare(then, now Debriefing, from int) Beside {
	beside := Beside{From: from, Then: outline(then, from), Now: outline(now, from)}
	beside.Changed = beside.changed()
	return beside
}

func outline(d Debriefing, from int) Outline {
	o := Outline{Ending: d.Ending.Ending, Title: d.Ending.Title, Total: d.Card.Total, Asks: d.Card.Asks, Nos: d.Card.Nos, Days: d.Ending.Day, Turns: []Note{}}
	for _, note := range d.Turns {
		if note.Turn >= from {
			o.Turns = append(o.Turns, note)
		}
	}
	return o
}

// changed begins with "You" and a verb in the past, so that a page can say the
// same of somebody by name.
func (b *Beside) changed() string {
	result := b.moved()
	if len(b.Then.Turns) == 0 || len(b.Now.Turns) == 0 {
		return fmt.Sprintf("You went on from turn %d: %s.", b.From, result)
	}
	before, after := deed(b.Then.Turns[0]), deed(b.Now.Turns[0])
	came := ""
	if what := cameOf(b.Now.Turns[0]); what != "" {
		came = what + ", and "
	}
	if before == after {
		return fmt.Sprintf("You chose to %s at turn %d once more: %s%s.", after, b.From, came, result)
	}
	return fmt.Sprintf("You chose to %s at turn %d, where it had been to %s: %s%s.", after, b.From, before, came, result)
}

// moved is how the result differs.
func (b *Beside) moved() string {
	words := ""
	switch difference := b.Now.Total - b.Then.Total; {
	case difference > 0:
		words = fmt.Sprintf("the score rose from %s to %s", figure(b.Then.Total), figure(b.Now.Total))
	case difference < 0:
		words = fmt.Sprintf("the score fell from %s to %s", figure(b.Then.Total), figure(b.Now.Total))
	default:
		words = fmt.Sprintf("the score stayed at %s", figure(b.Now.Total))
	}
	won, had := b.Now.Ending == practice.Won, b.Then.Ending == practice.Won
	switch {
	case won && !had:
		words += ", with the outcome won this time"
	case had && !won:
		words += ", without the outcome this time"
	}
	return words
}

// figure writes points as a decimal number.
func figure(points practice.Points) string {
	return strconv.FormatFloat(float64(points)/1000, 'f', -1, 64)
}

// deed is what was done in a turn, after "to".
func deed(note Note) string {
	switch note.Kind {
	case practice.WaitFor:
		return "wait " + plural(note.Days, "day", "days")
	case practice.Take:
		return "take what was offered"
	case practice.End:
		return "end it"
	}
	ways := []string{}
	for _, way := range note.Methods {
		ways = append(ways, way.Name)
	}
	switch {
	case note.Tone == practice.Pushy:
		return "push"
	case len(ways) == 0 && note.Ask == practice.AskNone:
		return "talk without asking"
	case len(ways) == 0:
		return MethodName(practice.Direct)
	}
	return strings.Join(ways, " and ")
}

// cameOf is what a turn brought; "" for nothing to tell of.
func cameOf(note Note) string {
	switch {
	case note.Verdict == practice.VerdictAgree:
		return "it brought a yes"
	case note.Verdict == practice.VerdictClose:
		return "the door closed"
	case note.GaveGround && note.No:
		return "it met a no that gave ground"
	case note.GaveGround:
		return "it gained ground"
	case note.No:
		return "it met a no"
	}
	return ""
}
