package web

import (
	"net/http"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

type debriefAnswer struct {
	Attempt  wireAttempt      `json:"attempt"`
	Briefing briefing         `json:"briefing"`
	Debrief  score.Debriefing `json:"debrief"`
}

// debrief shows what the attempt can teach, once nothing can change it any
// more: before that it would give away what the rep has to find out.
func (s *Server) debrief(w http.ResponseWriter, r *http.Request) {
	view, err := s.room.Look(r.Context(), callerOf(r.Context()).attempt.Rep, r.PathValue("id"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	if !view.Attempt.Ending.Over() {
		s.writeError(w, r, practice.Errorf(practice.CodeNotEnded, "This attempt still runs. Its debrief comes when it has ended."))
		return
	}
	writeJSON(w, http.StatusOK, debriefAnswer{wireAttempt{Attempt: view.Attempt}, briefingOf(view.Scenario), score.Debrief(view.Scenario, view.Events)})
}
