package openai

import (
	"errors"
	"sync"
	"time"
)

const (
	breakAfter = 4                // failures in a row
	restFor    = 30 * time.Second // and then the endpoint is left alone
)

var errResting = errors.New("the endpoint failed several times and is left alone for a while")

// outcome is how a call went, as far as the endpoint goes.
type outcome int

const (
	callFailed   outcome = iota
	callAnswered         // also with what was not fit to be used
	callUnasked          // the endpoint was never reached: it has no part in it
)

// Health is what became of the calls to an endpoint since the program started.
type Health struct {
	Calls    int64 // those that were made; a call that was tried again is one
	Failures int64 // of them, those that brought no answer
	Resting  bool  // it failed several times, and nobody asks for a while
}

// breaker keeps an endpoint that fails from costing every rep its deadline. After
// breakAfter failures in a row nobody asks for restFor; then one call tries, and
// its outcome decides.
type breaker struct {
	now func() time.Time

	mu       sync.Mutex
	failures int
	until    time.Time
	trying   bool
	health   Health
}

func newBreaker(now func() time.Time) *breaker { return &breaker{now: now} }

// enter returns errResting, or how the call's outcome is told, once.
func (b *breaker) enter() (tell func(outcome), err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	open := b.failures >= breakAfter
	if open && (b.trying || b.now().Before(b.until)) {
		return nil, errResting
	}
	b.trying = open
	return b.tell, nil
}

func (b *breaker) tell(of outcome) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trying = false
	if of == callUnasked {
		return
	}
	b.health.Calls++
	if of == callAnswered {
		b.failures = 0
		return
	}
	b.health.Failures++
	b.failures++
	if b.failures >= breakAfter {
		b.until = b.now().Add(restFor)
	}
}

func (b *breaker) state() Health {
	b.mu.Lock()
	defer b.mu.Unlock()
	now := b.health
	now.Resting = b.failures >= breakAfter && b.now().Before(b.until)
	return now
}
