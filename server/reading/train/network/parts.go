package network

import (
	"math"

	"github.com/askagain/askagain/server/reading/train/matrix"
)

// parameter is a matrix that is learned.
type parameter struct {
	name          string
	rows, columns int
	values        []float32
	gradient      []float32
	mean, square  []float32 // of the gradients so far, fading
	rate          float32   // times the learning rate
	decays        bool
	touched       map[int32]bool // the rows with a gradient, where most have none
}

func newParameter(name string, rows, columns int, rate float32) *parameter {
	size := rows * columns
	return &parameter{
		name: name, rows: rows, columns: columns, rate: rate,
		values: make([]float32, size), gradient: make([]float32, size), mean: make([]float32, size), square: make([]float32, size),
	}
}

func (p *parameter) matrix() matrix.M            { return matrix.Of(p.rows, p.columns, p.values) }
func (p *parameter) gradients() matrix.M         { return matrix.Of(p.rows, p.columns, p.gradient) }
func (p *parameter) row(i int) []float32         { return p.values[i*p.columns : (i+1)*p.columns] }
func (p *parameter) gradientRow(i int) []float32 { return p.gradient[i*p.columns : (i+1)*p.columns] }

// Step moves the parameters against their gradients, by Adam with weight decay
// (Loshchilov and Hutter, ICLR 2019), and clears the gradients. share is how much
// of the learning rate is taken.
func (n *Network) Step(share float64) {
	n.steps++
	a := adam{
		first: 1 - float32(math.Pow(fadeMean, float64(n.steps))), second: 1 - float32(math.Pow(fadeSquare, float64(n.steps))),
		clip: n.clip(),
	}
	for _, p := range n.parameters {
		a.rate = float32(n.rates.Learning*share) * p.rate
		if p.touched == nil {
			a.decay = 0
			if p.decays {
				a.decay = float32(n.rates.Decay)
			}
			a.move(p, 0, len(p.values))
			continue
		}
		a.decay = 0
		for row := range p.touched {
			a.move(p, int(row)*p.columns, int(row+1)*p.columns)
		}
		clear(p.touched)
	}
}

// clip returns what gradients are multiplied with so that they are together no
// longer than 1.
func (n *Network) clip() float32 {
	total := 0.0
	for _, p := range n.parameters {
		if p.touched != nil {
			continue
		}
		sum := float32(0)
		for _, g := range p.gradient {
			sum += g * g
		}
		total += float64(sum)
	}
	if length := math.Sqrt(total); length > 1 {
		return float32(1 / length)
	}
	return 1
}

const fadeMean, fadeSquare = 0.9, 0.98

type adam struct{ first, second, clip, rate, decay float32 }

func (a adam) move(p *parameter, from, to int) {
	values, gradient, mean, square := p.values[from:to], p.gradient[from:to], p.mean[from:to], p.square[from:to]
	for i, g := range gradient {
		g *= a.clip
		mean[i] = fadeMean*mean[i] + (1-fadeMean)*g
		square[i] = fadeSquare*square[i] + (1-fadeSquare)*g*g
		step := mean[i]/a.first/(float32(math.Sqrt(float64(square[i]/a.second)))+1e-7) + a.decay*values[i]
		values[i] -= a.rate * step
		gradient[i] = 0
	}
}

// norm brings rows to mean 0 and variance 1, scaled and shifted.
type norm struct {
	scales, shifts        *parameter
	input, result         []float32
	means, spreads, given []float32
}

func (m *norm) forward(x []float32, rows int) []float32 {
	width := m.scales.columns
	m.input = x
	result, means, spreads := sized(&m.result, rows*width), sized(&m.means, rows), sized(&m.spreads, rows)
	for r := range rows {
		row, out := x[r*width:(r+1)*width], result[r*width:(r+1)*width]
		sum, squares := float32(0), float32(0)
		for _, v := range row {
			sum += v
		}
		mean := sum / float32(width)
		for _, v := range row {
			squares += (v - mean) * (v - mean)
		}
		spread := 1 / float32(math.Sqrt(float64(squares/float32(width)+1e-6)))
		means[r], spreads[r] = mean, spread
		for i, v := range row {
			out[i] = (v-mean)*spread*m.scales.values[i] + m.shifts.values[i]
		}
	}
	return result
}

// backward returns the gradient of what came in, added to sum where that is not
// nil.
func (m *norm) backward(g, sum []float32) []float32 {
	width := m.scales.columns
	if sum == nil {
		sum = sized(&m.given, len(g))
		clear(sum)
	}
	scales, scalesG, shiftsG := m.scales.values, m.scales.gradient, m.shifts.gradient
	for r := range len(g) / width {
		row, given, out := m.input[r*width:(r+1)*width], g[r*width:(r+1)*width], sum[r*width:(r+1)*width]
		mean, spread := m.means[r], m.spreads[r]
		a, b := float32(0), float32(0)
		for i, v := range row {
			h := (v - mean) * spread
			scaled := given[i] * scales[i]
			a += scaled
			b += scaled * h
			scalesG[i] += given[i] * h
			shiftsG[i] += given[i]
		}
		a /= float32(width)
		b /= float32(width)
		for i, v := range row {
			h := (v - mean) * spread
			out[i] += spread * (given[i]*scales[i] - a - h*b)
		}
	}
	return sum
}

// drop sets a share of values to 0 and makes up for it in the others; mask says
// what became of each.
func (n *Network) drop(values, mask []float32, share float64) {
	if !n.training || share == 0 {
		for i := range mask {
			mask[i] = 1
		}
		return
	}
	keep, cut := float32(1/(1-share)), uint64(share*(1<<16))
	for i := 0; i < len(values); i += 4 {
		bits := n.random.Uint64()
		for j := i; j < min(i+4, len(values)); j++ {
			mask[j] = keep
			if bits&0xffff < cut {
				mask[j] = 0
			}
			values[j] *= mask[j]
			bits >>= 16
		}
	}
}

func softmax(values []float32, scale float32) {
	largest := values[0]
	for _, v := range values {
		largest = max(largest, v)
	}
	sum := float32(0)
	for i, v := range values {
		values[i] = exponential((v - largest) * scale)
		sum += values[i]
	}
	inverse := 1 / sum
	for i := range values {
		values[i] *= inverse
	}
}

// softmaxBackward turns the gradient of shares into that of what they came from.
func softmaxBackward(g, shares []float32, scale float32) {
	sum := float32(0)
	for i, v := range g {
		sum += v * shares[i]
	}
	for i, v := range g {
		g[i] = shares[i] * (v - sum) * scale
	}
}

// exponential is e^x for x up to 0: a power of two times the series of the rest.
func exponential(x float32) float32 {
	if x < -80 {
		return 0
	}
	const shift = 3 << 22
	whole := x*1.44269504 + shift - shift
	f := x - whole*0.693147181
	series := 1 + f*(1+f*(0.5+f*(1.0/6+f*(1.0/24+f*(1.0/120+f*(1.0/720))))))
	return math.Float32frombits(uint32(int32(whole)+127)<<23) * series
}
