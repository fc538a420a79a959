package transcript

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Line is a line that is not blank, without its ending and the white space
// around it.
type Line struct {
	Number int // from 1; blank lines count
	Text   []byte
	Long   bool // it is over MaxObjectBytes, and Text is lost
}

// LineReader reads lines of any length in bounded memory.
type LineReader struct {
	from   *bufio.Reader
	number int
	ended  bool // a terminal would go on after its end
}

// NewLineReader returns a reader of the lines of a stream. A byte-order mark at
// its beginning is left out.
func NewLineReader(stream io.Reader) *LineReader {
	return &LineReader{from: bufio.NewReaderSize(stream, 64<<10)}
}

// Next returns the next line that is not blank, or io.EOF after the last.
// Another error comes with the number of the line that it struck.
func (r *LineReader) Next() (Line, error) {
	for !r.ended {
		line, err := r.read()
		if err != nil || line.Long || len(line.Text) > 0 {
			return line, err
		}
	}
	return Line{}, io.EOF
}

func (r *LineReader) read() (Line, error) {
	r.number++
	line := Line{Number: r.number}
	for {
		part, err := r.from.ReadSlice('\n')
		if line.Long = line.Long || len(line.Text)+len(part) > MaxObjectBytes; line.Long {
			line.Text = nil
		} else {
			line.Text = append(line.Text, part...)
		}
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
			continue
		case errors.Is(err, io.EOF):
			r.ended = true
		case err != nil:
			return Line{Number: r.number}, err
		}
		if r.number == 1 {
			line.Text = bytes.TrimPrefix(line.Text, []byte("\ufeff"))
		}
		line.Text = bytes.TrimSpace(line.Text)
		return line, nil
	}
}
