package web

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strings"
)

const (
	guestCookie = "askagain_guest"
	guestMaxAge = 365 * 24 * 60 * 60 // seconds
	guestBytes  = 16                 // of randomness: nobody meets another guest's id by chance
	minKeyBytes = 32
)

// guests makes and checks the signed cookies by which a guest is known.
type guests struct {
	key    []byte
	secure bool // cookies travel over https alone
}

// sign returns the signature of a guest's token. The prefix keeps this use of
// the key apart from any other.
func (g guests) sign(token string) string {
	mac := hmac.New(sha256.New, g.key)
	mac.Write([]byte("askagain guest 1\x00"))
	mac.Write([]byte(token))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// of returns the guest that a request's cookie proves, and the cookie's value;
// "" if it proves none.
func (g guests) of(r *http.Request) (name, value string) {
	// A browser may hold cookies of the same name for other paths, and anybody
	// may send more: whichever is signed counts.
	for _, cookie := range r.CookiesNamed(guestCookie) {
		token, signature, found := strings.Cut(cookie.Value, ".")
		if !found || base64.RawURLEncoding.DecodedLen(len(token)) != guestBytes {
			continue
		}
		if hmac.Equal([]byte(signature), []byte(g.sign(token))) {
			return guestName(token), cookie.Value
		}
	}
	return "", ""
}

// fresh makes a new guest and the cookie value that proves it.
func (g guests) fresh() (name, value string) {
	random := make([]byte, guestBytes)
	_, _ = rand.Read(random) // never fails: crypto/rand ends the program instead
	token := base64.RawURLEncoding.EncodeToString(random)
	return guestName(token), token + "." + g.sign(token)
}

// set hands a guest's cookie to the browser.
func (g guests) set(w http.ResponseWriter, value string) {
	http.SetCookie(w, &http.Cookie{
		Name: guestCookie, Value: value, Path: "/", MaxAge: guestMaxAge,
		HttpOnly: true, Secure: g.secure, SameSite: http.SameSiteLaxMode,
	})
}

// guestName is the rep's id under which a guest's attempts are kept. The prefix
// keeps guests apart from whoever signs in some day.
func guestName(token string) string { return "guest-" + token }
