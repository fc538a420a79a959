package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

func TestWhoseAddressCounts(t *testing.T) {
	proxies, err := web.ParseProxies("10.0.0.0/8, 192.168.7.7 2001:db8::/32")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		peer          string
		forwardedFor  []string
		forwarded     []string
		want, network string
	}{
		"nobody is believed":                 {"203.0.113.9:4000", nil, nil, "203.0.113.9", ""},
		"an untrusted peer says another":     {"203.0.113.9:4000", []string{"198.51.100.1"}, []string{"for=198.51.100.1"}, "203.0.113.9", ""},
		"a proxy says whom it speaks for":    {"10.0.0.1:4000", []string{"198.51.100.1"}, nil, "198.51.100.1", ""},
		"what a client wrote before it":      {"10.0.0.1:4000", []string{"1.1.1.1, 198.51.100.1"}, nil, "198.51.100.1", ""},
		"two headers are one list":           {"10.0.0.1:4000", []string{"1.1.1.1", "198.51.100.1"}, nil, "198.51.100.1", ""},
		"a proxy behind a proxy":             {"10.0.0.1:4000", []string{"1.1.1.1, 198.51.100.1, 192.168.7.7"}, nil, "198.51.100.1", ""},
		"only proxies":                       {"10.0.0.1:4000", []string{"10.0.0.3, 10.0.0.2"}, nil, "10.0.0.3", ""},
		"a neighbor of a trusted address":    {"10.0.0.1:4000", []string{"1.1.1.1, 192.168.7.8"}, nil, "192.168.7.8", ""},
		"a proxy that says nothing":          {"10.0.0.1:4000", nil, nil, "10.0.0.1", ""},
		"nonsense":                           {"10.0.0.1:4000", []string{"1.1.1.1, over there"}, nil, "10.0.0.1", ""},
		"nonsense left of the client":        {"10.0.0.1:4000", []string{"over there, 198.51.100.1"}, nil, "198.51.100.1", ""},
		"with a port":                        {"10.0.0.1:4000", []string{"198.51.100.1:9999"}, nil, "198.51.100.1", ""},
		"IPv6 with brackets and a port":      {"10.0.0.1:4000", []string{"[2001:db9::1]:9999"}, nil, "2001:db9::1", "2001:db9::/64"},
		"IPv4 in IPv6":                       {"[::ffff:10.0.0.1]:4000", []string{"::ffff:198.51.100.1"}, nil, "198.51.100.1", ""},
		"the standard header":                {"10.0.0.1:4000", nil, []string{`for="198.51.100.1:80";proto=https, for=192.168.7.7`}, "198.51.100.1", ""},
		"the standard header, IPv6":          {"10.0.0.1:4000", nil, []string{`For="[2001:db9::1]"`}, "2001:db9::1", "2001:db9::/64"},
		"the standard header, hidden":        {"10.0.0.1:4000", nil, []string{`for=1.1.1.1, for=_hidden`}, "10.0.0.1", ""},
		"both headers agree":                 {"10.0.0.1:4000", []string{"198.51.100.1"}, []string{"for=198.51.100.1"}, "198.51.100.1", ""},
		"both headers, and one is a forgery": {"10.0.0.1:4000", []string{"198.51.100.1"}, []string{"for=1.1.1.1"}, "10.0.0.1", ""},
		"a zone":                             {"[fe80::1%eth0]:4000", nil, nil, "fe80::1", "fe80::/64"},
	} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.RemoteAddr = test.peer
		request.Header["X-Forwarded-For"], request.Header["Forwarded"] = test.forwardedFor, test.forwarded
		if test.network == "" {
			test.network = test.want
		}
		if got, key := web.AddressOf(proxies, request); got != netip.MustParseAddr(test.want) || key != test.network {
			t.Errorf("%s: %s, counted as %s; want %s, %s", name, got, key, test.want, test.network)
		}
	}
}

func TestProxiesThatAreNone(t *testing.T) {
	for _, list := range []string{"proxy.example", "10.0.0.0/33", "10.0.0", "fe80::1%eth0", "10.0.0.1;10.0.0.2", "*"} {
		if _, err := web.ParseProxies(list); err == nil || !strings.Contains(err.Error(), "trusted proxy") || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%q: %v", list, err)
		}
	}
	if none, err := web.ParseProxies(" , "); err != nil || none != nil {
		t.Errorf("nothing: %v %v", none, err)
	}
}

func FuzzWhoseAddressCounts(f *testing.F) {
	f.Add("10.0.0.1:1", "1.1.1.1, 2.2.2.2", `for="[::1]:80", for=unknown`)
	f.Add("", ",,,", `for=;;=`)
	proxies, err := web.ParseProxies("10.0.0.0/8")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, peer, forwardedFor, forwarded string) {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.RemoteAddr = peer
		own, _ := web.AddressOf(proxies, request)
		request.Header.Set("X-Forwarded-For", forwardedFor)
		request.Header.Set("Forwarded", forwarded)
		got, _ := web.AddressOf(proxies, request)
		if !proxies[0].Contains(own) && got != own {
			t.Errorf("%s, nobody's proxy, is believed to be %s", own, got)
		}
	})
}

// TestHosts asks a server of this machine alone under other names: a page of
// somebody else's can give its name this machine's address, and its browser then
// sends our cookies and reads our answers.
func TestHosts(t *testing.T) {
	h := build(t, func(config *web.Config, _ *session.Config) {
		config.Hosts, config.PublicURL = []string{"Practice.Local"}, "https://ask.example.com"
	})
	for host, status := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LOCALHOST:8080": 200, "127.0.0.1:8080": 200, "[::1]:8080": 200, "[::1]": 200,
		"practice.local": 200, "ask.example.com": 200, "ask.example.com:443": 200, "localhost.": 200,
		"evil.example": 421, "evil.example:8080": 421, "localhost.evil.example": 421, "127.0.0.1.evil.example": 421, "127.0.0.2": 421, "": 421, "localhost@evil.example": 421,
	} {
		for _, path := range []string{"/sign-in", "/healthz", "/api/me"} {
			recorder := httptest.NewRecorder()
			request := httptest.NewRequest(http.MethodGet, path, nil)
			request.Host = host
			h.server.ServeHTTP(recorder, request)
			if recorder.Code != status {
				t.Errorf("%q %s: %d, want %d", host, path, recorder.Code, status)
			}
			if status == 421 {
				if got := (answer{recorder.Code, recorder.Header(), recorder.Body.String()}); got.code(t) != "misdirected" {
					t.Errorf("%q: %s", host, got.body)
				}
			}
		}
	}
}
