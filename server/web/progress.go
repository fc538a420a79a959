package web

import (
	"context"
	"net/http"
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// Bounds on a rep's progress and on what of it stays in memory. A log is read
// again only after it has grown.
const (
	progressAmong = 200  // a rep's newest attempts
	keptTraces    = 8192 // of all reps
	maxTraceWords = 4096 // bytes of a rep's own words in a trace that stays
)

type progressAnswer struct {
	score.Progress
	Older bool `json:"older"` // there are more attempts than were looked at
}

// progress tells a rep how their own asking went over their attempts.
func (s *Server) progress(w http.ResponseWriter, r *http.Request) {
	answer, err := s.progressOf(r.Context(), callerOf(r.Context()).rep)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) progressOf(ctx context.Context, rep string) (progressAnswer, error) {
	attempts, err := s.store.Attempts(ctx, rep, progressAmong+1)
	if err != nil {
		return progressAnswer{}, err
	}
	answer := progressAnswer{Older: len(attempts) > progressAmong}
	traced := []score.Traced{}
	for _, attempt := range attempts[:min(len(attempts), progressAmong)] {
		if !attempt.Ending.Over() {
			continue
		}
		trace, err := s.work.traces.of(ctx, s.store, attempt)
		if err != nil {
			return progressAnswer{}, err
		}
		traced = append(traced, score.Traced{Attempt: attempt, Trace: trace})
	}
	answer.Progress = score.ProgressOf(traced)
	return answer, nil
}

// traces remembers what attempts add to their rep's progress, as long as their
// log stays as it is. It is safe for any number of goroutines.
type traces struct {
	mu    sync.Mutex
	known map[traceKey]score.Trace
	order []traceKey // oldest first
	most  int
}

type traceKey struct {
	attempt   string
	seq       int64
	forgotten bool
}

func newTraces(most int) *traces { return &traces{known: map[traceKey]score.Trace{}, most: most} }

// of returns an attempt's trace; an attempt without words adds its score alone.
func (t *traces) of(ctx context.Context, store Store, attempt practice.Attempt) (score.Trace, error) {
	key := traceKey{attempt.ID, attempt.Seq, attempt.Forgotten}
	t.mu.Lock()
	trace, known := t.known[key]
	t.mu.Unlock()
	if known {
		return trace, nil
	}
	events, err := store.Events(ctx, attempt.ID, 0)
	if err != nil {
		return score.Trace{}, err
	}
	trace = score.TraceOf(attempt, events)
	t.keep(key, trace)
	return trace, nil
}

func (t *traces) keep(key traceKey, trace score.Trace) {
	words := 0
	for _, kept := range trace.Kept {
		words += len(kept.Text)
	}
	if words > maxTraceWords {
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if _, known := t.known[key]; known {
		return
	}
	if len(t.order) >= t.most {
		delete(t.known, t.order[0])
		t.order = t.order[1:]
	}
	t.known[key] = trace
	t.order = append(t.order, key)
}
