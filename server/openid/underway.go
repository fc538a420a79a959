package openid

import (
	"crypto/hmac"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"time"
)

// underway is a sign-in that waits for its browser to come back. The browser
// carries it, signed: what it says was said by us, to this browser.
type underway struct {
	State    string `json:"state"`
	Nonce    string `json:"nonce"`
	Verifier string `json:"verifier"`
	Redirect string `json:"redirect"`
	Carry    string `json:"carry"`
	Until    int64  `json:"until"` // Unix seconds
}

const cookieName = "askagain_openid"

// cookie is the browser's note. The prefix keeps another host of the same
// domain from planting one.
func (p *Provider) cookie(value string, maxAge int) *http.Cookie {
	return &http.Cookie{
		Name: p.cookieName(), Value: value, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: p.config.Secure,
		SameSite: http.SameSiteLaxMode, // it has to come along when the provider's page leads back
	}
}

func (p *Provider) cookieName() string {
	if p.config.Secure {
		return "__Host-" + cookieName
	}
	return cookieName
}

func (p *Provider) seal(pending underway) string {
	body, err := json.Marshal(pending)
	if err != nil {
		panic(err) // it holds texts and a number
	}
	encoded := base64.RawURLEncoding.EncodeToString(body)
	return encoded + "." + p.sign(encoded)
}

func (p *Provider) sign(encoded string) string {
	mac := hmac.New(sha256.New, p.config.Key)
	mac.Write([]byte("askagain openid 1\x00"))
	mac.Write([]byte(encoded))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// underway returns the sign-in that the browser's cookie proves.
func (p *Provider) underway(r *http.Request) (underway, bool) {
	for _, cookie := range r.CookiesNamed(p.cookieName()) {
		encoded, signature, _ := strings.Cut(cookie.Value, ".")
		if !hmac.Equal([]byte(signature), []byte(p.sign(encoded))) {
			continue
		}
		body, err := base64.RawURLEncoding.DecodeString(encoded)
		if err != nil {
			continue
		}
		var pending underway
		if json.Unmarshal(body, &pending) == nil && p.config.Now().Unix() < pending.Until {
			return pending, true
		}
	}
	return underway{}, false
}

// same compares without telling by its time how much is right.
func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// once remembers which states were used, for at least as long as their cookies
// are good. It is bounded: states live in two generations of at most size each.
// When somebody fills both in that time the oldest are forgotten, and then the
// provider alone refuses a code that comes twice.
type once struct {
	size int

	mu             sync.Mutex
	younger, older map[string]struct{}
	since          time.Time // when the younger generation began
}

func newOnce(size int) *once { return &once{size: size, younger: map[string]struct{}{}} }

// first reports whether the state is used for the first time.
func (o *once) first(state string, now time.Time) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.younger) >= o.size || now.Sub(o.since) > Within {
		o.older, o.younger, o.since = o.younger, map[string]struct{}{}, now
	}
	_, young := o.younger[state]
	_, old := o.older[state]
	o.younger[state] = struct{}{}
	return !young && !old
}
