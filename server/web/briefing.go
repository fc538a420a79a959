package web

import (
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// briefing is everything that a rep may know before the first word: who they
// are, what they need, from whom, by when and how it is scored. What the rep
// has to find out (concerns, patience, liked channels, facts) is not part of
// the type, so it cannot slip out.
type briefing struct {
	Name     string `json:"name"`
	Title    string `json:"title"`
	Level    int    `json:"level"`
	Minutes  int    `json:"minutes"`
	You      string `json:"you"`
	Need     string `json:"need"`
	Why      string `json:"why"`
	Without  string `json:"without"`
	Less     string `json:"less"`
	Within   int    `json:"within"`
	Starts   *date  `json:"starts"`
	Deadline *date  `json:"deadline"`

	People     []briefedPerson    `json:"people"`
	Opener     opener             `json:"opener"`
	Calendar   []calendarEntry    `json:"calendar"`
	Channels   []channelChoice    `json:"channels"`
	Dimensions []briefedDimension `json:"dimensions"`
	Methods    []briefedMethod    `json:"methods"`
}

type briefedPerson struct {
	ID     string        `json:"id"`
	Name   string        `json:"name"`
	Role   string        `json:"role"`
	Side   scenario.Side `json:"side"`
	Grants bool          `json:"grants"`
	Need   string        `json:"need"`
	Moves  []string      `json:"moves"`
}

type opener struct {
	Person  string           `json:"person"`
	Channel practice.Channel `json:"channel"`
}

type calendarEntry struct {
	Day  int    `json:"day"`
	Date *date  `json:"date"`
	Says string `json:"says"`
}

type channelChoice struct {
	Channel practice.Channel `json:"channel"`
	Name    string           `json:"name"`
	Days    int              `json:"days"`
}

type briefedDimension struct {
	Dimension practice.Dimension `json:"dimension"`
	Name      string             `json:"name"`
	Of        int                `json:"of"`
	What      string             `json:"what"`
}

type briefedMethod struct {
	Method practice.Method `json:"method"`
	Name   string          `json:"name"`
	Hint   string          `json:"hint"`
}

// date is a day of the calendar, written as 2026-03-02.
type date time.Time

// MarshalText writes the day without a time.
func (d date) MarshalText() ([]byte, error) {
	return time.Time(d).AppendFormat(nil, time.DateOnly), nil
}

// dateOf returns the date of a simulated day; nil where days have none.
func dateOf(s *scenario.Scenario, day int) *date {
	at, dated := s.Date(day)
	if !dated {
		return nil
	}
	return (*date)(&at)
}

// briefingOf tells a rep about a scenario. It is pure.
func briefingOf(s *scenario.Scenario) briefing {
	return briefing{
		Name: s.Name, Title: s.Title, Level: s.Level, Minutes: s.Minutes, You: s.You,
		Need: s.Outcome.Need, Why: s.Outcome.Why, Without: s.Outcome.Without, Less: s.Outcome.Less,
		Within: s.Outcome.Within, Starts: dateOf(s, 0), Deadline: dateOf(s, s.Outcome.Within),
		People: briefedPeople(s), Opener: openerOf(s), Calendar: calendarOf(s), Channels: channelsOf(s),
		Dimensions: dimensionsOf(s), Methods: briefedMethods(),
	}
}

func briefedPeople(s *scenario.Scenario) []briefedPerson {
	people := make([]briefedPerson, 0, len(s.People))
	for _, person := range s.People {
		people = append(people, briefedPerson{
			ID: person.ID, Name: person.Name, Role: person.Role, Side: person.Side,
			Grants: person.ID == s.Outcome.From, Need: person.Need, Moves: movedBy(person),
		})
	}
	return people
}

// movedBy names the people whom somebody's agreement moves, each once: how many
// of their concerns it moves is for the rep to find out.
func movedBy(person scenario.Person) []string {
	moves := []string{}
	seen := map[string]bool{}
	for _, target := range person.AgreesMoves {
		if !seen[target.Person] {
			seen[target.Person] = true
			moves = append(moves, target.Person)
		}
	}
	return moves
}

func openerOf(s *scenario.Scenario) opener {
	person := s.Opener()
	return opener{Person: person.ID, Channel: person.Opens.Channel}
}

func calendarOf(s *scenario.Scenario) []calendarEntry {
	entries := make([]calendarEntry, 0, len(s.Calendar))
	for _, event := range s.Calendar {
		entries = append(entries, calendarEntry{Day: event.Day, Date: dateOf(s, event.Day), Says: event.Says})
	}
	return entries
}

func channelsOf(s *scenario.Scenario) []channelChoice {
	choices := make([]channelChoice, 0, len(practice.Channels()))
	for _, channel := range practice.Channels() {
		choices = append(choices, channelChoice{Channel: channel, Name: channelWords[channel], Days: s.Costs[channel]})
	}
	return choices
}

func dimensionsOf(s *scenario.Scenario) []briefedDimension {
	dimensions := make([]briefedDimension, 0, len(practice.Dimensions()))
	for _, dimension := range practice.Dimensions() {
		words := dimensionWords[dimension]
		dimensions = append(dimensions, briefedDimension{Dimension: dimension, Name: words.Name, Of: s.Weights[dimension], What: words.What})
	}
	return dimensions
}

func briefedMethods() []briefedMethod {
	methods := make([]briefedMethod, 0, len(practice.Methods()))
	for _, method := range practice.Methods() {
		methods = append(methods, briefedMethod{method, methodName(method), methodHints[method]})
	}
	return methods
}
