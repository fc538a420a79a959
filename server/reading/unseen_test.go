package reading_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// counted is what is needed for the F1 of one label.
type counted struct{ hits, read, labelled int }

func (c *counted) add(read, truth bool) {
	if read {
		c.read++
	}
	if truth {
		c.labelled++
	}
	if read && truth {
		c.hits++
	}
}

func (c *counted) f1() float64 { return 2 * float64(c.hits) / float64(max(1, c.read+c.labelled)) }

// macro is the mean F1 of labels: read and truth tell whether a turn has one.
func macro[L comparable](all []example, reads []practice.Reading, labels []L, read func(practice.Reading, L) bool, truth func(example, L) bool) float64 {
	sum := 0.0
	for _, label := range labels {
		var c counted
		for i := range all {
			c.add(read(reads[i], label), truth(all[i], label))
		}
		sum += c.f1()
	}
	return sum / float64(len(labels))
}

// Two hands that nothing was learned from: ordinary reps, and turns with few cue
// words, near misses and odd registers.
func TestHandsThatNothingWasLearnedFrom(t *testing.T) {
	for name, least := range map[string]struct{ methods, asks, ask, tone, yields float64 }{
		"unseen-plain.jsonl": {0.86, 0.94, 0.85, 0.84, 0.88},
		"unseen-hard.jsonl":  {0.80, 0.94, 0.88, 0.80, 0.75},
	} {
		t.Run(name, func(t *testing.T) {
			reader, all := newReader(t), examples(t, name)
			var reads []practice.Reading
			for _, one := range all {
				reads = append(reads, one.read(t, reader))
			}
			yes := []bool{true}
			for _, figure := range []struct {
				what        string
				have, least float64
			}{
				{"methods macro-F1", macro(all, reads, practice.Methods(), practice.Reading.Has, func(e example, m practice.Method) bool { return slices.Contains(e.Methods, m) }), least.methods},
				{"asks or not F1", macro(all, reads, yes, func(r practice.Reading, _ bool) bool { return r.Ask != practice.AskNone }, func(e example, _ bool) bool { return e.Ask != practice.AskNone }), least.asks},
				{"ask macro-F1", macro(all, reads, []practice.Ask{practice.AskOutcome, practice.AskPartial, practice.AskNone},
					func(r practice.Reading, a practice.Ask) bool { return r.Ask == a }, func(e example, a practice.Ask) bool { return e.Ask == a }), least.ask},
				{"tone macro-F1", macro(all, reads, []practice.Tone{practice.Warm, practice.Neutral, practice.Pushy},
					func(r practice.Reading, tone practice.Tone) bool { return r.Tone == tone }, func(e example, tone practice.Tone) bool { return e.Tone == tone }), least.tone},
				{"yields F1", macro(all, reads, yes, func(r practice.Reading, _ bool) bool { return r.Yields }, func(e example, _ bool) bool { return e.Yields }), least.yields},
			} {
				said := fmt.Sprintf("%s %.3f of %d turns", figure.what, figure.have, len(all))
				t.Log(said)
				if figure.have < figure.least {
					t.Errorf("%s, want %.2f", said, figure.least)
				}
			}
		})
	}
}
