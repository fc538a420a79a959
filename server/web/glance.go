package web

import "net/http"

// glance shows trainers the team's week and what needs a look.
func (s *Server) glance(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	seen, err := s.work.coach.Glance(r.Context(), c.rep, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, seen)
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
