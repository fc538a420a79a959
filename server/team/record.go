package team

import (
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Record is what somebody's comparable results of one scenario come to within a
// span. Totals and variety are the best ones, each with the moment at which it
// was first reached.
type Record struct {
	Results   int
	Total     practice.Points
	TotalAt   time.Time
	Variety   practice.Points
	VarietyAt time.Time
	First     practice.Points // the first total
	Latest    practice.Points // the latest total
	LatestAt  time.Time
}

// Add adds a result that follows those before it: by its end, and of the same
// end by the attempt's id.
func (r *Record) Add(total, variety practice.Points, at time.Time) {
	if r.Results == 0 {
		r.First = total
	}
	if r.Results == 0 || total > r.Total {
		r.Total, r.TotalAt = total, at
	}
	if r.Results == 0 || variety > r.Variety {
		r.Variety, r.VarietyAt = variety, at
	}
	r.Latest, r.LatestAt = total, at
	r.Results++
}

// Tally sums somebody's records of a board's scenarios up, one a scenario.
type Tally struct {
	Played   int // scenarios
	Repeated int // scenarios played at least twice

	total, variety, gain         practice.Points // sums
	totalAt, varietyAt, repeatAt time.Time
}

// Add adds the record of one more scenario.
func (t *Tally) Add(r Record) {
	t.Played++
	t.total += r.Total
	t.totalAt = later(t.totalAt, r.TotalAt)
	t.variety += r.Variety
	t.varietyAt = later(t.varietyAt, r.VarietyAt)
	if r.Results > 1 {
		t.Repeated++
		t.gain += r.Latest - r.First
		t.repeatAt = later(t.repeatAt, r.LatestAt)
	}
}

// Score is the best totals averaged over so many scenarios, those that were not
// played counting 0, and when the last of them was reached.
func (t Tally) Score(scenarios int) (practice.Points, time.Time) {
	return average(t.total, scenarios), t.totalAt
}

// Variety is the same of the card's variety.
func (t Tally) Variety(scenarios int) (practice.Points, time.Time) {
	return average(t.variety, scenarios), t.varietyAt
}

// Improvement is the latest total less the first one, averaged over the scenarios
// that were played at least twice, and when the latest of them ended. It means
// nothing while Repeated is 0.
func (t Tally) Improvement() (practice.Points, time.Time) {
	return average(t.gain, t.Repeated), t.repeatAt
}

// average rounds half up, towards more, to whole thousandths; 0 of nothing.
func average(sum practice.Points, count int) practice.Points {
	if count <= 0 {
		return 0
	}
	doubled, by := 2*int64(sum)+int64(count), 2*int64(count)
	quotient := doubled / by
	if doubled%by < 0 { // Go divides towards zero
		quotient--
	}
	return practice.Points(quotient)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
