package web

import (
	"context"
	"crypto/rand"
	"net/http"
	"strings"
	"time"

	"github.com/askagain/askagain/server/own"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

var errNoOwn = practice.Errorf(practice.CodeNotFound, "There is no practice on a no of your own on this server.")

// ownAttempt is one of the attempts at an own no.
type ownAttempt struct {
	ID        string          `json:"id"`
	Ending    practice.Ending `json:"ending"`
	Total     practice.Points `json:"total"`
	Turns     int             `json:"turns"`
	StartedAt time.Time       `json:"started_at"`
}

type ownList struct {
	Nos     []shownOwn      `json:"nos"`
	Most    int             `json:"most"`
	Reasons []own.Choice    `json:"reasons"`
	Methods []briefedMethod `json:"methods"`
}

type ownPage struct {
	No       shownOwn        `json:"no"`
	Scenario string          `json:"scenario"`
	Attempts []ownAttempt    `json:"attempts"`
	Reasons  []own.Choice    `json:"reasons"`
	Methods  []briefedMethod `json:"methods"`
	Drafter  string          `json:"drafter"` // the language model that may draft the person; "" for none
}

// withOwn hands a call on to where own nos are kept.
func (s *Server) withOwn(handle func(w http.ResponseWriter, r *http.Request, rep string) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if s.own == nil {
			s.writeError(w, r, errNoOwn)
			return
		}
		if err := handle(w, r, callerOf(r.Context()).rep); err != nil {
			s.writeError(w, r, err)
		}
	}
}

func (s *Server) listOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	nos, err := s.own.OwnNosOf(r.Context(), rep)
	if err != nil {
		return err
	}
	shown := make([]shownOwn, 0, len(nos))
	for _, no := range nos {
		shown = append(shown, shownOwnOf(no))
	}
	writeJSON(w, http.StatusOK, ownList{shown, practice.MaxOwnNos, own.Reasons(), briefedMethods()})
	return nil
}

func (s *Server) createOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	var told struct {
		Need    string            `json:"need"`
		Name    string            `json:"name"`
		Role    string            `json:"role"`
		Said    string            `json:"said"`
		You     string            `json:"you"`
		Reasons []string          `json:"reasons"`
		Tried   []practice.Method `json:"tried"`
	}
	if err := readJSON(r, &told); err != nil {
		return err
	}
	no := own.Tidy(practice.OwnNo{
		ID: rand.Text(), Rep: rep, At: s.now().UTC().Truncate(time.Millisecond),
		Need: told.Need, Name: told.Name, Role: told.Role, Said: told.Said, You: told.You, Reasons: told.Reasons, Tried: told.Tried,
	})
	if _, err := own.Build(no); err != nil { // what is kept can be played
		return err
	}
	if err := s.own.CreateOwnNo(r.Context(), no); err != nil {
		return err
	}
	writeJSON(w, http.StatusCreated, createdAnswer{no.ID})
	return nil
}

func (s *Server) showOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	no, err := s.own.OwnNo(r.Context(), rep, r.PathValue("id"))
	if err != nil {
		return err
	}
	attempts, err := s.store.Attempts(r.Context(), rep, attemptsRead)
	if err != nil {
		return err
	}
	page := ownPage{No: shownOwnOf(no), Drafter: s.drafterName(), Scenario: own.ScenarioName(no.ID), Attempts: []ownAttempt{}, Reasons: own.Reasons(), Methods: briefedMethods()}
	for _, a := range attempts {
		if a.Scenario == page.Scenario {
			page.Attempts = append(page.Attempts, ownAttempt{a.ID, a.Ending, a.Total, a.Turns, a.StartedAt})
		}
	}
	writeJSON(w, http.StatusOK, page)
	return nil
}

func (s *Server) commitOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	var commitment practice.Commitment
	if err := readJSON(r, &commitment); err != nil {
		return err
	}
	commitment.Words = strings.TrimSpace(commitment.Words)
	if err := own.CheckCommitment(commitment); err != nil {
		return err
	}
	// Another day means that they have not asked yet.
	return s.changeOwn(w, r, rep, func(no *practice.OwnNo) error {
		no.Commitment, no.Told = &commitment, nil
		return nil
	})
}

func (s *Server) tellOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	var told practice.Told
	if err := readJSON(r, &told); err != nil {
		return err
	}
	told.Note, told.At = strings.TrimSpace(told.Note), s.now().UTC().Truncate(time.Millisecond)
	if err := own.CheckTold(told); err != nil {
		return err
	}
	return s.changeOwn(w, r, rep, func(no *practice.OwnNo) error {
		if no.Commitment == nil {
			return practice.Errorf(practice.CodeConflict, "Choose first how and when you will ask.")
		}
		no.Told = &told
		return nil
	})
}

func (s *Server) changeOwn(w http.ResponseWriter, r *http.Request, rep string, change func(*practice.OwnNo) error) error {
	no, err := s.own.OwnNo(r.Context(), rep, r.PathValue("id"))
	if err != nil {
		return err
	}
	if err := change(&no); err != nil {
		return err
	}
	if err := s.own.SetOwnNo(r.Context(), no); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, shownOwnOf(no))
	return nil
}

func (s *Server) deleteOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	id := r.PathValue("id")
	if err := s.own.DeleteOwnNo(r.Context(), rep, id, own.ScenarioName(id)); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func (s *Server) remindOwn(w http.ResponseWriter, r *http.Request, rep string) error {
	no, err := s.own.OwnNo(r.Context(), rep, r.PathValue("id"))
	if err != nil {
		return err
	}
	if no.Commitment == nil {
		return practice.Errorf(practice.CodeConflict, "Choose first how and when you will ask.")
	}
	w.Header().Set("Content-Type", "text/calendar; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="ask-again.ics"`)
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write([]byte(own.Reminder(no, methodName(no.Commitment.Method), s.now()))) // who left has no file
	return nil
}

// scenarioFor returns a scenario that the rep may play: one on offer, or the one
// made of a no of their own.
func (s *Server) scenarioFor(ctx context.Context, rep, name string) (*scenario.Scenario, error) {
	if found, offered := s.catalogue.Get(name); offered {
		return found, nil
	}
	id, is := own.ID(name)
	if !is || s.own == nil {
		return nil, errNoScenario
	}
	no, err := s.own.OwnNo(ctx, rep, id)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return nil, errNoScenario
	}
	if err != nil {
		return nil, err
	}
	return own.Build(no)
}

// earliestZone is how far the earliest time zone is ahead of UTC.
const earliestZone = 14 * time.Hour

// dueOwn are the own nos whose day has come somewhere, and of which nobody has said
// how they went. Whether it has come where the rep is, their page knows.
func (s *Server) dueOwn(ctx context.Context, rep string) ([]ownDue, error) {
	due := []ownDue{}
	if s.own == nil {
		return due, nil
	}
	nos, err := s.own.OwnNosOf(ctx, rep)
	if err != nil {
		return nil, err
	}
	today := s.now().UTC().Add(earliestZone).Format(time.DateOnly)
	for _, no := range nos {
		if own.Due(no, today) {
			due = append(due, ownDue{no.ID, no.Name, no.Commitment.Date})
		}
	}
	return due, nil
}

// ownDue is what the shelf asks about: did you ask?
type ownDue struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	Date string `json:"date"`
}
