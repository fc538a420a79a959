package practice

// Conversation is a talk that happened elsewhere, a real one too, in the words
// that were said. Its turns count from 0.
type Conversation struct {
	Outcome string             `json:"outcome"` // the one thing that the rep needed
	Turns   []ConversationTurn `json:"turns"`
}

// ConversationTurn is what one side said once. All but Who and Text may be
// missing; what is missing earns nothing.
type ConversationTurn struct {
	Who     Speaker `json:"who"`
	Name    string  `json:"name,omitempty"`    // who speaks
	To      string  `json:"to,omitempty"`      // who is spoken to
	Channel Channel `json:"channel,omitempty"` // "" when not known
	Day     *int    `json:"day,omitempty"`     // days since the start; nil when not known
	Text    string  `json:"text"`
}

// Speaker is a side of a conversation.
type Speaker string

// The speakers. Everybody who is not the rep is the client, the rep's own
// management too.
const (
	SpeakerRep    Speaker = "rep"
	SpeakerClient Speaker = "client"
)
