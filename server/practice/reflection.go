package practice

import (
	"slices"
	"time"
)

// Limits on what a rep writes down for themself. They are part of the released protocol.
const (
	MaxReflectionRunes = 2000 // characters of one answer
	MaxReflections     = 50   // times that answers are written, over a whole attempt
)

// Reflection is what a rep answered a debrief's question about a turn, for
// themself alone: it moves no card, and nobody else reads it. A later one of the
// same turn replaces it; an empty text takes it back.
type Reflection struct {
	Turn int    `json:"turn"` // 0: the first no
	Text string `json:"text"`
}

// KeptReflection is a reflection that holds, with when it was written.
type KeptReflection struct {
	Reflection
	At time.Time `json:"at"`
}

// Reflections returns what a log holds of them, one a turn, in the order of the turns.
func Reflections(events []Event) []KeptReflection {
	kept := []KeptReflection{}
	for _, event := range events {
		if event.Reflected == nil {
			continue
		}
		turn := event.Reflected.Turn
		kept = slices.DeleteFunc(kept, func(one KeptReflection) bool { return one.Turn == turn })
		if event.Reflected.Text != "" {
			kept = append(kept, KeptReflection{*event.Reflected, event.At})
		}
	}
	slices.SortFunc(kept, func(a, b KeptReflection) int { return a.Turn - b.Turn })
	return kept
}
