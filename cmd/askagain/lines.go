package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/transcript"
)

// eachLine calls use with every line that is not blank, counted from 1. A line
// that is too long, or not UTF-8, comes as a coded error in its place.
func eachLine(in io.Reader, use func(number int, line []byte, err error) error) error {
	lines := transcript.NewLineReader(in)
	for {
		line, err := lines.Next()
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read line %d: %w", line.Number, err)
		}
		if err := use(line.Number, line.Text, lineError(line)); err != nil {
			return err
		}
	}
}

// typed is a line that somebody typed, or what is wrong with it.
type typed struct {
	text string
	err  error
}

// typedLines hands over the lines that are not blank until the input or ctx
// ends. A read that waits for somebody to type cannot be called off: at worst
// its goroutine ends with the program.
func typedLines(ctx context.Context, in io.Reader) <-chan typed {
	lines := make(chan typed)
	hand := func(line typed) error {
		select {
		case lines <- line:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	go func() {
		defer close(lines)
		err := eachLine(in, func(_ int, line []byte, err error) error { return hand(typed{string(line), err}) })
		if err != nil {
			_ = hand(typed{err: err}) // nobody is left to tell once ctx has ended
		}
	}()
	return lines
}

func lineError(line transcript.Line) error {
	switch {
	case line.Long:
		return practice.Errorf(practice.CodeTooLarge, "Line %d is longer than %d MiB; split it.", line.Number, transcript.MaxObjectBytes>>20)
	case !utf8.Valid(line.Text):
		return practice.Errorf(practice.CodeInvalid, "Line %d is not UTF-8; save the file as UTF-8.", line.Number)
	}
	return nil
}

// coded is an error as programs read it.
type coded struct {
	Code    practice.Code `json:"code"`
	Message string        `json:"message"`
}

func codedFrom(err error) *coded {
	domain := practice.AsError(err)
	return &coded{domain.Code, domain.Message}
}

// jsonLines writes one JSON object a line, with text as it is: these lines are
// for programs, not for HTML.
func jsonLines(out io.Writer) *json.Encoder {
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	return encoder
}
