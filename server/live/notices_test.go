package live_test

import (
	"fmt"
	"strconv"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
)

func watch(t testing.TB, notices *live.Notices, watcher string, topics ...string) *live.Watch {
	t.Helper()
	w, err := notices.Watch(watcher, topics...)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestNoticesReachTheirTopicsAndNoOther(t *testing.T) {
	notices := live.NewNotices(live.NoticeLimits{})
	both, one := watch(t, notices, "ann", "a", "b", "a"), watch(t, notices, "ben", "b")
	notices.Tell("a", live.Notice{Kind: "board", ID: "1"})
	notices.Tell("b", live.Notice{Kind: "room", ID: "2"})
	notices.Tell("c", live.Notice{Kind: "room", ID: "3"})
	<-both.Ready()
	<-one.Ready()
	if diff := cmp.Diff([]live.Notice{{Kind: "board", ID: "1"}, {Kind: "room", ID: "2"}}, both.Take()); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]live.Notice{{Kind: "room", ID: "2"}}, one.Take()); diff != "" {
		t.Error(diff)
	}
	if again := one.Take(); len(again) != 0 {
		t.Errorf("taken twice: %v", again)
	}
}

func TestNoticesThatWaitBecomeFewer(t *testing.T) {
	notices := live.NewNotices(live.NoticeLimits{PerKind: 3})
	slow := watch(t, notices, "ann", "a")
	for round := range 100 {
		notices.Tell("a", live.Notice{Kind: "board"})
		notices.Tell("a", live.Notice{Kind: "room", ID: "the one"})
		notices.Tell("a", live.Notice{Kind: "attempt", ID: strconv.Itoa(round)})
	}
	want := []live.Notice{{Kind: "board"}, {Kind: "room", ID: "the one"}, {Kind: "attempt"}}
	if diff := cmp.Diff(want, slow.Take()); diff != "" {
		t.Error(diff)
	}
	notices.Tell("a", live.Notice{Kind: "room", ID: "1"})
	notices.Tell("a", live.Notice{Kind: "room"})
	if diff := cmp.Diff([]live.Notice{{Kind: "room"}}, slow.Take()); diff != "" {
		t.Errorf("a notice of all stands for each: %s", diff)
	}
}

func TestNoticesAreBounded(t *testing.T) {
	notices := live.NewNotices(live.NoticeLimits{Watches: 3, PerWatcher: 2})
	first := watch(t, notices, "ann", "a")
	watch(t, notices, "ann", "b")
	if _, err := notices.Watch("ann", "a"); practice.CodeOf(err) != practice.CodeTooMany {
		t.Errorf("a third of two: %v", err)
	}
	watch(t, notices, "ben", "a")
	if _, err := notices.Watch("cleo", "a"); practice.CodeOf(err) != practice.CodeTooMany {
		t.Errorf("a fourth of three: %v", err)
	}
	first.Close()
	first.Close()
	watch(t, notices, "cleo", "a")
	if open := notices.Watches(); open != 3 {
		t.Errorf("%d are open", open)
	}
}

func TestNoticesEnd(t *testing.T) {
	notices := live.NewNotices(live.NoticeLimits{})
	wall, other := watch(t, notices, "wall", "wall/1", "team"), watch(t, notices, "ann", "team")
	notices.End("wall/1")
	<-wall.Done()
	select {
	case <-other.Done():
		t.Error("another watch ended too")
	default:
	}
	notices.Close()
	notices.Close()
	<-other.Done()
	if _, err := notices.Watch("ann", "team"); practice.CodeOf(err) != practice.CodeUnavailable {
		t.Errorf("after the end: %v", err)
	}
	if open := notices.Watches(); open != 0 {
		t.Errorf("%d are still open", open)
	}
}

// TestNoticesOfManyAtOnce finds races; every watch hears of what was told last.
func TestNoticesOfManyAtOnce(t *testing.T) {
	notices := live.NewNotices(live.NoticeLimits{PerWatcher: 100})
	var told, heard sync.WaitGroup
	for i := range 20 {
		w := watch(t, notices, "ann", "a", fmt.Sprint(i))
		heard.Go(func() {
			defer w.Close()
			for {
				<-w.Ready()
				for _, notice := range w.Take() {
					if notice.Kind == "last" {
						return
					}
				}
			}
		})
	}
	for range 4 {
		told.Go(func() {
			for i := range 200 {
				notices.Tell("a", live.Notice{Kind: "attempt", ID: strconv.Itoa(i)})
			}
		})
	}
	told.Wait()
	notices.Tell("a", live.Notice{Kind: "last"})
	heard.Wait()
	if open := notices.Watches(); open != 0 {
		t.Errorf("%d are still open", open)
	}
}

func BenchmarkTell1000(b *testing.B) {
	notices := live.NewNotices(live.NoticeLimits{PerWatcher: 1000})
	watches := make([]*live.Watch, 1000)
	for i := range watches {
		watches[i] = watch(b, notices, "ann", "team")
	}
	b.ReportAllocs()
	for b.Loop() {
		notices.Tell("team", live.Notice{Kind: "board"})
		for _, w := range watches {
			<-w.Ready()
			w.Take()
		}
	}
}
