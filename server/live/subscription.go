package live

import (
	"github.com/askagain/askagain/server/practice"
)

// State says whether a subscription is open, and if not, why.
type State int

// The states. A subscription that has left Open never returns to it.
const (
	Open         State = iota
	Closed             // by its own Close
	Lagged             // it did not keep up: read the log and subscribe again
	BrokerClosed       // the broker was closed: the program is shutting down
)

// String returns the state in words, for the log.
func (s State) String() string {
	return [...]string{"open", "closed", "lagged", "broker closed"}[s]
}

// Subscription receives the events of one attempt until it is closed, falls
// behind, or the broker is closed.
type Subscription struct {
	broker   *Broker
	attempt  string
	events   chan []practice.Event
	previews chan Preview
	state    State // guarded by broker.mu, as is the closing of events
}

// Preview is what a reply that is still being found says so far. It is no event:
// it may be lost, and what was said is told by the replied event alone.
type Preview struct {
	Turn int
	Line practice.Line // all of its text so far; "" takes it back
}

// Events returns the channel of batches, each of one or more events in the order
// of the log. It is closed when the subscription ends, after the batches that
// waited already; State then says why. The batches are shared: they are for
// reading alone.
func (s *Subscription) Events() <-chan []practice.Event { return s.events }

// Previews returns the channel of previews. The latest counts, and it is never
// closed.
func (s *Subscription) Previews() <-chan Preview { return s.previews }

// State returns whether the subscription is open, and if not, why.
func (s *Subscription) State() State {
	s.broker.mu.Lock()
	defer s.broker.mu.Unlock()
	return s.state
}

// Lagged reports whether the subscription was dropped because it did not keep up.
func (s *Subscription) Lagged() bool { return s.State() == Lagged }

// Close ends the subscription. It may be called more than once, also after the
// subscription has ended otherwise.
func (s *Subscription) Close() {
	s.broker.mu.Lock()
	defer s.broker.mu.Unlock()
	s.broker.remove(s, Closed)
}

// end is called once, with the broker's lock held.
func (s *Subscription) end(state State) {
	s.state = state
	close(s.events)
}
