package web

import (
	"net/http"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func (s *Server) assignments(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	overviews, err := s.work.assigner.List(r.Context(), c.rep, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Assignments []team.Overview `json:"assignments"`
	}{orEmpty(overviews)})
}

var errNoSecondReader = practice.Errorf(practice.CodeInvalid, "This server has no language model that reads. Give the scenario without it, or have ASKAGAIN_SECOND_READER set.")

func (s *Server) assign(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Scenario string          `json:"scenario"`
		People   []string        `json:"people"`
		Attempts int             `json:"attempts"`
		PassMark practice.Points `json:"pass_mark"`
		Palette  bool            `json:"palette"`
		Combined bool            `json:"combined"` // read by a language model too
		Note     string          `json:"note"`
		Due      string          `json:"due"` // the last day, such as 2026-03-06; "" for none
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	found, offered := s.catalogue.Get(request.Scenario)
	if !offered {
		s.writeError(w, r, errNoScenario)
		return
	}
	if request.Combined && s.readBy == "" {
		s.writeError(w, r, errNoSecondReader)
		return
	}
	c := callerOf(r.Context())
	made, err := s.work.assigner.Assign(r.Context(), c.rep, c.team.ID, team.Task{
		Scenario: found.Name, Title: found.Title, People: request.People, Attempts: request.Attempts,
		PassMark: request.PassMark, Palette: request.Palette, Combined: request.Combined, Note: request.Note, Due: request.Due,
	})
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellTeam(c.team.ID, noticeAssignment, made.ID)
	writeJSON(w, http.StatusCreated, createdAnswer{ID: made.ID})
}

func (s *Server) editAssignment(w http.ResponseWriter, r *http.Request) {
	var request struct {
		People   []string        `json:"people"`
		Attempts int             `json:"attempts"`
		PassMark practice.Points `json:"pass_mark"`
		Note     string          `json:"note"`
		Due      string          `json:"due"`
		Closed   bool            `json:"closed"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	made, err := s.work.assigner.Edit(r.Context(), c.rep, c.team.ID, r.PathValue("id"), team.Change{
		People: request.People, Attempts: request.Attempts, PassMark: request.PassMark,
		Note: request.Note, Due: request.Due, Closed: request.Closed,
	})
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellTeam(c.team.ID, noticeAssignment, made.ID)
	writeJSON(w, http.StatusOK, made)
}
