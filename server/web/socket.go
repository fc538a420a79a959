package web

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
)

const (
	subprotocol     = "askagain.v1"
	protocolVersion = 1
	// closeWait is how long a closed socket waits for the client to confirm, so
	// that the close code arrives before the connection goes.
	closeWait = time.Second
)

// socket is one client's connection to one attempt. Three goroutines serve it:
// the reader (the request's own) takes what the client sends, the feed turns
// committed events into frames, the writer alone writes. What they have to say
// goes through the outbox; closing it ends all three.
type socket struct {
	server  *Server
	caller  caller // as the connection was opened
	rep     string
	attempt string
	outbox  *outbox

	mu      sync.Mutex
	conn    *websocket.Conn // nil until upgraded
	dropped bool

	// The reader's own.
	greeted  bool
	bad      int // frames that no honest client sends
	watchdog *time.Timer
	feeding  sync.WaitGroup
}

func (s *Server) newUpgrader(origin string) websocket.Upgrader {
	return websocket.Upgrader{
		ReadBufferSize: 4 << 10, WriteBufferSize: 4 << 10, WriteBufferPool: &sync.Pool{},
		Subprotocols: []string{subprotocol},
		CheckOrigin:  func(r *http.Request) bool { return sameOrigin(r, origin) },
		Error: func(w http.ResponseWriter, r *http.Request, status int, reason error) {
			if status == http.StatusForbidden {
				s.writeError(w, r, errCrossOrigin.Because(reason))
				return
			}
			s.writeError(w, r, errNoSocket.Because(reason))
		},
	}
}

var errNoSocket = practice.Errorf(practice.CodeInvalid, "This address is for a page's own connection, by the protocol %s. Open the attempt in a browser instead.", subprotocol)

// sameOrigin reports whether a page of ours opens the socket. Browsers always
// say where a page is from; a client without an origin is no browser, so nobody
// else's cookie can ride along.
func sameOrigin(r *http.Request, public string) bool {
	origin := r.Header.Get("Origin")
	if origin == "" || public != "" && strings.EqualFold(origin, public) {
		return true
	}
	parsed, err := url.Parse(origin)
	return err == nil && parsed.Host != "" && strings.EqualFold(parsed.Host, r.Host)
}

// socket upgrades the request and serves the connection until it ends.
func (s *Server) socket(w http.ResponseWriter, r *http.Request) {
	if !slices.Contains(websocket.Subprotocols(r), subprotocol) {
		s.writeError(w, r, errNoSocket)
		return
	}
	who := callerOf(r.Context())
	c := &socket{server: s, caller: who, rep: who.rep, attempt: r.PathValue("id"), outbox: newOutbox(s.limits.QueueBytes)}
	if who.rep == "" {
		c.outbox.close(CloseSignedOut) // a page can read a close code and no refused upgrade
	}
	if err := s.sockets.enter(c); err != nil {
		s.writeError(w, r, err)
		return
	}
	defer s.sockets.leave(c)
	defer s.attendance.enter(who, func() { c.outbox.close(CloseSignedOut) })()
	// The library answers the upgrade by itself: the headers so far go with it.
	conn, err := s.upgrader.Upgrade(w, r, w.Header().Clone())
	if err != nil {
		return // the upgrader has answered
	}
	c.serve(conn)
}

// serve runs the three goroutines and returns when all have ended.
func (c *socket) serve(conn *websocket.Conn) {
	c.adopt(conn)
	ctx, cancel := context.WithCancel(context.Background())
	readerEnded := make(chan struct{})
	var writing sync.WaitGroup
	writing.Go(func() { c.guard("writer", func() { c.write(readerEnded) }) })
	c.watchdog = time.AfterFunc(c.server.limits.HelloWithin, func() { c.outbox.close(CloseIdle) })
	defer func() {
		c.watchdog.Stop()
		close(readerEnded)
		c.outbox.close(0)
		cancel()
		c.feeding.Wait()
		writing.Wait()
	}()
	c.guard("reader", func() { c.read(ctx) })
}

// adopt takes over the connection, unless the server gave it up in between.
func (c *socket) adopt(conn *websocket.Conn) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.conn = conn
	if c.dropped {
		_ = conn.Close()
	}
}

// drop ends the connection without a word.
func (c *socket) drop() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.dropped = true
	if c.conn != nil {
		_ = c.conn.Close() // it is given up; what goes wrong now changes nothing
	}
}

// guard keeps a fault in one socket from ending the program.
func (c *socket) guard(part string, f func()) {
	defer func() {
		if fault := recover(); fault != nil {
			c.server.logFault("socket "+part, fault)
			c.outbox.close(CloseRestarting)
		}
	}()
	f()
}

// read takes frames until the connection ends. Once the socket is closed from
// our side it discards what still comes, so that the close code is not lost to
// a connection reset.
func (c *socket) read(ctx context.Context) {
	c.alive()
	c.conn.SetPongHandler(func(string) error { c.alive(); return nil })
	answer := c.conn.PingHandler()
	c.conn.SetPingHandler(func(data string) error { c.alive(); return answer(data) })
	for {
		kind, message, err := c.conn.NextReader()
		if err != nil {
			return
		}
		if c.outbox.isClosed() {
			continue // the library skips what is left of a message
		}
		data, err := io.ReadAll(io.LimitReader(message, maxReadBytes+1))
		if err != nil {
			return
		}
		c.alive()
		if len(data) > maxReadBytes {
			c.outbox.close(CloseTooLarge)
			continue
		}
		c.receive(ctx, kind, data)
	}
}

// alive gives the client until the next missed pong.
func (c *socket) alive() {
	_ = c.conn.SetReadDeadline(time.Now().Add(c.server.limits.PongWait)) // a dead connection fails the next read
}

var (
	errBinary       = practice.Errorf(practice.CodeInvalid, "Messages are text, and that one was binary. Reload the page.")
	errUnknownFrame = practice.Errorf(practice.CodeInvalid, "This server does not know that kind of message. Reload the page.")
	errNoHello      = practice.Errorf(practice.CodeInvalid, "The first message has to be hello. Reload the page.")
	errSecondHello  = practice.Errorf(practice.CodeInvalid, "This connection has said hello before. Reload the page.")
	errNoSuchAfter  = practice.Errorf(practice.CodeInvalid, "The page has more of this attempt than there is. Reload the page.")
)

// receive answers one message.
func (c *socket) receive(ctx context.Context, kind int, data []byte) {
	if kind != websocket.TextMessage {
		c.refuse(errBinary, "")
		return
	}
	frame, problem := decodeFrame(data)
	id := frame.answerID()
	if !c.server.rates.allow(c.rep, c.server.now()) {
		c.refuse(errTooFast, id)
		return
	}
	switch {
	case problem != nil && problem.Code == practice.CodeTooLarge:
		c.outbox.put(encodeError(problem, id)) // a person who wrote much is no broken client
	case problem != nil:
		c.refuse(problem, id)
	case frame.Type == frameHello:
		c.hello(ctx, frame.After)
	default:
		c.take(frame, id)
	}
}

// take hands a turn to the room. It waits until the turn is committed: the next
// message is read after that, so a client's turns stay in order.
func (c *socket) take(frame clientFrame, id string) {
	turn, isTurn := frame.turn()
	switch {
	case !isTurn:
		c.refuse(errUnknownFrame, id)
		return
	case !c.greeted:
		c.refuse(errNoHello, id)
		return
	}
	// A turn that has arrived is taken, even if the client leaves meanwhile.
	ctx, cancel := context.WithTimeout(context.Background(), c.server.limits.TurnWithin)
	defer cancel()
	if !c.stillIn(ctx, id) {
		return
	}
	if _, err := c.server.room.Do(ctx, c.rep, c.attempt, turn); err != nil {
		c.server.logInternal("turn", err)
		c.outbox.put(encodeError(err, id))
	}
}

// stillIn reports whether the session stands under which the socket was opened,
// and closes the socket when it does not.
func (c *socket) stillIn(ctx context.Context, id string) bool {
	err := c.server.still(ctx, c.caller)
	switch {
	case err == nil:
		return true
	case practice.CodeOf(err) == practice.CodeSignIn:
		c.outbox.close(CloseSignedOut)
	default:
		c.server.logInternal("session", err)
		c.outbox.put(encodeError(err, id))
	}
	return false
}

// refuse answers a message that no honest client sends, and closes the socket
// when there were too many of them. The attempt is unharmed.
func (c *socket) refuse(err error, id string) {
	c.outbox.put(encodeError(err, id))
	if c.bad++; c.bad >= c.server.limits.BadFrames {
		c.outbox.close(CloseProtocol)
	}
}

// hello starts the feed, which from then on owns the subscription. Subscribing
// comes before reading the log, so that no event falls between the two; the feed
// leaves out what it has sent already.
func (c *socket) hello(ctx context.Context, after int64) {
	if c.greeted {
		c.refuse(errSecondHello, "")
		return
	}
	f := &feed{socket: c}
	if !f.subscribe() {
		return
	}
	defer func() {
		if !c.greeted {
			f.subscription.Close()
		}
	}()
	lookCtx, cancel := context.WithTimeout(ctx, c.server.limits.TurnWithin)
	defer cancel()
	if !c.stillIn(lookCtx, "") {
		return
	}
	view, err := c.server.room.Look(lookCtx, c.rep, c.attempt)
	switch {
	case practice.CodeOf(err) == practice.CodeNotFound:
		c.outbox.close(CloseNotFound)
	case err != nil:
		c.server.logInternal("look", err)
		c.outbox.put(encodeError(err, ""))
		c.outbox.close(CloseRestarting)
	case after < 0 || after > view.Attempt.Seq:
		c.refuse(errNoSuchAfter, "")
	default:
		c.greeted = true
		c.watchdog.Stop()
		c.feeding.Go(func() { c.guard("feed", func() { f.run(ctx, view, after) }) })
	}
}

// write sends what is queued until the outbox closes, then closes the
// connection with its code. It is the one goroutine that writes frames.
func (c *socket) write(readerEnded <-chan struct{}) {
	defer c.drop()
	ping := time.NewTicker(c.server.limits.PongWait * 9 / 10)
	defer ping.Stop()
	for {
		select {
		case <-c.outbox.ready:
			if !c.flush() {
				return
			}
			if code, over := c.outbox.ending(); over {
				c.sayGoodbye(code, readerEnded)
				return
			}
		case <-ping.C:
			if c.conn.WriteControl(websocket.PingMessage, nil, time.Now().Add(c.server.limits.WriteWait)) != nil {
				return
			}
		}
	}
}

// flush writes every queued frame. It reports false when the client does not
// take one in time or is gone.
func (c *socket) flush() bool {
	for frame := c.outbox.take(); frame != nil; frame = c.outbox.take() {
		_ = c.conn.SetWriteDeadline(time.Now().Add(c.server.limits.WriteWait)) // a dead connection fails the write
		if err := c.conn.WriteMessage(websocket.TextMessage, frame); err != nil {
			return false
		}
	}
	return true
}

// sayGoodbye sends the close code and waits a moment for the client to confirm.
func (c *socket) sayGoodbye(code CloseCode, readerEnded <-chan struct{}) {
	if code == 0 {
		return
	}
	message := websocket.FormatCloseMessage(int(code), code.String())
	err := c.conn.WriteControl(websocket.CloseMessage, message, time.Now().Add(closeWait))
	if err != nil && !errors.Is(err, websocket.ErrCloseSent) {
		return
	}
	patience := time.NewTimer(closeWait)
	defer patience.Stop()
	select {
	case <-readerEnded:
	case <-patience.C:
	}
}
