package web

import (
	"net/http"
	"net/url"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Access says who may use a route, and in which form it refuses. It is enforced
// before a handler runs: the table of routes is what is checked.
type Access string

// The kinds of access. Whoever is not signed in, and is no guest where one is
// asked for, is told to sign in: a page by the way there, a call by 401. What
// belongs to a team or a rep that is not the caller's is "not found"; what the
// caller may see and not do is 403.
const (
	AccessAnybody Access = "anybody" // without a look at who it is
	AccessOpen    Access = "open"    // whoever it is; the handler knows them if they are known
	AccessLink    Access = "link"    // whoever has the link: the handler asks for its token
	AccessMonitor Access = "monitor" // this machine, or whoever has the token of the metrics: the handler asks for it

	AccessPage       Access = "page"        // a guest, known or made, or a person; answers with a page
	AccessPersonPage Access = "person_page" // a person; answers with a page
	AccessGuest      Access = "guest"       // a guest, known or made, or a person
	AccessPerson     Access = "person"      // a person
	AccessSteward    Access = "steward"     // an owner of the server

	AccessMember    Access = "member"     // of {team}
	AccessOneself   Access = "oneself"    // the member {person} of {team}, and its trainers
	AccessTrainer   Access = "trainer"    // of {team}, or an owner of it
	AccessTeamOwner Access = "team_owner" // of {team}

	AccessRep    Access = "rep"    // the rep of the attempt {id}
	AccessReader Access = "reader" // the same, and trainers of the attempt's team
	AccessSocket Access = "socket" // the same as rep, refused by a close code: a page cannot read a refused upgrade

	AccessRoom        Access = "room"         // a member of the team of {room}
	AccessRoomTrainer Access = "room_trainer" // a trainer or owner of it
)

// page reports whether the route answers with a page rather than with JSON.
func (a Access) page() bool { return a == AccessPage || a == AccessPersonPage }

// asGuest reports whether the route is for guests too, where they are let in.
func (a Access) asGuest() bool {
	switch a {
	case AccessPage, AccessGuest, AccessRep, AccessReader, AccessSocket:
		return true
	}
	return false
}

var (
	errSignIn    = practice.Errorf(practice.CodeSignIn, "Sign in first, then try again.")
	errForbidden = practice.Errorf(practice.CodeForbidden, "Your role does not allow that. Ask an owner of the team, or of this server.")
	errNoRoom    = practice.Errorf(practice.CodeNotFound, "There is no such live room here. Open it from your team's page.")
	errNoAttempt = practice.Errorf(practice.CodeNotFound, "There is no such attempt here. Go back to the shelf and pick a scenario.")
)

// guard admits to a handler whom the route is for.
func (s *Server) guard(access Access, next http.HandlerFunc) http.HandlerFunc {
	if access == AccessAnybody || access == AccessMonitor {
		return next
	}
	return func(w http.ResponseWriter, r *http.Request) {
		c, err := s.identify(w, r, access)
		if err == nil {
			err = s.admit(access, r, &c)
		}
		switch {
		case err == nil:
			next(w, withCaller(r, c))
		case access.page() && practice.CodeOf(err) == practice.CodeSignIn:
			w.Header().Set("Cache-Control", keepPage)
			http.Redirect(w, r, "/sign-in?next="+url.QueryEscape(r.URL.RequestURI()), http.StatusSeeOther)
		default:
			s.writeError(w, r, err)
		}
	}
}

// admit decides by the route's access, and adds to the caller what the address
// opened.
func (s *Server) admit(access Access, r *http.Request, c *caller) error {
	switch access {
	case AccessOpen, AccessLink, AccessSocket:
		return nil
	case AccessPage, AccessGuest:
		return s.known(c)
	case AccessPersonPage, AccessPerson:
		return s.signedIn(c)
	case AccessSteward:
		if err := s.signedIn(c); err != nil {
			return err
		}
		if !c.person.Owner {
			return errForbidden
		}
		return nil
	case AccessMember:
		return s.enterTeam(r, c, r.PathValue("team"), team.Rep)
	case AccessOneself:
		least := team.Trainer
		if c.person != nil && c.person.ID == r.PathValue("person") {
			least = team.Rep
		}
		return s.enterTeam(r, c, r.PathValue("team"), least)
	case AccessTrainer:
		return s.enterTeam(r, c, r.PathValue("team"), team.Trainer)
	case AccessTeamOwner:
		return s.enterTeam(r, c, r.PathValue("team"), team.Owner)
	case AccessRep, AccessReader:
		return s.openAttempt(r, c, access == AccessReader)
	case AccessRoom:
		return s.enterRoom(r, c, team.Rep)
	case AccessRoomTrainer:
		return s.enterRoom(r, c, team.Trainer)
	}
	return practice.Errorf(practice.CodeInternal, "This address says not for whom it is.")
}

func (s *Server) known(c *caller) error {
	if c.rep == "" {
		return errSignIn
	}
	return nil
}

func (s *Server) signedIn(c *caller) error {
	if c.person == nil {
		return errSignIn
	}
	return nil
}

// enterTeam lets members in whose role is the least that is asked for, or more.
func (s *Server) enterTeam(r *http.Request, c *caller, id string, least team.Role) error {
	if err := s.signedIn(c); err != nil {
		return err
	}
	found, err := s.desk.Look(r.Context(), c.person.ID, id)
	if err != nil {
		return err
	}
	if rank(found.Member.Role) < rank(least) {
		return errForbidden
	}
	c.team, c.member = found.Team, found.Member
	return nil
}

func (s *Server) enterRoom(r *http.Request, c *caller, least team.Role) error {
	if err := s.signedIn(c); err != nil {
		return err
	}
	room, err := s.teams.Room(r.Context(), r.PathValue("room"))
	if err == nil {
		c.room = room
		err = s.enterTeam(r, c, room.Team, least)
	}
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errNoRoom // whether there is one in another team is not told
	}
	return err
}

// openAttempt lets the rep in, and for reading the trainers.
func (s *Server) openAttempt(r *http.Request, c *caller, reading bool) error {
	if err := s.known(c); err != nil {
		return err
	}
	attempt, err := s.store.Attempt(r.Context(), r.PathValue("id"))
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errNoAttempt
	}
	if err != nil {
		return err
	}
	if c.reader, err = s.desk.Reader(r.Context(), c.rep, attempt); err != nil {
		return err
	}
	if !c.reader.Own && !reading {
		return errNoAttempt
	}
	c.attempt = attempt
	return nil
}

// rank orders the roles by what they allow.
func rank(role team.Role) int {
	switch role {
	case team.Owner:
		return 3
	case team.Trainer:
		return 2
	case team.Rep:
		return 1
	}
	return 0
}
