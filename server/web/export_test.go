package web

import (
	"context"
	"net/http"
	"net/netip"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// EncodeEvent is the frame for an event.
var EncodeEvent = encodeEvent

// Shown reports whether an event is sent at all.
var Shown = shown

// Receive lets a socket without a connection take a message and returns what it
// would answer, and with which code it would close; 0 if it stays open.
func Receive(s *Server, guest, attempt string, kind int, data []byte) (answers [][]byte, code CloseCode) {
	c := &socket{server: s, rep: guest, attempt: attempt, outbox: newOutbox(1 << 20), greeted: true}
	c.receive(context.Background(), kind, data)
	for frame := c.outbox.take(); frame != nil; frame = c.outbox.take() {
		answers = append(answers, frame)
	}
	code, _ = c.outbox.ending()
	return answers, code
}

// AddressOf returns whose address counts for a request, and the key that it is
// counted under.
func AddressOf(proxies []netip.Prefix, r *http.Request) (netip.Addr, string) {
	found := addresses{proxies}.of(r)
	return found, addressKey(found)
}

// OwnPath returns the address if it leads to a page of ours, else the shelf.
var OwnPath = ownPath

// Rates are the limits of keys.
type Rates struct{ rates *rates }

// NewRates returns limits as the server has them.
func NewRates(perSecond float64, burst, size int) Rates {
	return Rates{newRates(perSecond, burst, size)}
}

// Allow reports whether the key may ask once more.
func (r Rates) Allow(key string, now time.Time) bool { return r.rates.allow(key, now) }

// Kept is how many keys are remembered.
func (r Rates) Kept() int { return len(r.rates.younger) + len(r.rates.older) }

// Word words a moment, and returns who did; see advisor.word.
func Word(ctx context.Context, s *Server, attempt practice.Attempt, moment score.Moment) (line, by string) {
	made := s.advisor.word(ctx, s, attempt, "", moment)
	return made.Line, made.By
}

// KeptAdvice is how many moments stay worded.
const KeptAdvice = keptAdvice

// ForgetTraces makes the server read every log anew for a rep's progress.
func ForgetTraces(s *Server) { s.work.traces = newTraces(keptTraces) }

// Answered counts a request; see Metrics.answered.
func Answered(m *Metrics, route string, status int, took time.Duration) {
	m.answered(route, status, http.Header{}, took)
}
