package session

import "context"

// visit runs f in the attempt's goroutine, once the attempt is in memory and
// found to be the rep's. When ctx ends first the visit goes on without its
// caller, so f must hand over only what the caller reads after success.
func (r *Room) visit(ctx context.Context, rep, id string, f func(*live) error) error {
	if validID(id) != nil {
		return errNotFound()
	}
	l, err := r.acquire(id)
	if err != nil {
		return err
	}
	answer := make(chan error, 1)
	visit := func() {
		err := l.guard(func() error {
			if err := l.open(rep); err != nil {
				return err
			}
			return f(l)
		})
		r.release(l) // before the answer: who has it finds the place free
		answer <- err
	}
	select {
	case l.visits <- visit: // which releases
	case <-ctx.Done():
		r.release(l)
		return errLate(ctx.Err())
	case <-l.gone:
		r.release(l)
		return errClosing()
	}
	select {
	case err := <-answer:
		return err
	case <-ctx.Done():
		return errLate(ctx.Err())
	}
}

// acquire returns the attempt's place in memory, for use until release. A place
// that nobody uses makes way for a new one when all are taken.
func (r *Room) acquire(id string) (*live, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, errClosing()
	}
	l := r.live[id]
	if l == nil {
		if len(r.live) >= r.config.MaxLive && !r.makeRoom() {
			return nil, errFull()
		}
		l = &live{
			room:   r,
			id:     id,
			visits: make(chan func()),
			spoken: make(chan spoken, 1),
			reads:  make(chan secondRead, 1),
			stop:   make(chan struct{}),
			gone:   make(chan struct{}),
		}
		r.live[id] = l
		r.work.Go(l.run)
	}
	r.use(l)
	return l, nil
}

// hold adds a user to an attempt that is in use already.
func (r *Room) hold(l *live) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.use(l)
}

func (r *Room) use(l *live) {
	l.users++
	if l.unused != nil {
		r.unused.Remove(l.unused)
		l.unused = nil
	}
}

// release ends one use. What nobody uses waits in line to be let go; what never
// was loaded, an attempt that does not exist for one, goes at once.
func (r *Room) release(l *live) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l.users--
	if l.users > 0 {
		return
	}
	l.unused = r.unused.PushBack(l)
	if !l.loaded {
		r.drop(l)
	}
}

// keep says whether the attempt stays in memory while nobody uses it.
func (r *Room) keep(l *live, loaded bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	l.loaded = loaded
}

// letGo drops the attempt if nobody uses it, and reports whether it is gone.
func (r *Room) letGo(l *live) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.live[l.id] != l {
		return true
	}
	if l.users > 0 {
		return false
	}
	r.drop(l)
	return true
}

// makeRoom drops the attempt that has been unused for longest.
func (r *Room) makeRoom() bool {
	longest := r.unused.Front()
	if longest == nil {
		return false
	}
	r.drop(longest.Value.(*live))
	return true
}

// drop takes an attempt that nobody uses out of memory.
func (r *Room) drop(l *live) {
	r.unused.Remove(l.unused)
	l.unused = nil
	delete(r.live, l.id)
	close(l.stop)
}
