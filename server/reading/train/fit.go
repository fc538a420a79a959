package main

import (
	"sort"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
)

const (
	turnBits   = features.Bits
	answerBits = 16
	least      = 2 // examples that must show a feature before it is learned
)

var (
	turnSolver   = solver{cost: 0.3, rounds: 12, bits: turnBits}
	answerSolver = solver{cost: 0.5, rounds: 12, bits: answerBits}
)

// material is what a table is learned from.
type material struct {
	solver   solver
	examples []example
	truths   [][]int8 // label by label
	real     int      // the examples that were written so; joined ones follow, to learn from and not to measure by
}

func turnMaterial(turns []turn) material {
	m := material{solver: turnSolver, truths: make([][]int8, model.TurnLabels)}
	extractor := &features.Extractor{}
	for _, t := range turns {
		m.examples = append(m.examples, vector(extractor, t.Text, t.Outcome, t.ClientLast, authorOf(t.Author), turnBits))
		for l, truth := range t.truth() {
			m.truths[l] = append(m.truths[l], truth)
		}
	}
	m.real = len(m.examples)
	for _, t := range joined(turns) {
		m.examples = append(m.examples, vector(extractor, t.Text, t.Outcome, t.ClientLast, authorOf(t.Author), turnBits))
		truths := t.truth()
		// How the talk before it sounds is not labelled here.
		truths[model.Warm], truths[model.Pushy], truths[model.Yields] = 0, 0, 0
		for l, truth := range truths {
			m.truths[l] = append(m.truths[l], truth)
		}
	}
	return m
}

func answerMaterial(lines []line) material {
	m := material{solver: answerSolver, truths: make([][]int8, len(model.Answers))}
	extractor := &features.Extractor{}
	for _, l := range lines {
		m.examples = append(m.examples, vector(extractor, l.Text, l.Outcome, l.RepLast, authorOf(l.Author), answerBits))
		for i, truth := range l.truth() {
			m.truths[i] = append(m.truths[i], truth)
		}
	}
	m.real = len(m.examples)
	return m
}

func authorOf(author string) string {
	if author == "" {
		return firstHand
	}
	return author
}

func (m material) authors() []string {
	seen := map[string]bool{}
	var authors []string
	for _, x := range m.examples {
		if !seen[x.group] {
			seen[x.group] = true
			authors = append(authors, x.group)
		}
	}
	sort.Strings(authors)
	return authors
}

// table learns from everything.
func (m material) table() *model.Weights {
	models := m.solver.fitAll(prune(m.examples, m.solver.bits, least), m.truths)
	weights, biases := make([][]float32, len(models)), make([]float64, len(models))
	for l, one := range models {
		weights[l], biases[l] = one.weights, float64(one.bias)
	}
	return model.Quantize(m.solver.bits, weights, biases)
}

// heldOut returns, for each example, its scores by models that never saw its
// author, as model.Stack takes them. Authors are held out in as many groups as folds says, 0 for one by
// one.
func (m material) heldOut(folds int) []*model.Scores {
	folds, fold := m.folds(folds)
	scores := make([]*model.Scores, len(m.examples))
	for f := range folds {
		m.holdOut(scores, func(x example) bool { return fold[x.group] == f })
	}
	return scores
}

// folds deals the authors into groups.
func (m material) folds(folds int) (int, map[string]int) {
	authors := m.authors()
	if folds <= 0 || folds > len(authors) {
		folds = len(authors)
	}
	fold := map[string]int{}
	for i, author := range authors {
		fold[author] = i % folds
	}
	return folds, fold
}

// score returns what models say for x, all together and sentence by sentence.
func score(models []linear, x *example) *model.Scores {
	scores := &model.Scores{}
	for l, one := range models {
		scores.Total[l] = one.score(x)
		for n, part := range x.parts(one.weights) {
			scores.Best[l] = max(scores.Best[l], float64(part))
			if n == 0 {
				scores.First[l] = float64(part)
			}
			scores.Last[l] = float64(part)
		}
	}
	return scores
}

func (m material) holdOut(scores []*model.Scores, out func(example) bool) {
	var examples []example
	truths := make([][]int8, len(m.truths))
	for i, x := range m.examples {
		if out(x) {
			continue
		}
		examples = append(examples, x)
		for l := range truths {
			truths[l] = append(truths[l], m.truths[l][i])
		}
	}
	models := m.solver.fitAll(prune(examples, m.solver.bits, least), truths)
	for i := range m.examples {
		if x := &m.examples[i]; out(*x) {
			scores[i] = score(models, x)
		}
	}
}

// settings finds the cuts of a turn's labels from held-out scores of the examples
// that use accepts, those of tone together.
func (m material) settings(scores [][]float64, use func(example) bool) *model.Settings {
	settings := &model.Settings{Turn: m.calibrate(scores, use)}
	var used [][]float64
	var warm, pushy []int8
	for i, x := range m.examples[:m.real] {
		if use(x) {
			used = append(used, scores[i])
			warm, pushy = append(warm, m.truths[model.Warm][i]), append(pushy, m.truths[model.Pushy][i])
		}
	}
	settings.CalibrateTone(used, warm, pushy)
	return settings
}

// calibrate finds the cuts of every label of a turn from held-out scores of the
// examples that use accepts.
func (m material) calibrate(scores [][]float64, use func(example) bool) []model.Cut {
	cuts := make([]model.Cut, model.TurnLabels)
	for l := range cuts {
		var column []float64
		var truths []int8
		for i, x := range m.examples[:m.real] {
			if use(x) {
				column = append(column, scores[i][l])
				truths = append(truths, m.truths[l][i])
			}
		}
		cuts[l] = model.Calibrate(model.Label(l).String(), column, truths)
	}
	return cuts
}
