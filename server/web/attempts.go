package web

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
)

const (
	openShown    = 5   // unfinished attempts on the shelf
	attemptsRead = 500 // of a guest, newest first, that the shelf looks at
)

var errNoScenario = practice.Errorf(practice.CodeNotFound, "There is no scenario of that name here. Go back to the shelf and pick one.")

type shelfAnswer struct {
	Scenarios []shelfEntry  `json:"scenarios"`
	Open      []openAttempt `json:"open"`
	Assigned  []team.Own    `json:"assigned"`
	Due       []ownDue      `json:"due"` // own nos to ask about: did you ask?
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
	Rewind    bool      `json:"rewind"`
	Coached   bool      `json:"coached"`
}

func (s *Server) shelf(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	attempts, err := s.store.Attempts(r.Context(), c.rep, attemptsRead)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	bests, err := s.store.Bests(r.Context(), c.rep)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	answer := shelfOf(s.catalogue.List(), attempts, bests)
	if answer.Due, err = s.dueOwn(r.Context(), c.rep); err != nil {
		s.writeError(w, r, err)
		return
	}
	if c.person != nil {
		if answer.Assigned, err = s.work.assigner.Mine(r.Context(), c.rep); err != nil {
			s.writeError(w, r, err)
			return
		}
	}
	writeJSON(w, http.StatusOK, answer)
}

// shelfOf shows the scenarios on offer and what the rep has done with them.
// It is pure.
func shelfOf(scenarios []*scenario.Scenario, attempts []practice.Attempt, bests map[string]practice.Points) shelfAnswer {
	answer := shelfAnswer{Scenarios: make([]shelfEntry, 0, len(scenarios)), Open: []openAttempt{}, Assigned: []team.Own{}}
	counts := map[string]int{}
	for _, attempt := range attempts {
		counts[attempt.Scenario]++
		if !attempt.Ending.Over() && len(answer.Open) < openShown {
			answer.Open = append(answer.Open, openAttempt{attempt.ID, attempt.Scenario, attempt.Title, attempt.Turns, attempt.StartedAt, attempt.Parent != "", attempt.Coached})
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
	found, err := s.scenarioFor(r.Context(), callerOf(r.Context()).rep, r.PathValue("name"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, briefingOf(found))
}

type createdAnswer struct {
	ID string `json:"id"`
}

// begunAnswer is a new attempt. Why says why it does not count, where it was
// begun under an assignment and does not.
type begunAnswer struct {
	ID       string `json:"id"`
	Official bool   `json:"official"`
	Why      string `json:"why,omitempty"`
}

// beginRequest is how a page begins an attempt: by a scenario of one's choice, for
// oneself or for a team, or by an assignment, which settles the rest.
type beginRequest struct {
	Scenario   string          `json:"scenario"`
	Palette    bool            `json:"palette"`
	Before     practice.Before `json:"before"`
	Assignment string          `json:"assignment"`
	Team       string          `json:"team"`
	Coached    bool            `json:"coached"`
}

func (s *Server) begin(w http.ResponseWriter, r *http.Request) {
	var request beginRequest
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	begin := s.beginOwn
	if request.Assignment != "" {
		begin = s.beginAssigned
	}
	begun, err := begin(r.Context(), callerOf(r.Context()), request)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusCreated, begun)
}

// beginOwn begins practice, which never counts.
func (s *Server) beginOwn(ctx context.Context, c caller, request beginRequest) (begunAnswer, error) {
	found, err := s.scenarioFor(ctx, c.rep, request.Scenario)
	if err != nil {
		return begunAnswer{}, err
	}
	if request.Team != "" {
		if _, offered := s.catalogue.Get(found.Name); !offered {
			return begunAnswer{}, practice.Errorf(practice.CodeForbidden, "A no of your own is practiced for yourself alone, and never with a team.")
		}
		if err := s.inTeams(c); err != nil {
			return begunAnswer{}, err
		}
		if err := s.work.assigner.Practice(ctx, c.rep, request.Team); err != nil {
			return begunAnswer{}, err
		}
	}
	attempt, err := s.room.Begin(ctx, session.Begin{
		Rep: c.rep, Scenario: found, Palette: request.Palette, Before: request.Before, Team: request.Team, Coached: request.Coached, Combined: s.combined,
		Seed: rand.Uint64(), // circumstances, not secrets: which of the scenario's variants is met
	})
	return begunAnswer{ID: attempt.ID}, err
}

// beginAssigned begins an attempt under an assignment: its scenario, its palette
// and its circumstances, whatever else was sent.
func (s *Server) beginAssigned(ctx context.Context, c caller, request beginRequest) (begunAnswer, error) {
	if err := s.inTeams(c); err != nil {
		return begunAnswer{}, err
	}
	var attempt practice.Attempt
	start, err := s.work.assigner.Begin(ctx, c.rep, request.Assignment, func(ctx context.Context, start team.Start) error {
		found, offered := s.catalogue.Get(start.Scenario)
		if !offered {
			return practice.Errorf(practice.CodeNotFound, "The scenario %s of this assignment is on offer no longer. Tell your trainer.", start.Title)
		}
		var err error
		attempt, err = s.room.Begin(ctx, session.Begin{
			Rep: c.rep, Scenario: found, Palette: start.Palette, Seed: start.Seed, Before: request.Before,
			Team: start.Team, Assignment: start.Assignment, Official: start.Official, Coached: request.Coached, Combined: s.combined || start.Combined,
		})
		return err
	})
	if err != nil {
		return begunAnswer{}, err
	}
	return begunAnswer{ID: attempt.ID, Official: start.Official, Why: start.Why}, nil
}

// inTeams says why somebody has no part in teams.
func (s *Server) inTeams(c caller) error {
	if c.person == nil {
		return errSignIn
	}
	return nil
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

// wireAttempt is an attempt as whoever may read it sees it. The rep's id and the
// seed, by which a variant could be told, stay inside: the fields of the same name
// cover those of the embedded attempt.
type wireAttempt struct {
	practice.Attempt
	Rep  *struct{} `json:"rep,omitempty"`
	Seed *struct{} `json:"seed,omitempty"`
}

// readerAnswer is an attempt with whose it is and what it counts for.
type readerAnswer struct {
	Attempt  wireAttempt `json:"attempt"`
	Briefing briefing    `json:"briefing"`
	Mine     bool        `json:"mine"`
	Rep      namedPerson `json:"rep"`
	Official bool        `json:"official"`
	Team     string      `json:"team"`
	Voice    voiceAnswer `json:"voice"`
	Model    string      `json:"model,omitempty"` // that speaks, and is sent what the rep types
	// ReadBy is the language model that reads the turns too, for which they are sent to it.
	ReadBy string `json:"read_by,omitempty"`
}

// namedPerson is somebody under their display name. A guest has neither.
type namedPerson struct {
	Person string `json:"person"`
	Name   string `json:"name"`
}

func (s *Server) withModel(ctx context.Context, attempt practice.Attempt, answer readerAnswer) readerAnswer {
	answer.Voice = s.voiceOnOffer(ctx, attempt)
	if s.modelAllowed(ctx, attempt) {
		answer.Model = s.model
		if attempt.Combined {
			answer.ReadBy = s.readBy
		}
	}
	return answer
}

func readerAnswerOf(c caller, view session.View) readerAnswer {
	answer := readerAnswer{
		Attempt: wireAttempt{Attempt: view.Attempt}, Briefing: briefingOf(view.Scenario),
		Mine: c.reader.Own, Official: view.Attempt.Official, Team: view.Attempt.Team,
	}
	if strings.HasPrefix(view.Attempt.Rep, team.PersonPrefix) {
		answer.Rep = namedPerson{view.Attempt.Rep, c.reader.Rep}
	}
	return answer
}

func (s *Server) attempt(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	view, err := s.room.Look(r.Context(), c.attempt.Rep, c.attempt.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, s.withModel(r.Context(), view.Attempt, readerAnswerOf(c, view)))
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
