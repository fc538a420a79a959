package web

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// An event leaves the server as one of these types, never as the stored one:
// a field that is not listed here stays inside.

type eventFrame struct {
	Type string             `json:"type"`
	Seq  int64              `json:"seq"`
	Turn int                `json:"turn"`
	Kind practice.EventKind `json:"kind"`
	At   time.Time          `json:"at"`

	Said    *practice.Turn `json:"said,omitempty"`
	Read    *wireReading   `json:"read,omitempty"`
	Decided *wireDecision  `json:"decided,omitempty"`
	Replied *wireReply     `json:"replied,omitempty"`
	Ended   *wireEnded     `json:"ended,omitempty"`
	Scored  *wireScored    `json:"scored,omitempty"`

	Coached *practice.Coached `json:"coached,omitempty"`
}

type wireReading struct {
	Ask      practice.Ask        `json:"ask"`
	Methods  []practice.Method   `json:"methods"`
	Tone     practice.Tone       `json:"tone"`
	Yields   bool                `json:"yields"`
	Unborne  []practice.Method   `json:"unborne"`
	Language practice.Language   `json:"language,omitempty"`
	Repeat   practice.Repeat     `json:"repeat"`
	Evidence []practice.Evidence `json:"evidence"`
}

type wireDecision struct {
	Verdict practice.Verdict `json:"verdict"`
	Person  string           `json:"person"`
	Ask     practice.Ask     `json:"ask"`
	No      bool             `json:"no"`
	New     bool             `json:"new"`
	Ground  []ground         `json:"ground"`
	Lost    []string         `json:"lost"`
	Day     int              `json:"day"`
	Banked  bool             `json:"banked"`
	Ending  practice.Ending  `json:"ending"`
}

// ground is something gained, without what it was gained on: concerns and their
// strength are for the rep to find out.
type ground struct {
	Person    string              `json:"person"`
	How       practice.EffectKind `json:"how"`
	OutOfTurn bool                `json:"out_of_turn"`
}

type wireReply struct {
	Lines []wireLine `json:"lines"`
	By    string     `json:"by"`
	Note  string     `json:"note,omitempty"`
}

// wireLine leaves out the line's id, which names a concern.
type wireLine struct {
	Person string `json:"person"`
	Text   string `json:"text"`
}

type wireEnded struct {
	Ending practice.Ending `json:"ending"`
	Day    int             `json:"day"`
	Banked bool            `json:"banked"`
}

type wireScored struct {
	Total practice.Points `json:"total"`
}

// gains are the effects that count as ground; losses the causes by which a turn
// costs patience. Neither says how much.
var (
	gains = []practice.EffectKind{
		practice.EffectWeakened, practice.EffectGaveWay, practice.EffectMoved,
		practice.EffectRevealed, practice.EffectTold, practice.EffectBooked,
	}
	losses = []string{
		practice.CauseShotgun, practice.CausePushy, practice.CauseHardens,
		practice.CauseStale, practice.CauseFruitless, practice.CauseIdle,
	}
)

// shown reports whether an event is sent at all. How an attempt started names
// its seed, and the page knows the rest; what a correction or a later reader says
// of the turns is the debrief's. A kind that is not known here stays inside.
func shown(event practice.Event) bool {
	switch event.Kind {
	case practice.EventSaid, practice.EventRead, practice.EventDecided, practice.EventReplied, practice.EventEnded, practice.EventScored, practice.EventCoached:
		return true
	}
	return false
}

// encodeEvent returns the frame for an event.
func encodeEvent(event practice.Event) []byte {
	frame := eventFrame{Type: "event", Seq: event.Seq, Turn: event.Turn, Kind: event.Kind, At: event.At}
	switch {
	case event.Said != nil:
		frame.Said = &event.Said.Turn
	case event.Read != nil:
		frame.Read = wireReadingOf(event.Read)
	case event.Decided != nil:
		frame.Decided = wireDecisionOf(event.Decided)
	case event.Replied != nil:
		frame.Replied = wireReplyOf(event.Replied)
	case event.Ended != nil:
		frame.Ended = &wireEnded{event.Ended.Ending, event.Ended.Day, event.Ended.Banked}
	case event.Scored != nil:
		frame.Scored = &wireScored{event.Scored.Total}
	case event.Coached != nil:
		frame.Coached = event.Coached
	}
	return encode(frame)
}

// encode returns a frame's bytes. The frame types hold nothing that cannot be
// marshaled, so a failure is a mistake of ours.
func encode(frame any) []byte {
	data, err := json.Marshal(frame)
	if err != nil {
		panic(err)
	}
	return data
}

func wireReadingOf(r *practice.Reading) *wireReading {
	return &wireReading{
		Ask: r.Ask, Methods: orEmpty(r.Methods), Tone: r.Tone, Yields: r.Yields,
		Unborne: orEmpty(r.Unborne), Repeat: r.Repeat, Language: r.Language, Evidence: orEmpty(r.Evidence),
	}
}

func wireDecisionOf(d *practice.Decision) *wireDecision {
	decision := &wireDecision{
		Verdict: d.Verdict, Person: d.Person, Ask: d.Ask, No: d.No, New: d.New,
		Ground: []ground{}, Lost: []string{}, Day: d.Day, Banked: d.Banked, Ending: d.Ending,
	}
	for _, effect := range d.Effects {
		if slices.Contains(gains, effect.Kind) {
			// Each at most once: how often would count the concerns.
			gained := ground{effect.Person, effect.Kind, effect.OutOfTurn}
			if !slices.Contains(decision.Ground, gained) {
				decision.Ground = append(decision.Ground, gained)
			}
		}
		if effect.Kind == practice.EffectPatience && slices.Contains(losses, effect.Cause) && !slices.Contains(decision.Lost, effect.Cause) {
			decision.Lost = append(decision.Lost, effect.Cause)
		}
	}
	return decision
}

func wireReplyOf(r *practice.Reply) *wireReply {
	reply := &wireReply{Lines: make([]wireLine, 0, len(r.Lines)), By: r.By, Note: r.Note}
	for _, line := range r.Lines {
		reply.Lines = append(reply.Lines, wireLine{line.Person, line.Text})
	}
	return reply
}

// orEmpty makes a missing list an empty one, so that a page never meets null.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}
