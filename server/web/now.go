package web

import (
	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// now is where an attempt stands, as far as the rep may see it: how people
// stand, never how much patience or which concerns they have left.
type now struct {
	Day      int             `json:"day"`
	Date     *date           `json:"date"`
	Left     int             `json:"left"` // days; the last one counts
	Nos      int             `json:"nos"`  // the opening is the first
	Asks     int             `json:"asks"`
	Offered  bool            `json:"offered"` // the lesser thing can be taken
	Banked   bool            `json:"banked"`
	Ending   practice.Ending `json:"ending"`
	People   []personNow     `json:"people"`
	Channels []channelNow    `json:"channels"`
}

type personNow struct {
	ID    string            `json:"id"`
	State dialogue.Attitude `json:"state"`
	Tried []practice.Method `json:"tried"`
	Asks  int               `json:"asks"`
}

// channelNow says what a turn on the channel costs and when it arrives.
type channelNow struct {
	Channel practice.Channel `json:"channel"`
	Days    int              `json:"days"`
	Arrives int              `json:"arrives"`
	Date    *date            `json:"date"`
}

// nowOf shows a state. It is pure.
func nowOf(s *scenario.Scenario, state dialogue.State) now {
	shown := now{
		Day: state.Day, Date: dateOf(s, state.Day), Left: max(0, s.Outcome.Within-state.Day),
		Nos: state.Nos, Asks: state.Asks, Offered: state.CanTake(), Banked: state.Banked, Ending: state.Ending,
		People: make([]personNow, 0, len(s.People)), Channels: make([]channelNow, 0, len(practice.Channels())),
	}
	for _, person := range s.People {
		remembered, _ := state.Person(person.ID)
		shown.People = append(shown.People, personNow{
			ID: person.ID, State: state.Attitude(s, person.ID), Tried: orEmpty(remembered.Tried()), Asks: remembered.Asks,
		})
	}
	for _, channel := range practice.Channels() {
		days := s.Costs[channel]
		shown.Channels = append(shown.Channels, channelNow{channel, days, state.Day + days, dateOf(s, state.Day+days)})
	}
	return shown
}
