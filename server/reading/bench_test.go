package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// sixty is a turn of some sixty words, as a rep types it.
var sixty = practice.Said{
	Outcome:    "A 30-minute meeting with Dana Reyes, the CFO, before the board meets",
	ClientLast: "Dana doesn't take vendor meetings. That is what I am here for.",
	Text: "That makes sense, and after what happened last time I would be careful too. Here is a thought: I send you her three questions " +
		"and our figures tonight, you cut whatever looks like a pitch, and you sit in. If it goes wrong after ten minutes, you end it. " +
		"Would half an hour on Thursday the 12th work for the two of you?",
}

func BenchmarkRead(b *testing.B) {
	reader := newReader(b)
	b.ReportAllocs()
	for b.Loop() {
		reader.Read(sixty)
	}
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

func BenchmarkAnswer(b *testing.B) {
	reader := newReader(b)
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
