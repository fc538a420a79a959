package main

import (
	"fmt"
	"io"
	"math"
	"sort"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
)

const ruseBits = 16

var ruseSolver = solver{cost: 0.3, rounds: 12, bits: ruseBits}

// ruses is what tells turns that are not meant from those that are.
type ruses struct {
	material
	scores []float64 // by models that had not seen the author
	levers []bool    // the turn has a method other than direct
}

func findRuses(turns []turn, folds int) ruses {
	r := ruses{material: material{solver: ruseSolver, truths: make([][]int8, 1), real: len(turns)}}
	extractor := &features.Extractor{}
	for _, t := range turns {
		r.examples = append(r.examples, vector(extractor, t.Text, t.Outcome, t.ClientLast, authorOf(t.Author), ruseBits))
		truths, truth := t.truth(), int8(-1)
		if t.Ruse {
			truth = 1
		}
		r.truths[0] = append(r.truths[0], truth)
		lever := false
		for _, yes := range truths[:model.Levers] {
			lever = lever || yes > 0
		}
		r.levers = append(r.levers, lever)
	}
	for _, scores := range r.heldOut(folds) {
		r.scores = append(r.scores, scores.Total[0])
	}
	return r
}

// honestLost is the share of honest turns with a lever that may be taken for ruses,
// and lose it.
const honestLost = 0.001

// cut finds the score that hardly any honest turn with a lever reaches, of the
// authors that use accepts.
func (r ruses) cut(use func(example) bool) float64 {
	var honest []float64
	for i, x := range r.examples {
		if use(x) && r.levers[i] && r.truths[0][i] < 0 {
			honest = append(honest, r.scores[i])
		}
	}
	if len(honest) == 0 {
		return math.MaxFloat64
	}
	sort.Float64s(honest)
	return math.Round(1e4*honest[int(float64(len(honest))*(1-honestLost))]) / 1e4
}

// tell prints how many ruses and how many honest turns of held-out authors reach
// the cut.
func (r ruses) tell(report io.Writer) {
	cut := r.cut(everybody)
	var all, taken [3]int // ruses, honest turns with a lever, other honest turns
	for i, truth := range r.truths[0] {
		kind := 2
		switch {
		case truth > 0:
			kind = 0
		case r.levers[i]:
			kind = 1
		}
		all[kind]++
		if r.scores[i] >= cut {
			taken[kind]++
		}
	}
	fmt.Fprintf(report, "\ntaken for ruses by their words: %d of %d ruses, %d of %d honest turns with a lever, %d of %d without\n",
		taken[0], all[0], taken[1], all[1], taken[2], all[2])
}
