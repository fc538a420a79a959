package matrix

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

func filled(random *rand.Rand, rows, columns int) M {
	m := Of(rows, columns, make([]float32, rows*columns))
	for i := range m.Data {
		m.Data[i] = float32(random.NormFloat64())
	}
	return m
}

func turned(m M) M {
	t := Of(m.Columns, m.Rows, make([]float32, len(m.Data)))
	for i := range m.Rows {
		for j := range m.Columns {
			t.Data[j*m.Rows+i] = m.Data[i*m.Stride+j]
		}
	}
	return t
}

func TestProductsAreThoseOfTheDefinition(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	var m Multiplier
	for _, size := range [][3]int{{1, 1, 1}, {29, 45, 33}, {12, 32, 8}, {13, 64, 100}} {
		rows, columns, inner := size[0], size[1], size[2]
		a, b := filled(random, rows, inner), filled(random, inner, columns)
		want := make([]float64, rows*columns)
		for i := range rows {
			for j := range columns {
				for k := range inner {
					want[i*columns+j] += float64(a.Data[i*inner+k]) * float64(b.Data[k*columns+j])
				}
			}
		}
		for _, turn := range [][2]bool{{}, {true, false}, {false, true}, {true, true}} {
			left, right := a, b
			if turn[0] {
				left = turned(a)
			}
			if turn[1] {
				right = turned(b)
			}
			got := Of(rows, columns, make([]float32, rows*columns))
			m.Mul(got, left, turn[0], right, turn[1], false)
			m.Mul(got, left, turn[0], right, turn[1], true)
			for i, v := range got.Data {
				if math.Abs(float64(v)-2*want[i]) > 1e-3 {
					t.Fatalf("%v turned %v: number %d is %v, want %v", size, turn, i, v, 2*want[i])
				}
			}
		}
	}
}

func TestEveryMachineReachesTheSameBits(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	const k = 300
	a, b := filled(random, k, tileRows), filled(random, k, tileColumns)
	var got, portable [tileRows * tileColumns]float32
	for name := range kernels() {
		multiply(k, a.Data, b.Data, &got)
		multiplyPortable(k, a.Data, b.Data, &portable)
		if got != portable {
			t.Errorf("%s: other bits than the portable sums", name)
		}
	}
}

func TestFusedRoundsOnce(t *testing.T) {
	for _, one := range [][4]float32{
		{2, 3, 4, 10},
		{1 + 1.0/(1<<12), 1 + 1.0/(1<<12), 0, 1 + 1.0/(1<<11)},                          // halfway: to even
		{1 + 1.0/(1<<12), 1 + 1.0/(1<<12), 1e-20, 1 + 1.0/(1<<11) + 1.0/(1<<23)},        // a trace above halfway
		{-(1 + 1.0/(1<<12)), 1 + 1.0/(1<<12), -1e-20, -(1 + 1.0/(1<<11) + 1.0/(1<<23))}, // the same below zero
	} {
		if got := fused(one[0], one[1], one[2]); got != one[3] {
			t.Errorf("%v*%v+%v is %v, want %v", one[0], one[1], one[2], got, one[3])
		}
	}
}

func BenchmarkMul(b *testing.B) {
	for _, turn := range []bool{false, true} {
		b.Run(fmt.Sprintf("turned=%v", turn), func(b *testing.B) {
			random := rand.New(rand.NewPCG(5, 6))
			left, right := filled(random, 1500, 512), filled(random, 512, 1536)
			if turn {
				left = turned(left)
			}
			result := filled(random, 1500, 1536)
			var m Multiplier
			b.ReportAllocs()
			for b.Loop() {
				m.Mul(result, left, turn, right, false, false)
			}
		})
	}
}
