package openid_test

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/openid"
	"github.com/askagain/askagain/server/openid/openidtest"
	"github.com/askagain/askagain/server/practice"
)

const back = "http://127.0.0.1:1/sign-in/openid/back" // nobody is there: tests hand the address over themselves

var key = []byte(strings.Repeat("k", 32))

// clock is a time that a test sets.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// trip is a browser's way to the provider and back.
type trip struct {
	t        *testing.T
	provider *openid.Provider
	there    string
	cookie   *http.Cookie
}

func setOff(t *testing.T, provider *openid.Provider, carry string) trip {
	t.Helper()
	there, cookie, err := provider.Begin(httptest.NewRequest(http.MethodGet, "/sign-in/openid", nil), back, carry)
	if err != nil {
		t.Fatal(err)
	}
	return trip{t, provider, there, cookie}
}

// signIn lets the provider know who it is and returns the address to come back by.
func (b trip) signIn(name string) string {
	b.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		b.t.Fatal(err)
	}
	return openidtest.SignIn(b.t, &http.Client{Jar: jar}, b.there, name)
}

// comeBack opens an address of ours with the browser's cookie.
func (b trip) comeBack(address string) (openid.Identity, string, error) {
	b.t.Helper()
	request := httptest.NewRequest(http.MethodGet, address, nil)
	request.AddCookie(b.cookie)
	who, carry, over, err := b.provider.Finish(request)
	if over == nil || over.Value != "" || over.MaxAge >= 0 || over.Name != b.cookie.Name {
		b.t.Errorf("the cookie is not taken away: %v", over)
	}
	return who, carry, err
}

func provider(t *testing.T, issuer string, change func(*openid.Config)) *openid.Provider {
	t.Helper()
	config := openid.Config{Issuer: issuer, ClientID: openidtest.ClientID, ClientSecret: openidtest.ClientSecret, Key: key}
	if change != nil {
		change(&config)
	}
	made, err := openid.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestSigningInAtARealProvider(t *testing.T) {
	issuer := openidtest.Start(t, back)
	known := provider(t, issuer, nil)

	for _, test := range []struct {
		name string
		want openid.Identity
	}{
		{"ada", openid.Identity{Issuer: issuer, Subject: "ada", Name: "Ada Brandt", Email: "ada@example.com", Verified: true}},
		{"sam", openid.Identity{Issuer: issuer, Subject: "sam", Name: "Sam Okoro", Email: "sam@example.com"}},
		{"lin", openid.Identity{Issuer: issuer, Subject: "lin", Name: "Lin Marsh"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := setOff(t, known, "/scenario/plain")
			who, carry, err := b.comeBack(b.signIn(test.name))
			if err != nil || who != test.want || carry != "/scenario/plain" {
				t.Errorf("%+v %q %v (%v)", who, carry, err, unwrap(err))
			}
		})
	}

	t.Run("the way there asks for proof and tells no secret", func(t *testing.T) {
		b := setOff(t, known, "")
		query := must(url.Parse(b.there)).Query()
		for _, name := range []string{"state", "nonce", "code_challenge"} {
			if len(query.Get(name)) < 43 {
				t.Errorf("%s is %q", name, query.Get(name))
			}
		}
		if query.Get("code_challenge_method") != "S256" || query.Get("response_type") != "code" || query.Get("redirect_uri") != back {
			t.Errorf("asked by %s", b.there)
		}
		if strings.Contains(b.there, openidtest.ClientSecret) || !b.cookie.HttpOnly || b.cookie.SameSite != http.SameSiteLaxMode || b.cookie.MaxAge != 600 || b.cookie.Path != "/" {
			t.Errorf("%s with %v", b.there, b.cookie)
		}
	})
	t.Run("every sign-in is another one", func(t *testing.T) {
		one, two := must(url.Parse(setOff(t, known, "").there)).Query(), must(url.Parse(setOff(t, known, "").there)).Query()
		for _, name := range []string{"state", "nonce", "code_challenge"} {
			if one.Get(name) == two.Get(name) {
				t.Errorf("%s comes twice", name)
			}
		}
	})
}

func TestAbusesOfASignInElsewhere(t *testing.T) {
	issuer := openidtest.Start(t, back)
	at := &clock{at: time.Now()}
	known := provider(t, issuer, func(c *openid.Config) { c.Now = at.now })
	refused := func(t *testing.T, err error) {
		t.Helper()
		if practice.CodeOf(err) != practice.CodeInvalid || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("not refused: %v (%v)", err, unwrap(err))
		}
	}
	with := func(address, name, value string) string {
		parsed := must(url.Parse(address))
		query := parsed.Query()
		query.Set(name, value)
		parsed.RawQuery = query.Encode()
		return parsed.String()
	}

	t.Run("the way back opened twice", func(t *testing.T) {
		b := setOff(t, known, "")
		address := b.signIn("ada")
		if _, _, err := b.comeBack(address); err != nil {
			t.Fatal(err, unwrap(err))
		}
		_, _, err := b.comeBack(address)
		refused(t, err)
		if cause := unwrap(err); cause == nil || !strings.Contains(cause.Error(), "used before") {
			t.Errorf("refused for another reason: %v", cause)
		}
	})
	t.Run("somebody else's way back in this browser", func(t *testing.T) {
		attacker, victim := setOff(t, known, ""), setOff(t, known, "")
		_, _, err := victim.comeBack(attacker.signIn("sam"))
		refused(t, err)
	})
	t.Run("somebody else's code under this browser's state", func(t *testing.T) {
		attacker, victim := setOff(t, known, ""), setOff(t, known, "")
		code := must(url.Parse(attacker.signIn("sam"))).Query().Get("code")
		state := must(url.Parse(victim.there)).Query().Get("state")
		_, _, err := victim.comeBack(with(with(back, "code", code), "state", state))
		refused(t, err) // by the provider: the code is bound to the attacker's verifier
	})
	t.Run("no cookie", func(t *testing.T) {
		b := setOff(t, known, "")
		_, _, _, err := known.Finish(httptest.NewRequest(http.MethodGet, b.signIn("ada"), nil))
		refused(t, err)
	})
	t.Run("a cookie that was changed", func(t *testing.T) {
		b := setOff(t, known, "/")
		address := b.signIn("ada")
		body, signature, _ := strings.Cut(b.cookie.Value, ".")
		for _, value := range []string{body + "A." + signature, body, body + ".", "." + signature, body + "." + signature + "A", ""} {
			b.cookie.Value = value
			_, _, err := b.comeBack(address)
			refused(t, err)
		}
	})
	t.Run("a cookie that another key signed", func(t *testing.T) {
		other := provider(t, issuer, func(c *openid.Config) { c.Key = []byte(strings.Repeat("x", 32)) })
		b := setOff(t, other, "")
		b.provider = known
		_, _, err := b.comeBack(b.signIn("ada"))
		refused(t, err)
	})
	t.Run("a code twice, under fresh states", func(t *testing.T) {
		b := setOff(t, known, "")
		address := b.signIn("ada")
		if _, _, err := b.comeBack(address); err != nil {
			t.Fatal(err)
		}
		again := setOff(t, known, "")
		state := must(url.Parse(again.there)).Query().Get("state")
		_, _, err := again.comeBack(with(address, "state", state))
		refused(t, err)
	})
	t.Run("an answer of another issuer", func(t *testing.T) {
		b := setOff(t, known, "")
		_, _, err := b.comeBack(with(b.signIn("ada"), "iss", "https://evil.example/"))
		refused(t, err)
	})
	t.Run("the person said no there", func(t *testing.T) {
		b := setOff(t, known, "/teams")
		state := must(url.Parse(b.there)).Query().Get("state")
		_, carry, err := b.comeBack(with(with(back, "error", "access_denied"), "state", state))
		refused(t, err)
		if carry != "/teams" {
			t.Errorf("carried %q", carry)
		}
	})
	t.Run("more carried than a cookie holds", func(t *testing.T) {
		_, _, err := known.Begin(httptest.NewRequest(http.MethodGet, "/", nil), back, strings.Repeat("x", 5000))
		if practice.CodeOf(err) != practice.CodeTooLarge {
			t.Error(err)
		}
	})
	t.Run("too late", func(t *testing.T) {
		b := setOff(t, known, "")
		address := b.signIn("ada")
		at.pass(openid.Within + time.Second)
		defer at.pass(-openid.Within - time.Second)
		_, _, err := b.comeBack(address)
		refused(t, err)
	})
}

// swapping puts another ID token into what the provider answers.
type swapping struct{ token string }

func (s *swapping) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || s.token == "" || r.Method != http.MethodPost {
		return response, err
	}
	var answer map[string]any
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil {
		return nil, err
	}
	answer["id_token"] = s.token
	body, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	response.ContentLength = int64(len(body))
	return response, nil
}

// keeping remembers the ID token that the provider answers.
type keeping struct{ token string }

func (k *keeping) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil || r.Method != http.MethodPost {
		return response, err
	}
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	var answer struct {
		Token string `json:"id_token"`
	}
	if err := json.Unmarshal(body, &answer); err == nil && answer.Token != "" {
		k.token = answer.Token
	}
	response.Body = io.NopCloser(bytes.NewReader(body))
	return response, nil
}

// TestForeignTokens puts ID tokens that the provider did sign, for another
// sign-in or another client, in the place of this one's.
func TestForeignTokens(t *testing.T) {
	issuer := openidtest.Start(t, back)
	for _, test := range []struct {
		name   string
		client string
		why    string
	}{
		{"of another sign-in", openidtest.ClientID, "another sign-in"},
		{"for another client", openidtest.OtherClient, "audience"},
	} {
		t.Run(test.name, func(t *testing.T) {
			kept := &keeping{}
			first := provider(t, issuer, func(c *openid.Config) { c.ClientID, c.Transport = test.client, kept })
			b := setOff(t, first, "")
			if _, _, err := b.comeBack(b.signIn("ada")); err != nil || kept.token == "" {
				t.Fatalf("%v, token %q", err, kept.token)
			}
			second := provider(t, issuer, func(c *openid.Config) { c.Transport = &swapping{kept.token} })
			b = setOff(t, second, "")
			_, _, err := b.comeBack(b.signIn("sam"))
			if practice.CodeOf(err) != practice.CodeInvalid || unwrap(err) == nil || !strings.Contains(unwrap(err).Error(), test.why) {
				t.Errorf("%v (%v)", err, unwrap(err))
			}
		})
	}
	t.Run("with its signature changed", func(t *testing.T) {
		kept := &keeping{}
		known := provider(t, issuer, func(c *openid.Config) { c.Transport = kept })
		b := setOff(t, known, "")
		if _, _, err := b.comeBack(b.signIn("ada")); err != nil {
			t.Fatal(err)
		}
		second := provider(t, issuer, func(c *openid.Config) {
			c.Transport = &swapping{kept.token[:strings.LastIndexByte(kept.token, '.')+1] + strings.Repeat("A", 342)}
		})
		b = setOff(t, second, "")
		_, _, err := b.comeBack(b.signIn("ada"))
		if practice.CodeOf(err) != practice.CodeInvalid || unwrap(err) == nil || !strings.Contains(unwrap(err).Error(), "signature") {
			t.Errorf("%v (%v)", err, unwrap(err))
		}
	})
}

func TestAProviderThatIsDown(t *testing.T) {
	answers := false
	var mu sync.Mutex
	up := func(on bool) { mu.Lock(); defer mu.Unlock(); answers = on }
	var listening *httptest.Server
	listening = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if !answers {
			http.Error(w, strings.Repeat("down ", 1000), http.StatusBadGateway)
			return
		}
		_ = json.NewEncoder(w).Encode(map[string]any{
			"issuer": listening.URL, "authorization_endpoint": listening.URL + "/auth", "token_endpoint": listening.URL + "/token", "jwks_uri": listening.URL + "/keys",
		})
	}))
	defer listening.Close()

	known := provider(t, listening.URL, nil) // nothing is asked yet
	_, _, err := known.Begin(httptest.NewRequest(http.MethodGet, "/", nil), back, "")
	if practice.CodeOf(err) != practice.CodeUnavailable || strings.Contains(err.Error(), "down") {
		t.Errorf("while it is down: %v", err)
	}
	up(true)
	if b := setOff(t, known, ""); !strings.HasPrefix(b.there, listening.URL+"/auth?") {
		t.Errorf("once it is up again: %s", b.there)
	}
	liar := provider(t, listening.URL+"/", nil)
	if _, _, err := liar.Begin(httptest.NewRequest(http.MethodGet, "/", nil), back, ""); practice.CodeOf(err) != practice.CodeUnavailable {
		t.Errorf("a provider that says it is another one: %v", err)
	}
}

func TestConfigurationMistakesAreSaid(t *testing.T) {
	for name, config := range map[string]openid.Config{
		"no issuer":            {ClientID: "a", Key: key},
		"an issuer of no kind": {Issuer: "accounts.example.com", ClientID: "a", Key: key},
		"a secret in it":       {Issuer: "https://me:secret@accounts.example.com", ClientID: "a", Key: key},
		"no client":            {Issuer: "https://accounts.example.com", Key: key},
		"a short key":          {Issuer: "https://accounts.example.com", ClientID: "a", Key: key[1:]},
	} {
		if _, err := openid.New(config); err == nil || !strings.HasSuffix(err.Error(), ".") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheCookieOverHTTPS(t *testing.T) {
	issuer := openidtest.Start(t, back)
	b := setOff(t, provider(t, issuer, func(c *openid.Config) { c.Secure = true }), "")
	if !b.cookie.Secure || b.cookie.Name != "__Host-askagain_openid" {
		t.Errorf("cookie %v", b.cookie)
	}
}

func unwrap(err error) error {
	if err == nil {
		return nil
	}
	return practice.AsError(err).Unwrap()
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
