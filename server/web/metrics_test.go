package web_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

const monitorToken = "watchful-1234567890"

// measured returns what the metrics say: a line for each.
func measured(t *testing.T, text string) map[string]string {
	t.Helper()
	lines := map[string]string{}
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, value, found := cutLast(strings.TrimSpace(line))
		if !found {
			t.Fatalf("no metric: %q", line)
		}
		lines[name] = value
	}
	return lines
}

func cutLast(line string) (before, after string, found bool) {
	at := strings.LastIndexByte(line, ' ')
	if at < 0 {
		return "", "", false
	}
	return line[:at], line[at+1:], true
}

func TestMetricsCountWhatHappens(t *testing.T) {
	metrics, replied := web.NewMetrics(), make(chan struct{})
	_, listening := serve(t, func(config *web.Config, rooms *session.Config) {
		config.Metrics = metrics
		rooms.Follow = func(attempt practice.Attempt, events []practice.Event) {
			metrics.Follow(attempt, events)
			if last := events[len(events)-1]; last.Replied != nil && last.Turn == 1 {
				close(replied)
			}
		}
		config.ModelFigures = func() web.ModelFigures {
			return web.ModelFigures{
				Endpoints: map[string]web.EndpointFigures{"words": {Calls: 7, Failures: 4, Resting: true}, "speech": {Calls: 1}},
				Today:     web.Usage{Calls: 8, Tokens: 1200, Spend: 0.25},
				Teams:     map[string]web.Usage{"team-1": {Tokens: 900, Spend: 0.125}},
			}
		}
	})
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	p := dial(t, g, attempt)
	p.hello(0)
	p.say("t1", "mara", "May we come?")
	<-replied
	if got := g.get("/api/attempts/nope"); got.status != http.StatusNotFound {
		t.Fatalf("an unknown attempt: %d", got.status)
	}
	if got := g.get("/nowhere/" + strings.Repeat("x", 50)); got.status != http.StatusNotFound {
		t.Fatalf("an unknown page: %d", got.status)
	}
	got := g.get("/metrics")
	if got.status != http.StatusOK {
		t.Fatalf("%d %s", got.status, got.body)
	}
	seen := measured(t, got.body)
	for name, want := range map[string]string{
		`askagain_http_requests_total{route="POST /api/attempts",status="201"}`:               "1",
		`askagain_http_requests_total{route="GET /api/attempts/{id}",status="404"}`:           "1",
		`askagain_http_requests_total{route="/",status="404"}`:                                "1",
		`askagain_http_request_duration_seconds_count{route="POST /api/attempts"}`:            "1",
		`askagain_http_request_duration_seconds_bucket{route="POST /api/attempts",le="+Inf"}`: "1",
		`askagain_sockets_open`:                           "1",
		`askagain_attempts_live`:                          "1",
		`askagain_turns_total{verdict="refuse"}`:          "1",
		`askagain_replies_total{by="script"}`:             "1",
		`askagain_model_calls_total{for="words"}`:         "7",
		`askagain_model_failures_total{for="words"}`:      "4",
		`askagain_model_resting{for="words"}`:             "1",
		`askagain_model_resting{for="speech"}`:            "0",
		`askagain_model_tokens_today`:                     "1200",
		`askagain_model_spend_today`:                      "0.25",
		`askagain_team_model_tokens_today{team="team-1"}`: "900",
		`askagain_team_model_spend_today{team="team-1"}`:  "0.125",
	} {
		if seen[name] != want {
			t.Errorf("%s is %q, want %q", name, seen[name], want)
		}
	}
	for _, hidden := range []string{attempt, "xxxxx", "May we come", "nope"} {
		if strings.Contains(got.body, hidden) {
			t.Errorf("the metrics hold %q", hidden)
		}
	}
}

func TestMetricsOfSocketsHaveNoDuration(t *testing.T) {
	h, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	p := dial(t, g, g.begin())
	p.hello(0)
	if err := h.server.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.log.with(t, `route="GET /api/attempts/{id}/socket" status=101`)
	seen := measured(t, g.get("/metrics").body)
	if got := seen[`askagain_http_requests_total{route="GET /api/attempts/{id}/socket",status="101"}`]; got != "1" {
		t.Errorf("%s sockets were counted", got)
	}
	if _, has := seen[`askagain_http_request_duration_seconds_count{route="GET /api/attempts/{id}/socket"}`]; has {
		t.Error("a socket that stayed open was taken for a slow answer")
	}
	if got := seen["askagain_sockets_open"]; got != "0" {
		t.Errorf("%s sockets are open", got)
	}
}

func TestWhoReadsMetrics(t *testing.T) {
	open := build(t, nil)
	t.Cleanup(func() { open.close(t) })
	tokened := build(t, func(config *web.Config, _ *session.Config) { config.MetricsToken = monitorToken })
	t.Cleanup(func() { tokened.close(t) })
	const here, away = "127.0.0.1:4000", "192.0.2.1:4000"
	for name, test := range map[string]struct {
		house  *house
		peer   string
		header [2]string
		status int
	}{
		"this machine":                       {open, here, [2]string{}, 200},
		"this machine by IPv6":               {open, "[::1]:4000", [2]string{}, 200},
		"IPv4 in IPv6":                       {open, "[::ffff:127.0.0.1]:4000", [2]string{}, 200},
		"this machine, token set":            {tokened, here, [2]string{}, 200},
		"another machine":                    {open, away, [2]string{}, 404},
		"another that claims to be this one": {open, away, [2]string{"X-Forwarded-For", "127.0.0.1"}, 404},
		"a proxy on this machine":            {open, here, [2]string{"X-Forwarded-For", "192.0.2.9"}, 404},
		"a proxy's own header":               {open, here, [2]string{"X-Real-IP", "192.0.2.9"}, 404},
		"a proxy by the standard":            {open, here, [2]string{"Forwarded", "for=192.0.2.9"}, 404},
		"a proxy that says Via":              {open, here, [2]string{"Via", "1.1 proxy"}, 404},
		"an empty header":                    {open, here, [2]string{"X-Forwarded-For", ""}, 404},
		"the token":                          {tokened, away, [2]string{"Authorization", "Bearer " + monitorToken}, 200},
		"the token, scheme in small":         {tokened, away, [2]string{"Authorization", "bearer " + monitorToken}, 200},
		"another token":                      {tokened, away, [2]string{"Authorization", "Bearer " + monitorToken + "0"}, 404},
		"the token by another scheme":        {tokened, away, [2]string{"Authorization", "Basic " + monitorToken}, 404},
		"no token":                           {tokened, away, [2]string{"Authorization", "Bearer "}, 404},
		"an empty token where none is set":   {open, away, [2]string{"Authorization", "Bearer "}, 404},
		"a token where none is set":          {open, away, [2]string{"Authorization", "Bearer " + monitorToken}, 404},
	} {
		t.Run(name, func(t *testing.T) {
			request := httptest.NewRequest(http.MethodGet, "/metrics", nil)
			request.RemoteAddr = test.peer
			if test.header[0] != "" {
				request.Header.Set(test.header[0], test.header[1])
			}
			recorder := httptest.NewRecorder()
			test.house.server.ServeHTTP(recorder, request)
			if recorder.Code != test.status {
				t.Fatalf("%d, want %d: %s", recorder.Code, test.status, recorder.Body)
			}
			if holds := strings.Contains(recorder.Body.String(), "askagain_"); holds != (test.status == http.StatusOK) {
				t.Errorf("answered %s", recorder.Body)
			}
			strict(t, recorder.Header())
		})
	}
}

// BenchmarkMetrics is what counting adds to every request.
func BenchmarkMetrics(b *testing.B) {
	metrics := web.NewMetrics()
	b.ReportAllocs()
	for b.Loop() {
		web.Answered(metrics, "GET /api/attempts/{id}", http.StatusOK, 3*time.Millisecond)
	}
}
