package session

import (
	"context"
	"fmt"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// SecondReader reads turns beside the Reader, in attempts that were begun
// combined. It may take its time and may fail: then the Reader's own reading
// stands, and the log says so. It must return soon after ctx is done. Its errors
// are logged, so they hold no words of the rep.
type SecondReader interface {
	Read(ctx context.Context, attempt practice.Attempt, said practice.Said) (practice.Reading, error)
	Version() string
}

// secondRead is what the SecondReader came back with.
type secondRead struct {
	turn    int
	reading practice.Reading
	err     error
}

// alone is the Reader of a combined attempt where the second one is not waited
// for: all its readings carry one name, so that one attempt has one.
type alone struct {
	Reader
	second string
}

func (a alone) Version() string { return practice.CombinedReader(a.Reader.Version(), a.second) }

func (a alone) Read(said practice.Said) practice.Reading {
	reading := a.Reader.Read(said)
	reading.Reader, reading.SecondMissed = a.Version(), true
	return reading
}

// combined reports whether turns of the attempt are read twice.
func (l *live) combined() bool {
	return l.room.config.Second != nil && l.history.attempt.Combined
}

// reader is who reads the attempt's turns when nobody else is waited for.
func (l *live) reader() Reader {
	if !l.combined() {
		return l.room.config.Reader
	}
	return alone{l.room.config.Reader, l.room.config.Second.Version()}
}

// readTwice asks the SecondReader about the turn that waits, beside the loop and
// under a deadline. While it still owes the answer to an earlier question, the
// Reader alone reads.
func (l *live) readTwice() {
	config := &l.room.config
	p := l.pending
	if l.reading {
		l.judge(nil)
		return
	}
	said, attempt := l.history.said(l.history.last.said.Turn), l.history.attempt
	ctx, cancel := context.WithTimeout(l.room.lifetime, config.ReadWithin)
	p.reading, p.cancel, p.timer = true, cancel, time.NewTimer(config.ReadWithin)
	l.reading = true
	turn := p.turn
	l.room.work.Go(func() {
		reading, err := readSecond(ctx, config.Second, attempt, said)
		l.reads <- secondRead{turn, reading, err}
	})
}

// readSecond calls the SecondReader. A panic of it is an error like any other.
func readSecond(ctx context.Context, second SecondReader, attempt practice.Attempt, said practice.Said) (reading practice.Reading, err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the second reader panicked: %v", fault)
		}
	}()
	return second.Read(ctx, attempt, said)
}

// takeSecond takes what the SecondReader found, unless it came too late.
func (l *live) takeSecond(found secondRead) {
	l.reading = false
	if l.pending == nil || l.pending.turn != found.turn || !l.pending.reading {
		return
	}
	if found.err != nil {
		l.room.config.Log.Warn("the embedded reader reads alone", "attempt", l.id, "turn", found.turn, "cause", found.err)
		l.judge(nil)
		return
	}
	l.judge(&found.reading)
}

// overdue goes on without whoever is late: the SecondReader or the Speaker.
func (l *live) overdue() {
	if l.pending.reading {
		l.judge(nil)
		return
	}
	l.finish()
}

// judge commits how the pending turn reads and what is decided, and sets out to
// find its reply. Without a second reading the Reader's own stands.
func (l *live) judge(second *practice.Reading) {
	l.pending.waitNoMore()
	err := l.guard(func() error {
		return l.commit(l.history.judged(l.reader(), second, l.room.now()))
	})
	if practice.CodeOf(err) == practice.CodeConflict { // another process was first
		err = l.refresh()
	}
	if l.pending == nil {
		return
	}
	if err != nil || l.history.last.decided == nil {
		l.finish() // which writes all that is missing, and tries again
		return
	}
	l.speak()
}

// waitNoMore ends the wait for a second reading.
func (p *pending) waitNoMore() {
	p.reading = false
	if p.cancel != nil {
		p.cancel()
		p.cancel = nil
	}
	if p.timer != nil {
		p.timer.Stop()
		p.timer = nil
	}
}

// heardOnly returns the first step of a turn that is read twice: what was said, alone.
// From here nothing of it is lost.
func (h *history) heardOnly(turn practice.Turn, at, deadline time.Time) []practice.Event {
	d := draft{attempt: h.attempt.ID, seq: h.attempt.Seq, turn: h.last.turn + 1, at: at}
	d.add(practice.Event{Kind: practice.EventSaid, Said: &practice.Spoken{Turn: turn, Deadline: deadline}})
	return d.events
}

// judged returns how the last turn reads by both readers and what is decided; by
// reader alone without a second reading. It returns nothing where that is decided
// already.
func (h *history) judged(reader Reader, second *practice.Reading, at time.Time) []practice.Event {
	e := h.last
	d := draft{attempt: h.attempt.ID, seq: h.attempt.Seq, turn: e.turn, at: at}
	if e.read == nil && second != nil {
		reading := h.reading(reader, e.said.Turn)
		reading.SecondMissed = false
		reading = practice.Combined(reading, *second, reader.Version())
		e.read = &reading
		d.add(practice.Event{Kind: practice.EventRead, Read: e.read})
	}
	h.judge(&d, reader, e)
	return d.events
}
