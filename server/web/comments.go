package web

import (
	"net/http"

	"github.com/askagain/askagain/server/team"
)

func (s *Server) comments(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	remarks, err := s.work.talks.Comments(r.Context(), c.rep, c.attempt)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Comments []team.Remark `json:"comments"`
	}{orEmpty(remarks)})
}

func (s *Server) comment(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Turn int
		Text string
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	remark, err := s.work.talks.Comment(r.Context(), c.rep, c.attempt, request.Turn, request.Text)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellConcerned(c.attempt, noticeComment)
	writeJSON(w, http.StatusCreated, remark)
}

func (s *Server) deleteComment(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	if err := s.work.talks.DeleteComment(r.Context(), c.rep, c.attempt, r.PathValue("comment")); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellConcerned(c.attempt, noticeComment)
	w.WriteHeader(http.StatusNoContent)
}
