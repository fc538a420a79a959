package score

import "github.com/askagain/askagain/server/practice"

// Note is one turn of the talk with what it was and what came of it. Turn 0 is
// the opening no.
type Note struct {
	Turn       int                 `json:"turn"`
	Kind       practice.TurnKind   `json:"kind,omitempty"` // "" for the opening
	Day        int                 `json:"day"`            // when the words arrived, or the wait was over
	Date       string              `json:"date,omitempty"` // YYYY-MM-DD, where days have dates
	To         string              `json:"to,omitempty"`
	Name       string              `json:"name,omitempty"` // of To
	Channel    practice.Channel    `json:"channel,omitempty"`
	Text       string              `json:"text,omitempty"`
	Intends    []practice.Method   `json:"intends,omitempty"`
	Days       int                 `json:"days,omitempty"` // waited
	Ask        practice.Ask        `json:"ask,omitempty"`
	Methods    []NamedMethod       `json:"methods"`
	Tone       practice.Tone       `json:"tone,omitempty"`
	Yields     bool                `json:"yields,omitempty"`
	Repeat     practice.Repeat     `json:"repeat,omitempty"`
	Unborne    []NamedMethod       `json:"unborne,omitempty"`
	Evidence   []practice.Evidence `json:"evidence"` // the very words, by byte range of Text
	Verdict    practice.Verdict    `json:"verdict,omitempty"`
	Heard      bool                `json:"heard"`      // an ask was heard
	Fresh      bool                `json:"fresh"`      // and it brought something new
	NoNewWay   bool                `json:"no_new_way"` // and it did not
	GaveGround bool                `json:"gave_ground"`
	No         bool                `json:"no"`
	Patience   int                 `json:"patience"` // of the person, afterwards
	Lines      []practice.Line     `json:"lines"`    // what came back
	Thought    string              `json:"thought,omitempty"`
	BackTo     int                 `json:"back_to"` // the last turn to keep when trying again from here

	// Differs are the labels that only one of two readers counts, for a trainer; and
	// SecondMissed says that the second one did not read.
	Differs      []practice.Label `json:"differs,omitempty"`
	SecondMissed bool             `json:"second_missed,omitempty"`

	// Corrected holds the corrections that the labels rest on, oldest first.
	Corrected []practice.Correction `json:"corrected,omitempty"`
}

// notes annotates the whole talk.
func (t *story) notes() []Note {
	notes := []Note{}
	if t.opening != nil {
		notes = append(notes, t.openingNote())
	}
	for i := range t.scenes {
		notes = append(notes, t.note(&t.scenes[i]))
	}
	return notes
}

func (t *story) openingNote() Note {
	note := Note{No: true, Methods: []NamedMethod{}, Evidence: []practice.Evidence{}, Lines: t.opening, Date: t.date(0), Thought: t.openingThought}
	if opener := t.scenario.Opener(); opener != nil {
		note.To, note.Name, note.Channel, note.Patience = opener.ID, opener.Name, opener.Opens.Channel, opener.Patience
	}
	return note
}

func (t *story) note(s *scene) Note {
	note := Note{
		Turn: s.turn, Kind: s.said.Kind, Day: s.decision.Day, Date: t.date(s.decision.Day), Days: s.said.Days,
		Verdict: s.decision.Verdict, No: s.decision.No, Patience: s.decision.Patience,
		Methods: []NamedMethod{}, Evidence: []practice.Evidence{}, Lines: append([]practice.Line{}, s.lines...),
		BackTo: max(0, s.turn-1), Thought: s.thought,
	}
	if s.said.Kind != practice.Say {
		return note
	}
	note.To, note.Channel, note.Text, note.Intends = s.said.To, s.said.Channel, s.said.Text, s.said.Intends
	if person := t.scenario.Person(s.said.To); person != nil {
		note.Name = person.Name
	}
	note.Ask, note.Tone, note.Yields, note.Repeat = s.reading.Ask, s.reading.Tone, s.reading.Yields, s.reading.Repeat
	note.Methods = nameAll(s.reading.Methods)
	if len(s.reading.Unborne) > 0 {
		note.Unborne = nameAll(s.reading.Unborne)
	}
	note.Evidence = append(note.Evidence, s.reading.Evidence...)
	note.Differs, note.SecondMissed = s.reading.Differs, s.reading.SecondMissed
	for _, correction := range t.corrections {
		if correction.Turn == s.turn {
			note.Corrected = append(note.Corrected, correction)
		}
	}
	note.Heard = s.decision.Ask == practice.AskOutcome || s.decision.Ask == practice.AskPartial
	note.Fresh, note.NoNewWay = s.fresh, s.asked && !s.fresh
	note.GaveGround = s.gaveGround()
	return note
}

// gaveGround reports whether the person spoken to moved.
func (s *scene) gaveGround() bool {
	for _, effect := range s.decision.Effects {
		if effect.Kind == practice.EffectWeakened || effect.Kind == practice.EffectGaveWay {
			if effect.Person == "" || effect.Person == s.decision.Person {
				return true
			}
		}
	}
	return s.decision.Verdict == practice.VerdictAgree || s.decision.Verdict == practice.VerdictGrantLess
}

func (t *story) date(day int) string {
	date, ok := t.scenario.Date(day)
	if !ok {
		return ""
	}
	return date.Format("2006-01-02")
}
