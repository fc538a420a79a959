package reading

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

const (
	maxFacts        = 2  // given in one turn
	maxQuestions    = 12 // read in one turn
	maxAlternatives = 8  // read of what one fact answers
)

// factsAsked returns the ids of the facts that the turn asks about: at most
// two, the plainest matches first to count. What a turn states, proposes or asks
// for is no question, whatever words it shares with a fact.
func factsAsked(t *text.Text, said practice.Said) []string {
	if len(said.Facts) == 0 {
		return nil
	}
	questions := questionsOf(t)
	if len(questions) == 0 {
		return nil
	}
	wishes := make([][]question, len(said.Facts))
	for n, fact := range said.Facts {
		wishes[n] = alternatives(fact.About)
	}
	match := make([]int, len(said.Facts))
	for _, q := range questions {
		context := &mentioned{turn: t, before: q.first, said: said}
		direct, implied := match, []int(nil)
		found := false
		for n := range wishes {
			m := meets(q, wishes[n], context)
			switch {
			case m == byReference:
				implied = append(implied, n)
			case m > byReference:
				direct[n] = max(direct[n], m)
				found = true
			}
		}
		// A reference counts where it can mean one thing only.
		if !found && len(implied) == 1 {
			match[implied[0]] = max(match[implied[0]], byReference)
		}
	}
	return best(said.Facts, match)
}

// best returns the ids of the facts that match best, in their own order.
func best(facts []practice.Fact, match []int) []string {
	var order []int
	for n, m := range match {
		if m > 0 {
			order = append(order, n)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return match[b] - match[a] })
	order = order[:min(len(order), maxFacts)]
	slices.Sort(order)
	var ids []string
	for _, n := range order {
		ids = append(ids, facts[n].ID)
	}
	return ids
}

// alternatives reads what a fact answers: questions parted by commas. A pronoun
// in a later one stands for a person named in an earlier one.
func alternatives(about string) []question {
	t := text.Parse(about)
	var all []question
	var people []topic
	for _, sentence := range t.Sentences {
		for first := sentence.First; first < sentence.End && len(all) < maxAlternatives; {
			end := first
			for end < sentence.End && !parts(&t.Tokens[end]) {
				end++
			}
			if end > first {
				one := readQuestion(t.Tokens[first:end], first)
				for _, p := range one.topics {
					if p.name {
						people = append(people, p)
					}
				}
				if one.person && !slices.ContainsFunc(one.topics, func(p topic) bool { return p.name }) {
					one.topics = append(one.topics, people...)
				}
				all = append(all, one)
			}
			first = end + 1
		}
	}
	return all
}

// How well a question meets a fact.
const (
	byReference = 1 + iota // by a pronoun or a bare "what happened?"
	partly
	wholly
)

// meets says how well the question asks for what one of the alternatives
// answers; 0 if it does not.
func meets(q question, alternatives []question, context *mentioned) int {
	known := map[string]bool{}
	for _, w := range alternatives {
		for _, topic := range w.topics {
			known[topic.concept] = true
		}
	}
	extras := 0
	for _, topic := range q.topics {
		if !topic.light && !known[topic.concept] {
			extras++
		}
	}
	most := 0
	for _, w := range alternatives {
		most = max(most, q.meets(w, extras, context))
	}
	return most
}

// meets compares the question with one alternative. The kind of answer has to be
// the same, and words of the question's own have to name what it is about; the
// looser the kind or the fewer the words, the less else may be asked.
func (q question) meets(w question, extras int, context *mentioned) int {
	same := q.kinds&w.kinds&^anything != 0 || q.kinds&aWorry != 0 && w.kinds&anInterest != 0 && len(w.topics) > 0
	loose := !same && (q.kinds&(aReason|aStory) != 0 && w.kinds&(aReason|aStory) != 0 || q.kinds&w.kinds&anything != 0 ||
		q.kinds&allAbout != 0 || q.kinds&yesOrNo != 0 && len(q.topics) > 1 ||
		w.kinds&^yesOrNo == anything && q.kinds&(aTime|anAmount|aPerson|aPlace) != 0)
	if !same && !loose || q.plans && !w.plans || w.you && !q.you && len(w.topics) < 2 {
		return 0
	}
	strict := loose || q.modal && !w.modal || q.kinds&yesOrNo != 0 && w.kinds&yesOrNo == 0
	if q.modal && !w.modal && q.object {
		extras++
	}
	if len(w.topics) == 0 {
		if same && q.kinds&yesOrNo == 0 && (q.you == w.you || w.kinds&aStory != 0) && q.again == w.again && len(q.topics) == 0 {
			return wholly
		}
		return 0
	}
	covered, all, found, missing := 0, 0, 0, []topic(nil)
	plain := false // a word that is no name
	for _, topic := range w.topics {
		all += topic.weight()
		if q.has(topic.concept) {
			covered += topic.weight()
			found++
			plain = plain || !topic.name
		} else {
			missing = append(missing, topic)
		}
	}
	switch {
	case covered == all && (extras == 0 || !strict && extras == 1 && plain):
		return wholly
	case same && q.lastTime && w.again && w.kinds&aStory != 0:
		return byReference
	case extras > 0 || strict && q.kinds&yesOrNo == 0:
		return 0
	case !strict && covered*2 >= all && covered > 0:
		return partly
	case same && found == len(q.topics) && q.refersTo(missing, context):
		return byReference
	}
	return 0
}

// refersTo reports whether the question's pronouns stand for everything that is
// missing: a person or a thing that was mentioned just before.
func (q question) refersTo(missing []topic, context *mentioned) bool {
	bare := len(q.topics) == 0 && !q.you && q.kinds&aStory != 0
	heavy := false
	for _, topic := range missing {
		if topic.light {
			continue
		}
		heavy = true
		switch {
		case topic.name && q.person:
			if !context.has(topic.concept, true) {
				return false
			}
		case bare, q.thing && !topic.name:
			if !context.has(topic.concept, false) {
				return false
			}
		default:
			return false
		}
	}
	return heavy
}

// mentioned is what pronouns can refer to: what the other side said last, the
// rep's turn before, and this turn up to the question. A person may also be one
// that the outcome names.
type mentioned struct {
	turn   *text.Text
	before int
	said   practice.Said

	near, far map[string]bool // built when first needed
}

func (m *mentioned) has(concept string, person bool) bool {
	if m.near == nil {
		m.near = conceptsOf(m.turn.Tokens[:m.before])
		others := []string{m.said.ClientLast}
		if n := len(m.said.Earlier); n > 0 {
			others = append(others, m.said.Earlier[n-1])
		}
		for _, other := range others {
			for c := range conceptsOf(text.Parse(other).Tokens) {
				m.near[c] = true
			}
		}
		m.far = conceptsOf(text.Parse(m.said.Outcome).Tokens)
	}
	return m.near[concept] || person && m.far[concept]
}

func conceptsOf(tokens []text.Token) map[string]bool {
	found := map[string]bool{}
	for i := range tokens {
		if features.IsContent(&tokens[i]) {
			found[conceptOf(tokens[i].Word)] = true
		}
	}
	return found
}
