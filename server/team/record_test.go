package team_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func TestRecordAndTally(t *testing.T) {
	at := func(hour int) time.Time { return time.Unix(int64(hour)*3600, 0) }
	var first, second team.Record
	first.Add(50_000, 20_000, at(1))
	first.Add(70_000, 10_000, at(2))
	first.Add(70_000, 20_000, at(3)) // as good as before, and later
	first.Add(60_000, 30_000, at(4))
	second.Add(-1, 0, at(9))
	if first.Total != 70_000 || !first.TotalAt.Equal(at(2)) || !first.VarietyAt.Equal(at(4)) || first.First != 50_000 || first.Latest != 60_000 || first.Results != 4 {
		t.Errorf("record %+v", first)
	}
	var tally team.Tally
	if improvement, _ := tally.Improvement(); improvement != 0 {
		t.Errorf("of nothing the improvement is %d", improvement)
	}
	tally.Add(first)
	tally.Add(second)
	score, reached := tally.Score(3)
	if score != 23_333 || !reached.Equal(at(9)) {
		t.Errorf("score %d at %v", score, reached)
	}
	if variety, reached := tally.Variety(3); variety != 10_000 || !reached.Equal(at(9)) {
		t.Errorf("variety %d at %v", variety, reached)
	}
	if improvement, reached := tally.Improvement(); improvement != 10_000 || !reached.Equal(at(4)) || tally.Repeated != 1 || tally.Played != 2 {
		t.Errorf("improvement %d at %v over %d of %d", improvement, reached, tally.Repeated, tally.Played)
	}
}

func TestRecordAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		totals := rapid.SliceOfN(rapid.Int64Range(-100_000, 100_000), 1, 20).Draw(t, "totals")
		var record team.Record
		best := totals[0]
		for i, total := range totals {
			record.Add(practice.Points(total), 0, time.Unix(int64(i), 0))
			best = max(best, total)
		}
		if int64(record.Total) != best || totals[record.TotalAt.Unix()] != best || record.Results != len(totals) {
			t.Fatalf("record %+v of %v", record, totals)
		}
		for _, earlier := range totals[:record.TotalAt.Unix()] {
			if earlier == best {
				t.Fatalf("the best of %v was reached before %v", totals, record.TotalAt)
			}
		}
	})
}
