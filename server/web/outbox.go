package web

import (
	"context"
	"sync"
)

// CloseCode tells a client why its socket was closed, and so whether and when
// to come back. PROTOCOL.md says what to do for each.
type CloseCode int

// The close codes.
const (
	CloseRestarting   CloseCode = 4000
	CloseSlowConsumer CloseCode = 4001
	CloseProtocol     CloseCode = 4002
	CloseTooLarge     CloseCode = 4003
	CloseNotFound     CloseCode = 4004
	CloseIdle         CloseCode = 4005
	CloseTooMany      CloseCode = 4006
	CloseSignedOut    CloseCode = 4007
)

// String returns the reason that travels beside the code.
func (c CloseCode) String() string {
	switch c {
	case CloseRestarting:
		return "restarting"
	case CloseSlowConsumer:
		return "slow_consumer"
	case CloseProtocol:
		return "protocol"
	case CloseTooLarge:
		return "too_large"
	case CloseNotFound:
		return "not_found"
	case CloseIdle:
		return "idle"
	case CloseTooMany:
		return "too_many"
	case CloseSignedOut:
		return "signed_out"
	}
	return "unknown"
}

// outbox is the queue between whoever has something to say to a client and the
// one goroutine that writes to it. It is bounded in bytes; a frame always fits
// into an empty one.
type outbox struct {
	limit int
	ready chan struct{} // holds a token when the writer has something to do
	space chan struct{} // holds a token when bytes went out
	done  chan struct{} // closed with the outbox

	mu     sync.Mutex
	frames [][]byte
	bytes  int
	closed bool
	code   CloseCode // meaningful once closed; 0 when the client has gone
}

func newOutbox(limit int) *outbox {
	return &outbox{limit: limit, ready: make(chan struct{}, 1), space: make(chan struct{}, 1), done: make(chan struct{})}
}

// put adds a live frame. A client too slow to keep its queue within the limit
// is closed: it comes back and reads on from the log.
func (o *outbox) put(frame []byte) {
	if !o.tryPut(frame, o.limit) {
		o.close(CloseSlowConsumer)
	}
}

// putPaced adds a frame once there is room for it, for what is read from the
// log as fast as the client takes it. It reports false when the outbox closed
// or ctx ended first. It leaves half of the queue to what happens meanwhile.
// Only one goroutine may pace at a time.
func (o *outbox) putPaced(ctx context.Context, frame []byte) bool {
	for !o.tryPut(frame, o.limit/2) {
		select {
		case <-o.space:
		case <-o.done:
		case <-ctx.Done():
			return false
		}
	}
	return !o.isClosed()
}

// tryPut reports whether the frame fit within limit. A closed outbox takes and
// drops it.
func (o *outbox) tryPut(frame []byte, limit int) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return true
	}
	if o.bytes > 0 && o.bytes+len(frame) > limit {
		return false
	}
	o.frames = append(o.frames, frame)
	o.bytes += len(frame)
	signal(o.ready)
	return true
}

// take returns the next frame for the writer; nil when there is none now.
func (o *outbox) take() []byte {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.frames) == 0 {
		return nil
	}
	frame := o.frames[0]
	o.frames[0] = nil
	o.frames = o.frames[1:]
	o.bytes -= len(frame)
	signal(o.space)
	return frame
}

// close ends the outbox; the first code wins. What is queued still goes out,
// except to a slow consumer. Code 0 means that the client has gone.
func (o *outbox) close(code CloseCode) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.closed {
		return
	}
	o.closed, o.code = true, code
	if code == 0 || code == CloseSlowConsumer {
		o.frames, o.bytes = nil, 0
	}
	close(o.done)
	signal(o.ready)
}

func (o *outbox) isClosed() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.closed
}

// ending returns the code to close with, and whether it is time to: the outbox
// is closed and nothing is queued.
func (o *outbox) ending() (CloseCode, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.code, o.closed && len(o.frames) == 0
}

// signal leaves a token unless one is already there.
func signal(token chan struct{}) {
	select {
	case token <- struct{}{}:
	default:
	}
}
