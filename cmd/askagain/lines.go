package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// maxLine bounds one line of JSON Lines, so that a stream needs constant memory.
const maxLine = 4 << 20

// eachLine calls use with every line that is not blank, counted from 1. The
// bytes are valid until use returns. A line over maxLine, or one that is not
// UTF-8, comes as a coded error in its place.
func eachLine(in io.Reader, use func(number int, line []byte, err error) error) error {
	reader := bufio.NewReaderSize(in, 64<<10)
	var line []byte
	for number := 1; ; number++ {
		tooLong, err := readLine(reader, &line)
		if err != nil && !errors.Is(err, io.EOF) {
			return fmt.Errorf("read line %d: %w", number, err)
		}
		if number == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		if trimmed := bytes.TrimSpace(line); len(trimmed) > 0 || tooLong {
			if useErr := use(number, trimmed, lineError(number, trimmed, tooLong)); useErr != nil {
				return useErr
			}
		}
		if err != nil {
			return nil
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

func lineError(number int, line []byte, tooLong bool) error {
	switch {
	case tooLong:
		return practice.Errorf(practice.CodeTooLarge, "Line %d is longer than %d MiB; split it.", number, maxLine>>20)
	case !utf8.Valid(line):
		return practice.Errorf(practice.CodeInvalid, "Line %d is not UTF-8; save the file as UTF-8.", number)
	}
	return nil
}

// readLine reads one line into *line. What is over maxLine is read and dropped.
func readLine(reader *bufio.Reader, line *[]byte) (tooLong bool, err error) {
	*line = (*line)[:0]
	for {
		part, err := reader.ReadSlice('\n')
		if len(*line)+len(part) <= maxLine {
			*line = append(*line, part...)
		} else {
			tooLong = true
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return tooLong, err
		}
	}
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
