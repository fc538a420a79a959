package encoder

import "math"

const (
	tileRows    = 6
	tileColumns = 16
)

// Largest magnitudes of whole numbers that activations become: in products with
// weights of a signed byte, and with one another. No sum of the longest row
// leaves 32 bits.
const (
	finest  = 8191
	coarser = 2047
)

// table is a matrix of weights in whole numbers, laid out in panels of
// tileColumns columns, the weights of two neighboring inputs side by side.
type table struct {
	in, out int // in is even
	panels  []int16
	scales  []float32 // of each column: what one step is worth
	biases  []float32 // of each column
}

// at returns where the weight of input in and column out stands.
func (t *table) at(in, out int) int {
	panel := out / tileColumns
	return panel*t.in*tileColumns + in/2*2*tileColumns + out%tileColumns*2 + in%2
}

func (t *table) shape(in, out int) {
	padded := (out + tileColumns - 1) / tileColumns * tileColumns
	t.in, t.out = in+in%2, out
	size := padded * t.in
	if cap(t.panels) < size {
		t.panels = make([]int16, size)
	}
	if cap(t.scales) < padded {
		t.scales, t.biases = make([]float32, padded), make([]float32, padded)
	}
	t.panels, t.scales, t.biases = t.panels[:size], t.scales[:padded], t.biases[:padded]
}

// rows are activations in whole numbers, each row with its own scale, laid out in
// blocks of tileRows rows, two neighboring inputs side by side.
type rows struct {
	count, in int // in is even
	blocks    []int16
	scales    []float32
}

func (r *rows) shape(count, in int) {
	r.count, r.in = count, in+in%2
	padded := (count + tileRows - 1) / tileRows * tileRows
	if size := padded * r.in; cap(r.blocks) < size {
		r.blocks = make([]int16, size)
	}
	if cap(r.scales) < padded {
		r.scales = make([]float32, padded)
	}
	r.blocks, r.scales = r.blocks[:padded*r.in], r.scales[:padded]
	if in%2 != 0 || padded > count {
		clear(r.blocks)
	}
}

// quantize sets a row to values in steps of their largest magnitude.
func (r *rows) quantize(row int, values []float32, limit float32) {
	largest := largestOf(values)
	scale, inverse := float32(0), float32(0)
	if largest > 0 {
		scale, inverse = largest/limit, limit/largest
	}
	r.scales[row] = scale
	block := r.blocks[row/tileRows*tileRows*r.in:]
	lane := row % tileRows * 2
	for i := 0; i+1 < len(values); i += 2 {
		at := i*tileRows + lane
		block[at] = int16(nearest(float32(values[i] * inverse)))
		block[at+1] = int16(nearest(float32(values[i+1] * inverse)))
	}
	if last := len(values) - 1; last%2 == 0 {
		block[last*tileRows+lane] = int16(nearest(float32(values[last] * inverse)))
	}
}

// largestOf returns the largest magnitude: without their sign, the bits of
// numbers are in the order of the numbers.
func largestOf(values []float32) float32 {
	const magnitude = 1<<31 - 1
	a, b := uint32(0), uint32(0)
	for len(values) >= 2 {
		a = max(a, math.Float32bits(values[0])&magnitude)
		b = max(b, math.Float32bits(values[1])&magnitude)
		values = values[2:]
	}
	if len(values) > 0 {
		a = max(a, math.Float32bits(values[0])&magnitude)
	}
	return math.Float32frombits(max(a, b))
}

// nearest rounds to the nearest whole number, halves to even, for magnitudes
// below four million.
func nearest(x float32) int32 {
	const shift = 3 << 22
	return int32(float32(x+shift) - shift)
}

// apply returns in result, stride apart, the product of the first count rows with
// the table; or adds it.
func (t *table) apply(r *rows, count int, result []float32, stride int, add bool) {
	var tile [tileRows * tileColumns]int32
	pairs := t.in / 2
	for column := 0; column < t.out; column += tileColumns {
		panel := t.panels[column*t.in : (column+tileColumns)*t.in]
		width := min(tileColumns, t.out-column)
		scales, biases := t.scales[column:column+width], t.biases[column:column+width]
		for row := 0; row < count; row += tileRows {
			multiply(pairs, r.blocks[row*r.in:(row+tileRows)*r.in], panel, &tile)
			for i := range min(tileRows, count-row) {
				out := result[(row+i)*stride+column:][:width]
				sums := tile[i*tileColumns:][:width]
				scale := r.scales[row+i]
				if add {
					for j, sum := range sums {
						out[j] += float32(float32(float32(sum)*scale)*scales[j]) + biases[j]
					}
					continue
				}
				for j, sum := range sums {
					out[j] = float32(float32(float32(sum)*scale)*scales[j]) + biases[j]
				}
			}
		}
	}
}

func multiplyPortable(pairs int, a, b []int16, tile *[tileRows * tileColumns]int32) {
	*tile = [tileRows * tileColumns]int32{}
	for p := range pairs {
		left := a[p*2*tileRows : (p+1)*2*tileRows]
		right := b[p*2*tileColumns : (p+1)*2*tileColumns]
		for i := range tileRows {
			first, second := int32(left[2*i]), int32(left[2*i+1])
			sums := tile[i*tileColumns : (i+1)*tileColumns]
			for j := range sums {
				sums[j] += first*int32(right[2*j]) + second*int32(right[2*j+1])
			}
		}
	}
}
