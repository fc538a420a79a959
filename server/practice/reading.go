package practice

import "slices"

// Method is one way of asking. The set is closed; see Methods.
type Method string

// The methods, in the order in which people meet them.
const (
	Direct    Method = "direct"    // asks plainly, with no other lever
	Explore   Method = "explore"   // asks what is behind the no
	Empathize Method = "empathize" // names the person's position or feeling
	Value     Method = "value"     // says what the client gains or risks
	Proof     Method = "proof"     // evidence: a reference, data, a demonstration
	Trade     Method = "trade"     // gives something to get something
	Reduce    Method = "reduce"    // a smaller or different route to the outcome
	Obstacle  Method = "obstacle"  // takes away the particular thing in the way
	Ally      Method = "ally"      // works through people
	Wait      Method = "wait"      // gives it time, with a return in mind
	Medium    Method = "channel"   // proposes another medium
)

// Methods returns every method in a fixed order.
func Methods() []Method {
	return []Method{Direct, Explore, Empathize, Value, Proof, Trade, Reduce, Obstacle, Ally, Wait, Medium}
}

// Ask says whether a turn asks for the outcome.
type Ask string

// The values of Ask.
const (
	AskNone    Ask = "none"
	AskPartial Ask = "partial" // a yes would bring less than the outcome, or only a step toward it
	AskOutcome Ask = "outcome" // a yes would bring the whole outcome
)

// Tone is how a turn sounds to a fair reader.
type Tone string

// The values of Tone.
const (
	Warm    Tone = "warm"
	Neutral Tone = "neutral"
	Pushy   Tone = "pushy"
)

// Label is what a stretch of words is evidence for: a method's name, or one of
// the labels below.
type Label string

// The labels that are not methods.
const (
	LabelOutcome Label = "outcome"
	LabelPartial Label = "partial"
	LabelWarm    Label = "warm"
	LabelPushy   Label = "pushy"
	LabelYields  Label = "yields"
)

// Evidence is a verbatim stretch of a turn that carries a label. Start and End
// are byte offsets into the turn's text on rune boundaries, so that
// text[Start:End] == Quote always holds.
type Evidence struct {
	Label Label  `json:"label"`
	Quote string `json:"quote"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Repeat says whose earlier words a turn says again, paraphrased too.
type Repeat string

// The values of Repeat.
const (
	RepeatNone   Repeat = ""
	RepeatOwn    Repeat = "own"    // the rep's own earlier turn
	RepeatTheirs Repeat = "theirs" // the other side's words handed back
)

// Language says whether the words are in a language that the reader knows.
type Language string

// The values of Language.
const (
	LanguageKnown Language = ""      // English, or too little to tell
	LanguageOther Language = "other" // nothing in it can count, and the rep should be told
)

// Reading is what a turn of the rep was. Every label that counts has Evidence;
// a label without it is dropped by the reader.
type Reading struct {
	Ask     Ask      `json:"ask"`
	Methods []Method `json:"methods"` // those that count, in order of evidence
	Tone    Tone     `json:"tone"`
	Yields  bool     `json:"yields"`          // accepts the no with no later attempt in mind
	Maybe   []Method `json:"maybe,omitempty"` // suspected, not counted
	// Unborne are the intended methods that the words do not bear out.
	Unborne  []Method   `json:"unborne,omitempty"`
	Repeat   Repeat     `json:"repeat,omitempty"`
	Language Language   `json:"language,omitempty"`
	Facts    []string   `json:"facts,omitempty"` // ids of the facts that the turn asks about
	Evidence []Evidence `json:"evidence"`
	// Confidence is how sure the reader is of each label that counts, 0 to 1000.
	Confidence map[Label]int `json:"confidence,omitempty"`
	Reader     string        `json:"reader,omitempty"` // the reader's version
	// Differs are the labels that one of two readers counts and the other does not.
	Differs []Label `json:"differs,omitempty"`
	// SecondMissed says that a second reader was to read and did not.
	SecondMissed bool `json:"second_missed,omitempty"`
}

// Has reports whether method counts in the reading.
func (r Reading) Has(method Method) bool { return slices.Contains(r.Methods, method) }

// Quote returns the first evidence for label, and whether there is any.
func (r Reading) Quote(label Label) (Evidence, bool) {
	for _, e := range r.Evidence {
		if e.Label == label {
			return e, true
		}
	}
	return Evidence{}, false
}

// Said is a rep's turn with the context that a reader may use. All but Text are
// optional: a reader with less context is less sure, never wrong about the rest.
type Said struct {
	Outcome    string   // what is asked of this person
	ClientLast string   // the last thing that the other side said
	Text       string   // the rep's words, any bytes
	Intends    []Method // the methods that the rep chose beforehand, at most two
	Earlier    []string // the rep's earlier turns in this attempt, oldest first
	Theirs     []string // what the other side said in this attempt, oldest first
	Facts      []Fact   // what the person knows and gives when asked
}

// Fact is something that a person tells when asked about it.
type Fact struct {
	ID    string // stable within the person
	About string // what it answers, in a trainer's words
}

// Answer is what a client's line does with the ask before it.
type Answer string

// The values of Answer.
const (
	Agrees     Answer = "agrees"
	OffersLess Answer = "offers_less"
	Refuses    Answer = "refuses"
	PutsOff    Answer = "puts_off"
	OtherReply Answer = "other"
)

// No reports whether the answer is a no: a refusal, or an evasion that leaves
// the rep without the outcome.
func (a Answer) No() bool { return a == Refuses || a == PutsOff || a == OffersLess }

// Heard is a client's line with the context that a reader may use.
type Heard struct {
	Outcome string
	RepLast string // the rep's turn before it
	Text    string
}
