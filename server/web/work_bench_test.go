package web_test

import (
	"bufio"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// BenchmarkStandings asks for the first 50 of a board of 500 reps with two
// official attempts each, as one of them: identity, access, standings and JSON.
func BenchmarkStandings(b *testing.B) {
	k := newClub(b, nil)
	id, board := k.assignment(""), k.board()
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/assignments/%s", id), `{"attempts":2}`), nil)
	k.fill(b, id, 500)
	for name, path := range map[string]string{
		"json": k.path("/boards/%s?window=all", board), "csv": k.path("/boards/%s/board.csv?window=all", board),
		"svg": k.path("/boards/%s/board.svg?window=all", board),
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				request := httptest.NewRequestWithContext(context.Background(), http.MethodGet, path, nil)
				request.AddCookie(&http.Cookie{Name: "askagain_session", Value: k.ann.token})
				recorder := httptest.NewRecorder()
				k.server.ServeHTTP(recorder, request)
				if recorder.Code != http.StatusOK {
					b.Fatal(recorder.Code, recorder.Body)
				}
			}
		})
	}
}

// fill puts finished official attempts of so many reps into the store.
func (k *club) fill(b *testing.B, assignment string, reps int) {
	b.Helper()
	ctx := context.Background()
	played := compile(b, "plain", plain)
	_, token, err := k.desk.Invite(ctx, k.olga.id, k.team, team.Offer{Role: team.Rep, MaxUses: reps, Days: 1})
	if err != nil {
		b.Fatal(err)
	}
	for rep := range reps {
		person := team.Person{ID: fmt.Sprintf("person-%04d", rep), Name: fmt.Sprintf("Rep %04d", rep), Email: fmt.Sprintf("rep%04d@example.com", rep), CreatedAt: k.clock.Now()}
		if err := k.keeper.CreatePerson(ctx, person); err != nil {
			b.Fatal(err)
		}
		if _, err := k.desk.Join(ctx, person.ID, token); err != nil {
			b.Fatal(err)
		}
		for n := range 2 {
			attempt := practice.Attempt{
				ID: fmt.Sprintf("filled-%04d-%d", rep, n), Rep: person.ID, Scenario: played.Name, Title: played.Title, Hash: played.Hash, Rules: played.Rules,
				Seed: 1, Engine: 1, StartedAt: k.clock.Now(), Team: k.team, Assignment: assignment, Official: true,
			}
			events := []practice.Event{
				{Kind: practice.EventStarted, Started: &practice.Started{Scenario: played.Name, Hash: played.Hash, Rules: played.Rules, Seed: 1, Engine: 1}},
				{Kind: practice.EventEnded, Ended: &practice.Ended{Ending: practice.Won}},
				{Kind: practice.EventScored, Scored: &practice.Scorecard{Total: practice.Points(rep*100 + n), Nos: 1, Rubric: 1, Reader: "test"}},
			}
			for i := range events {
				events[i].Attempt, events[i].Seq, events[i].At = attempt.ID, int64(i+1), k.clock.Now()
			}
			if err := k.keeper.CreateAttempt(ctx, attempt, practice.Source{Name: played.Name, Hash: played.Hash, YAML: played.Source}, events); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkNotices1000 tells 1,000 open streams, over the loopback, that a board
// has moved, until the last of them has heard: each looks first whether it may
// still listen.
func BenchmarkNotices1000(b *testing.B) {
	const streams = 1000
	k := newClub(b, func(config *web.Config, _ *session.Config) {
		config.Notices = live.NewNotices(live.NoticeLimits{PerWatcher: streams})
	})
	heard := make(chan struct{}, streams)
	ctx, cancel := context.WithCancel(context.Background())
	client := &http.Client{Jar: k.ann.client.Jar, Transport: &http.Transport{MaxIdleConnsPerHost: streams}}
	var listening sync.WaitGroup
	defer listening.Wait()
	defer cancel()
	for range streams {
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, k.url+k.path("/live"), nil)
		if err != nil {
			b.Fatal(err)
		}
		response, err := client.Do(request)
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatal(response, err)
		}
		listening.Go(func() {
			defer response.Body.Close()
			for lines := bufio.NewScanner(response.Body); lines.Scan(); {
				if strings.HasPrefix(lines.Text(), "data: ") {
					heard <- struct{}{}
				}
			}
		})
	}
	quiet := time.NewTicker(400 * time.Millisecond) // longer than streams pause between two notices
	defer quiet.Stop()
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		<-quiet.C
		b.StartTimer()
		k.ann.ok(http.StatusOK, k.ann.post(k.path("/me"), `{"name":"Ann","hidden":false}`), nil)
		for range streams {
			<-heard
		}
	}
}
