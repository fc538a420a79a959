package live

import (
	"slices"
	"sync"

	"github.com/askagain/askagain/server/practice"
)

// Notice says that something has changed, and no more: whoever is told asks for
// it again, as far as they may see it.
type Notice struct {
	Kind string `json:"kind"`
	ID   string `json:"id"` // "": one of the kind that is not named, or several
}

// NoticeLimits bound what Notices hold. A zero field means its default.
type NoticeLimits struct {
	Watches    int // in all; 4,096 by default
	PerWatcher int // of one watcher: tabs and devices; 8 by default
	PerKind    int // notices of a kind that wait for one watch, before they become one without an id; 8 by default
}

func (l NoticeLimits) withDefaults() NoticeLimits {
	for _, field := range []struct {
		limit    *int
		standard int
	}{{&l.Watches, 4096}, {&l.PerWatcher, 8}, {&l.PerKind, 8}} {
		if *field.limit <= 0 {
			*field.limit = field.standard
		}
	}
	return l
}

// Notices pass notices on to whoever watches their topic. Telling never waits:
// what is told twice before it is taken is taken once, so that a watch holds a
// bounded number of notices for each kind, however slowly it takes them. Kinds
// are the caller's, and few. Notices have no goroutine of their own and are safe
// for any number of them.
type Notices struct {
	limits NoticeLimits

	mu       sync.Mutex
	topics   map[string]map[*Watch]struct{} // never an empty set
	watchers map[string]int                 // open watches of each
	count    int
	closed   bool
}

// NewNotices returns notices within the limits.
func NewNotices(limits NoticeLimits) *Notices {
	return &Notices{limits: limits.withDefaults(), topics: map[string]map[*Watch]struct{}{}, watchers: map[string]int{}}
}

// Tell hands a notice to every watch of the topic.
func (n *Notices) Tell(topic string, notice Notice) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for watch := range n.topics[topic] {
		watch.add(notice, n.limits.PerKind)
	}
}

// Watch returns a watch of one or more topics, which is to be closed. The error is
// CodeTooMany when a limit is reached, CodeUnavailable when notices are closed.
func (n *Notices) Watch(watcher string, topics ...string) (*Watch, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	switch {
	case n.closed:
		return nil, practice.Errorf(practice.CodeUnavailable, "Askagain is shutting down. Please try again in a moment.")
	case n.watchers[watcher] >= n.limits.PerWatcher:
		return nil, practice.Errorf(practice.CodeTooMany, "This page is open in %d places already. Close one of them and try again.", n.limits.PerWatcher)
	case n.count >= n.limits.Watches:
		return nil, practice.Errorf(practice.CodeTooMany, "Too many people are watching just now. Please try again in a moment.")
	}
	watch := &Watch{
		notices: n, watcher: watcher, topics: slices.Compact(slices.Sorted(slices.Values(topics))),
		ready: make(chan struct{}, 1), done: make(chan struct{}),
	}
	for _, topic := range watch.topics {
		if n.topics[topic] == nil {
			n.topics[topic] = map[*Watch]struct{}{}
		}
		n.topics[topic][watch] = struct{}{}
	}
	n.watchers[watcher]++
	n.count++
	return watch, nil
}

// End ends every watch of the topic.
func (n *Notices) End(topic string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for watch := range n.topics[topic] {
		n.remove(watch)
	}
}

// Watches returns how many watches are open.
func (n *Notices) Watches() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.count
}

// Close ends every watch and refuses new ones. It may be called more than once.
func (n *Notices) Close() {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.closed = true
	for _, watches := range n.topics {
		for watch := range watches {
			n.remove(watch)
		}
	}
}

// remove takes a watch out, unless it is out already. It is called with the lock
// held.
func (n *Notices) remove(watch *Watch) {
	if watch.ended {
		return
	}
	watch.ended = true
	close(watch.done)
	for _, topic := range watch.topics {
		delete(n.topics[topic], watch)
		if len(n.topics[topic]) == 0 {
			delete(n.topics, topic)
		}
	}
	if n.watchers[watch.watcher]--; n.watchers[watch.watcher] == 0 {
		delete(n.watchers, watch.watcher)
	}
	n.count--
}

// Watch collects the notices of its topics until it is closed or ended.
type Watch struct {
	notices *Notices
	watcher string
	topics  []string
	ready   chan struct{}
	done    chan struct{}

	// Guarded by notices.mu.
	pending []Notice
	ended   bool
}

// Ready holds a token when there is something to take.
func (w *Watch) Ready() <-chan struct{} { return w.ready }

// Done is closed when the watch has ended.
func (w *Watch) Done() <-chan struct{} { return w.done }

// Take returns what has been told since it was last called, each once and in the
// order in which it was first told.
func (w *Watch) Take() []Notice {
	w.notices.mu.Lock()
	defer w.notices.mu.Unlock()
	taken := w.pending
	w.pending = nil
	return taken
}

// Close ends the watch. It may be called more than once.
func (w *Watch) Close() {
	w.notices.mu.Lock()
	defer w.notices.mu.Unlock()
	w.notices.remove(w)
}

// add is called with the lock held.
func (w *Watch) add(notice Notice, most int) {
	ofKind := 0
	for _, waiting := range w.pending {
		if waiting.Kind != notice.Kind {
			continue
		}
		if waiting.ID == notice.ID || waiting.ID == "" {
			return
		}
		ofKind++
	}
	if ofKind >= most || notice.ID == "" && ofKind > 0 {
		w.pending = slices.DeleteFunc(w.pending, func(waiting Notice) bool { return waiting.Kind == notice.Kind })
		notice.ID = ""
	}
	w.pending = append(w.pending, notice)
	select {
	case w.ready <- struct{}{}:
	default:
	}
}
