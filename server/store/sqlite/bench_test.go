package sqlite_test

import (
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

// BenchmarkAppend measures durable appends, each of one turn's three events: by
// one attempt alone, which waits for the disk every time, and by many that share
// its flushes.
func BenchmarkAppend(b *testing.B) {
	for _, attempts := range []int{1, 16, 64, 256} {
		b.Run(fmt.Sprintf("attempts=%d", attempts), func(b *testing.B) {
			store := open(b, filepath.Join(b.TempDir(), "askagain.db"))
			defer store.Close()
			for number := range attempts {
				begin(b, store, fmt.Sprint(number))
			}
			b.ReportAllocs()
			b.ResetTimer()
			started := time.Now()
			appendTogether(b, store, attempts, b.N)
			b.ReportMetric(float64(b.N)/time.Since(started).Seconds(), "appends/s")
		})
	}
}

// appendTogether shares count appends among the attempts, each with its own goroutine.
func appendTogether(b *testing.B, store *sqlite.Store, attempts, count int) {
	var left atomic.Int64
	left.Store(int64(count))
	var all sync.WaitGroup
	for number := range attempts {
		all.Go(func() {
			id := fmt.Sprint(number)
			for turn := 1; left.Add(-1) >= 0; turn++ {
				if err := store.Append(b.Context(), id, wholeTurn(id, turn)); err != nil {
					b.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
}

// BenchmarkEvents measures reading the log of a long attempt.
func BenchmarkEvents(b *testing.B) {
	store := open(b, filepath.Join(b.TempDir(), "askagain.db"))
	defer store.Close()
	begin(b, store, "a")
	for turn := 1; turn <= practice.MaxTurns; turn++ {
		if err := store.Append(b.Context(), "a", wholeTurn("a", turn)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := store.Events(b.Context(), "a", 0); err != nil {
			b.Fatal(err)
		}
	}
}

var began = time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)

// begin creates an attempt whose log holds one event.
func begin(t testing.TB, store *sqlite.Store, id string) {
	t.Helper()
	source := practice.Source{Name: "cfo", Hash: "h", YAML: []byte("format: 1\n")}
	attempt := practice.Attempt{ID: id, Rep: "ada", Scenario: "cfo", Hash: "h", Rules: "r", StartedAt: began}
	events := []practice.Event{{Attempt: id, Seq: 1, Kind: practice.EventStarted, At: began, Started: &practice.Started{Hash: "h"}}}
	if err := store.CreateAttempt(t.Context(), attempt, source, events); err != nil {
		t.Fatal(err)
	}
}

// wholeTurn returns the three events that a turn commits before it is answered,
// as large as they usually are.
func wholeTurn(id string, turn int) []practice.Event {
	text := "I hear you on vendors. What if you saw the three questions first and sat in? I could also send the summary that your board would see."
	seq := int64(3*turn) - 1
	return []practice.Event{
		{Attempt: id, Seq: seq, Turn: turn, Kind: practice.EventSaid, At: began, Said: &practice.Spoken{Deadline: began, Turn: practice.Turn{
			ID: fmt.Sprintf("turn-%d", turn), Kind: practice.Say, To: "priya", Channel: practice.Phone, Text: text}}},
		{Attempt: id, Seq: seq + 1, Turn: turn, Kind: practice.EventRead, At: began, Read: &practice.Reading{
			Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade, practice.Obstacle}, Tone: practice.Warm, Reader: "v1",
			Evidence: []practice.Evidence{
				{Label: "trade", Quote: text[28:80], Start: 28, End: 80}, {Label: "obstacle", Quote: text[82:110], Start: 82, End: 110}}}},
		{Attempt: id, Seq: seq + 2, Turn: turn, Kind: practice.EventDecided, At: began, Decided: &practice.Decision{
			Engine: 1, Verdict: practice.VerdictSoften, Person: "priya", Concern: "gatekeeping", Ask: practice.AskOutcome, No: true, New: true, Patience: 5,
			Credited: []practice.Method{practice.Trade, practice.Obstacle},
			Effects:  []practice.Effect{{Kind: practice.EffectWeakened, Person: "priya", Concern: "gatekeeping", Method: practice.Trade, From: 2, To: 1}}}},
	}
}
