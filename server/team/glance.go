package team

import (
	"fmt"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// What a trainer's attention is drawn to.
const (
	// LookBack is how old what needs a look may be, and for how long somebody has
	// not practiced who has stopped.
	LookBack = 14 * 24 * time.Hour
	// EnoughToAvoid is in how many finished attempts somebody has to leave a method
	// out before it is called avoided: in fewer there was hardly room for it.
	EnoughToAvoid = 3
	maxLooks      = 50
)

// GlanceInput is what a Glance is made of: everything since the first week that
// it shows.
type GlanceInput struct {
	Team     Team
	Members  []Member
	Attempts []practice.Attempt // newest first
	Results  []Result
	Doubts   []Doubt
	Now      time.Time
}

// Glance is a team as its trainer sees it first.
type Glance struct {
	Week   GlanceWeek     `json:"week"`
	Weeks  []WeekScores   `json:"weeks"` // oldest first, this one last
	People []PersonGlance `json:"people"`
	Look   []Look         `json:"look"`
}

// GlanceWeek is the week that runs.
type GlanceWeek struct {
	People    int `json:"people"`    // reps, and whoever else practices
	Practiced int `json:"practiced"` // of them, this week
	Attempts  int `json:"attempts"`  // with at least one turn
	Asks      int `json:"asks"`      // in attempts that ended this week
	Nos       int `json:"nos"`
}

// WeekScores is a week of the team's.
type WeekScores struct {
	From     time.Time        `json:"from"` // Monday, by the clocks of the team
	Attempts int              `json:"attempts"`
	Average  *practice.Points `json:"average"` // nil: nothing was finished
}

// PersonGlance is one of the people, and a row of the heat map.
type PersonGlance struct {
	Person   string                  `json:"person"`
	Name     string                  `json:"name"`
	Attempts int                     `json:"attempts"` // in all weeks
	LastAt   *time.Time              `json:"last_at"`  // nil: not in these weeks
	Average  *practice.Points        `json:"average"`
	Methods  map[practice.Method]int `json:"methods"` // finished attempts in which each counted
	Avoids   []practice.Method       `json:"avoids"`
}

// LookKind is why something needs a look.
type LookKind string

// The kinds, the most pressing first.
const (
	Contested LookKind = "contested" // the rep says that a turn was read wrongly
	Unsure    LookKind = "unsure"    // the reader is not sure of a turn
	Stopped   LookKind = "stopped"   // somebody has not practiced for a while
)

// Look is something that a trainer should look at.
type Look struct {
	Kind    LookKind `json:"kind"`
	Person  string   `json:"person"`
	Name    string   `json:"name"`
	Attempt string   `json:"attempt"` // "" for who stopped
	Turn    int      `json:"turn"`    // 0 for who stopped
	// Label is what the reader is unsure of; "" for the other kinds.
	Label practice.Label `json:"label,omitempty"`
	Why   string         `json:"why"`
}

// weeksOf returns the beginnings of the last GlanceWeeks weeks, oldest first.
func weeksOf(team Team, now time.Time) [GlanceWeeks]time.Time {
	location := team.Location()
	from, _ := Span(team, Week, now)
	year, month, day := from.In(location).Date()
	var weeks [GlanceWeeks]time.Time
	for i := range weeks {
		weeks[i] = DayStart(location, year, month, day-7*(GlanceWeeks-1-i))
	}
	return weeks
}

// Summarize puts the team together. It depends on its input alone.
func Summarize(input GlanceInput) Glance {
	results := firstHand(input.Results, input.Attempts)
	glance := Glance{Weeks: weekly(input, results), People: []PersonGlance{}, Look: []Look{}}
	thisWeek := glance.Weeks[GlanceWeeks-1].From
	practicedBy := map[string][]practice.Attempt{}
	for _, attempt := range input.Attempts {
		if attempt.Turns > 0 {
			practicedBy[attempt.Rep] = append(practicedBy[attempt.Rep], attempt)
		}
	}
	resultsBy := map[string][]Result{}
	for _, result := range results {
		resultsBy[result.Person] = append(resultsBy[result.Person], result)
		if !result.EndedAt.Before(thisWeek) {
			glance.Week.Asks += result.Asks
			glance.Week.Nos += result.Nos
		}
	}
	names := map[string]string{}
	for _, member := range input.Members {
		names[member.Person] = member.Name
		practiced := practicedBy[member.Person]
		if member.Role != Rep && len(practiced) == 0 {
			continue
		}
		person := personGlance(member, practiced, resultsBy[member.Person])
		glance.People = append(glance.People, person)
		glance.Week.People++
		if person.LastAt != nil && !person.LastAt.Before(thisWeek) {
			glance.Week.Practiced++
		}
	}
	glance.Week.Attempts = glance.Weeks[GlanceWeeks-1].Attempts
	glance.Look = looksAt(input, glance.People, names)
	return glance
}

// firstHand leaves the results of rewinds and of coached attempts out.
func firstHand(results []Result, attempts []practice.Attempt) []Result {
	helped := map[string]bool{}
	for _, attempt := range attempts {
		if attempt.Parent != "" || attempt.Coached {
			helped[attempt.ID] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(results), func(result Result) bool { return helped[result.Attempt] })
}

func weekly(input GlanceInput, results []Result) []WeekScores {
	starts := weeksOf(input.Team, input.Now)
	weeks, totals := make([]WeekScores, GlanceWeeks), make([][]practice.Points, GlanceWeeks)
	for i, from := range starts {
		weeks[i].From = from.In(input.Team.Location())
	}
	at := func(moment time.Time) int {
		for i := GlanceWeeks - 1; i >= 0; i-- {
			if !moment.Before(starts[i]) {
				return i
			}
		}
		return -1
	}
	for _, attempt := range input.Attempts {
		if i := at(attempt.StartedAt); i >= 0 && attempt.Turns > 0 {
			weeks[i].Attempts++
		}
	}
	for _, result := range results {
		if i := at(result.EndedAt); i >= 0 {
			totals[i] = append(totals[i], result.Total)
		}
	}
	for i := range weeks {
		weeks[i].Average = mean(totals[i])
	}
	return weeks
}

// mean is rounded as totals are; nil of nothing.
func mean(totals []practice.Points) *practice.Points {
	if len(totals) == 0 {
		return nil
	}
	var sum practice.Points
	for _, total := range totals {
		sum += total
	}
	rounded := average(sum, len(totals)).Tenth()
	return &rounded
}

// personGlance is a person with their attempts, newest first, and results.
func personGlance(member Member, practiced []practice.Attempt, results []Result) PersonGlance {
	person := PersonGlance{Person: member.Person, Name: member.Name, Attempts: len(practiced)}
	for _, attempt := range practiced {
		if person.LastAt == nil || attempt.StartedAt.After(*person.LastAt) {
			person.LastAt = &attempt.StartedAt
		}
	}
	totals := make([]practice.Points, 0, len(results))
	for _, result := range results {
		totals = append(totals, result.Total)
	}
	person.Average = mean(totals)
	person.Methods, person.Avoids = habits(results)
	return person
}

// habits counts in how many attempts each method counted, and names those that
// never did though there was room for them. Just asking is no way to vary, so
// nobody avoids it; attempts without a no call for none.
func habits(results []Result) (methods map[practice.Method]int, avoids []practice.Method) {
	methods, avoids = map[practice.Method]int{}, []practice.Method{}
	called := 0
	for _, result := range results {
		if result.Nos > 0 {
			called++
		}
		for _, method := range result.Methods {
			methods[method]++
		}
	}
	if called < EnoughToAvoid {
		return methods, avoids
	}
	for _, method := range practice.Methods() {
		if method != practice.Direct && methods[method] == 0 {
			avoids = append(avoids, method)
		}
	}
	return methods, avoids
}

// looksAt lists what needs a look: of each kind the newest first.
func looksAt(input GlanceInput, people []PersonGlance, names map[string]string) []Look {
	looks := []Look{}
	for _, kind := range []LookKind{Contested, Unsure} {
		doubts := slices.DeleteFunc(slices.Clone(input.Doubts), func(doubt Doubt) bool {
			_, member := names[doubt.Person]
			return doubt.Kind != kind || !member || input.Now.Sub(doubt.At) > LookBack
		})
		slices.SortStableFunc(doubts, func(a, b Doubt) int { return b.At.Compare(a.At) })
		for _, doubt := range doubts {
			looks = append(looks, Look{
				Kind: kind, Person: doubt.Person, Name: names[doubt.Person],
				Attempt: doubt.Attempt, Turn: doubt.Turn, Label: doubt.Label, Why: doubt.Why,
			})
		}
	}
	stopped := slices.DeleteFunc(slices.Clone(people), func(person PersonGlance) bool {
		return person.LastAt == nil || input.Now.Sub(*person.LastAt) <= LookBack
	})
	slices.SortStableFunc(stopped, func(a, b PersonGlance) int { return b.LastAt.Compare(*a.LastAt) })
	for _, person := range stopped {
		last := person.LastAt.In(input.Team.Location())
		looks = append(looks, Look{
			Kind: Stopped, Person: person.Person, Name: person.Name,
			Why: fmt.Sprintf("Practiced last on %s. A word from you may bring them back.", last.Format("January 2")),
		})
	}
	return looks[:min(len(looks), maxLooks)]
}
