package score

import (
	"fmt"
	"maps"
	"slices"
	"sort"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// maxMoments is how many nos a debrief dwells on. It teaches more by less.
const maxMoments = 2

// Moment is a no that mattered: what was said, what stood, what was left
// untried, and one stronger line beside the rep's own.
type Moment struct {
	Turn     int                 `json:"turn"`
	BackTo   int                 `json:"back_to"` // the last turn to keep when trying again from here
	Person   string              `json:"person"`
	Name     string              `json:"name"`
	Channel  practice.Channel    `json:"channel,omitempty"`
	Said     string              `json:"said"`     // the rep's words; "" at the opening no
	Evidence []practice.Evidence `json:"evidence"` // by byte range of Said
	No       string              `json:"no"`       // the words of the no
	Why      string              `json:"why"`      // why this one mattered
	Thought  string              `json:"thought"`
	Stood    []Stood             `json:"stood"`
	Untried  []NamedMethod       `json:"untried"` // that would have fitted what stood
	Stronger Stronger            `json:"stronger"`
	Reflect  string              `json:"reflect"` // a question to the rep
}

// Stood is a concern that stood at a moment.
type Stood struct {
	Concern  string `json:"concern"`
	Says     string `json:"says"`             // in the person's words
	Behind   string `json:"behind,omitempty"` // what exploring finds
	Known    bool   `json:"known"`            // it had come out by then
	Strength int    `json:"strength"`         // at that moment
	Start    int    `json:"start"`            // where it began
	Weakened bool   `json:"weakened"`         // below where it began
	Helper   string `json:"helper,omitempty"` // the name of somebody whose agreement takes it away
}

// Stronger is a line that would have done more, with the ways that it takes.
type Stronger struct {
	Methods []NamedMethod `json:"methods"`
	Title   string        `json:"title"`
	Line    string        `json:"line"`
}

// moments picks the nos that mattered most, in the order in which they fell. A
// no weighs by what it cost (patience, a concern grown harder), by what was left
// untried that would have fitted, and by asking the same again. The last one
// before giving up weighs more, since it needed only one more ask.
func (t *story) moments() []Moment {
	type weighed struct{ index, weight int }
	var nos []weighed
	for i := range t.scenes {
		if s := &t.scenes[i]; s.said.Kind == practice.Say && s.decision.No && t.scenario.Person(s.decision.Person) != nil && !t.shutBefore(s) {
			nos = append(nos, weighed{i, t.weight(i)})
		}
	}
	if len(nos) == 0 {
		return t.openingMoment()
	}
	sort.SliceStable(nos, func(a, b int) bool {
		if nos[a].weight != nos[b].weight {
			return nos[a].weight > nos[b].weight
		}
		return nos[a].index > nos[b].index
	})
	kept := nos[:1:1]
	for _, no := range nos[1:] {
		if len(kept) < maxMoments && no.weight > 0 && t.reasonOf(no.index) != t.reasonOf(kept[0].index) {
			kept = append(kept, no)
		}
	}
	sort.Slice(kept, func(a, b int) bool { return kept[a].index < kept[b].index })
	moments := []Moment{}
	for _, no := range kept {
		moments = append(moments, t.moment(&t.scenes[no.index]))
	}
	return moments
}

// reasonOf is why a no mattered. Two that mattered for the same reason teach the
// same, and one of them is enough.
func (t *story) reasonOf(index int) string {
	s := &t.scenes[index]
	return t.why(s, t.scenario.Person(s.decision.Person))
}

// weight is how much a no mattered. A turn that gave ground was no missed one.
func (t *story) weight(index int) int {
	s := &t.scenes[index]
	weight := 0
	for _, effect := range s.decision.Effects {
		mine := effect.Person == "" || effect.Person == s.decision.Person
		switch {
		case mine && effect.Kind == practice.EffectPatience && effect.To < effect.From:
			weight += 3 * (effect.From - effect.To)
		case mine && effect.Kind == practice.EffectHardened:
			weight += 3
		}
	}
	if s.decision.Verdict == practice.VerdictClose {
		weight += 4
	}
	if s.asked && !s.fresh {
		weight += 2
	}
	if !s.gaveGround() {
		weight += min(3, len(t.untriedFits(t.scenario.Person(s.decision.Person), s.from())))
	}
	if t.ended != nil && t.ended.Ending == practice.GaveUp && t.lastNo() == index {
		weight += 3
	}
	return weight
}

func (t *story) lastNo() int {
	for i := len(t.scenes) - 1; i >= 0; i-- {
		if t.scenes[i].decision.No {
			return i
		}
	}
	return -1
}

// untriedFits lists the ways, not yet tried on a person, that fit a concern of
// theirs that stood; those of the first concern first.
func (t *story) untriedFits(person *scenario.Person, at stands) []practice.Method {
	p := at[person.ID]
	var fits []practice.Method
	for i := range person.Concerns {
		if p.strength[i] == 0 {
			continue
		}
		for _, method := range person.Concerns[i].GivesWayTo {
			if !slices.Contains(p.tried, method) && !slices.Contains(fits, method) {
				fits = append(fits, method)
			}
		}
	}
	return fits
}

// from is how things stood for an ask in the place of this turn, by somebody who
// knows what this turn tried and found out. Where the turn gave ground, the ask
// that counts is the next one.
func (s *scene) from() stands {
	if s.gaveGround() {
		return s.after
	}
	at := maps.Clone(s.before)
	p, after := at[s.decision.Person], s.after[s.decision.Person]
	p.tried, p.revealed, p.channels = after.tried, after.revealed, after.channels
	at[s.decision.Person] = p
	return at
}

func (t *story) moment(s *scene) Moment {
	person := t.scenario.Person(s.decision.Person)
	at, backTo := s.from(), max(0, s.turn-1)
	if s.gaveGround() && !s.decision.Ending.Over() {
		backTo = s.turn
	}
	return Moment{
		Turn: s.turn, BackTo: backTo, Person: person.ID, Name: person.Name, Channel: s.said.Channel,
		Said: s.said.Text, Evidence: append([]practice.Evidence{}, s.reading.Evidence...),
		No:       wordsOf(s.lines, person.ID),
		Why:      t.why(s, person),
		Thought:  s.thought,
		Stood:    t.stood(person, at),
		Untried:  nameAll(t.untriedFits(person, at)),
		Stronger: t.stronger(person, at, max(0, s.decision.Day), s),
		Reflect:  t.reflect(s, person),
	}
}

// openingMoment is for who met no no but the first: they ended without an ask.
func (t *story) openingMoment() []Moment {
	opener := t.scenario.Opener()
	if opener == nil || t.ended == nil || t.ended.Ending == practice.Won {
		return []Moment{}
	}
	return []Moment{{
		Person: opener.ID, Name: opener.Name, Channel: opener.Opens.Channel, Evidence: []practice.Evidence{},
		No:       opener.Opens.Says,
		Why:      "It was the only no that you met, and you did not ask after it.",
		Thought:  firstName(opener.Name) + " thought: They did not ask again. It can't have been that important.",
		Stood:    t.stood(opener, t.start),
		Untried:  nameAll(t.untriedFits(opener, t.start)),
		Stronger: t.stronger(opener, t.start, 0, &scene{}),
		Reflect:  "What would have made one ask worth it to you?",
	}}
}

func (t *story) stood(person *scenario.Person, at stands) []Stood {
	p := at[person.ID]
	stood := []Stood{}
	for i := range person.Concerns {
		concern := &person.Concerns[i]
		if p.strength[i] == 0 {
			continue
		}
		s := Stood{
			Concern: concern.ID, Known: p.revealed[i] > 0, Strength: p.strength[i], Start: concern.Strength,
			Weakened: p.strength[i] < concern.Strength,
			Helper:   t.name(t.helper(scenario.Target{Person: person.ID, Concern: concern.ID})),
		}
		if len(concern.Says) > 0 {
			s.Says = concern.Says[0]
		}
		if len(concern.Reveals) > 0 {
			s.Behind = concern.Reveals[0]
		}
		stood = append(stood, s)
	}
	return stood
}

// wordsOf joins what a person said in a reply.
func wordsOf(lines []practice.Line, person string) string {
	words := ""
	for _, line := range lines {
		if line.Person != person {
			continue
		}
		if words != "" {
			words += " "
		}
		words += line.Text
	}
	return words
}

// why says what made this no matter.
func (t *story) why(s *scene, person *scenario.Person) string {
	name, at := firstName(person.Name), s.from()
	left := t.untriedFits(person, at)
	lost := 0
	for _, effect := range s.decision.Effects {
		if effect.Kind == practice.EffectPatience && effect.Person == person.ID {
			lost += effect.From - effect.To
		}
	}
	switch {
	case s.decision.Verdict == practice.VerdictClose:
		return fmt.Sprintf("Here %s's patience ran out.", name)
	case s.reading.Tone == practice.Pushy:
		return fmt.Sprintf("The push cost %s, and the no came back harder.", patience(name, lost))
	case at[person.ID].current() < 0:
		return fmt.Sprintf("Nothing stood in the way of %s's yes any more. It only had to be asked for once more.", name)
	case s.gaveGround():
		return fmt.Sprintf("This ask moved %s. From here on it was about what still stood.", name)
	case s.asked && !s.fresh && len(left) > 0:
		if len(left) == 1 {
			return fmt.Sprintf("It was the same %s again, while another way would have helped and was untried.", askOrWay(s))
		}
		return fmt.Sprintf("It was the same %s again, while %d other ways would have helped and were untried.", askOrWay(s), len(left))
	case lost > 0:
		return fmt.Sprintf("It cost %s and moved nothing.", patience(name, lost))
	case t.ended != nil && t.ended.Ending == practice.GaveUp && len(t.scenes) > 0 && t.lastNo() >= 0 && t.scenes[t.lastNo()].turn == s.turn:
		return fmt.Sprintf("It was the last no that you heard. %s had not shut the door.", name)
	case len(left) > 0:
		return fmt.Sprintf("%s that would have helped %s untried at this point.",
			capital(plural(len(left), "way", "ways")), wasWere(len(left)))
	}
	return fmt.Sprintf("It was what stood between you and %s's yes.", name)
}

// askOrWay tells words said again from a way used again in other words.
func askOrWay(s *scene) string {
	if s.reading.Repeat == practice.RepeatNone && len(s.reading.Methods) > 0 && !s.reading.Has(practice.Direct) {
		return "way"
	}
	return "ask"
}

func patience(name string, lost int) string {
	switch {
	case lost <= 0:
		return name + "'s goodwill"
	case lost == 1:
		return "some of " + name + "'s patience"
	}
	return "much of " + name + "'s patience"
}

// reflect asks the rep one question about the moment.
func (t *story) reflect(s *scene, person *scenario.Person) string {
	name := firstName(person.Name)
	_, i := t.concern(s)
	known := i >= 0 && s.after[person.ID].revealed[i] > 0
	switch {
	case s.reading.Tone == practice.Pushy:
		return "What were you afraid of losing at that moment?"
	case s.decision.Verdict == practice.VerdictHesitate:
		return fmt.Sprintf("How could you tell that %s was almost there?", name)
	case s.gaveGround():
		return "What made this ask work?"
	case s.asked && !s.fresh:
		return "What did you hope would be different this time?"
	case known:
		return fmt.Sprintf("%s had told you what the no was about. What would you do with it now?", name)
	case i >= 0 && len(person.Concerns[i].Reveals) > 0:
		return fmt.Sprintf("What did you not know about %s when you asked?", name)
	case person.Likes != "" && person.Likes != s.said.Channel:
		return fmt.Sprintf("What would make you ask %s first?", byChannel[person.Likes])
	}
	return fmt.Sprintf("If you had only one more ask, how would you put it to %s?", name)
}
