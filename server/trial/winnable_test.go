package trial_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/trial"
)

// A way that is found wins when it is played again, in every circumstances.
func TestEveryShippedVariantIsWon(t *testing.T) {
	for _, s := range shipped(t) {
		found := trial.Winnable(s)
		if len(found) != len(s.Circumstances()) {
			t.Errorf("%s: %d of %d circumstances", s.Name, len(found), len(s.Circumstances()))
		}
		for i, each := range found {
			if each.Way == nil {
				t.Errorf("%s, circumstances %d: no way found; %s", s.Name, i, each.Stays)
			}
			replayed(t, each)
		}
	}
}

func replayed(t *testing.T, found trial.Circumstances) {
	t.Helper()
	state := dialogue.Start(found.Scenario)
	for _, move := range found.Way {
		state, _ = dialogue.Step(found.Scenario, state, move.Turn, move.Reading)
	}
	if found.Way != nil && state.Ending != practice.Won {
		t.Errorf("%s: the way that was found ends with %q", found.Scenario.Name, state.Ending)
	}
}

func TestValidFilesAreWon(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "scenario", "testdata", "valid", "*.yaml"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, each := range trial.Winnable(compile(t, file, string(source))) {
			if each.Way == nil {
				t.Errorf("%s: %s", file, each.Stays)
			}
			replayed(t, each)
		}
	}
}

// In the variant two worries give way to waiting alone. A wait is borne out on
// one of them at a time, so that both take six days, and each alone is in time.
func TestAVariantWithoutAWayIsNamed(t *testing.T) {
	s := compile(t, "late.yaml", `format: 1
title: Ask Ann
you: You sell coffee machines.
outcome: {need: A trial week, within: 4 days}
people:
  ann:
    opens: {channel: phone, says: We have a machine.}
    concerns:
      budget: {says: ["No", "Not now", "It works."], gives_way_to: [wait, proof]}
      month: {says: ["Not this month."], gives_way_to: [wait, trade]}
variants:
  - {ann.patience: 4}
  - {ann.budget.gives_way_to: wait, ann.month.gives_way_to: wait}
`)
	found := trial.Winnable(s)
	if len(found) != 3 || found[0].Way == nil || found[1].Way == nil || found[2].Way != nil {
		t.Fatalf("%+v", found)
	}
	finding, missed := found[2].Diagnostic("late.yaml")
	if !missed || finding.Line != 13 || finding.Column != 5 || finding.Code != scenario.CodeNoWayFound ||
		finding.Severity != scenario.SeverityWarning || !strings.Contains(finding.Message, "ann.month stays with strength 1") {
		t.Errorf("%v, %s", missed, finding)
	}
	if _, missed := found[0].Diagnostic("late.yaml"); missed {
		t.Error("circumstances that are won are reported")
	}
}
