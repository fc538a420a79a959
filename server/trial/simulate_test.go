package trial_test

import (
	"encoding/json"
	"io/fs"
	"testing"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/trial"
)

func shipped(t testing.TB) []*scenario.Scenario {
	t.Helper()
	offered, findings := catalogue.Shipped(scenarios.Files)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return offered.List()
}

// TestShippedScenariosStandTheTrial also holds the guide's table of results to
// these plays, which are the command's own: a thousand of each, seed 1.
func TestShippedScenariosStandTheTrial(t *testing.T) {
	var reports []trial.Report
	for _, s := range shipped(t) {
		t.Run(s.Name, func(t *testing.T) {
			report, err := trial.Simulate(t.Context(), s, trial.Options{Plays: 1000, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			for _, finding := range report.Findings {
				if !finding.Holds {
					t.Errorf("%s: %s", finding.Code, finding.Message)
				}
			}
			for _, rep := range report.Reps {
				t.Logf("%-16s wins %4d of %d, scores %6.1f (%.1f to %.1f), %4.1f turns, %4.1f days %v", rep.Name, rep.Wins, report.Plays,
					float64(rep.Score)/1000, float64(rep.Low)/1000, float64(rep.High)/1000, rep.Turns, rep.Days, rep.Endings)
			}
			t.Logf("%d ways, level %d", report.Ways, report.Level)
			reports = append(reports, report)
		})
	}
	guide, err := fs.ReadFile(scenarios.Guide, "README.md")
	if err != nil {
		t.Fatal(err)
	}
	if want, marked := trial.PutTable(string(guide), trial.Table(reports)); !marked || want != string(guide) {
		t.Error("the table in scenarios/README.md is out of date; make table writes it")
	}
}

func TestPutTable(t *testing.T) {
	if got, marked := trial.PutTable("a\n<!-- simulated -->\nold\n<!-- /simulated -->\nb\n", "new\n"); !marked || got != "a\n<!-- simulated -->\nnew\n<!-- /simulated -->\nb\n" {
		t.Errorf("%v %q", marked, got)
	}
	if got, marked := trial.PutTable("no marks", "new\n"); marked || got != "no marks" {
		t.Errorf("%v %q", marked, got)
	}
}

func TestSameSeedSameReport(t *testing.T) {
	s := shipped(t)[0]
	var first []byte
	for range 3 {
		report, err := trial.Simulate(t.Context(), s, trial.Options{Plays: 120, Seed: 7})
		if err != nil {
			t.Fatal(err)
		}
		bytes, err := json.Marshal(report)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = bytes
		} else if string(first) != string(bytes) {
			t.Fatal("the same seed gave two reports")
		}
	}
}

func BenchmarkSimulate(b *testing.B) {
	s := shipped(b)[0]
	b.ReportAllocs()
	plays := 0
	for b.Loop() {
		report, err := trial.Simulate(b.Context(), s, trial.Options{Plays: 250, Seed: 1})
		if err != nil {
			b.Fatal(err)
		}
		plays += report.Plays * len(report.Reps)
	}
	b.ReportMetric(float64(plays)/b.Elapsed().Seconds(), "plays/s")
}
