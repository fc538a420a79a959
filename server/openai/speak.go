package openai

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Reader judges what a client's line does. The embedded reader is one.
type Reader interface {
	Answer(practice.Heard) practice.Answer
	Language(words string) practice.Language
	Read(practice.Said) practice.Reading
}

// Cue is what a speaker is told of a turn. All of it is read-only.
type Cue struct {
	Account  Account
	Scenario *scenario.Scenario
	Decision practice.Decision
	// Script is how the scenario itself would answer, in order. What it conveys
	// is conveyed, and nothing else.
	Script []practice.Line
	// Talk is what was said so far, the turn to be answered last.
	Talk []Utterance
	// Preview is told of what is safe to show of the reply so far, and may be nil.
	// withdrawn: nothing of what was shown holds.
	Preview func(line practice.Line, withdrawn bool)
}

// Utterance is one thing that was said. Person is "" for the rep.
type Utterance struct {
	Person string
	To     string // whom the rep spoke to
	Text   string
}

// Words are a reply and what it took.
type Words struct {
	Lines        []practice.Line
	Tokens       int64
	Milliseconds int64
}

// Speaker finds words for decisions.
type Speaker struct {
	model  *Model
	reader Reader
}

// NewSpeaker returns a speaker whose words are checked by the reader.
func NewSpeaker(model *Model, reader Reader) *Speaker { return &Speaker{model, reader} }

// ErrScript means that there is nothing to find words for: the scenario's own
// lines are the reply.
var ErrScript = errors.New("the scenario's own lines are the reply")

// attemptsToSpeak is how often the model is asked for one reply.
const attemptsToSpeak = 2

// Speak returns the reply in the model's words: what the calendar says stays as
// it is, what the person says is worded anew. A reply that breaks a rule is asked
// for once more, with the fault named. Any error means that the script speaks;
// it holds no words of anybody. CodeTooMany is an error to be shown.
func (s *Speaker) Speak(ctx context.Context, cue Cue) (Words, error) {
	began := s.model.config.Now()
	ctx, cancel := context.WithTimeout(ctx, s.model.config.Within)
	defer cancel()
	conveyed := slices.IndexFunc(cue.Script, func(line practice.Line) bool { return line.Person != "" })
	if conveyed < 0 || cue.Decision.Person == "" || cue.Scenario.Person(cue.Decision.Person) == nil {
		return Words{}, ErrScript
	}
	check := newCheck(cue, s.reader)
	line := practice.Line{ID: cue.Script[conveyed].ID, Person: cue.Decision.Person}
	var tokens int64
	var broken *fault
	for try := 1; ; try++ {
		shown := &preview{cue: cue, check: check, line: line}
		text, used, err := s.model.ask(ctx, call{account: cue.Account, messages: prompt(cue, broken), heard: shown.heard})
		tokens += used.tokens()
		if err == nil {
			line.Text = tidy(text)
			err = check.whole(line.Text)
		}
		if err == nil {
			return Words{Lines: spoken(cue.Script, line), Tokens: tokens, Milliseconds: s.model.config.Now().Sub(began).Milliseconds()}, nil
		}
		shown.withdraw()
		if !errors.As(err, &broken) || try == attemptsToSpeak {
			return Words{Tokens: tokens}, err
		}
	}
}

// spoken puts the line where the person spoke; the calendar's lines stay.
func spoken(script []practice.Line, line practice.Line) []practice.Line {
	var lines []practice.Line
	said := false
	for _, scripted := range script {
		switch {
		case scripted.Person == "":
			lines = append(lines, scripted)
		case !said:
			lines, said = append(lines, line), true
		}
	}
	return lines
}

// tidy takes off what models put around words: quotes and blank lines.
func tidy(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	for _, pair := range [][2]string{{`"`, `"`}, {"“", "”"}, {"«", "»"}} {
		inner, opened := strings.CutPrefix(text, pair[0])
		inner, closed := strings.CutSuffix(inner, pair[1])
		if opened && closed && !strings.Contains(inner, pair[0]) {
			return strings.TrimSpace(inner)
		}
	}
	return text
}

// preview shows a reply sentence by sentence, each only after everything up to
// it has passed the checks: what was never allowed is never seen, not even for
// a moment.
type preview struct {
	cue   Cue
	check *check
	line  practice.Line
	safe  int // bytes of the raw reply that were shown
}

func (p *preview) heard(soFar string) error {
	end := sentenceEnd(soFar)
	if end <= p.safe {
		return nil
	}
	text := tidy(soFar[:end])
	if err := p.check.part(text); err != nil {
		return err
	}
	if !p.check.showable(text) {
		return nil
	}
	p.safe = end
	if p.cue.Preview != nil {
		p.line.Text = text
		p.cue.Preview(p.line, false)
	}
	return nil
}

func (p *preview) withdraw() {
	if p.safe > 0 && p.cue.Preview != nil {
		p.cue.Preview(practice.Line{ID: p.line.ID, Person: p.line.Person}, true)
	}
}

// sentenceEnd returns where the last whole sentence of a text ends, 0 for none.
// A sentence is whole when a space follows its mark.
func sentenceEnd(text string) int {
	for i := len(text) - 2; i > 0; i-- {
		if text[i+1] == ' ' && strings.IndexByte(".!?", text[i]) >= 0 {
			return i + 1
		}
	}
	return 0
}

// Name is the model's name.
func (s *Speaker) Name() string { return s.model.Name() }
