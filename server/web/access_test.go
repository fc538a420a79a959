package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/drill"
	"github.com/askagain/askagain/server/openid"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// standingsOf is who somebody can be to a route: nobody where guests stay
// outside, a guest where they do not, a person without a team, the three roles in
// the team that the address is about, the same three in another team, the rep
// whose attempt it is (a rep of the team), and an owner of the server who is in no
// team.
var standingsOf = strings.Fields("nobody guest loner rep trainer owner rep2 trainer2 owner2 self steward")

// answersTo is what each of them is answered, for every kind of route. "in" is
// the way to the sign-in page and back; "ok" is what was asked for.
const answersTo = `
              nobody guest loner rep trainer owner rep2 trainer2 owner2 self steward
anybody       ok     ok    ok    ok  ok      ok    ok   ok       ok     ok   ok
monitor       ok     ok    ok    ok  ok      ok    ok   ok       ok     ok   ok
page          in     ok    ok    ok  ok      ok    ok   ok       ok     ok   ok
person_page   in     in    ok    ok  ok      ok    ok   ok       ok     ok   ok
guest         401    ok    ok    ok  ok      ok    ok   ok       ok     ok   ok
person        401    401   ok    ok  ok      ok    ok   ok       ok     ok   ok
steward       401    401   403   403 403     403   403  403      403    403  ok
member        401    401   404   ok  ok      ok    404  404      404    ok   404
oneself       401    401   404   403 ok      ok    404  404      404    ok   404
trainer       401    401   404   403 ok      ok    404  404      404    403  404
team_owner    401    401   404   403 403     ok    404  404      404    403  404
room          401    401   404   ok  ok      ok    404  404      404    ok   404
room_trainer  401    401   404   403 ok      ok    404  404      404    403  404
rep           401    404   404   404 404     404   404  404      404    ok   404
reader        401    404   404   404 ok      ok    404  404      404    ok   404
socket        4007   4004  4004  4004 4004   4004  4004 4004     4004   ok   4004
`

// answersOf reads the table: by kind, then by standing.
func answersOf(t *testing.T) map[string]map[string]string {
	t.Helper()
	table := map[string]map[string]string{}
	lines := strings.Split(strings.TrimSpace(answersTo), "\n")
	if !slices.Equal(strings.Fields(lines[0]), standingsOf) {
		t.Fatalf("the columns are %v", lines[0])
	}
	for _, line := range lines[1:] {
		cells := strings.Fields(line)
		if len(cells) != len(standingsOf)+1 {
			t.Fatalf("%d cells in %q", len(cells), line)
		}
		table[cells[0]] = map[string]string{}
		for i, who := range standingsOf {
			table[cells[0]][who] = cells[i+1]
		}
	}
	return table
}

// scene is a club in which anybody can stand anywhere, with everything that an
// address can name.
type scene struct {
	*club
	strict *httptest.Server // the same house where guests stay outside
	count  int
	west   string // a team for whoever wants to join one
	kept   map[string]*person

	self           *person
	ended, running string
	board, wall    string
	task           string
	room, voting   string
	exercise       string // the key of one
}

func newScene(t *testing.T) *scene {
	t.Helper()
	var strict web.Config
	k := newClub(t, func(config *web.Config, _ *session.Config) {
		config.Limits = unlimited
		config.Provider, config.ProviderName = elsewhere{}, "Elsewhere"
		config.Drafter = scribe{yaml: plain}
		strict = *config
	})
	strict.Guests, strict.Room = web.GuestsOut, k.house.room
	closed, err := web.New(strict)
	if err != nil {
		t.Fatal(err)
	}
	s := &scene{club: k, kept: map[string]*person{}, strict: httptest.NewServer(closed)}
	t.Cleanup(func() {
		if err := closed.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		s.strict.Close()
	})
	s.west = k.newTeam("West")
	s.self = s.stand("rep")
	s.ended, s.running = s.endedAttempt(), s.attempt()
	s.exercise = drill.NewRound(offered{compile(t, "plain", plain)}, practice.Trade, 1).Exercises[0].Key()
	s.board, s.task = k.board(), k.assignment("")
	s.wall = s.share(s.board)
	s.room, s.voting = s.openRoom(team.RoomAnswering), s.openRoom(team.RoomAnswering)
	s.must(k.keeper.Answer(context.Background(), team.RoomAnswer{ID: "answer-1", Room: s.voting, Person: k.ben.id, Text: "Half, then?", At: k.clock.Now()}))
	s.must(k.keeper.UpdateRoom(context.Background(), team.LiveRoom{ID: s.voting, Team: k.team, State: team.RoomVoting}))
	return s
}

// unlimited is for tests that ask more than people do.
var unlimited = web.Limits{PerSecond: 1e6, Burst: 1e6, TriesPerMinute: 1e6, TriesBurst: 1e6, LinksPerMinute: 1e6, LinksBurst: 1e6, DraftsPerMinute: 1e6, DraftsBurst: 1e6, DrillsPerMinute: 1e6, DrillsBurst: 1e6, TriesPerMinuteEmail: 1e6, TriesBurstEmail: 1e6}

func (s *scene) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

func (s *scene) number() int {
	s.count++
	return s.count
}

// stand signs somebody up who stands there.
func (s *scene) stand(who string) *person {
	s.t.Helper()
	in, err := s.door.SignUp(context.Background(), team.NewAccount{Name: fmt.Sprintf("Kim %d", s.number()), Email: fmt.Sprintf("kim%d@example.com", s.count), Passphrase: walk})
	s.must(err)
	p := s.browser(in)
	switch role := team.Role(strings.TrimSuffix(who, "2")); {
	case who == "loner":
	case who == "steward":
		kept, err := s.keeper.Person(context.Background(), p.id)
		s.must(err)
		kept.Owner = true
		s.must(s.keeper.UpdatePerson(context.Background(), kept))
	case who == "self":
		s.let(p, s.team, team.Rep)
	case strings.HasSuffix(who, "2"):
		s.let(p, s.other, role)
	default:
		s.let(p, s.team, role)
	}
	return p
}

// walk is everybody's passphrase.
const walk = "a long walk by the river"

func (s *scene) browser(in team.SignedIn) *person {
	g := newGuest(s.t, s.url)
	g.client.Jar.SetCookies(mustURL(s.t, s.url), []*http.Cookie{{Name: "askagain_session", Value: in.Token, Path: "/"}})
	return &person{g, in.Person.ID, in.Token}
}

// as returns a browser of somebody who stands there: the one that is kept, or a
// fresh one for what changes who somebody is.
func (s *scene) as(t *testing.T, who string, fresh bool) *person {
	t.Helper()
	p := s.kept[who]
	switch {
	case who == "nobody":
		return &person{guest: newGuest(t, s.strict.URL)}
	case who == "guest":
		return &person{guest: newGuest(t, s.url)}
	case who == "self" && !fresh:
		p = s.self
	case p == nil || fresh:
		p = s.stand(who)
		if !fresh {
			s.kept[who] = p
		}
	}
	return &person{&guest{t, p.url, p.client}, p.id, p.token}
}

func (s *scene) attempt() string {
	s.t.Helper()
	found, _ := offered{compile(s.t, "plain", plain)}.Get("plain")
	begun, err := s.house.room.Begin(context.Background(), session.Begin{Rep: s.self.id, Scenario: found, Team: s.team, Coached: true})
	s.must(err)
	return begun.ID
}

func (s *scene) endedAttempt() string {
	s.t.Helper()
	id := s.attempt()
	s.do(id, practice.Turn{ID: "t1", Kind: practice.Say, To: "mara", Channel: practice.Email, Text: "May we come?"})
	s.do(id, practice.Turn{ID: "t2", Kind: practice.End})
	return id
}

func (s *scene) do(attempt string, turn practice.Turn) {
	s.t.Helper()
	running, err := s.house.room.Do(context.Background(), s.self.id, attempt, turn)
	s.must(err)
	<-running.Done()
	s.must(running.Err())
}

func (s *scene) share(board string) string {
	s.t.Helper()
	var shared struct{ Link string }
	s.tom.ok(http.StatusOK, s.tom.post(s.path("/boards/%s/wall", board), `{}`), &shared)
	return shared.Link[strings.LastIndexByte(shared.Link, '/')+1:]
}

func (s *scene) openRoom(state team.RoomState) string {
	s.t.Helper()
	room := team.LiveRoom{ID: fmt.Sprintf("room-%d", s.number()), Team: s.team, Outcome: "A visit", No: "Not now.", Who: "Mara", State: state, By: s.tom.id, CreatedAt: s.clock.Now()}
	s.must(s.keeper.CreateRoom(context.Background(), room))
	return room.ID
}

func (s *scene) invitation(in string) (id, token string) {
	s.t.Helper()
	invitation, token, err := s.desk.Invite(context.Background(), s.olga.id, in, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
	s.must(err)
	s.must(s.makeRoomFor(in, invitation.ID))
	return invitation.ID, token
}

// makeRoomFor revokes older invitations, of which a team can have a few only.
func (s *scene) makeRoomFor(in, newest string) error {
	all, err := s.keeper.Invitations(context.Background(), in)
	for _, invitation := range all {
		if err == nil && invitation.ID != newest && invitation.RevokedAt == nil {
			err = s.keeper.RevokeInvitation(context.Background(), in, invitation.ID, s.clock.Now())
		}
	}
	return err
}

// fill puts what an address or a body names into its place: words in capitals.
func (s *scene) fill(text string, p *person, reads bool) string {
	for name, value := range map[string]func() string{
		"TEAM": func() string { return s.team }, "ATTEMPT": func() string { return s.ended }, "RUNNING": func() string { return s.running },
		"BOARD": func() string { return s.board }, "WALL": func() string { return s.wall }, "TASK": func() string { return s.task },
		"ROOM": func() string { return s.room }, "VOTING": func() string { return s.voting }, "MEMBER": func() string { return s.ben.id }, "SELF": func() string { return s.self.id },
		"FRESH_ATTEMPT": s.endedAttempt,
		"EXERCISE":      func() string { return s.exercise },
		"FRESH_BOARD": func() string {
			id := fmt.Sprintf("board-%d", s.number())
			s.must(s.keeper.CreateBoard(context.Background(), team.Board{ID: id, Team: s.team, Name: "All", Scenarios: []string{"plain"}, CreatedAt: s.clock.Now()}))
			return id
		},
		"FRESH_ROOM":       func() string { return s.openRoom(team.RoomAnswering) },
		"FRESH_MEMBER":     func() string { return s.stand("rep").id },
		"FRESH_INVITATION": func() string { id, _ := s.invitation(s.team); return id },
		"JOIN_TOKEN":       func() string { _, token := s.invitation(s.west); return token },
		"RESET_TOKEN": func() string {
			somebody := s.stand("loner")
			token, err := s.door.ResetLinkFor(context.Background(), s.email(somebody))
			s.must(err)
			return token
		},
		"OWNER_TOKEN": func() string {
			token := strings.Repeat("A", 42-len(fmt.Sprint(s.number()))) + fmt.Sprint(s.count) + "A"
			s.must(s.keeper.CreateGrant(context.Background(), team.Grant{Token: team.HashToken(token), Kind: team.GrantOwner, CreatedAt: s.clock.Now(), ExpiresAt: s.clock.Now().Add(time.Hour)}))
			return token
		},
		"FRESH_COMMENT": func() string {
			by := s.self
			if reads {
				by = p
			}
			return by.made("/api/attempts/"+s.ended+"/comments", `{"turn":1,"text":"Well asked."}`)
		},
		"OWN": func() string { return s.ownNo(p, reads) },
		"OWN_COMMITTED": func() string {
			id := s.ownNo(p, reads)
			if reads {
				p.post("/api/own/"+id+"/commitment", `{"method":"trade","date":"2026-03-31"}`)
			}
			return id
		},
		"UNIQUE":          func() string { return fmt.Sprintf("Kim %d", s.number()) },
		"NEW_EMAIL":       func() string { return fmt.Sprintf("new%d@example.com", s.number()) },
		"MY_EMAIL":        func() string { return s.email(p) },
		"SOMEBODYS_EMAIL": func() string { return s.email(s.stand("loner")) },
	} {
		if place := "<" + name + ">"; strings.Contains(text, place) {
			text = strings.ReplaceAll(text, place, value())
		}
	}
	return text
}

// ownNo is the id of a new one, by whoever may have one.
func (s *scene) ownNo(p *person, may bool) string {
	by := s.self
	if may {
		by = p
	}
	return by.made("/api/own", anOwnNo)
}

func (s *scene) email(p *person) string {
	s.t.Helper()
	if p.id == "" {
		return "nobody@example.com"
	}
	kept, err := s.keeper.Person(context.Background(), p.id)
	s.must(err)
	return kept.Email
}

// elsewhere is a provider that knows everybody as a stranger.
type elsewhere struct{}

func (elsewhere) Begin(*http.Request, string, string) (string, *http.Cookie, error) {
	return "https://elsewhere.example/auth", &http.Cookie{Name: "askagain_openid", Value: "x"}, nil
}

func (elsewhere) Finish(*http.Request) (openid.Identity, string, *http.Cookie, error) {
	return openid.Identity{Issuer: "https://elsewhere.example", Subject: "stranger", Email: "stranger@example.com", Verified: true, Name: "A Stranger"}, "", &http.Cookie{Name: "askagain_openid", MaxAge: -1}, nil
}

// answered is what somebody was answered, in the words of the table.
func answered(t *testing.T, path string, got answer) string {
	t.Helper()
	if header := "Cross-Origin-Resource-Policy"; strings.HasPrefix(path, "/wall/") && strings.Contains(path, "/board.") && got.header.Get(header) == "cross-origin" {
		got.header.Set(header, "same-origin") // a wall's picture is made to stand in other pages
	}
	strict(t, got.header)
	switch location := got.header.Get("Location"); {
	case got.status == http.StatusUnauthorized && got.code(t) == "sign_in":
		return "401"
	case got.status == http.StatusForbidden && got.code(t) == "forbidden":
		return "403"
	case got.status == http.StatusNotFound && got.code(t) == "not_found":
		return "404"
	case got.status == http.StatusSeeOther && location == "/sign-in?next="+url.QueryEscape(path):
		return "in"
	case got.status == http.StatusSeeOther && !strings.HasPrefix(location, "/sign-in"), got.status >= 200 && got.status < 300:
		return "ok"
	}
	return fmt.Sprintf("%d %s %s", got.status, got.header.Get("Location"), got.body)
}

// TestAccess asks every route as everybody, over HTTP, with real sign-ins and the
// real store, for something that works when one may.
func TestAccess(t *testing.T) {
	s := newScene(t)
	answers := answersOf(t)
	asked := map[string]bool{}
	cells := 0
	for _, row := range accessRows {
		asked[row.route] = true
		method, path, _ := strings.Cut(row.route, " ")
		if row.path != "" {
			path = row.path
		}
		if row.kind == "socket" {
			continue // TestAccessOfSockets
		}
		t.Run(row.route, func(t *testing.T) {
			for _, who := range standingsOf {
				cells++
				p := s.as(t, who, row.fresh)
				p.t, s.t = t, t
				want := answers[row.kind][who]
				filled, body := s.fill(path, p, want == "ok"), s.fill(row.body, p, want == "ok")
				if got := answered(t, filled, p.ask(method, filled, body)); got != want {
					t.Errorf("%s is answered %s, want %s", who, got, want)
				}
			}
		})
	}
	s.t = t
	kinds := map[string]string{}
	for _, row := range accessRows {
		kinds[row.route] = row.kind
	}
	for _, route := range s.server.Routes() {
		name := route.Method + " " + route.Path
		if !asked[name] {
			t.Errorf("the table has no row for %s", name)
		}
		// The services behind would refuse as well: the routes must not rely on it.
		if kind := strings.NewReplacer("open", "anybody", "link", "anybody").Replace(string(route.Access)); asked[name] && kind != kinds[name] {
			t.Errorf("%s is let in as %s, and the table says %s", name, route.Access, kinds[name])
		}
		delete(asked, route.Method+" "+route.Path)
	}
	for name := range asked {
		t.Errorf("there is no route %s", name)
	}
	t.Logf("%d cells", cells)
}

// ask asks and reads the answer, but of a stream that does not end only how it
// begins.
func (p *person) ask(method, path, body string) answer {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, method, p.url+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	request.Header.Set("Sec-Fetch-Site", "same-origin")
	if strings.HasSuffix(path, "/hear") {
		request.Header.Set("Content-Type", "audio/webm")
	}
	response, err := p.client.Do(request)
	if err != nil {
		p.t.Fatal(err)
	}
	defer response.Body.Close()
	content := make([]byte, 4<<10)
	n, _ := response.Body.Read(content)
	return answer{response.StatusCode, response.Header, string(content[:n])}
}

// TestAccessOfSockets opens the socket of somebody's attempt as everybody, and
// says everything to it that a client can say.
func TestAccessOfSockets(t *testing.T) {
	s := newScene(t)
	answers := answersOf(t)["socket"]
	turns := []string{
		`{"type":"say","id":"x1","to":"mara","channel":"email","text":"Half a day?"}`,
		`{"type":"wait","id":"x2","days":1}`,
		`{"type":"take","id":"x3"}`,
		`{"type":"end","id":"x4"}`,
	}
	before := s.log(t)
	for _, who := range standingsOf {
		if answers[who] == "ok" {
			continue
		}
		for _, message := range append([]string{`{"type":"hello","after":0}`}, turns...) {
			t.Run(who+" "+message[:15], func(t *testing.T) {
				p := s.as(t, who, false)
				client := dial(t, p.guest, s.running)
				client.sendRaw(1, message)
				if !strings.Contains(message, "hello") {
					// Without hello a turn is refused, and with it the socket is closed.
					_ = client.conn.WriteMessage(1, []byte(`{"type":"hello","after":0}`))
				}
				code, err := strconv.Atoi(answers[who])
				if err != nil {
					t.Fatal(err)
				}
				client.closes(web.CloseCode(code))
				for _, frame := range client.raw {
					if !strings.Contains(frame, `"type":"error"`) {
						t.Errorf("was told %s", frame)
					}
				}
			})
		}
	}
	if after := s.log(t); after != before {
		t.Errorf("the attempt has %d events, and had %d", after, before)
	}
	client := dial(t, s.self.guest, s.running).hello(0)
	client.expect("welcome", "replied")
	client.sendRaw(1, turns[0])
	client.until("replied")
	if after := s.log(t); after <= before {
		t.Error("the rep's own turn is not in the log")
	}
}

func (s *scene) log(t *testing.T) int {
	t.Helper()
	events, err := s.keeper.Events(context.Background(), s.running, 0)
	if err != nil {
		t.Fatal(err)
	}
	return len(events)
}

// row is a route with what to ask of it.
type row struct {
	route string
	kind  string // a row of answersTo
	path  string // "": the route's own
	body  string
	fresh bool // it changes who somebody is, so everybody asks once
}
