package session_test

import (
	"cmp"
	"context"
	"encoding/json"
	"slices"
	"sync"

	"github.com/askagain/askagain/server/practice"
)

// memory keeps the contract of practice.Store without durability. Events go
// through JSON, as in a real store, so that nothing is shared with the writer.
type memory struct {
	mu       sync.Mutex
	attempts map[string]practice.Attempt
	logs     map[string][]json.RawMessage
	turnIDs  map[string]map[string]bool
	sources  map[string]practice.Source

	// before may refuse a call; after may fail one that has been done. Both are
	// called without the lock, with the events of a write. Nil: no faults.
	before, after func(call string, events []practice.Event) error
}

func newMemory() *memory {
	return &memory{
		attempts: map[string]practice.Attempt{},
		logs:     map[string][]json.RawMessage{},
		turnIDs:  map[string]map[string]bool{},
		sources:  map[string]practice.Source{},
	}
}

// fault sets what is called before and after every call.
func (m *memory) fault(before, after func(call string, events []practice.Event) error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.before, m.after = before, after
}

func (m *memory) call(ctx context.Context, name string, events []practice.Event, f func() error) error {
	m.mu.Lock()
	before, after := m.before, m.after
	m.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return practice.Errorf(practice.CodeUnavailable, "The store was not asked.").Because(err)
	}
	if before != nil {
		if err := before(name, events); err != nil {
			return err
		}
	}
	err := m.locked(f)
	if err == nil && after != nil {
		err = after(name, events)
	}
	return err
}

func (m *memory) locked(f func() error) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return f()
}

func (m *memory) CreateAttempt(ctx context.Context, attempt practice.Attempt, source practice.Source, events []practice.Event) error {
	return m.call(ctx, "create", events, func() error {
		if _, taken := m.attempts[attempt.ID]; taken {
			return practice.Errorf(practice.CodeConflict, "The attempt exists.")
		}
		m.attempts[attempt.ID] = attempt
		m.turnIDs[attempt.ID] = map[string]bool{}
		m.sources[source.Hash] = source
		return m.write(attempt.ID, events)
	})
}

func (m *memory) Append(ctx context.Context, attempt string, events []practice.Event) error {
	return m.call(ctx, "append", events, func() error {
		if _, known := m.attempts[attempt]; !known {
			return practice.Errorf(practice.CodeNotFound, "There is no such attempt.")
		}
		return m.write(attempt, events)
	})
}

func (m *memory) write(id string, events []practice.Event) error {
	seq := int64(len(m.logs[id]))
	attempt := m.attempts[id]
	for i, event := range events {
		if event.Seq != seq+int64(i)+1 || event.Said != nil && m.turnIDs[id][event.Said.ID] {
			return practice.Errorf(practice.CodeConflict, "Somebody else wrote first.")
		}
	}
	for _, event := range events {
		data, err := json.Marshal(event)
		if err != nil {
			return err
		}
		m.logs[id] = append(m.logs[id], data)
		switch {
		case event.Said != nil:
			m.turnIDs[id][event.Said.ID] = true
			attempt.Turns = event.Turn
		case event.Coached != nil:
			attempt.Coached = true
		case event.Ended != nil:
			attempt.Ending = event.Ended.Ending
		case event.Scored != nil:
			attempt.Total = event.Scored.Total
		}
		attempt.Seq = event.Seq
	}
	m.attempts[id] = attempt
	return nil
}

func (m *memory) Attempt(ctx context.Context, id string) (attempt practice.Attempt, err error) {
	err = m.call(ctx, "attempt", nil, func() error {
		var known bool
		if attempt, known = m.attempts[id]; !known {
			return practice.Errorf(practice.CodeNotFound, "There is no such attempt.")
		}
		return nil
	})
	return attempt, err
}

func (m *memory) Attempts(_ context.Context, rep string, limit int) ([]practice.Attempt, error) {
	var found []practice.Attempt
	err := m.locked(func() error {
		for _, attempt := range m.attempts {
			if attempt.Rep == rep {
				found = append(found, attempt)
			}
		}
		slices.SortFunc(found, func(a, b practice.Attempt) int {
			return cmp.Or(b.StartedAt.Compare(a.StartedAt), cmp.Compare(a.ID, b.ID))
		})
		found = found[:min(limit, len(found))]
		return nil
	})
	return found, err
}

func (m *memory) AttemptsAfter(_ context.Context, after string, limit int) ([]practice.Attempt, error) {
	var found []practice.Attempt
	err := m.locked(func() error {
		for id, attempt := range m.attempts {
			if id > after {
				found = append(found, attempt)
			}
		}
		slices.SortFunc(found, func(a, b practice.Attempt) int { return cmp.Compare(a.ID, b.ID) })
		found = found[:min(limit, len(found))]
		return nil
	})
	return found, err
}

func (m *memory) Bests(_ context.Context, rep string) (map[string]practice.Points, error) {
	bests := map[string]practice.Points{}
	err := m.locked(func() error {
		for _, attempt := range m.attempts {
			if attempt.Rep == rep && attempt.Ending.Over() && attempt.Parent == "" && !attempt.Coached {
				bests[attempt.Scenario] = max(bests[attempt.Scenario], attempt.Total)
			}
		}
		return nil
	})
	return bests, err
}

func (m *memory) Events(ctx context.Context, attempt string, after int64) (events []practice.Event, err error) {
	err = m.call(ctx, "events", nil, func() error {
		events, err = m.read(attempt, after)
		return err
	})
	return events, err
}

func (m *memory) read(attempt string, after int64) (events []practice.Event, err error) {
	log, known := m.logs[attempt]
	if !known {
		return nil, practice.Errorf(practice.CodeNotFound, "There is no such attempt.")
	}
	for _, data := range log[min(after, int64(len(log))):] {
		var event practice.Event
		if err := json.Unmarshal(data, &event); err != nil {
			return nil, err
		}
		events = append(events, event)
	}
	return events, nil
}

func (m *memory) Source(ctx context.Context, hash string) (source practice.Source, err error) {
	err = m.call(ctx, "source", nil, func() error {
		var known bool
		if source, known = m.sources[hash]; !known {
			return practice.Errorf(practice.CodeNotFound, "There is no such source.")
		}
		return nil
	})
	return source, err
}

func (m *memory) Secret(_ context.Context, _ string, fresh []byte) ([]byte, error) { return fresh, nil }

func (m *memory) Close() error { return nil }

// log returns the attempt's log as it was written, past all faults.
func (m *memory) log(id string) []practice.Event {
	m.mu.Lock()
	defer m.mu.Unlock()
	events, err := m.read(id, 0)
	if err != nil {
		panic(err)
	}
	return events
}

// give makes an attempt somebody else's.
func (m *memory) give(id, rep string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	attempt := m.attempts[id]
	attempt.Rep = rep
	m.attempts[id] = attempt
}

// forget takes an attempt's words away.
func (m *memory) forget(id string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	attempt := m.attempts[id]
	attempt.Forgotten = true
	m.attempts[id] = attempt
	delete(m.logs, id)
}
