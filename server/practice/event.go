package practice

import "time"

// EventKind names an entry of an attempt's log.
type EventKind string

// The kinds of event.
const (
	EventStarted EventKind = "started" // always first
	EventSaid    EventKind = "said"    // the rep's turn, as handed in
	EventRead    EventKind = "read"    // what it was
	EventDecided EventKind = "decided" // what the engine made of it
	EventReplied EventKind = "replied" // the words that followed; turn 0 is the opening no
	EventEnded   EventKind = "ended"
	EventScored  EventKind = "scored"

	// EventCoached is between two turns: from here on the rep has a coach.
	EventCoached EventKind = "coached"

	// After the end. Both are followed by a scored event with the new card, and
	// carry the last turn's number: what they are about is in their content.
	EventCorrected EventKind = "corrected" // somebody says that a turn was read wrongly
	EventReread    EventKind = "reread"    // a later reader has read the turns again

	// EventReflected is after the end too, moves no card, and is for the rep alone.
	EventReflected EventKind = "reflected"
)

// Event is one entry of an attempt's append-only log. Seq counts from 1 without
// gaps within an attempt. Exactly one of the pointers is set, the one that Kind
// names.
type Event struct {
	Attempt string    `json:"attempt"`
	Seq     int64     `json:"seq"`
	Turn    int       `json:"turn"` // 0 before the rep's first turn
	Kind    EventKind `json:"kind"`
	At      time.Time `json:"at"`

	Started *Started   `json:"started,omitempty"`
	Said    *Spoken    `json:"said,omitempty"`
	Read    *Reading   `json:"read,omitempty"`
	Decided *Decision  `json:"decided,omitempty"`
	Replied *Reply     `json:"replied,omitempty"`
	Ended   *Ended     `json:"ended,omitempty"`
	Scored  *Scorecard `json:"scored,omitempty"`
	Coached *Coached   `json:"coached,omitempty"`

	Corrected *Correction `json:"corrected,omitempty"`
	Reread    *Reread     `json:"reread,omitempty"`
	Reflected *Reflection `json:"reflected,omitempty"`
}

// Started opens a log. It repeats what a replay needs, so that a log stands
// alone beside the scenario's source.
type Started struct {
	Scenario   string `json:"scenario"`
	Hash       string `json:"hash"`
	Rules      string `json:"rules"`
	Seed       uint64 `json:"seed"`
	Palette    bool   `json:"palette"`
	Engine     int    `json:"engine"`
	Before     Before `json:"before"`
	Parent     string `json:"parent,omitempty"`
	ParentTurn int    `json:"parent_turn,omitempty"`
	Coached    bool   `json:"coached,omitempty"`
	Combined   bool   `json:"combined,omitempty"`
}

// Coached marks an attempt as coached, for good.
type Coached struct{}

// Spoken is a turn with the moment after which whoever holds the attempt
// finishes it with the script.
type Spoken struct {
	Turn
	Deadline time.Time `json:"deadline"`
}

// Reply is what came back, in order.
type Reply struct {
	Lines []Line `json:"lines"`
	By    string `json:"by"` // "script", or the model that spoke
	// What a model used for the reply, also for one that was not spoken.
	Tokens       int64 `json:"tokens,omitempty"`
	Milliseconds int64 `json:"milliseconds,omitempty"`
	// Note is a sentence for the rep on why the script speaks; "" for nothing to say.
	Note string `json:"note,omitempty"`
}

// Ended closes a log to further turns.
type Ended struct {
	Ending Ending `json:"ending"`
	Day    int    `json:"day"`
	Banked bool   `json:"banked,omitempty"`
}

// Source is a scenario's file as it was when an attempt met it.
type Source struct {
	Name string
	Hash string
	YAML []byte
}
