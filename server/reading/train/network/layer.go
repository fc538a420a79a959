package network

import (
	"fmt"
	"math"

	"github.com/askagain/askagain/server/reading/train/matrix"
)

const heads = 4

// layer is one layer of the transformer. The last one goes on with the rows of
// the texts alone, once what is around them has been heard.
type layer struct {
	in, width, hidden int
	last              bool
	norm1, norm2      *norm
	queries, attended *weights
	residual          *weights // where the widths differ
	expand, shorten   *weights

	input                                       []float32
	qkv, shares, context, kept, mid, inner, out []float32
	mask1, mask2                                []float32
	at                                          []int // of the shares of each sequence

	midG, innerG, normG, contextG, qkvG, shareG, inG []float32
}

// weights are a matrix and what is added to its product.
type weights struct{ by, bias *parameter }

func newLayer(i int, add func(name string, rate float64) *parameter) *layer {
	part := func(name string) *weights {
		name = fmt.Sprintf("%d/%s", i, name)
		w := &weights{by: add(name, 1), bias: add(name+"/bias", 1)}
		w.by.decays = true
		return w
	}
	one := func(name string) *norm {
		name = fmt.Sprintf("%d/%s", i, name)
		return &norm{scales: add(name+"/scales", 1), shifts: add(name+"/shifts", 1)}
	}
	l := &layer{norm1: one("norm1"), queries: part("queries"), attended: part("attended")}
	l.in, l.width = l.queries.by.rows, l.attended.by.columns
	if l.in != l.width {
		l.residual = part("residual")
	}
	l.norm2, l.expand, l.shorten = one("norm2"), part("expand"), part("shorten")
	l.hidden = l.expand.by.columns
	return l
}

func (w *weights) forward(n *Network, rows int, x, result []float32, add bool) {
	n.mul(rows, w.by.columns, result, w.by.rows, x, w.by, add)
	columns := w.by.columns
	for i := 0; i < rows*columns; i += columns {
		row := result[i : i+columns]
		for j, v := range w.bias.values {
			row[j] += v
		}
	}
}

// backward adds to the weights' gradients and sets that of x, unless it is nil.
func (w *weights) backward(n *Network, rows int, x, g, xG []float32) {
	columns := w.by.columns
	for i := 0; i < rows*columns; i += columns {
		for j, v := range g[i : i+columns] {
			w.bias.gradient[j] += v
		}
	}
	given := matrix.Of(rows, columns, g)
	n.multiplier.Mul(w.by.gradients(), matrix.Of(rows, w.by.rows, x), true, given, false, true)
	if xG != nil {
		n.multiplier.Mul(matrix.Of(rows, w.by.rows, xG), given, false, w.by.matrix(), true, false)
	}
}

// going returns the first rows of the sequences that the layer goes on with.
func (l *layer) going(n *Network) []int {
	if l.last {
		return n.rows.text
	}
	return n.rows.all
}

func (l *layer) forward(n *Network, x []float32) []float32 {
	all, going := n.rows.all, l.going(n)
	sequences := len(all) - 1
	rows, count := all[sequences], going[sequences]
	in, width := l.in, l.width
	l.input = x
	qkv := sized(&l.qkv, rows*3*in)
	l.queries.forward(n, rows, l.norm1.forward(x, rows), qkv, false)
	l.attend(n, all, going)
	mid := sized(&l.mid, count*width)
	l.attended.forward(n, count, l.context, mid, false)
	n.drop(mid, sized(&l.mask1, count*width), n.rates.Layers)
	kept := x
	if l.last {
		kept = sized(&l.kept, count*in)
		for i := range sequences {
			copy(kept[going[i]*in:going[i+1]*in], x[all[i]*in:])
		}
	}
	if l.residual != nil {
		l.residual.forward(n, count, kept, mid, true)
	} else {
		for i, v := range kept {
			mid[i] += v
		}
	}
	inner, out := sized(&l.inner, count*l.hidden), sized(&l.out, count*width)
	l.expand.forward(n, count, l.norm2.forward(mid, count), inner, false)
	for i, v := range inner {
		if v < 0 {
			inner[i] = 0
		}
	}
	l.shorten.forward(n, count, inner, out, false)
	n.drop(out, sized(&l.mask2, count*width), n.rates.Layers)
	for i, v := range mid {
		out[i] += v
	}
	return out
}

// part returns one head's queries (0), keys (1) or values (2) of the rows from
// first on.
func (l *layer) part(data []float32, head, part, first, rows int) matrix.M {
	width := l.in / heads
	return matrix.M{Rows: rows, Columns: width, Stride: 3 * l.in, Data: data[first*3*l.in+part*l.in+head*width:]}
}

func (l *layer) attend(n *Network, all, going []int) {
	total := 0
	l.at = l.at[:0]
	for i := range len(all) - 1 {
		l.at = append(l.at, total)
		total += (all[i+1] - all[i]) * (going[i+1] - going[i]) * heads
	}
	shares, context := sized(&l.shares, total), sized(&l.context, going[len(going)-1]*l.in)
	scale := 1 / float32(math.Sqrt(float64(l.in/heads)))
	for i := range len(all) - 1 {
		first, rows, count := all[i], all[i+1]-all[i], going[i+1]-going[i]
		for head := range heads {
			share := matrix.Of(count, rows, shares[l.at[i]+head*rows*count:][:rows*count])
			n.multiplier.Mul(share, l.part(l.qkv, head, 0, first, count), false, l.part(l.qkv, head, 1, first, rows), true, false)
			for r := range count {
				softmax(share.Data[r*rows:(r+1)*rows], scale)
			}
			n.multiplier.Mul(l.contextOf(context, head, going[i], count), share, false, l.part(l.qkv, head, 2, first, rows), false, false)
		}
	}
}

func (l *layer) contextOf(data []float32, head, first, count int) matrix.M {
	width := l.in / heads
	return matrix.M{Rows: count, Columns: width, Stride: l.in, Data: data[first*l.in+head*width:]}
}

// backward returns the gradient of what came in. It may change g.
func (l *layer) backward(n *Network, g []float32) []float32 {
	all, going := n.rows.all, l.going(n)
	sequences := len(all) - 1
	rows, count := all[sequences], going[sequences]
	in, width := l.in, l.width
	midG := sized(&l.midG, count*width)
	copy(midG, g)
	for i, keep := range l.mask2 {
		g[i] *= keep
	}
	innerG := sized(&l.innerG, count*l.hidden)
	l.shorten.backward(n, count, l.inner, g, innerG)
	for i, v := range l.inner {
		if v <= 0 {
			innerG[i] = 0
		}
	}
	normG := sized(&l.normG, max(count*width, rows*in))
	l.expand.backward(n, count, l.norm2.result, innerG, normG[:count*width])
	l.norm2.backward(normG[:count*width], midG)
	inG := sized(&l.inG, rows*in)
	l.residualBackward(n, all, going, midG, inG)
	for i, keep := range l.mask1 {
		midG[i] *= keep
	}
	contextG := sized(&l.contextG, count*in)
	l.attended.backward(n, count, l.context, midG, contextG)
	l.attendBackward(n, all, going)
	l.queries.backward(n, rows, l.norm1.result, l.qkvG, normG[:rows*in])
	l.norm1.backward(normG[:rows*in], inG)
	return inG
}

// residualBackward sets inG to what comes past the attention.
func (l *layer) residualBackward(n *Network, all, going []int, midG, inG []float32) {
	if l.residual != nil {
		l.residual.backward(n, going[len(going)-1], l.input, midG, inG)
		return
	}
	if !l.last {
		copy(inG, midG)
		return
	}
	clear(inG)
	for i := range len(all) - 1 {
		copy(inG[all[i]*l.in:], midG[going[i]*l.in:going[i+1]*l.in])
	}
}

func (l *layer) attendBackward(n *Network, all, going []int) {
	qkvG := sized(&l.qkvG, len(l.qkv))
	clear(qkvG)
	scale := 1 / float32(math.Sqrt(float64(l.in/heads)))
	for i := range len(all) - 1 {
		first, rows, count := all[i], all[i+1]-all[i], going[i+1]-going[i]
		shareG := matrix.Of(count, rows, sized(&l.shareG, rows*count))
		for head := range heads {
			share := matrix.Of(count, rows, l.shares[l.at[i]+head*rows*count:][:rows*count])
			contextG := l.contextOf(l.contextG, head, going[i], count)
			n.multiplier.Mul(shareG, contextG, false, l.part(l.qkv, head, 2, first, rows), true, false)
			n.multiplier.Mul(l.part(qkvG, head, 2, first, rows), share, true, contextG, false, false)
			for r := range count {
				softmaxBackward(shareG.Data[r*rows:(r+1)*rows], share.Data[r*rows:(r+1)*rows], scale)
			}
			n.multiplier.Mul(l.part(qkvG, head, 0, first, count), shareG, false, l.part(l.qkv, head, 1, first, rows), false, false)
			n.multiplier.Mul(l.part(qkvG, head, 1, first, rows), shareG, true, l.part(l.qkv, head, 0, first, count), false, false)
		}
	}
}
