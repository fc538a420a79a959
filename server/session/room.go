package session

import (
	"container/list"
	"context"
	"crypto/rand"
	"log/slog"
	"sync"
	"time"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Reader says what a turn was. It is called from many goroutines at once and
// answers within milliseconds.
type Reader interface {
	Read(practice.Said) practice.Reading
	Version() string
}

// Speaker finds words for a decision, and only words: the decision stands
// before it is asked. It must return soon after ctx is done. When it fails, is
// late or says nothing, the scenario's own lines are spoken. Its errors are
// logged, so they hold no words of the rep and no secrets.
//
// An error with practice.CodeTooMany is told to the rep beside the scenario's lines.
type Speaker interface {
	Speak(ctx context.Context, cue Cue) (Words, error)
}

// Cue is what a Speaker may know. All of it is read-only.
type Cue struct {
	Attempt  practice.Attempt
	Scenario *scenario.Scenario
	Decision practice.Decision
	Script   []practice.Line  // how the scenario itself would reply
	Events   []practice.Event // the log, the decision included
	// Preview shows words that are not said yet; withdrawn takes them back. It
	// must not be called any more once Speak has returned.
	Preview func(line practice.Line, withdrawn bool)
}

// Words are what a Speaker found.
type Words struct {
	Lines        []practice.Line
	By           string // the model's name; "": Config.SpokenBy
	Tokens       int64  // used, also for words that are not to be spoken
	Milliseconds int64
}

// Preview is part of a reply that is still being found. It is shown and never
// kept: only the replied event is what was said.
type Preview struct {
	Attempt   string
	Turn      int
	Line      practice.Line
	Withdrawn bool // nothing of it holds
}

// Config is what a Room needs. Store and Reader are required.
type Config struct {
	Store   practice.Store
	Reader  Reader
	Speaker Speaker      // nil: the scenario's own lines alone
	Second  SecondReader // nil: the Reader reads alone

	// SpokenBy is Reply.By for words of the Speaker: the model's name. "": "model".
	SpokenBy string

	// Publish is told of events after they are committed, in order within an
	// attempt. It must not block and must not call the Room. Nil: nobody is told.
	Publish func([]practice.Event)

	// Preview is told of words that a Speaker is still finding. It must not block.
	// Nil: nobody is told.
	Preview func(Preview)

	// Follow is told the same, with the attempt as it stands after the events. It
	// is bound as Publish is. Nil: nobody follows.
	Follow func(practice.Attempt, []practice.Event)

	Now   func() time.Time // labels events; nil: time.Now
	NewID func() string    // names attempts; nil: random and unguessable
	Log   *slog.Logger     // nil: nothing is logged

	SpeakWithin time.Duration // how long a Speaker may take; 0: 20 s
	ReadWithin  time.Duration // how long a SecondReader may take; 0: 8 s
	IdleAfter   time.Duration // an attempt that nobody uses leaves memory after this; 0: 10 minutes
	MaxLive     int           // attempts in memory at once; 0: 1000
}

// storeWithin bounds one visit to the store, so that a store that hangs does
// not hang an attempt.
const storeWithin = 10 * time.Second

// keptScenarios is how many compiled scenarios stay in memory.
const keptScenarios = 64

// Room runs the attempts of one process. It is safe for any number of goroutines.
type Room struct {
	config Config
	shelf  *shelf

	lifetime context.Context // of every goroutine; ends when Close gives up waiting
	end      context.CancelFunc
	closing  chan struct{}

	work sync.WaitGroup // goroutines and calls that Close waits for

	mu     sync.Mutex
	closed bool
	live   map[string]*live
	unused *list.List // of *live that nobody uses, longest unused first
}

// NewRoom returns a Room, which is to be closed. It panics without a Store or a
// Reader.
func NewRoom(config Config) *Room {
	if config.Store == nil || config.Reader == nil {
		panic("session: a Room needs a Store and a Reader")
	}
	lifetime, end := context.WithCancel(context.Background())
	return &Room{
		config:   config.withDefaults(),
		shelf:    newShelf(keptScenarios),
		lifetime: lifetime,
		end:      end,
		closing:  make(chan struct{}),
		live:     map[string]*live{},
		unused:   list.New(),
	}
}

func (c Config) withDefaults() Config {
	if c.SpokenBy == "" {
		c.SpokenBy = "model"
	}
	if c.Publish == nil {
		c.Publish = func([]practice.Event) {}
	}
	if c.Preview == nil {
		c.Preview = func(Preview) {}
	}
	if c.Follow == nil {
		c.Follow = func(practice.Attempt, []practice.Event) {}
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.NewID == nil {
		c.NewID = rand.Text
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.SpeakWithin <= 0 {
		c.SpeakWithin = 20 * time.Second
	}
	if c.ReadWithin <= 0 {
		c.ReadWithin = 8 * time.Second
	}
	if c.IdleAfter <= 0 {
		c.IdleAfter = 10 * time.Minute
	}
	if c.MaxLive <= 0 {
		c.MaxLive = 1000
	}
	return c
}

// Running is a turn whose first step is committed.
type Running struct {
	done chan struct{}
	err  error
}

// Done is closed once the reply, and at the end of an attempt its ending and
// card, are committed and published, or once that is given up for now: see Err.
func (x *Running) Done() <-chan struct{} { return x.done }

// Err is nil when the turn is complete. Otherwise the reply is still owed: the
// next Look or Do finds the words. It may be called after Done is closed.
func (x *Running) Err() error { return x.err }

// View is an attempt as it stands. All of it is read-only.
type View struct {
	Attempt  practice.Attempt
	Scenario *scenario.Scenario // under the attempt's seed
	Events   []practice.Event   // the whole log
	State    dialogue.State
	Running  bool // a turn waits for its reply
}

// Do takes a turn of the rep's attempt. It returns once what was said, how it
// reads and what was decided are committed: from here nothing is lost, even if
// ctx ends first. A turn whose id the attempt already knows succeeds without
// happening again.
//
// Codes: CodeBusy while another turn waits for its reply, CodeEnded,
// CodeNotFound (somebody else's attempt too), CodeInvalid and CodeTooLarge for
// the turn itself, CodeStale for an attempt of a newer program, and
// CodeUnavailable, after which the same turn may be sent again.
func (r *Room) Do(ctx context.Context, rep, attempt string, turn practice.Turn) (*Running, error) {
	var running *Running
	err := r.visit(ctx, rep, attempt, func(l *live) error {
		var err error
		running, err = l.take(turn)
		return err
	})
	if err != nil {
		return nil, err
	}
	return running, nil
}

// Look returns the rep's attempt as it stands in the store, finishing a turn
// that a dead process left without a reply.
func (r *Room) Look(ctx context.Context, rep, attempt string) (View, error) {
	var view View
	err := r.visit(ctx, rep, attempt, func(l *live) error {
		var err error
		view, err = l.look()
		return err
	})
	if err != nil {
		return View{}, err
	}
	return view, nil
}

// Live returns how many attempts are in memory.
func (r *Room) Live() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.live)
}

// Close takes no more turns, lets the running ones commit their reply in the
// scenario's own words, and returns when every goroutine has ended. When ctx
// ends first it stops waiting and returns an error; what was acknowledged is in
// the log all the same.
func (r *Room) Close(ctx context.Context) error {
	r.mu.Lock()
	if !r.closed {
		r.closed = true
		close(r.closing)
	}
	r.mu.Unlock()

	done := make(chan struct{})
	go func() {
		r.work.Wait()
		close(done)
	}()
	defer r.end()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return practice.Errorf(practice.CodeUnavailable,
			"Some replies could not be finished before closing. They are finished when their attempts are next opened.").Because(ctx.Err())
	}
}

// enter counts a call among the work that Close waits for; leave ends it.
func (r *Room) enter() (leave func(), err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		return nil, errClosing()
	}
	r.work.Add(1)
	return r.work.Done, nil
}

// tell passes committed events of an attempt on.
func (r *Room) tell(attempt practice.Attempt, events []practice.Event) {
	r.config.Publish(events)
	r.config.Follow(attempt, events)
}

func (r *Room) now() time.Time { return r.config.Now().UTC().Truncate(time.Millisecond) }

func (r *Room) storeContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(r.lifetime, storeWithin)
}
