package web_test

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/store/sqlite"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// plain is a scenario that one trade wins, with everything in it that a rep
// must not see; the words in capitals are the secrets.
const plain = `format: 1
title: Half a day with the machine
you: You sell presses for Northbeam.
outcome:
  need: Half a day on the shop floor
  why: Nobody buys a press unseen.
  without: The quote stays a quote.
  less: Ten minutes on the phone with the foreman
  within: 30 days
  starts: 2026-03-02
  from: mara
people:
  mara:
    name: Mara Voss
    role: Plant manager
    likes: {channel: in_person}
    patience: 7
    opens: {channel: email, says: "Not this quarter."}
    concerns:
      secretfloor:
        says: ["The floor is full.", "It is still full."]
        reveals: REVEALEDFLOOR
        gives_way_to: [trade, proof]
        gave_way: That frees a corner.
      secrettime:
        says: ["And it costs me a shift.", "A shift is a shift."]
        reveals: REVEALEDTIME
        gives_way_to: [value, reduce]
    offers_less_after: secretfloor
    agrees: Come on Tuesday.
    knows:
      - {about: who runs the floor, says: KNOWNFOREMAN}
  otto:
    name: Otto Lind
    role: your head of service
    side: own
    agrees_moves: [mara.secrettime]
    concerns:
      secretcrew:
        says: My crew is out.
        reveals: REVEALEDCREW
        gives_way_to: [trade]
calendar:
  - {day: 5, says: The trade fair opens., moves: [mara.secrettime]}
`

var secrets = []string{"secretfloor", "secrettime", "secretcrew", "REVEALED", "KNOWNFOREMAN", "patience", "strength", "likes", "gives_way", "concern", "seed"}

func compile(t testing.TB, name, source string) *scenario.Scenario {
	t.Helper()
	compiled, found := scenario.Compile(name+".yaml", []byte(source))
	if compiled == nil {
		t.Fatalf("%s does not compile: %v", name, found)
	}
	return compiled
}

// intentReader believes the rep: the turn asks for the outcome, by the methods
// that were intended, with the whole text as evidence.
type intentReader struct{}

func (intentReader) Version() string { return "test" }

func (intentReader) Read(said practice.Said) practice.Reading {
	reading := practice.Reading{Ask: practice.AskOutcome, Tone: practice.Neutral, Methods: said.Intends, Reader: "test"}
	whole := func(label practice.Label) practice.Evidence {
		return practice.Evidence{Label: label, Quote: said.Text, Start: 0, End: len(said.Text)}
	}
	reading.Evidence = append(reading.Evidence, whole(practice.LabelOutcome))
	for _, method := range said.Intends {
		reading.Evidence = append(reading.Evidence, whole(practice.Label(method)))
	}
	return reading
}

// offered is a catalogue of fixed scenarios.
type offered []*scenario.Scenario

func (o offered) List() []*scenario.Scenario { return o }

func (o offered) Get(name string) (*scenario.Scenario, bool) {
	for _, s := range o {
		if s.Name == name {
			return s, true
		}
	}
	return nil, false
}

// memory is a store without a disk, so that a test can stand still in it.
type memory struct {
	mu       sync.Mutex
	attempts map[string]practice.Attempt
	events   map[string][]practice.Event
	sources  map[string]practice.Source
	failing  error // what Events answers with, if set
}

func newMemory() *memory {
	return &memory{attempts: map[string]practice.Attempt{}, events: map[string][]practice.Event{}, sources: map[string]practice.Source{}}
}

func (m *memory) CreateAttempt(_ context.Context, attempt practice.Attempt, source practice.Source, events []practice.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.attempts[attempt.ID], m.sources[source.Hash] = attempt, source
	m.events[attempt.ID] = slices.Clone(events)
	return nil
}

func (m *memory) Append(_ context.Context, id string, events []practice.Event) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	attempt := m.attempts[id]
	for _, event := range events {
		if event.Seq != attempt.Seq+1 {
			return practice.Errorf(practice.CodeConflict, "taken")
		}
		attempt.Seq, attempt.Turns = event.Seq, event.Turn
		attempt.Coached = attempt.Coached || event.Coached != nil
		if event.Ended != nil {
			attempt.Ending = event.Ended.Ending
		}
		if event.Scored != nil {
			attempt.Total = event.Scored.Total
		}
	}
	m.attempts[id] = attempt
	m.events[id] = append(m.events[id], events...)
	return nil
}

func (m *memory) Attempt(_ context.Context, id string) (practice.Attempt, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	attempt, there := m.attempts[id]
	if !there {
		return attempt, practice.Errorf(practice.CodeNotFound, "There is no such attempt.")
	}
	return attempt, nil
}

func (m *memory) Attempts(_ context.Context, rep string, limit int) ([]practice.Attempt, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var own []practice.Attempt
	for _, attempt := range m.attempts {
		if attempt.Rep == rep {
			own = append(own, attempt)
		}
	}
	slices.SortFunc(own, func(a, b practice.Attempt) int { return b.StartedAt.Compare(a.StartedAt) })
	return own[:min(limit, len(own))], nil
}

func (m *memory) AttemptsAfter(context.Context, string, int) ([]practice.Attempt, error) {
	panic("no page lists the attempts of everybody")
}

func (m *memory) Bests(_ context.Context, rep string) (map[string]practice.Points, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	bests := map[string]practice.Points{}
	for _, attempt := range m.attempts {
		if attempt.Rep == rep && attempt.Ending.Over() && attempt.Parent == "" && !attempt.Coached {
			bests[attempt.Scenario] = max(bests[attempt.Scenario], attempt.Total)
		}
	}
	return bests, nil
}

func (m *memory) Events(_ context.Context, id string, after int64) ([]practice.Event, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.failing != nil {
		return nil, m.failing
	}
	events := m.events[id]
	return slices.Clone(events[min(int(after), len(events)):]), nil
}

func (m *memory) Source(_ context.Context, hash string) (practice.Source, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.sources[hash], nil
}

func (m *memory) Secret(_ context.Context, _ string, fresh []byte) ([]byte, error) { return fresh, nil }
func (m *memory) Close() error                                                     { return nil }

func pages() fstest.MapFS {
	files := fstest.MapFS{}
	for _, name := range []string{
		"shelf", "first", "own", "own-new", "own-no", "drill", "methods", "briefing", "talk", "debrief", "sign-in", "sign-up", "reset", "join", "owner", "account",
		"teams", "team", "glance", "person", "board", "wall", "room", "notfound",
	} {
		files[name+".html"] = &fstest.MapFile{Data: []byte("<!doctype html><title>" + name + "</title>")}
	}
	files["talk.js"] = &fstest.MapFile{Data: []byte("export const talk = 1;\n")}
	files["look.css"] = &fstest.MapFile{Data: []byte("body{}\n")}
	files["notes.md"] = &fstest.MapFile{Data: []byte("not for browsers\n")}
	return files
}

// house is a server with a real room behind it.
type house struct {
	server *web.Server
	room   *session.Room
	store  *memory
	broker *live.Broker
	log    *journal
}

// build wires a house; change may alter its parts before it stands.
func build(t testing.TB, change func(*web.Config, *session.Config)) *house {
	t.Helper()
	h := &house{store: newMemory(), broker: live.NewBroker(live.Limits{}), log: newJournal()}
	rooms := session.Config{Store: h.store, Reader: intentReader{}, Publish: h.broker.Publish}
	config := web.Config{
		Catalogue: offered{compile(t, "plain", plain)}, Store: h.store, Broker: h.broker, Static: pages(),
		Key: []byte(strings.Repeat("k", 32)), Log: slog.New(slog.NewTextHandler(h.log, nil)), Voice: parrot{},
	}
	if change != nil {
		change(&config, &rooms)
	}
	if config.Teams == nil {
		withTeams(t, &config)
	}
	h.room = session.NewRoom(rooms)
	if config.Room == nil {
		config.Room = h.room
	}
	server, err := web.New(config)
	if err != nil {
		t.Fatal(err)
	}
	h.server = server
	return h
}

// withTeams adds a real store without anybody in it.
func withTeams(t testing.TB, config *web.Config) {
	t.Helper()
	keeper, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "teams.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := keeper.Close(); err != nil {
			t.Error(err)
		}
	})
	config.Teams, config.Drills, config.Own = keeper, keeper, keeper
	if config.Desk, err = team.NewDesk(team.DeskConfig{Accounts: keeper, Teams: keeper}); err != nil {
		t.Fatal(err)
	}
	config.Door, err = team.NewDoor(team.DoorConfig{Accounts: keeper, Custody: keeper, Desk: config.Desk, Cost: cheap})
	if err != nil {
		t.Fatal(err)
	}
}

// cheap is what hashing a passphrase costs in tests.
var cheap = team.Cost{Memory: 8, Iterations: 1, Threads: 1}

// own is a request of the guest whose attempt of that id is in the store.
func (h *house) own(method, id string) *http.Request {
	visit := httptest.NewRecorder()
	h.server.ServeHTTP(visit, httptest.NewRequest(http.MethodGet, "/", nil))
	request := httptest.NewRequest(method, "/api/attempts/"+id, nil)
	for _, cookie := range visit.Result().Cookies() {
		request.AddCookie(cookie)
		token, _, _ := strings.Cut(cookie.Value, ".")
		h.store.attempts[id] = practice.Attempt{ID: id, Rep: "guest-" + token}
	}
	return request
}

func (h *house) close(t testing.TB) {
	t.Helper()
	if err := h.server.Shutdown(context.Background()); err != nil {
		t.Error(err)
	}
	if err := h.room.Close(context.Background()); err != nil {
		t.Error(err)
	}
	h.broker.Close()
}

// journal is a log that a test can wait for.
type journal struct {
	mu      sync.Mutex
	written *sync.Cond
	text    strings.Builder
	late    bool
}

func newJournal() *journal {
	j := &journal{}
	j.written = sync.NewCond(&j.mu)
	return j
}

func (j *journal) Write(data []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	defer j.written.Broadcast()
	return j.text.Write(data)
}

// with returns the log once it holds the text.
func (j *journal) with(t *testing.T, text string) string {
	t.Helper()
	timer := time.AfterFunc(patience, func() {
		j.mu.Lock()
		defer j.mu.Unlock()
		j.late = true
		j.written.Broadcast()
	})
	defer timer.Stop()
	j.mu.Lock()
	defer j.mu.Unlock()
	for !strings.Contains(j.text.String(), text) {
		if j.late {
			t.Fatalf("the log never had %q: %s", text, j.text.String())
		}
		j.written.Wait()
	}
	return j.text.String()
}

// serve opens the house on the loopback.
func serve(t testing.TB, change func(*web.Config, *session.Config)) (*house, *httptest.Server) {
	t.Helper()
	h := build(t, change)
	listening := httptest.NewServer(h.server)
	t.Cleanup(func() {
		h.close(t)
		listening.Close()
	})
	return h, listening
}

// guest is a browser with its own cookies.
type guest struct {
	t      testing.TB
	url    string
	client *http.Client
}

func newGuest(t testing.TB, url string) *guest {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &guest{t: t, url: url, client: &http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

type answer struct {
	status int
	header http.Header
	body   string
}

// code returns the error code of a JSON answer.
func (a answer) code(t testing.TB) string {
	t.Helper()
	var shown struct {
		Error struct{ Code, Message string }
	}
	if err := json.Unmarshal([]byte(a.body), &shown); err != nil {
		t.Fatalf("no coded error: %v in %q", err, a.body)
	}
	if shown.Error.Code == "" || !strings.HasSuffix(shown.Error.Message, ".") {
		t.Fatalf("an error needs a code and a sentence: %q", a.body)
	}
	return shown.Error.Code
}

func (g *guest) do(method, path, body string, headers map[string]string) answer {
	g.t.Helper()
	request, err := http.NewRequest(method, g.url+path, strings.NewReader(body))
	if err != nil {
		g.t.Fatal(err)
	}
	for name, value := range maps.All(headers) {
		request.Header.Set(name, value)
	}
	response, err := g.client.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		g.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Header, string(content)}
}

func (g *guest) get(path string) answer { g.t.Helper(); return g.do(http.MethodGet, path, "", nil) }

func (g *guest) post(path, body string) answer {
	g.t.Helper()
	return g.do(http.MethodPost, path, body, map[string]string{"Sec-Fetch-Site": "same-origin", "Content-Type": "application/json"})
}

// begin starts an attempt and returns its id.
func (g *guest) begin() string {
	g.t.Helper()
	created := g.post("/api/attempts", `{"scenario":"plain","palette":true,"before":{"usual":"By email.","asks":2}}`)
	if created.status != http.StatusCreated {
		g.t.Fatalf("begin: %d %s", created.status, created.body)
	}
	var id struct{ ID string }
	if err := json.Unmarshal([]byte(created.body), &id); err != nil || id.ID == "" {
		g.t.Fatalf("begin: %v %q", err, created.body)
	}
	return id.ID
}

// parrot hears a recording as the words that it is made of, and speaks a line as
// its bytes.
type parrot struct{}

func (parrot) Hears() bool  { return true }
func (parrot) Speaks() bool { return true }

func (parrot) Hear(_ context.Context, _ practice.Attempt, audio []byte, _ string) (string, error) {
	return string(audio), nil
}

func (parrot) Speak(_ context.Context, _ practice.Attempt, text string) ([]byte, string, error) {
	return []byte(text), "audio/mpeg", nil
}
