package main

import (
	"fmt"
	"io"
	"math"
	"text/tabwriter"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
)

// reliability compares how sure the reader said it was with how often it was
// right, in ten bins of sureness.
type reliability struct {
	name string
	bins [10]struct {
		n, right int
		sure     float64 // summed, in shares of one
	}
}

// add counts one label that was read with a sureness in thousandths.
func (r *reliability) add(sure int, right bool) {
	b := &r.bins[min(9, sure/100)]
	b.n++
	b.sure += float64(sure) / 1000
	if right {
		b.right++
	}
}

// count returns how many were added.
func (r *reliability) count() int {
	n := 0
	for _, b := range r.bins {
		n += b.n
	}
	return n
}

// error is the expected calibration error: how far sureness and share of right
// are apart, weighed by how many stand in a bin.
func (r *reliability) error() float64 {
	sum := 0.0
	for _, b := range r.bins {
		sum += math.Abs(b.sure - float64(b.right))
	}
	return sum / float64(max(1, r.count()))
}

// reliabilities are of every kind of label, those that count.
func (e exam) reliabilities() []*reliability {
	ask, method := &reliability{name: "ask"}, &reliability{name: "method"}
	tone, yields := &reliability{name: "tone"}, &reliability{name: "yields"}
	for _, s := range e.turns {
		read, cuts := s.verdict(), s.settings.Turn
		sure := func(l model.Label) int { return cuts[l].Sureness(s.scores[l]) }
		// As the reader says it: both that it asks, and for how much.
		asks, part := sure(model.Asks), sure(model.Partial)
		switch {
		case read.Partial:
			ask.add(asks*part/1000, s.turn.Ask == practice.AskPartial)
		case read.Asks:
			ask.add(asks*(1000-part)/1000, s.turn.Ask == practice.AskOutcome)
		}
		truth := s.turn.truth()
		for _, l := range read.Methods {
			method.add(sure(l), truth[l] > 0)
		}
		if read.Tone != model.TurnLabels {
			tone.add(sure(read.Tone), truth[read.Tone] > 0)
		}
		if read.Yields {
			yields.add(sure(model.Yields), s.turn.Yields)
		}
	}
	return []*reliability{ask, method, tone, yields}
}

func printReliabilities(out io.Writer, all []*reliability) {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "sure of\tn\terror\t")
	for b := range all[0].bins {
		fmt.Fprintf(w, "%d-%d%%\t", 10*b, 10*b+10)
	}
	fmt.Fprintln(w)
	for _, r := range all {
		fmt.Fprintf(w, "%s\t%d\t%.3f\t", r.name, r.count(), r.error())
		for _, b := range r.bins {
			if b.n == 0 {
				fmt.Fprint(w, "\t")
				continue
			}
			fmt.Fprintf(w, "%.0f→%.0f (%d)\t", 100*b.sure/float64(b.n), 100*ratio(b.right, b.n), b.n)
		}
		fmt.Fprintln(w)
	}
	w.Flush()
}
