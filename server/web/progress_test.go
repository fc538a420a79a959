package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/web"
)

type ownProgress struct {
	Attempts []struct {
		ID     string
		Ending string
		Total  float64
	}
	Ways []struct {
		Method string
		Turns  int
	}
	Nos        int
	AskedAgain int `json:"asked_again"`
	Kept       []struct{ Attempt, Text string }
	Older      bool
}

// A guest's progress holds what they finished, follows what is added to it, and
// is nobody else's.
func TestProgress(t *testing.T) {
	_, listening := serve(t, nil)
	g, other := newGuest(t, listening.URL), newGuest(t, listening.URL)
	see := func(g *guest) ownProgress {
		t.Helper()
		var seen ownProgress
		g.see("/api/me/progress", &seen)
		return seen
	}
	if none := see(g); len(none.Attempts) != 0 || none.Attempts == nil || none.Older {
		t.Errorf("before the first attempt: %+v", none)
	}
	attempt := g.ended()
	g.begin() // one that runs does not count
	seen := see(g)
	if len(seen.Attempts) != 1 || seen.Attempts[0].ID != attempt || seen.Attempts[0].Ending == "" || seen.Nos != 2 || seen.AskedAgain != 1 || len(seen.Ways) != 10 || seen.Ways[0].Method != "wait" {
		t.Errorf("after one: %+v", seen)
	}
	g.correct(attempt, noWait)
	if again := see(g); again.Ways[0].Method != "trade" {
		t.Errorf("after a correction: %+v", again.Ways)
	}
	if got := g.post("/api/attempts/"+attempt+"/reflections", `{"turn":1,"text":"Ask again."}`); got.status != http.StatusOK {
		t.Fatalf("reflect: %d %s", got.status, got.body)
	}
	if again := see(g); len(again.Kept) != 1 || again.Kept[0].Text != "Ask again." {
		t.Errorf("after a reflection: %+v", again.Kept)
	}
	if theirs := see(other); len(theirs.Attempts) != 0 || len(theirs.Kept) != 0 {
		t.Errorf("another guest sees %+v", theirs)
	}
}

// BenchmarkProgress is a visit to one's progress over the most attempts that it
// looks at, of twenty turns each: the first one, which reads every log, and those
// after it.
func BenchmarkProgress(b *testing.B) {
	k := newClub(b, nil)
	k.played(b, 200, 20)
	visit := func(b *testing.B) {
		request := httptest.NewRequestWithContext(context.Background(), http.MethodGet, "/api/me/progress", nil)
		request.AddCookie(&http.Cookie{Name: "askagain_session", Value: k.ann.token})
		recorder := httptest.NewRecorder()
		k.server.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK || !strings.Contains(recorder.Body.String(), `"played-199"`) {
			b.Fatal(recorder.Code, recorder.Body)
		}
	}
	b.Run("first", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			web.ForgetTraces(k.server)
			visit(b)
		}
	})
	b.Run("again", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			visit(b)
		}
	})
}

// played puts ended attempts of Ann's own into the store.
func (k *club) played(b *testing.B, attempts, turns int) {
	b.Helper()
	played := compile(b, "plain", plain)
	for n := range attempts {
		attempt := practice.Attempt{
			ID: fmt.Sprint("played-", n), Rep: k.ann.id, Scenario: played.Name, Title: played.Title, Hash: played.Hash, Rules: played.Rules, Seed: 1, Engine: 1, StartedAt: k.clock.Now(),
		}
		events := []practice.Event{
			{Kind: practice.EventStarted, Started: &practice.Started{Scenario: played.Name, Hash: played.Hash, Rules: played.Rules, Seed: 1, Engine: 1}},
			{Kind: practice.EventReplied, Replied: &practice.Reply{Lines: []practice.Line{{Person: "mara", Text: "No."}}}},
		}
		words := strings.Repeat("Could we find another way to do this together? ", 5)
		for turn := 1; turn <= turns; turn++ {
			events = append(events,
				practice.Event{Turn: turn, Kind: practice.EventSaid, Said: &practice.Spoken{Turn: practice.Turn{ID: fmt.Sprint(turn), Kind: practice.Say, To: "mara", Text: words}}},
				practice.Event{Turn: turn, Kind: practice.EventRead, Read: &practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade}, Evidence: []practice.Evidence{{Label: "trade", Quote: words[:40], End: 40}}}},
				practice.Event{Turn: turn, Kind: practice.EventDecided, Decided: &practice.Decision{Verdict: practice.VerdictRefuse, Person: "mara", No: true}},
				practice.Event{Turn: turn, Kind: practice.EventReplied, Replied: &practice.Reply{Lines: []practice.Line{{Person: "mara", Text: words}}}},
			)
		}
		events = append(events,
			practice.Event{Turn: turns, Kind: practice.EventEnded, Ended: &practice.Ended{Ending: practice.GaveUp}},
			practice.Event{Turn: turns, Kind: practice.EventScored, Scored: &practice.Scorecard{Total: 40_000, Nos: turns, Rubric: 1, Reader: "test"}})
		for i := range events {
			events[i].Attempt, events[i].Seq, events[i].At = attempt.ID, int64(i+1), k.clock.Now()
		}
		if err := k.keeper.CreateAttempt(context.Background(), attempt, practice.Source{Name: played.Name, Hash: played.Hash, YAML: played.Source}, events); err != nil {
			b.Fatal(err)
		}
	}
}
