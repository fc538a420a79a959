package web

import (
	"net/http"

	"github.com/askagain/askagain/server/team"
)

// Usage is what was used of a language model.
type Usage struct {
	Calls  int64   `json:"calls"`
	Tokens int64   `json:"tokens"`
	Spend  float64 `json:"spend"` // in the currency of the prices that are set; 0 without prices
}

type glanceAnswer struct {
	team.Glance
	Model *Usage `json:"model"` // today's; null without a language model
}

// glance shows trainers the team's week and what needs a look.
func (s *Server) glance(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	seen, err := s.work.coach.Glance(r.Context(), c.rep, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	answer := glanceAnswer{Glance: seen}
	if s.work.usage != nil {
		used := s.work.usage(c.team.ID)
		answer.Model = &used
	}
	writeJSON(w, http.StatusOK, answer)
}

// history shows what somebody has practiced, to them and to trainers.
func (s *Server) history(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	page, err := s.work.coach.Person(r.Context(), c.rep, c.team.ID, r.PathValue("person"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, page)
}
