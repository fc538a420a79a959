package web

import (
	"net/http"
	"time"

	"github.com/askagain/askagain/server/team"
)

func (s *Server) createTeam(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Name     string `json:"name"`
		TimeZone string `json:"time_zone"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	made, err := s.desk.Create(r.Context(), callerOf(r.Context()).person.ID, request.Name, request.TimeZone)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, createdAnswer{made.ID})
}

type teamAnswer struct {
	Team    team.Team      `json:"team"`
	Me      team.Member    `json:"me"`
	Members []memberAnswer `json:"members"`
	// ReadBy is the language model that an assignment may have read too; "" without
	// one, and where it reads everything anyway.
	ReadBy string `json:"read_by,omitempty"`
}

// memberAnswer is a member as the others see them.
type memberAnswer struct {
	Person   string    `json:"person"`
	Name     string    `json:"name"`
	Role     team.Role `json:"role"`
	JoinedAt time.Time `json:"joined_at,omitzero"` // trainers are told, and everybody about themselves
}

func (s *Server) team(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	members, err := s.desk.Members(r.Context(), c.person.ID, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	answer := teamAnswer{Team: c.team, Me: c.member, Members: make([]memberAnswer, 0, len(members))}
	if !s.combined && !c.team.ModelOff {
		answer.ReadBy = s.readBy
	}
	for _, member := range members {
		answer.Members = append(answer.Members, memberAnswer{member.Person, member.Name, member.Role, member.JoinedAt})
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) setTeam(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Name      string `json:"name"`
		TimeZone  string `json:"time_zone"`
		Season    string `json:"season"`
		KeepWords int    `json:"keep_words"`
		ModelOff  *bool  `json:"model_off"` // older pages do not say it, and change nothing of it
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	changed, err := s.desk.Set(r.Context(), c.person.ID, c.team.ID, team.Settings{
		Name: request.Name, TimeZone: request.TimeZone, Season: request.Season, KeepWords: request.KeepWords, ModelOff: request.ModelOff,
	})
	s.writeTeam(w, r, changed, err)
}

func (s *Server) archiveTeam(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Archived bool `json:"archived"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	changed, err := s.desk.Archive(r.Context(), c.person.ID, c.team.ID, request.Archived)
	s.writeTeam(w, r, changed, err)
}

func (s *Server) writeTeam(w http.ResponseWriter, r *http.Request, changed team.Team, err error) {
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellBoards(changed.ID) // in another time zone or season, or put away
	writeJSON(w, http.StatusOK, struct {
		Team team.Team `json:"team"`
	}{changed})
}

func (s *Server) setMyself(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Name   string `json:"name"`
		Hidden bool   `json:"hidden"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	member, err := s.desk.Me(r.Context(), c.person.ID, c.team.ID, request.Name, request.Hidden)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellBoards(c.team.ID) // under another name, or hidden
	writeJSON(w, http.StatusOK, struct {
		Me team.Member `json:"me"`
	}{member})
}

func (s *Server) leaveTeam(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	err := s.desk.Leave(r.Context(), c.person.ID, c.team.ID)
	s.outOfTeam(w, r, c.person.ID, err)
}

func (s *Server) removeMember(w http.ResponseWriter, r *http.Request) {
	c, person := callerOf(r.Context()), r.PathValue("person")
	err := s.desk.Remove(r.Context(), c.person.ID, c.team.ID, person)
	s.outOfTeam(w, r, person, err)
}

// outOfTeam ends what a membership opened, once it is gone.
func (s *Server) outOfTeam(w http.ResponseWriter, r *http.Request, person string, err error) {
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	left := callerOf(r.Context()).team.ID
	s.attendance.endMember(left, person)
	s.tellBoards(left)
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) setRole(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Role team.Role `json:"role"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	if err := s.desk.SetRole(r.Context(), c.person.ID, c.team.ID, r.PathValue("person"), request.Role); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.attendance.endMember(c.team.ID, r.PathValue("person")) // what is open comes back as what they are now
	w.WriteHeader(http.StatusNoContent)
}

type linkAnswer struct {
	ID   string `json:"id,omitempty"`
	Link string `json:"link"`
}

// resetLink answers with a link by which a member chooses a new passphrase, for
// the trainer to hand over.
func (s *Server) resetLink(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	token, err := s.door.ResetLink(r.Context(), c.person.ID, c.team.ID, r.PathValue("person"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, linkAnswer{Link: s.link(r, "/reset", token)})
}

func (s *Server) invite(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Role    team.Role `json:"role"`
		MaxUses int       `json:"max_uses"`
		Days    int       `json:"days"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	invitation, token, err := s.desk.Invite(r.Context(), c.person.ID, c.team.ID, team.Offer{Role: request.Role, MaxUses: request.MaxUses, Days: request.Days})
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, linkAnswer{invitation.ID, s.link(r, "/join", token)})
}

func (s *Server) invitations(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	invitations, err := s.desk.Invitations(r.Context(), c.person.ID, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Invitations []team.Invitation `json:"invitations"`
	}{orEmpty(invitations)})
}

func (s *Server) revoke(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	if err := s.desk.Revoke(r.Context(), c.person.ID, c.team.ID, r.PathValue("id")); err != nil {
		s.writeError(w, r, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Server) lookInvitation(w http.ResponseWriter, r *http.Request) {
	token, ok := s.readToken(w, r)
	if !ok {
		return
	}
	invited, role, err := s.desk.LookInvitation(r.Context(), token)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Team string    `json:"team"`
		Role team.Role `json:"role"`
	}{invited.Name, role})
}

func (s *Server) join(w http.ResponseWriter, r *http.Request) {
	token, ok := s.readToken(w, r)
	if !ok {
		return
	}
	joined, err := s.desk.Join(r.Context(), callerOf(r.Context()).person.ID, token)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Team string `json:"team"`
	}{joined.ID})
}

// link is the address of a page of ours with a token. The token stands in the
// fragment, which a browser keeps to itself: no log and no referrer has it.
func (s *Server) link(r *http.Request, path, token string) string {
	return s.base(r) + path + "#" + token
}

// base is where people reach this server: its public address, else the host that
// this request asked for.
func (s *Server) base(r *http.Request) string {
	if s.origin != "" {
		return s.origin
	}
	return "http://" + r.Host
}
