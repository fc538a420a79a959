package score

import "github.com/askagain/askagain/server/practice"

// Reader reads what both sides of a conversation said.
type Reader interface {
	// Read says what a turn of the rep was.
	Read(practice.Said) practice.Reading
	// Answer says what a line of the other side does with the ask before it.
	Answer(practice.Heard) practice.Answer
}

// Read is a conversation as it was understood: the common input of the
// formulas, and what each turn was taken for.
type Read struct {
	Session Session
	Answers []practice.Answer // one a turn; "" where the rep spoke
}

// Conversation reads and scores any talk. Evidence counts its turns from 0.
func Conversation(reader Reader, conversation practice.Conversation) (practice.Scorecard, Read) {
	read := readConversation(reader, conversation)
	return Labelled(read.Session), read
}

func readConversation(reader Reader, conversation practice.Conversation) Read {
	l := &listener{
		reader: reader,
		said:   practice.Said{Outcome: conversation.Outcome},
		read:   Read{Answers: make([]practice.Answer, 0, len(conversation.Turns))},
	}
	for i := range conversation.Turns {
		turn := &conversation.Turns[i]
		if turn.Who == practice.SpeakerRep {
			l.rep(i, turn)
		} else {
			l.client(i, turn)
		}
	}
	l.read.Session.Obtained = l.obtained.now()
	return l.read
}

type listener struct {
	reader   Reader
	said     practice.Said // the context that grows
	repLast  string
	obtained obtaining
	read     Read
}

func (l *listener) rep(index int, turn *practice.ConversationTurn) {
	said := l.said
	said.Text = turn.Text
	reading := l.reader.Read(said)
	step := Step{Kind: StepSaid, Turn: index, Person: turn.To, Channel: turn.Channel, Text: turn.Text, Reading: reading}
	if turn.Day != nil {
		step.Day, step.Dated = *turn.Day, true
	}
	if reading.Reader != "" {
		l.read.Session.Reader = reading.Reader
	}
	l.read.Session.Steps = append(l.read.Session.Steps, step)
	l.read.Answers = append(l.read.Answers, "")
	l.obtained.said(reading)
	l.said.Earlier = remembered(l.said.Earlier, turn.Text)
	l.repLast = turn.Text
}

func (l *listener) client(index int, turn *practice.ConversationTurn) {
	answer := l.reader.Answer(practice.Heard{Outcome: l.said.Outcome, RepLast: l.repLast, Text: turn.Text})
	step := Step{Kind: StepAnswered, Turn: index, Person: turn.Name, Text: turn.Text, No: answer.No()}
	l.read.Session.Steps = append(l.read.Session.Steps, step)
	l.read.Answers = append(l.read.Answers, answer)
	l.obtained.heard(answer)
	l.said.Theirs = remembered(l.said.Theirs, turn.Text)
	l.said.ClientLast = turn.Text
}

// remembered adds to what was said, of which no more is kept than one attempt
// can hold: a reading takes time for each text that it is compared with, and a
// conversation from outside may be long.
func remembered(said []string, text string) []string {
	said = append(said, text)
	return said[max(0, len(said)-practice.MaxTurns):]
}

// obtaining follows what has been granted. A yes to the outcome stands until a
// later no takes it back; the lesser thing, once granted, stays in hand. A
// lesser thing that is only offered counts once the rep yields to it.
type obtaining struct {
	asked   practice.Ask // the latest ask
	whole   bool
	less    bool
	offered bool
}

func (o *obtaining) said(reading practice.Reading) {
	if reading.Ask == practice.AskOutcome || reading.Ask == practice.AskPartial {
		o.asked = reading.Ask
	}
	if o.offered && reading.Yields {
		o.less = true
	}
}

func (o *obtaining) heard(answer practice.Answer) {
	switch answer {
	case practice.Agrees:
		o.whole = o.whole || o.asked == practice.AskOutcome
		o.less = o.less || o.asked == practice.AskPartial
	case practice.OffersLess:
		o.whole, o.offered = false, true
	case practice.Refuses, practice.PutsOff:
		o.whole = false
	}
}

func (o *obtaining) now() Obtained {
	switch {
	case o.whole:
		return Whole
	case o.less:
		return Less
	}
	return Nothing
}
