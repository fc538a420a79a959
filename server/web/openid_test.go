package web_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openid"
	"github.com/askagain/askagain/server/openid/openidtest"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// withProvider opens a club's house anew at an address that a real provider
// process knows, with or without the need for an invitation.
func withProvider(t *testing.T, rule team.SignUpRule) (*club, string) {
	t.Helper()
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	var handler http.Handler
	listening := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(listening.Close)
	issuer := openidtest.Start(t, listening.URL+"/sign-in/openid/back")
	provider, err := openid.New(openid.Config{Issuer: issuer, ClientID: openidtest.ClientID, ClientSecret: openidtest.ClientSecret, Key: []byte(strings.Repeat("k", 32))})
	if err != nil {
		t.Fatal(err)
	}
	door, err := team.NewDoor(team.DoorConfig{Accounts: k.keeper, Custody: k.keeper, Desk: k.desk, SignUp: rule, Now: k.clock.Now, Cost: cheap})
	if err != nil {
		t.Fatal(err)
	}
	h := build(t, func(config *web.Config, rooms *session.Config) {
		config.Store, config.Teams, config.Door, config.Desk, config.Now, config.Limits = k.keeper, k.keeper, door, k.desk, k.clock.Now, unlimited
		config.Provider, config.ProviderName = provider, "Northbeam"
		rooms.Store = k.keeper
	})
	t.Cleanup(func() { h.close(t) })
	handler = h.server
	return k, listening.URL
}

// signInElsewhere goes to the provider and back, and returns where it ends.
func (g *guest) signInElsewhere(next, name string) answer {
	g.t.Helper()
	there := g.get("/sign-in/openid?next=" + url.QueryEscape(next))
	if there.status != http.StatusSeeOther {
		g.t.Fatalf("%d %s", there.status, there.body)
	}
	return g.comesBack(openidtest.SignIn(g.t, g.client, there.header.Get("Location"), name))
}

func (g *guest) comesBack(address string) answer {
	g.t.Helper()
	return g.get(strings.TrimPrefix(address, g.url))
}

type whoAmI struct {
	Person *struct{ ID, Name, Email string }
	Teams  []struct{ Name, Role string }
	OIDC   string
}

func TestSigningInElsewhere(t *testing.T) {
	k, at := withProvider(t, team.SignUpOpen)
	g := newGuest(t, at)
	back := g.signInElsewhere("/scenario/plain?x=1", "ada")
	if back.status != http.StatusSeeOther || back.header.Get("Location") != "/scenario/plain?x=1" || back.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%d %v %s", back.status, back.header, back.body)
	}
	strict(t, back.header)
	var me whoAmI
	g.see("/api/me", &me)
	if me.Person == nil || me.Person.Name != "Ada Brandt" || me.Person.Email != "ada@example.com" || me.OIDC != "Northbeam" {
		t.Fatalf("%+v", me)
	}
	t.Run("again, in another browser, is the same person", func(t *testing.T) {
		again := newGuest(t, at)
		again.signInElsewhere("/", "ada")
		var now whoAmI
		again.see("/api/me", &now)
		if now.Person == nil || now.Person.ID != me.Person.ID {
			t.Errorf("%+v", now)
		}
	})
	t.Run("ends the session that was there, and has a token of its own", func(t *testing.T) {
		planted := k.join("Planter", "")
		victim := newGuest(t, at)
		victim.client.Jar.SetCookies(mustURL(t, at), []*http.Cookie{{Name: "askagain_session", Value: planted.token, Path: "/"}})
		victim.signInElsewhere("/", "ada")
		planted.refused(planted.get("/api/me/export"), 401, "sign_in")
		var now whoAmI
		victim.see("/api/me", &now)
		if now.Person == nil || now.Person.ID != me.Person.ID {
			t.Errorf("%+v", now)
		}
	})
	t.Run("abuse: the way back opened twice", func(t *testing.T) {
		g := newGuest(t, at)
		there := g.get("/sign-in/openid").header.Get("Location")
		address := openidtest.SignIn(t, g.client, there, "ada")
		cookies := g.client.Jar.Cookies(mustURL(t, at))
		if got := g.comesBack(address); got.header.Get("Location") != "/" {
			t.Fatalf("%v", got.header)
		}
		thief := newGuest(t, at) // with everything that the browser had
		thief.client.Jar.SetCookies(mustURL(t, at), cookies)
		got := thief.comesBack(address)
		if !strings.HasPrefix(got.header.Get("Location"), "/sign-in?") || !strings.Contains(got.header.Get("Location"), "problem=invalid") {
			t.Errorf("%d %v", got.status, got.header)
		}
		thief.refused(thief.get("/api/me/export"), 401, "sign_in")
	})
	t.Run("abuse: an account with the same email, made by somebody else before", func(t *testing.T) {
		g := newGuest(t, at)
		squatter := newGuest(t, at)
		squatter.ok(http.StatusCreated, squatter.post("/api/sign-up", fmt.Sprintf(`{"name":"Not Sam","email":"sam@example.com","passphrase":%q}`, walk)), nil)
		got := g.signInElsewhere("/teams", "sam")
		if got.header.Get("Location") != "/sign-in?next=%2Fteams&problem=conflict" {
			t.Errorf("%d %v", got.status, got.header)
		}
		g.refused(g.get("/api/me/export"), 401, "sign_in")
	})
	t.Run("without an email there is no account", func(t *testing.T) {
		if got := newGuest(t, at).signInElsewhere("/", "lin"); !strings.Contains(got.header.Get("Location"), "problem=invalid") {
			t.Errorf("%d %v", got.status, got.header)
		}
	})
	t.Run("connecting it to an account", func(t *testing.T) {
		owner := newGuest(t, at)
		owner.ok(http.StatusOK, owner.post("/api/sign-in", fmt.Sprintf(signInAs, "sam@example.com", walk)), nil)
		var to struct{ To string }
		owner.ok(http.StatusOK, owner.post("/api/me/openid", `{}`), &to)
		address := openidtest.SignIn(t, owner.client, to.To, "sam")
		stranger := newGuest(t, at) // holds the cookie, and is somebody else by now
		stranger.client.Jar.SetCookies(mustURL(t, at), owner.client.Jar.Cookies(mustURL(t, at)))
		stranger.post("/api/sign-in", fmt.Sprintf(signInAs, "Ann@example.com", "a long walk by the river 3"))
		if got := stranger.comesBack(address); !strings.Contains(got.header.Get("Location"), "problem=sign_in") {
			t.Errorf("connected to another account: %v", got.header)
		}
		owner.ok(http.StatusOK, owner.post("/api/sign-in", fmt.Sprintf(signInAs, "sam@example.com", walk)), nil)
		owner.ok(http.StatusOK, owner.post("/api/me/openid", `{}`), &to)
		if got := owner.comesBack(openidtest.SignIn(t, owner.client, to.To, "sam")); got.header.Get("Location") != "/account" {
			t.Fatalf("%d %v", got.status, got.header)
		}
		by := newGuest(t, at)
		by.signInElsewhere("/", "sam")
		var now whoAmI
		by.see("/api/me", &now)
		if now.Person == nil || now.Person.Name != "Not Sam" {
			t.Errorf("%+v", now)
		}
	})
}

func TestSigningInElsewhereByInvitation(t *testing.T) {
	k, at := withProvider(t, team.SignUpInvited)
	if got := newGuest(t, at).signInElsewhere("/", "ada"); got.header.Get("Location") != "/sign-in?next=%2F&problem=forbidden" {
		t.Errorf("without one: %d %v", got.status, got.header)
	}
	_, token, err := k.desk.Invite(t.Context(), k.olga.id, k.team, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
	if err != nil {
		t.Fatal(err)
	}
	g := newGuest(t, at)
	attempt := g.begin()
	var to struct{ To string }
	g.ok(http.StatusOK, g.post("/api/sign-in/openid", fmt.Sprintf(`{"next":"/teams","token":%q,"claim":true}`, token)), &to)
	if strings.Contains(to.To, token) {
		t.Error("the provider is told the token")
	}
	if got := g.comesBack(openidtest.SignIn(t, g.client, to.To, "ada")); got.header.Get("Location") != "/teams" {
		t.Fatalf("%d %v", got.status, got.header)
	}
	var me whoAmI
	g.see("/api/me", &me)
	if len(me.Teams) != 1 || me.Teams[0].Name != "North" || me.Teams[0].Role != "rep" {
		t.Errorf("%+v", me)
	}
	kept, err := k.keeper.Attempt(t.Context(), attempt)
	if err != nil || kept.Rep != me.Person.ID {
		t.Errorf("the guest's attempt is %q's: %v", kept.Rep, err)
	}
}

func TestAProviderThatIsDownKeepsNobodyElseOut(t *testing.T) {
	provider, err := openid.New(openid.Config{Issuer: "http://127.0.0.1:1", ClientID: "a", Key: []byte(strings.Repeat("k", 32))})
	if err != nil {
		t.Fatal(err)
	}
	_, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Provider = provider })
	g := newGuest(t, listening.URL)
	if got := g.get("/sign-in/openid?next=/teams"); got.header.Get("Location") != "/sign-in?next=%2Fteams&problem=unavailable" {
		t.Errorf("%d %v", got.status, got.header)
	}
	g.refused(g.post("/api/sign-in/openid", `{}`), 503, "unavailable")
	if got := g.post("/api/sign-up", fmt.Sprintf(`{"name":"Ann","email":"ann@example.com","passphrase":%q}`, walk)); got.status != 201 {
		t.Errorf("by passphrase: %d %s", got.status, got.body)
	}
	t.Run("no provider at all", func(t *testing.T) {
		_, listening := serve(t, nil)
		g := newGuest(t, listening.URL)
		g.refused(g.get("/sign-in/openid"), 404, "not_found")
		g.refused(g.get("/sign-in/openid/back?code=x&state=y"), 404, "not_found")
	})
}

// openRedirects are addresses of elsewhere that look like ours to a careless eye.
var openRedirects = []string{
	"//evil.example", "///evil.example", `/\evil.example`, `\\evil.example`, `/\/evil.example`, "https://evil.example", "https:evil.example", "javascript:alert(1)",
	"/%2f/evil.example", "/%2F%2Fevil.example", "/%5cevil.example", "/\t/evil.example", "/\n/evil.example", " //evil.example", "/ /evil.example", "evil.example", "data:text/html,x", "?next=//evil.example",
	"/\u2028/evil.example", "/x\r\nSet-Cookie: a=b", "http://127.0.0.1@evil.example", "/" + strings.Repeat("x", 3000), "\x00//evil.example", "//evil.example/%2e%2e",
}

func TestAbuseOpenRedirects(t *testing.T) {
	_, at := withProvider(t, team.SignUpOpen)
	for _, next := range openRedirects {
		if got := web.OwnPath(next); got != "/" {
			t.Errorf("%q leads to %q", next, got)
		}
	}
	for _, next := range []string{"/", "/teams", "/scenario/get-to-the-cfo?from=mail&x=%20", "/board/team-X/board-Y", "/attempt/ABC/debrief"} {
		if got := web.OwnPath(next); got != next {
			t.Errorf("%q leads to %q", next, got)
		}
	}
	for _, next := range []string{"//evil.example", `/\evil.example`, "/%5cevil.example"} {
		if got := newGuest(t, at).signInElsewhere(next, "ada"); got.header.Get("Location") != "/" {
			t.Errorf("%q leads to %v after signing in", next, got.header["Location"])
		}
	}
	t.Run("of the way to the sign-in page", func(t *testing.T) {
		_, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Guests = web.GuestsOut })
		for _, path := range []string{"/scenario/x?next=//evil.example", "/teams?a=b#c", "/scenario/%2f%2fevil.example", "//evil.example/", `/scenario/\evil`} {
			got := newGuest(t, listening.URL).get(path)
			location := got.header.Get("Location")
			if location != "" && !strings.HasPrefix(location, "/sign-in?next=%2F") && location != "/evil.example/" {
				t.Errorf("%s leads to %q", path, location)
			}
		}
	})
}

func FuzzOwnPath(f *testing.F) {
	for _, next := range openRedirects {
		f.Add(next)
	}
	base, err := url.Parse("https://ask.example.com/sign-in")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, next string) {
		got := web.OwnPath(next)
		// As browsers read it: backslashes are slashes, tabs and line breaks are left out.
		read := strings.NewReplacer(`\`, "/", "\t", "", "\n", "", "\r", "").Replace(got)
		parsed, err := base.Parse(read)
		if err != nil || parsed.Host != base.Host || parsed.Scheme != base.Scheme || strings.HasPrefix(read, "//") {
			t.Errorf("%q leads to %q", next, got)
		}
	})
}
