package team

import (
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Assignment hands a scenario to a team, or to some of its people. Attempts
// begun under it are official, as long as there are any left and it is open.
type Assignment struct {
	ID       string          `json:"id"`
	Team     string          `json:"team"`
	Scenario string          `json:"scenario"` // the catalogue's name
	Title    string          `json:"title"`    // as it was when it was assigned
	People   []string        `json:"people"`   // empty: everybody in the team
	Attempts int             `json:"attempts"` // official ones for each person
	PassMark practice.Points `json:"pass_mark"`
	Palette  bool            `json:"palette"` // the same for everybody
	// Combined has its attempts read by a language model beside the embedded reader,
	// where the server has one.
	Combined bool   `json:"combined"`
	Seed     uint64 `json:"-"`    // the same for everybody: all meet the same client
	Note     string `json:"note"` // the trainer's word to the reps
	By       string `json:"by"`
	// DueAt is the end of the due day in the team's time zone; nil: no due date.
	DueAt     *time.Time `json:"due_at"`
	CreatedAt time.Time  `json:"created_at"`
	ClosedAt  *time.Time `json:"closed_at"`
}

// Progress is how far somebody is with an assignment.
type Progress struct {
	Assignment string          `json:"assignment"`
	Person     string          `json:"person"`
	Begun      int             `json:"begun"`    // official attempts begun
	Finished   int             `json:"finished"` // of them, scored
	Best       practice.Points `json:"best"`     // meaningful once one is finished
	LastAt     *time.Time      `json:"last_at"`
}

// Result is what a finished attempt of a team counts for. It follows the
// attempt's latest scored event.
type Result struct {
	Attempt    string
	Team       string
	Person     string
	Scenario   string
	Assignment string // "" unless official
	// Official attempts with at least one no count on boards; rewinds and coached
	// ones never do.
	Counts  bool
	Group   string // of attempts that can be compared: see Group
	Total   practice.Points
	Variety practice.Points // of the card's variety
	Nos     int
	Asks    int
	Methods []practice.Method // that counted
	EndedAt time.Time
}
