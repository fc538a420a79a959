package web

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"github.com/askagain/askagain/server/openid"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Provider signs people in elsewhere. *openid.Provider is one.
type Provider interface {
	Begin(r *http.Request, redirect, carry string) (there string, cookie *http.Cookie, err error)
	Finish(r *http.Request) (who openid.Identity, carry string, over *http.Cookie, err error)
}

const openIDBack = "/sign-in/openid/back"

// carried is what a sign-in elsewhere has to remember of this side. It travels
// in the provider's signed cookie.
type carried struct {
	Next    string `json:"next"`
	Token   string `json:"token,omitempty"`   // of an invitation or owner's link
	Claim   bool   `json:"claim,omitempty"`   // the guest's attempts come along
	Connect string `json:"connect,omitempty"` // the person who adds the provider to their account
}

var errNoProvider = practice.Errorf(practice.CodeNotFound, "This server signs nobody in elsewhere. Sign in with your passphrase.")

// goElsewhere sends the browser to the provider.
func (s *Server) goElsewhere(w http.ResponseWriter, r *http.Request) {
	next := ownPath(r.URL.Query().Get("next"))
	there, ok := s.beginElsewhere(w, r, carried{Next: next})
	if !ok {
		return
	}
	http.Redirect(w, r, there, http.StatusSeeOther)
}

// askElsewhere does the same for a page that has a link's token to bring along:
// it answers with the address to go to.
func (s *Server) askElsewhere(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Next  string `json:"next"`
		Token string `json:"token"`
		Claim bool   `json:"claim"`
	}
	if _, ok := s.readLimited(w, r, s.links, &request); !ok {
		return
	}
	s.answerElsewhere(w, r, carried{Next: ownPath(request.Next), Token: request.Token, Claim: request.Claim})
}

// connectElsewhere adds the provider to the account of who is signed in.
func (s *Server) connectElsewhere(w http.ResponseWriter, r *http.Request) {
	s.answerElsewhere(w, r, carried{Next: "/account", Connect: callerOf(r.Context()).person.ID})
}

func (s *Server) answerElsewhere(w http.ResponseWriter, r *http.Request, carry carried) {
	there, ok := s.beginElsewhere(w, r, carry)
	if !ok {
		return
	}
	writeJSON(w, http.StatusOK, struct {
		To string `json:"to"`
	}{there})
}

func (s *Server) beginElsewhere(w http.ResponseWriter, r *http.Request, carry carried) (there string, ok bool) {
	if s.provider == nil {
		s.writeError(w, r, errNoProvider)
		return "", false
	}
	if len(carry.Token) > maxTokenBytes {
		carry.Token = ""
	}
	packed, err := json.Marshal(carry)
	if err != nil {
		s.writeError(w, r, err)
		return "", false
	}
	there, cookie, err := s.provider.Begin(r, s.base(r)+openIDBack, string(packed))
	if err != nil {
		s.backToSignIn(w, r, carry, err)
		return "", false
	}
	http.SetCookie(w, cookie)
	w.Header().Set("Cache-Control", "no-store")
	return there, true
}

// comeBack takes the browser back from the provider.
func (s *Server) comeBack(w http.ResponseWriter, r *http.Request) {
	if s.provider == nil {
		s.writeError(w, r, errNoProvider)
		return
	}
	identity, packed, over, err := s.provider.Finish(r)
	http.SetCookie(w, over)
	w.Header().Set("Cache-Control", "no-store")
	carry := carried{Next: "/"}
	if packed != "" && json.Unmarshal([]byte(packed), &carry) != nil {
		carry = carried{Next: "/"}
	}
	if err == nil {
		err = s.admitElsewhere(w, r, identity, carry)
	}
	if err != nil {
		s.backToSignIn(w, r, carry, err)
		return
	}
	http.Redirect(w, r, ownPath(carry.Next), http.StatusSeeOther)
}

func (s *Server) admitElsewhere(w http.ResponseWriter, r *http.Request, identity openid.Identity, carry carried) error {
	c := callerOf(r.Context())
	known := team.Identity{
		Issuer: identity.Issuer, Subject: identity.Subject, Email: identity.Email, Verified: identity.Verified, Name: identity.Name,
		Guest: c.claimed(carry.Claim), Token: carry.Token,
	}
	if carry.Connect != "" {
		if c.person == nil || c.person.ID != carry.Connect {
			return errSignIn
		}
		return s.door.Connect(r.Context(), c.person.ID, known)
	}
	signed, err := s.door.SignInBySubject(r.Context(), known)
	if err != nil {
		return err
	}
	if err := s.endHeld(r); err != nil {
		return err
	}
	s.setSession(w, signed.Token)
	return nil
}

// backToSignIn tells by the sign-in page what went wrong: whoever comes back
// from elsewhere is a browser on its way, and no script that could show it.
func (s *Server) backToSignIn(w http.ResponseWriter, r *http.Request, carry carried, err error) {
	s.logInternal(r.Pattern, err)
	if r.Method != http.MethodGet {
		s.writeError(w, r, err)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	query := url.Values{"next": {ownPath(carry.Next)}, "problem": {string(practice.CodeOf(err))}}
	http.Redirect(w, r, "/sign-in?"+query.Encode(), http.StatusSeeOther)
}

const (
	maxPathBytes  = 1000
	maxTokenBytes = 100
)

// ownPath returns the address if it leads to a page of ours, else the shelf.
// Browsers take a backslash for a slash and leave out control characters, and
// two slashes at the start name another host.
func ownPath(next string) string {
	const shelf = "/"
	if next == "" || len(next) > maxPathBytes || next[0] != '/' || strings.HasPrefix(next, "//") {
		return shelf
	}
	if strings.ContainsFunc(next, func(r rune) bool {
		return r == '\\' || unicode.IsControl(r) || unicode.IsSpace(r) || r == unicode.ReplacementChar
	}) {
		return shelf
	}
	parsed, err := url.Parse(next)
	if err != nil || parsed.Scheme != "" || parsed.Host != "" || parsed.User != nil || strings.Contains(parsed.Path, "//") || strings.ContainsRune(parsed.Path, '\\') {
		return shelf
	}
	return next
}
