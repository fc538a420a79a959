package web_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/web"
)

const patience = 20 * time.Second // of a test that waits for a frame; never reached when all is well

// talker is a page's end of a socket.
type talker struct {
	t    testing.TB
	conn *websocket.Conn
	raw  []string // every frame that came
}

func address(g *guest, attempt string) string {
	return "ws" + strings.TrimPrefix(g.url, "http") + "/api/attempts/" + attempt + "/socket"
}

// dial opens a socket with the guest's cookies.
func dial(t testing.TB, g *guest, attempt string) *talker {
	t.Helper()
	dialer := websocket.Dialer{Jar: g.client.Jar, Subprotocols: []string{"askagain.v1"}}
	conn, response, err := dialer.Dial(address(g, attempt), nil)
	if err != nil {
		t.Fatalf("dial: %v (%v)", err, response)
	}
	return talk(t, conn)
}

func talk(t testing.TB, conn *websocket.Conn) *talker {
	t.Cleanup(func() { _ = conn.Close() })
	return &talker{t: t, conn: conn}
}

func (c *talker) close() { _ = c.conn.Close() }

func (c *talker) send(frame any) {
	c.t.Helper()
	if err := c.conn.WriteJSON(frame); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

func (c *talker) sendRaw(kind int, data string) {
	c.t.Helper()
	if err := c.conn.WriteMessage(kind, []byte(data)); err != nil {
		c.t.Fatalf("send: %v", err)
	}
}

func (c *talker) hello(after int64) *talker {
	c.t.Helper()
	c.send(map[string]any{"type": "hello", "after": after})
	return c
}

func (c *talker) say(id, to, text string, intends ...string) {
	c.t.Helper()
	c.send(map[string]any{"type": "say", "id": id, "to": to, "channel": "phone", "text": text, "intends": intends})
}

// received is a frame from the server.
type received struct {
	Type    string
	Seq     int64
	Turn    int
	Kind    string
	Version int
	Running bool
	Person  string
	Code    string
	Message string
	ID      string
	Now     map[string]any
	Said    map[string]any
	Read    map[string]any
	Decided map[string]any
	Replied *struct {
		Lines []struct{ Person, Text string }
		By    string
	}
	Ended  map[string]any
	Scored map[string]any
}

// name is what a test calls a frame: its type, or an event's kind.
func (r received) name() string {
	if r.Type == "event" {
		return r.Kind
	}
	return r.Type
}

// next returns the next frame.
func (c *talker) next() received {
	c.t.Helper()
	frame, err := c.read()
	if err != nil {
		c.t.Fatalf("no frame came: %v", err)
	}
	return frame
}

func (c *talker) read() (received, error) {
	_ = c.conn.SetReadDeadline(time.Now().Add(patience))
	kind, data, err := c.conn.ReadMessage()
	if err != nil {
		return received{}, err
	}
	c.raw = append(c.raw, string(data))
	var frame received
	if err := json.Unmarshal(data, &frame); err != nil || kind != websocket.TextMessage {
		return frame, fmt.Errorf("frame %d %q: %w", kind, data, err)
	}
	return frame, nil
}

// until reads up to the first frame of that name and returns it.
func (c *talker) until(name string) received {
	c.t.Helper()
	for {
		frame := c.next()
		if frame.name() == name {
			return frame
		}
		if frame.Type == "error" {
			c.t.Fatalf("waiting for %s: %s %s", name, frame.Code, frame.Message)
		}
	}
}

// expect fails unless the next frames have these names, and returns the last.
func (c *talker) expect(names ...string) (last received) {
	c.t.Helper()
	for i, name := range names {
		if last = c.next(); last.name() != name {
			c.t.Fatalf("frame %d is %s (%s), want %s", i, last.name(), c.raw[len(c.raw)-1], name)
		}
	}
	return last
}

// skipOpening reads what a fresh attempt begins with.
func (c *talker) skipOpening() *talker {
	c.t.Helper()
	c.expect("welcome", "replied")
	return c
}

// complains fails unless the next frame is an error with that code and id.
func (c *talker) complains(code, id string) {
	c.t.Helper()
	frame := c.next()
	if frame.Type != "error" || frame.Code != code || frame.ID != id || !strings.HasSuffix(frame.Message, ".") {
		c.t.Fatalf("got %s, want the error %s for %q", c.raw[len(c.raw)-1], code, id)
	}
}

// closes reads until the socket closes and fails unless it does with that code.
func (c *talker) closes(code web.CloseCode) {
	c.t.Helper()
	for {
		_, err := c.read()
		if err == nil {
			continue
		}
		var closed *websocket.CloseError
		if !errors.As(err, &closed) || closed.Code != int(code) || closed.Text != code.String() {
			c.t.Fatalf("ended with %v, want %d %s", err, code, code)
		}
		return
	}
}
