package practice

import "time"

// Limits on what a rep may hand in. They are part of the released protocol.
const (
	MaxTurnRunes   = 4000 // characters in one turn
	MaxIntends     = 2    // methods named before writing
	MaxTurns       = 60   // turns in one attempt
	MaxTurnIDBytes = 64
	MaxWaitDays    = 365
	MaxSeconds     = 600 // that the words of one turn took to say
)

// Channel is the medium of a turn.
type Channel string

// The channels, weakest first. See Channel.Strength.
const (
	Email    Channel = "email"
	Chat     Channel = "chat"
	Phone    Channel = "phone"
	InPerson Channel = "in_person"
)

// Channels returns every channel, weakest first.
func Channels() []Channel { return []Channel{Email, Chat, Phone, InPerson} }

// Strength orders the channels by how much of a person comes through: written
// words least, a voice more, face to face most. It is 0 for an unknown channel.
func (c Channel) Strength() int {
	switch c {
	case Email, Chat:
		return 1
	case Phone:
		return 2
	case InPerson:
		return 3
	}
	return 0
}

// Spoken reports whether words go by the mouth: on the phone and face to face.
func (c Channel) Spoken() bool { return c == Phone || c == InPerson }

// TurnKind is what a rep can do in a turn.
type TurnKind string

// The kinds of a turn.
const (
	Say     TurnKind = "say"  // say Text to To by Channel
	WaitFor TurnKind = "wait" // let Days pass
	Take    TurnKind = "take" // take the lesser thing that was offered
	End     TurnKind = "end"  // stop here
)

// Turn is what the rep did once.
type Turn struct {
	ID      string   `json:"id"` // the client's own: sent twice, it happens once
	Kind    TurnKind `json:"kind"`
	To      string   `json:"to,omitempty"` // a person's id
	Channel Channel  `json:"channel,omitempty"`
	Text    string   `json:"text,omitempty"`
	Intends []Method `json:"intends,omitempty"`
	Days    int      `json:"days,omitempty"`
	// Seconds is how long Text took to say aloud, pauses included; 0 where it was
	// typed, or nobody knows. It is told to the rep and counts for nothing.
	Seconds int `json:"seconds,omitempty"`
}

// Line is something that the other side says, or that happens. ID names the
// scenario's line ("priya.gatekeeping.says.0"), so that none is said twice and
// a log can be read without its words.
type Line struct {
	ID     string `json:"id"`
	Person string `json:"person,omitempty"` // "" when it is the calendar that speaks
	Text   string `json:"text"`
}

// Ending is why an attempt is over; "" while it is not.
type Ending string

// The endings.
const (
	Won        Ending = "won"         // the outcome was granted
	DoorClosed Ending = "closed"      // nobody who could bring the outcome is left
	OutOfTime  Ending = "out_of_time" // the last day has passed
	OutOfTurns Ending = "out_of_turns"
	GaveUp     Ending = "gave_up"   // the rep ended it with nothing in hand
	TookLess   Ending = "took_less" // the rep ended it with the lesser thing in hand
)

// Over reports whether the attempt has ended.
func (e Ending) Over() bool { return e != "" }

// Before holds the two questions that a rep answers before an attempt and meets
// again afterwards. Both are optional.
type Before struct {
	Usual string `json:"usual,omitempty"` // how would you normally ask here?
	Asks  int    `json:"asks,omitempty"`  // how many times are you prepared to ask? 0: not said
}

// Attempt is one run of one scenario by one rep, with the summary that lists
// show. Its truth is its log of events.
type Attempt struct {
	ID         string    `json:"id"`
	Rep        string    `json:"rep"`
	Scenario   string    `json:"scenario"` // the catalogue's name
	Title      string    `json:"title"`
	Hash       string    `json:"hash"`  // of the whole scenario
	Rules      string    `json:"rules"` // of what the engine reads
	Seed       uint64    `json:"seed"`
	Palette    bool      `json:"palette"` // were the methods on offer while writing
	Engine     int       `json:"engine"`  // the engine's version
	Parent     string    `json:"parent,omitempty"`
	ParentTurn int       `json:"parent_turn,omitempty"` // the last turn copied from Parent
	Before     Before    `json:"before"`
	StartedAt  time.Time `json:"started_at"`
	// Team is whose trainers may read the attempt; "" for the rep's own eyes only.
	Team       string `json:"team,omitempty"`
	Assignment string `json:"assignment,omitempty"` // "" for practice of one's own
	// Official attempts were begun under an assignment that was open and had
	// attempts left. A rewind is never official.
	Official bool `json:"official,omitempty"`
	// Coached attempts were commented on while they were played, from their start
	// or from a coached event on. They are never official, rank nowhere and stay
	// marked.
	Coached bool `json:"coached,omitempty"`
	// Combined attempts are read by a language model beside the embedded reader. Their
	// cards name both, so that no board mixes them with others.
	Combined bool `json:"combined,omitempty"`
	// Forgotten attempts have no log any more: their words were kept long enough.
	Forgotten bool `json:"forgotten,omitempty"`
	// The summary below follows the log: Seq is its last sequence number.
	Seq    int64  `json:"seq"`
	Turns  int    `json:"turns"`
	Ending Ending `json:"ending,omitempty"`
	Total  Points `json:"total"` // meaningful once Ending is set
}
