package web_test

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/store/sqlite"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// club is a server over a real store, with a team in it: Olga owns it, Tom trains
// it, Ann and Ben practice. Eve is nobody in it, and owns a team of her own.
type club struct {
	*house
	t       testing.TB
	url     string
	desk    *team.Desk
	door    *team.Door
	keeper  *sqlite.Store
	notices *live.Notices
	clock   *clubClock

	team, other              string
	olga, tom, ann, ben, eve *person
}

// person is a signed-in browser.
type person struct {
	*guest
	id, token string
}

// clubClock is the time of a club. It stands still until it is moved.
type clubClock struct {
	mu  sync.Mutex
	now time.Time
}

// Now is a Wednesday's noon, later by what was moved.
func (c *clubClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clubClock) move(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

func newClub(t testing.TB, change func(*web.Config, *session.Config)) *club {
	t.Helper()
	keeper, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "club.db"))
	if err != nil {
		t.Fatal(err)
	}
	k := &club{t: t, keeper: keeper, notices: live.NewNotices(live.NoticeLimits{}), clock: &clubClock{now: time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)}}
	if k.desk, err = team.NewDesk(team.DeskConfig{Accounts: keeper, Teams: keeper, Now: k.clock.Now}); err != nil {
		t.Fatal(err)
	}
	k.door, err = team.NewDoor(team.DoorConfig{
		Accounts: keeper, Custody: keeper, Desk: k.desk, Now: k.clock.Now, Cost: team.Cost{Memory: 8, Iterations: 1, Threads: 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	k.house = build(t, func(config *web.Config, rooms *session.Config) {
		config.Store, config.Teams, config.Door, config.Desk, config.Now = keeper, keeper, k.door, k.desk, k.clock.Now
		config.Notices, config.Reader, config.Drills = k.notices, intentReader{}, keeper
		config.Own = keeper
		config.Limits = web.Limits{PerSecond: 10_000, Burst: 10_000}
		rooms.Store, rooms.Follow, rooms.Now = keeper, web.Announce(k.notices), k.clock.Now
		if change != nil {
			change(config, rooms)
		}
	})
	listening := httptest.NewServer(k.server)
	k.url = listening.URL
	t.Cleanup(func() {
		k.house.close(t)
		listening.Close()
		if err := keeper.Close(); err != nil {
			t.Error(err)
		}
	})
	k.people()
	return k
}

// people signs everybody up and puts them where they belong.
func (k *club) people() {
	k.t.Helper()
	owner, err := k.door.OwnerLink(context.Background())
	if err != nil {
		k.t.Fatal(err)
	}
	k.olga, k.tom, k.ann, k.ben, k.eve = k.join("Olga", owner), k.join("Tom", ""), k.join("Ann", ""), k.join("Ben", ""), k.join("Eve", "")
	k.team, k.other = k.newTeam("North"), k.newTeam("South")
	k.let(k.tom, k.team, team.Trainer)
	k.let(k.ann, k.team, team.Rep)
	k.let(k.ben, k.team, team.Rep)
	k.let(k.eve, k.other, team.Owner)
}

func (k *club) join(name, token string) *person {
	k.t.Helper()
	in, err := k.door.SignUp(context.Background(), team.NewAccount{
		Name: name, Email: name + "@example.com", Passphrase: "a long walk by the river " + strconv.Itoa(len(name)), Token: token,
	})
	if err != nil {
		k.t.Fatal(err)
	}
	g := newGuest(k.t, k.url)
	g.client.Jar.SetCookies(mustURL(k.t, k.url), []*http.Cookie{{Name: "askagain_session", Value: in.Token, Path: "/"}})
	return &person{g, in.Person.ID, in.Token}
}

func (k *club) newTeam(name string) string {
	k.t.Helper()
	made, err := k.desk.Create(context.Background(), k.olga.id, name, "Europe/Berlin")
	if err != nil {
		k.t.Fatal(err)
	}
	return made.ID
}

func (k *club) let(p *person, in string, role team.Role) {
	k.t.Helper()
	_, token, err := k.desk.Invite(context.Background(), k.olga.id, in, team.Offer{Role: role, MaxUses: 1, Days: 1})
	if err == nil {
		_, err = k.desk.Join(context.Background(), p.id, token)
	}
	if err != nil {
		k.t.Fatal(err)
	}
}

// path is an address in the team.
func (k *club) path(format string, arguments ...any) string {
	return "/api/teams/" + k.team + fmt.Sprintf(format, arguments...)
}

// made posts, expects something new, and returns its id.
func (p *person) made(path, body string) string {
	p.t.Helper()
	var made struct{ ID string }
	p.ok(http.StatusCreated, p.post(path, body), &made)
	if made.ID == "" {
		p.t.Fatalf("%s made nothing", path)
	}
	return made.ID
}

// ok fails unless the answer has the status, and reads it into a value unless
// that is nil.
func (g *guest) ok(status int, got answer, into any) {
	g.t.Helper()
	if got.status != status {
		g.t.Fatalf("status %d, want %d: %s", got.status, status, got.body)
	}
	if into == nil {
		return
	}
	if err := json.Unmarshal([]byte(got.body), into); err != nil {
		g.t.Fatalf("%v in %s", err, got.body)
	}
}

// see reads an address into a value.
func (g *guest) see(path string, into any) {
	g.t.Helper()
	g.ok(http.StatusOK, g.get(path), into)
}

// refused fails unless the answer is an error with that status and code.
func (g *guest) refused(got answer, status int, code string) {
	g.t.Helper()
	if got.status != status || got.code(g.t) != code {
		g.t.Errorf("%d %s, want %d %s", got.status, got.body, status, code)
	}
}

// assignment is one of the scenario that the tests play.
func (k *club) assignment(more string) string {
	k.t.Helper()
	return k.tom.made(k.path("/assignments"), `{"scenario":"plain","attempts":1,"palette":true`+more+`}`)
}

func (k *club) board() string {
	k.t.Helper()
	return k.tom.made(k.path("/boards"), `{"name":"All of it","scenarios":["plain"]}`)
}

// begun is what beginning an attempt answers.
type begun struct {
	ID       string
	Official bool
	Why      string
}

func (p *person) begins(assignment string) begun {
	p.t.Helper()
	var answer begun
	p.ok(http.StatusCreated, p.post("/api/attempts", `{"assignment":"`+assignment+`"}`), &answer)
	return answer
}

// wins plays an attempt to its end by two turns, and returns its total.
func (p *person) wins(attempt string) practice.Points {
	p.t.Helper()
	client := dial(p.t, p.guest, attempt).hello(0).skipOpening()
	defer client.close()
	client.say("t1", "mara", "Half a day, and we take the old press?", "trade")
	client.until("replied")
	client.say("t2", "mara", "It saves you a shift a week.", "value")
	return practice.Points(client.until("scored").Scored["total"].(float64) * 1000)
}

// quits plays an attempt to its end by one fruitless turn.
func (p *person) quits(attempt string) practice.Points {
	p.t.Helper()
	client := dial(p.t, p.guest, attempt).hello(0).skipOpening()
	defer client.close()
	client.say("t1", "mara", "Can we come anyway?", "direct")
	client.until("replied")
	client.send(map[string]any{"type": "end", "id": "t2"})
	return practice.Points(client.until("scored").Scored["total"].(float64) * 1000)
}

// standings is a board as it is answered.
type standings struct {
	Team    string
	Board   struct{ ID, Name string }
	Measure string
	Window  string
	From    *string
	Until   *string
	Rows    []struct {
		Place  int
		Name   string
		Me     bool
		Value  practice.Points
		Played int
	}
	Me *struct {
		Place  int
		Value  practice.Points
		Hidden bool
	}
	People, Of int
}

func (k *club) standings(p *person, board, query string) standings {
	k.t.Helper()
	var answer standings
	p.see(k.path("/boards/%s%s", board, query), &answer)
	return answer
}

// without fails if the log holds the text.
func (j *journal) without(t *testing.T, text string) {
	t.Helper()
	j.mu.Lock()
	defer j.mu.Unlock()
	if strings.Contains(j.text.String(), text) {
		t.Errorf("%q is in the log", text)
	}
}
