package model

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Stack weighs the scores of all labels against each other: a second linear
// model over the first one's scores, so that a likely trade makes an obstacle
// less likely, and one telling sentence counts for more than many faint hints.
type Stack struct {
	Weights [][]float64 // label by label, one a stacked input
	Biases  []float64
}

// perLabel is how many inputs each label of the first model gives.
const perLabel = 7

// StackInputs appends the second model's inputs to inputs: of each label the
// score, bent at three places, and what single sentences add.
func StackInputs(inputs []float64, scores *Scores) []float64 {
	for l := range TurnLabels {
		score := max(-2, min(2, scores.Total[l]))
		inputs = append(inputs, score, max(0, score), max(0, score+0.5), max(0, score-0.5),
			scores.Best[l], scores.First[l], scores.Last[l])
	}
	return inputs
}

// HeardInputs appends to inputs what the encoder says of each label of a turn, for
// a stack that weighs both.
func HeardInputs(inputs, outputs []float64) []float64 {
	for _, output := range outputs[:TurnLabels] {
		inputs = append(inputs, float64(HeardScale*max(-mostHeard, min(mostHeard, output))))
	}
	return inputs
}

// HeardScale brings the encoder's outputs to the size of the words' scores.
// Beyond mostHeard an output says no more.
const HeardScale, mostHeard = 0.3, 6

// The inputs of a stack: of the words alone, and with the encoder.
const (
	WordInputs = perLabel * int(TurnLabels)
	DeepInputs = WordInputs + int(TurnLabels)
)

// Score returns the second model's scores in scores.
func (s *Stack) Score(inputs, scores []float64) {
	for l, weights := range s.Weights {
		sum := s.Biases[l]
		for i, weight := range weights {
			sum += float64(weight * inputs[i])
		}
		scores[l] = sum
	}
}

// Append writes the stack's file form: labels by inputs and a bias, each a
// little-endian number of eight bytes.
func (s *Stack) Append(file []byte) []byte {
	for l, weights := range s.Weights {
		for _, weight := range append(weights[:len(weights):len(weights)], s.Biases[l]) {
			file = binary.LittleEndian.AppendUint64(file, math.Float64bits(weight))
		}
	}
	return file
}

// OpenStack reads a stack of so many inputs from the front of file and returns
// what follows.
func OpenStack(file string, inputs int) (*Stack, string, error) {
	size := 8 * (inputs + 1) * int(TurnLabels)
	if len(file) < size {
		return nil, "", fmt.Errorf("model: stack ends after %d of %d bytes", len(file), size)
	}
	s := &Stack{}
	bytes := []byte(file[:size])
	next := func() float64 {
		number := math.Float64frombits(binary.LittleEndian.Uint64(bytes))
		bytes = bytes[8:]
		return number
	}
	for range TurnLabels {
		weights := make([]float64, inputs)
		for i := range weights {
			weights[i] = next()
		}
		s.Weights, s.Biases = append(s.Weights, weights), append(s.Biases, next())
	}
	return s, file[size:], nil
}
