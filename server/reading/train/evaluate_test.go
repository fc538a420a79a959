package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/model"
)

func TestIndustriesShareAWordThatTells(t *testing.T) {
	ward := []turn{{Industry: "hospital ward"}, {Industry: "software sales"}}
	for industry, want := range map[string]bool{
		"hospital IT":                 false,
		"Hospitals":                   false,
		"payroll software":            true,
		"scaffolding (hospital town)": true,
		"":                            false,
		"consulting firm":             false, // nothing that tells
		"bakery, internal":            true,
	} {
		if got := len(otherIndustries([]turn{{Industry: industry}}, ward)) == 1; got != want {
			t.Errorf("%q is another industry: %v, want %v", industry, got, want)
		}
	}
}

func TestAsManyTurnsOfEachHandAreKept(t *testing.T) {
	turns, _ := loadCorpus(t)
	few := every(turns, 3)
	same := sameSize(turns, few, 1)
	count := func(turns []turn) map[string]int {
		counts := map[string]int{}
		for _, t := range turns {
			counts[authorOf(t.Author)]++
		}
		return counts
	}
	want := count(few)
	for author, n := range count(same) {
		if n != want[author] {
			t.Errorf("%s: %d turns, want %d", author, n, want[author])
		}
	}
	if len(same) != len(few) {
		t.Errorf("%d turns, want %d", len(same), len(few))
	}
}

func TestAnExamReadsEveryTurnOnceByAStudentOfOthers(t *testing.T) {
	turns, lines := loadCorpus(t)
	turns, lines = every(turns, 50), every(lines, 20)
	e := examine(turns, lines, held(t), 3, func(others, examined []turn) []turn {
		authors := map[string]bool{}
		for _, t := range examined {
			authors[authorOf(t.Author)] = true
		}
		for _, other := range others {
			if authors[authorOf(other.Author)] {
				t.Fatalf("%s teaches and is examined", authorOf(other.Author))
			}
		}
		return others
	})
	if len(e.turns) != len(turns) || len(e.lines) != len(lines) {
		t.Fatalf("%d turns and %d lines examined, of %d and %d", len(e.turns), len(e.lines), len(turns), len(lines))
	}
	var report bytes.Buffer
	e.report(&report)
	for _, part := range []string{"channel", "offers_less", "yields", "plausible false ones"} {
		if !strings.Contains(report.String(), part) {
			t.Errorf("the report names no %s", part)
		}
	}
}

func TestReliabilityOfPerfectAndOfVainSureness(t *testing.T) {
	good, vain := &reliability{}, &reliability{}
	for i := range 100 {
		good.add(800, i%5 != 0)
		vain.add(1000, i%2 == 0)
	}
	if got := good.error(); got > 1e-9 {
		t.Errorf("error %v where four of five are right at 800", got)
	}
	if got := vain.error(); got < 0.499 || got > 0.501 {
		t.Errorf("error %v where every second is right at 1000", got)
	}
}

func TestAMissedMethodIsTakenForWhatWasReadInstead(t *testing.T) {
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	scores := make([]float64, model.TurnLabels)
	for l := range scores {
		scores[l] = -1
	}
	scores[model.Obstacle] = 1
	e := exam{turns: []sitting{
		{turn: turn{Methods: []practice.Method{practice.Trade}}, scores: scores, words: scores, tokens: 20, settings: settings},
	}}
	for _, c := range e.confusions() {
		want := 0
		if c.method == practice.Trade {
			want = 1
		}
		if c.missed != want || c.taken[practice.Obstacle] != want {
			t.Errorf("%s: missed %d, taken for obstacle %d", c.method, c.missed, c.taken[practice.Obstacle])
		}
	}
}
