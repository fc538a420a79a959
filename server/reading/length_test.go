package reading_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// BenchmarkReadLength reads ever longer turns: the time for a byte stays the
// same up to the 32 KiB that are read, and falls after.
func BenchmarkReadLength(b *testing.B) {
	reader := newReader(b)
	turns := corpusTurns(b)
	for _, size := range []int{1 << 10, 4 << 10, 16 << 10, 64 << 10} {
		b.Run(fmt.Sprintf("%dKiB", size>>10), func(b *testing.B) {
			var long strings.Builder
			for n := 0; long.Len() < size; n++ {
				long.WriteString(turns[n*7919%len(turns)].Text + " ")
			}
			said := practice.Said{Outcome: sixty.Outcome, ClientLast: sixty.ClientLast, Text: long.String()[:size]}
			b.ReportAllocs()
			for b.Loop() {
				reader.Read(said)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(size), "ns/byte")
		})
	}
}
