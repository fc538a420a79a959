package web

import (
	"context"
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

// correct takes the word of a rep, or of a trainer of the attempt's team, that a
// turn was read wrongly, and answers with the debrief that follows.
func (s *Server) correct(w http.ResponseWriter, r *http.Request) {
	var request correctionRequest
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	correction := request.correction()
	var err error
	if !c.reader.Own {
		correction.By, err = s.corrector(r.Context(), c)
	}
	if err == nil {
		_, err = s.room.Correct(r.Context(), c.attempt.Rep, c.attempt.ID, correction)
	}
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.debrief(w, r)
}

// corrector is the name under which a trainer corrects. Who is called like the
// mark of a rep's own correction is not taken for the rep.
func (s *Server) corrector(ctx context.Context, c caller) (string, error) {
	access, err := s.desk.Corrector(ctx, c.rep, c.attempt)
	if err != nil {
		return "", err
	}
	if access.Name == practice.ByRep {
		return access.Name + " (trainer)", nil
	}
	return access.Name, nil
}
