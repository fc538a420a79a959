package main

import "testing"

// The table of ruses may cost hardly any honest turn its levers, by hands that it
// never saw, and is worth having only if it knows some ruses all the same.
func TestRusesAreToldFromHonestTurns(t *testing.T) {
	turns, _ := loadCorpus(t)
	var some []turn
	for i, one := range turns {
		if one.Ruse || i%6 == 0 {
			some = append(some, one)
		}
	}
	r := findRuses(some, 3)
	cut, honest, lost, known, all := r.cut(everybody), 0, 0, 0, 0
	for i, truth := range r.truths[0] {
		taken := r.scores[i] >= cut
		switch {
		case truth > 0:
			all++
			if taken {
				known++
			}
		case r.levers[i]:
			honest++
			if taken {
				lost++
			}
		}
	}
	if honest < 1000 || lost > 1+honest/1000 {
		t.Errorf("%d of %d honest turns with a lever are taken for ruses", lost, honest)
	}
	if known*4 < all {
		t.Errorf("%d of %d ruses are known", known, all)
	}
}
