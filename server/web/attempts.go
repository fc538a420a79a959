package web

import (
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
)

const (
	openShown    = 5   // unfinished attempts on the shelf
	attemptsRead = 500 // of a guest, newest first, that the shelf looks at
)

var errNoScenario = practice.Errorf(practice.CodeNotFound, "There is no scenario of that name here. Go back to the shelf and pick one.")

type shelfAnswer struct {
	Scenarios []shelfEntry  `json:"scenarios"`
	Open      []openAttempt `json:"open"`
}

type shelfEntry struct {
	Name     string           `json:"name"`
	Title    string           `json:"title"`
	Need     string           `json:"need"`
	You      string           `json:"you"`
	Level    int              `json:"level"`
	Minutes  int              `json:"minutes"`
	People   int              `json:"people"`
	Best     *practice.Points `json:"best"` // null before the first finished attempt
	Attempts int              `json:"attempts"`
}

type openAttempt struct {
	ID        string    `json:"id"`
	Scenario  string    `json:"scenario"`
	Title     string    `json:"title"`
	Turns     int       `json:"turns"`
	StartedAt time.Time `json:"started_at"`
}

func (s *Server) shelf(w http.ResponseWriter, r *http.Request) {
	rep := callerOf(r.Context()).rep
	attempts, err := s.store.Attempts(r.Context(), rep, attemptsRead)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	bests, err := s.store.Bests(r.Context(), rep)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, shelfOf(s.catalogue.List(), attempts, bests))
}

// shelfOf shows the scenarios on offer and what the guest has done with them.
// It is pure.
func shelfOf(scenarios []*scenario.Scenario, attempts []practice.Attempt, bests map[string]practice.Points) shelfAnswer {
	answer := shelfAnswer{Scenarios: make([]shelfEntry, 0, len(scenarios)), Open: []openAttempt{}}
	counts := map[string]int{}
	for _, attempt := range attempts {
		counts[attempt.Scenario]++
		if !attempt.Ending.Over() && len(answer.Open) < openShown {
			answer.Open = append(answer.Open, openAttempt{attempt.ID, attempt.Scenario, attempt.Title, attempt.Turns, attempt.StartedAt})
		}
	}
	for _, offered := range scenarios {
		entry := shelfEntry{
			Name: offered.Name, Title: offered.Title, Need: offered.Outcome.Need, You: offered.You,
			Level: offered.Level, Minutes: offered.Minutes, People: len(offered.People), Attempts: counts[offered.Name],
		}
		if best, played := bests[offered.Name]; played {
			entry.Best = &best
		}
		answer.Scenarios = append(answer.Scenarios, entry)
	}
	return answer
}

func (s *Server) briefing(w http.ResponseWriter, r *http.Request) {
	found, offered := s.catalogue.Get(r.PathValue("name"))
	if !offered {
		s.writeError(w, r, errNoScenario)
		return
	}
	writeJSON(w, http.StatusOK, briefingOf(found))
}

type createdAnswer struct {
	ID string `json:"id"`
}

func (s *Server) begin(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Scenario string          `json:"scenario"`
		Palette  bool            `json:"palette"`
		Before   practice.Before `json:"before"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	found, offered := s.catalogue.Get(request.Scenario)
	if !offered {
		s.writeError(w, r, errNoScenario)
		return
	}
	attempt, err := s.room.Begin(r.Context(), session.Begin{
		Rep: callerOf(r.Context()).rep, Scenario: found, Palette: request.Palette, Before: request.Before,
		Seed: rand.Uint64(), // circumstances, not secrets: which of the scenario's variants is met
	})
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, createdAnswer{attempt.ID})
}

func (s *Server) rewind(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Turn int `json:"turn"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	attempt, err := s.room.Rewind(r.Context(), callerOf(r.Context()).rep, r.PathValue("id"), request.Turn)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, createdAnswer{attempt.ID})
}

// wireAttempt is an attempt as its owner sees it. The rep's id and the seed, by
// which a variant could be told, stay inside: the fields of the same name cover
// those of the embedded attempt.
type wireAttempt struct {
	practice.Attempt
	Rep  *struct{} `json:"rep,omitempty"`
	Seed *struct{} `json:"seed,omitempty"`
}

type attemptAnswer struct {
	Attempt  wireAttempt `json:"attempt"`
	Briefing briefing    `json:"briefing"`
}

func (s *Server) attempt(w http.ResponseWriter, r *http.Request) {
	view, err := s.room.Look(r.Context(), callerOf(r.Context()).attempt.Rep, r.PathValue("id"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, attemptAnswer{wireAttempt{Attempt: view.Attempt}, briefingOf(view.Scenario)})
}

// readJSON reads the one JSON value of a request. Unknown keys are ignored, so
// that newer pages can talk to older servers.
func readJSON(r *http.Request, into any) error {
	body, err := io.ReadAll(r.Body)
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return practice.Errorf(practice.CodeTooLarge, "That is more than %d bytes, the most that is taken here. Shorten it and send it again.", tooLarge.Limit)
	case err != nil:
		return practice.Errorf(practice.CodeInvalid, "What was sent broke off on its way. Please send it again.").Because(err)
	case !utf8.Valid(body):
		return practice.Errorf(practice.CodeInvalid, "What was sent is not valid UTF-8 text. Reload the page and try again.")
	}
	if err := json.Unmarshal(body, into); err != nil {
		return practice.Errorf(practice.CodeInvalid, "What was sent could not be understood. Reload the page and try again.").Because(err)
	}
	return nil
}
