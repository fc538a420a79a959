package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"slices"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/transcript"
)

type readCommand struct {
	Second bool `help:"Also let a language model read each turn, as ASKAGAIN_SECOND_READER names it, and say where the two differ."`
}

func (readCommand) Help() string {
	return `Reads JSON Lines from standard input, one turn of a rep a line:

  {"id":"1","outcome":"a meeting with the CFO","client_last":"She doesn't meet vendors.","text":"Twenty minutes, then?","intends":["reduce"]}

All but "text" is optional; "earlier" may hold the rep's own earlier turns, in
order, which a repeat is told by. Writes one JSON object a line, in the same order:
what is asked, by which methods, in which tone, and the words that show it.
A line that cannot be read gives {"id","error"}; the rest goes on, exit code 1.

With --second each line also holds "second", the reading of a language model of
which only what a verbatim quote bears out is kept, and "disagree", the labels
that one of the two readings counts and the other does not. A reading that
failed is told in "second_error".`
}

// turnLine is a line of input; other keys are ignored.
type turnLine struct {
	ID         json.RawMessage
	Outcome    string
	ClientLast string
	Text       *string
	Intends    []practice.Method
	Earlier    []string
}

// readingLine is a line of output. Keys are only ever added.
type readingLine struct {
	ID         json.RawMessage        `json:"id"`
	Ask        practice.Ask           `json:"ask"`
	Methods    []practice.Method      `json:"methods"`
	Tone       practice.Tone          `json:"tone"`
	Yields     bool                   `json:"yields"`
	Maybe      []practice.Method      `json:"maybe"`
	Evidence   []practice.Evidence    `json:"evidence"`
	Unborne    []practice.Method      `json:"unborne,omitempty"`
	Repeat     practice.Repeat        `json:"repeat,omitempty"`
	Language   practice.Language      `json:"language,omitempty"`
	Confidence map[practice.Label]int `json:"confidence,omitempty"`

	Second      *secondReading   `json:"second,omitempty"`
	Disagree    []practice.Label `json:"disagree,omitempty"`
	SecondError *coded           `json:"second_error,omitempty"`
}

// secondReading is what a language model reads in the turn.
type secondReading struct {
	Ask      practice.Ask        `json:"ask"`
	Methods  []practice.Method   `json:"methods"`
	Tone     practice.Tone       `json:"tone"`
	Yields   bool                `json:"yields"`
	Evidence []practice.Evidence `json:"evidence"`
}

type readFailure struct {
	ID    json.RawMessage `json:"id"`
	Error *coded          `json:"error"`
}

// Run reads turns until standard input ends.
//
// It asks for no context: a signal ends it even while it waits for input.
func (c readCommand) Run(world process) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	second, err := c.secondReader(world)
	if err != nil {
		return err
	}
	// Each line goes out as soon as it is read, for programs that wait for it.
	encoder := jsonLines(world.stdout)
	failed := false
	err = eachLine(world.stdin, func(number int, line []byte, lineErr error) error {
		turn, lineErr := parseTurn(number, line, lineErr)
		if lineErr != nil {
			failed = true
			return encoder.Encode(readFailure{turn.ID, codedFrom(lineErr)})
		}
		said := practice.Said{Outcome: turn.Outcome, ClientLast: turn.ClientLast, Text: *turn.Text, Intends: turn.Intends, Earlier: turn.Earlier}
		read := reader.Read(said)
		out := readingLine{
			ID: turn.ID, Ask: read.Ask, Methods: list(read.Methods), Tone: read.Tone, Yields: read.Yields,
			Maybe: list(read.Maybe), Evidence: list(read.Evidence), Unborne: read.Unborne, Repeat: read.Repeat,
			Language: read.Language, Confidence: read.Confidence,
		}
		if second != nil {
			out.addSecond(context.Background(), second, said, read)
		}
		return encoder.Encode(out)
	})
	if err != nil {
		return err
	}
	if failed {
		return errFindings
	}
	return nil
}

func parseTurn(number int, line []byte, err error) (turnLine, error) {
	var turn turnLine
	if err != nil {
		return turnLine{ID: transcript.Salvage(line, "id")}, err
	}
	members, err := transcript.Members(line)
	if err != nil {
		return turnLine{ID: transcript.Salvage(line, "id")}, practice.Errorf(practice.CodeInvalid,
			"Line %d is not a JSON object with a \"text\"; each line needs one.", number).Because(err)
	}
	turn.ID = members["id"]
	for _, member := range []struct {
		key, shape string
		into       any
	}{
		{"outcome", "a text in quotes", &turn.Outcome},
		{"client_last", "a text in quotes", &turn.ClientLast},
		{"text", "a text in quotes", &turn.Text},
		{"intends", "a list of methods", &turn.Intends},
		{"earlier", "a list of texts", &turn.Earlier},
	} {
		value, there := members[member.key]
		if !there {
			continue
		}
		if err := json.Unmarshal(value, member.into); err != nil {
			return turn, practice.Errorf(practice.CodeInvalid, "Line %d: \"%s\" should be %s.", number, member.key, member.shape).Because(err)
		}
	}
	if turn.Text == nil {
		return turn, practice.Errorf(practice.CodeInvalid, "Line %d has no \"text\"; add the rep's words.", number)
	}
	for _, method := range turn.Intends {
		if !known(method) {
			return turn, practice.Errorf(practice.CodeInvalid, "Line %d intends %q, which is no method; use one of %v.", number, method, practice.Methods())
		}
	}
	return turn, nil
}

func known(method practice.Method) bool { return slices.Contains(practice.Methods(), method) }

// list makes an empty list of a nil one: programs read [] where null would trip them.
func list[T any](items []T) []T {
	if items == nil {
		return []T{}
	}
	return items
}

// secondReader returns the language model that reads beside, nil when it is not
// asked for.
func (c readCommand) secondReader(world process) (*openai.SecondReader, error) {
	if !c.Second {
		return nil, nil
	}
	values, err := houseFlags{}.load(world)
	if err != nil {
		return nil, err
	}
	name := values[secondSetting]
	if name.value == "" {
		return nil, practice.Errorf(practice.CodeInvalid, "--second needs a language model: set ASKAGAIN_SECOND_READER to its name, and OPENAI_API_KEY or OPENAI_BASE_URL.")
	}
	limits, price, err := spending(values)
	if err != nil {
		return nil, err
	}
	model, err := secondModel(values, openai.NewBudget(limits, price, nil), slog.New(slog.DiscardHandler))
	if err != nil {
		return nil, err
	}
	return openai.NewSecondReader(model), nil
}

func (l *readingLine) addSecond(ctx context.Context, second *openai.SecondReader, said practice.Said, read practice.Reading) {
	other, err := second.Read(ctx, openai.Account{Attempt: "read", Rep: "read"}, said)
	if err != nil {
		l.SecondError = codedFrom(practice.Errorf(practice.CodeUnavailable, "The second reader gave no reading of this turn.").Because(err))
		return
	}
	l.Second = &secondReading{Ask: other.Ask, Methods: list(other.Methods), Tone: other.Tone, Yields: other.Yields, Evidence: list(other.Evidence)}
	l.Disagree = openai.Disagree(read, other)
}
