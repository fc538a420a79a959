package script

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// voice is one person who answers one decision, with what has been said before.
type voice struct {
	scenario *scenario.Scenario
	decision practice.Decision
	person   *scenario.Person
	said     map[string]int // a line's id, and "=" with its text, to when it was last said
	clock    int
	agreed   bool // this person has said yes before
}

func newVoice(s *scenario.Scenario, decision practice.Decision, said []practice.Line) *voice {
	v := &voice{scenario: s, decision: decision, person: s.Person(decision.Person), said: make(map[string]int, 2*len(said))}
	for _, line := range said {
		v.note(line)
		v.agreed = v.agreed || line.Person == decision.Person && isYes(line)
	}
	return v
}

// isYes reports whether the line is one that a person agrees with.
func isYes(line practice.Line) bool {
	return strings.HasPrefix(line.ID, line.Person+".agrees.") ||
		strings.HasPrefix(line.ID, "stock."+string(stockAgrees)+".") ||
		strings.HasPrefix(line.ID, "stock."+string(stockAgreesOwn)+".")
}

func (v *voice) note(line practice.Line) {
	v.clock++
	v.said[line.ID] = v.clock
	v.said["="+line.Text] = v.clock
}

// last is when the line or its very words were last said, 0 for never.
func (v *voice) last(line practice.Line) int {
	return max(v.said[line.ID], v.said["="+line.Text])
}

// begun reports whether something was said that begins with these words.
func (v *voice) begun(words string) bool {
	for said := range v.said {
		if strings.HasPrefix(said, "="+words) {
			return true
		}
	}
	return false
}

// unsaid returns the first line of a pool that has not been said.
func (v *voice) unsaid(pool []practice.Line) (practice.Line, bool) {
	for _, line := range pool {
		if v.last(line) == 0 {
			v.note(line)
			return line, true
		}
	}
	return practice.Line{}, false
}

// own returns the person's lines for a place in the scenario file.
func (v *voice) own(place string, texts []string) []practice.Line {
	lines := make([]practice.Line, 0, len(texts))
	for i, text := range texts {
		if text != "" {
			lines = append(lines, practice.Line{ID: v.person.ID + "." + place + "." + strconv.Itoa(i), Person: v.person.ID, Text: text})
		}
	}
	return lines
}

// pool returns the stock lines of that name in the order in which this person
// uses them: people start at different places, so that two of them do not
// sound alike.
func (v *voice) pool(name stockName, fill *strings.Replacer) []practice.Line {
	texts := stock[name]
	lines := make([]practice.Line, len(texts))
	start := v.start(len(texts))
	for i := range texts {
		at := (start + i) % len(texts)
		text := texts[at]
		if fill != nil {
			text = fill.Replace(text)
		}
		lines[i] = practice.Line{ID: "stock." + string(name) + "." + strconv.Itoa(at), Person: v.person.ID, Text: text}
	}
	return lines
}

func (v *voice) start(length int) int {
	h := fnv.New32a()
	h.Write([]byte(v.person.ID)) // never fails
	return int(h.Sum32() % uint32(length))
}

// stock returns an unsaid stock line, or else the one said longest ago.
func (v *voice) stock(name stockName, fill *strings.Replacer) practice.Line {
	pool := v.pool(name, fill)
	if line, ok := v.unsaid(pool); ok {
		return line
	}
	line := slices.MinFunc(pool, func(a, b practice.Line) int { return v.last(a) - v.last(b) })
	v.note(line)
	return line
}

// either returns an unsaid line of the person's own, or else a stock line.
func (v *voice) either(own []practice.Line, name stockName) practice.Line {
	if line, ok := v.unsaid(own); ok {
		return line
	}
	return v.stock(name, nil)
}

// less fills the lesser thing into a stock line.
func (v *voice) less() *strings.Replacer {
	return strings.NewReplacer("{less}", strings.TrimRight(strings.TrimSpace(v.scenario.Outcome.Less), ".!"))
}

// effects returns the effects of those kinds on the person who answers.
func (v *voice) effects(kinds ...practice.EffectKind) []practice.Effect {
	var found []practice.Effect
	for _, e := range v.decision.Effects {
		if e.Person == v.person.ID && slices.Contains(kinds, e.Kind) {
			found = append(found, e)
		}
	}
	return found
}

// felt reports whether patience changed because of cause.
func (v *voice) felt(cause string) bool {
	return slices.ContainsFunc(v.effects(practice.EffectPatience), func(e practice.Effect) bool { return e.Cause == cause })
}
