// Package matrix multiplies matrices of single-precision numbers, fast enough to
// train with, and with the same bits on every machine.
package matrix

import "math"

const (
	tileRows    = 12
	tileColumns = 32
)

// M is a matrix: Rows rows of Columns numbers, Stride apart in Data.
type M struct {
	Rows, Columns, Stride int
	Data                  []float32
}

// Of returns data as a matrix without gaps.
func Of(rows, columns int, data []float32) M { return M{rows, columns, columns, data} }

// Multiplier holds the memory that multiplying needs. It is for one goroutine.
type Multiplier struct {
	a, b []float32
	tile [tileRows * tileColumns]float32
}

// Mul sets result to the product of a and b, or adds it. Either is taken
// transposed if turnA or turnB says so.
func (m *Multiplier) Mul(result, a M, turnA bool, b M, turnB, add bool) {
	k := a.Columns
	if turnA {
		k = a.Rows
	}
	m.packA(a, turnA, result.Rows, k)
	if need := k * tileColumns; len(m.b) < need {
		m.b = make([]float32, need)
	}
	for j := 0; j < result.Columns; j += tileColumns {
		m.packB(b, turnB, j, min(tileColumns, result.Columns-j), k)
		for i := 0; i < result.Rows; i += tileRows {
			multiply(k, m.a[i*k:], m.b, &m.tile)
			m.store(result, i, j, min(tileRows, result.Rows-i), add)
		}
	}
}

func (m *Multiplier) store(result M, i, j, rows int, add bool) {
	columns := min(tileColumns, result.Columns-j)
	for r := range rows {
		out := result.Data[(i+r)*result.Stride+j:][:columns]
		in := m.tile[r*tileColumns:][:columns]
		if !add {
			copy(out, in)
			continue
		}
		for c, v := range in {
			out[c] += v
		}
	}
}

// packA lays a out in blocks of tileRows rows, the rows' numbers side by side.
func (m *Multiplier) packA(a M, turn bool, rows, k int) {
	padded := (rows + tileRows - 1) / tileRows * tileRows
	if need := padded * k; len(m.a) < need {
		m.a = make([]float32, need)
	}
	for i := 0; i < rows; i += tileRows {
		block, count := m.a[i*k:][:tileRows*k], min(tileRows, rows-i)
		if count < tileRows {
			clear(block)
		}
		switch {
		case turn && count == tileRows:
			for p := range k {
				*(*[tileRows]float32)(block[p*tileRows:]) = [tileRows]float32(a.Data[p*a.Stride+i:])
			}
		case turn:
			for p := range k {
				copy(block[p*tileRows:][:count], a.Data[p*a.Stride+i:][:count])
			}
		default:
			for r := range count {
				for p, v := range a.Data[(i+r)*a.Stride:][:k] {
					block[p*tileRows+r] = v
				}
			}
		}
	}
}

// packB lays out columns of b from j on, the numbers of a row side by side.
func (m *Multiplier) packB(b M, turn bool, j, columns, k int) {
	panel := m.b[:tileColumns*k]
	if columns < tileColumns {
		clear(panel)
	}
	if !turn && columns == tileColumns {
		for p := range k {
			*(*[tileColumns]float32)(panel[p*tileColumns:]) = [tileColumns]float32(b.Data[p*b.Stride+j:])
		}
		return
	}
	if !turn {
		for p := range k {
			copy(panel[p*tileColumns:][:columns], b.Data[p*b.Stride+j:][:columns])
		}
		return
	}
	for c := range columns {
		for p, v := range b.Data[(j+c)*b.Stride:][:k] {
			panel[p*tileColumns+c] = v
		}
	}
}

func multiplyPortable(k int, a, b []float32, tile *[tileRows * tileColumns]float32) {
	*tile = [tileRows * tileColumns]float32{}
	for p := range k {
		for r := range tileRows {
			left := a[p*tileRows+r]
			sums := tile[r*tileColumns:][:tileColumns]
			for c, right := range b[p*tileColumns:][:tileColumns] {
				sums[c] = fused(left, right, sums[c])
			}
		}
	}
}

// fused is x*y+z rounded once. The product is exact in double precision; where
// the sum then falls half-way between two single-precision numbers, what it lost
// decides.
func fused(x, y, z float32) float32 {
	product, addend := float64(x)*float64(y), float64(z)
	sum := product + addend
	bits := math.Float64bits(sum)
	if bits&(1<<29-1) != 1<<28 {
		return float32(sum)
	}
	part := sum - product
	lost := (product - (sum - part)) + (addend - part)
	if lost != 0 {
		if (lost > 0) == (sum > 0) {
			bits++
		} else {
			bits--
		}
	}
	return float32(math.Float64frombits(bits))
}
