//go:build !amd64 || purego

package matrix

import "iter"

// kernels yields each way to multiply that this machine has.
func kernels() iter.Seq[string] { return func(yield func(string) bool) { yield("portable") } }
