package reading_test

import (
	"slices"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
)

// sixty is a turn of some sixty words, as a rep types it.
var sixty = practice.Said{
	Outcome:    "A 30-minute meeting with Dana Reyes, the CFO, before the board meets",
	ClientLast: "Dana doesn't take vendor meetings. That is what I am here for.",
	Text: "That makes sense, and after what happened last time I would be careful too. Here is a thought: I send you her three questions " +
		"and our figures tonight, you cut whatever looks like a pitch, and you sit in. If it goes wrong after ten minutes, you end it. " +
		"Would half an hour on Thursday the 12th work for the two of you?",
}

// BenchmarkReadFast reads sixty words by the words alone.
func BenchmarkReadFast(b *testing.B) {
	reader := newReader(b).Never()
	times := make([]time.Duration, 0, 1<<16)
	b.ReportAllocs()
	for b.Loop() {
		began := time.Now()
		reader.Read(sixty)
		times = append(times, time.Since(began))
	}
	report(b, times)
}

// BenchmarkReadDeep reads the turns of the corpus that leave a doubt, as they come.
func BenchmarkReadDeep(b *testing.B) {
	reader := newReader(b)
	var turns []practice.Said
	for i, turn := range corpusTurns(b) {
		if said := turn.said(); i%7 == 0 && reader.Doubts(said) {
			turns = append(turns, said)
		}
	}
	if len(turns) == 0 {
		b.Fatal("no turn leaves a doubt")
	}
	times, n := make([]time.Duration, 0, 1<<16), 0
	b.ReportAllocs()
	for b.Loop() {
		began := time.Now()
		reader.Read(turns[n*7919%len(turns)])
		times = append(times, time.Since(began))
		n++
	}
	report(b, times)
}

// BenchmarkReadDeepSixty reads sixty words with the encoder.
func BenchmarkReadDeepSixty(b *testing.B) {
	reader := newReader(b).Always()
	b.ReportAllocs()
	for b.Loop() {
		reader.Read(sixty)
	}
}

// BenchmarkReadMix reads turns of the corpus as they come, and says how often the
// encoder is heard. The models know these turns and doubt few of them, so doubt is
// widened until the encoder is heard as often as for authors they never saw.
func BenchmarkReadMix(b *testing.B) {
	reader, turns := newReader(b), corpusTurns(b)
	said := func(n int) practice.Said { return turns[n*7919%len(turns)].said() }
	for range 20 {
		if reader.DoubtShare() <= share(reader, said) {
			break
		}
		reader = reader.Wider()
	}
	times := make([]time.Duration, 0, 1<<16)
	b.ReportAllocs()
	for b.Loop() {
		one := said(len(times))
		began := time.Now()
		reader.Read(one)
		times = append(times, time.Since(began))
	}
	b.ReportMetric(share(reader, said), "deep/op")
	report(b, times)
}

// share is how often the encoder is heard.
func share(reader *reading.Reader, said func(int) practice.Said) float64 {
	const some = 1000
	deep := 0
	for n := range some {
		if reader.Doubts(said(n)) {
			deep++
		}
	}
	return float64(deep) / some
}

// report adds the median and the slowest of twenty to the mean.
func report(b *testing.B, times []time.Duration) {
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "median-ns")
	b.ReportMetric(float64(times[len(times)*19/20].Nanoseconds()), "p95-ns")
}

// BenchmarkReadLate reads the last turn of a long attempt.
func BenchmarkReadLate(b *testing.B) {
	reader := newReader(b)
	late := sixty
	for n, turn := range corpusTurns(b)[:30] {
		if late.Earlier = append(late.Earlier, turn.Text); n%2 == 0 {
			late.Theirs = append(late.Theirs, turn.ClientLast)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		reader.Read(late)
	}
}

func BenchmarkAnswerFast(b *testing.B) { benchmarkAnswer(b, newReader(b).Never()) }

func BenchmarkAnswerDeep(b *testing.B) { benchmarkAnswer(b, newReader(b).Always()) }

func benchmarkAnswer(b *testing.B, reader *reading.Reader) {
	heard := practice.Heard{Outcome: sixty.Outcome, RepLast: sixty.Text, Text: sixty.ClientLast}
	b.ReportAllocs()
	for b.Loop() {
		reader.Answer(heard)
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		newReader(b)
	}
}
