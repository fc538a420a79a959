package session

import (
	"context"
	"errors"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

// How often, and at first after how long, a reply that could not be saved is
// tried again; the pause doubles. In all that is about six seconds.
const (
	finishTries = 7
	firstPause  = 100 * time.Millisecond
)

// pending is the turn that waits for its reply.
type pending struct {
	turn    int
	running *Running
	adopted bool            // another process began it, or this one before a restart
	words   *practice.Reply // what the Speaker found; nil: the scenario's own lines
	tries   int
	timer   *time.Timer        // when to finish; nil: not before the Speaker comes back
	cancel  context.CancelFunc // tells the Speaker to stop, or the SecondReader; nil if neither was asked
	reading bool               // the SecondReader is waited for, and not yet the Speaker
}

func newPending(turn int) *pending {
	return &pending{turn: turn, running: &Running{done: make(chan struct{})}}
}

// overdue is signaled when the second reading, or the reply, has to do without
// whoever is late; nil, so never, without a turn that waits.
func (p *pending) overdue() <-chan time.Time {
	if p == nil || p.timer == nil {
		return nil
	}
	return p.timer.C
}

// spoken is what the Speaker came back with.
type spoken struct {
	turn  int
	words Words
	err   error
}

// speak asks the Speaker for words, beside the loop and under a deadline.
// Without one, or while it still owes the answer to an earlier question, the
// scenario's own lines reply at once.
func (l *live) speak() {
	config := &l.room.config
	if config.Speaker == nil || l.speaking {
		l.finish()
		return
	}
	h := l.history
	own := script.Lines(h.scenario, *h.last.decided, h.scripted)
	if len(own) == 0 { // nobody answers
		l.finish()
		return
	}
	turn := l.pending.turn
	cue := Cue{
		Attempt:  h.attempt,
		Scenario: h.scenario,
		Decision: *h.last.decided,
		Script:   own,
		Events:   h.events[:len(h.events):len(h.events)],
		Preview: func(line practice.Line, withdrawn bool) {
			config.Preview(Preview{Attempt: l.id, Turn: turn, Line: line, Withdrawn: withdrawn})
		},
	}
	ctx, cancel := context.WithTimeout(l.room.lifetime, config.SpeakWithin)
	l.pending.cancel = cancel
	l.pending.timer = time.NewTimer(config.SpeakWithin)
	l.speaking = true
	l.room.work.Go(func() {
		words, err := speak(ctx, config.Speaker, cue)
		l.spoken <- spoken{turn, words, err}
	})
}

// speak calls the Speaker and checks what it says. A panic of the Speaker is an
// error like any other.
func speak(ctx context.Context, speaker Speaker, cue Cue) (words Words, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the speaker panicked: %v", fault)
		}
	}()
	words, err = speaker.Speak(ctx, cue)
	if err != nil {
		return words, err
	}
	return words, sound(cue.Scenario, words.Lines)
}

// maxLines bounds one reply.
const maxLines = 20

// sound says what is wrong with a Speaker's lines.
func sound(played *scenario.Scenario, lines []practice.Line) error {
	if len(lines) == 0 || len(lines) > maxLines {
		return fmt.Errorf("%d lines", len(lines))
	}
	for _, line := range lines {
		switch {
		case line.Text == "" || !plain(line.Text):
			return errors.New("a line that is no plain text")
		case utf8.RuneCountInString(line.Text) > practice.MaxTurnRunes:
			return errors.New("a line that is too long")
		case line.Person != "" && played.Person(line.Person) == nil:
			return errors.New("a line of nobody in the scenario")
		}
	}
	return nil
}

// hear takes what the Speaker found, unless it came too late.
func (l *live) hear(words spoken) {
	l.speaking = false
	if l.pending == nil || l.pending.turn != words.turn || l.pending.tries > 0 {
		return
	}
	l.pending.words = l.reply(words)
	l.finish()
}

// reply is what a Speaker found, or the scenario's own lines with what the search
// for others took.
func (l *live) reply(found spoken) *practice.Reply {
	reply := &practice.Reply{Lines: found.words.Lines, By: found.words.By}
	if reply.By == "" {
		reply.By = l.room.config.SpokenBy
	}
	if found.err != nil {
		l.room.config.Log.Warn("the scenario's own lines reply", "attempt", l.id, "turn", found.turn, "cause", found.err)
		reply = scripted(script.Lines(l.history.scenario, *l.history.last.decided, l.history.scripted))
		if practice.CodeOf(found.err) == practice.CodeTooMany {
			reply.Note = found.err.Error()
		}
	}
	reply.Tokens, reply.Milliseconds = found.words.Tokens, found.words.Milliseconds
	return reply
}

// finish commits the second step of the pending turn. When that fails it is
// tried again after a pause, and in the end left to whoever opens the attempt
// next.
func (l *live) finish() {
	p := l.pending
	p.reading = false
	err := l.guard(func() error {
		return l.commit(l.history.second(l.reader(), p.words, l.room.now()))
	})
	if practice.CodeOf(err) == practice.CodeConflict {
		// Another process was first: its reply is the reply.
		err = errors.Join(err, l.refresh())
	}
	if l.pending == nil {
		return
	}
	p.tries++
	l.room.config.Log.Warn("a reply could not be saved", "attempt", l.id, "turn", p.turn, "try", p.tries, "cause", cause(err))
	if p.tries >= finishTries || l.room.lifetime.Err() != nil {
		l.unload(err)
		return
	}
	p.after(firstPause << (p.tries - 1))
}

func (p *pending) after(pause time.Duration) {
	if p.timer != nil {
		p.timer.Stop()
	}
	p.timer = time.NewTimer(pause)
}

// settle ends the wait for the pending turn.
func (l *live) settle(err error) {
	p := l.pending
	l.pending = nil
	if p.cancel != nil {
		p.cancel()
	}
	if p.timer != nil {
		p.timer.Stop()
	}
	l.room.release(l)
	p.running.err = err
	close(p.running.done)
}

// adopt takes over a turn that the log has without a reply. Where whoever began
// it may still be looking for words, they have until the turn's deadline, but
// never longer than a Speaker has: a clock that jumped holds nobody up.
func (l *live) adopt() {
	if l.history == nil || l.pending != nil || l.history.last.complete() {
		return
	}
	last := l.history.last
	l.pending = newPending(last.turn)
	l.pending.adopted = true
	l.room.hold(l)
	longest := l.room.config.SpeakWithin
	if l.combined() {
		longest += l.room.config.ReadWithin
	}
	if left := min(last.said.Deadline.Sub(l.room.now()), longest); left > 0 {
		l.pending.after(left)
		return
	}
	l.finish()
}

// windUp finishes the pending turn in the scenario's own words, because the
// Room is closing.
func (l *live) windUp() {
	for l.pending != nil {
		l.finish()
		if l.pending == nil {
			return
		}
		select {
		case <-l.pending.overdue():
		case <-l.room.lifetime.Done():
		}
	}
}
