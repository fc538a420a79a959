// Package storetest is the contract of practice.Store as a test suite. Every
// store passes the same one.
package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
)

// Run checks every sentence of the contract. Open returns a new, empty store;
// Run closes it.
func Run(t *testing.T, open func(t *testing.T) practice.Store) {
	parts := []struct {
		name  string
		check func(*testing.T, practice.Store)
	}{
		{"an attempt comes back as it was written", testCreate},
		{"an attempt begins once", testCreateConflicts},
		{"a malformed attempt leaves nothing behind", testCreateInvalid},
		{"a source is kept once per hash", testSources},
		{"every kind of event comes back as it was written", testEventKinds},
		{"events after a sequence number, oldest first", testEventsAfter},
		{"a log continues without a gap", testAppendConflicts},
		{"a turn's id happens once", testTurnIDs},
		{"a refused append writes nothing", testAppendIsWhole},
		{"the summary follows the log", testSummary},
		{"what is not there is not found", testNotFound},
		{"a rep's attempts, newest first", testAttempts},
		{"everybody's attempts, page by page", testAttemptsAfter},
		{"a rep's bests", testBests},
		{"words of every kind survive", testWords},
		{"large events survive", testLarge},
		{"times are UTC", testTimes},
		{"what was handed in stays the caller's", testNoAliasing},
		{"two writers race for a sequence number", testRace},
		{"two tabs race for a turn", testTurnRace},
		{"attempts do not disturb one another", testConcurrency},
		{"readers see whole appends", testReadersSeeWholes},
		{"a cancelled context writes nothing", testCancelled},
		{"cancelled under load, an error means nothing was written", testCancelledUnderLoad},
		{"a secret is made once", testSecrets},
		{"a closed store is unavailable", testClosed},
		{"closing waits for the writes under way", testCloseUnderLoad},
	}
	for _, part := range parts {
		t.Run(part.name, func(t *testing.T) {
			store := open(t)
			t.Cleanup(func() {
				if err := store.Close(); err != nil {
					t.Errorf("Close: %v", err)
				}
			})
			part.check(t, store)
		})
	}
}

// began is when the suite's attempts start; nanoseconds must survive.
var began = time.Date(2026, 3, 2, 9, 30, 0, 123456789, time.UTC)

var source = practice.Source{Name: "get-to-the-cfo", Hash: "h1", YAML: []byte("format: 1\ntitle: Get to the CFO\n")}

// attempt returns an attempt as a session hands it in, without a summary.
func attempt(id, rep string) practice.Attempt {
	return practice.Attempt{
		ID: id, Rep: rep, Scenario: source.Name, Title: "Get to the CFO", Hash: source.Hash, Rules: "r1",
		Seed: 1<<63 + 5, Palette: true, Engine: 3, Before: practice.Before{Usual: "by email", Asks: 4}, StartedAt: began,
	}
}

// opening returns the two events that begin a log.
func opening(id string) []practice.Event {
	return []practice.Event{
		{Attempt: id, Seq: 1, Kind: practice.EventStarted, At: began, Started: &practice.Started{
			Scenario: source.Name, Hash: source.Hash, Rules: "r1", Seed: 1<<63 + 5, Palette: true, Engine: 3}},
		{Attempt: id, Seq: 2, Kind: practice.EventReplied, At: began, Replied: &practice.Reply{
			Lines: []practice.Line{{ID: "priya.opens", Person: "priya", Text: "Not something I can do."}}, By: "script"}},
	}
}

// said returns a said event whose turn has the id.
func said(id string, seq int64, turn int, turnID string) practice.Event {
	return practice.Event{Attempt: id, Seq: seq, Turn: turn, Kind: practice.EventSaid, At: began, Said: &practice.Spoken{
		Turn:     practice.Turn{ID: turnID, Kind: practice.Say, To: "priya", Channel: practice.Phone, Text: "What would make it safe?", Seconds: 3},
		Deadline: began.Add(20 * time.Second),
	}}
}

func replied(id string, seq int64, turn int, text string) practice.Event {
	return practice.Event{Attempt: id, Seq: seq, Turn: turn, Kind: practice.EventReplied, At: began, Replied: &practice.Reply{
		Lines: []practice.Line{{ID: "priya.gatekeeping.says.0", Person: "priya", Text: text}}, By: "script"}}
}

func ended(id string, seq int64, turn int, ending practice.Ending) practice.Event {
	return practice.Event{Attempt: id, Seq: seq, Turn: turn, Kind: practice.EventEnded, At: began,
		Ended: &practice.Ended{Ending: ending, Day: 9, Banked: true}}
}

func scored(id string, seq int64, turn int, total practice.Points) practice.Event {
	return practice.Event{Attempt: id, Seq: seq, Turn: turn, Kind: practice.EventScored, At: began,
		Scored: &practice.Scorecard{Rubric: 1, Reader: "v1", Total: total, Pressure: 1000}}
}

// begin creates the attempt with its opening.
func begin(t testing.TB, store practice.Store, id, rep string) {
	t.Helper()
	must(t, store.CreateAttempt(t.Context(), attempt(id, rep), source, opening(id)))
}

// log returns the whole log.
func log(t *testing.T, store practice.Store, id string) []practice.Event {
	t.Helper()
	events, err := store.Events(t.Context(), id, 0)
	must(t, err)
	return events
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// wantCode checks the error's code and that its sentence is fit for a person.
func wantCode(t testing.TB, err error, code practice.Code) {
	t.Helper()
	if practice.CodeOf(err) != code {
		t.Fatalf("the error is %v (code %q), want code %q", err, practice.CodeOf(err), code)
	}
	if message := err.Error(); len(message) < 10 || message[len(message)-1] != '.' {
		t.Errorf("%q is no sentence for a person", message)
	}
}

func wantSame(t testing.TB, what string, got, want any) {
	t.Helper()
	if difference := cmp.Diff(want, got); difference != "" {
		t.Errorf("%s (-want +got):\n%s", what, difference)
	}
}

// wantGapless checks that the log counts from 1 and agrees with the summary.
func wantGapless(t *testing.T, store practice.Store, id string, last int64) {
	t.Helper()
	events := log(t, store, id)
	for i, event := range events {
		if event.Seq != int64(i)+1 {
			t.Fatalf("%s: event %d has sequence number %d", id, i+1, event.Seq)
		}
	}
	summary, err := store.Attempt(t.Context(), id)
	must(t, err)
	if int64(len(events)) != last || summary.Seq != last {
		t.Errorf("%s: %d events and a summary at %d, want %d", id, len(events), summary.Seq, last)
	}
}

func name(prefix string, number int) string { return fmt.Sprintf("%s-%d", prefix, number) }

// cancelled returns a context that is over already.
func cancelled() context.Context {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	return ctx
}
