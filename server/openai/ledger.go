package openai

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Ledger keeps what was used of a model beyond the life of a program. Days are
// written like 2026-09-01, in UTC; spend is in millionths of a currency unit.
type Ledger interface {
	// AddModelUsage adds to what the server, a rep, a team ("" for none) and an
	// attempt used on a day, all of them or none.
	AddModelUsage(ctx context.Context, day, attempt, rep, team string, calls, input, output, spend int64) error
	// EachModelUsage hands over what the server, reps and teams used on a day, and
	// what attempts used on all days, those last used, the latest last. Kinds are
	// server, rep, team and attempt.
	EachModelUsage(ctx context.Context, day string, attempts int, use func(kind, name string, calls, input, output, spend int64)) error
	// ForgetModelUsage takes away what was used before a day.
	ForgetModelUsage(ctx context.Context, before string) error
}

const (
	keptDays     = 40                     // of usage, in a ledger
	callWaits    = 250 * time.Millisecond // for the ledger; then it is written beside the call
	ledgerWithin = 10 * time.Second       // for one write
	maxOwed      = 1024                   // calls that are still to be written, because the ledger failed
)

// Keep has the budget go on from what a ledger holds, and keep there what is used
// from now on. It is called once, before the budget is in use, and then Close.
func (b *Budget) Keep(ctx context.Context, ledger Ledger, log *slog.Logger) error {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	err := ledger.EachModelUsage(ctx, b.day, keptAttempts, func(kind, name string, calls, input, output, spend int64) {
		used := Usage{Calls: calls, Input: input, Output: output, Spend: spend}
		switch kind {
		case "server":
			b.server.add(used)
		case "rep":
			b.of(b.reps, name).add(used)
		case "team":
			b.of(b.teams, name).add(used)
		case "attempt":
			b.of(b.attempts, name).add(used)
		}
	})
	b.keeper = &keeper{ledger: ledger, log: log}
	return err
}

// Close waits until everything that was used is kept. No call may follow.
func (b *Budget) Close(ctx context.Context) error {
	if b == nil || b.keeper == nil {
		return nil
	}
	return b.keeper.close(ctx)
}

// entry is what one call used.
type entry struct {
	day     string
	account Account
	used    Usage
}

// keeper writes entries into a ledger. A call waits for its own, but not long: a
// ledger that is slow goes on beside it, and what it refuses is owed and written
// with the next. So a crash loses the calls under way, and what was owed.
type keeper struct {
	ledger Ledger
	log    *slog.Logger

	writing sync.WaitGroup // goroutines that write; none starts once closed
	mu      sync.Mutex
	closed  bool
	owed    []entry
	forgot  string // the day on which old days were last taken away
}

func (k *keeper) record(used entry) {
	k.mu.Lock()
	if k.closed {
		k.mu.Unlock()
		return
	}
	entries := append(k.owed, used)
	k.owed = nil
	written := make(chan struct{})
	k.writing.Go(func() {
		defer close(written)
		k.write(entries)
		k.forgetBefore(used.day)
	})
	k.mu.Unlock()
	patience := time.NewTimer(callWaits)
	defer patience.Stop()
	select {
	case <-written:
	case <-patience.C:
	}
}

// write writes entries; those that fail are owed.
func (k *keeper) write(entries []entry) {
	for _, each := range entries {
		ctx, cancel := context.WithTimeout(context.Background(), ledgerWithin)
		err := k.ledger.AddModelUsage(ctx, each.day, each.account.Attempt, each.account.Rep, each.account.Team, each.used.Calls, each.used.Input, each.used.Output, each.used.Spend)
		cancel()
		if err != nil {
			k.owe(each, err)
		}
	}
}

func (k *keeper) owe(unwritten entry, cause error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	if len(k.owed) < maxOwed {
		k.owed = append(k.owed, unwritten)
	}
	k.log.Warn("what a language model used is not written down yet", "owed", len(k.owed), "cause", cause)
}

// forgetBefore takes old days away, once a day.
func (k *keeper) forgetBefore(day string) {
	k.mu.Lock()
	due := day > k.forgot
	k.forgot = max(day, k.forgot)
	k.mu.Unlock()
	today, err := time.Parse(time.DateOnly, day)
	if err != nil || !due {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), ledgerWithin)
	defer cancel()
	if err := k.ledger.ForgetModelUsage(ctx, today.AddDate(0, 0, -keptDays).Format(time.DateOnly)); err != nil {
		k.log.Warn("old days of a language model's usage could not be taken away", "cause", err)
	}
}

func (k *keeper) close(ctx context.Context) error {
	k.mu.Lock()
	k.closed = true
	k.mu.Unlock()
	done := make(chan struct{})
	go func() {
		defer close(done)
		k.writing.Wait()
		k.mu.Lock()
		owed := k.owed
		k.owed = nil
		k.mu.Unlock()
		k.write(owed) // ends within ledgerWithin for each, and fails at once when the store is closed
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
