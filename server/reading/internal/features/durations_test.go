package features_test

import (
	"testing"

	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/text"
)

func TestAsLongATimeInOtherWordsIsTheSame(t *testing.T) {
	for _, c := range []struct {
		outcome, said string
		same          bool
	}{
		{"a 30-minute meeting", "half an hour with Dana", true},
		{"a 30-minute meeting", "the half hour", true},
		{"a 30-minute meeting", "thirty minutes", true},
		{"a 30-minute meeting", "30 min", true},
		{"a 30-minute meeting", "a quarter of an hour", false},
		{"a 30-minute meeting", "an hour", false},
		{"an hour with the board", "sixty minutes", true},
		{"an hour and a half", "90 minutes", true},
		{"two and a half hours", "150 minutes", true},
		{"a 14-day trial", "two weeks", true},
		{"a 14-day trial", "a fortnight", true},
		{"a 14-day trial", "one week", false},
		{"a meeting", "half an hour", false},
		{"an hour", "", false},
	} {
		got := false
		for _, same := range features.SameDuration(text.Parse(c.said), text.Parse(c.outcome)) {
			got = got || same
		}
		if got != c.same {
			t.Errorf("%q against %q: the same is %v, want %v", c.said, c.outcome, got, c.same)
		}
	}
}

func TestLengthsOfTimeShowHowTheyCompareAndNotTheirWords(t *testing.T) {
	seen := func(said, outcome string) map[uint32]bool {
		e, indexes := &features.Extractor{}, map[uint32]bool{}
		e.Extract(text.Parse(said), features.Around{Outcome: outcome})
		for _, f := range e.Features {
			if f.Block == features.Words {
				indexes[f.Index] = true
			}
		}
		return indexes
	}
	half, thirty := seen("Half hour?", "a 30-minute meeting"), seen("Thirty minutes?", "a 30-minute meeting")
	if len(half) == 0 || len(half) != len(thirty) {
		t.Fatalf("%d and %d features", len(half), len(thirty))
	}
	for index := range half {
		if !thirty[index] {
			t.Fatal("half an hour and thirty minutes show other words")
		}
	}
	for index := range seen("Ten minutes?", "a 30-minute meeting") {
		if !half[index] {
			return
		}
	}
	t.Error("ten minutes show the same words as half an hour")
}
