package score

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// think finds what went through somebody's mind at each turn. It runs through
// the whole talk once, since no thought may repeat the words of the one before.
func (t *story) think() {
	m := mind{story: t, had: map[mood]int{}, worried: map[string]bool{}}
	if opener := t.scenario.Opener(); opener != nil {
		t.openingThought = m.says(opener, moodOpening, "")
	}
	for i := range t.scenes {
		s := &t.scenes[i]
		if s.said.Kind == practice.Say {
			s.thought = m.hears(s)
		} else {
			s.thought = m.waits(i)
		}
	}
}

// mind counts the thoughts so far.
type mind struct {
	*story
	had           map[mood]int    // thoughts of that mood
	worried       map[string]bool // concerns, by person, that a thought has told of
	known, hidden int             // worries told again, by list of words
}

// says puts a mood into words. The words for each come in turn, so that two
// thoughts of the same mood in a row differ.
func (m *mind) says(person *scenario.Person, of mood, way string) string {
	words := strings.ReplaceAll(pick(thoughts[of], m.had[of]), "{way}", way)
	m.had[of]++
	return firstName(person.Name) + " thought: " + words
}

// hears is the thought of who was spoken to; "" where nobody heard anything.
func (m *mind) hears(s *scene) string {
	person := m.scenario.Person(s.decision.Person)
	if person == nil {
		return ""
	}
	mood, effect := m.mood(s)
	return m.says(person, mood, offers[wayOf(s, effect)]) + m.worry(s, mood)
}

// waits is the thought of somebody to whom nothing was said in a turn.
func (m *mind) waits(i int) string {
	s := &m.scenes[i]
	person := m.lastHeard(i)
	if person == nil {
		return ""
	}
	switch s.said.Kind {
	case practice.Take:
		return m.says(person, moodTook, "")
	case practice.End:
		return m.says(person, m.left(person, s), "")
	}
	if s.decision.Ending == practice.OutOfTime {
		return m.says(person, moodLate, "")
	}
	for _, effect := range s.decision.Effects {
		relieved := m.scenario.Person(effect.Person)
		if relieved == nil {
			continue
		}
		switch effect.Kind {
		case practice.EffectMoved:
			return m.says(relieved, moodPassed, "")
		case practice.EffectWeakened, practice.EffectGaveWay:
			return m.says(relieved, moodReturned, "")
		}
	}
	return m.says(person, moodQuiet, "")
}

// lastHeard is who was spoken to last before a scene, or who said the first no.
func (m *mind) lastHeard(i int) *scenario.Person {
	for i--; i >= 0; i-- {
		if s := &m.scenes[i]; s.said.Kind == practice.Say {
			if person := m.scenario.Person(s.said.To); person != nil {
				return person
			}
		}
	}
	return m.scenario.Opener()
}

// left is the mood of somebody whom the rep stopped asking.
func (m *mind) left(person *scenario.Person, s *scene) mood {
	now := s.after[person.ID]
	switch {
	case now.agreed:
		return moodSettled
	case m.shutBefore(&scene{turn: s.turn, decision: practice.Decision{Person: person.ID}}):
		return moodGone
	case now.current() < 0:
		return moodOpenDoor
	case now.resistance() < m.start[person.ID].resistance():
		return moodAlmost
	}
	return moodSpared
}

// worry adds what was really on the person's mind when an ask went past it: the
// reason that exploring would have brought out, once in its words.
func (m *mind) worry(s *scene, of mood) string {
	if !goesPast[of] {
		return ""
	}
	concern, i := m.concern(s)
	if concern == nil || len(concern.Reveals) == 0 {
		return ""
	}
	key := s.decision.Person + "." + concern.ID
	told := m.worried[key]
	m.worried[key] = true
	switch {
	case s.before[s.decision.Person].revealed[i] > 0:
		m.known++
		return " " + pick(knownWorries, m.known)
	case told:
		m.hidden++
		return " " + pick(hiddenWorries, m.hidden)
	}
	return " " + sentence(concern.Reveals[0])
}

// goesPast are the moods of somebody whose real reason was not touched.
var goesPast = map[mood]bool{
	moodStale: true, moodSameWay: true, moodMisfit: true, moodPlain: true, moodRepeated: true, moodPushed: true, moodShotgun: true,
}

var knownWorries = []string{
	"I told them what it is about, and this does not touch it.",
	"They know my reason by now. What do they do with it?",
}

var hiddenWorries = []string{
	"They still don't know what it is really about.",
	"Nobody has asked me why.",
	"Nothing in it touches what I am afraid of.",
}

// pick chooses in turn, so that a debrief never says the same twice in a row and
// the same log always says the same.
func pick(choices []string, turn int) string {
	if len(choices) == 0 {
		return ""
	}
	return choices[turn%len(choices)]
}
