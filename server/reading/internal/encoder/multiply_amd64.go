//go:build !purego

package encoder

import "golang.org/x/sys/cpu"

//go:noescape
func multiplyAVX2(pairs int, a, b *int16, tile *int32)

// multiply fills a tile: pairs pairs of inputs, tileRows of them from a, times
// tileColumns from b. The sums are of whole numbers and the same on every
// machine.
func multiply(pairs int, a, b []int16, tile *[tileRows * tileColumns]int32) {
	if cpu.X86.HasAVX2 {
		_, _ = a[pairs*2*tileRows-1], b[pairs*2*tileColumns-1]
		multiplyAVX2(pairs, &a[0], &b[0], &tile[0])
		return
	}
	multiplyPortable(pairs, a, b, tile)
}
