// Package network trains the reader's transformer: the same sums as the encoder
// makes in whole numbers, here in single precision, and how to better them.
package network

import (
	"math/rand/v2"

	"github.com/askagain/askagain/server/reading/internal/encoder"
	"github.com/askagain/askagain/server/reading/train/matrix"
)

// Rates say how a network is trained.
type Rates struct {
	Learning float64 // at its height
	Pieces   float64 // of the pieces, times Learning
	Heads    float64 // of what is not pretrained, times Learning
	Decay    float64 // of the weights, times Learning
	Layers   float64 // the share of a layer's outputs that is dropped
	Last     float64 // the share of the last layer's outputs that is dropped
}

// Network is a transformer in training. It is for one goroutine.
type Network struct {
	rates      Rates
	parameters []*parameter
	pieces     *parameter
	segments   *parameter
	marks      *parameter
	places     []float32
	layers     []*layer
	norm       *norm
	heed       *parameter
	worth      *parameter
	mean       *parameter
	bias       *parameter

	multiplier matrix.Multiplier
	random     *rand.Rand
	training   bool
	steps      int
	rows       layout
	memory     memory
}

// layout says where the sequences of a batch stand.
type layout struct {
	all  []int // first rows of the sequences, and the end
	text []int // the same, of their own text alone
}

func (l *layout) set(batch []*encoder.Sequence) {
	l.all, l.text = append(l.all[:0], 0), append(l.text[:0], 0)
	for i, s := range batch {
		l.all = append(l.all, l.all[i]+len(s.IDs))
		l.text = append(l.text, l.text[i]+s.Text)
	}
}

type memory struct {
	x, mask                          []float32
	heed, worth, shares              []float32
	pooled, scores                   []float32
	gradient, heedG, worthG, pooledG []float32
	ids                              []int32
}

// New returns a network that starts from p. What p lacks is drawn at random.
func New(p encoder.Parameters, rates Rates, seed uint64) *Network {
	n := &Network{rates: rates, random: rand.New(rand.NewPCG(seed, 99)), places: p["places"]}
	shapes := map[string]encoder.Shape{}
	for _, shape := range encoder.Shapes(len(p["pieces"]) * encoder.Segments / len(p["segments"])) {
		shapes[shape.Name] = shape
	}
	add := func(name string, rate float64) *parameter {
		shape := shapes[name]
		one := newParameter(shape.Name, shape.In, shape.Out, float32(rate))
		copy(one.values, p[name])
		n.parameters = append(n.parameters, one)
		return one
	}
	n.pieces = add("pieces", rates.Pieces)
	n.pieces.touched = map[int32]bool{}
	n.segments, n.marks = add("segments", rates.Heads), add("marks", rates.Heads)
	for i := range 2 {
		n.layers = append(n.layers, newLayer(i, add))
	}
	n.layers[len(n.layers)-1].last = true
	n.norm = &norm{scales: add("norm/scales", 1), shifts: add("norm/shifts", 1)}
	n.heed, n.worth, n.mean = add("heed", rates.Heads), add("worth", rates.Heads), add("mean", rates.Heads)
	n.bias = add("heads/bias", rates.Heads)
	return n
}

// Start draws at random what pretrained weights lack.
func Start(p encoder.Parameters, seed uint64) {
	random := rand.New(rand.NewPCG(seed, 98))
	for _, name := range []string{"segments", "marks", "heed", "worth", "mean"} {
		for i := range p[name] {
			p[name][i] = float32(random.NormFloat64() * 0.02)
		}
	}
	for i := range p["norm/scales"] {
		p["norm/scales"][i] = 1
	}
	clear(p["norm/shifts"])
	clear(p["heads/bias"])
}

// Parameters returns the numbers reached.
func (n *Network) Parameters() encoder.Parameters {
	p := encoder.Parameters{"places": n.places}
	for _, one := range n.parameters {
		p[one.name] = one.values
	}
	return p
}

// AddOffsets adds so many rows of offsets, learned beside the network.
func (n *Network) AddOffsets(rows int) *Offsets {
	one := newParameter("offsets", rows, encoder.Outputs, float32(2*n.rates.Heads))
	n.parameters = append(n.parameters, one)
	return &Offsets{one}
}

// Offsets are numbers added to the scores in training alone: what each hand is
// inclined to, so that the words need not account for it.
type Offsets struct{ parameter *parameter }

// Add adds row's offsets to scores.
func (o *Offsets) Add(row int, scores []float32) {
	for i, v := range o.parameter.values[row*encoder.Outputs:][:encoder.Outputs] {
		scores[i] += v
	}
}

// Learn adds the gradient of the scores to that of row.
func (o *Offsets) Learn(row int, gradient []float32) {
	sums := o.parameter.gradient[row*encoder.Outputs:][:encoder.Outputs]
	for i, v := range gradient {
		sums[i] += v
	}
}

func sized(memory *[]float32, n int) []float32 {
	if cap(*memory) < n {
		*memory = make([]float32, n+n/4)
	}
	*memory = (*memory)[:n]
	return *memory
}

func (n *Network) mul(rows, columns int, result []float32, inner int, a []float32, b *parameter, add bool) {
	n.multiplier.Mul(matrix.Of(rows, columns, result), matrix.Of(rows, inner, a), false, b.matrix(), false, add)
}

// Score returns the scores of a batch, Outputs to a sequence; the memory is used
// again by the next call. In training, a share of the pieces is forgotten.
func (n *Network) Score(batch []*encoder.Sequence, training bool, forget float64) []float32 {
	n.training = training
	n.rows.set(batch)
	x := n.embed(batch, forget)
	for _, l := range n.layers {
		x = l.forward(n, x)
	}
	return n.conclude(batch, x)
}

func (n *Network) embed(batch []*encoder.Sequence, forget float64) []float32 {
	width := n.pieces.columns
	x := sized(&n.memory.x, n.rows.all[len(batch)]*width)
	n.memory.ids = n.memory.ids[:0]
	at := 0
	for _, s := range batch {
		for t, id := range s.IDs {
			if n.training && n.random.Float64() < forget {
				id = 0
			}
			n.memory.ids = append(n.memory.ids, id)
			row := x[at : at+width]
			piece, segment := n.pieces.row(int(id)), n.segments.row(int(s.Segments[t]))
			mark, place := n.marks.row(int(s.Marks[t])), n.places[int(s.Places[t])*width:][:width]
			for j := range row {
				row[j] = 2*piece[j] + segment[j] + mark[j] + place[j]
			}
			at += width
		}
	}
	return x
}

// conclude weighs the rows of the texts for each output.
func (n *Network) conclude(batch []*encoder.Sequence, x []float32) []float32 {
	m := &n.memory
	rows, width := n.rows.text[len(batch)], n.norm.scales.columns
	h := n.norm.forward(x, rows)
	n.drop(h, sized(&m.mask, len(h)), n.rates.Last)
	const outputs = encoder.Outputs
	heed, worth, shares := sized(&m.heed, rows*outputs), sized(&m.worth, rows*outputs), sized(&m.shares, rows*outputs)
	n.mul(rows, outputs, heed, width, h, n.heed, false)
	n.mul(rows, outputs, worth, width, h, n.worth, false)
	pooled, scores := sized(&m.pooled, len(batch)*width), sized(&m.scores, len(batch)*outputs)
	clear(pooled)
	for i := range batch {
		first, end := n.rows.text[i], n.rows.text[i+1]
		mean := pooled[i*width : (i+1)*width]
		for t := first; t < end; t++ {
			for j, v := range h[t*width : (t+1)*width] {
				mean[j] += v
			}
		}
		for j := range mean {
			mean[j] /= float32(end - first)
		}
		for l := range outputs {
			scores[i*outputs+l] = heeded(heed, worth, shares, first, end, l) + n.bias.values[l]
		}
	}
	n.mul(len(batch), outputs, scores, width, pooled, n.mean, true)
	return scores
}

func heeded(heed, worth, shares []float32, first, end, l int) float32 {
	const outputs = encoder.Outputs
	largest := heed[first*outputs+l]
	for t := first; t < end; t++ {
		largest = max(largest, heed[t*outputs+l])
	}
	sum, score := float32(0), float32(0)
	for t := first; t < end; t++ {
		share := exponential(heed[t*outputs+l] - largest)
		shares[t*outputs+l] = share
		sum += share
	}
	for t := first; t < end; t++ {
		shares[t*outputs+l] /= sum
		score += shares[t*outputs+l] * worth[t*outputs+l]
	}
	return score
}

// Learn adds to the gradients of all parameters, given that of the scores that
// Score returned last.
func (n *Network) Learn(batch []*encoder.Sequence, gradient []float32) {
	x := n.learnHeads(batch, gradient)
	for i := len(n.layers) - 1; i >= 0; i-- {
		x = n.layers[i].backward(n, x)
	}
	width, at := n.pieces.columns, 0
	for _, s := range batch {
		for t := range s.IDs {
			row := x[at*width : (at+1)*width]
			id := n.memory.ids[at]
			n.pieces.touched[id] = true
			piece, segment, mark := n.pieces.gradientRow(int(id)), n.segments.gradientRow(int(s.Segments[t])), n.marks.gradientRow(int(s.Marks[t]))
			for j, v := range row {
				piece[j] += 2 * v
				segment[j] += v
				mark[j] += v
			}
			at++
		}
	}
}

func (n *Network) learnHeads(batch []*encoder.Sequence, gradient []float32) []float32 {
	const outputs = encoder.Outputs
	m := &n.memory
	rows, width := n.rows.text[len(batch)], n.norm.scales.columns
	scores := matrix.Of(len(batch), outputs, gradient)
	pooledG := sized(&m.pooledG, len(batch)*width)
	n.multiplier.Mul(matrix.Of(len(batch), width, pooledG), scores, false, n.mean.matrix(), true, false)
	n.multiplier.Mul(n.mean.gradients(), matrix.Of(len(batch), width, m.pooled), true, scores, false, true)
	heedG, worthG := sized(&m.heedG, rows*outputs), sized(&m.worthG, rows*outputs)
	for i := range batch {
		first, end := n.rows.text[i], n.rows.text[i+1]
		for l := range outputs {
			g := gradient[i*outputs+l]
			n.bias.gradient[l] += g
			score := float32(0)
			for t := first; t < end; t++ {
				score += m.shares[t*outputs+l] * m.worth[t*outputs+l]
			}
			for t := first; t < end; t++ {
				share := m.shares[t*outputs+l]
				worthG[t*outputs+l] = g * share
				heedG[t*outputs+l] = g * share * (m.worth[t*outputs+l] - score)
			}
		}
	}
	h := matrix.Of(rows, width, n.norm.result)
	n.multiplier.Mul(n.heed.gradients(), h, true, matrix.Of(rows, outputs, heedG), false, true)
	n.multiplier.Mul(n.worth.gradients(), h, true, matrix.Of(rows, outputs, worthG), false, true)
	hG := sized(&m.gradient, rows*width)
	n.multiplier.Mul(matrix.Of(rows, width, hG), matrix.Of(rows, outputs, heedG), false, n.heed.matrix(), true, false)
	n.multiplier.Mul(matrix.Of(rows, width, hG), matrix.Of(rows, outputs, worthG), false, n.worth.matrix(), true, true)
	for i := range batch {
		first, end := n.rows.text[i], n.rows.text[i+1]
		share := 1 / float32(end-first)
		for t := first; t < end; t++ {
			row := hG[t*width : (t+1)*width]
			for j, v := range pooledG[i*width : (i+1)*width] {
				row[j] += v * share
			}
		}
	}
	for i, keep := range m.mask {
		hG[i] *= keep
	}
	return n.norm.backward(hG, nil)
}
