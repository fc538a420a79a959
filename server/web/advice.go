package web

import (
	"context"
	"net/http"
	"slices"
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// Coach words anew what a debrief proposes at a moment. Its errors are logged, so
// they hold no words of the rep.
type Coach interface {
	Word(ctx context.Context, attempt practice.Attempt, need string, moment score.Moment) (line, question string, err error)
	// Name is the language model's.
	Name() string
}

// advice is a stronger line and a question, with who worded them.
type advice struct {
	Line     string `json:"line"`
	Question string `json:"question"`
	By       string `json:"by"`             // "script", or the model
	Note     string `json:"note,omitempty"` // why no model worded it, as a sentence
}

// keptAdvice is how many moments stay worded; asking again costs a call then.
const keptAdvice = 2048

// advisor asks the coach once for a moment, however many ask for it at once. It is
// safe for any number of goroutines.
type advisor struct {
	coach Coach // nil: the debrief's own words alone

	mu       sync.Mutex
	known    map[adviceKey]advice
	order    []adviceKey
	underway map[adviceKey]*asking
}

// asking is one question to the coach, for all who wait for its answer.
type asking struct {
	done chan struct{} // closed once made and left are set
	made advice
	left bool // whoever asked went away before there was an answer
}

func newAdvisor(coach Coach) *advisor {
	return &advisor{coach: coach, known: map[adviceKey]advice{}, underway: map[adviceKey]*asking{}}
}

type adviceKey struct {
	attempt string
	turn    int
	line    string // which a corrected reading may change
}

// join returns what is known of a moment; or a question that is under way; or one
// that is the caller's to ask and to answer.
func (a *advisor) join(key adviceKey) (known *advice, question *asking, own bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if found, has := a.known[key]; has {
		return &found, nil, false
	}
	if question, has := a.underway[key]; has {
		return nil, question, false
	}
	question = &asking{done: make(chan struct{})}
	a.underway[key] = question
	return nil, question, true
}

// answer ends a question. What a model said is kept, so that it is asked once.
func (a *advisor) answer(key adviceKey, question *asking) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.underway, key)
	close(question.done)
	if question.made.By != a.coach.Name() {
		return
	}
	a.known[key] = question.made
	a.order = append(a.order, key)
	if len(a.order) > keptAdvice {
		delete(a.known, a.order[0])
		a.order = a.order[1:]
	}
}

func (a *advisor) name() string {
	if a.coach == nil {
		return ""
	}
	return a.coach.Name()
}

// advise words a moment of the debrief. It is asked for by the page, so that the
// debrief itself waits for nobody; without a model, or where its words are not fit
// to be shown, they are the debrief's own.
func (s *Server) advise(w http.ResponseWriter, r *http.Request) {
	var request struct {
		Turn int `json:"turn"`
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	view, err := s.room.Look(r.Context(), c.attempt.Rep, c.attempt.ID)
	if err == nil && !view.Attempt.Ending.Over() {
		err = errNoDebriefYet
	}
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	moments := score.Debrief(view.Scenario, view.Events).Moments
	i := slices.IndexFunc(moments, func(m score.Moment) bool { return m.Turn == request.Turn })
	if i < 0 {
		s.writeError(w, r, practice.Errorf(practice.CodeNotFound, "The debrief does not dwell on turn %d. Reload the page.", request.Turn))
		return
	}
	need := view.Scenario.Outcome.Need
	if person := view.Scenario.Person(moments[i].Person); person != nil {
		need = person.Need
	}
	writeJSON(w, http.StatusOK, s.advisor.word(r.Context(), s, view.Attempt, need, moments[i]))
}

// word words a moment. Who asks while somebody else does waits for that answer, as
// long as their own request lives; when the one who asked goes away, the next asks.
func (a *advisor) word(ctx context.Context, s *Server, attempt practice.Attempt, need string, moment score.Moment) advice {
	own := advice{Line: moment.Stronger.Line, Question: moment.Reflect, By: "script"}
	// Also what was worded before is a model's: who switched models off sees none of it.
	if a.coach == nil || !s.modelAllowed(ctx, attempt) {
		return own
	}
	key := adviceKey{attempt.ID, moment.Turn, own.Line}
	for ctx.Err() == nil {
		known, question, mine := a.join(key)
		switch {
		case known != nil:
			return *known
		case mine:
			a.ask(ctx, s, key, question, attempt, need, moment)
			return question.made
		}
		select {
		case <-ctx.Done():
		case <-question.done:
			if !question.left {
				return question.made
			}
		}
	}
	return own
}

// ask puts a question to the coach. Nobody who waits for the answer is left
// without one, whatever the coach does.
func (a *advisor) ask(ctx context.Context, s *Server, key adviceKey, question *asking, attempt practice.Attempt, need string, moment score.Moment) {
	question.made = advice{Line: moment.Stronger.Line, Question: moment.Reflect, By: "script"}
	defer a.answer(key, question)
	line, words, err := a.coach.Word(ctx, attempt, need, moment)
	if err == nil {
		question.made = advice{Line: line, Question: words, By: a.coach.Name()}
		return
	}
	question.left = ctx.Err() != nil
	s.log.Warn("the debrief's own words stand", "attempt", attempt.ID, "cause", err)
	if practice.CodeOf(err) == practice.CodeTooMany {
		question.made.Note = practice.AsError(err).Message
	}
}
