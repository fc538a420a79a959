package main

import (
	"math/rand/v2"
	"sync"

	"github.com/askagain/askagain/server/reading/internal/model"
)

// stackSolver fits the second model, on scores of authors that the first one
// had not seen.
var stackSolver = struct {
	cost   float64
	rounds int
}{cost: 0.03, rounds: 20}

func stackInputs(scores []*model.Scores) [][]float64 {
	inputs := make([][]float64, len(scores))
	for i, one := range scores {
		inputs[i] = model.StackInputs(nil, one)
	}
	return inputs
}

// stack fits the second model, of so many inputs, on the examples that use accepts and that have
// inputs.
func (m material) stack(inputs [][]float64, size int, use func(example) bool) *model.Stack {
	s := &model.Stack{Weights: make([][]float64, len(m.truths)), Biases: make([]float64, len(m.truths))}
	var group sync.WaitGroup
	for l := range m.truths {
		group.Add(1)
		go func() {
			defer group.Done()
			var order []int
			for i, truth := range m.truths[l] {
				if truth != 0 && inputs[i] != nil && use(m.examples[i]) {
					order = append(order, i)
				}
			}
			s.Weights[l], s.Biases[l] = fitStack(inputs, m.truths[l], order, size)
		}()
	}
	group.Wait()
	return s
}

// fitStack is the solver's method on full vectors. Without examples all weights
// are 0.
func fitStack(inputs [][]float64, truth []int8, order []int, size int) (weights []float64, bias float64) {
	weights = make([]float64, size)
	alpha := make([]float64, len(inputs))
	diagonal := 1 / (2 * stackSolver.cost)
	random := rand.New(rand.NewPCG(1, 2))
	for range stackSolver.rounds {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			y, score, square := float64(truth[i]), bias, 1.0
			for j, v := range inputs[i] {
				score += v * weights[j]
				square += v * v
			}
			gradient := y*score - 1 + diagonal*alpha[i]
			if alpha[i] == 0 && gradient >= 0 {
				continue
			}
			next := max(0, alpha[i]-gradient/(square+diagonal))
			step := (next - alpha[i]) * y
			alpha[i] = next
			for j, v := range inputs[i] {
				weights[j] += step * v
			}
			bias += step
		}
	}
	return weights, bias
}

// stacked returns each example's scores by a second model that never saw its
// author either.
func (m material) stacked(inputs [][]float64, folds int) [][]float64 {
	scores := make([][]float64, len(m.examples))
	folds, fold := m.folds(folds)
	for f := range folds {
		stack := m.stack(inputs, model.WordInputs, func(x example) bool { return fold[x.group] != f })
		for i, x := range m.examples {
			if fold[x.group] == f {
				scores[i] = make([]float64, len(m.truths))
				stack.Score(inputs[i], scores[i])
			}
		}
	}
	return scores
}
