// Package encoder reads words in their order and in their context: the pieces
// that words fall into, and a small transformer over them, in whole numbers.
package encoder

import "math"

// The shape of the network.
const (
	narrow  = 256  // of the pieces
	wide    = 512  // of the layers
	hidden  = 1536 // within a layer
	heads   = 4    // of attention, in each layer
	layers  = 2
	Outputs = 21 // the labels of a turn, then the answers of a client's line
)

// layer is one layer of the transformer.
type layer struct {
	width           int // of what comes in; wide goes out
	norm1, norm2    norm
	queries         table // queries, keys and values side by side
	attended        table
	residual        *table // where the widths differ
	expand, shorten table
}

type norm struct{ scales, shifts []float32 }

// Encoder is the network. It is immutable.
type Encoder struct {
	Vocabulary *Vocabulary
	pieces     string    // signed bytes, narrow to a piece
	steps      []float32 // of each piece: what one step is worth
	segments   []float32
	marks      []float32
	places     []float32 // narrow to a place
	layers     [layers]layer
	norm       norm
	heads      table // attention, worth and mean of each output side by side
	biases     []float32
}

// Scratch is the memory of one reading under way.
type Scratch struct {
	Sequence Sequence
	// Scores are what the text comes to, one an output.
	Scores [Outputs]float32
	worths []float32 // what each of the text's pieces adds to each output

	x, mid, normed, queries, context, hidden, headed, weights []float32
	rows                                                      rows
	keys                                                      table
}

// Worth returns what a piece of the text adds to an output.
func (s *Scratch) Worth(piece, output int) float32 { return s.worths[piece*Outputs+output] }

func sized(memory *[]float32, n int) []float32 {
	if cap(*memory) < n {
		*memory = make([]float32, n)
	}
	*memory = (*memory)[:n]
	return *memory
}

// Encode sets s.Scores from s.Sequence.
func (e *Encoder) Encode(s *Scratch) {
	n := len(s.Sequence.IDs)
	e.embed(s, n)
	for i := range e.layers {
		count := n
		if i == len(e.layers)-1 {
			count = s.Sequence.Text // what is around the text has been heard
		}
		e.layers[i].run(s, n, count)
	}
	e.conclude(s, s.Sequence.Text)
}

// embed sets s.x to the pieces in their segments and places. The pieces count
// twice: so the weights were first trained.
func (e *Encoder) embed(s *Scratch, n int) {
	x := sized(&s.x, n*narrow)
	for i, id := range s.Sequence.IDs {
		row := x[i*narrow : (i+1)*narrow]
		steps, step := e.pieces[int(id)*narrow:int(id+1)*narrow], 2*e.steps[id]
		segment := e.segments[int(s.Sequence.Segments[i])*narrow:][:narrow]
		mark := e.marks[int(s.Sequence.Marks[i])*narrow:][:narrow]
		place := e.places[int(s.Sequence.Places[i])*narrow:][:narrow]
		for j := range row {
			row[j] = float32(float32(int8(steps[j]))*step) + segment[j] + mark[j] + place[j]
		}
	}
}

// run replaces the n rows of s.x by the layer's first count rows.
func (l *layer) run(s *Scratch, n, count int) {
	l.listen(s, n, count)
	l.think(s, count)
}

// listen sets s.mid to what each of the first count rows makes of all n.
func (l *layer) listen(s *Scratch, n, count int) {
	w := l.width
	normed := sized(&s.normed, wide)[:w]
	s.rows.shape(n, w)
	for i := range n {
		normalize(normed, s.x[i*w:(i+1)*w], l.norm1.scales, l.norm1.shifts)
		s.rows.quantize(i, normed, finest)
	}
	queries := sized(&s.queries, n*3*w)
	l.queries.apply(&s.rows, n, queries, 3*w, false)
	context := sized(&s.context, count*w)
	for head := range heads {
		l.attend(s, head, n, count)
	}
	mid := sized(&s.mid, count*wide)
	s.rows.shape(count, w)
	for i := range count {
		s.rows.quantize(i, context[i*w:(i+1)*w], finest)
	}
	l.attended.apply(&s.rows, count, mid, wide, false)
	if l.residual == nil {
		for i, v := range s.x[:count*wide] {
			mid[i] += v
		}
		return
	}
	for i := range count {
		s.rows.quantize(i, s.x[i*w:(i+1)*w], finest)
	}
	l.residual.apply(&s.rows, count, mid, wide, true)
}

// think sets s.x to what each row of s.mid comes to by itself.
func (l *layer) think(s *Scratch, count int) {
	normed := sized(&s.normed, wide)
	s.rows.shape(count, wide)
	for i := range count {
		normalize(normed, s.mid[i*wide:(i+1)*wide], l.norm2.scales, l.norm2.shifts)
		s.rows.quantize(i, normed, finest)
	}
	inner := sized(&s.hidden, count*hidden)
	l.expand.apply(&s.rows, count, inner, hidden, false)
	s.rows.shape(count, hidden)
	for i := range count {
		row := inner[i*hidden : (i+1)*hidden]
		for j, v := range row {
			row[j] = max(v, 0)
		}
		s.rows.quantize(i, row, finest)
	}
	x := sized(&s.x, count*wide)
	copy(x, s.mid)
	l.shorten.apply(&s.rows, count, x, wide, true)
}

// attend sets the head's columns of s.context: for each of the first count rows,
// the values of all n rows, as much of each as its key suits the row's query.
func (l *layer) attend(s *Scratch, head, n, count int) {
	w, width := l.width, l.width/heads
	weights := sized(&s.weights, count*n)
	s.keys.shape(width, n)
	clear(s.keys.panels)
	clear(s.keys.biases)
	s.rows.shape(count, width)
	for i := range n {
		row := s.queries[i*3*w:]
		if i < count {
			s.rows.quantize(i, row[head*width:(head+1)*width], coarser)
		}
		key := row[w+head*width : w+(head+1)*width]
		s.keys.setColumn(i, key, coarser)
	}
	s.keys.apply(&s.rows, count, weights, n, false)
	scale := float32(1 / math.Sqrt(float64(width)))
	s.rows.shape(count, n)
	for i := range count {
		row := weights[i*n : (i+1)*n]
		softmax(row, scale)
		s.rows.quantize(i, row, coarser)
	}
	s.keys.shape(n, width)
	clear(s.keys.panels)
	clear(s.keys.biases)
	s.keys.setValues(s.queries, 3*w, 2*w+head*width, n, width)
	s.keys.apply(&s.rows, count, s.context[head*width:], w, false)
}

// setColumn sets a column to values in steps of their largest magnitude.
func (t *table) setColumn(column int, values []float32, limit float32) {
	largest := largestOf(values)
	scale, inverse := float32(0), float32(0)
	if largest > 0 {
		scale, inverse = largest/limit, limit/largest
	}
	t.scales[column] = scale
	at := t.at(0, column)
	for i, v := range values {
		t.panels[at+i/2*2*tileColumns+i%2] = int16(nearest(float32(v * inverse)))
	}
}

// setValues sets the table to the n by width part of data that starts at first,
// with one scale for all.
func (t *table) setValues(data []float32, stride, first, n, width int) {
	largest := float32(0)
	for i := range n {
		largest = max(largest, largestOf(data[i*stride+first:][:width]))
	}
	scale, inverse := float32(0), float32(0)
	if largest > 0 {
		scale, inverse = largest/coarser, coarser/largest
	}
	for j := range t.scales {
		t.scales[j] = scale
	}
	for i := range n {
		row := data[i*stride+first:][:width]
		for j, v := range row {
			t.panels[t.at(i, j)] = int16(nearest(float32(v * inverse)))
		}
	}
}

// conclude weighs the text's n rows for each output.
func (e *Encoder) conclude(s *Scratch, n int) {
	s.rows.shape(n, wide)
	for i := range n {
		row := s.normed[:wide]
		normalize(row, s.x[i*wide:(i+1)*wide], e.norm.scales, e.norm.shifts)
		s.rows.quantize(i, row, finest)
	}
	const stride = 3 * Outputs
	headed := sized(&s.headed, n*stride)
	e.heads.apply(&s.rows, n, headed, stride, false)
	worths := sized(&s.worths, n*Outputs)
	column := sized(&s.weights, n)
	for l := range Outputs {
		for i := range n {
			column[i] = headed[i*stride+l]
		}
		softmax(column, 1)
		sum, mean := float32(0), float32(0)
		for i, share := range column {
			worth := headed[i*stride+Outputs+l]
			sum += float32(share * worth)
			mean += headed[i*stride+2*Outputs+l]
			worths[i*Outputs+l] = float32(share*worth) + headed[i*stride+2*Outputs+l]/float32(n)
		}
		s.Scores[l] = sum + mean/float32(n) + e.biases[l]
	}
}
