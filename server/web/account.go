package web

import (
	"net/http"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// meAnswer says who the browser is signed in as, and how people get in here.
type meAnswer struct {
	Guest         bool          `json:"guest"`
	Person        *personAnswer `json:"person"`
	Teams         []myTeam      `json:"teams"`
	GuestsAllowed bool          `json:"guests_allowed"`
	SignUp        string        `json:"sign_up"` // "open" or "invited"
	OpenID        string        `json:"oidc"`    // the provider's name; "" for none
	GuestAttempts int           `json:"guest_attempts"`
}

type personAnswer struct {
	ID    string `json:"id"`
	Name  string `json:"name"`
	Email string `json:"email"`
	Owner bool   `json:"owner"` // of the server
}

type myTeam struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Role        team.Role `json:"role"`
	DisplayName string    `json:"display_name"`
	Hidden      bool      `json:"hidden"`
	Archived    bool      `json:"archived"`
	TimeZone    string    `json:"time_zone"`
}

func (s *Server) me(w http.ResponseWriter, r *http.Request) {
	s.writeMe(w, r, http.StatusOK, callerOf(r.Context()).person)
}

// writeMe answers with the state of the browser as the person's; nil for nobody.
func (s *Server) writeMe(w http.ResponseWriter, r *http.Request, status int, person *team.Person) {
	answer := meAnswer{
		Guest: person == nil && s.guestsAllowed, Teams: []myTeam{}, GuestsAllowed: s.guestsAllowed,
		SignUp: string(s.door.SignUpRule()), OpenID: s.providerName,
	}
	if person != nil {
		answer.Person = &personAnswer{person.ID, person.Name, person.Email, person.Owner}
		memberships, err := s.desk.Teams(r.Context(), person.ID)
		if err != nil {
			s.writeError(w, r, err)
			return
		}
		for _, place := range memberships {
			answer.Teams = append(answer.Teams, myTeam{
				ID: place.Team.ID, Name: place.Team.Name, Role: place.Member.Role, DisplayName: place.Member.Name,
				Hidden: place.Member.Hidden, Archived: place.Team.Archived(), TimeZone: place.Team.TimeZone,
			})
		}
	}
	if guest := callerOf(r.Context()).guest; guest != "" {
		attempts, err := s.store.Attempts(r.Context(), guest, attemptsRead)
		if err != nil {
			s.writeError(w, r, err)
			return
		}
		answer.GuestAttempts = len(attempts)
	}
	writeJSON(w, status, answer)
}

func (s *Server) signUp(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Name       string `json:"name"`
		Email      string `json:"email"`
		Passphrase string `json:"passphrase"`
		Claim      bool   `json:"claim"`
		Token      string `json:"token"`
	}
	c, ok := s.readLimited(w, r, s.tries, &request)
	if !ok {
		return
	}
	if !s.allowed(w, r, emailRateKey(request.Email)) {
		return
	}
	signed, err := s.door.SignUp(r.Context(), team.NewAccount{
		Name: request.Name, Email: request.Email, Passphrase: request.Passphrase,
		Guest: c.claimed(request.Claim), Token: request.Token,
	})
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.enter(w, r, http.StatusCreated, signed)
}

func (s *Server) signIn(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Email      string `json:"email"`
		Passphrase string `json:"passphrase"`
		Claim      bool   `json:"claim"`
	}
	c, ok := s.readLimited(w, r, s.tries, &request)
	if !ok {
		return
	}
	if !s.allowed(w, r, emailRateKey(request.Email)) {
		return
	}
	signed, err := s.door.SignIn(r.Context(), request.Email, request.Passphrase, c.claimed(request.Claim))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.enter(w, r, http.StatusOK, signed)
}

// enter makes the browser the person's. It always holds a new token afterwards:
// whatever it held before, planted or not, opens nothing any more.
func (s *Server) enter(w http.ResponseWriter, r *http.Request, status int, signed team.SignedIn) {
	if err := s.endHeld(r); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.setSession(w, signed.Token)
	s.writeMe(w, r, status, &signed.Person)
}

// endHeld ends the session that the browser has held so far.
func (s *Server) endHeld(r *http.Request) error {
	token := callerOf(r.Context()).token
	if token == "" {
		return nil
	}
	if err := s.door.SignOut(r.Context(), token); err != nil {
		return err
	}
	s.attendance.endSession(token)
	return nil
}

func (s *Server) signOut(w http.ResponseWriter, r *http.Request) {
	if err := s.endHeld(r); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.clearSession(w)
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) signOutEverywhere(w http.ResponseWriter, r *http.Request) {
	person := callerOf(r.Context()).person.ID
	if err := s.door.SignOutEverywhere(r.Context(), person); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.attendance.endPerson(person, "")
	s.clearSession(w)
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) setMe(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Name  string `json:"name"`
		Email string `json:"email"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	person, err := s.door.SetMe(r.Context(), callerOf(r.Context()).person.ID, request.Name, request.Email)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.writeMe(w, r, http.StatusOK, &person)
}

func (s *Server) setPassphrase(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Old string `json:"old"`
		New string `json:"new"`
	}
	c, ok := s.readLimited(w, r, s.tries, &request)
	if !ok {
		return
	}
	if !s.allowed(w, r, "passphrase "+c.person.ID) { // a stolen session is no place to guess at it either
		return
	}
	if err := s.door.ChangePassphrase(r.Context(), c.person.ID, c.token, request.Old, request.New); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.attendance.endPerson(c.person.ID, c.token)
	w.WriteHeader(http.StatusNoContent)
}

type claimedAnswer struct {
	Claimed int `json:"claimed"`
}

// claim gives the person what they did in this browser before they signed in.
// The guest is the one whom the signed cookie proves, never one that is named.
func (s *Server) claim(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	if c.guest == "" {
		writeJSON(w, http.StatusOK, claimedAnswer{})
		return
	}
	claimed, err := s.door.Claim(r.Context(), c.person.ID, c.guest)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, claimedAnswer{claimed})
}

func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	person := callerOf(r.Context()).person.ID
	if !s.allowed(w, r, "export "+person) { // it reads every word that there is
		return
	}
	everything, err := s.door.Export(r.Context(), person)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	w.Header().Set("Content-Disposition", `attachment; filename="askagain-my-data.json"`)
	writeJSON(w, http.StatusOK, everything)
}

func (s *Server) deleteMe(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Email string `json:"email"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	person := callerOf(r.Context()).person.ID
	if err := s.door.Delete(r.Context(), person, request.Email); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.attendance.endPerson(person, "")
	s.clearSession(w)
	w.WriteHeader(http.StatusNoContent)
}

type grantAnswer struct {
	Kind team.GrantKind `json:"kind"`
	Name string         `json:"name"`
}

func (s *Server) lookGrant(w http.ResponseWriter, r *http.Request) {
	token, ok := s.readToken(w, r)
	if !ok {
		return
	}
	kind, name, err := s.door.LookGrant(r.Context(), token)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, grantAnswer{kind, name})
}

func (s *Server) reset(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Token      string `json:"token"`
		Passphrase string `json:"passphrase"`
	}
	if _, ok := s.readLimited(w, r, s.tries, &request); !ok {
		return
	}
	signed, err := s.door.Reset(r.Context(), request.Token, request.Passphrase)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.attendance.endPerson(signed.Person.ID, "")
	s.enter(w, r, http.StatusOK, signed)
}

func (s *Server) becomeOwner(w http.ResponseWriter, r *http.Request) {
	token, ok := s.readToken(w, r)
	if !ok {
		return
	}
	person, err := s.door.BecomeOwner(r.Context(), callerOf(r.Context()).person.ID, token)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.writeMe(w, r, http.StatusOK, &person)
}

// claimed is the guest whose attempts come along, if that is wished.
func (c caller) claimed(wished bool) string {
	if !wished {
		return ""
	}
	return c.guest
}

// readToken reads a request that holds nothing but a link's token.
func (s *Server) readToken(w http.ResponseWriter, r *http.Request) (string, bool) {
	var request struct {
		Token string `json:"token"`
	}
	_, ok := s.readLimited(w, r, s.links, &request)
	return request.Token, ok
}

// readLimited reads a request by which somebody could try out what they do not
// know, and counts it against their address.
func (s *Server) readLimited(w http.ResponseWriter, r *http.Request, limit *rates, into any) (caller, bool) {
	c := callerOf(r.Context())
	if !limit.allow(addressKey(c.address), s.now()) {
		s.writeError(w, r, errTooManyTries)
		return c, false
	}
	if err := readJSON(r, into); err != nil {
		s.writeError(w, r, err)
		return c, false
	}
	return c, true
}

// allowed counts something dear against an account, and refuses what is too much.
func (s *Server) allowed(w http.ResponseWriter, r *http.Request, account string) bool {
	if s.byEmail.allow(account, s.now()) {
		return true
	}
	s.writeError(w, r, errTooManyTries)
	return false
}

var errTooManyTries = practice.Errorf(practice.CodeTooMany, "That were many tries in a short time. Wait a minute, then try again.")
