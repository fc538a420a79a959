package web

import (
	"net/http"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

type debriefAnswer struct {
	readerAnswer
	Debrief score.Debriefing `json:"debrief"`
	// Coach is the language model that can word the debrief's proposals anew; "": none.
	Coach string `json:"coach"`
	// Reflections are what the rep wrote down for themself; nobody else is told
	// whether there are any.
	Reflections []practice.KeptReflection `json:"reflections,omitempty"`
}

// withoutDoubts takes away where two readers differ: that is for a trainer, who can
// settle it.
func withoutDoubts(notes []score.Note) {
	for i := range notes {
		notes[i].Differs, notes[i].SecondMissed = nil, false
	}
}

var errNoDebriefYet = practice.Errorf(practice.CodeNotEnded, "This attempt still runs. Its debrief comes when it has ended.")

// debrief shows what the attempt can teach, once nothing can change it any
// more: before that it would give away what the rep has to find out.
func (s *Server) debrief(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	view, err := s.room.Look(r.Context(), c.attempt.Rep, c.attempt.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	if !view.Attempt.Ending.Over() {
		s.writeError(w, r, errNoDebriefYet)
		return
	}
	answer := debriefAnswer{readerAnswerOf(c, view), score.Debrief(view.Scenario, view.Events), s.advisor.name(), nil}
	if !s.modelAllowed(r.Context(), view.Attempt) {
		answer.Coach = ""
	}
	if c.reader.Own {
		withoutDoubts(answer.Debrief.Turns)
		answer.Reflections = practice.Reflections(view.Events)
	}
	writeJSON(w, http.StatusOK, answer)
}
