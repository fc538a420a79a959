//go:build !purego

package matrix

import "golang.org/x/sys/cpu"

//go:noescape
func multiplyAVX512(k int, a, b, tile *float32)

//go:noescape
func multiplyAVX2(k int, a, b, tile *float32)

var (
	hasAVX512 = cpu.X86.HasAVX512F
	hasAVX2   = cpu.X86.HasAVX2 && cpu.X86.HasFMA
)

// multiply fills a tile with the products of k columns of tileRows rows and k
// rows of tileColumns columns.
func multiply(k int, a, b []float32, tile *[tileRows * tileColumns]float32) {
	_, _ = a[k*tileRows-1], b[k*tileColumns-1]
	switch {
	case hasAVX512:
		multiplyAVX512(k, &a[0], &b[0], &tile[0])
	case hasAVX2:
		const rows, columns = 6, 16
		for r := 0; r < tileRows; r += rows {
			for c := 0; c < tileColumns; c += columns {
				multiplyAVX2(k, &a[r], &b[c], &tile[r*tileColumns+c])
			}
		}
	default:
		multiplyPortable(k, a, b, tile)
	}
}
