package session_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// second is a reader that says what it is told to, when it is told to.
type second struct {
	read func(ctx context.Context) (practice.Reading, error)
	said []practice.Said
}

func (s *second) Version() string { return "model-1" }

func (s *second) Read(ctx context.Context, _ practice.Attempt, said practice.Said) (practice.Reading, error) {
	s.said = append(s.said, said)
	return s.read(ctx)
}

// hasty is a reader that sees a trade and a value in every turn.
type hasty struct{}

func (hasty) Version() string { return "embedded-1" }

func (hasty) Read(said practice.Said) practice.Reading {
	return practice.Reading{
		Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade, practice.Value}, Tone: practice.Neutral, Reader: "embedded-1",
		Evidence: []practice.Evidence{{Label: "trade", Quote: said.Text[:2], End: 2}, {Label: "value", Quote: said.Text[3:6], Start: 3, End: 6}, {Label: practice.LabelOutcome, Quote: said.Text, End: len(said.Text)}},
	}
}

func hearsATrade(context.Context) (practice.Reading, error) {
	return practice.Reading{
		Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade, practice.Ally}, Tone: practice.Neutral,
		Evidence: []practice.Evidence{{Label: "trade", Quote: "If", End: 2}, {Label: "ally", Quote: "you", Start: 3, End: 6}},
	}, nil
}

// readsOnce plays one turn of an attempt and returns how it reads.
func (h *house) readsOnce(combined bool, turn practice.Turn) (practice.Attempt, practice.Reading) {
	h.t.Helper()
	attempt := h.begin(session.Begin{Palette: true, Combined: combined})
	h.play(attempt.ID, turn)
	view := h.look(attempt.ID)
	for _, event := range view.Events {
		if event.Read != nil {
			return view.Attempt, *event.Read
		}
	}
	h.t.Fatal("nothing was read")
	return practice.Attempt{}, practice.Reading{}
}

var asking = say("1", "If you may have Tuesdays?")

func TestWhatTwoReadersSeeCounts(t *testing.T) {
	other := &second{read: hearsATrade}
	h := open(t, newMemory(), func(config *session.Config) { config.Reader, config.Second = hasty{}, other })
	attempt, read := h.readsOnce(true, asking)
	if !attempt.Combined || read.Reader != practice.CombinedReader("embedded-1", "model-1") || read.SecondMissed {
		t.Errorf("combined %v, read by %s, missed %v", attempt.Combined, read.Reader, read.SecondMissed)
	}
	if !slices.Equal(read.Methods, []practice.Method{practice.Trade}) {
		t.Errorf("the methods are %v: what both see counts, and a word of one alone does not", read.Methods)
	}
	if !slices.Equal(read.Differs, []practice.Label{"value", "ally"}) {
		t.Errorf("they differ on %v", read.Differs)
	}
	if len(other.said) != 1 || other.said[0].Outcome == "" || other.said[0].ClientLast == "" {
		t.Errorf("it was given %+v", other.said)
	}
}

func TestWithoutBeingChosenNobodyReadsTwice(t *testing.T) {
	other := &second{read: hearsATrade}
	h := open(t, newMemory(), func(config *session.Config) { config.Reader, config.Second = hasty{}, other })
	if attempt, read := h.readsOnce(false, asking); attempt.Combined || read.Reader != "embedded-1" || len(other.said) > 0 {
		t.Errorf("combined %v, read by %s, asked %d times", attempt.Combined, read.Reader, len(other.said))
	}
	if _, read := h.readsOnce(true, practice.Turn{ID: "1", Kind: practice.WaitFor, Days: 1}); len(other.said) > 0 || read.Reader != practice.CombinedReader("embedded-1", "model-1") {
		t.Errorf("a turn without words was shown to it %d times, and is read by %s", len(other.said), read.Reader)
	}
	without := open(t, newMemory(), func(config *session.Config) { config.Reader = hasty{} })
	if attempt, _ := without.readsOnce(true, asking); attempt.Combined {
		t.Error("an attempt is called combined where there is no second reader")
	}
}

func TestASecondReaderThatFailsIsDoneWithout(t *testing.T) {
	for name, read := range map[string]func(context.Context) (practice.Reading, error){
		"fails":  func(context.Context) (practice.Reading, error) { return practice.Reading{}, errors.New("no") },
		"panics": func(context.Context) (practice.Reading, error) { panic("no") },
	} {
		h := open(t, newMemory(), func(config *session.Config) { config.Reader, config.Second = hasty{}, &second{read: read} })
		if _, got := h.readsOnce(true, asking); !got.SecondMissed || !got.Has(practice.Value) || got.Reader != practice.CombinedReader("embedded-1", "model-1") {
			t.Errorf("one that %s: missed %v, %v by %s", name, got.SecondMissed, got.Methods, got.Reader)
		}
	}
}

func TestASecondReaderThatIsLateIsNotWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		deaf := make(chan struct{})
		hangs := func(context.Context) (practice.Reading, error) { // heeds no context either
			<-deaf
			return practice.Reading{}, nil
		}
		other := &second{read: hangs}
		h := open(t, newMemory(), func(config *session.Config) {
			config.Reader, config.Second, config.ReadWithin = hasty{}, other, 3*time.Second
		})
		began := time.Now()
		if _, read := h.readsOnce(true, asking); !read.SecondMissed {
			t.Error("the log does not say that the second reader was missed")
		}
		if took := time.Since(began); took != 3*time.Second {
			t.Errorf("it was waited for %v", took)
		}
		close(deaf)
		h.shut()
	})
}

// A process that dies between what was said and how it reads leaves the turn to
// whoever opens the attempt next.
func TestATurnThatWasHeardAndNotReadIsFinished(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		deaf := make(chan struct{})
		hangs := func(context.Context) (practice.Reading, error) {
			<-deaf
			return practice.Reading{}, errors.New("too late")
		}
		first := open(t, newMemory(), func(config *session.Config) { config.Reader, config.Second = hasty{}, &second{read: hangs} })
		attempt := first.begin(session.Begin{Combined: true})
		first.do(attempt.ID, asking)
		next := open(t, first.store, func(config *session.Config) {
			config.Reader, config.Second = hasty{}, &second{read: hearsATrade}
		})
		if view := next.look(attempt.ID); !view.Running {
			t.Fatal("the turn is not taken over")
		}
		time.Sleep(time.Minute) // of the test's own clock: past the turn's deadline
		synctest.Wait()
		view := next.look(attempt.ID)
		if view.Running {
			t.Fatal("the turn still waits")
		}
		reads, replies := 0, 0
		for _, event := range view.Events {
			if event.Read != nil {
				reads++
			}
			if event.Replied != nil && event.Turn == 1 {
				replies++
			}
		}
		if reads != 1 || replies != 1 {
			t.Errorf("%d readings and %d replies of one turn", reads, replies)
		}
		close(deaf)
		first.shut()
		next.shut()
	})
}
