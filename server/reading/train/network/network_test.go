package network

import (
	"math"
	"math/rand/v2"
	"testing"

	"github.com/askagain/askagain/server/reading/internal/encoder"
)

var someRates = Rates{Learning: 1e-3, Pieces: 1, Heads: 1, Decay: 0.01, Layers: 0.1, Last: 0.3}

// somePieces is the size of a vocabulary for tests.
const somePieces = 50

// drawn returns a network's numbers, drawn at random.
func drawn(random *rand.Rand) encoder.Parameters {
	p := encoder.Parameters{}
	for _, shape := range encoder.Shapes(somePieces) {
		values := make([]float32, shape.In*shape.Out)
		for i := range values {
			values[i] = float32(random.NormFloat64() / math.Sqrt(float64(shape.In)+16))
		}
		p[shape.Name] = values
	}
	Start(p, 1)
	return p
}

func sequence(random *rand.Rand, own, around int) *encoder.Sequence {
	s := &encoder.Sequence{Text: own}
	for i := range own + around {
		s.IDs = append(s.IDs, random.Int32N(somePieces))
		s.Places = append(s.Places, int32(i))
		s.Marks = append(s.Marks, uint8(random.IntN(encoder.Marks)))
		segment := uint8(0)
		if i >= own {
			segment = 1
		}
		s.Segments = append(s.Segments, segment)
	}
	return s
}

func batch(random *rand.Rand) []*encoder.Sequence {
	return []*encoder.Sequence{sequence(random, 7, 5), sequence(random, 1, 0), sequence(random, 4, 9)}
}

// square is a loss: half the sum of squares of scores, whose gradient they are.
func square(scores []float32) float64 {
	sum := 0.0
	for _, score := range scores {
		sum += float64(score) * float64(score) / 2
	}
	return sum
}

func TestGradientsAreThoseOfTheLoss(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	n := New(drawn(random), someRates, 1)
	batch := batch(random)
	n.Learn(batch, append([]float32(nil), n.Score(batch, false, 0)...))
	for _, one := range n.parameters {
		length := 0.0
		for _, g := range one.gradient {
			length += float64(g) * float64(g)
		}
		if length == 0 {
			t.Errorf("%s learns nothing", one.name)
			continue
		}
		values := append([]float32(nil), one.values...)
		along := func(step float64) float64 {
			for i, v := range values {
				one.values[i] = v + float32(step*float64(one.gradient[i]))
			}
			defer copy(one.values, values)
			return square(n.Score(batch, false, 0))
		}
		step := 1e-3 / math.Sqrt(length)
		measured := (along(step) - along(-step)) / (2 * step)
		if ratio := measured / length; math.Abs(ratio-1) > 0.05 {
			t.Errorf("%s: the loss changes %.3f times as fast as its gradient says", one.name, ratio)
		}
	}
}

func TestLearningLessensTheLoss(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	n := New(drawn(random), someRates, 1)
	batch := batch(random)
	before := square(n.Score(batch, false, 0))
	for range 20 {
		n.Learn(batch, n.Score(batch, true, 0.05))
		n.Step(1)
	}
	if after := square(n.Score(batch, false, 0)); after > before/2 {
		t.Errorf("loss %v after 20 steps, %v before", after, before)
	}
}

func TestTheSameStepsReachTheSameNumbers(t *testing.T) {
	run := func() encoder.Parameters {
		random := rand.New(rand.NewPCG(5, 6))
		n := New(drawn(random), someRates, 1)
		batch := batch(random)
		for range 3 {
			n.Learn(batch, n.Score(batch, true, 0.05))
			n.Step(1)
		}
		return n.Parameters()
	}
	first, second := run(), run()
	for name, values := range first {
		for i, v := range values {
			if v != second[name][i] {
				t.Fatalf("%s: number %d is %v, then %v", name, i, v, second[name][i])
			}
		}
	}
}

func TestOffsetsLearnByHand(t *testing.T) {
	n := New(drawn(rand.New(rand.NewPCG(7, 8))), someRates, 1)
	offsets := n.AddOffsets(2)
	gradient := make([]float32, encoder.Outputs)
	gradient[3] = 1
	offsets.Learn(1, gradient)
	n.Step(1)
	scores := make([]float32, 2*encoder.Outputs)
	offsets.Add(0, scores[:encoder.Outputs])
	offsets.Add(1, scores[encoder.Outputs:])
	for i, score := range scores {
		if moved := score < 0; moved != (i == encoder.Outputs+3) {
			t.Errorf("offset %d is %v", i, score)
		}
	}
}
