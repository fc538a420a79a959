package transcript

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// maxDay bounds a day's number; it is about a century.
const maxDay = 36500

// decode reads one object. The file's name is returned even beside an error, as
// far as it could be read.
func decode(text []byte) (string, practice.Conversation, *practice.Error) {
	var conversation practice.Conversation
	if !utf8.Valid(text) {
		return fileOf(text), conversation, invalid("This is not UTF-8. Save the file as UTF-8 and try again.")
	}
	object, err := Members(text)
	if err != nil {
		return fileOf(text), conversation, notAnObject(text, err)
	}
	file, problem := optionalText(object["file"], "file", MaxFileBytes)
	if problem != nil {
		return "", conversation, problem
	}
	if isMissing(object["outcome"]) {
		return file, conversation, invalid(`"outcome" is missing. Say in one sentence what the rep needed.`)
	}
	if conversation.Outcome, problem = optionalText(object["outcome"], "outcome", MaxTextBytes); problem != nil {
		return file, conversation, problem
	}
	conversation.Turns, problem = decodeTurns(object["turns"])
	return file, conversation, problem
}

// fileOf is the "file" name of an object that is broken, "" if it cannot be told.
func fileOf(text []byte) string {
	file, problem := optionalText(Salvage(text, "file"), "file", MaxFileBytes)
	if problem != nil {
		return ""
	}
	return file
}

func notAnObject(text []byte, err error) *practice.Error {
	var syntax *json.SyntaxError
	switch {
	case bytes.HasPrefix(text, []byte("[")):
		return invalid("This is a list. Write one conversation, or one on each line, without the brackets around them.").Because(err)
	case errors.As(err, &syntax) && bytes.HasPrefix(text, []byte("{")):
		return invalid("This is not valid JSON: %s, after %d bytes. Mend it there.", syntax.Error(), syntax.Offset).Because(err)
	}
	return invalid(`This is not a JSON object. It should be {"outcome": ..., "turns": [...]}.`).Because(err)
}

// decodeTurns reads turn by turn, so that a list over the limit is refused
// before it is in memory.
func decodeTurns(list json.RawMessage) ([]practice.ConversationTurn, *practice.Error) {
	if isMissing(list) {
		return nil, invalid(`"turns" is missing. It should be a list of {"who": "rep" or "client", "text": ...}.`)
	}
	decoder := json.NewDecoder(bytes.NewReader(list))
	if token, err := decoder.Token(); err != nil || token != json.Delim('[') {
		return nil, invalid(`"turns" should be a list of {"who": "rep" or "client", "text": ...}.`)
	}
	turns := []practice.ConversationTurn{}
	for decoder.More() {
		if len(turns) == MaxTurns {
			return nil, practice.Errorf(practice.CodeTooLarge, "There are more than %d turns. Split the conversation.", MaxTurns)
		}
		var raw json.RawMessage
		if err := decoder.Decode(&raw); err != nil && !errors.Is(err, io.EOF) {
			return nil, invalid(`Turn %d is not valid JSON.`, len(turns)).Because(err)
		}
		turn, problem := decodeTurn(raw)
		if problem != nil {
			return nil, practice.Errorf(problem.Code, "Turn %d: %s", len(turns), problem.Message).Because(problem)
		}
		turns = append(turns, turn)
	}
	if len(turns) == 0 {
		return nil, invalid(`"turns" is empty, so there is nothing to score. Put in what was said.`)
	}
	return turns, nil
}

func decodeTurn(raw json.RawMessage) (practice.ConversationTurn, *practice.Error) {
	var turn practice.ConversationTurn
	object, err := Members(raw)
	if err != nil {
		return turn, invalid(`It should be an object {"who": "rep" or "client", "text": ...}.`)
	}
	if isMissing(object["text"]) {
		return turn, invalid(`"text" is missing. Put in what was said.`)
	}
	for _, field := range []struct {
		key  string
		most int
		into *string
	}{
		{"who", MaxNameBytes, (*string)(&turn.Who)},
		{"name", MaxNameBytes, &turn.Name},
		{"to", MaxNameBytes, &turn.To},
		{"channel", MaxNameBytes, (*string)(&turn.Channel)},
		{"text", MaxTextBytes, &turn.Text},
	} {
		value, problem := optionalText(object[field.key], field.key, field.most)
		if problem != nil {
			return turn, problem
		}
		*field.into = value
	}
	if turn.Who != practice.SpeakerRep && turn.Who != practice.SpeakerClient {
		return turn, invalid(`"who" should be "rep" or "client".`)
	}
	turn.Name, turn.To = strings.TrimSpace(turn.Name), strings.TrimSpace(turn.To)
	turn.Channel = channelOf(string(turn.Channel))
	var problem *practice.Error
	turn.Day, problem = decodeDay(object["day"])
	return turn, problem
}

func decodeDay(raw json.RawMessage) (*int, *practice.Error) {
	if isMissing(raw) {
		return nil, nil
	}
	var number float64
	if err := json.Unmarshal(raw, &number); err != nil || number != math.Trunc(number) || number < 0 || number > maxDay {
		return nil, invalid(`"day" should be a whole number of days since the start, from 0 to %d.`, maxDay)
	}
	day := int(number)
	return &day, nil
}

// optionalText reads a text; a missing one or null is "".
func optionalText(raw json.RawMessage, key string, most int) (string, *practice.Error) {
	if isMissing(raw) {
		return "", nil
	}
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return "", invalid(`"%s" should be a text in quotes.`, key)
	}
	if len(text) > most {
		return "", practice.Errorf(practice.CodeTooLarge, `"%s" is over %s. Shorten it.`, key, size(most))
	}
	return text, nil
}

// isMissing reports whether a key was not there, or null.
func isMissing(raw json.RawMessage) bool { return len(raw) == 0 || string(raw) == "null" }

func size(limit int) string {
	if limit >= 1<<10 {
		return fmt.Sprintf("%d KiB", limit>>10)
	}
	return fmt.Sprintf("%d bytes", limit)
}

func invalid(format string, arguments ...any) *practice.Error {
	return practice.Errorf(practice.CodeInvalid, format, arguments...)
}
