package web

import (
	"net/http"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// maxSessionCookies is how many cookies of the session's name are tried: the
// genuine one, and one that something else planted beside it.
const maxSessionCookies = 2

// identify finds out who asks, and is the only place that does: the person whose
// session the browser holds, else a guest where guests are let in, else nobody.
func (s *Server) identify(w http.ResponseWriter, r *http.Request, access Access) (caller, error) {
	c := caller{address: s.addresses.of(r)}
	guest, value := s.guests.of(r)
	c.guest = guest
	ended, err := s.recognize(r, &c)
	if err != nil {
		return c, err
	}
	if c.person == nil && !ended && s.guestsAllowed {
		c.rep = guest
	}
	if !s.rates.allow(rateKey(c), s.now()) {
		return c, errTooFast
	}
	if ended && access.asGuest() {
		// Whoever was signed in is told once that they are not any more, instead of
		// finding a guest's shelf where their own was. A closed socket tells nobody
		// yet: the page comes back and asks.
		if access != AccessSocket {
			s.clearSession(w)
		}
		return c, nil
	}
	if c.person != nil || !s.guestsAllowed || !access.asGuest() {
		return c, nil
	}
	// A missing, foreign or tampered cookie means a new guest, never an error.
	// Opening a page gives the cookie another year, so that only who stays away is
	// forgotten.
	known := guest != ""
	if !known {
		guest, value = s.guests.fresh()
		c.guest, c.rep = guest, guest
	}
	if !known || access == AccessPage {
		s.guests.set(w, value)
	}
	return c, nil
}

// recognize takes the person of the session that the browser holds. A session
// that has ended proves nobody.
func (s *Server) recognize(r *http.Request, c *caller) (ended bool, err error) {
	for i, cookie := range r.CookiesNamed(s.sessionCookie()) {
		if i == maxSessionCookies {
			break
		}
		person, err := s.door.Who(r.Context(), cookie.Value)
		switch {
		case err == nil:
			c.rep, c.person, c.token = person.ID, &person, cookie.Value
			return false, nil
		case practice.CodeOf(err) != practice.CodeSignIn:
			return false, err
		}
		ended = ended || cookie.Value != ""
	}
	return ended, nil
}

// rateKey is whom a limit counts against: the rep, or, while there is none yet,
// the address, so that dropping the cookie does not drop the limit.
func rateKey(c caller) string {
	if c.rep != "" {
		return c.rep
	}
	return addressKey(c.address)
}

const sessionCookie = "askagain_session"

// sessionCookie is the name of the cookie that holds a session's token. With
// https its prefix keeps other hosts of the domain from planting one.
func (s *Server) sessionCookie() string {
	if s.guests.secure {
		return "__Host-" + sessionCookie
	}
	return sessionCookie
}

func (s *Server) setSession(w http.ResponseWriter, token string) {
	s.writeSession(w, token, int(team.SessionLifetime/time.Second))
}

func (s *Server) clearSession(w http.ResponseWriter) { s.writeSession(w, "", -1) }

func (s *Server) writeSession(w http.ResponseWriter, token string, maxAge int) {
	http.SetCookie(w, &http.Cookie{
		Name: s.sessionCookie(), Value: token, Path: "/", MaxAge: maxAge,
		HttpOnly: true, Secure: s.guests.secure, SameSite: http.SameSiteLaxMode,
	})
}
