package team

import "time"

// Comment is a word on a turn of an attempt, from a trainer or from its rep.
type Comment struct {
	ID      string    `json:"id"`
	Attempt string    `json:"attempt"`
	Turn    int       `json:"turn"`
	By      string    `json:"by"`
	Text    string    `json:"text"`
	At      time.Time `json:"at"`
}

// RoomState is where a live room stands.
type RoomState string

// The states of a live room, in order. A trainer may also go back one.
const (
	RoomAnswering RoomState = "answering" // everybody writes, nobody sees
	RoomRevealed  RoomState = "revealed"  // side by side
	RoomVoting    RoomState = "voting"
	RoomClosed    RoomState = "closed"
)

// LiveRoom is one no that a trainer projects and everybody answers.
type LiveRoom struct {
	ID        string    `json:"id"`
	Team      string    `json:"team"`
	Outcome   string    `json:"outcome"` // what is needed
	No        string    `json:"no"`      // what the client says
	Who       string    `json:"who"`     // who says it
	State     RoomState `json:"state"`
	Names     bool      `json:"names"` // shown beside the answers
	By        string    `json:"by"`
	CreatedAt time.Time `json:"created_at"`
}

// RoomAnswer is what somebody would say to the no; one for each person, the
// latest counts.
type RoomAnswer struct {
	ID     string    `json:"id"`
	Room   string    `json:"room"`
	Person string    `json:"person"`
	Text   string    `json:"text"`
	At     time.Time `json:"at"`
	Votes  int       `json:"votes"`
}
