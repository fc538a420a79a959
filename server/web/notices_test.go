package web_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// listener is a page's end of a stream of notices.
type listener struct {
	t      testing.TB
	cancel context.CancelFunc
	lines  chan string // closed when the stream has ended
}

// listens opens a stream, which has to answer.
func (g *guest) listens(path string) *listener {
	g.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, g.url+path, nil)
	if err != nil {
		g.t.Fatal(err)
	}
	response, err := g.client.Do(request)
	if err != nil {
		g.t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK || response.Header.Get("Content-Type") != "text/event-stream" ||
		response.Header.Get("Cache-Control") != "no-store" || response.Header.Get("X-Accel-Buffering") != "no" {
		g.t.Fatalf("%s: %d %v", path, response.StatusCode, response.Header)
	}
	l := &listener{t: g.t, cancel: cancel, lines: make(chan string, 1000)}
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(l.lines)
		defer response.Body.Close()
		for scanner := bufio.NewScanner(response.Body); scanner.Scan(); {
			l.lines <- scanner.Text()
		}
	})
	g.t.Cleanup(func() {
		cancel()
		reading.Wait()
	})
	if first := l.line(); !strings.HasPrefix(first, "retry: ") {
		g.t.Fatalf("it begins with %q", first)
	}
	return l
}

// line returns the next line that says something.
func (l *listener) line() string {
	l.t.Helper()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	for {
		select {
		case line, open := <-l.lines:
			if !open {
				return "end"
			}
			if line != "" && !strings.HasPrefix(line, ":") {
				return line
			}
		case <-timer.C:
			l.t.Fatal("nothing came")
		}
	}
}

// hears reads until a notice, and returns those on the way to it.
func (l *listener) hears(kind, id string) []live.Notice {
	l.t.Helper()
	var heard []live.Notice
	for {
		line := l.line()
		data, found := strings.CutPrefix(line, "data: ")
		if !found {
			l.t.Fatalf("%q came before the notice of %s %s, after %v", line, kind, id, heard)
		}
		var notice live.Notice
		if err := json.Unmarshal([]byte(data), &notice); err != nil {
			l.t.Fatal(err)
		}
		heard = append(heard, notice)
		if notice.Kind == kind && notice.ID == id {
			return heard
		}
	}
}

// ends reads until the stream ends.
func (l *listener) ends() {
	l.t.Helper()
	for line := l.line(); line != "end"; line = l.line() {
		if !strings.HasPrefix(line, "data: ") && !strings.HasPrefix(line, "retry: ") {
			l.t.Fatalf("%q came", line)
		}
	}
}

func kindsOf(notices []live.Notice) []string {
	var kinds []string
	for _, notice := range notices {
		kinds = append(kinds, notice.Kind)
	}
	return kinds
}

func TestNoticesOfAnAttempt(t *testing.T) {
	k := newClub(t, nil)
	id := k.assignment("")
	board := k.board()
	var other struct{ Link string }
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/boards/%s/wall", board), ""), &other)
	ben, tom, ann := k.ben.listens(k.path("/live")), k.tom.listens(k.path("/live")), k.ann.listens(k.path("/live"))
	wall := newGuest(t, k.url).listens("/api" + strings.TrimPrefix(other.Link, k.url) + "/live")

	attempt := k.ann.begins(id).ID
	tom.hears("attempt", attempt)
	ann.hears("attempt", attempt)
	k.ann.wins(attempt)
	for name, l := range map[string]*listener{"ben": ben, "wall": wall} {
		if heard := l.hears("board", ""); slices.ContainsFunc(heard, func(n live.Notice) bool { return n.Kind != "board" }) {
			t.Errorf("%s hears %v", name, heard)
		}
	}
	if heard := kindsOf(append(tom.hears("board", ""), live.Notice{})); !slices.Contains(heard, "attempt") && !slices.Contains(heard, "assignment") {
		t.Errorf("the trainer hears %v", heard)
	}
	k.ann.ok(http.StatusOK, k.ann.post("/api/attempts/"+attempt+"/corrections",
		`{"turn":1,"reason":"It was an offer.","changes":[{"label":"trade","holds":false}]}`), nil)
	ben.hears("board", "")
	wall.hears("board", "")
	tom.hears("attempt", attempt)

	// Another reader reads it again, in this process.
	again := session.NewRoom(session.Config{Store: k.keeper, Reader: laterReader{}, Follow: web.Announce(k.notices)})
	defer again.Close(context.Background())
	if changed, _, _, err := again.Rescore(t.Context(), attempt); err != nil || !changed {
		t.Fatalf("rescored: %v, %v", changed, err)
	}
	ben.hears("board", "")

	// Practice is nobody's board.
	var own begun
	k.ann.ok(http.StatusCreated, k.ann.post("/api/attempts", `{"scenario":"plain","palette":true,"team":"`+k.team+`"}`), &own)
	k.ann.wins(own.ID)
	k.tom.made(k.path("/rooms"), `{"outcome":"A visit","no":"Not now.","who":"Mara"}`)
	if heard := kindsOf(ben.hears("room", k.rooms(k.ben)[0])); !slices.Equal(heard, []string{"room"}) {
		t.Errorf("of Ann's practice Ben hears %v", heard)
	}
	// What one does alone is nobody else's.
	k.ann.ok(http.StatusCreated, k.ann.post("/api/attempts", `{"scenario":"plain","palette":true}`), &own)
	k.ann.wins(own.ID)
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/assignments/%s", id), `{"attempts":1,"note":"Once more."}`), nil)
	for _, notice := range tom.hears("assignment", id) {
		if notice.ID == own.ID {
			t.Errorf("the trainer hears of %v", notice)
		}
	}
}

// laterReader is a newer reader that sees the same.
type laterReader struct{ intentReader }

func (laterReader) Version() string { return "later" }

func (k *club) rooms(p *person) []string {
	k.t.Helper()
	var listed struct{ Rooms []struct{ ID string } }
	p.see(k.path("/rooms"), &listed)
	ids := []string{}
	for _, room := range listed.Rooms {
		ids = append(ids, room.ID)
	}
	return ids
}

func TestStreamsEndWithWhatTheyRestOn(t *testing.T) {
	k := newClub(t, nil)
	board := k.board()
	var shared struct{ Link string }
	share := func() string {
		k.tom.ok(http.StatusOK, k.tom.post(k.path("/boards/%s/wall", board), ""), &shared)
		return "/api" + strings.TrimPrefix(shared.Link, k.url) + "/live"
	}
	screen := newGuest(t, k.url)

	old := screen.listens(share())
	fresh := screen.listens(share())
	old.ends()
	k.tom.ok(http.StatusNoContent, k.tom.do("DELETE", k.path("/boards/%s/wall", board), "", nil), nil)
	fresh.ends()
	screen.refused(screen.get("/api"+strings.TrimPrefix(shared.Link, k.url)+"/live"), 404, "not_found")
	last := screen.listens(share())
	k.tom.ok(http.StatusNoContent, k.tom.do("DELETE", k.path("/boards/%s", board), "", nil), nil)
	last.ends()

	ben := k.ben.listens(k.path("/live"))
	k.tom.ok(http.StatusNoContent, k.tom.do("DELETE", k.path("/members/%s", k.ben.id), "", nil), nil)
	ben.ends()
	k.ben.refused(k.ben.get(k.path("/live")), 404, "not_found")

	tom := k.tom.listens(k.path("/live"))
	k.olga.ok(http.StatusNoContent, k.olga.post(k.path("/members/%s", k.tom.id), `{"role":"rep"}`), nil)
	k.notices.Tell("team "+k.team, live.Notice{Kind: "room", ID: "x"})
	tom.ends() // and comes back as a rep

	ann := k.ann.listens(k.path("/live"))
	k.ann.ok(http.StatusNoContent, k.ann.post("/api/sign-out", ""), nil)
	ann.ends()

	guest := newGuest(t, k.url)
	guest.refused(guest.get(k.path("/live")), 401, "sign_in")
	k.eve.refused(k.eve.get(k.path("/live")), 404, "not_found")

	if asked := k.olga.do("HEAD", k.path("/live"), "", nil); asked.status != http.StatusOK || k.notices.Watches() != 0 {
		t.Errorf("by HEAD: %d, and %d streams are open", asked.status, k.notices.Watches())
	}
	olga := k.olga.listens(k.path("/live"))
	if err := k.server.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if said := olga.line(); !strings.HasPrefix(said, "retry: ") {
		t.Errorf("at the end it says %q", said)
	}
	olga.ends()
}

func TestStreamsAreBounded(t *testing.T) {
	notices := live.NewNotices(live.NoticeLimits{PerWatcher: 2})
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Notices = notices })
	first := k.ann.listens(k.path("/live"))
	k.ann.listens(k.path("/live"))
	k.ann.refused(k.ann.get(k.path("/live")), 429, "too_many")
	k.ben.listens(k.path("/live"))
	first.cancel()
	for notices.Watches() > 2 {
		notices.Tell("team "+k.team, live.Notice{Kind: "room"})
	}
	k.ann.listens(k.path("/live"))
}

// deadlines remembers the last deadline for reading of the connection that was
// accepted last.
type deadlines struct {
	net.Listener
	mu   sync.Mutex
	last time.Time
}

type deadlined struct {
	net.Conn
	of *deadlines
}

func (d *deadlines) Accept() (net.Conn, error) {
	conn, err := d.Listener.Accept()
	return deadlined{conn, d}, err
}

func (c deadlined) SetReadDeadline(at time.Time) error {
	c.of.mu.Lock()
	c.of.last = at
	c.of.mu.Unlock()
	return c.Conn.SetReadDeadline(at)
}

// TestAQuietStreamOutlivesTheTimeToReadARequest would fail if a server that gives
// requests 15 seconds to arrive ended every stream after 15 seconds.
func TestAQuietStreamOutlivesTheTimeToReadARequest(t *testing.T) {
	k := newClub(t, nil)
	listening := httptest.NewUnstartedServer(k.server)
	watched := &deadlines{Listener: listening.Listener}
	listening.Listener, listening.Config.ReadTimeout = watched, time.Hour
	listening.Start()
	defer listening.Close()
	k.ann.url = listening.URL
	k.ann.client.Jar.SetCookies(mustURL(t, listening.URL), []*http.Cookie{{Name: "askagain_session", Value: k.ann.token, Path: "/"}})
	stream := k.ann.listens(k.path("/live"))
	watched.mu.Lock()
	last := watched.last
	watched.mu.Unlock()
	if !last.IsZero() {
		t.Errorf("the stream ends at %v", last)
	}
	stream.cancel()
}

// loopback is a connection as the stream writes it.
type loopback struct {
	mu     sync.Mutex
	header http.Header
	writes []string
	gone   bool
}

func (w *loopback) Header() http.Header { return w.header }
func (w *loopback) WriteHeader(int)     {}
func (w *loopback) Flush()              {}

func (w *loopback) Write(data []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.gone {
		return 0, net.ErrClosed
	}
	w.writes = append(w.writes, string(data))
	return len(data), nil
}

func (w *loopback) taken() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	taken := w.writes
	w.writes = nil
	return taken
}

func TestAStreamKeepsItsPace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		notices := live.NewNotices(live.NoticeLimits{})
		h := build(t, func(config *web.Config, _ *session.Config) { config.Notices = notices })
		defer h.close(t)
		out := &loopback{header: http.Header{}}
		var barred atomic.Bool
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			web.Stream(h.server, out, httptest.NewRequestWithContext(t.Context(), "GET", "/", nil), "ann", []string{"a"}, func(context.Context) error {
				if barred.Load() {
					return errors.New("gone")
				}
				return nil
			})
		}()
		synctest.Wait()
		if opened := out.taken(); len(opened) != 1 || !strings.HasPrefix(opened[0], "retry: ") {
			t.Fatalf("opened with %q", opened)
		}
		began := time.Now()
		notices.Tell("a", live.Notice{Kind: "board"})
		synctest.Wait()
		if first := out.taken(); len(first) != 1 || time.Since(began) != 0 {
			t.Errorf("the first of a burst comes after %v: %q", time.Since(began), first)
		}
		for range 1000 {
			notices.Tell("a", live.Notice{Kind: "board"})
			time.Sleep(time.Millisecond)
		}
		if burst := out.taken(); len(burst) < 3 || len(burst) > 5 {
			t.Errorf("in a second of a thousand notices %d are written", len(burst))
		}
		time.Sleep(time.Second)
		out.taken()
		time.Sleep(51 * time.Second)
		if beats := out.taken(); len(beats) != 2 || !strings.HasPrefix(beats[0], ": ") || !strings.HasSuffix(beats[0], "\n\n") {
			t.Errorf("in 51 quiet seconds: %q", beats)
		}
		barred.Store(true)
		time.Sleep(26 * time.Second)
		<-ended
		if after := out.taken(); len(after) != 0 {
			t.Errorf("to who may listen no longer: %q", after)
		}
	})
}

func TestAStreamEndsWhenTheClientTakesNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		notices := live.NewNotices(live.NoticeLimits{})
		h := build(t, func(config *web.Config, _ *session.Config) { config.Notices = notices })
		defer h.close(t)
		out := &loopback{header: http.Header{}, gone: true}
		web.Stream(h.server, out, httptest.NewRequestWithContext(t.Context(), "GET", "/", nil), "ann", []string{"a"}, func(context.Context) error { return nil })
		if open := notices.Watches(); open != 0 {
			t.Errorf("%d watches are left", open)
		}
	})
}

// TestAnnounceTellsOfWhatChanged is the table of who hears of what.
func TestAnnounceTellsOfWhatChanged(t *testing.T) {
	inTeam := practice.Attempt{ID: "a", Rep: "ann", Team: "t"}
	assigned := inTeam
	assigned.Assignment = "s"
	official := assigned
	official.Official = true
	event := func(kinds ...practice.EventKind) (events []practice.Event) {
		for _, kind := range kinds {
			events = append(events, practice.Event{Attempt: "a", Kind: kind})
		}
		return events
	}
	for name, test := range map[string]struct {
		attempt                practice.Attempt
		events                 []practice.Event
		trainers, rep, anybody string
	}{
		"one's own":            {practice.Attempt{ID: "a", Rep: "ann"}, event(practice.EventStarted, practice.EventScored), "", "", ""},
		"a turn":               {official, event(practice.EventSaid, practice.EventRead, practice.EventDecided), "", "", ""},
		"a reply":              {official, event(practice.EventReplied), "", "", ""},
		"begun":                {inTeam, event(practice.EventStarted, practice.EventReplied), "attempt", "attempt", ""},
		"begun, assigned":      {official, event(practice.EventStarted, practice.EventReplied), "attempt assignment", "attempt assignment", ""},
		"ended":                {inTeam, event(practice.EventReplied, practice.EventEnded, practice.EventScored), "attempt", "attempt", ""},
		"ended, as practice":   {assigned, event(practice.EventEnded, practice.EventScored), "attempt assignment", "attempt assignment", ""},
		"ended, and it counts": {official, event(practice.EventEnded, practice.EventScored), "attempt assignment", "attempt assignment", "board"},
		"corrected":            {official, event(practice.EventCorrected, practice.EventScored), "attempt assignment", "attempt assignment", "board"},
		"read again":           {official, event(practice.EventReread, practice.EventScored), "attempt assignment", "attempt assignment", "board"},
	} {
		t.Run(name, func(t *testing.T) {
			notices := live.NewNotices(live.NoticeLimits{})
			hears := map[string]*live.Watch{}
			for _, topic := range []string{"trainers t", "person t ann", "boards t", "team t", "person t ben"} {
				var err error
				if hears[topic], err = notices.Watch(topic, topic); err != nil {
					t.Fatal(err)
				}
			}
			web.Announce(notices)(test.attempt, test.events)
			for topic, want := range map[string]string{"trainers t": test.trainers, "person t ann": test.rep, "boards t": test.anybody, "team t": "", "person t ben": ""} {
				if got := strings.Join(kindsOf(hears[topic].Take()), " "); got != want {
					t.Errorf("%s: %q, want %q", topic, got, want)
				}
			}
		})
	}
}
