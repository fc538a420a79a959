package web_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// Abuses by requests: each test is one way in which something sent could do what
// its sender may not.

func TestAbuseSwappedTeams(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	board, task := k.board(), k.assignment("")
	room := k.tom.made(k.path("/rooms"), `{"outcome":"A visit","no":"Not now.","who":"Mara"}`)
	invitation, _, err := k.desk.Invite(t.Context(), k.olga.id, k.team, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	// Eve owns the other team, so everything is allowed to her there; what she names is not of it.
	other := "/api/teams/" + k.other
	for _, try := range []struct{ method, path, body string }{
		{"GET", other + "/boards/" + board, ""},
		{"POST", other + "/boards/" + board, `{"name":"Mine","scenarios":["plain"]}`},
		{"DELETE", other + "/boards/" + board, ""},
		{"GET", other + "/boards/" + board + "/board.csv", ""},
		{"POST", other + "/boards/" + board + "/wall", "{}"},
		{"POST", other + "/assignments/" + task, `{"attempts":9}`},
		{"POST", other + "/members/" + k.ann.id, `{"role":"trainer"}`},
		{"DELETE", other + "/members/" + k.ann.id, ""},
		{"GET", other + "/members/" + k.ann.id, ""},
		{"POST", other + "/members/" + k.ann.id + "/reset", "{}"},
		{"DELETE", other + "/invitations/" + invitation.ID, ""},
		{"POST", "/api/rooms/" + room, `{"state":"closed"}`},
		{"POST", "/api/attempts", `{"assignment":"` + task + `"}`},
		{"POST", "/api/attempts", `{"scenario":"plain","team":"` + k.team + `"}`},
	} {
		if got := k.eve.do(try.method, try.path, try.body, nil); got.status != 404 || got.code(t) != "not_found" || strings.Contains(got.body, "Ann") || strings.Contains(got.body, "North") {
			t.Errorf("%s %s: %d %s", try.method, try.path, got.status, got.body)
		}
	}
	if members, err := k.keeper.Members(t.Context(), k.team); err != nil || len(members) != 4 {
		t.Errorf("the team has changed: %v %v", members, err)
	}
}

// TestAbuseRolesTakenAway asks with a browser that was a trainer's a moment ago.
func TestAbuseRolesTakenAway(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	attempt := k.ann.made("/api/attempts", `{"scenario":"plain","team":"`+k.team+`"}`)
	if got := k.tom.get("/api/attempts/" + attempt); got.status != 200 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	if got := k.olga.post(k.path("/members/%s", k.tom.id), `{"role":"rep"}`); got.status != 204 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	k.tom.refused(k.tom.get("/api/attempts/"+attempt), 404, "not_found")
	k.tom.refused(k.tom.get(k.path("/glance")), 403, "forbidden")
	k.tom.refused(k.tom.do("DELETE", k.path("/members/%s", k.ben.id), "", nil), 403, "forbidden")
	if got := k.olga.do("DELETE", k.path("/members/%s", k.tom.id), "", nil); got.status != 204 {
		t.Fatalf("%d %s", got.status, got.body)
	}
	k.tom.refused(k.tom.get("/api/teams/"+k.team), 404, "not_found")
	k.tom.refused(k.tom.get(k.path("/live")), 404, "not_found")
}

func TestAbuseCrossSite(t *testing.T) {
	s := newScene(t)
	for _, row := range accessRows {
		method, path, _ := strings.Cut(row.route, " ")
		if row.path != "" {
			path = row.path
		}
		if method == "GET" {
			continue
		}
		p := s.as(t, "owner", false)
		for _, headers := range []map[string]string{{"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}} {
			got := p.do(method, s.fill(path, p, false), s.fill(row.body, p, false), headers)
			if got.status != 403 || got.code(t) != "cross_origin" {
				t.Errorf("%s with %v: %d %s", row.route, headers, got.status, got.body)
			}
		}
	}
	t.Run("a socket", func(t *testing.T) {
		dialer := websocket.Dialer{Jar: s.self.client.Jar, Subprotocols: []string{"askagain.v1"}}
		for _, origin := range []string{"https://evil.example", "null", "http://127.0.0.1:1"} {
			conn, response, err := dialer.Dial(address(s.self.guest, s.running), http.Header{"Origin": {origin}})
			if err == nil {
				_ = conn.Close()
				t.Fatalf("%s opened one", origin)
			}
			if response.StatusCode != 403 {
				t.Errorf("%s: %d", origin, response.StatusCode)
			}
		}
	})
	t.Run("no answer may be read or framed", func(t *testing.T) {
		for _, path := range []string{"/api/me", "/api/me/export", "/account"} {
			header := s.self.do("GET", path, "", map[string]string{"Origin": "https://evil.example"}).header
			if header.Get("Access-Control-Allow-Origin") != "" || header.Get("Cross-Origin-Resource-Policy") != "same-origin" || header.Get("X-Frame-Options") != "DENY" {
				t.Errorf("%s: %v", path, header)
			}
		}
	})
}

func TestAbuseMassAssignment(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	const more = `"owner":true,"Owner":true,"role":"owner","admin":true,"id":"person-chosen","person":"person-chosen","guest":"guest-chosen","passphrase_hash":"x","team":"x","person":{"owner":true}`
	type me struct {
		Person struct {
			ID    string
			Owner bool
		}
		Teams []struct{ Role string }
	}
	var answer me
	g := newGuest(t, k.url)
	g.ok(http.StatusCreated, g.post("/api/sign-up", fmt.Sprintf(`{"name":"Max","email":"max@example.com","passphrase":%q,%s}`, walk, more)), &answer)
	if answer.Person.Owner || answer.Person.ID == "person-chosen" || len(answer.Teams) != 0 {
		t.Errorf("signed up as %+v", answer)
	}
	g.ok(http.StatusOK, g.post("/api/me", `{"name":"Max","email":"max@example.com",`+more+`}`), &answer)
	if answer.Person.Owner {
		t.Error("an owner by saying so")
	}
	g.refused(g.post("/api/teams", `{"name":"Mine","time_zone":"UTC"}`), 403, "forbidden")
	k.ann.ok(http.StatusOK, k.ann.post(k.path("/me"), `{"name":"Ann","hidden":false,`+more+`}`), nil)
	member, err := k.keeper.Member(t.Context(), k.team, k.ann.id)
	if err != nil || member.Role != team.Rep || member.Person != k.ann.id {
		t.Errorf("%+v %v", member, err)
	}
	begun := k.ann.made("/api/attempts", `{"scenario":"plain","official":true,"rep":"`+k.ben.id+`","seed":1,"total":100,"ending":"outcome"}`)
	attempt, err := k.keeper.Attempt(t.Context(), begun)
	if err != nil || attempt.Official || attempt.Rep != k.ann.id || attempt.Ending != "" || attempt.Total != 0 || attempt.Team != "" {
		t.Errorf("%+v %v", attempt, err)
	}
	t.Run("claiming a guest that is named", func(t *testing.T) {
		stranger := newGuest(t, k.url)
		theirs := stranger.begin()
		kept, err := k.keeper.Attempt(t.Context(), theirs)
		if err != nil {
			t.Fatal(err)
		}
		var claimed struct{ Claimed int }
		k.ann.ok(http.StatusOK, k.ann.post("/api/me/claim", `{"guest":"`+kept.Rep+`"}`), &claimed)
		again, err := k.keeper.Attempt(t.Context(), theirs)
		if err != nil || claimed.Claimed != 0 || again.Rep != kept.Rep {
			t.Errorf("claimed %d, now %s's: %v", claimed.Claimed, again.Rep, err)
		}
	})
}

func TestAbuseNames(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	say := func(name string) string {
		quoted, err := json.Marshal(name)
		if err != nil {
			t.Fatal(err)
		}
		return `{"name":` + string(quoted) + `,"hidden":false}`
	}
	for kind, names := range map[string][]string{
		"invalid": {"", "   ", "An\u202en", "An\u200bn", "An\x00n", "\u2066Ann", "\u3164", "a" + strings.Repeat("\u0301", 20), "\ufeffAnn", "Ann\x1b[31m"},
		// Tom is a trainer: whoever looks like him could ask for anything.
		"conflict":  {"Tom", "tom", "TOM", "Τοm", "Tоm", "T0m", "ｔｏｍ", "Тom", " Tom "},
		"too_large": {strings.Repeat("x", 61), strings.Repeat("é", 10_000)},
	} {
		for _, name := range names {
			got := k.ben.post(k.path("/me"), say(name))
			if code := got.code(t); code != kind {
				t.Errorf("%q: %s, want %s", name, code, kind)
			}
		}
	}
	for _, name := range []string{"Ben", "José Ångström", "李小龙", "Zoë-Ann O’Neil 3"} {
		if got := k.ben.post(k.path("/me"), say(name)); got.status != 200 {
			t.Errorf("%q: %d %s", name, got.status, got.body)
		}
	}
	t.Run("of an account", func(t *testing.T) {
		for _, name := range []string{"An\u202en", "A\x07", strings.Repeat("x", 61)} {
			quoted, _ := json.Marshal(name)
			got := newGuest(t, k.url).post("/api/sign-up", fmt.Sprintf(`{"name":%s,"email":"q@example.com","passphrase":%q}`, quoted, walk))
			if got.status/100 != 4 || got.header.Get("Set-Cookie") != "" {
				t.Errorf("%q: %d", name, got.status)
			}
		}
	})
	t.Run("who joins under a name that is taken gets another", func(t *testing.T) {
		twin := k.join("Tοm2", "")
		if _, err := k.door.SetMe(t.Context(), twin.id, "Tοm", "twin@example.com"); err != nil {
			t.Fatal(err)
		}
		k.let(twin, k.team, team.Rep)
		member, err := k.keeper.Member(t.Context(), k.team, twin.id)
		if err != nil || member.Name == "Tοm" || member.Name == "Tom" {
			t.Errorf("joined as %q: %v", member.Name, err)
		}
	})
}

func TestAbuseEmails(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	signUp := func(email string) answer {
		quoted, err := json.Marshal(email)
		if err != nil {
			t.Fatal(err)
		}
		return newGuest(t, k.url).post("/api/sign-up", fmt.Sprintf(`{"name":"Someone","email":%s,"passphrase":%q}`, quoted, walk))
	}
	for code, emails := range map[string][]string{
		"conflict":  {"ann@example.com", "ANN@EXAMPLE.COM", " Ann@example.com "},
		"invalid":   {"", "ann", "ann@", "@example.com", "ann@example.com\r\nBcc: all@example.com", "Ann <x@example.com>", "a@b@example.com", "x@example.com, y@example.com", "x\u200b@example.com", "\u202ex@example.com", `"a b"@example.com`},
		"too_large": {strings.Repeat("x", 250) + "@example.com", strings.Repeat("x", 20_000) + "@example.com"},
	} {
		for _, email := range emails {
			if got := signUp(email); got.code(t) != code {
				t.Errorf("%.60q: %s, want %s", email, got.code(t), code)
			}
		}
	}
	t.Run("letters that fold to others make strangers of nobody", func(t *testing.T) {
		if got := signUp("kim@example.com"); got.status != 201 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		kelvin := "\u212aim@example.com" // lower-cased by Unicode's rules it is kim's
		if got := signUp(kelvin); got.status == 201 {
			got = newGuest(t, k.url).post("/api/sign-in", fmt.Sprintf(signInAs, kelvin, "not hers"))
			newGuest(t, k.url).refused(got, 401, "wrong_sign_in")
		}
		var me struct{ Person struct{ Email string } }
		g := newGuest(t, k.url)
		g.ok(http.StatusOK, g.post("/api/sign-in", fmt.Sprintf(signInAs, "kim@example.com", walk)), &me)
		if me.Person.Email != "kim@example.com" {
			t.Errorf("signed in as %q", me.Person.Email)
		}
	})
	t.Run("letters of other scripts", func(t *testing.T) {
		if got := signUp("søren@example.com"); got.status != 201 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		g := newGuest(t, k.url)
		g.ok(http.StatusOK, g.post("/api/sign-in", fmt.Sprintf(signInAs, "søren@EXAMPLE.com", walk)), nil)
	})
}

func TestAbuseBodies(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	paths := []string{"/api/sign-in", "/api/sign-up", "/api/reset", "/api/grants/look", "/api/invitations/look", "/api/me", "/api/join", k.path("/me"), "/api/attempts"}
	for name, test := range map[string]struct {
		body   string
		status int
	}{
		"too long":           {`{"email":"` + strings.Repeat("x", 40<<10) + `"}`, 413},
		"nested without end": {strings.Repeat(`{"a":`, 6000), 400},
		"no object":          {`[]`, 400},
		"a number for text":  {`{"name":1,"email":1,"passphrase":1,"token":1,"scenario":1}`, 400},
		"not UTF-8":          {"{\"name\":\"\xff\xfe\"}", 400},
		"cut off":            {`{"name":"Ann`, 400},
		"empty":              {``, 400},
	} {
		for _, path := range paths {
			if got := k.ann.post(path, test.body); got.status != test.status {
				t.Errorf("%s to %s: %d %s", name, path, got.status, got.body)
			}
		}
	}
}

// TestAbuseSlowBodies sends half of a body and then nothing. The server is set up
// as the program's own, with less time.
func TestAbuseSlowBodies(t *testing.T) {
	h := build(t, nil)
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := &http.Server{Handler: h.server, ReadHeaderTimeout: 200 * time.Millisecond, ReadTimeout: 200 * time.Millisecond}
	var serving sync.WaitGroup
	serving.Go(func() { _ = server.Serve(listener) })
	t.Cleanup(func() { _ = server.Close(); serving.Wait() })
	for name, start := range map[string]string{
		"half a body":    "POST /api/sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{\"email\":",
		"half a header":  "POST /api/sign-in HTTP/1.1\r\nHost: local",
		"nothing at all": "",
	} {
		conn, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(conn, start); err != nil {
			t.Fatal(err)
		}
		_ = conn.SetReadDeadline(time.Now().Add(patience))
		said, err := io.ReadAll(conn) // until the server has had enough
		if err != nil {
			t.Errorf("%s: the server still waits: %v", name, err)
		}
		if strings.Contains(string(said), " 200 ") {
			t.Errorf("%s: %s", name, said)
		}
		_ = conn.Close()
	}
}

func TestAbuseCookiesOverPlainHTTP(t *testing.T) {
	h := build(t, func(config *web.Config, _ *session.Config) {
		config.PublicURL, config.Guests, config.Limits = "https://ask.example.com", web.GuestsIn, unlimited
	})
	ask := func(method, path, body string, cookies ...*http.Cookie) *http.Response {
		recorder := httptest.NewRecorder()
		request := httptest.NewRequest(method, path, strings.NewReader(body)) // from the proxy, by plain http
		for _, cookie := range cookies {
			request.AddCookie(cookie)
		}
		h.server.ServeHTTP(recorder, request)
		return recorder.Result()
	}
	signedUp := ask("POST", "/api/sign-up", fmt.Sprintf(`{"name":"Ann","email":"ann@example.com","passphrase":%q}`, walk))
	cookies := signedUp.Cookies()
	if len(cookies) != 1 {
		t.Fatalf("cookies %v", cookies)
	}
	cookie := cookies[0]
	if cookie.Name != "__Host-askagain_session" || !cookie.Secure || !cookie.HttpOnly || cookie.SameSite != http.SameSiteLaxMode || cookie.Path != "/" || cookie.Domain != "" {
		t.Errorf("cookie %v", cookie)
	}
	if got := ask("GET", "/api/me/export", "", cookie); got.StatusCode != 200 {
		t.Errorf("it does not open: %d", got.StatusCode)
	}
	planted := &http.Cookie{Name: "askagain_session", Value: cookie.Value} // as a page of a subdomain could set it
	if got := ask("GET", "/api/me/export", "", planted); got.StatusCode != 401 {
		t.Errorf("without the prefix: %d", got.StatusCode)
	}
	if signedUp.Header.Get("Strict-Transport-Security") == "" || signedUp.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("headers %v", signedUp.Header)
	}
}

func TestAbuseSomebodysAttempt(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	alone := k.ann.begin() // practice of her own: no trainer reads it either
	for _, p := range []*person{k.ben, k.tom, k.olga, k.eve} {
		for _, try := range [][2]string{{"GET", ""}, {"GET", "/debrief"}, {"GET", "/comments"}, {"POST", "/rewind"}, {"POST", "/corrections"}, {"POST", "/comments"}} {
			p.refused(p.do(try[0], "/api/attempts/"+alone+try[1], `{"turn":1,"text":"Hm."}`, nil), 404, "not_found")
		}
		dial(t, p.guest, alone).hello(0).closes(web.CloseNotFound)
	}
	t.Run("after the rep has left the team", func(t *testing.T) {
		together := k.ben.made("/api/attempts", `{"scenario":"plain","team":"`+k.team+`"}`)
		if got := k.tom.get("/api/attempts/" + together); got.status != 200 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		if got := k.ben.post(k.path("/leave"), ""); got.status != 204 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		k.tom.refused(k.tom.get("/api/attempts/"+together), 404, "not_found")
		if got := k.ben.get("/api/attempts/" + together); got.status != 200 {
			t.Errorf("the rep's own: %d %s", got.status, got.body)
		}
	})
}

// TestAbuseTheLog goes through everything that has a secret in it, with the log
// at its most talkative, and looks for each secret in it.
func TestAbuseTheLog(t *testing.T) {
	var kept bytes.Buffer
	var mu sync.Mutex
	k := newClub(t, func(config *web.Config, rooms *session.Config) {
		config.Limits = unlimited
		log := slog.New(slog.NewTextHandler(lockedWriter{&mu, &kept}, &slog.HandlerOptions{Level: slog.LevelDebug}))
		config.Log, rooms.Log = log, log
	})
	const passphrase, secondPassphrase = "HORSES-and-a-river", "ANOTHER-passphrase-yet"
	secrets := []string{passphrase, secondPassphrase, "secret.person@example.com"}
	token := func(body string) string {
		t.Helper()
		_, token, found := strings.Cut(strings.TrimRight(body, "\"}\n"), "#")
		if !found {
			t.Fatalf("no link in %s", body)
		}
		secrets = append(secrets, token)
		return token
	}
	invitation := token(k.tom.post(k.path("/invitations"), `{"role":"rep","max_uses":5,"days":7}`).body)
	g := newGuest(t, k.url)
	g.post("/api/invitations/look", `{"token":"`+invitation+`"}`)
	attempt := g.begin()
	g.ok(http.StatusCreated, g.post("/api/sign-up", fmt.Sprintf(`{"name":"Secret Name","email":"secret.person@example.com","passphrase":%q,"token":%q,"claim":true}`, passphrase, invitation)), nil)
	g.post("/api/sign-in", fmt.Sprintf(signInAs, "secret.person@example.com", "WRONG-guess-at-it"))
	g.post("/api/me/passphrase", fmt.Sprintf(`{"old":%q,"new":%q}`, passphrase, secondPassphrase))
	var me struct{ Person struct{ ID string } }
	g.see("/api/me", &me)
	reset := token(k.tom.post(k.path("/members/%s/reset", me.Person.ID), `{}`).body)
	g.post("/api/grants/look", `{"token":"`+reset+`"}`)
	g.ok(http.StatusOK, g.post("/api/reset", fmt.Sprintf(`{"token":%q,"passphrase":%q}`, reset, passphrase)), nil)
	client := dial(t, g, attempt).hello(0).skipOpening()
	client.say("t1", "mara", "WHAT I SAID to her", "trade")
	client.until("replied")
	client.send(map[string]any{"type": "end", "id": "t2"})
	client.until("scored")
	g.post("/api/attempts/"+attempt+"/corrections", `{"turn":1,"changes":[{"label":"pushy","holds":true,"start":0,"end":4}],"reason":"WHY it reads so"}`)
	var shared struct{ Link string }
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/boards/%s/wall", k.board()), `{}`), &shared)
	wall := shared.Link[strings.LastIndexByte(shared.Link, '/')+1:]
	newGuest(t, k.url).get("/wall/" + wall)
	newGuest(t, k.url).get("/api/wall/" + wall)
	g.get("/api/me/export")
	g.get("/sign-in/openid?next=/HIDDEN-page")
	for _, cookie := range g.client.Jar.Cookies(mustURL(t, k.url)) {
		secrets = append(secrets, cookie.Value)
	}
	g.post("/api/me/delete", `{"email":"secret.person@example.com"}`)
	secrets = append(secrets, wall, "WRONG-guess", "WHAT I SAID", "WHY it reads", "Secret Name", "Not this quarter", "HIDDEN-page", attempt, k.tom.token)

	mu.Lock()
	defer mu.Unlock()
	log := kept.String()
	if strings.Count(log, "msg=request") < 15 {
		t.Fatalf("the log is off: %s", log)
	}
	for _, secret := range secrets {
		if secret == "" || strings.Contains(log, secret) {
			t.Errorf("%q is in the log", secret)
		}
	}
}

type lockedWriter struct {
	mu *sync.Mutex
	to io.Writer
}

func (l lockedWriter) Write(data []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to.Write(data)
}

// TestAbuseSigningUpByManyAtOnce lets two people take one email at the same time.
func TestAbuseSigningUpByManyAtOnce(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	var mu sync.Mutex
	var at sync.WaitGroup
	made := 0
	for range 6 {
		g := newGuest(t, k.url)
		at.Go(func() {
			got := g.post("/api/sign-up", fmt.Sprintf(`{"name":"Twin","email":"twin@example.com","passphrase":%q}`, walk))
			mu.Lock()
			defer mu.Unlock()
			if got.status == 201 {
				made++
			}
		})
	}
	if at.Wait(); made != 1 {
		t.Errorf("%d accounts have one email", made)
	}
	if _, err := k.keeper.PersonByEmail(context.Background(), "twin@example.com"); practice.CodeOf(err) != "" {
		t.Error(err)
	}
}
