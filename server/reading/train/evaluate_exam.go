package main

import (
	"fmt"
	"io"
	"math/rand/v2"
	"sort"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
)

// table counts what was read right.
func (e exam) table() *table {
	t := turnTable()
	for _, s := range e.turns {
		t.countTurn(s.turn, s.verdict(nil))
	}
	return t
}

// report prints everything that the exam tells.
func (e exam) report(out io.Writer) {
	t := e.table()
	fmt.Fprintf(out, "%d turns: %s\n\n", len(e.turns), t.headline())
	t.print(out)
	fmt.Fprintln(out, "\nWhat a missed method was read as:")
	printConfusions(out, e.confusions())
	fmt.Fprintln(out, "\nHow sure the reader was, and how often it was right (per cent, number):")
	printReliabilities(out, e.reliabilities())
	fmt.Fprintln(out, "\nA method named beforehand, by how far below its cut a lever may lie:")
	e.printIntends(out)
}

// printIntends prints, for cuts moved down and up, how many of the methods that a
// turn does are accepted when they are named beforehand, and how many of those
// that it does not do are refused: of all of them, and of those that some score
// speaks for.
func (e exam) printIntends(out io.Writer) {
	for _, lower := range []float64{-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.6} {
		var own, foreign, plausible tally
		for _, s := range e.turns {
			lenient := *s.settings
			lenient.Turn = append([]model.Cut(nil), s.settings.Turn...)
			for l := range lenient.Turn {
				lenient.Turn[l].Intended -= lower
			}
			read := sitting{scores: s.scores, tokens: s.tokens, settings: &lenient}
			truth := s.turn.truth()
			for l := range model.Levers {
				accepted := read.accepts(l)
				switch {
				case truth[l] > 0:
					own.count(true, accepted)
				case truth[l] < 0:
					foreign.count(true, accepted)
					if s.scores[l] > s.settings.Turn[l].Seen-1 {
						plausible.count(true, accepted)
					}
				}
			}
		}
		fmt.Fprintf(out, "%+.1f: own accepted %.3f, false refused %.3f, plausible false ones refused %.3f\n",
			lower, own.recall(), 1-foreign.recall(), 1-plausible.recall())
	}
}

func (s sitting) accepts(l model.Label) bool {
	for _, one := range s.verdict([]model.Label{l}).Methods {
		if one == l {
			return true
		}
	}
	return false
}

// curve prints what a reader learns from more and more hands, read on hands that
// are held out all along: the mean over a few draws that chance makes.
func curve(out io.Writer, turns []turn, lines []line, held heldOut) {
	const heldHands, draws = 6, 3
	authors := authorsOf(turns).authors()
	random := rand.New(rand.NewPCG(11, 12))
	random.Shuffle(len(authors), func(i, j int) { authors[i], authors[j] = authors[j], authors[i] })
	examined, others := authors[:heldHands], authors[heldHands:]
	sort.Strings(examined)
	fmt.Fprintf(out, "held out: %v\n", examined)
	for _, hands := range []int{2, 4, 8, 12, len(others)} {
		sum, size := 0.0, 0
		for range draws {
			random.Shuffle(len(others), func(i, j int) { others[i], others[j] = others[j], others[i] })
			taughtBy := others[:hands]
			s := taught(ofHands(turns, taughtBy), lines, held, 2)
			t := turnTable()
			for _, one := range ofHands(turns, examined) {
				t.countTurn(one, s.read(one, held).verdict(nil))
			}
			size += len(ofHands(turns, taughtBy))
			sum += t.macro(methodNames()...)
		}
		fmt.Fprintf(out, "%2d hands, %5d turns: methods macro-F1 %.3f\n", hands, size/draws, sum/draws)
	}
}

func ofHands(turns []turn, hands []string) []turn {
	chosen := map[string]bool{}
	for _, hand := range hands {
		chosen[hand] = true
	}
	var own []turn
	for _, t := range turns {
		if chosen[authorOf(t.Author)] {
			own = append(own, t)
		}
	}
	return own
}

func methodNames() []string {
	var names []string
	for _, method := range practice.Methods() {
		names = append(names, string(method))
	}
	return names
}

// examineAll prints the exams: hands held out; and, harder, every industry of
// theirs too, beside as many turns without that rule.
func examineAll(out io.Writer, turns []turn, lines []line, held heldOut, folds int) {
	everything := func(others, _ []turn) []turn { return others }
	fmt.Fprintln(out, "## Hands held out")
	examine(turns, lines, held, folds, everything).report(out)
	fmt.Fprintln(out, "\n## Hands and their industries held out")
	strict := examine(turns, lines, held, folds, otherIndustries)
	fmt.Fprintln(out, strict.table().headline())
	strict.table().print(out)
	fmt.Fprintln(out, "\n## As many turns, whatever their industry")
	same := examine(turns, lines, held, folds, func(others, examined []turn) []turn {
		return sameSize(others, otherIndustries(others, examined), 1)
	})
	fmt.Fprintln(out, same.table().headline())
	fmt.Fprintln(out, "\n## From few hands to many")
	curve(out, turns, lines, held)
}
