//go:build !amd64 || purego

package matrix

// multiply fills a tile with the products of k columns of tileRows rows and k
// rows of tileColumns columns.
func multiply(k int, a, b []float32, tile *[tileRows * tileColumns]float32) {
	multiplyPortable(k, a, b, tile)
}
