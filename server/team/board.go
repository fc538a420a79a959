package team

import (
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Measure is what a board ranks by.
type Measure string

// The measures, all in points.
const (
	ByScore       Measure = "score"       // the best total for each scenario, averaged over the board's scenarios
	ByVariety     Measure = "variety"     // the same of the card's variety
	ByImprovement Measure = "improvement" // the latest total less the first one, averaged over the scenarios played at least twice
)

// Window is the span that a board looks at, in the team's time zone.
type Window string

// The windows.
const (
	Week    Window = "week" // from Monday
	Month   Window = "month"
	Season  Window = "season" // since the team's season began
	AllTime Window = "all"
)

// Board is a leaderboard of a team over chosen scenarios.
type Board struct {
	ID        string    `json:"id"`
	Team      string    `json:"team"`
	Name      string    `json:"name"`
	Scenarios []string  `json:"scenarios"`
	CreatedAt time.Time `json:"created_at"`
	// Wall is the SHA-256 of the token in the link to the wall and the picture; nil: not shared.
	Wall *[32]byte `json:"-"`
}

// Standing is a person's place. People with the same value share the place: who
// reached it first is listed first, and nobody is placed behind somebody equal.
type Standing struct {
	Place  int             `json:"place"`
	Person string          `json:"person"`
	Name   string          `json:"name"`
	Hidden bool            `json:"hidden,omitempty"` // only ever true of oneself
	Value  practice.Points `json:"value"`
	Played int             `json:"played"` // of the board's scenarios
	At     time.Time       `json:"at"`     // when the value was reached
}

// Standings is the top of a board, with the place of who asks.
type Standings struct {
	Rows   []Standing `json:"rows"`
	Me     *Standing  `json:"me"`     // nil: not on it yet
	People int        `json:"people"` // on the board, hidden ones included
}
