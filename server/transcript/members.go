package transcript

import (
	"bytes"
	"encoding/json"
	"errors"
	"unicode/utf8"
)

var errNoObject = errors.New("this is no JSON object")

// Members returns the values of a JSON object by their keys. Keys are compared
// as they stand: "Text" is another key than "text", and so an unknown one.
func Members(text []byte) (map[string]json.RawMessage, error) {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return nil, err
	}
	if members == nil { // null
		return nil, errNoObject
	}
	return members, nil
}

// Salvage returns the value of a key of a JSON object that cannot be read as a
// whole, so that an answer can say which one is meant; nil when the value comes
// after the place where the object breaks, or is broken itself.
func Salvage(text []byte, key string) json.RawMessage {
	decoder := json.NewDecoder(bytes.NewReader(text))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return nil
		}
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil
		}
		if name == key {
			if !utf8.Valid(value) {
				return nil
			}
			return value
		}
	}
	return nil
}
