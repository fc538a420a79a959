//go:build !amd64 || purego

package encoder

// multiply fills a tile: pairs pairs of inputs, tileRows of them from a, times
// tileColumns from b. The sums are of whole numbers and the same on every
// machine.
func multiply(pairs int, a, b []int16, tile *[tileRows * tileColumns]int32) {
	multiplyPortable(pairs, a, b, tile)
}
