package web_test

import (
	"context"
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// TestRoutes asks every route for everything that it can answer, and looks for
// the strict headers on each answer.
func TestRoutes(t *testing.T) {
	_, listening := serve(t, nil)
	own, other := newGuest(t, listening.URL), newGuest(t, listening.URL)
	attempt, foreign := own.begin(), other.begin()
	const longBody = 33 << 10

	asked := map[string]bool{}
	for _, test := range []struct {
		name   string
		route  string // of web.Server.Routes that answers; "" for none
		method string
		path   string
		body   string
		status int
		code   string // of a JSON error
		holds  string
	}{
		{"health", "GET /healthz", "GET", "/healthz", "", 200, "", `{"status":"ok"}`},
		{"health, head only", "GET /healthz", "HEAD", "/healthz", "", 200, "", ""},
		{"health by post", "", "POST", "/healthz", "", 405, "method", ""},
		{"a module", "GET /static/{path...}", "GET", "/static/talk.js", "", 200, "", "talk = 1"},
		{"a file that is not served", "GET /static/{path...}", "GET", "/static/notes.md", "", 404, "", "notfound"},
		{"no file", "GET /static/{path...}", "GET", "/static/", "", 404, "", "notfound"},
		{"a path out of the folder", "GET /static/{path...}", "GET", "/static/..%2f..%2fgo.mod", "", 404, "", "notfound"},
		{"shelf page", "GET /{$}", "GET", "/", "", 200, "", "shelf"},
		{"briefing page", "GET /scenario/{name}", "GET", "/scenario/plain", "", 200, "", "briefing"},
		{"talk page", "GET /attempt/{id}", "GET", "/attempt/" + attempt, "", 200, "", "talk"},
		{"debrief page", "GET /attempt/{id}/debrief", "GET", "/attempt/" + attempt + "/debrief", "", 200, "", "debrief"},
		{"page by post", "", "POST", "/scenario/plain", "", 405, "method", ""},
		{"unknown page", "", "GET", "/nowhere", "", 404, "", "notfound"},
		{"unknown call", "", "GET", "/api/nowhere", "", 404, "not_found", ""},
		{"shelf", "GET /api/shelf", "GET", "/api/shelf", "", 200, "", `"open":[{"id":"` + attempt + `"`},
		{"shelf by delete", "", "DELETE", "/api/shelf", "", 405, "method", ""},
		{"briefing", "GET /api/scenarios/{name}", "GET", "/api/scenarios/plain", "", 200, "", `"opener":{"person":"mara","channel":"email"}`},
		{"unknown briefing", "GET /api/scenarios/{name}", "GET", "/api/scenarios/nope", "", 404, "not_found", ""},
		{"begin", "POST /api/attempts", "POST", "/api/attempts", `{"scenario":"plain"}`, 201, "", `{"id":"`},
		{"begin with a key from the future", "POST /api/attempts", "POST", "/api/attempts", `{"scenario":"plain","mood":"good"}`, 201, "", `{"id":"`},
		{"begin with nothing", "POST /api/attempts", "POST", "/api/attempts", ``, 400, "invalid", ""},
		{"begin with no JSON", "POST /api/attempts", "POST", "/api/attempts", `{"scenario":`, 400, "invalid", ""},
		{"begin with invalid UTF-8", "POST /api/attempts", "POST", "/api/attempts", "{\"scenario\":\"\xff\"}", 400, "invalid", ""},
		{"begin with asks out of range", "POST /api/attempts", "POST", "/api/attempts", `{"scenario":"plain","before":{"asks":-1}}`, 400, "invalid", ""},
		{"begin with too much", "POST /api/attempts", "POST", "/api/attempts", `{"scenario":"` + strings.Repeat("x", longBody) + `"}`, 413, "too_large", ""},
		{"begin an unknown scenario", "POST /api/attempts", "POST", "/api/attempts", `{"scenario":"nope"}`, 404, "not_found", ""},
		{"attempt", "GET /api/attempts/{id}", "GET", "/api/attempts/" + attempt, "", 200, "", `"before":{"usual":"By email.","asks":2}`},
		{"unknown attempt", "GET /api/attempts/{id}", "GET", "/api/attempts/nope", "", 404, "not_found", ""},
		{"somebody else's attempt", "GET /api/attempts/{id}", "GET", "/api/attempts/" + foreign, "", 404, "not_found", ""},
		{"rewind to a turn that was not", "POST /api/attempts/{id}/rewind", "POST", "/api/attempts/" + attempt + "/rewind", `{"turn":1}`, 400, "invalid", ""},
		{"rewind with no JSON", "POST /api/attempts/{id}/rewind", "POST", "/api/attempts/" + attempt + "/rewind", `turn`, 400, "invalid", ""},
		{"rewind somebody else's", "POST /api/attempts/{id}/rewind", "POST", "/api/attempts/" + foreign + "/rewind", `{"turn":1}`, 404, "not_found", ""},
		{"debrief too early", "GET /api/attempts/{id}/debrief", "GET", "/api/attempts/" + attempt + "/debrief", "", 409, "not_ended", ""},
		{"somebody else's debrief", "GET /api/attempts/{id}/debrief", "GET", "/api/attempts/" + foreign + "/debrief", "", 404, "not_found", ""},
		{"correct too early", "POST /api/attempts/{id}/corrections", "POST", "/api/attempts/" + attempt + "/corrections", `{"turn":1,"changes":[{"label":"pushy"}],"reason":"No."}`, 409, "not_ended", ""},
		{"correct with no JSON", "POST /api/attempts/{id}/corrections", "POST", "/api/attempts/" + attempt + "/corrections", `{"turn":`, 400, "invalid", ""},
		{"correct by delete", "", "DELETE", "/api/attempts/" + attempt + "/corrections", "", 405, "method", ""},
		{"correct somebody else's", "POST /api/attempts/{id}/corrections", "POST", "/api/attempts/" + foreign + "/corrections", `{"turn":1}`, 404, "not_found", ""},
		{"socket without an upgrade", "GET /api/attempts/{id}/socket", "GET", "/api/attempts/" + attempt + "/socket", "", 400, "invalid", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			own := &guest{t, own.url, own.client}
			got := own.do(test.method, test.path, test.body, nil)
			if got.status != test.status {
				t.Fatalf("status %d, want %d: %s", got.status, test.status, got.body)
			}
			if test.code != "" && got.code(t) != test.code {
				t.Errorf("code %q, want %q", got.code(t), test.code)
			}
			if !strings.Contains(got.body, test.holds) {
				t.Errorf("%q is not in %s", test.holds, got.body)
			}
			strict(t, got.header)
		})
		asked[test.route] = true
	}
	// Who may ask for the routes of people and teams is TestAccess's.
	const minimum = 12
	server := build(t, nil).server
	known := map[string]bool{"": true}
	for _, route := range server.Routes() {
		known[route.Method+" "+route.Path] = true
	}
	for name := range asked {
		if !known[name] {
			t.Errorf("there is no route %s", name)
		}
	}
	if len(asked) < minimum {
		t.Errorf("only %d routes are asked for", len(asked))
	}
}

// strict fails unless the headers are those that every answer carries.
func strict(t *testing.T, header http.Header) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy":      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
		"X-Content-Type-Options":       "nosniff",
		"Referrer-Policy":              "same-origin",
		"Permissions-Policy":           "camera=(), geolocation=(), microphone=(self), payment=(), usb=()",
		"Cross-Origin-Opener-Policy":   "same-origin",
		"Cross-Origin-Resource-Policy": "same-origin",
	} {
		if got := header.Get(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestOwnersAloneReachAnAttempt(t *testing.T) {
	h, listening := serve(t, nil)
	attempt := newGuest(t, listening.URL).begin()
	stranger := newGuest(t, listening.URL)
	stranger.begin()
	walked := 0
	for _, route := range h.server.Routes() {
		if !slices.Contains([]web.Access{web.AccessRep, web.AccessReader, web.AccessSocket}, route.Access) {
			continue
		}
		walked++
		path := strings.ReplaceAll(route.Path, "{id}", attempt)
		if strings.HasSuffix(path, "/socket") {
			dial(t, stranger, attempt).hello(0).closes(web.CloseNotFound)
			continue
		}
		if got := stranger.do(route.Method, path, `{"turn":1}`, nil); got.status != http.StatusNotFound {
			t.Errorf("%s %s: a stranger is told %d %s", route.Method, route.Path, got.status, got.body)
		}
	}
	if walked < 4 {
		t.Errorf("only %d routes belong to an owner", walked)
	}
}

func TestUnchangedFilesAreNotSentAgain(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	first := g.get("/static/talk.js")
	if first.header.Get("Cache-Control") != "no-cache" || first.header.Get("Content-Type") != "text/javascript; charset=utf-8" {
		t.Errorf("headers: %v", first.header)
	}
	etag := first.header.Get("ETag")
	if again := g.do("GET", "/static/talk.js", "", map[string]string{"If-None-Match": etag}); again.status != http.StatusNotModified || again.body != "" {
		t.Errorf("asked again with %q: %d %q", etag, again.status, again.body)
	}
	if other := g.do("GET", "/static/look.css", "", map[string]string{"If-None-Match": etag}); other.status != http.StatusOK {
		t.Errorf("another file under the same tag: %d", other.status)
	}
	if cookies := g.client.Jar.Cookies(mustURL(t, listening.URL)); len(cookies) != 0 {
		t.Errorf("a file made a guest: %v", cookies)
	}
}

func TestGuestCookie(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	address := mustURL(t, listening.URL)
	genuine := g.client.Jar.Cookies(address)[0]

	t.Run("is set once and proves the guest", func(t *testing.T) {
		got := g.get("/api/attempts/" + attempt)
		if got.status != http.StatusOK || got.header.Get("Set-Cookie") != "" {
			t.Errorf("%d, cookie %q", got.status, got.header.Get("Set-Cookie"))
		}
	})
	t.Run("is renewed by a page that no shared cache keeps", func(t *testing.T) {
		header := g.get("/").header
		if cookie := header.Get("Set-Cookie"); !strings.HasPrefix(cookie, "askagain_guest="+genuine.Value+";") {
			t.Errorf("cookie %q", cookie)
		}
		if keep := header.Get("Cache-Control"); keep != "private, no-cache" {
			t.Errorf("Cache-Control %q", keep)
		}
	})
	token, signature, _ := strings.Cut(genuine.Value, ".")
	flipped := func(s string) string {
		first := byte('A')
		if s[0] == 'A' {
			first = 'B'
		}
		return string(first) + s[1:]
	}
	for name, value := range map[string]string{
		"another guest's id":      flipped(token) + "." + signature,
		"another signature":       token + "." + flipped(signature),
		"no signature":            token,
		"an empty signature":      token + ".",
		"a signature of nothing":  "." + signature,
		"a longer token":          token + token + "." + signature,
		"nothing":                 "",
		"a name instead of an id": "guest-" + token,
		"a lot":                   strings.Repeat("x", 4000),
	} {
		t.Run("tampered: "+name, func(t *testing.T) {
			got := newGuest(t, listening.URL).do("GET", "/api/attempts/"+attempt, "", map[string]string{"Cookie": "askagain_guest=" + value})
			if got.status != http.StatusNotFound {
				t.Errorf("status %d", got.status)
			}
			fresh := got.header.Get("Set-Cookie")
			for _, part := range []string{"askagain_guest=", "Path=/", "Max-Age=31536000", "HttpOnly", "SameSite=Lax"} {
				if !strings.Contains(fresh, part) {
					t.Errorf("%q is not in %q", part, fresh)
				}
			}
			if strings.Contains(fresh, "Secure") || strings.Contains(fresh, genuine.Value) {
				t.Errorf("cookie %q", fresh)
			}
		})
	}
	t.Run("a planted cookie beside the genuine one", func(t *testing.T) {
		got := newGuest(t, listening.URL).do("GET", "/api/attempts/"+attempt, "", map[string]string{"Cookie": "askagain_guest=planted.here; askagain_guest=" + genuine.Value})
		if got.status != http.StatusOK {
			t.Errorf("status %d", got.status)
		}
	})
	t.Run("is secure over https", func(t *testing.T) {
		secure := build(t, func(config *web.Config, _ *session.Config) {
			config.PublicURL, config.Guests = "https://ask.example.com", web.GuestsIn
		})
		recorder := httptest.NewRecorder()
		secure.server.ServeHTTP(recorder, httptest.NewRequest("GET", "/api/shelf", nil))
		if cookie := recorder.Header().Get("Set-Cookie"); !strings.Contains(cookie, "Secure") {
			t.Errorf("cookie %q", cookie)
		}
		if recorder.Header().Get("Strict-Transport-Security") == "" {
			t.Error("https is not insisted on")
		}
	})
}

func TestOtherSitesCannotWrite(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) {
		config.PublicURL, config.Guests = "http://ask.example.com:8080", web.GuestsIn
	})
	for _, test := range []struct {
		name    string
		headers map[string]string
		status  int
	}{
		{"another site", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403},
		{"another subdomain", map[string]string{"Sec-Fetch-Site": "same-site"}, 403},
		{"another origin in an old browser", map[string]string{"Origin": "http://evil.example"}, 403},
		{"a sandboxed frame", map[string]string{"Origin": "null"}, 403},
		{"our own page", map[string]string{"Sec-Fetch-Site": "same-origin"}, 201},
		{"our own page in an old browser", map[string]string{"Origin": listening.URL}, 201},
		{"our own page behind a proxy", map[string]string{"Origin": "http://ask.example.com:8080", "Sec-Fetch-Site": "cross-site"}, 201},
		{"no browser", nil, 201},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := newGuest(t, listening.URL).do("POST", "/api/attempts", `{"scenario":"plain"}`, test.headers)
			if got.status != test.status {
				t.Fatalf("status %d, want %d: %s", got.status, test.status, got.body)
			}
			strict(t, got.header)
			if test.status == 403 && got.code(t) != "cross_origin" {
				t.Errorf("code %s", got.code(t))
			}
		})
	}
}

// brokenRoom fails in ways that a real one should not.
type brokenRoom struct {
	web.Room
	look func() (session.View, error)
}

func (b brokenRoom) Look(context.Context, string, string) (session.View, error) { return b.look() }

func TestFaultsAreCodedAndKeepSecrets(t *testing.T) {
	for name, look := range map[string]func() (session.View, error){
		"a panic":         func() (session.View, error) { panic("disk gone: /var/secret") },
		"a foreign error": func() (session.View, error) { return session.View{}, http.ErrBodyNotAllowed },
	} {
		t.Run(name, func(t *testing.T) {
			h := build(t, func(config *web.Config, _ *session.Config) { config.Room = brokenRoom{look: look} })
			recorder := httptest.NewRecorder()
			h.server.ServeHTTP(recorder, h.own("GET", "x"))
			got := answer{recorder.Code, recorder.Header(), recorder.Body.String()}
			if got.status != http.StatusInternalServerError || got.code(t) != "internal" {
				t.Errorf("%d %s", got.status, got.body)
			}
			if strings.Contains(got.body, "secret") || strings.Contains(got.body, "method") {
				t.Errorf("the answer gives away the cause: %s", got.body)
			}
			h.log.with(t, "level=ERROR")
			strict(t, got.header)
		})
	}
}

func TestTheLogHasNoWordsAndNoCookies(t *testing.T) {
	h, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	client := dial(t, g, attempt).hello(0).skipOpening()
	client.say("t1", "mara", "MYWORDS", "trade")
	client.until("replied")
	client.close()
	h.log.with(t, `route="POST /api/attempts"`)
	log := h.log.with(t, "status=101")
	cookie := g.client.Jar.Cookies(mustURL(t, listening.URL))[0].Value
	for _, secret := range []string{"MYWORDS", "By email", cookie, strings.Split(cookie, ".")[0], attempt} {
		if strings.Contains(log, secret) {
			t.Errorf("%q is in the log: %s", secret, log)
		}
	}
}

func TestTooFast(t *testing.T) {
	h := build(t, func(config *web.Config, _ *session.Config) { config.Limits = web.Limits{PerSecond: 1, Burst: 3} })
	ask := func(address string) *httptest.ResponseRecorder {
		recorder := httptest.NewRecorder()
		request := httptest.NewRequest("GET", "/api/shelf", nil)
		request.RemoteAddr = address
		h.server.ServeHTTP(recorder, request)
		return recorder
	}
	var last *httptest.ResponseRecorder
	for range 4 {
		last = ask("192.0.2.1:1000")
	}
	if last.Code != http.StatusTooManyRequests || last.Header().Get("Retry-After") == "" {
		t.Errorf("the fourth of three: %d %v", last.Code, last.Header())
	}
	if other := ask("192.0.2.2:1000"); other.Code != http.StatusOK {
		t.Errorf("somebody else: %d", other.Code)
	}
}

// TestEveryCodeHasAStatus reads the codes from the source, so that a new one
// cannot be forgotten here.
func TestEveryCodeHasAStatus(t *testing.T) {
	parsed, err := parser.ParseFile(token.NewFileSet(), "../practice/error.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	codes := map[practice.Code]bool{}
	ast.Inspect(parsed, func(node ast.Node) bool {
		if spec, ok := node.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Code") {
			value, err := strconv.Unquote(spec.Values[0].(*ast.BasicLit).Value)
			if err != nil {
				t.Fatal(err)
			}
			codes[practice.Code(value)] = true
		}
		return true
	})
	if len(codes) < 11 {
		t.Fatalf("only %d codes were found", len(codes))
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if status := web.Status(code); (status == http.StatusInternalServerError) != (code == practice.CodeInternal) {
			t.Errorf("%s is answered with %d", code, status)
		}
	}
}

func TestConfigurationMistakesAreSaid(t *testing.T) {
	good := func() web.Config {
		h := build(t, nil)
		config := web.Config{Room: h.room, Catalogue: offered{}, Store: h.store, Broker: h.broker, Static: pages(), Key: make([]byte, 32)}
		withTeams(t, &config)
		return config
	}
	for name, spoil := range map[string]func(*web.Config){
		"no room":            func(c *web.Config) { c.Room = nil },
		"no door":            func(c *web.Config) { c.Door = nil },
		"guests or not":      func(c *web.Config) { c.Guests = "perhaps" },
		"a short key":        func(c *web.Config) { c.Key = make([]byte, 31) },
		"a missing page":     func(c *web.Config) { files := pages(); delete(files, "talk.html"); c.Static = files },
		"a path in the URL":  func(c *web.Config) { c.PublicURL = "https://example.com/ask" },
		"no scheme":          func(c *web.Config) { c.PublicURL = "example.com" },
		"another scheme":     func(c *web.Config) { c.PublicURL = "ftp://example.com" },
		"no URL at all":      func(c *web.Config) { c.PublicURL = "http://%zz" },
		"a name in the URL":  func(c *web.Config) { c.PublicURL = "https://me:secret@example.com" },
		"a URL without host": func(c *web.Config) { c.PublicURL = "https://" },
	} {
		config := good()
		spoil(&config)
		if _, err := web.New(config); err == nil || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := web.New(good()); err != nil {
		t.Errorf("nothing wrong: %v", err)
	}
}

func mustURL(t testing.TB, raw string) *url.URL {
	t.Helper()
	parsed, err := url.Parse(raw)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

func TestAfterTheEnd(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	client := dial(t, g, attempt).hello(0).skipOpening()
	client.say("t1", "mara", "Half a day, and we take the old press?", "trade")
	client.until("replied")
	client.say("t2", "mara", "It saves you a shift a week.", "value")
	total := client.until("scored").Scored["total"].(float64)

	var told struct {
		Attempt  map[string]any
		Briefing map[string]any
		Debrief  struct {
			Card struct{ Total float64 }
		}
	}
	got := g.get("/api/attempts/" + attempt + "/debrief")
	if err := json.Unmarshal([]byte(got.body), &told); err != nil || got.status != http.StatusOK {
		t.Fatalf("debrief: %d %v", got.status, err)
	}
	if told.Debrief.Card.Total != total || told.Attempt["total"] != total || told.Attempt["ending"] != "won" {
		t.Errorf("the debrief says %v, the attempt %v, the socket %v", told.Debrief.Card.Total, told.Attempt["total"], total)
	}
	if told.Attempt["rep"] != nil || told.Attempt["seed"] != nil || told.Briefing["title"] != "Half a day with the machine" {
		t.Errorf("attempt %v, briefing %v", told.Attempt, told.Briefing["title"])
	}

	var shelf struct {
		Scenarios []struct {
			Best     *float64
			Attempts int
		}
		Open []struct {
			ID        string
			Turns     int
			StartedAt time.Time `json:"started_at"`
		}
	}
	look := func() {
		t.Helper()
		if err := json.Unmarshal([]byte(g.get("/api/shelf").body), &shelf); err != nil {
			t.Fatal(err)
		}
	}
	look()
	if best := shelf.Scenarios[0].Best; best == nil || *best != total || shelf.Scenarios[0].Attempts != 1 || len(shelf.Open) != 0 {
		t.Errorf("shelf: %+v", shelf)
	}

	again := g.post("/api/attempts/"+attempt+"/rewind", `{"turn":2}`)
	if again.status != http.StatusCreated {
		t.Fatalf("rewind: %d %s", again.status, again.body)
	}
	look()
	if len(shelf.Open) != 1 || shelf.Open[0].Turns != 1 || shelf.Open[0].StartedAt.IsZero() || !strings.Contains(again.body, shelf.Open[0].ID) {
		t.Errorf("shelf after the rewind: %+v", shelf)
	}
	dial(t, g, shelf.Open[0].ID).hello(0).expect("welcome", "replied", "said", "read", "decided", "replied")
}
