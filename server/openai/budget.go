package openai

import (
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Account names who pays for a call: all of them do.
type Account struct {
	Attempt string
	Rep     string
	Team    string // "" for none
}

// Price is what a model costs, in millionths of a currency unit for a million
// tokens, so that sums stay whole. The zero price costs nothing.
type Price struct {
	Input  int64
	Output int64
}

// Limits bound what is spent. 0: no limit.
type Limits struct {
	AttemptTokens   int64
	RepDayTokens    int64
	ServerDayTokens int64
	ServerDaySpend  int64 // in millionths of a currency unit
}

// Usage is what a call, or many, used.
type Usage struct {
	Calls  int64
	Input  int64 // tokens
	Output int64
	Spend  int64 // in millionths of a currency unit
}

func (u Usage) tokens() int64 { return u.Input + u.Output }

func (u *Usage) add(more Usage) {
	u.Calls += more.Calls
	u.Input += more.Input
	u.Output += more.Output
	u.Spend += more.Spend
}

// Budget counts what models use and says when it is enough. A call is admitted
// with an estimate, which stands in for it until its usage is known, so that many
// calls at once do not overdraw together. Days are UTC. It is safe for any number
// of goroutines.
type Budget struct {
	limits Limits
	price  Price
	now    func() time.Time
	keeper *keeper // nil: nothing is kept beyond the program

	mu       sync.Mutex
	day      string
	attempts map[string]*Usage // bounded by keptAttempts
	order    []string          // of attempts, oldest first
	reps     map[string]*Usage // of the day
	teams    map[string]*Usage // of the day
	server   Usage             // of the day
}

// keptAttempts bounds how many attempts are remembered; an attempt that is
// forgotten starts anew, bounded by its rep's day all the same.
const keptAttempts = 10_000

// NewBudget returns a budget. now nil: time.Now.
func NewBudget(limits Limits, price Price, now func() time.Time) *Budget {
	if now == nil {
		now = time.Now
	}
	b := &Budget{limits: limits, price: price, now: now, attempts: map[string]*Usage{}}
	b.turnOver(now().UTC().Format(time.DateOnly))
	return b
}

// turnOver starts a day. It is called with the lock held, or before anybody has it.
func (b *Budget) turnOver(day string) {
	b.day, b.server = day, Usage{}
	b.reps, b.teams = map[string]*Usage{}, map[string]*Usage{}
}

// reservation is an estimate that stands in for a call under way.
type reservation struct {
	budget   *Budget
	day      string
	account  Account
	estimate Usage
}

// admit reserves an estimate. Its error is CodeTooMany with a sentence for the page.
func (b *Budget) admit(account Account, input, output int64) (*reservation, error) {
	if b == nil {
		return nil, nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if today := b.now().UTC().Format(time.DateOnly); today != b.day {
		b.turnOver(today)
	}
	estimate := Usage{Input: input, Output: output, Spend: b.price.of(input, output)}
	tokens := estimate.tokens()
	for _, limit := range []struct {
		used, of int64
		sentence string
	}{
		{b.of(b.attempts, account.Attempt).tokens() + tokens, b.limits.AttemptTokens, "This attempt has used up its share of the language model. The script speaks from here on; the rules are the same."},
		{b.of(b.reps, account.Rep).tokens() + tokens, b.limits.RepDayTokens, "You have used up today's share of the language model. The script speaks until tomorrow; the rules are the same."},
		{b.server.tokens() + tokens, b.limits.ServerDayTokens, "This server has used up today's share of the language model. The script speaks until tomorrow; the rules are the same."},
		{b.server.Spend + estimate.Spend, b.limits.ServerDaySpend, "This server has spent what it may on the language model today. The script speaks until tomorrow; the rules are the same."},
	} {
		if limit.of > 0 && limit.used > limit.of {
			return nil, practice.Errorf(practice.CodeTooMany, "%s", limit.sentence)
		}
	}
	b.book(account, estimate)
	return &reservation{b, b.day, account, estimate}, nil
}

// settle puts what was used in the estimate's place, and has it kept. A nil
// reservation is settled already.
func (r *reservation) settle(used Usage) {
	if r == nil {
		return
	}
	b := r.budget
	used.Spend = b.price.of(used.Input, used.Output)
	r.replace(used)
	if b.keeper != nil && used.Calls > 0 {
		b.keeper.record(entry{r.day, r.account, used})
	}
}

// replace puts what was used in the estimate's place.
func (r *reservation) replace(used Usage) {
	b := r.budget
	b.mu.Lock()
	defer b.mu.Unlock()
	difference := Usage{Calls: used.Calls, Input: used.Input - r.estimate.Input, Output: used.Output - r.estimate.Output, Spend: used.Spend - r.estimate.Spend}
	if r.day != b.day { // the estimate went with its day
		b.of(b.attempts, r.account.Attempt).add(difference)
		return
	}
	b.book(r.account, difference)
}

func (b *Budget) book(account Account, usage Usage) {
	b.of(b.attempts, account.Attempt).add(usage)
	b.of(b.reps, account.Rep).add(usage)
	if account.Team != "" {
		b.of(b.teams, account.Team).add(usage)
	}
	b.server.add(usage)
}

// of returns the usage of a name, new if need be.
func (b *Budget) of(all map[string]*Usage, name string) *Usage {
	if usage, known := all[name]; known {
		return usage
	}
	usage := &Usage{}
	all[name] = usage
	if len(b.attempts) > len(b.order) { // it was an attempt
		b.order = append(b.order, name)
		if len(b.order) > keptAttempts {
			delete(b.attempts, b.order[0])
			b.order = b.order[1:]
		}
	}
	return usage
}

// Today returns what the server and a team ("" for none) have used today.
func (b *Budget) Today(team string) (server, ofTeam Usage) {
	if b == nil {
		return Usage{}, Usage{}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.now().UTC().Format(time.DateOnly) != b.day { // nobody has asked since midnight
		return Usage{}, Usage{}
	}
	if used, known := b.teams[team]; known && team != "" {
		ofTeam = *used
	}
	return b.server, ofTeam
}

// TodayByTeam returns what the attempts of each team have used today.
func (b *Budget) TodayByTeam() map[string]Usage {
	if b == nil {
		return nil
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	used := make(map[string]Usage, len(b.teams))
	if b.now().UTC().Format(time.DateOnly) != b.day {
		return used
	}
	for team, usage := range b.teams {
		used[team] = *usage
	}
	return used
}

func (p Price) of(input, output int64) int64 {
	return (p.Input*input + p.Output*output) / 1_000_000
}
