package openai_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

// book is a ledger in memory. blocked, if set, holds writes up until it is closed;
// failing fails them.
type book struct {
	mu      sync.Mutex
	rows    map[[3]string]openai.Usage // by day, kind and name
	before  string                     // what was forgotten last
	blocked chan struct{}
	failing bool
}

func newBook() *book { return &book{rows: map[[3]string]openai.Usage{}} }

func (b *book) AddModelUsage(_ context.Context, day, attempt, rep, team string, calls, input, output, spend int64) error {
	if b.blocked != nil {
		<-b.blocked
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.failing {
		return errors.New("the disk is full")
	}
	for _, key := range [][3]string{{day, "server", ""}, {day, "rep", rep}, {day, "team", team}, {day, "attempt", attempt}} {
		used := b.rows[key]
		b.rows[key] = openai.Usage{Calls: used.Calls + calls, Input: used.Input + input, Output: used.Output + output, Spend: used.Spend + spend}
	}
	return nil
}

func (b *book) EachModelUsage(_ context.Context, day string, _ int, use func(kind, name string, calls, input, output, spend int64)) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	for key, used := range b.rows {
		if key[0] == day || key[1] == "attempt" {
			use(key[1], key[2], used.Calls, used.Input, used.Output, used.Spend)
		}
	}
	return nil
}

func (b *book) ForgetModelUsage(_ context.Context, before string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.before = before
	return nil
}

func (b *book) server(day string) openai.Usage {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.rows[[3]string{day, "server", ""}]
}

var quiet = slog.New(slog.DiscardHandler)

// begun is a budget that goes on from the book.
func begun(t *testing.T, from *book, limits openai.Limits, now func() time.Time) *openai.Budget {
	t.Helper()
	budget := openai.NewBudget(limits, openai.Price{Input: 1_000_000, Output: 2_000_000}, now)
	if err := budget.Keep(t.Context(), from, quiet); err != nil {
		t.Fatal(err)
	}
	return budget
}

var payer = openai.Account{Attempt: "a1", Rep: "ada", Team: "north"}

func TestBudgetGoesOnAfterARestart(t *testing.T) {
	day := time.Date(2026, 9, 1, 23, 0, 0, 0, time.UTC)
	now := func() time.Time { return day }
	for name, test := range map[string]struct {
		limits         openai.Limits
		other          openai.Account // for whom it is still enough, the same day
		sentence       string
		alsoTheNextDay bool
	}{
		"the server's day": {openai.Limits{ServerDayTokens: 150}, openai.Account{}, "This server has used up", false},
		"what it spends":   {openai.Limits{ServerDaySpend: 190}, openai.Account{}, "This server has spent", false},
		"a rep's day":      {openai.Limits{RepDayTokens: 150}, openai.Account{Attempt: "a1", Rep: "eve"}, "You have used up", false},
		"an attempt":       {openai.Limits{AttemptTokens: 150}, openai.Account{Attempt: "a2", Rep: "ada"}, "This attempt has used up", true},
	} {
		t.Run(name, func(t *testing.T) {
			day = time.Date(2026, 9, 1, 23, 0, 0, 0, time.UTC)
			kept := newBook()
			first := begun(t, kept, test.limits, now)
			if err := openai.Use(first, payer, 60, 40); err != nil {
				t.Fatal(err)
			}
			if err := first.Close(t.Context()); err != nil {
				t.Fatal(err)
			}
			second := begun(t, kept, test.limits, now)
			server, team := second.Today("north")
			if want := (openai.Usage{Calls: 1, Input: 60, Output: 40, Spend: 140}); server != want || team != want {
				t.Errorf("the day began with %+v, the team's with %+v", server, team)
			}
			if err := openai.Use(second, payer, 60, 40); practice.CodeOf(err) != practice.CodeTooMany || !strings.Contains(err.Error(), test.sentence) {
				t.Errorf("after a restart: %v", err)
			}
			if test.other != (openai.Account{}) {
				if err := openai.Use(second, test.other, 60, 40); err != nil {
					t.Errorf("somebody else: %v", err)
				}
			}
			day = day.Add(2 * time.Hour)
			third := begun(t, kept, test.limits, now)
			if err := openai.Use(third, payer, 60, 40); (err != nil) != test.alsoTheNextDay {
				t.Errorf("the next day: %v", err)
			}
		})
	}
}

func TestACallDoesNotWaitForASlowLedger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		kept := newBook()
		kept.blocked = make(chan struct{})
		budget := begun(t, kept, openai.Limits{}, nil)
		began := time.Now()
		if err := openai.Use(budget, payer, 60, 40); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited > time.Second {
			t.Errorf("a call waited %v", waited)
		}
		short, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := budget.Close(short); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("closed before all was kept: %v", err)
		}
		close(kept.blocked)
		if err := budget.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
		if used := kept.server(began.UTC().Format(time.DateOnly)); used.Calls != 1 || used.Input != 60 {
			t.Errorf("kept %+v", used)
		}
	})
}

func TestWhatALedgerRefusedIsWrittenLater(t *testing.T) {
	day := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	kept := newBook()
	var log bytes.Buffer
	budget := openai.NewBudget(openai.Limits{}, openai.Price{}, func() time.Time { return day })
	if err := budget.Keep(t.Context(), kept, slog.New(slog.NewTextHandler(&log, nil))); err != nil {
		t.Fatal(err)
	}
	use := func() {
		t.Helper()
		if err := openai.Use(budget, payer, 10, 0); err != nil {
			t.Fatal(err)
		}
	}
	kept.failing = true
	use()
	use()
	if used := kept.server("2026-09-01"); used.Calls != 0 || !strings.Contains(log.String(), "the disk is full") {
		t.Errorf("kept %+v, logged %s", used, log.String())
	}
	if strings.Contains(log.String(), "ada") {
		t.Errorf("the log names somebody: %s", log.String())
	}
	kept.mu.Lock()
	kept.failing = false
	kept.mu.Unlock()
	day = day.Add(24 * time.Hour)
	use()
	if yesterday, today := kept.server("2026-09-01"), kept.server("2026-09-02"); yesterday.Input != 20 || today.Input != 10 {
		t.Errorf("yesterday %+v, today %+v", yesterday, today)
	}
	kept.mu.Lock()
	kept.failing = true
	kept.mu.Unlock()
	use()
	kept.mu.Lock()
	kept.failing = false
	kept.mu.Unlock()
	if err := budget.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if today := kept.server("2026-09-02"); today.Input != 20 {
		t.Errorf("after closing: %+v", today)
	}
}

func TestOldDaysAreForgotten(t *testing.T) {
	day := time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)
	kept := newBook()
	budget := begun(t, kept, openai.Limits{}, func() time.Time { return day })
	for _, want := range []string{"2026-07-23", "2026-07-24"} {
		if err := openai.Use(budget, payer, 10, 0); err != nil {
			t.Fatal(err)
		}
		kept.mu.Lock()
		if kept.before != want || openai.KeptDays != 40 {
			t.Errorf("what came before %s was forgotten, want %s", kept.before, want)
		}
		kept.mu.Unlock()
		day = day.Add(24 * time.Hour)
	}
}

func TestManyCallsAtOnceAreAllKept(t *testing.T) {
	kept := newBook()
	budget := begun(t, kept, openai.Limits{}, func() time.Time { return time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC) })
	var calls sync.WaitGroup
	for range 50 {
		calls.Go(func() {
			if err := openai.Use(budget, payer, 10, 1); err != nil {
				t.Error(err)
			}
		})
	}
	calls.Wait()
	if err := budget.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if used := kept.server("2026-09-01"); used.Calls != 50 || used.Input != 500 || used.Output != 50 {
		t.Errorf("kept %+v", used)
	}
}
