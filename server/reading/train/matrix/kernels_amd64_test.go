//go:build !purego

package matrix

import "iter"

// kernels yields each way to multiply that this machine has, switched on.
func kernels() iter.Seq[string] {
	return func(yield func(string) bool) {
		defer func(a, b bool) { hasAVX512, hasAVX2 = a, b }(hasAVX512, hasAVX2)
		if hasAVX512 && !yield("AVX-512") {
			return
		}
		hasAVX512 = false
		if hasAVX2 && !yield("AVX2") {
			return
		}
		hasAVX2 = false
		yield("portable")
	}
}
