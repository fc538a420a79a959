package scenario

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/askagain/askagain/server/practice"
)

// rulesVersion changes when the serialization below does, so that no board
// mixes attempts that were hashed in two ways.
const rulesVersion = 1

// rulesFile is what decides an attempt and its score, and nothing that only
// words it. Fields are in a fixed order and maps are written with sorted keys,
// so equal rules give equal bytes.
type rulesFile struct {
	Version       int           `json:"version"`
	Circumstances []rulesOfPlay `json:"circumstances"`
}

type rulesOfPlay struct {
	From     string                   `json:"from"`
	Within   int                      `json:"within"`
	Less     bool                     `json:"less"`
	Costs    map[practice.Channel]int `json:"costs"`
	People   []rulesOfPerson          `json:"people"`
	Calendar []rulesOfEvent           `json:"calendar"`
	// Weights decide nothing in play. They are here because a leaderboard
	// groups by rules and ranks totals, and totals under other weights are no
	// measure of one another.
	Weights Weights `json:"weights"`
}

type rulesOfPerson struct {
	ID              string           `json:"id"`
	Side            Side             `json:"side"`
	Likes           practice.Channel `json:"likes"`
	Patience        int              `json:"patience"`
	AsksNeeded      int              `json:"asks_needed"`
	Opens           practice.Channel `json:"opens"` // the channel of the first no, "" for who does not say it
	OffersLessAfter string           `json:"offers_less_after"`
	AgreesMoves     []Target         `json:"agrees_moves"`
	Facts           int              `json:"facts"` // exploring is fruitless when nothing is left to tell
	Concerns        []rulesOfConcern `json:"concerns"`
}

type rulesOfConcern struct {
	ID         string            `json:"id"`
	Strength   int               `json:"strength"`
	GivesWayTo []practice.Method `json:"gives_way_to"`
	HardensOn  []practice.Method `json:"hardens_on"`
	Pushy      bool              `json:"pushy"`
	Reveals    int               `json:"reveals"` // exploring brings out one at a time
}

type rulesOfEvent struct {
	Day   int      `json:"day"`
	Moves []Target `json:"moves"`
}

// rulesHash returns the SHA-256 of a scenario's rules, in hex.
func rulesHash(s *Scenario) string {
	file := rulesFile{Version: rulesVersion}
	circumstances := s.variants
	if len(circumstances) == 0 {
		circumstances = []*Scenario{s}
	}
	for _, each := range circumstances {
		file.Circumstances = append(file.Circumstances, rulesOf(each))
	}
	data, err := json.Marshal(file)
	if err != nil {
		panic(err) // strings, numbers, lists and string maps only: cannot happen
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

func rulesOf(s *Scenario) rulesOfPlay {
	rules := rulesOfPlay{
		From: s.Outcome.From, Within: s.Outcome.Within, Less: s.Outcome.Less != "",
		Costs: s.Costs, Weights: s.Weights,
	}
	for i := range s.People {
		rules.People = append(rules.People, rulesOfOne(&s.People[i]))
	}
	for _, event := range s.Calendar {
		rules.Calendar = append(rules.Calendar, rulesOfEvent{event.Day, event.Moves})
	}
	return rules
}

func rulesOfOne(person *Person) rulesOfPerson {
	rules := rulesOfPerson{
		ID: person.ID, Side: person.Side, Likes: person.Likes, Patience: person.Patience, AsksNeeded: person.AsksNeeded,
		OffersLessAfter: person.OffersLessAfter, AgreesMoves: person.AgreesMoves, Facts: len(person.Knows),
	}
	if person.Opens != nil {
		rules.Opens = person.Opens.Channel
	}
	for _, concern := range person.Concerns {
		rules.Concerns = append(rules.Concerns, rulesOfConcern{
			ID: concern.ID, Strength: concern.Strength, GivesWayTo: concern.GivesWayTo, HardensOn: concern.HardensOn,
			Pushy: concern.HardensOnPushy, Reveals: len(concern.Reveals),
		})
	}
	return rules
}
