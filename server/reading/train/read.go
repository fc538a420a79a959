package main

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
)

// reply is a reading as a JSON line.
type reply struct {
	ID       string              `json:"id"`
	Ask      practice.Ask        `json:"ask"`
	Methods  []practice.Method   `json:"methods"`
	Tone     practice.Tone       `json:"tone"`
	Yields   bool                `json:"yields"`
	Maybe    []practice.Method   `json:"maybe"`
	Repeat   practice.Repeat     `json:"repeat,omitempty"`
	Evidence []practice.Evidence `json:"evidence"`
}

// readTurns reads turns with the model that is built in, so that a new one can
// be measured as it will be used.
func readTurns(in io.Reader, out io.Writer) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	decoder, encoder := json.NewDecoder(in), json.NewEncoder(out)
	for {
		var t struct {
			turn
			Intends []practice.Method `json:"intends"`
			Earlier []string          `json:"earlier"`
			Theirs  []string          `json:"theirs"`
		}
		if err := decoder.Decode(&t); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
		read := reader.Read(practice.Said{
			Outcome: t.Outcome, ClientLast: t.ClientLast, Text: t.Text,
			Intends: t.Intends, Earlier: t.Earlier, Theirs: t.Theirs,
		})
		err := encoder.Encode(reply{t.ID, read.Ask, read.Methods, read.Tone, read.Yields, read.Maybe, read.Repeat, read.Evidence})
		if err != nil {
			return err
		}
	}
}
