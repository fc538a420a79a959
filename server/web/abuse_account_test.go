package web_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// Abuses of accounts: each test is one way in which somebody could try to be, or
// to stay, who they are not.

// stranger is a browser from an address of its own, as a trusted proxy tells it.
func (k *club) stranger(address string) func(method, path, body string) answer {
	g := newGuest(k.t, k.url)
	return func(method, path, body string) answer {
		return g.do(method, path, body, map[string]string{"X-Forwarded-For": address})
	}
}

func behindAProxy(config *web.Config, _ *session.Config) {
	config.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32"), netip.MustParsePrefix("::1/128")}
	config.Limits = web.Limits{PerSecond: 1e6, Burst: 1e6, TriesPerMinute: 6, TriesBurst: 20, LinksPerMinute: 6, LinksBurst: 20, TriesPerMinuteEmail: 6, TriesBurstEmail: 5}
}

const signInAs = `{"email":%q,"passphrase":%q}`

func TestAbuseBruteForce(t *testing.T) {
	k := newClub(t, behindAProxy)
	right := fmt.Sprintf(signInAs, "Ann@example.com", "a long walk by the river 3")

	t.Run("of one account from many addresses", func(t *testing.T) {
		statuses := map[int]int{}
		for i := range 50 {
			got := k.stranger(fmt.Sprintf("198.51.100.%d", i))("POST", "/api/sign-in", fmt.Sprintf(signInAs, "ANN@example.com ", fmt.Sprint("guess ", i)))
			statuses[got.status]++
		}
		if statuses[401] != 5 || statuses[429] != 45 {
			t.Errorf("answers: %v", statuses)
		}
		got := k.stranger("198.51.100.99")("POST", "/api/sign-in", right)
		if got.status != 429 || got.code(t) != "too_many" || got.header.Get("Set-Cookie") != "" || got.header.Get("Retry-After") == "" {
			t.Errorf("the right passphrase among guesses tells itself: %d %s", got.status, got.body)
		}
		k.clock.move(time.Minute)
		if got := k.stranger("198.51.100.99")("POST", "/api/sign-in", right); got.status != 200 {
			t.Errorf("a minute later: %d %s", got.status, got.body)
		}
	})
	t.Run("of many accounts from one address", func(t *testing.T) {
		ask, statuses := k.stranger("203.0.113.7"), map[int]int{}
		for i := range 50 {
			statuses[ask("POST", "/api/sign-in", fmt.Sprintf(signInAs, fmt.Sprintf("n%d@example.com", i), "guess")).status]++
		}
		if statuses[401] != 20 || statuses[429] != 30 {
			t.Errorf("answers: %v", statuses)
		}
		if got := k.stranger("203.0.113.8")("POST", "/api/sign-in", fmt.Sprintf(signInAs, "Ben@example.com", "a long walk by the river 3")); got.status != 200 {
			t.Errorf("somebody else meanwhile: %d %s", got.status, got.body)
		}
	})
	t.Run("of links and of sign-ups", func(t *testing.T) {
		for i, path := range []string{"/api/invitations/look", "/api/grants/look", "/api/reset", "/api/sign-up", "/api/sign-in/openid"} {
			ask, last := k.stranger(fmt.Sprintf("203.0.113.%d", 20+i)), answer{}
			for range 21 {
				last = ask("POST", path, `{"token":"`+strings.Repeat("A", 43)+`"}`)
			}
			if last.status != 429 {
				t.Errorf("%s: the 21st is answered %d", path, last.status)
			}
		}
	})
	t.Run("of the passphrase within a stolen session", func(t *testing.T) {
		for range 5 {
			k.ben.refused(k.ben.post("/api/me/passphrase", `{"old":"guess","new":"a longer walk by the sea"}`), 401, "wrong_sign_in")
		}
		k.ben.refused(k.ben.post("/api/me/passphrase", `{"old":"guess","new":"a longer walk by the sea"}`), 429, "too_many")
	})
}

func TestAbuseForgedAddresses(t *testing.T) {
	k := newClub(t, func(config *web.Config, rooms *session.Config) {
		behindAProxy(config, rooms)
		config.TrustedProxies = nil
	})
	last := answer{}
	for i := range 21 { // each says to come from somewhere else, and is not believed
		last = k.stranger(fmt.Sprintf("198.51.100.%d", i))("POST", "/api/sign-in", fmt.Sprintf(signInAs, fmt.Sprintf("n%d@example.com", i), "guess"))
	}
	if last.status != 429 {
		t.Errorf("the 21st is answered %d", last.status)
	}
}

// TestAbuseEmailEnumeration compares what is answered, and how much memory was
// taken for it: a hash takes more than everything else together, so that counting
// memory counts hashes.
func TestAbuseEmailEnumeration(t *testing.T) {
	const hashKiB = 8 << 10
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	door, err := team.NewDoor(team.DoorConfig{Accounts: k.keeper, Custody: k.keeper, Desk: k.desk, Now: k.clock.Now, Cost: team.Cost{Memory: hashKiB, Iterations: 1, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := door.SignUp(t.Context(), team.NewAccount{Name: "Known", Email: "known@example.com", Passphrase: walk}); err != nil {
		t.Fatal(err)
	}
	dear := build(t, func(config *web.Config, _ *session.Config) {
		config.Teams, config.Door, config.Desk, config.Now, config.Limits = k.keeper, door, k.desk, k.clock.Now, unlimited
	})
	ask := func(email, passphrase string) (answer, uint64) {
		recorder := httptest.NewRecorder()
		request := httptest.NewRequest("POST", "/api/sign-in", strings.NewReader(fmt.Sprintf(signInAs, email, passphrase)))
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		dear.server.ServeHTTP(recorder, request)
		runtime.ReadMemStats(&after)
		return answer{recorder.Code, recorder.Header(), recorder.Body.String()}, (after.TotalAlloc - before.TotalAlloc) >> 10 / hashKiB
	}
	wrong, hashes := ask("known@example.com", "not this one")
	if wrong.status != 401 || hashes != 1 {
		t.Fatalf("a wrong passphrase: %d with %d hashes", wrong.status, hashes)
	}
	for _, email := range []string{"unknown@example.com", "", "no email", strings.Repeat("x", 1000) + "@example.com", "KNOWN@example.com.", "knöwn@example.com"} {
		got, hashes := ask(email, "not this one")
		if got.status != wrong.status || got.body != wrong.body || hashes != 1 || len(got.header) != len(wrong.header) {
			t.Errorf("%q is answered otherwise: %d %s, %d hashes", email, got.status, got.body, hashes)
		}
	}
}

func TestAbuseInvitations(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	invite := func(body string) (id, token string) {
		t.Helper()
		var made struct{ ID, Link string }
		k.tom.ok(http.StatusCreated, k.tom.post(k.path("/invitations"), body), &made)
		address, token, found := strings.Cut(made.Link, "#")
		if !found || address != k.url+"/join" || len(token) != 43 {
			t.Fatalf("link %q", made.Link)
		}
		return made.ID, token
	}
	join := func(p *person, token string) answer { return p.post("/api/join", `{"token":"`+token+`"}`) }

	t.Run("used more often than it is for", func(t *testing.T) {
		_, token := invite(`{"role":"rep","max_uses":1,"days":7}`)
		first, second := k.join("First", ""), k.join("Second", "")
		if got := join(first, token); got.status != 200 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		second.refused(join(second, token), 404, "not_found")
		second.refused(second.get("/api/teams/"+k.team), 404, "not_found")
		second.refused(second.post("/api/invitations/look", `{"token":"`+token+`"}`), 404, "not_found")
	})
	t.Run("used by many at once", func(t *testing.T) {
		_, token := invite(`{"role":"rep","max_uses":2,"days":7}`)
		crowd := []*person{}
		for i := range 8 {
			crowd = append(crowd, k.join(fmt.Sprintf("Crowd%d", i), ""))
		}
		var mu sync.Mutex
		var at sync.WaitGroup
		in := 0
		for _, p := range crowd {
			at.Go(func() {
				got := join(p, token)
				mu.Lock()
				defer mu.Unlock()
				if got.status == 200 {
					in++
				}
			})
		}
		if at.Wait(); in != 2 {
			t.Errorf("%d came in by two places", in)
		}
	})
	t.Run("revoked", func(t *testing.T) {
		id, token := invite(`{"role":"rep","max_uses":5,"days":7}`)
		if got := k.tom.do("DELETE", k.path("/invitations/%s", id), "", nil); got.status != 204 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		k.eve.refused(join(k.eve, token), 404, "not_found")
	})
	t.Run("too old", func(t *testing.T) {
		_, token := invite(`{"role":"rep","max_uses":5,"days":7}`)
		k.clock.move(7*24*time.Hour + time.Second)
		k.eve.refused(join(k.eve, token), 404, "not_found")
		got := newGuest(t, k.url).post("/api/sign-up", fmt.Sprintf(`{"name":"Late","email":"late@example.com","passphrase":%q,"token":%q}`, walk, token))
		if got.status != 404 || got.header.Get("Set-Cookie") != "" {
			t.Errorf("signing up by it: %d %s", got.status, got.body)
		}
	})
	t.Run("a higher role than the inviter may give", func(t *testing.T) {
		for _, role := range []string{"owner", "trainer"} {
			k.tom.refused(k.tom.post(k.path("/invitations"), `{"role":"`+role+`","max_uses":1,"days":7}`), 403, "forbidden")
		}
	})
	t.Run("a higher role than the invitation gives", func(t *testing.T) {
		_, token := invite(`{"role":"rep","max_uses":1,"days":7}`)
		climber := k.join("Climber", "")
		if got := climber.post("/api/join", `{"token":"`+token+`","role":"owner","team":"`+k.other+`"}`); got.status != 200 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		climber.refused(climber.get(k.path("/invitations")), 403, "forbidden")
		climber.refused(climber.get("/api/teams/"+k.other), 404, "not_found")
	})
	t.Run("of the invited only, without one", func(t *testing.T) {
		strict, err := team.NewDoor(team.DoorConfig{Accounts: k.keeper, Custody: k.keeper, Desk: k.desk, SignUp: team.SignUpInvited, Cost: cheap})
		if err != nil {
			t.Fatal(err)
		}
		_, listening := serve(t, func(config *web.Config, _ *session.Config) {
			config.Teams, config.Door, config.Desk, config.Guests = k.keeper, strict, k.desk, web.GuestsOut
		})
		g := newGuest(t, listening.URL)
		g.refused(g.post("/api/sign-up", fmt.Sprintf(`{"name":"Uninvited","email":"uninvited@example.com","passphrase":%q}`, walk)), 403, "forbidden")
		g.refused(g.post("/api/sign-up", fmt.Sprintf(`{"name":"Uninvited","email":"uninvited@example.com","passphrase":%q,"token":%q}`, walk, strings.Repeat("A", 43))), 404, "not_found")
	})
}

func TestAbuseOneTimeLinks(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	resetLink := func() string {
		t.Helper()
		var made struct{ Link string }
		k.tom.ok(http.StatusCreated, k.tom.post(k.path("/members/%s/reset", k.ann.id), `{}`), &made)
		address, token, _ := strings.Cut(made.Link, "#")
		if address != k.url+"/reset" {
			t.Fatalf("link %q", made.Link)
		}
		return token
	}
	reset := func(token string) answer {
		return newGuest(t, k.url).post("/api/reset", fmt.Sprintf(`{"token":%q,"passphrase":"a longer walk by the sea"}`, token))
	}

	t.Run("a reset link used twice", func(t *testing.T) {
		token := resetLink()
		if got := reset(token); got.status != 200 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		got := reset(token)
		k.ann.refused(got, 404, "not_found")
		if got.header.Get("Set-Cookie") != "" {
			t.Error("the second use signs in")
		}
		k.ann.refused(k.ann.get("/api/me/export"), 401, "sign_in") // whoever had the old passphrase is out
	})
	t.Run("a reset link that was replaced", func(t *testing.T) {
		old := resetLink()
		resetLink()
		k.ann.refused(reset(old), 404, "not_found")
	})
	t.Run("a reset link too old", func(t *testing.T) {
		token := resetLink()
		k.clock.move(24*time.Hour + time.Second)
		k.ann.refused(reset(token), 404, "not_found")
	})
	t.Run("a reset of somebody higher, or of another team too", func(t *testing.T) {
		k.tom.refused(k.tom.post(k.path("/members/%s/reset", k.olga.id), `{}`), 403, "forbidden")
		k.let(k.ben, k.other, team.Rep)
		k.tom.refused(k.tom.post(k.path("/members/%s/reset", k.ben.id), `{}`), 403, "forbidden")
	})
	t.Run("an owner's link that was stolen and used twice", func(t *testing.T) {
		token := strings.Repeat("B", 42) + "A"
		if err := k.keeper.CreateGrant(t.Context(), team.Grant{Token: team.HashToken(token), Kind: team.GrantOwner, CreatedAt: k.clock.Now(), ExpiresAt: k.clock.Now().Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		var mu sync.Mutex
		var at sync.WaitGroup
		owners := 0
		for i := range 6 {
			thief := k.join(fmt.Sprintf("Thief%d", i), "")
			at.Go(func() {
				got := thief.post("/api/owner", `{"token":"`+token+`"}`)
				mu.Lock()
				defer mu.Unlock()
				if got.status == 200 {
					owners++
				}
			})
		}
		if at.Wait(); owners != 1 {
			t.Errorf("%d became owner by one link", owners)
		}
	})
	t.Run("a reset link for an owner's", func(t *testing.T) {
		token := resetLink()
		k.eve.refused(k.eve.post("/api/owner", `{"token":"`+token+`"}`), 404, "not_found")
	})
}

func TestAbuseSessions(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	signIn := func(g *guest, name string) {
		t.Helper()
		g.ok(http.StatusOK, g.post("/api/sign-in", fmt.Sprintf(signInAs, name+"@example.com", fmt.Sprint("a long walk by the river ", len(name)))), nil)
	}
	cookie := func(g *guest) string {
		for _, cookie := range g.client.Jar.Cookies(mustURL(t, k.url)) {
			if cookie.Name == "askagain_session" {
				return cookie.Value
			}
		}
		return ""
	}

	t.Run("fixation: a session planted before signing in", func(t *testing.T) {
		attacker := k.join("Attacker", "")
		victim := newGuest(t, k.url)
		victim.client.Jar.SetCookies(mustURL(t, k.url), []*http.Cookie{{Name: "askagain_session", Value: attacker.token, Path: "/"}})
		signIn(victim, "Ben")
		if now := cookie(victim); now == "" || now == attacker.token {
			t.Errorf("the planted token is still in use")
		}
		attacker.refused(attacker.get("/api/me/export"), 401, "sign_in")
		var me struct{ Person struct{ Name string } }
		victim.see("/api/me", &me)
		if me.Person.Name != "Ben" {
			t.Errorf("signed in as %q", me.Person.Name)
		}
	})
	t.Run("fixation: a made-up token", func(t *testing.T) {
		victim := newGuest(t, k.url)
		planted := strings.Repeat("x", 43)
		victim.client.Jar.SetCookies(mustURL(t, k.url), []*http.Cookie{{Name: "askagain_session", Value: planted, Path: "/"}})
		signIn(victim, "Ben")
		if cookie(victim) == planted {
			t.Error("the made-up token became a session")
		}
	})
	t.Run("every sign-in has a token of its own", func(t *testing.T) {
		one, two := newGuest(t, k.url), newGuest(t, k.url)
		signIn(one, "Ben")
		first := cookie(one)
		signIn(one, "Ben")
		signIn(two, "Ben")
		if first == cookie(one) || cookie(one) == cookie(two) || len(first) != 43 {
			t.Error("a token came twice")
		}
	})
	t.Run("tampered tokens", func(t *testing.T) {
		for _, token := range []string{k.tom.token[1:], k.tom.token + "A", strings.ToLower(k.tom.token), k.tom.token[:42], "", strings.Repeat("x", 4000), "../" + k.tom.token, k.tom.id} {
			got := newGuest(t, k.url).do("GET", "/api/me/export", "", map[string]string{"Cookie": "askagain_session=" + token})
			if got.status != 401 {
				t.Errorf("%q: %d", token, got.status)
			}
		}
	})
	t.Run("a planted cookie beside the genuine one locks nobody out", func(t *testing.T) {
		got := newGuest(t, k.url).do("GET", "/api/me/export", "", map[string]string{"Cookie": "askagain_session=planted; askagain_session=" + k.tom.token})
		if got.status != 200 {
			t.Errorf("%d %s", got.status, got.body)
		}
	})
	t.Run("a session that has ended by itself", func(t *testing.T) {
		idle := k.join("Idle", "")
		k.clock.move(team.SessionIdle + time.Hour)
		if got := idle.get("/attempt/x"); got.status != 303 || got.header.Get("Location") != "/sign-in?next=%2Fattempt%2Fx" {
			t.Errorf("%d %v", got.status, got.header)
		}
		if got := idle.get("/"); got.status != 200 || !strings.Contains(got.header.Get("Set-Cookie"), "askagain_guest=") {
			t.Errorf("then a guest: %d %v", got.status, got.header)
		}
		idle.refused(idle.get("/api/me/export"), 401, "sign_in")
	})
}

// TestAbuseSessionsThatShouldHaveEnded signs out, changes and deletes, and asks
// with every other browser, over HTTP and over sockets that were open.
func TestAbuseSessionsThatShouldHaveEnded(t *testing.T) {
	for name, test := range map[string]struct {
		end      func(k *club, p, other *person) answer
		ownStays bool
	}{
		"sign out everywhere": {func(_ *club, p, _ *person) answer { return p.post("/api/sign-out-everywhere", `{}`) }, false},
		"a new passphrase": {func(_ *club, p, _ *person) answer {
			return p.post("/api/me/passphrase", `{"old":"a long walk by the river 3","new":"a longer walk by the sea"}`)
		}, true},
		"a reset": {func(k *club, p, _ *person) answer {
			token, err := k.door.ResetLinkFor(context.Background(), "ann@example.com")
			if err != nil {
				k.t.Fatal(err)
			}
			return newGuest(k.t, k.url).post("/api/reset", `{"token":"`+token+`","passphrase":"a longer walk by the sea"}`)
		}, false},
		"deletion": {func(_ *club, p, _ *person) answer { return p.post("/api/me/delete", `{"email":"ann@example.com"}`) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
			in, err := k.door.SignIn(t.Context(), "ann@example.com", "a long walk by the river 3", "")
			if err != nil {
				t.Fatal(err)
			}
			second := &person{newGuest(t, k.url), k.ann.id, in.Token}
			second.client.Jar.SetCookies(mustURL(t, k.url), []*http.Cookie{{Name: "askagain_session", Value: in.Token, Path: "/"}})
			attempt := k.ann.begin()
			mine, others := dial(t, k.ann.guest, attempt).hello(0).skipOpening(), dial(t, second.guest, attempt).hello(0).skipOpening()

			if got := test.end(k, k.ann, second); got.status/100 != 2 {
				t.Fatalf("%d %s", got.status, got.body)
			}
			others.closes(web.CloseSignedOut)
			second.refused(second.get("/api/me/export"), 401, "sign_in")
			dial(t, second.guest, attempt).closes(web.CloseSignedOut)
			second.refused(second.get("/api/attempts/"+attempt), 401, "sign_in")
			if got := second.get("/api/attempts/" + attempt); got.status != 404 { // by now a guest, whom it is none of
				t.Errorf("%d %s", got.status, got.body)
			}
			if test.ownStays {
				mine.say("t1", "mara", "Half a day?", "trade")
				mine.until("replied")
				return
			}
			mine.closes(web.CloseSignedOut)
			k.ann.refused(k.ann.get("/api/me/export"), 401, "sign_in")
		})
	}
	t.Run("by another process", func(t *testing.T) {
		k := newClub(t, nil)
		attempt := k.ann.begin()
		client := dial(t, k.ann.guest, attempt).hello(0).skipOpening()
		if err := k.keeper.EndSessions(t.Context(), k.ann.id, nil); err != nil {
			t.Fatal(err)
		}
		client.say("t1", "mara", "Half a day?", "trade")
		client.closes(web.CloseSignedOut)
		events, err := k.keeper.Events(t.Context(), attempt, 0)
		if err != nil || slices.ContainsFunc(events, func(e practice.Event) bool { return e.Kind == practice.EventSaid }) {
			t.Errorf("the turn was taken: %v %v", events, err)
		}
	})
	t.Run("signing out ends this browser's own", func(t *testing.T) {
		k := newClub(t, nil)
		client := dial(t, k.ann.guest, k.ann.begin()).hello(0).skipOpening()
		before := k.ann.token
		if got := k.ann.post("/api/sign-out", ""); got.status != 204 || !strings.Contains(got.header.Get("Set-Cookie"), "askagain_session=; Path=/; Max-Age=0") {
			t.Errorf("%d %q", got.status, got.header.Get("Set-Cookie"))
		}
		client.closes(web.CloseSignedOut)
		got := newGuest(t, k.url).do("GET", "/api/me/export", "", map[string]string{"Cookie": "askagain_session=" + before})
		if got.status != 401 {
			t.Errorf("the old token still opens: %d", got.status)
		}
	})
}
