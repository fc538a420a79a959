package web_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// The tests here run on a clock that jumps when everybody waits, over
// connections without any buffer: who does not read stops the writer at once.
// A bubble ends only when its last goroutine has, so each of them also shows
// that sockets leave none behind.

// wire is a listener whose connections are pipes.
type wire struct {
	accepted chan net.Conn
	closed   chan struct{}
}

func newWire() *wire { return &wire{make(chan net.Conn), make(chan struct{})} }

func (w *wire) Accept() (net.Conn, error) {
	select {
	case conn := <-w.accepted:
		return conn, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

func (w *wire) Close() error { close(w.closed); return nil }

func (w *wire) Addr() net.Addr { return &net.UnixAddr{Name: "pipe", Net: "pipe"} }

func (w *wire) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case w.accepted <- server:
		return client, nil
	case <-w.closed:
		return nil, net.ErrClosed
	}
}

// inBubble runs a test against a house on a jumping clock. open dials a socket
// to an attempt that has just begun.
func inBubble(t *testing.T, limits web.Limits, test func(t *testing.T, h *house, open func() *talker)) {
	synctest.Test(t, func(t *testing.T) {
		h := build(t, func(config *web.Config, _ *session.Config) { config.Limits = limits })
		wire := newWire()
		server := &http.Server{Handler: h.server}
		served := make(chan error, 1)
		go func() { served <- server.Serve(wire) }()

		recorder := httptest.NewRecorder()
		h.server.ServeHTTP(recorder, httptest.NewRequest("POST", "/api/attempts", strings.NewReader(`{"scenario":"plain"}`)))
		cookie, _, _ := strings.Cut(recorder.Header().Get("Set-Cookie"), ";")
		attempt := strings.Split(recorder.Body.String(), `"`)[3]

		defer func() {
			h.close(t)
			if err := server.Close(); err != nil {
				t.Error(err)
			}
			if err := <-served; !errors.Is(err, http.ErrServerClosed) {
				t.Error(err)
			}
		}()
		test(t, h, func() *talker {
			dialer := websocket.Dialer{NetDialContext: wire.dial, Subprotocols: []string{"askagain.v1"}}
			conn, response, err := dialer.Dial("ws://pipe/api/attempts/"+attempt+"/socket", http.Header{"Cookie": {cookie}})
			if err != nil {
				t.Fatalf("dial: %v (%v)", err, response)
			}
			return &talker{t: t, conn: conn}
		})
	})
}

func TestWhoNeverSaysHelloIsClosed(t *testing.T) {
	inBubble(t, web.Limits{}, func(t *testing.T, _ *house, open func() *talker) {
		began := time.Now()
		silent := open()
		silent.closes(web.CloseIdle)
		if waited := time.Since(began); waited != 10*time.Second {
			t.Errorf("closed after %v", waited)
		}
		silent.close()
	})
}

func TestPings(t *testing.T) {
	inBubble(t, web.Limits{}, func(t *testing.T, _ *house, open func() *talker) {
		answering := open().hello(0).skipOpening()
		var pings atomic.Int64
		answer := answering.conn.PingHandler()
		answering.conn.SetPingHandler(func(data string) error {
			pings.Add(1)
			return answer(data)
		})
		_ = answering.conn.SetReadDeadline(time.Time{})
		left := make(chan struct{})
		go func() {
			defer close(left)
			_, _, _ = answering.conn.ReadMessage() // answers pings until the connection ends
		}()

		mute := open().hello(0).skipOpening()
		mute.conn.SetPingHandler(func(string) error { return nil })
		began := time.Now()
		_ = mute.conn.SetReadDeadline(began.Add(time.Hour))
		_, _, err := mute.conn.ReadMessage()
		var closed *websocket.CloseError
		if err == nil || errors.As(err, &closed) && closed.Code != websocket.CloseAbnormalClosure {
			t.Errorf("a client that answers no ping: %v", err)
		}
		if waited := time.Since(began); waited != time.Minute {
			t.Errorf("dropped after %v", waited)
		}
		mute.close()

		time.Sleep(10 * time.Minute) // of the bubble's clock
		select {
		case <-left:
			t.Error("a client that answers pings was dropped")
		default:
		}
		if count := pings.Load(); count < 10 {
			t.Errorf("%d pings in eleven minutes", count)
		}
		answering.close()
		<-left
	})
}

// fill makes more happen than fits into a small queue.
func fill(t *testing.T, h *house, name string, turns int) {
	t.Helper()
	id, rep := onlyAttempt(h)
	for turn := range turns {
		_, err := h.room.Do(context.Background(), rep, id, practice.Turn{ID: name + strconv.Itoa(turn), Kind: practice.WaitFor, Days: 1})
		if err != nil {
			t.Fatal(err)
		}
		synctest.Wait() // until everybody has heard of it, so that nobody lags
	}
}

func onlyAttempt(h *house) (id, rep string) {
	h.store.mu.Lock()
	defer h.store.mu.Unlock()
	for _, attempt := range h.store.attempts {
		id, rep = attempt.ID, attempt.Rep
	}
	return id, rep
}

func TestSlowConsumers(t *testing.T) {
	t.Run("that read again are told", func(t *testing.T) {
		inBubble(t, web.Limits{QueueBytes: 4 << 10}, func(t *testing.T, h *house, open func() *talker) {
			slow := open().hello(0).skipOpening()
			fill(t, h, "f", 18)
			synctest.Wait()
			slow.closes(web.CloseSlowConsumer)
			slow.close()

			// Coming back they get the rest, as fast as they read and not faster.
			back := open().hello(2)
			welcome := back.expect("welcome")
			for seq := int64(3); seq <= welcome.Seq; seq++ {
				synctest.Wait()
				if frame := back.next(); frame.Seq != seq {
					t.Fatalf("event %d came after %d", frame.Seq, seq-1)
				}
			}
			if welcome.Seq < 30 {
				t.Errorf("only %d events were missed", welcome.Seq)
			}
			back.close()
		})
	})
	t.Run("that never read again are dropped", func(t *testing.T) {
		inBubble(t, web.Limits{QueueBytes: 4 << 10}, func(t *testing.T, h *house, open func() *talker) {
			stuck, lively := open().hello(0).skipOpening(), open().hello(0).skipOpening()
			drained := make(chan struct{})
			go func() {
				defer close(drained)
				for {
					if _, err := lively.read(); err != nil {
						return
					}
				}
			}()
			fill(t, h, "f", 18)
			time.Sleep(11 * time.Second) // of the bubble's clock: longer than a write may take
			if _, _, err := stuck.conn.ReadMessage(); !errors.Is(err, io.ErrUnexpectedEOF) && !websocket.IsUnexpectedCloseError(err) {
				t.Errorf("a connection that stood still: %v", err)
			}
			stuck.close()
			lively.close()
			<-drained
		})
	})
}

func TestShutdownDropsWhoDoesNotLeave(t *testing.T) {
	inBubble(t, web.Limits{}, func(t *testing.T, h *house, open func() *talker) {
		stuck := open().hello(0) // reads nothing, so not even the close code can go out
		synctest.Wait()
		ctx, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
		defer cancel()
		if err := h.server.Shutdown(ctx); practice.CodeOf(err) != practice.CodeUnavailable {
			t.Errorf("shutdown: %v", err)
		}
		stuck.close()
	})
}

// TestFallingBehind lets more happen than the broker keeps for a client that is
// still busy with the log.
func TestFallingBehind(t *testing.T) {
	inBubble(t, web.Limits{QueueBytes: 4 << 10}, func(t *testing.T, h *house, open func() *talker) {
		fill(t, h, "before", 8)
		client := open().hello(0)
		synctest.Wait()
		const more = 40 // batches: more than wait for one subscriber
		fill(t, h, "while", more/2)
		id, _ := onlyAttempt(h)
		last, err := h.store.Attempt(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		welcome := client.expect("welcome")
		for seq := int64(2); seq <= last.Seq; seq++ {
			frame := client.next()
			if frame.Seq != seq {
				t.Fatalf("event %d came after %d", frame.Seq, seq-1)
			}
		}
		if now := client.expect("now").Now; now["day"] != 28.0 {
			t.Errorf("now: %v", now)
		}
		if welcome.Seq >= last.Seq {
			t.Error("nothing happened meanwhile")
		}
		client.close()
	})
}
