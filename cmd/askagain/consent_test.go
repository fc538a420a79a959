package main

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
)

// counted is an endpoint in a process of its own, behind a count of what is sent there.
func counted(t *testing.T) (address string, requests *atomic.Int64) {
	t.Helper()
	behind, err := url.Parse(endpointIn(t, t.TempDir()))
	if err != nil {
		t.Fatal(err)
	}
	requests = &atomic.Int64{}
	forward := httputil.NewSingleHostReverseProxy(behind)
	front := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		requests.Add(1)
		forward.ServeHTTP(w, r)
	}))
	t.Cleanup(front.Close)
	return front.URL, requests
}

// aTeam makes a team and its owner.
func aTeam(t *testing.T, rooms *house) (team.Team, team.Person) {
	t.Helper()
	north := team.Team{ID: "north", Name: "North", TimeZone: "UTC", CreatedAt: time.Now()}
	olga := team.Person{ID: team.PersonPrefix + "olga", Name: "Olga", Email: "olga@example.com", CreatedAt: time.Now()}
	if err := rooms.store.CreatePerson(t.Context(), olga); err != nil {
		t.Fatal(err)
	}
	if err := rooms.store.CreateTeam(t.Context(), north, team.Member{Person: olga.ID, Name: "Olga", Role: team.Owner, JoinedAt: time.Now()}); err != nil {
		t.Fatal(err)
	}
	return north, olga
}

func TestATeamKeepsItsAttemptsFromTheModel(t *testing.T) {
	t.Parallel()
	address, requests := counted(t)
	rooms := stage(t, address, "says", audience{})
	north, olga := aTeam(t, rooms)
	chosen, _ := rooms.scenarios.Get("get-to-the-cfo")
	begin := func(of string) practice.Attempt {
		attempt, err := rooms.room.Begin(t.Context(), session.Begin{Rep: olga.ID, Team: of, Scenario: chosen, Seed: 1})
		if err != nil {
			t.Fatal(err)
		}
		return attempt
	}
	allowed := consent{rooms.store}
	coach := modelCoach{openai.Coach{Model: rooms.model, Reader: rooms.reader}, allowed}
	voice := &modelVoice{openai.NewVoice(openai.VoiceConfig{Model: rooms.model, Transcription: "hello", Speech: "voice", VoiceName: "alloy"}), allowed}
	moment := score.Moment{Stronger: score.Stronger{Methods: []score.NamedMethod{{Method: practice.Proof}}, Line: "May I show you the figures?"}}
	// sent is how many requests everything that a model does for an attempt comes to.
	sent := func(attempt practice.Attempt, turn string) (each [4]int64) {
		for i, call := range []func(){
			func() {
				running, err := rooms.room.Do(t.Context(), olga.ID, attempt.ID, practice.Turn{ID: turn, Kind: practice.Say, To: "priya", Channel: practice.Chat, Text: fullAsk})
				if err != nil {
					t.Fatal(err)
				}
				<-running.Done()
			},
			func() { _, _, _ = coach.Word(t.Context(), attempt, "half an hour with Dana", moment) },
			func() { _, _ = voice.Hear(t.Context(), attempt, []byte("RIFF"), "audio/wav") },
			func() { _, _, _ = voice.Speak(t.Context(), attempt, "As I said, vendors go through me.") },
		} {
			before := requests.Load()
			call()
			each[i] = requests.Load() - before
		}
		return each
	}
	underWay, alone := begin(north.ID), begin("")
	for i, each := range sent(underWay, "on") {
		if each == 0 {
			t.Errorf("with the model on, call %d sent nothing", i)
		}
	}
	north.ModelOff = true
	if err := rooms.store.UpdateTeam(t.Context(), north); err != nil {
		t.Fatal(err)
	}
	if each := sent(underWay, "off"); each != [4]int64{} {
		t.Errorf("an attempt under way still sent %v", each)
	}
	if each := sent(begin(north.ID), "off"); each != [4]int64{} {
		t.Errorf("a new attempt sent %v", each)
	}
	if each := sent(begin("of nobody"), "unknown"); each != [4]int64{} {
		t.Errorf("an attempt of a team that cannot be looked up sent %v", each)
	}
	if each := sent(alone, "alone"); each[0] == 0 {
		t.Error("an attempt of no team has no model")
	}
}
