package score

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// setting is what a stronger line may speak of.
type setting struct {
	name    string           // of the person
	what    string           // what is asked of them, as a thing inside a sentence
	less    string           // the lesser thing; "" when it is not theirs to give
	why     string           // why the outcome matters; "" where the outcome is not what is asked of them
	told    string           // what they had revealed of the concern
	opened  bool             // they have revealed something, of whatever concern
	helper  string           // somebody whose agreement takes the concern away
	agreed  bool             // and who has agreed
	channel practice.Channel // the one that they like, if the rep has not used it
	used    practice.Channel // the one in use
	when    string           // after the next event, for waiting
	turn    int
}

// stronger proposes what would have done more at a moment: to win the person
// whose name was only dropped, to find out what is behind the no while that is
// hidden, else the first untried way that fits what stood. Where nothing stood it
// was only left to ask. Where the turn gave ground it is what comes next.
func (t *story) stronger(person *scenario.Person, at stands, day int, s *scene) Stronger {
	p := at[person.ID]
	concern := p.current()
	methods := t.better(person, p, concern)
	if _, dropped := s.effect(practice.EffectPremise, ""); dropped {
		methods = []practice.Method{practice.Ally}
	}
	set := t.setting(person, concern, at, day, s.turn)
	from := "Stronger here: "
	if s.gaveGround() {
		from = "Strong from here: "
	}
	names := make([]string, len(methods))
	for i, method := range methods {
		names[i] = MethodName(method)
	}
	return Stronger{
		Methods: nameAll(methods),
		Title:   from + strings.Join(names, ", then "),
		Line:    t.line(methods[0], set),
	}
}

// better picks one way or two, the first of which the line is about.
func (t *story) better(person *scenario.Person, p standing, concern int) []practice.Method {
	if concern < 0 {
		return []practice.Method{practice.Direct}
	}
	c := &person.Concerns[concern]
	helper := t.helper(scenario.Target{Person: person.ID, Concern: c.ID})
	fits := practice.Method("")
	for _, method := range c.GivesWayTo {
		if !slices.Contains(p.tried, method) {
			fits = method
			break
		}
	}
	hidden := len(c.Reveals) > 0 && p.revealed[concern] == 0
	switch {
	case hidden && fits != "" && fits != practice.Explore:
		return []practice.Method{practice.Explore, fits}
	case hidden:
		return []practice.Method{practice.Explore}
	case fits != "":
		return []practice.Method{fits}
	case helper != "":
		return []practice.Method{practice.Ally}
	case len(c.GivesWayTo) > 0:
		return c.GivesWayTo[:1] // all were tried: once more, by a stronger channel
	}
	return []practice.Method{practice.Wait} // only the calendar takes it away
}

func (t *story) setting(person *scenario.Person, concern int, at stands, day, turn int) setting {
	set := setting{
		name: firstName(person.Name), what: toYou(thing(person.Need), person.Name),
		channel: person.Likes, when: t.nextEvent(day), turn: turn,
	}
	if person.ID == t.scenario.Outcome.From {
		set.less = strings.TrimRight(strings.TrimSpace(t.scenario.Outcome.Less), ".!")
		set.why = sentence(t.scenario.Outcome.Why)
	}
	if used := at[person.ID].channels; len(used) > 0 {
		set.used = used[len(used)-1]
		if slices.Contains(used, set.channel) {
			set.channel = ""
		}
	}
	set.opened = slices.ContainsFunc(at[person.ID].revealed, func(n int) bool { return n > 0 })
	if concern < 0 {
		return set
	}
	c := &person.Concerns[concern]
	if n := at[person.ID].revealed[concern]; n > 0 && n <= len(c.Reveals) {
		set.told = c.Reveals[n-1]
	}
	if helper := t.helper(scenario.Target{Person: person.ID, Concern: c.ID}); helper != "" {
		set.helper, set.agreed = t.name(helper), at[helper].agreed
	}
	return set
}

// nextEvent says when the next thing on the calendar is over, "" if nothing is
// left on it.
func (t *story) nextEvent(day int) string {
	next := -1
	for i := range t.scenario.Calendar {
		if d := t.scenario.Calendar[i].Day; d > day && (next < 0 || d < next) {
			next = d
		}
	}
	if next < 0 {
		return ""
	}
	if date, ok := t.scenario.Date(next + 1); ok {
		return "on " + date.Format("2 January")
	}
	return "in " + plural(next+1-day, "day", "days")
}

// line words a way for a setting.
func (t *story) line(method practice.Method, set setting) string {
	choices := strongerLines[method]
	switch {
	case method == practice.Ally && set.helper != "" && set.agreed:
		choices = allyAgreed
	case method == practice.Ally && set.helper != "":
		choices = allyToWin
	case method == practice.Reduce && set.less != "":
		choices = reduceToLess
	case method == practice.Wait && set.when != "":
		choices = waitForEvent
	case method == practice.Medium && set.channel != "":
		choices = mediumLiked[set.channel]
	case method == practice.Medium && mediumFrom[set.used] != nil:
		choices = mediumFrom[set.used]
	case method == practice.Explore && set.opened:
		choices = exploreFurther
	case method == practice.Value && set.why == "":
		choices = valueUnknown
	}
	words := strings.NewReplacer(
		"{name}", set.name, "{what}", set.what, "{less}", asThing(set.less), "{Less}", capital(set.less), "{why}", set.why, "{helper}", set.helper, "{when}", set.when,
	).Replace(pick(choices, set.turn))
	if set.told != "" && builds[method] {
		words = fmt.Sprintf(pick(takesUp, set.turn), sentence(set.told)) + " " + words
	}
	return capital(words)
}
