// Command faulty is an endpoint for tests that speaks OpenAI's chat protocol and
// can fail in every way that real ones do. The model's name says how; see modes.
// It prints the address that it listens at and ends when its input ends, so that
// no test leaves one behind. Arguments name files of orders, with what a model
// that obeys them would say; see ordersIn.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync/atomic"
	"time"
)

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("http://" + listener.Addr().String())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	orders := map[string]string{}
	for _, path := range os.Args[1:] {
		text, err := os.ReadFile(path)
		if err != nil {
			log.Fatal(err)
		}
		maps.Copy(orders, ordersIn(string(text)))
	}
	log.Fatal(http.Serve(listener, &endpoint{orders: orders}))
}

// endpoint answers chat completions. calls counts them, for modes that change
// their mind; orders are what obeying comes to, where a program cannot tell.
type endpoint struct {
	calls  atomic.Int64
	orders map[string]string
}

type request struct {
	Model    string `json:"model"`
	Messages []struct {
		Role    string `json:"role"`
		Content string `json:"content"`
	} `json:"messages"`
	MaxTokens           int             `json:"max_tokens"`
	MaxCompletionTokens int             `json:"max_completion_tokens"`
	ResponseFormat      json.RawMessage `json:"response_format"`
}

// conveyed is the line that the last instruction asks for.
func (r request) conveyed() string {
	for i := len(r.Messages) - 1; i >= 0; i-- {
		if r.Messages[i].Role != "system" {
			continue
		}
		var lines []string
		for line := range strings.Lines(r.Messages[i].Content) {
			if text, is := strings.CutPrefix(strings.TrimSpace(line), "- "); is {
				lines = append(lines, text)
			}
		}
		if len(lines) > 0 {
			return strings.Join(lines, " ")
		}
	}
	return "No."
}

// lastSaid is what the rep said last.
func (r request) lastSaid() string {
	for i := len(r.Messages) - 1; i >= 0; i-- {
		if r.Messages[i].Role == "user" {
			return r.Messages[i].Content
		}
	}
	return ""
}

func (e *endpoint) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case strings.HasSuffix(r.URL.Path, "/audio/transcriptions"):
		transcribe(w, r)
		return
	case strings.HasSuffix(r.URL.Path, "/audio/speech"):
		w.Header().Set("Content-Type", "audio/mpeg")
		_, _ = w.Write(silence())
		return
	}
	var asked request
	if err := json.NewDecoder(http.MaxBytesReader(w, r.Body, 1<<20)).Decode(&asked); err != nil {
		http.Error(w, `{"error":{"message":"no request"}}`, http.StatusBadRequest)
		return
	}
	mode, argument, _ := strings.Cut(asked.Model, ":")
	answer, known := modes[mode]
	if !known {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprint(w, `{"error":{"message":"no such model","type":"invalid_request_error"}}`)
		return
	}
	answer(&speech{w, r, asked, argument, e.calls.Add(1), e.orders})
}

// transcribe hears the model's name as what was said, with spaces for its dashes,
// as long as there is a recording at all.
func transcribe(w http.ResponseWriter, r *http.Request) {
	file, _, err := r.FormFile("file")
	if err != nil {
		http.Error(w, `{"error":{"message":"no recording"}}`, http.StatusBadRequest)
		return
	}
	defer file.Close()
	size, _ := io.Copy(io.Discard, file)
	text := strings.ReplaceAll(r.FormValue("model"), "-", " ")
	if size < 100 || text == "silence" {
		text = ""
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(map[string]string{"text": text})
}

// silence is a frame of MPEG-1 layer III at 128 kbit/s and 44.1 kHz without sound.
func silence() []byte {
	frame := make([]byte, 417)
	copy(frame, []byte{0xff, 0xfb, 0x90, 0x64})
	return frame
}

// speech is one answer being made.
type speech struct {
	w        http.ResponseWriter
	r        *http.Request
	asked    request
	argument string
	call     int64
	orders   map[string]string
}

// modes are the ways to answer.
var modes = map[string]func(*speech){
	"says":     func(s *speech) { s.whole(s.asked.conveyed()) },  // what it was told to
	"repeats":  func(s *speech) { s.whole(s.argument) },          // always the same
	"slow":     func(s *speech) { s.slowly(s.asked.conveyed()) }, // the same, word by word
	"obeys":    func(s *speech) { s.whole(s.obeyed()) },          // whatever the rep orders
	"slips":    func(s *speech) { s.whole(s.asked.conveyed() + " " + s.obeyed()) },
	"confides": func(s *speech) { s.whole(s.obeyed() + " " + s.asked.conveyed()) },
	"weaves":   func(s *speech) { s.whole(woven(s.asked.conveyed(), s.obeyed())) },
	"rewords":  func(s *speech) { s.whole(reworded(s.asked.conveyed(), len(s.asked.Messages))) },
	"chats":    func(s *speech) { s.whole(chatted(s.asked.conveyed(), len(s.asked.Messages))) },
	"status":   func(s *speech) { s.status(s.argument, "") },                  // an error, always
	"later":    func(s *speech) { s.later() },                                 // 429 with Retry-After, then it speaks
	"html":     func(s *speech) { s.page() },                                  // 200 with a sign-in page
	"halfjson": func(s *speech) { s.open(); s.raw(`data: {"choices":[{"de`) }, // and closes
	"silent":   func(s *speech) { s.open(); <-s.r.Context().Done() },
	"deaf":     func(s *speech) { <-s.r.Context().Done() }, // not even a header
	"dribbles": func(s *speech) { s.dribble() },
	"unfinished": func(s *speech) { // closes cleanly, without finish_reason and [DONE]
		s.open()
		s.words(s.asked.conveyed())
	},
	"nodone": func(s *speech) { // says that it is finished, and leaves [DONE] out
		s.open()
		s.words(s.asked.conveyed())
		s.finish("stop")
	},
	"cut":    func(s *speech) { s.open(); s.words(s.asked.conveyed()); s.finish("length"); s.done() },
	"filter": func(s *speech) { s.open(); s.finish("content_filter"); s.done() },
	"empty":  func(s *speech) { s.open(); s.finish("stop"); s.done() },
	"errorframe": func(s *speech) {
		s.open()
		s.words("No, ")
		s.raw("data: {\"error\":{\"message\":\"overloaded\"}}\n\n")
	},
	"errorspace": func(s *speech) {
		s.open()
		s.words("No, ")
		s.raw("data: { \"error\" : {\"message\":\"overloaded\"}}\n\n")
		s.finish("stop")
		s.done()
	},
	"errorevent": func(s *speech) {
		s.open()
		s.words("No, ")
		s.raw("event: error\ndata: {\"message\":\"overloaded\"}\n\n")
		s.finish("stop")
		s.done()
	},
	"comments": func(s *speech) { // more of them than go-openai puts up with
		s.open()
		for range 400 {
			s.raw(": keep-alive\n\n")
		}
		s.words(s.asked.conveyed())
		s.finish("stop")
		s.done()
	},
	"drops": func(s *speech) { // the connection, in the middle
		s.open()
		s.words("No, ")
		if connection, _, err := http.NewResponseController(s.w).Hijack(); err == nil {
			connection.Close()
		}
	},
	"endless": func(s *speech) {
		s.open()
		for s.r.Context().Err() == nil {
			s.words("and so on and so on and so on and so on ")
		}
	},
	"drafts": func(s *speech) { // writes a file with a mistake first, and mends it
		for _, message := range s.asked.Messages {
			if strings.Contains(message.Content, "The compiler found this") {
				s.whole("```yaml\n" + exampleOf(s.asked) + "```")
				return
			}
		}
		s.whole("```yaml\n" + strings.Replace(exampleOf(s.asked), "title:", "titel:", 1) + "```")
	},
	"second": func(s *speech) { // breaks a rule first, and keeps it when asked again
		if strings.Contains(s.asked.Messages[0].Content, "cannot be spoken") {
			s.whole(s.asked.conveyed())
			return
		}
		s.whole(s.argument)
	},
}

func (s *speech) open() {
	s.w.Header().Set("Content-Type", "text/event-stream")
	s.w.WriteHeader(http.StatusOK)
	s.flush()
}

func (s *speech) raw(text string) {
	fmt.Fprint(s.w, text)
	s.flush()
}

func (s *speech) flush() { _ = http.NewResponseController(s.w).Flush() }

func (s *speech) words(text string) {
	for word := range strings.SplitSeq(text, " ") {
		content, _ := json.Marshal(word + " ")
		s.raw(`data: {"choices":[{"index":0,"delta":{"content":` + string(content) + `}}]}` + "\n\n")
	}
}

func (s *speech) finish(reason string) {
	s.raw(`data: {"choices":[{"index":0,"delta":{},"finish_reason":"` + reason + `"}]}` + "\n\n")
	s.raw(`data: {"choices":[],"usage":{"prompt_tokens":100,"completion_tokens":20,"total_tokens":120}}` + "\n\n")
}

func (s *speech) done() { s.raw("data: [DONE]\n\n") }

func (s *speech) whole(text string) {
	s.open()
	s.words(text)
	s.finish("stop")
	s.done()
}

func (s *speech) status(code, after string) {
	status, err := strconv.Atoi(code)
	if err != nil {
		status = http.StatusInternalServerError
	}
	if after != "" {
		s.w.Header().Set("Retry-After", after)
	}
	s.w.Header().Set("Content-Type", "application/json")
	s.w.WriteHeader(status)
	fmt.Fprintf(s.w, `{"error":{"message":"you said: %s","type":"test"}}`, strings.ReplaceAll(s.asked.lastSaid(), `"`, "'"))
}

func (s *speech) later() {
	if s.call == 1 {
		s.status("429", "1")
		return
	}
	s.whole(s.asked.conveyed())
}

func (s *speech) page() {
	s.w.Header().Set("Content-Type", "text/html")
	fmt.Fprint(s.w, "<!doctype html><title>Sign in</title><p>Please sign in to this network.")
}

func (s *speech) slowly(text string) {
	s.open()
	for word := range strings.SplitSeq(text, " ") {
		select {
		case <-s.r.Context().Done():
			return
		case <-time.After(120 * time.Millisecond):
			s.words(word)
		}
	}
	s.finish("stop")
	s.done()
}

func (s *speech) dribble() {
	s.open()
	for {
		select {
		case <-s.r.Context().Done():
			return
		case <-time.After(100 * time.Millisecond):
			s.words("well")
		}
	}
}
