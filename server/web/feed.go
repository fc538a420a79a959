package web

import (
	"context"

	"github.com/askagain/askagain/server/coach"
	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
)

// feed turns an attempt's committed events into frames for one socket: first
// what the client does not have yet, then what happens. It sends every event
// once and in order, whatever it hears twice, late or not at all: what is
// missing is read from the log.
type feed struct {
	socket       *socket
	subscription *live.Subscription
	progress     progress
}

// subscribe begins to listen, and closes the socket when it may not.
func (f *feed) subscribe() bool {
	subscription, err := f.socket.server.broker.Subscribe(f.socket.attempt)
	switch {
	case practice.CodeOf(err) == practice.CodeTooMany:
		f.socket.outbox.close(CloseTooMany)
	case err != nil:
		f.socket.outbox.close(CloseRestarting)
	}
	f.subscription = subscription
	return err == nil
}

// run serves the socket until ctx ends or the socket closes. It owns the
// subscription.
func (f *feed) run(ctx context.Context, view session.View, after int64) {
	defer func() { f.subscription.Close() }()
	f.progress = newProgress(view.Scenario)
	var remarks [][]byte
	for _, event := range view.Events {
		f.progress.apply(event)
		if remark := f.progress.remark(); remark != nil {
			remarks = append(remarks, remark)
		}
	}
	if !f.pace(ctx, encode(welcomeFrame{"welcome", protocolVersion, f.progress.seq, view.Running, f.progress.now()})) {
		return
	}
	for _, event := range view.Events {
		if event.Seq > after && shown(event) && !f.pace(ctx, encodeEvent(event)) {
			return
		}
	}
	for _, remark := range remarks { // they have no number: all come again, whatever the client has
		if !f.pace(ctx, remark) {
			return
		}
	}
	if view.Running && f.progress.answering != "" {
		f.socket.outbox.put(encode(typingFrame{"typing", f.progress.answering}))
	}
	for f.follow(ctx) {
	}
}

// follow passes on one batch of what happens, or what was missed when there was
// too much. It reports false when the feed is over.
func (f *feed) follow(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	case preview := <-f.subscription.Previews():
		f.preview(preview)
		return true
	case batch, open := <-f.subscription.Events():
		if !open || f.subscription.Lagged() {
			return f.resume(ctx) // what still waits is in the log as well
		}
		for _, event := range batch {
			if !f.hear(ctx, event) {
				return false
			}
		}
		return true
	}
}

// preview passes on what a reply says so far, as long as that reply is awaited.
func (f *feed) preview(preview live.Preview) {
	if preview.Turn == f.progress.turn && preview.Line.Person == f.progress.answering && f.progress.answering != "" {
		f.socket.outbox.put(encode(previewFrame{"preview", preview.Turn, preview.Line.Person, preview.Line.Text}))
	}
}

// resume goes on after the broker ended the subscription: by the log if the feed
// fell behind, while a slow client held it up.
func (f *feed) resume(ctx context.Context) bool {
	if !f.subscription.Lagged() {
		f.socket.outbox.close(CloseRestarting)
		return false
	}
	lagged := f.subscription
	if !f.subscribe() {
		f.subscription = lagged
		return false
	}
	return f.catchUp(ctx)
}

// hear passes on a live event. It reports false when the feed is over.
func (f *feed) hear(ctx context.Context, event practice.Event) bool {
	switch {
	case event.Seq <= f.progress.seq:
		return true // it was in the log already
	case event.Seq > f.progress.seq+1:
		return f.catchUp(ctx)
	}
	f.progress.apply(event)
	if !shown(event) {
		return true
	}
	outbox := f.socket.outbox
	outbox.put(encodeEvent(event))
	if remark := f.progress.remark(); remark != nil {
		outbox.put(remark)
	}
	if event.Kind == practice.EventDecided {
		outbox.put(encode(nowFrame{"now", f.progress.now()}))
		if f.progress.answering != "" {
			outbox.put(encode(typingFrame{"typing", f.progress.answering}))
		}
	}
	return true
}

// catchUp reads from the log what was not heard, and passes it on as fast as
// the client takes it.
func (f *feed) catchUp(ctx context.Context) bool {
	server := f.socket.server
	events, err := server.store.Events(ctx, f.socket.attempt, f.progress.seq)
	if err != nil {
		if ctx.Err() == nil {
			server.logInternal("catch up", err)
			f.socket.outbox.close(CloseRestarting)
		}
		return false
	}
	decided := false
	for _, event := range events {
		f.progress.apply(event)
		decided = decided || event.Kind == practice.EventDecided
		if shown(event) && !f.pace(ctx, encodeEvent(event)) {
			return false
		}
		if remark := f.progress.remark(); remark != nil && !f.pace(ctx, remark) {
			return false
		}
	}
	return !decided || f.pace(ctx, encode(nowFrame{"now", f.progress.now()}))
}

func (f *feed) pace(ctx context.Context, frame []byte) bool {
	return f.socket.outbox.putPaced(ctx, frame)
}

// progress is the fold over a log that a page's view rests on: the engine's
// state over recorded readings.
type progress struct {
	scenario  *scenario.Scenario
	state     dialogue.State
	seq       int64  // of the last event that was applied
	turn      int    // the last that was said
	answering string // who has yet to reply to the last turn; "" for nobody

	said *practice.Spoken
	read *practice.Reading

	coached bool          // from here on
	coach   *coach.Talk   // who listens from the beginning, wanted or not
	points  []coach.Point // to the event that was applied
}

func newProgress(s *scenario.Scenario) progress {
	return progress{scenario: s, state: dialogue.Start(s), coach: coach.Follow(s)}
}

func (p *progress) apply(event practice.Event) {
	p.seq = event.Seq
	p.points = p.coach.Hear(event)
	switch event.Kind {
	case practice.EventStarted:
		p.coached = event.Started.Coached
	case practice.EventCoached:
		p.coached = true
	case practice.EventSaid:
		p.said, p.read, p.turn = event.Said, nil, event.Turn
	case practice.EventRead:
		p.read = event.Read
	case practice.EventDecided:
		if p.said != nil && p.read != nil {
			p.state, _ = dialogue.Step(p.scenario, p.state, p.said.Turn, *p.read)
		}
		p.answering = event.Decided.Person
	case practice.EventReplied:
		p.answering = ""
	}
}

// coachFrame is what the coach says to a turn that met a no.
type coachFrame struct {
	Type   string        `json:"type"`
	Turn   int           `json:"turn"`
	Points []coach.Point `json:"points"`
}

// remark is the frame with what the coach says to the event that was applied, nil
// for nothing.
func (p *progress) remark() []byte {
	if len(p.points) == 0 || !p.coached {
		return nil
	}
	return encode(coachFrame{"coach", p.turn, p.points})
}

func (p *progress) now() now { return nowOf(p.scenario, p.state) }
