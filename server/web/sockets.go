package web

import (
	"context"
	"sync"

	"github.com/askagain/askagain/server/practice"
)

// sockets knows every open socket, bounds how many there are, and closes them
// when the server shuts down.
type sockets struct {
	most, mostPerRep int

	mu      sync.Mutex
	closing bool
	open    map[*socket]struct{}
	reps    map[string]int // open sockets by rep
	idle    chan struct{}  // closed once closing and none is open
}

func newSockets(most, mostPerRep int) *sockets {
	return &sockets{
		most: most, mostPerRep: mostPerRep,
		open: map[*socket]struct{}{}, reps: map[string]int{}, idle: make(chan struct{}),
	}
}

// enter counts a socket. A rep's one too many is counted like any other and
// closed as soon as it stands, because a page can read a close code and no
// refused upgrade.
func (k *sockets) enter(c *socket) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	switch {
	case k.closing:
		return practice.Errorf(practice.CodeUnavailable, "Askagain is restarting. It will be back in a moment.")
	case len(k.open) >= k.most:
		return practice.Errorf(practice.CodeUnavailable, "Askagain is full right now. Please try again in a moment.")
	case k.reps[c.rep] >= k.mostPerRep:
		c.outbox.close(CloseTooMany)
	}
	k.open[c] = struct{}{}
	k.reps[c.rep]++
	return nil
}

func (k *sockets) count() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.open)
}

func (k *sockets) leave(c *socket) {
	k.mu.Lock()
	defer k.mu.Unlock()
	delete(k.open, c)
	if k.reps[c.rep]--; k.reps[c.rep] == 0 {
		delete(k.reps, c.rep)
	}
	k.settle()
}

// settle tells a waiting shutdown that nothing is open any more.
func (k *sockets) settle() {
	if !k.closing || len(k.open) > 0 {
		return
	}
	select {
	case <-k.idle:
	default:
		close(k.idle)
	}
}

func (k *sockets) shutdown(ctx context.Context) error {
	k.mu.Lock()
	k.closing = true
	for c := range k.open {
		c.outbox.close(CloseRestarting)
	}
	k.settle()
	k.mu.Unlock()
	select {
	case <-k.idle:
		return nil
	case <-ctx.Done():
	}
	k.mu.Lock()
	for c := range k.open {
		c.drop()
	}
	k.mu.Unlock()
	return ctx.Err()
}
