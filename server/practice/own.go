package practice

import (
	"context"
	"time"
)

// MaxOwnNos is how many nos of their own a rep may keep.
const MaxOwnNos = 50

// OwnScenario is the name of the scenario that is made of an own no.
func OwnScenario(id string) string { return "own-" + id }

// OwnNo is a real ask that a rep avoids, as they told it. It is theirs alone: no
// team and no trainer has a part in it.
type OwnNo struct {
	ID  string    `json:"id"`
	Rep string    `json:"rep"`
	At  time.Time `json:"at"`

	Need    string   `json:"need"`           // what they need
	Name    string   `json:"name"`           // from whom
	Role    string   `json:"role,omitempty"` // who that is to them
	Said    string   `json:"said"`           // what was said, or will be
	You     string   `json:"you,omitempty"`  // what else matters
	Reasons []string `json:"reasons"`        // what is behind it, as the rep guesses; see package own
	Tried   []Method `json:"tried,omitempty"`

	Drafted    *Drafted    `json:"drafted,omitempty"`    // nil: the person is made by rules
	Commitment *Commitment `json:"commitment,omitempty"` // nil: none yet
	Told       *Told       `json:"told,omitempty"`       // nil: they have not said how it went
}

// Drafted is what a language model made of an own no, where the rep wished it.
type Drafted struct {
	By      string  `json:"by"` // the model's name
	Worries []Worry `json:"worries"`
}

// Worry is one reason behind a no, with its words.
type Worry struct {
	Says    []string `json:"says"`
	Reveals string   `json:"reveals,omitempty"` // what often lies behind it
	Moves   []Method `json:"moves"`
	Softens string   `json:"softens"`
	GaveWay string   `json:"gave_way"`
}

// Commitment is how and when a rep will ask in earnest.
type Commitment struct {
	Method Method `json:"method"`
	Date   string `json:"date"`            // such as 2026-03-31
	Words  string `json:"words,omitempty"` // the first sentence
}

// Asked is how asking in earnest went.
type Asked string

// The ways in which it can have gone. Who has not asked yet takes another day.
const (
	AskedYes  Asked = "yes"
	AskedPart Asked = "part"
	AskedNo   Asked = "no"
)

// Told is what a rep said about how it went.
type Told struct {
	Asked Asked     `json:"asked"`
	Note  string    `json:"note,omitempty"`
	At    time.Time `json:"at"`
}

// OwnNos keeps reps' own nos. Errors carry a Code, as those of Store do; what is
// not the rep's is CodeNotFound.
type OwnNos interface {
	// CreateOwnNo keeps one more; beyond MaxOwnNos it is CodeTooMany.
	CreateOwnNo(ctx context.Context, no OwnNo) error
	// SetOwnNo replaces the one of that ID and Rep.
	SetOwnNo(ctx context.Context, no OwnNo) error
	// OwnNo returns the rep's one of that id.
	OwnNo(ctx context.Context, rep, id string) (OwnNo, error)
	// OwnNosOf returns a rep's, newest first.
	OwnNosOf(ctx context.Context, rep string) ([]OwnNo, error)
	// DeleteOwnNo takes one away, with the rep's attempts at the scenario of that
	// name, their logs and the scenario's file.
	DeleteOwnNo(ctx context.Context, rep, id, scenario string) error
}
