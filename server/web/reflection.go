package web

import (
	"net/http"

	"github.com/askagain/askagain/server/practice"
)

type reflectionsAnswer struct {
	Reflections []practice.KeptReflection `json:"reflections"`
}

// reflect keeps what a rep writes down for themself about a turn. It takes the
// rep alone: not even whoever may read the attempt sees it.
func (s *Server) reflect(w http.ResponseWriter, r *http.Request) {
	var request struct {
		practice.Reflection
		Was *string `json:"was"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	kept, err := s.room.Reflect(r.Context(), c.rep, c.attempt.ID, request.Reflection, request.Was)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, reflectionsAnswer{kept})
}
