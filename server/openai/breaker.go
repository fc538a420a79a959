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

// breaker keeps an endpoint that fails from costing every rep its deadline. After
// breakAfter failures in a row nobody asks for restFor; then one call tries, and
// its outcome decides.
type breaker struct {
	now func() time.Time

	mu       sync.Mutex
	failures int
	until    time.Time
	trying   bool
}

func newBreaker(now func() time.Time) *breaker { return &breaker{now: now} }

// enter returns errResting, or how the call's outcome is told, once.
func (b *breaker) enter() (tell func(failed bool), err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	open := b.failures >= breakAfter
	if open && (b.trying || b.now().Before(b.until)) {
		return nil, errResting
	}
	b.trying = open
	return b.tell, nil
}

func (b *breaker) tell(failed bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.trying = false
	if !failed {
		b.failures = 0
		return
	}
	b.failures++
	if b.failures >= breakAfter {
		b.until = b.now().Add(restFor)
	}
}
