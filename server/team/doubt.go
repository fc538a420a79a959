package team

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// UnsureBelow is how sure the reader is of a label, in thousandths, below which
// the turn needs a look. It was measured on the corpus that the reader learns
// from: the least sure label of one turn in twenty lies below it.
const UnsureBelow = 400

// Doubt is a reading that may be wrong.
type Doubt struct {
	Kind    LookKind // Contested or Unsure
	Person  string
	Attempt string
	Turn    int
	At      time.Time      // when it came up
	Label   practice.Label // that the reader is unsure of
	Why     string
}

// Doubts returns what may be read wrongly in an attempt: each turn whose reading
// its rep contests, until a trainer has corrected it, and the one turn of which
// the reader is least sure, if it is not sure. A turn that somebody has corrected
// was looked at.
func Doubts(attempt practice.Attempt, events []practice.Event) []Doubt {
	contested, corrected := map[int]Doubt{}, map[int]bool{}
	var ended time.Time
	for _, event := range events {
		if event.Ended != nil {
			ended = event.At
		}
		if event.Corrected == nil {
			continue
		}
		turn := event.Corrected.Turn
		corrected[turn] = true
		if event.Corrected.By != practice.ByRep {
			delete(contested, turn)
			continue
		}
		contested[turn] = Doubt{
			Kind: Contested, Person: attempt.Rep, Attempt: attempt.ID, Turn: turn, At: event.At,
			Why: fmt.Sprintf("Says that turn %d was read wrongly: %s", turn, event.Corrected.Reason),
		}
	}
	doubts := []Doubt{}
	for _, doubt := range contested {
		doubts = append(doubts, doubt)
	}
	slices.SortFunc(doubts, func(a, b Doubt) int { return cmp.Compare(a.Turn, b.Turn) })
	if turn, label, sure := leastSure(practice.Readings(events), corrected); turn > 0 && sure < UnsureBelow {
		doubts = append(doubts, Doubt{
			Kind: Unsure, Person: attempt.Rep, Attempt: attempt.ID, Turn: turn, At: cmp.Or(ended, attempt.StartedAt), Label: label,
			Why: fmt.Sprintf("The reader took turn %d for %q and is only %d%% sure.", turn, label, sure/10),
		})
	}
	return doubts
}

// leastSure returns the label that the reader is least sure of and its turn; 0
// where there is none. Of labels that are equally unsure it is the first.
func leastSure(readings map[int]practice.Reading, corrected map[int]bool) (turn int, label practice.Label, sure int) {
	for number, reading := range readings {
		if corrected[number] {
			continue
		}
		for _, of := range practice.Labels() {
			this, known := reading.Confidence[of]
			if !known || !reading.Counts(of) {
				continue
			}
			if turn == 0 || this < sure || this == sure && number < turn {
				turn, label, sure = number, of, this
			}
		}
	}
	return turn, label, sure
}
