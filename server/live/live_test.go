package live_test

import (
	"fmt"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
)

// events returns a batch of an attempt with the sequence numbers from first to last.
func events(attempt string, first, last int64) []practice.Event {
	var batch []practice.Event
	for seq := first; seq <= last; seq++ {
		batch = append(batch, practice.Event{Attempt: attempt, Seq: seq})
	}
	return batch
}

func subscribe(t testing.TB, broker *live.Broker, attempt string) *live.Subscription {
	t.Helper()
	subscription, err := broker.Subscribe(attempt)
	if err != nil {
		t.Fatal(err)
	}
	return subscription
}

// waiting returns the batches that a subscription holds now, and whether it has ended.
func waiting(subscription *live.Subscription) (batches [][]practice.Event, ended bool) {
	for {
		select {
		case batch, open := <-subscription.Events():
			if !open {
				return batches, true
			}
			batches = append(batches, batch)
		default:
			return batches, false
		}
	}
}

func wantWaiting(t *testing.T, subscription *live.Subscription, state live.State, want ...[]practice.Event) {
	t.Helper()
	batches, ended := waiting(subscription)
	if difference := cmp.Diff(want, batches); difference != "" {
		t.Errorf("batches (-want +got):\n%s", difference)
	}
	if got := subscription.State(); got != state || ended != (state != live.Open) || subscription.Lagged() != (state == live.Lagged) {
		t.Errorf("the subscription is %v (channel closed: %v), want %v", got, ended, state)
	}
}

func TestPublishReachesTheAttemptsSubscribers(t *testing.T) {
	broker := live.NewBroker(live.Limits{})
	defer broker.Close()
	broker.Publish(events("a", 1, 2)) // nobody is there yet
	first, second, other := subscribe(t, broker, "a"), subscribe(t, broker, "a"), subscribe(t, broker, "b")
	broker.Publish(events("a", 3, 5))
	broker.Publish(nil)
	broker.Publish(events("c", 1, 1))
	broker.Publish(append(append(events("a", 6, 6), events("b", 1, 2)...), events("a", 7, 7)...))
	for _, subscription := range []*live.Subscription{first, second} {
		wantWaiting(t, subscription, live.Open, events("a", 3, 5), events("a", 6, 6), events("a", 7, 7))
	}
	wantWaiting(t, other, live.Open, events("b", 1, 2))
}

func TestBatchesCannotGrowIntoOneAnother(t *testing.T) {
	broker := live.NewBroker(live.Limits{})
	defer broker.Close()
	a, b := subscribe(t, broker, "a"), subscribe(t, broker, "b")
	broker.Publish(append(events("a", 1, 1), events("b", 1, 1)...))
	batch := <-a.Events()
	_ = append(batch, practice.Event{Attempt: "a", Seq: 2})
	wantWaiting(t, b, live.Open, events("b", 1, 1))
}

// TestSlowSubscriberIsDropped runs in a bubble, where a Publish that waited for
// anybody would be reported as a deadlock.
func TestSlowSubscriberIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		broker := live.NewBroker(live.Limits{Batches: 3})
		defer broker.Close()
		slow, quick := subscribe(t, broker, "a"), subscribe(t, broker, "a")
		var got int
		done := make(chan struct{})
		go func() {
			defer close(done)
			for range quick.Events() {
				got++
			}
		}()
		for seq := int64(1); seq <= 10; seq++ {
			broker.Publish(events("a", seq, seq))
			synctest.Wait()
		}
		wantWaiting(t, slow, live.Lagged, events("a", 1, 1), events("a", 2, 2), events("a", 3, 3))
		if broker.Subscribers() != 1 {
			t.Errorf("%d subscribers are left, want 1", broker.Subscribers())
		}
		quick.Close()
		<-done
		if got != 10 {
			t.Errorf("the quick one got %d batches, want 10", got)
		}
		slow.Close()
		if !slow.Lagged() {
			t.Error("closing afterwards hid why it ended")
		}
		again := subscribe(t, broker, "a")
		broker.Publish(events("a", 11, 11))
		wantWaiting(t, again, live.Open, events("a", 11, 11))
	})
}

func TestLimits(t *testing.T) {
	broker := live.NewBroker(live.Limits{Subscribers: 3, PerAttempt: 2})
	defer broker.Close()
	first := subscribe(t, broker, "a")
	subscribe(t, broker, "a")
	wantRefused(t, broker, "a", practice.CodeTooMany)
	subscribe(t, broker, "b")
	wantRefused(t, broker, "c", practice.CodeTooMany)
	first.Close()
	first.Close()
	subscribe(t, broker, "c")
	wantRefused(t, broker, "b", practice.CodeTooMany)
	if broker.Subscribers() != 3 {
		t.Errorf("%d subscribers, want 3", broker.Subscribers())
	}
}

func TestDefaultLimits(t *testing.T) {
	broker := live.NewBroker(live.Limits{Batches: -1})
	defer broker.Close()
	subscription := subscribe(t, broker, "a")
	for seq := int64(1); seq <= 32; seq++ {
		broker.Publish(events("a", seq, seq))
	}
	if subscription.Lagged() {
		t.Error("dropped before 32 batches waited")
	}
	broker.Publish(events("a", 33, 33))
	if !subscription.Lagged() {
		t.Error("not dropped with 32 batches waiting")
	}
	for range 16 {
		subscribe(t, broker, "b")
	}
	wantRefused(t, broker, "b", practice.CodeTooMany)
}

func wantRefused(t *testing.T, broker *live.Broker, attempt string, code practice.Code) {
	t.Helper()
	subscription, err := broker.Subscribe(attempt)
	if practice.CodeOf(err) != code || subscription != nil {
		t.Errorf("Subscribe(%q) gave %v, %v; want code %q", attempt, subscription, err, code)
	}
}

func TestClose(t *testing.T) {
	broker := live.NewBroker(live.Limits{})
	own, lasting := subscribe(t, broker, "a"), subscribe(t, broker, "a")
	broker.Publish(events("a", 1, 1))
	own.Close()
	broker.Publish(events("a", 2, 2))
	broker.Close()
	broker.Close()
	broker.Publish(events("a", 3, 3))
	lasting.Close()
	wantWaiting(t, own, live.Closed, events("a", 1, 1))
	wantWaiting(t, lasting, live.BrokerClosed, events("a", 1, 1), events("a", 2, 2))
	wantRefused(t, broker, "a", practice.CodeUnavailable)
	if broker.Subscribers() != 0 {
		t.Errorf("%d subscribers are left", broker.Subscribers())
	}
}

func TestStatesHaveWords(t *testing.T) {
	for state, want := range map[live.State]string{live.Open: "open", live.Closed: "closed", live.Lagged: "lagged", live.BrokerClosed: "broker closed"} {
		if state.String() != want {
			t.Errorf("%q, want %q", state, want)
		}
	}
}

// TestNoGaps plays any order of calls: what a subscriber gets are the events
// since it came, without a gap, until it ended; the broker counts rightly.
func TestNoGaps(t *testing.T) {
	type watcher struct {
		*live.Subscription
		next int64
	}
	rapid.Check(t, func(t *rapid.T) {
		limits := live.Limits{Subscribers: 5, PerAttempt: 3, Batches: 4}
		broker := live.NewBroker(limits)
		var watchers []*watcher
		end := map[string]int64{}
		open := func() (count int) {
			for _, each := range watchers {
				if each.State() == live.Open {
					count++
				}
			}
			return count
		}
		drain := func(each *watcher) {
			batches, _ := waiting(each.Subscription)
			if len(batches) > limits.Batches {
				t.Fatalf("%d batches were waiting", len(batches))
			}
			for _, batch := range batches {
				for _, event := range batch {
					if event.Seq != each.next {
						t.Fatalf("got event %d, want %d", event.Seq, each.next)
					}
					each.next++
				}
			}
		}
		pick := func() *watcher {
			if len(watchers) == 0 {
				t.Skip("nobody is there")
			}
			return rapid.SampledFrom(watchers).Draw(t, "watcher")
		}
		attempts := rapid.SampledFrom([]string{"a", "b"})
		t.Repeat(map[string]func(*rapid.T){
			"publish": func(t *rapid.T) {
				attempt, count := attempts.Draw(t, "attempt"), rapid.Int64Range(1, 3).Draw(t, "count")
				broker.Publish(events(attempt, end[attempt]+1, end[attempt]+count))
				end[attempt] += count
			},
			"subscribe": func(t *rapid.T) {
				attempt := attempts.Draw(t, "attempt")
				if subscription, err := broker.Subscribe(attempt); err == nil {
					watchers = append(watchers, &watcher{subscription, end[attempt] + 1})
				}
			},
			"read":  func(*rapid.T) { drain(pick()) },
			"close": func(*rapid.T) { pick().Close() },
			"": func(t *rapid.T) {
				if got := broker.Subscribers(); got != open() || got > limits.Subscribers {
					t.Fatalf("the broker counts %d subscribers, %d are open", got, open())
				}
			},
		})
		broker.Close()
		for _, each := range watchers {
			drain(each)
		}
		if open() != 0 {
			t.Fatal("the broker closed and left somebody open")
		}
	})
}

// TestEverythingAtOnce is for the race detector: publishing, coming, going and
// closing at the same time neither panics nor hangs.
func TestEverythingAtOnce(t *testing.T) {
	broker := live.NewBroker(live.Limits{Batches: 2})
	var all sync.WaitGroup
	for number := range 4 {
		attempt := fmt.Sprint(number % 2)
		all.Go(func() {
			for seq := int64(1); seq <= 2000; seq++ {
				broker.Publish(events(attempt, seq, seq))
			}
			broker.Close()
		})
		all.Go(func() {
			for range 300 {
				subscription, err := broker.Subscribe(attempt)
				if err != nil {
					return // the broker is closed
				}
				<-subscription.Events()
				subscription.Close()
				for range subscription.Events() {
				}
			}
		})
	}
	all.Wait()
	if broker.Subscribers() != 0 {
		t.Errorf("%d subscribers are left", broker.Subscribers())
	}
}

func BenchmarkPublish(b *testing.B) {
	for _, subscribers := range []int{0, 1, 16} {
		b.Run(fmt.Sprintf("subscribers=%d", subscribers), func(b *testing.B) {
			broker := live.NewBroker(live.Limits{})
			defer broker.Close()
			var watching []*live.Subscription
			for range subscribers {
				watching = append(watching, subscribe(b, broker, "a"))
			}
			batch := events("a", 1, 3)
			b.ReportAllocs()
			for b.Loop() {
				broker.Publish(batch)
				for _, each := range watching {
					<-each.Events()
				}
			}
		})
	}
}
