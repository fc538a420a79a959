package scenario_test

import (
	"bytes"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/google/go-cmp/cmp"
)

// FuzzCompile looks for bytes that make Compile panic, contradict itself, point
// outside the file, or let through a scenario that breaks a promise.
func FuzzCompile(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatalf("no seeds: %v", err)
	}
	for _, file := range files {
		f.Add(read(f, file))
	}
	for _, seed := range []string{"", "a: &a [*a]", "? ? ? :", "{a: [b, {c: !!str d}]}", "\ufeff\ufeff", "a: |\n x\n", "- - - -", "%YAML 1.2\n---\n", "people: {a: {}, a: {}}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, source []byte) {
		original := bytes.Clone(source)
		s, diagnostics := scenario.Compile("fuzz.yaml", source)
		if !bytes.Equal(source, original) {
			t.Fatal("the source was written to")
		}
		if (s == nil) != scenario.Failed(diagnostics) {
			t.Fatalf("scenario %v with %v", s != nil, diagnostics)
		}
		if _, again := scenario.Compile("fuzz.yaml", source); !slices.Equal(diagnostics, again) {
			t.Fatalf("not the same twice:\n%s", cmp.Diff(diagnostics, again))
		}
		checkDiagnostics(t, source, diagnostics)
		if s != nil {
			checkScenario(t, s)
			for seed := range uint64(scenario.MaxVariants + 1) {
				checkScenario(t, s.Under(seed))
			}
		}
	})
}

func checkDiagnostics(t *testing.T, source []byte, diagnostics []scenario.Diagnostic) {
	t.Helper()
	lines := strings.Split(string(source), "\n")
	for i, d := range diagnostics {
		if d.Line < 1 || d.Column < 1 || d.Line > len(lines)+1 {
			t.Errorf("%s is not a place in the file", d)
		} else if d.Line <= len(lines) && d.Column > len([]rune(lines[d.Line-1]))+1 {
			t.Errorf("%s is beyond its line", d)
		}
		if d.Message == "" || d.Fix == "" || strings.ContainsAny(d.String(), "\r\n\u2028") || len(d.String()) > 1000 {
			t.Errorf("not fit for a line: %q", d)
		}
		if i > 0 && (d.Line < diagnostics[i-1].Line || d.Line == diagnostics[i-1].Line && d.Column < diagnostics[i-1].Column) {
			t.Errorf("%s stands after %s", d, diagnostics[i-1])
		}
	}
}

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// checkScenario holds a compiled scenario to what the other packages rely on.
func checkScenario(t *testing.T, s *scenario.Scenario) {
	t.Helper()
	if s.Opener() == nil || s.Person(s.Outcome.From) == nil || s.Title == "" || s.You == "" || s.Outcome.Need == "" {
		t.Errorf("something is missing: %+v", s)
	}
	if len(s.People) > scenario.MaxPeople || s.Level < 1 || s.Level > 5 || s.Outcome.Within < 1 || len(s.Costs) != len(practice.Channels()) {
		t.Errorf("out of bounds: %+v", s)
	}
	sum := 0
	for _, dimension := range practice.Dimensions() {
		sum += s.Weights[dimension]
	}
	if sum != 100 {
		t.Errorf("the weights add up to %d", sum)
	}
	for _, person := range s.People {
		if !idPattern.MatchString(person.ID) || person.Name == "" || person.Need == "" || person.Patience < 1 || len(person.Concerns) > scenario.MaxConcerns {
			t.Errorf("%+v", person)
		}
		checkTargets(t, s, person.AgreesMoves)
		for _, concern := range person.Concerns {
			if !idPattern.MatchString(concern.ID) || concern.Strength < 1 || slices.Contains(concern.GivesWayTo, practice.Direct) {
				t.Errorf("%+v", concern)
			}
		}
	}
	for _, event := range s.Calendar {
		if event.Day < 1 || event.Day > s.Outcome.Within || event.Says == "" {
			t.Errorf("%+v", event)
		}
		checkTargets(t, s, event.Moves)
	}
}

func checkTargets(t *testing.T, s *scenario.Scenario, targets []scenario.Target) {
	t.Helper()
	for _, target := range targets {
		if person := s.Person(target.Person); person == nil || person.Concern(target.Concern) == nil {
			t.Errorf("%s leads nowhere", target)
		}
	}
}
