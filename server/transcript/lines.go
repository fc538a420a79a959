package transcript

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// textLine is a line without its ending and the white space around it. number
// counts from 1; a long line is over MaxObjectBytes and has lost its text.
type textLine struct {
	number int
	text   []byte
	long   bool
}

// lineReader reads lines of any length in bounded memory.
type lineReader struct {
	from   *bufio.Reader
	number int
}

// next returns the next line, or io.EOF after the last. Another error comes
// with the number of the line that it struck.
func (r *lineReader) next() (textLine, error) {
	r.number++
	line := textLine{number: r.number}
	for {
		part, err := r.from.ReadSlice('\n')
		if line.long = line.long || len(line.text)+len(part) > MaxObjectBytes; line.long {
			line.text = nil
		} else {
			line.text = append(line.text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			if len(line.text) == 0 && !line.long {
				return textLine{}, io.EOF
			}
		case err != nil:
			return textLine{number: r.number}, err
		}
		if r.number == 1 {
			line.text = bytes.TrimPrefix(line.text, []byte("\ufeff"))
		}
		line.text = bytes.TrimSpace(line.text)
		return line, nil
	}
}
