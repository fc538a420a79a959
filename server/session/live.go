package session

import (
	"container/list"
	"fmt"
	"runtime/debug"
	"time"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
)

// live is an attempt in memory. Its goroutine, run, alone touches what is folded
// from the log.
type live struct {
	room   *Room
	id     string
	visits chan func()     // run in the goroutine, one after another
	spoken chan spoken     // what the Speaker found; at most one is under way
	reads  chan secondRead // what the SecondReader found; likewise
	stop   chan struct{}   // closed when nobody uses the attempt and it has to go
	gone   chan struct{}   // closed when the goroutine has ended

	// Guarded by room.mu.
	users  int  // visits, and a turn under way
	loaded bool // false: let go as soon as nobody uses it
	unused *list.Element

	// The goroutine's own.
	history  *history // nil until loaded
	pending  *pending // the turn that waits for its reply
	speaking bool     // the Speaker has not come back yet
	reading  bool     // the SecondReader has not come back yet
}

// run serves the attempt until nobody has used it for a while or the Room closes.
func (l *live) run() {
	defer close(l.gone)
	idle := time.NewTimer(l.room.config.IdleAfter)
	defer idle.Stop()
	for {
		select {
		case visit := <-l.visits:
			visit()
			idle.Reset(l.room.config.IdleAfter)
		case words := <-l.spoken:
			l.hear(words)
		case found := <-l.reads:
			l.takeSecond(found)
		case <-l.pending.overdue():
			l.overdue()
		case <-idle.C:
			if l.room.letGo(l) {
				return
			}
			idle.Reset(l.room.config.IdleAfter)
		case <-l.stop:
			return
		case <-l.room.closing:
			l.windUp()
			return
		}
	}
}

// guard runs f and turns a panic into an error, so that a fault in one attempt
// ends no other. What is in memory is dropped: the log is the truth.
func (l *live) guard(f func() error) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			l.room.config.Log.Error("an attempt failed", "attempt", l.id,
				"fault", fmt.Sprint(fault), "stack", string(debug.Stack()))
			err = practice.AsError(fmt.Errorf("panic: %v", fault))
			l.unload(err)
		}
	}()
	return f()
}

// open makes sure that the attempt is in memory and belongs to the rep.
func (l *live) open(rep string) error {
	if l.history == nil {
		if err := l.load(); err != nil {
			return err
		}
	}
	if l.history == nil { // taking over a turn failed for good
		return errOwed(nil)
	}
	if l.history.attempt.Rep == rep {
		return nil
	}
	return l.owned(rep)
}

// owned asks the store whether the attempt has become the rep's since it was
// loaded: who signs up takes along what they did as a guest.
func (l *live) owned(rep string) error {
	ctx, cancel := l.room.storeContext()
	defer cancel()
	kept, err := l.room.config.Store.Attempt(ctx, l.id)
	if err != nil {
		return unreadable(err)
	}
	if kept.Rep != rep {
		return errNotFound()
	}
	l.history.attempt.Rep = rep
	return nil
}

// load reads the attempt and takes over a turn that was left without a reply.
func (l *live) load() error {
	ctx, cancel := l.room.storeContext()
	defer cancel()
	h, err := l.room.history(ctx, l.id)
	if err != nil {
		return err
	}
	l.history = h
	l.room.keep(l, true)
	l.adopt()
	return nil
}

// unload drops what is in memory because of an error, so that the next visit
// reads the log and takes over a turn that waits for its reply.
func (l *live) unload(because error) {
	l.history = nil
	l.room.keep(l, false)
	if l.pending != nil {
		l.settle(errOwed(because))
	}
}

// refresh folds what another process has appended.
func (l *live) refresh() error {
	ctx, cancel := l.room.storeContext()
	defer cancel()
	events, err := l.room.config.Store.Events(ctx, l.id, l.history.attempt.Seq)
	if err != nil {
		return unreadable(err)
	}
	return l.append(events)
}

// append folds committed events and tells of them.
func (l *live) append(events []practice.Event) error {
	if len(events) == 0 {
		return nil
	}
	if err := l.history.add(events); err != nil {
		l.unload(err)
		return err
	}
	l.room.tell(l.history.attempt, events)
	if l.pending != nil && (l.history.last.turn != l.pending.turn || l.history.last.complete()) {
		l.settle(nil)
	}
	return nil
}

// look returns the attempt as it stands in the store.
func (l *live) look() (View, error) {
	if err := l.refresh(); err != nil {
		return View{}, err
	}
	l.adopt()
	if l.history == nil { // the fold or a reply failed for good
		return View{}, errOwed(nil)
	}
	h := l.history
	return View{
		Attempt:  h.attempt,
		Scenario: h.scenario,
		Events:   h.events[:len(h.events):len(h.events)],
		State:    h.state,
		Running:  l.pending != nil,
	}, nil
}

// conflictsAllowed is how often a turn gives way to other writers before the
// rep is asked to send it again.
const conflictsAllowed = 5

// take is Do, in the attempt's goroutine.
func (l *live) take(turn practice.Turn) (*Running, error) {
	turn = essence(turn)
	for range conflictsAllowed {
		if running := l.known(turn.ID); running != nil {
			return running, nil
		}
		if err := l.allowed(turn); err != nil {
			return nil, err
		}
		running, err := l.begin(turn)
		if practice.CodeOf(err) != practice.CodeConflict {
			return running, err
		}
		if err := l.refresh(); err != nil {
			return nil, err
		}
		l.adopt()
		if l.history == nil {
			return nil, errOwed(nil)
		}
	}
	return nil, errBusy()
}

// essence returns the turn without what its kind has no use for, so that no
// unchecked words reach the log.
func essence(turn practice.Turn) practice.Turn {
	switch turn.Kind {
	case practice.Say:
		turn.Days = 0
		return turn
	case practice.WaitFor:
		return practice.Turn{ID: turn.ID, Kind: turn.Kind, Days: turn.Days}
	}
	return practice.Turn{ID: turn.ID, Kind: turn.Kind}
}

// known returns the turn with that id, nil if there is none.
func (l *live) known(id string) *Running {
	turn := l.history.ids[id]
	if turn == 0 {
		return nil
	}
	if l.pending != nil && l.pending.turn == turn {
		return l.pending.running
	}
	running := &Running{done: make(chan struct{})}
	close(running.done)
	return running
}

// allowed says why a turn can't be taken now.
func (l *live) allowed(turn practice.Turn) error {
	if l.pending != nil && l.pending.adopted {
		// Whoever began that turn may have finished it in the meantime.
		if err := l.refresh(); err != nil {
			return err
		}
	}
	switch {
	case l.pending != nil:
		return errBusy()
	case l.history.over():
		return errEnded()
	case l.history.attempt.Engine > dialogue.Version:
		return errNewer()
	}
	if err := validID(turn.ID); err != nil {
		return err
	}
	return dialogue.Validate(l.history.scenario, l.history.state, turn)
}

// begin commits the first step of a turn and sets out to find its reply.
func (l *live) begin(turn practice.Turn) (*Running, error) {
	config := &l.room.config
	at := l.room.now()
	deadline := at
	if config.Speaker != nil {
		deadline = at.Add(config.SpeakWithin)
	}
	twice := turn.Kind == practice.Say && l.combined()
	var events []practice.Event
	if twice {
		events = l.history.heardOnly(turn, at, deadline.Add(config.ReadWithin))
	} else {
		events = l.history.first(l.reader(), turn, at, deadline)
	}
	if err := l.commit(events); err != nil {
		return nil, err
	}
	l.pending = newPending(l.history.last.turn)
	running := l.pending.running
	l.room.hold(l)
	if twice {
		l.readTwice()
	} else {
		l.speak()
	}
	return running, nil
}

// commit appends to the store, then to what is in memory. An error that is no
// CodeConflict leaves open whether the store has the events; sequence numbers
// keep them from being there twice.
func (l *live) commit(events []practice.Event) error {
	ctx, cancel := l.room.storeContext()
	defer cancel()
	err := l.room.config.Store.Append(ctx, l.id, events)
	if practice.CodeOf(err) == practice.CodeConflict {
		return err
	}
	if err != nil {
		return unwritten(err)
	}
	return l.append(events)
}
