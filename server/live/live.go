// Package live passes events of attempts on to whoever watches them: bounded,
// and without ever waiting for a watcher.
//
// A subscriber who does not keep up is dropped. That loses nothing: the log is
// kept elsewhere, and the subscriber reads on from there, after the last
// sequence number that it has.
package live

import (
	"slices"
	"sync"

	"github.com/askagain/askagain/server/practice"
)

// Limits bound what a broker holds. A zero field means its default.
type Limits struct {
	Subscribers int // in all; 10,000 by default
	PerAttempt  int // on one attempt: tabs and devices of one rep; 16 by default
	Batches     int // batches that wait for one subscriber before it is dropped; 32 by default
}

func (l Limits) withDefaults() Limits {
	for _, field := range []struct {
		limit    *int
		standard int
	}{{&l.Subscribers, 10_000}, {&l.PerAttempt, 16}, {&l.Batches, 32}} {
		if *field.limit <= 0 {
			*field.limit = field.standard
		}
	}
	return l
}

// Broker hands published events to the subscribers of their attempt. It has no
// goroutine of its own and is safe for any number of them.
type Broker struct {
	limits Limits

	mu       sync.Mutex
	attempts map[string][]*Subscription // never an empty list
	count    int                        // of all subscriptions in attempts
	closed   bool
}

// NewBroker returns a broker within the limits.
func NewBroker(limits Limits) *Broker {
	return &Broker{limits: limits.withDefaults(), attempts: map[string][]*Subscription{}}
}

// Publish hands each run of events of one attempt, as one batch, to every
// subscriber of that attempt. It never blocks: a subscriber whose queue is full
// is dropped. Subscribers share the slice, so that nobody may change it
// afterwards. Batches of one attempt arrive in the order in which Publish was
// called.
func (b *Broker) Publish(events []practice.Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(events) > 0 {
		attempt, end := events[0].Attempt, 1
		for end < len(events) && events[end].Attempt == attempt {
			end++
		}
		b.deliver(attempt, events[:end:end])
		events = events[end:]
	}
}

// deliver is called with the lock held.
func (b *Broker) deliver(attempt string, batch []practice.Event) {
	var slow []*Subscription
	for _, subscription := range b.attempts[attempt] {
		select {
		case subscription.events <- batch:
		default:
			slow = append(slow, subscription)
		}
	}
	for _, subscription := range slow {
		b.remove(subscription, Lagged)
	}
}

// Preview hands a preview to every subscriber of the attempt. It never blocks: an
// earlier one that still waits is replaced.
func (b *Broker) Preview(attempt string, preview Preview) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, subscription := range b.attempts[attempt] {
		select {
		case <-subscription.previews:
		default:
		}
		subscription.previews <- preview // room for one, and nobody else sends
	}
}

// Subscribe returns a subscription to the events of an attempt that are
// published from now on. Whoever wants the earlier ones too subscribes first and
// reads the log then, so that there is no gap between the two; a batch may then
// be known already, in whole or in part, and Seq tells.
//
// The error is CodeTooMany when a limit is reached, CodeUnavailable when the
// broker is closed.
func (b *Broker) Subscribe(attempt string) (*Subscription, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.closed:
		return nil, practice.Errorf(practice.CodeUnavailable, "Askagain is shutting down. Please try again in a moment.")
	case len(b.attempts[attempt]) >= b.limits.PerAttempt:
		return nil, practice.Errorf(practice.CodeTooMany, "This attempt is open in %d places already. Close one of them and try again.", b.limits.PerAttempt)
	case b.count >= b.limits.Subscribers:
		return nil, practice.Errorf(practice.CodeTooMany, "Too many people are practicing here just now. Please try again in a moment.")
	}
	subscription := &Subscription{broker: b, attempt: attempt, events: make(chan []practice.Event, b.limits.Batches), previews: make(chan Preview, 1)}
	b.attempts[attempt] = append(b.attempts[attempt], subscription)
	b.count++
	return subscription, nil
}

// Subscribers returns how many subscriptions are open.
func (b *Broker) Subscribers() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.count
}

// Close ends every subscription with BrokerClosed and refuses new ones. What is
// published afterwards goes nowhere. It may be called more than once.
func (b *Broker) Close() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.closed = true
	for _, subscriptions := range b.attempts {
		for _, subscription := range subscriptions {
			subscription.end(BrokerClosed)
		}
	}
	clear(b.attempts)
	b.count = 0
}

// remove takes a subscription out, unless it is out already. It is called with
// the lock held.
func (b *Broker) remove(subscription *Subscription, state State) {
	if subscription.state != Open {
		return
	}
	subscription.end(state)
	b.count--
	left := slices.DeleteFunc(b.attempts[subscription.attempt], func(s *Subscription) bool { return s == subscription })
	if len(left) == 0 {
		delete(b.attempts, subscription.attempt)
		return
	}
	b.attempts[subscription.attempt] = left
}
