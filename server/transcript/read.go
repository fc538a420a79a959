package transcript

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"github.com/askagain/askagain/server/practice"
)

// Limits on what is read. An object over one of them is answered with
// practice.CodeTooLarge.
const (
	MaxObjectBytes = 4 << 20  // one conversation
	MaxTurns       = 2000     // turns in one conversation
	MaxTextBytes   = 64 << 10 // the outcome, and the words of one turn
	MaxNameBytes   = 200      // a name, a channel
	MaxFileBytes   = 1024     // a "file" name
)

// Named is a conversation with the name that answers are given under.
type Named struct {
	File         string // the object's own "file", else a name for its place
	Line         int    // where it begins, from 1
	Conversation practice.Conversation
}

// Read yields a stream's conversations in order, each with a nil error, or what
// is wrong with one: a *practice.Error, beside a Named that says which. After an
// error the rest goes on, unless the stream itself failed. name is what the
// stream is called, usually a file's name.
func Read(stream io.Reader, name string) iter.Seq2[Named, error] {
	return func(yield func(Named, error) bool) {
		s := &source{name: name, lines: NewLineReader(stream)}
		s.read(yield)
	}
}

type source struct {
	name  string
	lines *LineReader
}

// read tells the two forms apart by their first two lines.
func (s *source) read(yield func(Named, error) bool) {
	first, ok := s.next(yield)
	if !ok {
		return
	}
	if first.Number == 0 {
		yield(s.place(1, false), practice.Errorf(practice.CodeInvalid,
			`%s is empty. It should hold a conversation: {"outcome": ..., "turns": [...]}.`, s.name))
		return
	}
	second, ok := s.next(yield)
	if !ok {
		return
	}
	if !first.Long && !isLine(first, second) {
		s.object(first, second, yield)
		return
	}
	many := second.Number != 0
	for _, line := range []Line{first, second} {
		if line.Number != 0 && !yield(s.convert(line, many)) {
			return
		}
	}
	for {
		line, ok := s.next(yield)
		if !ok || line.Number == 0 || !yield(s.convert(line, many)) {
			return
		}
	}
}

// isLine reports whether first is an entry of a JSON Lines file, a broken one
// too, rather than the beginning of an object (or of a list, which is wrong once
// and not on every line) that is spread over lines.
func isLine(first, second Line) bool {
	switch {
	case second.Number == 0, second.Long, json.Valid(first.Text):
		return true
	case !bytes.HasPrefix(first.Text, []byte("{")) && !bytes.HasPrefix(first.Text, []byte("[")):
		return true
	case bytes.HasSuffix(first.Text, []byte("}")) && bytes.HasPrefix(second.Text, []byte("{")):
		return true
	}
	entry, err := Members(second.Text)
	return err == nil && entry["turns"] != nil
}

// next returns the next line; number 0 at the end. It reports false when the
// stream failed and that was said.
func (s *source) next(yield func(Named, error) bool) (Line, bool) {
	line, err := s.lines.Next()
	switch {
	case errors.Is(err, io.EOF):
		return Line{}, true
	case err != nil:
		yield(s.place(line.Number, false), practice.Errorf(practice.CodeUnavailable,
			"%s could not be read further than line %d. Check the file and try again.", s.name, line.Number).Because(err))
		return Line{}, false
	}
	return line, true
}

// object gathers one object that is spread over lines.
func (s *source) object(first, second Line, yield func(Named, error) bool) {
	whole := Line{Number: first.Number, Text: append(append(bytes.Clone(first.Text), '\n'), second.Text...), Long: second.Long}
	for {
		line, ok := s.next(yield)
		if !ok {
			return
		}
		if line.Number == 0 {
			break
		}
		if whole.Long = whole.Long || line.Long || len(whole.Text)+len(line.Text) >= MaxObjectBytes; !whole.Long {
			whole.Text = append(append(whole.Text, '\n'), line.Text...)
		}
	}
	yield(s.convert(whole, false))
}

func (s *source) convert(line Line, many bool) (Named, error) {
	named := s.place(line.Number, many)
	if line.Long {
		return named, practice.Errorf(practice.CodeTooLarge, "The conversation at %s:%d is over %d MiB. Split it into shorter ones.",
			s.name, line.Number, MaxObjectBytes>>20)
	}
	file, conversation, err := decode(line.Text)
	if file != "" {
		named.File = file
	}
	if err != nil {
		return named, practice.Errorf(err.Code, "%s:%d: %s", s.name, line.Number, err.Message).Because(err)
	}
	named.Conversation = conversation
	return named, nil
}

// place names an object by where it stands, for want of a "file" of its own.
func (s *source) place(line int, many bool) Named {
	if many {
		return Named{File: fmt.Sprintf("%s:%d", s.name, line), Line: line}
	}
	return Named{File: s.name, Line: line}
}
