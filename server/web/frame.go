package web

import (
	"encoding/json"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// Limits on what a client may send. They are part of the released protocol.
const (
	// MaxFrameBytes is the longest message that is taken. A turn of
	// practice.MaxTurnRunes characters fits, were each of them four bytes long.
	MaxFrameBytes = 16 << 10
	// maxReadBytes is the longest message that is read at all. Between the two
	// a client is told that its message is too long; beyond, it is closed.
	maxReadBytes = 64 << 10
)

// The types of the messages from a client; the turns are named like their kind.
const frameHello = "hello"

// clientFrame is a message from a client. Which fields count depends on Type.
// Unknown fields are ignored, so that newer pages can talk to older servers.
type clientFrame struct {
	Type    string            `json:"type"`
	ID      string            `json:"id"`
	After   int64             `json:"after"`
	To      string            `json:"to"`
	Channel practice.Channel  `json:"channel"`
	Text    string            `json:"text"`
	Intends []practice.Method `json:"intends"`
	Days    int               `json:"days"`
	Seconds int               `json:"seconds"`
}

// decodeFrame reads a message. On an error the frame holds what could be made
// out of it, so that the answer can name the turn.
func decodeFrame(data []byte) (clientFrame, *practice.Error) {
	var frame clientFrame
	if !utf8.Valid(data) {
		return frame, practice.Errorf(practice.CodeInvalid, "That message was not valid UTF-8 text. Reload the page and send it again.")
	}
	err := json.Unmarshal(data, &frame)
	switch {
	case len(data) > MaxFrameBytes:
		return frame.named(), practice.Errorf(practice.CodeTooLarge, "That message is %d bytes long, and %d is the most that is taken. Shorten it and send it again.", len(data), MaxFrameBytes)
	case err != nil:
		return frame.named(), practice.Errorf(practice.CodeInvalid, "That message could not be understood. Reload the page and send it again.").Because(err)
	}
	return frame, nil
}

// named keeps what an answer needs of a refused frame: whose answer it is.
func (f clientFrame) named() clientFrame {
	return clientFrame{Type: f.Type, ID: f.answerID()}
}

// answerID is the turn's id as an answer may repeat it; "" for one that no turn
// can have.
func (f clientFrame) answerID() string {
	if len(f.ID) > practice.MaxTurnIDBytes {
		return ""
	}
	return f.ID
}

// turn returns the turn that the frame hands in; false if it is no turn. Only
// the fields of the turn's kind are taken over.
func (f clientFrame) turn() (practice.Turn, bool) {
	turn := practice.Turn{ID: f.ID, Kind: practice.TurnKind(f.Type)}
	switch turn.Kind {
	case practice.Say:
		turn.To, turn.Channel, turn.Text, turn.Intends, turn.Seconds = f.To, f.Channel, f.Text, f.Intends, f.Seconds
	case practice.WaitFor:
		turn.Days = f.Days
	case practice.Take, practice.End:
	default:
		return practice.Turn{}, false
	}
	return turn, true
}

// The messages to a client beside events.

type welcomeFrame struct {
	Type    string `json:"type"`
	Version int    `json:"version"`
	Seq     int64  `json:"seq"`
	Running bool   `json:"running"` // a turn is committed and its reply still to come
	Now     now    `json:"now"`
}

type nowFrame struct {
	Type string `json:"type"`
	Now  now    `json:"now"`
}

type typingFrame struct {
	Type   string `json:"type"`
	Person string `json:"person"`
}

// previewFrame shows what a reply says so far; Text "" takes it back.
type previewFrame struct {
	Type   string `json:"type"`
	Turn   int    `json:"turn"`
	Person string `json:"person"`
	Text   string `json:"text"`
}

type errorFrame struct {
	Type string `json:"type"`
	problem
	ID string `json:"id"`
}

// encodeError answers a turn, or with an empty id the socket as a whole.
func encodeError(err error, id string) []byte {
	return encode(errorFrame{"error", problemOf(err), id})
}
