package web

import (
	"net/http"

	"github.com/askagain/askagain/server/coach"
	"github.com/askagain/askagain/server/practice"
)

// draftRequest is what the rep has written and not said yet.
type draftRequest struct {
	To      string            `json:"to"`
	Channel practice.Channel  `json:"channel"`
	Text    string            `json:"text"`
	Intends []practice.Method `json:"intends"`
}

// draftAnswer is how it would read: what the socket says of a turn, and the
// coach's points.
type draftAnswer struct {
	Read   *wireReading  `json:"read"`
	Points []coach.Point `json:"points"`
}

// draft looks at words before they count. Nothing of them is kept or logged.
func (s *Server) draft(w http.ResponseWriter, r *http.Request) {
	var request draftRequest
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	if !s.drafts.allow(c.rep, s.now()) {
		s.writeError(w, r, errManyDrafts)
		return
	}
	turn := practice.Turn{Kind: practice.Say, To: request.To, Channel: request.Channel, Text: request.Text, Intends: request.Intends}
	reading, view, err := s.room.Draft(r.Context(), c.rep, c.attempt.ID, turn)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	talk := coach.Follow(view.Scenario)
	for _, event := range view.Events {
		talk.Hear(event)
	}
	writeJSON(w, http.StatusOK, draftAnswer{wireReadingOf(&reading), talk.Draft(turn, reading)})
}

// coach switches the coach on from here on, for good: what was coached stays marked.
func (s *Server) coach(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	if err := s.room.Coach(r.Context(), c.rep, c.attempt.ID); err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, map[string]bool{"coached": true})
}

var errManyDrafts = practice.Errorf(practice.CodeTooMany, "The coach has looked at many drafts just now. Say this one, or wait a moment.")
