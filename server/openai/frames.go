package openai

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
)

const maxFrameBytes = 256 << 10

// frames passes on the data of a stream of server-sent events and nothing else.
// go-openai ends a stream with an error after 300 lines that are no data, such
// as the comments by which a slow endpoint keeps a connection alive, and can
// drop an error frame silently when a space stands after its brace. Here comments
// never reach it, and an error frame, however it is written, is the error of
// the read.
type frames struct {
	body    io.ReadCloser
	lines   *bufio.Scanner
	pending bytes.Reader
	failed  bool // the event's name is error: its data says why
	err     error
}

func newFrames(body io.ReadCloser) *frames {
	lines := bufio.NewScanner(body)
	lines.Buffer(make([]byte, 0, 4096), maxFrameBytes)
	return &frames{body: body, lines: lines}
}

// errStream is what an endpoint says went wrong after it had begun to speak.
var errStream = errors.New("the endpoint broke its stream off")

// Read returns whole data lines, each followed by an empty one.
func (f *frames) Read(into []byte) (int, error) {
	for f.pending.Len() == 0 {
		if f.err != nil {
			return 0, f.err
		}
		if !f.lines.Scan() {
			if f.err = f.lines.Err(); f.err == nil {
				f.err = io.EOF
			}
			return 0, f.err
		}
		f.take(bytes.TrimSpace(f.lines.Bytes()))
	}
	return f.pending.Read(into)
}

func (f *frames) take(line []byte) {
	if name, is := bytes.CutPrefix(line, []byte("event:")); is {
		f.failed = string(bytes.TrimSpace(name)) == "error"
		return
	}
	data, is := bytes.CutPrefix(line, []byte("data:"))
	if !is {
		f.failed = f.failed && len(line) > 0 // an empty line ends the event
		return
	}
	data = bytes.TrimSpace(data)
	if f.failed || isError(data) {
		f.err = errStream // not what it says: it may repeat the rep's words
		return
	}
	f.pending.Reset(fmt.Appendf(nil, "data: %s\n\n", data))
}

// isError reports whether a frame is an object with an error in it.
func isError(data []byte) bool {
	if !bytes.Contains(data, []byte(`"error"`)) {
		return false
	}
	var frame struct {
		Error json.RawMessage `json:"error"`
	}
	return json.Unmarshal(data, &frame) == nil && len(frame.Error) > 0 && string(frame.Error) != "null"
}

// Close closes the stream.
func (f *frames) Close() error { return f.body.Close() }
