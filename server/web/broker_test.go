package web_test

import (
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/web"
)

type fakeBroker struct {
	mu   sync.Mutex
	subs map[string]map[*fakeSubscription]bool
}

type fakeSubscription struct {
	b       *fakeBroker
	attempt string
	events  chan practice.Event
	lagged  chan struct{}
}

func newFakeBroker() *fakeBroker {
	return &fakeBroker{subs: map[string]map[*fakeSubscription]bool{}}
}
func (b *fakeBroker) Subscribe(attempt string) web.Subscription {
	b.mu.Lock()
	defer b.mu.Unlock()
	s := &fakeSubscription{b, attempt, make(chan practice.Event, 16), make(chan struct{}, 1)}
	if b.subs[attempt] == nil {
		b.subs[attempt] = map[*fakeSubscription]bool{}
	}
	b.subs[attempt][s] = true
	return s
}
func (b *fakeBroker) Publish(events []practice.Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, e := range events {
		for s := range b.subs[e.Attempt] {
			select {
			case s.events <- e:
			default:
				select {
				case s.lagged <- struct{}{}:
				default:
				}
			}
		}
	}
}
func (b *fakeBroker) Close()                              {}
func (s *fakeSubscription) Events() <-chan practice.Event { return s.events }
func (s *fakeSubscription) Lagged() <-chan struct{}       { return s.lagged }
func (s *fakeSubscription) Close() {
	s.b.mu.Lock()
	defer s.b.mu.Unlock()
	delete(s.b.subs[s.attempt], s)
}
