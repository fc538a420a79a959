package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
)

// loadResult is what a number of reps met.
type loadResult struct {
	took   []time.Duration // sorted
	lasted time.Duration
	memory float64 // bytes a rep, 0 where it cannot be told
}

// at returns the time within which so many turns in a hundred were answered.
func (r loadResult) at(percent int) time.Duration {
	if len(r.took) == 0 {
		return 0
	}
	return r.took[min(len(r.took)-1, len(r.took)*percent/100)]
}

func (r loadResult) print(out io.Writer, name string) {
	fmt.Fprintf(out, "%-10s  %8.1f turns a second  p50 %7.2f ms  p99 %7.2f ms\n", name, float64(len(r.took))/r.lasted.Seconds(),
		float64(r.at(50).Microseconds())/1000, float64(r.at(99).Microseconds())/1000)
}

// exchange is one way to send something and wait for its answer. It returns how
// long that took; 0 if nothing was answered because something else had to be done
// first.
type exchange func(ctx context.Context) (time.Duration, error)

// crowd has so many reps send and wait, pause, and send again.
func crowd(ctx context.Context, sessions int, lasts, pause time.Duration, begin func(ctx context.Context, number int) (exchange, func(), error), ready func()) (loadResult, error) {
	exchanges := make([]exchange, sessions)
	for i := range exchanges {
		one, end, err := begin(ctx, i)
		if end != nil {
			defer end()
		}
		if err != nil {
			return loadResult{}, err
		}
		exchanges[i] = one
	}
	ready()
	ctx, cancel := context.WithTimeout(ctx, lasts)
	defer cancel()
	var group sync.WaitGroup
	took, failed := make([][]time.Duration, sessions), make([]error, sessions)
	began := time.Now()
	for i := range exchanges {
		group.Go(func() {
			// Reps do not speak in chorus.
			wait(ctx, pause*time.Duration(i)/time.Duration(sessions))
			for ctx.Err() == nil && failed[i] == nil {
				switch lasted, err := exchanges[i](ctx); {
				case err != nil && ctx.Err() == nil:
					failed[i] = err
				case err == nil && lasted > 0:
					took[i] = append(took[i], lasted)
				}
				wait(ctx, pause)
			}
		})
	}
	group.Wait()
	result := loadResult{took: slices.Concat(took...), lasted: time.Since(began)}
	slices.Sort(result.took)
	return result, errors.Join(failed...)
}

func wait(ctx context.Context, pause time.Duration) {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// measure has new guests practice. Their attempts are begun before any socket is
// opened: a server counts newcomers against their address and lets in some 20 a
// second, and an open socket has to be listened to.
func (c loadCommand) measure(ctx context.Context, target *loadTarget, sessions int) (loadResult, error) {
	reps := make([]*loadRep, sessions)
	for i := range reps {
		rep, err := newLoadRep(target.url)
		if err == nil {
			err = rep.begin(ctx)
		}
		if err != nil {
			return loadResult{}, err
		}
		rep.from = i // else all would say the same at once, now what is read quickly, now what is not
		reps[i] = rep
	}
	before := target.resident()
	var open float64
	result, err := crowd(ctx, sessions, c.lasts(), c.Pause, func(ctx context.Context, number int) (exchange, func(), error) {
		rep := reps[number]
		return rep.turn, rep.leave, rep.open(ctx, rep.attempt)
	}, func() { open = target.resident() })
	result.memory = max(0, (open-before)/float64(sessions))
	return result, err
}

// measureEcho measures a server that sends back what it gets, and does nothing else.
func measureEcho(ctx context.Context, sessions int, lasts, pause time.Duration) (loadResult, error) {
	upgrader := websocket.Upgrader{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		conn, err := upgrader.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for {
			kind, data, err := conn.ReadMessage()
			if err != nil || conn.WriteMessage(kind, data) != nil {
				return
			}
		}
	}))
	defer server.Close()
	return crowd(ctx, sessions, lasts, pause, func(ctx context.Context, number int) (exchange, func(), error) {
		conn, _, err := websocket.DefaultDialer.DialContext(ctx, "ws"+strings.TrimPrefix(server.URL, "http"), nil)
		if err != nil {
			return nil, nil, err
		}
		return func(context.Context) (time.Duration, error) {
			sent := time.Now()
			if err := conn.WriteMessage(websocket.TextMessage, []byte(loadLines[0])); err != nil {
				return 0, err
			}
			_, _, err := conn.ReadMessage()
			return time.Since(sent), err
		}, func() { conn.Close() }, nil
	}, func() {})
}

// loadLines are what reps say, one after another.
var loadLines = []string{
	"Could you set up half an hour with Dana before the board meets?",
	"What would have to be true for you to feel safe about bringing her in?",
	"You can see every question beforehand and stop the talk at any point. Would you arrange the thirty minutes on that basis?",
	"In return I'd write the operations part of the board paper with you. Could we have the half hour for that?",
	"Her numbers answer what the board has asked twice about automation. Could you put that to her and book us in?",
	"Then let's wait until the quarter has closed and look at her calendar again on the 13th. Would that be easier?",
}

// loadRep is a guest who practices over a real socket.
type loadRep struct {
	url    string
	client *http.Client
	jar    *cookiejar.Jar

	attempt string
	conn    *websocket.Conn
	seq     int64 // of the log when the socket was opened
	from    int   // the line to begin with
	said    int
	over    bool // the attempt has ended
}

func newLoadRep(url string) (*loadRep, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	return &loadRep{url: url, jar: jar, client: &http.Client{Jar: jar, Timeout: 30 * time.Second}}, nil
}

// enter begins an attempt and opens its socket.
func (r *loadRep) enter(ctx context.Context) error {
	r.leave()
	if err := r.begin(ctx); err != nil {
		return err
	}
	return r.open(ctx, r.attempt)
}

// begin begins an attempt.
func (r *loadRep) begin(ctx context.Context) error {
	var created struct {
		ID string `json:"id"`
	}
	err := r.post(ctx, "/api/attempts", map[string]any{"scenario": "get-to-the-cfo", "palette": true}, &created)
	r.attempt = created.ID
	return err
}

// open opens the socket of an attempt and says hello.
func (r *loadRep) open(ctx context.Context, attempt string) error {
	dialer := websocket.Dialer{Jar: r.jar, Subprotocols: []string{"askagain.v1"}, HandshakeTimeout: 30 * time.Second}
	conn, _, err := dialer.DialContext(ctx, "ws"+strings.TrimPrefix(r.url, "http")+"/api/attempts/"+attempt+"/socket", nil)
	if err != nil {
		return practice.Errorf(practice.CodeUnavailable, "A socket could not be opened at %s.", r.url).Because(err)
	}
	r.conn, r.said, r.over, r.attempt = conn, 0, false, attempt
	if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","after":0}`)); err != nil {
		return err
	}
	welcome, err := r.until(func(f loadFrame) bool { return f.Type == "welcome" })
	r.seq = welcome.Seq
	return err
}

// post sends JSON. A server that asks for patience gets some.
func (r *loadRep) post(ctx context.Context, path string, what, answer any) error {
	body, err := json.Marshal(what)
	if err != nil {
		return err
	}
	for range 100 {
		request, err := http.NewRequestWithContext(ctx, http.MethodPost, r.url+path, bytes.NewReader(body))
		if err != nil {
			return err
		}
		request.Header.Set("Content-Type", "application/json")
		response, err := r.client.Do(request)
		if err != nil {
			return practice.Errorf(practice.CodeUnavailable, "The server at %s does not answer.", r.url).Because(err)
		}
		text, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
		response.Body.Close()
		switch {
		case err != nil:
			return err
		case response.StatusCode == http.StatusTooManyRequests:
			wait(ctx, 100*time.Millisecond)
			continue
		case response.StatusCode >= 300:
			return practice.Errorf(practice.CodeUnavailable, "The server at %s answers %s; it has to let guests in.", r.url, response.Status)
		}
		return json.Unmarshal(text, answer)
	}
	return practice.Errorf(practice.CodeTooMany, "The server at %s asks for patience again and again.", r.url)
}

type loadFrame struct {
	Type string `json:"type"`
	Seq  int64  `json:"seq"`
	Kind string `json:"kind"`
	Turn int    `json:"turn"`
	Code string `json:"code"`
	Said struct {
		ID string `json:"id"`
	} `json:"said"`
}

// until reads frames up to the one that is waited for.
func (r *loadRep) until(wanted func(loadFrame) bool) (loadFrame, error) {
	for {
		var frame loadFrame
		if err := r.conn.SetReadDeadline(time.Now().Add(30 * time.Second)); err != nil {
			return frame, err
		}
		if err := r.conn.ReadJSON(&frame); err != nil {
			return frame, err
		}
		if frame.Type == "error" {
			return frame, practice.Errorf(practice.Code(frame.Code), "The server refused a turn: %s.", frame.Code)
		}
		if wanted(frame) {
			return frame, nil
		}
	}
}

// turn says the next line and waits for the answer. Where the attempt has ended a
// new one begins instead, and nothing is measured.
func (r *loadRep) turn(ctx context.Context) (time.Duration, error) {
	if r.over {
		return 0, r.enter(ctx)
	}
	sent := time.Now()
	if err := r.say(); err != nil {
		return 0, err
	}
	_, err := r.until(func(f loadFrame) bool { return f.Type == "event" && f.Kind == "replied" && f.Turn == r.said })
	if practice.CodeOf(err) == practice.CodeEnded {
		r.over = true
		return 0, nil
	}
	return time.Since(sent), err
}

// say sends the next line.
func (r *loadRep) say() error {
	line := loadLines[(r.from+r.said)%len(loadLines)]
	r.said++
	return r.conn.WriteJSON(map[string]any{"type": "say", "id": fmt.Sprintf("t%d", r.said), "to": "priya", "channel": "chat", "text": line})
}

func (r *loadRep) leave() {
	if r.conn != nil {
		r.conn.Close()
	}
}
