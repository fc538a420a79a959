package trial

import (
	"fmt"
	"strconv"
	"strings"
)

// Finding is a verdict of a trial in words. Holds: as it should be.
type Finding struct {
	Code    string `json:"code"`
	Holds   bool   `json:"holds"`
	Message string `json:"message"`
}

// Bounds of the verdicts, as shares of plays.
const (
	winnable  = 0.10 // at least one good rep wins that often
	enoughWay = 2    // different ways
	trickWins = 0.03 // a bad rep wins no more often

	playsForLines = 500 // fewer plays of each say nothing of lines that few hear
)

// effort is, for each level, how many turns the good reps need on average to
// win: the least and the most. The shipped scenarios lie within, with room on
// both sides. Win rates tell levels apart less well: whoever varies wins nearly
// always, as it should be, and needs longer where it is harder.
var effort = [...][2]float64{
	1: {3, 6.5},
	2: {5, 9},
	3: {6.5, 11.5},
	4: {8, 14},
	5: {9.5, 20},
}

// judge turns counts into verdicts.
func judge(r Report) []Finding {
	best, turns, good := 0.0, 0.0, 0
	var tricks []string
	for _, rep := range r.Reps {
		rate := rep.WinRate(r.Plays)
		if rep.Good {
			best, turns, good = max(best, rate), turns+rep.Turns, good+1
		}
		if rep.Bad && rate > trickWins {
			tricks = append(tricks, fmt.Sprintf("the %s rep wins %s", rep.Name, percent(rate)))
		}
	}
	average := turns / float64(max(1, good))
	low, high := effort[r.Level][0], effort[r.Level][1]
	findings := []Finding{
		{"winnable", best >= winnable, choose(best >= winnable,
			"It can be won: the best of the good reps wins "+percent(best)+" of the plays.",
			"It can hardly be won: the best of the good reps wins "+percent(best)+" of the plays. Lower a strength, add a method, or give more patience or time.")},
		{"ways", r.Ways >= enoughWay, choose(r.Ways >= enoughWay,
			fmt.Sprintf("It was won in %d different ways.", r.Ways),
			fmt.Sprintf("It was won in %d way. Let each concern give way to a second method, or to somebody's agreement.", r.Ways))},
		{"tricks", len(tricks) == 0, choose(len(tricks) == 0,
			"Asking the same way, pressing and giving up do not win it.",
			"It can be won without varying: "+strings.Join(tricks, ", ")+". Raise a strength, or take a method out of a concern.")},
		{"voiced", len(r.Unvoiced) == 0, choose(len(r.Unvoiced) == 0,
			"Every concern came up.",
			"Nobody ever met "+list(r.Unvoiced)+". Move it forward, or take it out.")},
		{"level", average >= low && average <= high, levelSentence(r.Level, average, low, high)},
	}
	if r.Plays >= playsForLines {
		findings = append(findings, Finding{"said", len(r.Unsaid) == 0, choose(len(r.Unsaid) == 0,
			"Something of every list of lines was heard by somebody.",
			"Nobody ever heard a line of "+list(r.Unsaid)+". Mostly a strength of 1 leaves nothing to soften, or another concern takes the method first.")})
	}
	return findings
}

func levelSentence(level int, average, low, high float64) string {
	said := fmt.Sprintf("The good reps need %.1f turns; at level %d that is %g to %g.", average, level, low, high)
	switch {
	case average > high:
		return said + " It is harder than its level says."
	case average < low:
		return said + " It is easier than its level says."
	}
	return said
}

func choose(holds bool, yes, no string) string {
	if holds {
		return yes
	}
	return no
}

// list names up to six things.
func list(names []string) string {
	if len(names) > 6 {
		return strings.Join(names[:6], ", ") + fmt.Sprintf(" and %d more", len(names)-6)
	}
	return strings.Join(names, ", ")
}

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + " %" }
