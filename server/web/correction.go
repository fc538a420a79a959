package web

import (
	"net/http"

	"github.com/askagain/askagain/server/practice"
)

// correctionRequest is what the debrief's page sends. Start and end are byte
// offsets into the turn's text; the room takes the quote from there.
type correctionRequest struct {
	Turn    int `json:"turn"`
	Changes []struct {
		Label practice.Label `json:"label"`
		Holds bool           `json:"holds"`
		Start *int           `json:"start"`
		End   *int           `json:"end"`
	} `json:"changes"`
	Reason string `json:"reason"`
}

func (c correctionRequest) correction() practice.Correction {
	correction := practice.Correction{Turn: c.Turn, Reason: c.Reason}
	for _, change := range c.Changes {
		made := practice.Change{Label: change.Label, Holds: change.Holds}
		if change.Start != nil && change.End != nil {
			made.Evidence = &practice.Evidence{Start: *change.Start, End: *change.End}
		}
		correction.Changes = append(correction.Changes, made)
	}
	return correction
}

// correct takes a rep's word that a turn was read wrongly, and answers with the
// debrief that follows.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) {
	var request correctionRequest
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	if _, err := s.room.Correct(r.Context(), callerOf(r.Context()).attempt.Rep, r.PathValue("id"), request.correction()); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.debrief(w, r)
}
