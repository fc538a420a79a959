package transcript

import (
	"bufio"
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
		s := &source{name: name, lines: lineReader{from: bufio.NewReaderSize(stream, 64<<10)}}
		s.read(yield)
	}
}

type source struct {
	name  string
	lines lineReader
}

// read tells the two forms apart by their first two lines that are not blank.
func (s *source) read(yield func(Named, error) bool) {
	first, ok := s.next(yield)
	if !ok {
		return
	}
	if first.number == 0 {
		yield(s.place(1, false), practice.Errorf(practice.CodeInvalid,
			`%s is empty. It should hold a conversation: {"outcome": ..., "turns": [...]}.`, s.name))
		return
	}
	second, ok := s.next(yield)
	if !ok {
		return
	}
	if !first.long && !isLine(first, second) {
		s.object(first, second, yield)
		return
	}
	many := second.number != 0
	for _, line := range []textLine{first, second} {
		if line.number != 0 && !yield(s.convert(line, many)) {
			return
		}
	}
	for {
		line, ok := s.next(yield)
		if !ok || line.number == 0 || !yield(s.convert(line, many)) {
			return
		}
	}
}

// isLine reports whether first is an entry of a JSON Lines file, a broken one
// too, rather than the beginning of an object (or of a list, which is wrong once
// and not on every line) that is spread over lines.
func isLine(first, second textLine) bool {
	switch {
	case second.number == 0, second.long, json.Valid(first.text):
		return true
	case !bytes.HasPrefix(first.text, []byte("{")) && !bytes.HasPrefix(first.text, []byte("[")):
		return true
	case bytes.HasSuffix(first.text, []byte("}")) && bytes.HasPrefix(second.text, []byte("{")):
		return true
	}
	entry, err := Members(second.text)
	return err == nil && entry["turns"] != nil
}

// next returns the next line that is not blank; number 0 at the end. It reports
// false when the stream failed and that was said.
func (s *source) next(yield func(Named, error) bool) (textLine, bool) {
	for {
		line, err := s.lines.next()
		switch {
		case errors.Is(err, io.EOF):
			return textLine{}, true
		case err != nil:
			yield(s.place(line.number, false), practice.Errorf(practice.CodeUnavailable,
				"%s could not be read further than line %d. Check the file and try again.", s.name, line.number).Because(err))
			return textLine{}, false
		case line.long || len(line.text) > 0:
			return line, true
		}
	}
}

// object gathers one object that is spread over lines.
func (s *source) object(first, second textLine, yield func(Named, error) bool) {
	whole := textLine{number: first.number, text: append(append(bytes.Clone(first.text), '\n'), second.text...), long: second.long}
	for {
		line, ok := s.next(yield)
		if !ok {
			return
		}
		if line.number == 0 {
			break
		}
		if whole.long = whole.long || line.long || len(whole.text)+len(line.text) >= MaxObjectBytes; !whole.long {
			whole.text = append(append(whole.text, '\n'), line.text...)
		}
	}
	yield(s.convert(whole, false))
}

func (s *source) convert(line textLine, many bool) (Named, error) {
	named := s.place(line.number, many)
	if line.long {
		return named, practice.Errorf(practice.CodeTooLarge, "The conversation at %s:%d is over %d MiB. Split it into shorter ones.",
			s.name, line.number, MaxObjectBytes>>20)
	}
	file, conversation, err := decode(line.text)
	if file != "" {
		named.File = file
	}
	if err != nil {
		return named, practice.Errorf(err.Code, "%s:%d: %s", s.name, line.number, err.Message).Because(err)
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
