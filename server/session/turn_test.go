package session_test

import (
	"context"
	"reflect"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

func TestBeginWritesTheOpeningNo(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		before := practice.Before{Usual: "I ask nicely.", Asks: 3}
		attempt := h.begin(session.Begin{Palette: true, Seed: 1, Before: before})
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, opened)
		if view.Attempt != attempt {
			t.Errorf("Look says %+v, Begin said %+v", view.Attempt, attempt)
		}
		if started := view.Events[0].Started; started.Before != before || started.Seed != 1 || !started.Palette {
			t.Errorf("started: %+v", started)
		}
		lines := view.Events[1].Replied.Lines
		if len(lines) == 0 || lines[0].Person != "ada" || !strings.Contains(lines[0].Text, "taken") {
			t.Errorf("the opening no is %+v", lines)
		}
		if got := view.Scenario.Person("ada").Likes; got != practice.InPerson {
			t.Errorf("seed 1 picked the channel %q, want the variant's", got)
		}
		wantKinds(t, "published", h.heard(), opened)
	})
}

func TestBeginRefuses(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store)
		defer h.shut()
		good := session.Begin{Rep: rep, Scenario: compile(t)}
		for name, test := range map[string]struct {
			change func(*session.Begin)
			code   practice.Code
		}{
			"no scenario":       {func(b *session.Begin) { b.Scenario = nil }, practice.CodeInvalid},
			"no rep":            {func(b *session.Begin) { b.Rep = "" }, practice.CodeInvalid},
			"fewer than no ask": {func(b *session.Begin) { b.Before.Asks = -1 }, practice.CodeInvalid},
			"broken UTF-8":      {func(b *session.Begin) { b.Before.Usual = "\xff" }, practice.CodeInvalid},
			"control character": {func(b *session.Begin) { b.Before.Usual = "a\x00b" }, practice.CodeInvalid},
			"too long":          {func(b *session.Begin) { b.Before.Usual = strings.Repeat("ä", 4001) }, practice.CodeTooLarge},
		} {
			begin := good
			test.change(&begin)
			_, err := h.Begin(t.Context(), begin)
			wantCode(t, name, err, test.code)
		}
		if attempts, _ := store.Attempts(t.Context(), rep, 10); len(attempts) != 0 {
			t.Errorf("%d attempts were written", len(attempts))
		}
	})
}

func TestTurnIsWrittenInTwoSteps(t *testing.T) {
	bubble(t, func(t *testing.T) {
		actor := newActor()
		h := open(t, newMemory(), spokenBy(actor))
		defer h.shut()
		attempt := h.begin(session.Begin{})
		running := h.do(attempt.ID, say("a", "May we have it? #trade"))
		wantKinds(t, "log before the reply", h.store.log(attempt.ID), oneHalf)
		if !h.look(attempt.ID).Running {
			t.Error("the turn is not shown as running")
		}
		select {
		case <-running.Done():
			t.Error("done before the reply")
		default:
		}
		if cue := <-actor.asked; cue.Decision.Person != "ada" || len(cue.Script) == 0 || kinds(cue.Events) != oneHalf {
			t.Errorf("the speaker was told %+v", cue)
		}
		actor.lines <- []practice.Line{{Person: "ada", Text: "Hm."}}
		<-running.Done()
		if running.Err() != nil {
			t.Error(described(running.Err()))
		}
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, oneTurn)
		wantKinds(t, "published", h.heard(), oneTurn)
		reply := view.Events[5].Replied
		if view.Running || reply.By != "actor-1" || reply.Lines[0].Text != "Hm." {
			t.Errorf("running %v, reply %+v", view.Running, reply)
		}
	})
}

func TestEndWritesEndingAndCard(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it? #trade"))
		h.play(attempt.ID, stop("b"))
		view := h.look(attempt.ID)
		want := oneTurn + ", 2 said, 2 read, 2 decided, 2 replied, 2 ended, 2 scored"
		wantKinds(t, "log", view.Events, want)
		wantKinds(t, "published", h.heard(), want)
		stored, err := h.store.Attempt(t.Context(), attempt.ID)
		if err != nil || stored != view.Attempt {
			t.Errorf("the store's summary %+v, the view's %+v (%v)", stored, view.Attempt, err)
		}
		if view.Attempt.Ending != practice.GaveUp || view.Attempt.Total == 0 || view.Attempt.Turns != 2 {
			t.Errorf("summary: %+v", view.Attempt)
		}
		_, err = h.Do(t.Context(), rep, attempt.ID, say("c", "One more?"))
		wantCode(t, "a turn after the end", err, practice.CodeEnded)
		h.play(attempt.ID, stop("b"))
		wantKinds(t, "log after the same turn again", h.store.log(attempt.ID), want)
	})
}

func TestWinEndsTheAttempt(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{})
		turn := say("a", "Our piano for your choir, and we have it? #trade")
		turn.Channel = practice.Phone // the one that she likes
		h.play(attempt.ID, turn)
		h.play(attempt.ID, say("b", "From half past six only? #reduce"))
		view := h.look(attempt.ID)
		wantKinds(t, "log", view.Events, oneTurn+", 2 said, 2 read, 2 decided, 2 replied, 2 ended, 2 scored")
		if view.Attempt.Ending != practice.Won || view.State.Ending != practice.Won {
			t.Errorf("the attempt ended as %q, the state says %q", view.Attempt.Ending, view.State.Ending)
		}
		if card := view.Events[11].Scored; card.Dimension(practice.Result).Points != card.Dimension(practice.Result).Of || card.Reader != "marks-1" {
			t.Errorf("card %+v", card)
		}
		wantKinds(t, "published", h.heard(), kinds(view.Events))
	})
}

func TestReaderIsGivenTheContext(t *testing.T) {
	bubble(t, func(t *testing.T) {
		for _, palette := range []bool{true, false} {
			h := open(t, newMemory())
			attempt := h.begin(session.Begin{Palette: palette})
			h.play(attempt.ID, say("a", "May we have it?"))
			h.play(attempt.ID, practice.Turn{ID: "b", Kind: practice.Say, To: "ben", Channel: practice.Chat, Text: "Help me?"})
			h.play(attempt.ID, practice.Turn{ID: "c", Kind: practice.WaitFor, Days: 1, Text: "\xff not looked at", To: "ada"})
			h.play(attempt.ID, practice.Turn{ID: "d", Kind: practice.Say, To: "ada", Channel: practice.Phone,
				Text: "And now?", Intends: []practice.Method{practice.Trade}})
			given := h.reader.given
			if len(given) != 3 {
				t.Fatalf("%d readings, want 3: a wait has no words", len(given))
			}
			last, lines := given[2], []string{}
			var adas string
			for _, event := range h.look(attempt.ID).Events[:14] {
				if event.Replied != nil {
					for _, line := range event.Replied.Lines {
						if line.Person == "" {
							continue
						}
						lines = append(lines, line.Text)
						if line.Person == "ada" {
							adas = line.Text
						}
					}
				}
			}
			want := practice.Said{
				Outcome: "The big room on Thursdays from May", ClientLast: adas, Text: "And now?",
				Earlier: []string{"May we have it?", "Help me?"}, Theirs: lines,
				Facts: []practice.Fact{{ID: compile(t).Person("ada").Knows[0].ID, About: "who else uses the room"}},
			}
			if palette {
				want.Intends = []practice.Method{practice.Trade}
			}
			if !reflect.DeepEqual(last, want) {
				t.Errorf("palette %v:\n got %+v\nwant %+v", palette, last, want)
			}
			if to := given[1]; to.ClientLast == "" || to.Outcome == want.Outcome {
				t.Errorf("somebody who has not spoken: %+v", to)
			}
			for _, event := range h.store.log(attempt.ID) {
				if event.Turn == 3 && event.Read != nil &&
					(event.Read.Ask != practice.AskNone || event.Read.Tone != practice.Neutral || len(event.Read.Methods) != 0) {
					t.Errorf("a wait reads as %+v", event.Read)
				}
				if event.Turn == 3 && event.Said != nil && event.Said.Text != "" {
					t.Errorf("a wait has the words %q", event.Said.Text)
				}
			}
			h.shut()
		}
	})
}

func TestSameTurnHappensOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		actor := newActor()
		h := open(t, newMemory(), spokenBy(actor))
		defer h.shut()
		attempt := h.begin(session.Begin{})
		first := h.do(attempt.ID, say("a", "May we have it?"))
		if again := h.do(attempt.ID, say("a", "May we have it?")); again != first {
			t.Error("the same turn, still running, is another Running")
		}
		actor.lines <- []practice.Line{{Person: "ada", Text: "No."}}
		<-first.Done()
		h.play(attempt.ID, say("a", "Other words under the same id?"))
		wantKinds(t, "log", h.store.log(attempt.ID), oneTurn)
		if text := h.store.log(attempt.ID)[2].Said.Text; text != "May we have it?" {
			t.Errorf("the turn became %q", text)
		}
	})
}

func TestOtherTurnIsBusy(t *testing.T) {
	bubble(t, func(t *testing.T) {
		actor := newActor()
		h := open(t, newMemory(), spokenBy(actor))
		defer h.shut()
		attempt := h.begin(session.Begin{})
		first := h.do(attempt.ID, say("a", "May we have it?"))
		_, err := h.Do(t.Context(), rep, attempt.ID, say("b", "Please?"))
		wantCode(t, "a second turn", err, practice.CodeBusy)
		wantKinds(t, "log", h.store.log(attempt.ID), oneHalf)
		actor.lines <- []practice.Line{{Person: "ada", Text: "No."}}
		<-first.Done()
		second := h.do(attempt.ID, say("b", "Please?"))
		actor.lines <- []practice.Line{{Person: "ada", Text: "No, really."}}
		<-second.Done()
		wantKinds(t, "log", h.store.log(attempt.ID), oneTurn+", 2 said, 2 read, 2 decided, 2 replied")
	})
}

func TestBadTurnsAreRefusedAndNotRecorded(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{})
		for name, test := range map[string]struct {
			turn practice.Turn
			code practice.Code
		}{
			"no words":            {say("x", ""), practice.CodeInvalid},
			"only spaces":         {say("x", " \n\t "), practice.CodeInvalid},
			"broken UTF-8":        {say("x", "May we\xff have it?"), practice.CodeInvalid},
			"control character":   {say("x", "May we\x00 have it?"), practice.CodeInvalid},
			"4001 characters":     {say("x", strings.Repeat("ä", 4001)), practice.CodeTooLarge},
			"a megabyte":          {say("x", strings.Repeat("a", 1<<20)), practice.CodeTooLarge},
			"no id":               {say("", "May we have it?"), practice.CodeInvalid},
			"broken id":           {say("\xff", "May we have it?"), practice.CodeInvalid},
			"id with a line feed": {say("a\nb", "May we have it?"), practice.CodeInvalid},
			"long id":             {say(strings.Repeat("a", 65), "May we have it?"), practice.CodeTooLarge},
			"to nobody":           {practice.Turn{ID: "x", Kind: practice.Say, To: "zoe", Channel: practice.Chat, Text: "Hi"}, practice.CodeInvalid},
			"by drum":             {practice.Turn{ID: "x", Kind: practice.Say, To: "ada", Channel: "drum", Text: "Hi"}, practice.CodeInvalid},
			"no kind":             {practice.Turn{ID: "x"}, practice.CodeInvalid},
			"waits for no time":   {practice.Turn{ID: "x", Kind: practice.WaitFor}, practice.CodeInvalid},
			"waits for years":     {practice.Turn{ID: "x", Kind: practice.WaitFor, Days: 1 << 40}, practice.CodeInvalid},
			"takes what is not":   {practice.Turn{ID: "x", Kind: practice.Take}, practice.CodeInvalid},
		} {
			_, err := h.Do(t.Context(), rep, attempt.ID, test.turn)
			wantCode(t, name, err, test.code)
		}
		wantKinds(t, "log", h.store.log(attempt.ID), opened)
		for id, text := range map[string]string{
			"emoji": "🙏🙏🙏", "right to left": "هل يمكننا الحصول عليها؟", "markup": "<script>alert(1)</script>", "long": strings.Repeat("ä", 4000),
		} {
			h.play(attempt.ID, say(id, text))
		}
		if turns := h.look(attempt.ID).Attempt.Turns; turns != 4 {
			t.Errorf("%d turns, want 4", turns)
		}
	})
}

func TestSomebodyElsesAttemptIsNotFound(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it?"))
		for name, test := range map[string]struct{ rep, attempt string }{
			"somebody else's": {"rep-2", attempt.ID},
			"nobody's":        {"", attempt.ID},
			"unknown":         {rep, "no-such-attempt"},
			"empty":           {rep, ""},
			"broken":          {rep, "\xff\x00"},
			"long":            {rep, strings.Repeat("a", 1<<20)},
		} {
			_, err := h.Do(t.Context(), test.rep, test.attempt, say("a", "May we have it?"))
			wantCode(t, name+": Do", err, practice.CodeNotFound)
			_, err = h.Look(t.Context(), test.rep, test.attempt)
			wantCode(t, name+": Look", err, practice.CodeNotFound)
			_, err = h.Rewind(t.Context(), test.rep, test.attempt, 1)
			wantCode(t, name+": Rewind", err, practice.CodeNotFound)
		}
		_, err := h.Replay(t.Context(), "no-such-attempt")
		wantCode(t, "Replay", err, practice.CodeNotFound)
		wantKinds(t, "log", h.store.log(attempt.ID), oneTurn)
	})
}

func TestSpeakerThatFailsIsReplacedByTheScript(t *testing.T) {
	nobody := []practice.Line{{Person: "zoe", Text: "Yes!"}}
	for name, lines := range map[string][]practice.Line{
		"fails":              nil,
		"says nothing":       {},
		"says empty words":   {{Person: "ada"}},
		"says broken UTF-8":  {{Person: "ada", Text: "\xff"}},
		"says control codes": {{Person: "ada", Text: "\x1b[2J"}},
		"says far too much":  {{Person: "ada", Text: strings.Repeat("a", 4001)}},
		"speaks as a nobody": nobody,
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T) {
				actor := newActor()
				h := open(t, newMemory(), spokenBy(actor))
				defer h.shut()
				attempt := h.begin(session.Begin{})
				running := h.do(attempt.ID, say("a", "May we have it?"))
				actor.lines <- lines
				<-running.Done()
				events := h.store.log(attempt.ID)
				wantKinds(t, "log", events, oneTurn)
				if reply := events[5].Replied; reply.By != "script" || len(reply.Lines) == 0 {
					t.Errorf("reply %+v", reply)
				}
			})
		})
	}
}

func TestSpeakerThatIsLateIsReplacedByTheScript(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		bubble(t, func(t *testing.T) {
			actor := newActor()
			actor.deaf = deaf
			h := open(t, newMemory(), spokenBy(actor), func(config *session.Config) { config.SpeakWithin = 5 * time.Second })
			attempt := h.begin(session.Begin{})
			start := time.Now()
			<-h.do(attempt.ID, say("a", "May we have it?")).Done()
			if took := time.Since(start); took != 5*time.Second {
				t.Errorf("deaf %v: the script replied after %v, want 5s", deaf, took)
			}
			if deaf {
				// The speaker still owes its first answer, so it is not asked a second time.
				start = time.Now()
				<-h.do(attempt.ID, say("b", "Please?")).Done()
				if took := time.Since(start); took != 0 || len(actor.asked) != 1 {
					t.Errorf("the script replied after %v, the speaker was asked %d times", took, len(actor.asked))
				}
				actor.lines <- []practice.Line{{Person: "ada", Text: "What I wanted to say was no."}}
				synctest.Wait()
			}
			for _, event := range h.store.log(attempt.ID) {
				if event.Replied != nil && event.Replied.By != "script" {
					t.Errorf("deaf %v: reply %+v", deaf, event.Replied)
				}
			}
			h.shut()
		})
	}
}

func TestSpeakerThatPanicsIsReplacedByTheScript(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory(), spokenBy(panics{}))
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", h.store.log(attempt.ID), oneTurn)
	})
}

type panics struct{}

func (panics) Speak(context.Context, session.Cue) (session.Words, error) { panic("stage fright") }

func TestPanicHarmsOneTurnOnly(t *testing.T) {
	bubble(t, func(t *testing.T) {
		h := open(t, newMemory())
		defer h.shut()
		attempt := h.begin(session.Begin{})
		h.reader.fault = func(said practice.Said) {
			if said.Text == "boom" {
				panic("a fault in the reader")
			}
		}
		_, err := h.Do(t.Context(), rep, attempt.ID, say("a", "boom"))
		wantCode(t, "the turn", err, practice.CodeInternal)
		wantKinds(t, "log", h.store.log(attempt.ID), opened)
		h.play(attempt.ID, say("a", "May we have it?"))
		wantKinds(t, "log", h.store.log(attempt.ID), oneTurn)
	})
}

func TestClockThatJumpsHarmsNothing(t *testing.T) {
	bubble(t, func(t *testing.T) {
		var year atomic.Int64
		clock := func(config *session.Config) {
			config.Now = func() time.Time { return time.Date(int(year.Load()), 1, 1, 0, 0, 0, 0, time.UTC) }
		}
		store, actor := newMemory(), newActor()
		h := open(t, store, clock, spokenBy(actor))
		year.Store(2026)
		attempt := h.begin(session.Begin{})
		for i, y := range []int64{1970, 2999, 2026} {
			year.Store(y)
			running := h.do(attempt.ID, say(string(rune('a'+i)), "May we have it?"))
			actor.lines <- []practice.Line{{Person: "ada", Text: "No."}}
			<-running.Done()
		}
		wantKinds(t, "log", store.log(attempt.ID), oneTurn+", 2 said, 2 read, 2 decided, 2 replied, 3 said, 3 read, 3 decided, 3 replied")

		// A turn left behind with a deadline in the year 2999 is not waited for that long.
		year.Store(2999)
		h.do(attempt.ID, say("left", "May we have it?"))
		kill(store)
		h.shut()
		store.fault(nil, nil)
		year.Store(2026)
		next := open(t, store, clock, spokenBy(actor))
		start := time.Now()
		if !next.look(attempt.ID).Running {
			t.Error("the turn is not running")
		}
		<-next.do(attempt.ID, say("left", "May we have it?")).Done()
		if took := time.Since(start); took != 20*time.Second {
			t.Errorf("the turn was finished after %v, want 20s", took)
		}
		next.shut()
	})
}

func TestManyAttemptsAtOnce(t *testing.T) {
	bubble(t, func(t *testing.T) {
		store := newMemory()
		h := open(t, store, func(config *session.Config) { config.MaxLive = 8 })
		compiled := compile(t)
		var all sync.WaitGroup
		for range 60 {
			attempt := h.begin(session.Begin{Scenario: compiled})
			all.Go(func() {
				var tabs sync.WaitGroup
				for range 2 { // two tabs send the same turns
					tabs.Go(func() {
						for _, id := range []string{"a", "b", "c"} {
							h.patiently(attempt.ID, say(id, "May we have it? #trade"))
						}
					})
				}
				tabs.Wait()
				h.patiently(attempt.ID, stop("end"))
				got, err := store.Attempt(t.Context(), attempt.ID)
				if err != nil || got.Turns != 4 || got.Ending != practice.GaveUp {
					t.Errorf("attempt %+v (%v)", got, err)
				}
			})
		}
		all.Wait()
		h.shut()
	})
}

// patiently plays a turn, coming back as long as the answer is to try later.
func (h *house) patiently(attempt string, turn practice.Turn) {
	for {
		running, err := h.Do(h.t.Context(), rep, attempt, turn)
		switch practice.CodeOf(err) {
		case "":
			<-running.Done()
			return
		case practice.CodeBusy, practice.CodeUnavailable:
			time.Sleep(time.Millisecond) // the bubble's clock: no time passes
		default:
			h.t.Errorf("Do %s: %v", turn.ID, described(err))
			return
		}
	}
}
