package main

import (
	"fmt"
	"io"

	"github.com/askagain/askagain/server/reading/internal/model"
)

// claims counts methods named beforehand: those that a turn does, those that it
// does not, and of these the plausible ones.
type claims struct{ own, foreign, plausible tally }

// plausibleFrom is how near a method's score comes to its cut before a false
// claim is called plausible.
const plausibleFrom = 0.7

// count names each method of labels beforehand in a turn.
func (c *claims) count(s sitting, labels ...model.Label) {
	truth := s.turn.truth()
	for _, l := range labels {
		accepted := s.accepts(l)
		if truth[l] > 0 {
			c.own.count(true, accepted)
			continue
		}
		c.foreign.count(true, accepted)
		if s.scores[l] >= s.settings.Turn[l].Seen-plausibleFrom {
			c.plausible.count(true, accepted)
		}
	}
}

func (c *claims) String() string {
	return fmt.Sprintf("true ones accepted %.3f (%d), false ones refused %.3f, plausible false ones refused %.3f (%d)",
		c.own.recall(), c.own.hits+c.own.misses, 1-c.foreign.recall(), 1-c.plausible.recall(), c.plausible.hits+c.plausible.misses)
}

func everyMethod() []model.Label {
	var labels []model.Label
	for l := range model.Asks {
		labels = append(labels, l)
	}
	return labels
}

// printClaims prints how methods named beforehand fare: method by method, and all
// together for lower and higher cuts.
func (e exam) printClaims(out io.Writer) {
	var all claims
	for _, l := range everyMethod() {
		var own claims
		for _, s := range e.turns {
			own.count(s, l)
			all.count(s, l)
		}
		fmt.Fprintf(out, "%-10s %v\n", l, &own)
	}
	fmt.Fprintf(out, "%-10s %v\n", "all", &all)
	for _, lower := range []float64{-0.4, -0.3, -0.2, -0.1, 0.1, 0.2, 0.3, 0.4} {
		var moved claims
		for _, s := range e.turns {
			lenient := *s.settings
			lenient.Turn = append([]model.Cut(nil), s.settings.Turn...)
			for l := range lenient.Turn {
				lenient.Turn[l].Intended -= lower
				lenient.Turn[l].IntendedHeard -= lower
			}
			s.settings = &lenient
			moved.count(s, everyMethod()...)
		}
		fmt.Fprintf(out, "cuts lower by %+.1f: %v\n", lower, &moved)
	}
}
