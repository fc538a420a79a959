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
	By       string `json:"by"` // "script", or the model
}

// keptAdvice is how many moments stay worded; asking again costs a call then.
const keptAdvice = 2048

// advisor asks the coach once for a moment. It is safe for any number of goroutines.
type advisor struct {
	coach Coach // nil: the debrief's own words alone

	mu    sync.Mutex
	known map[adviceKey]advice
	order []adviceKey
}

type adviceKey struct {
	attempt string
	turn    int
	line    string // which a corrected reading may change
}

func (a *advisor) of(key adviceKey) (advice, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	found, has := a.known[key]
	return found, has
}

func (a *advisor) keep(key adviceKey, made advice) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if _, has := a.known[key]; !has {
		a.order = append(a.order, key)
	}
	a.known[key] = made
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

func (a *advisor) word(ctx context.Context, s *Server, attempt practice.Attempt, need string, moment score.Moment) advice {
	own := advice{moment.Stronger.Line, moment.Reflect, "script"}
	if a.coach == nil {
		return own
	}
	key := adviceKey{attempt.ID, moment.Turn, own.Line}
	if known, has := a.of(key); has {
		return known
	}
	line, question, err := a.coach.Word(ctx, attempt, need, moment)
	if err != nil {
		s.log.Warn("the debrief's own words stand", "attempt", attempt.ID, "cause", err)
		return own
	}
	made := advice{line, question, a.coach.Name()}
	a.keep(key, made)
	return made
}
