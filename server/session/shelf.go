package session

import (
	"container/list"
	"sync"

	"github.com/askagain/askagain/server/scenario"
)

// shelf keeps the most recently used compiled scenarios by their hash.
type shelf struct {
	mu      sync.Mutex
	most    int
	entries map[string]*list.Element
	recent  *list.List // of *shelved, latest first
}

func newShelf(most int) *shelf {
	return &shelf{most: most, entries: map[string]*list.Element{}, recent: list.New()}
}

// get returns the scenario with that hash, nil if it is not kept.
func (s *shelf) get(hash string) *scenario.Scenario {
	s.mu.Lock()
	defer s.mu.Unlock()
	entry, ok := s.entries[hash]
	if !ok {
		return nil
	}
	s.recent.MoveToFront(entry)
	return entry.Value.(*shelved).scenario
}

// put keeps a scenario under hash, and lets the least recently used one go.
func (s *shelf) put(hash string, compiled *scenario.Scenario) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if entry, ok := s.entries[hash]; ok {
		entry.Value.(*shelved).scenario = compiled
		s.recent.MoveToFront(entry)
		return
	}
	s.entries[hash] = s.recent.PushFront(&shelved{hash, compiled})
	if s.recent.Len() > s.most {
		oldest := s.recent.Back()
		s.recent.Remove(oldest)
		delete(s.entries, oldest.Value.(*shelved).hash)
	}
}

type shelved struct {
	hash     string
	scenario *scenario.Scenario
}
