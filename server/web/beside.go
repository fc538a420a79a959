package web

import (
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// branchesAmong is how many of a rep's newest attempts are looked through for those
// that went back to a turn of another.
const branchesAmong = 200

type besideAnswer struct {
	Parent   string        `json:"parent"` // the attempt that was left; "" where there is none to show
	Beside   *score.Beside `json:"beside"`
	Branches []branch      `json:"branches"`
}

// branch is an attempt that went back to a turn of this one.
type branch struct {
	ID        string          `json:"id"`
	From      int             `json:"from"` // its first turn of its own
	Ending    practice.Ending `json:"ending"`
	Total     practice.Points `json:"total"` // meaningful once it has ended
	StartedAt time.Time       `json:"started_at"`
}

// beside answers with what stands beside an ended attempt: the one that it went
// back from, and those that went back from it. The caller sees none that they may
// not read by itself.
func (s *Server) beside(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	view, err := s.room.Look(r.Context(), c.attempt.Rep, c.attempt.ID)
	if err == nil && !view.Attempt.Ending.Over() {
		err = errNoDebriefYet
	}
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	answer := besideAnswer{}
	if answer.Branches, err = s.branches(r.Context(), c); err != nil {
		s.writeError(w, r, err)
		return
	}
	parent, err := s.parent(r.Context(), c)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	if parent != nil {
		beside := score.Compare(*parent, score.Debrief(view.Scenario, view.Events), c.attempt.ParentTurn+1)
		answer.Parent, answer.Beside = c.attempt.Parent, &beside
	}
	writeJSON(w, http.StatusOK, answer)
}

// parent tells the attempt that the caller's went back from; nil where there is
// none any more, where it still runs or lost its words, or is not for the caller.
func (s *Server) parent(ctx context.Context, c caller) (*score.Debriefing, error) {
	if c.attempt.Parent == "" {
		return nil, nil
	}
	kept, err := s.store.Attempt(ctx, c.attempt.Parent)
	switch {
	case practice.CodeOf(err) == practice.CodeNotFound:
		return nil, nil
	case err != nil:
		return nil, err
	case kept.Rep != c.attempt.Rep || kept.Hash != c.attempt.Hash || kept.Forgotten || !kept.Ending.Over():
		return nil, nil
	}
	if _, err := s.desk.Reader(ctx, c.rep, kept); err != nil {
		if practice.CodeOf(err) == practice.CodeNotFound {
			return nil, nil
		}
		return nil, err
	}
	view, err := s.room.Look(ctx, kept.Rep, kept.ID)
	if err != nil {
		if practice.CodeOf(err) == practice.CodeNotFound { // deleted in the meantime
			return nil, nil
		}
		return nil, err
	}
	debriefing := score.Debrief(view.Scenario, view.Events)
	return &debriefing, nil
}

// branches lists the attempts that went back from the caller's, oldest first.
// They are of the same rep and team, so whoever reads the one may read the others.
func (s *Server) branches(ctx context.Context, c caller) ([]branch, error) {
	attempts, err := s.store.Attempts(ctx, c.attempt.Rep, branchesAmong)
	if err != nil {
		return nil, err
	}
	branches := []branch{}
	for _, one := range slices.Backward(attempts) {
		if one.Parent == c.attempt.ID && (c.reader.Own || one.Team == c.attempt.Team) {
			branches = append(branches, branch{one.ID, one.ParentTurn + 1, one.Ending, one.Total, one.StartedAt})
		}
	}
	return branches, nil
}
