package trial_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/trial"
)

func newReader(t testing.TB) *reading.Reader {
	t.Helper()
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func compile(t testing.TB, name, source string) *scenario.Scenario {
	t.Helper()
	s, findings := scenario.Compile(name, []byte(source))
	if s == nil {
		t.Fatal(findings)
	}
	return s
}

func TestShippedScenariosPassTheirOwnTests(t *testing.T) {
	reader := newReader(t)
	for _, s := range shipped(t) {
		words := 0
		for _, test := range s.Tests {
			for _, step := range test.Steps {
				if step.Words != "" {
					words++
				}
			}
		}
		if len(s.Tests) < 2 || words == 0 {
			t.Errorf("%s has %d tests with %d steps by words", s.Name, len(s.Tests), words)
		}
		for _, result := range trial.RunTests(s, reader) {
			if result.Differs != "" {
				t.Errorf("%s\n\n%s", result.Diagnostic(s.File), result.Transcript())
			}
		}
	}
}

func TestValidFilesPassTheirOwnTests(t *testing.T) {
	file := filepath.Join("..", "scenario", "testdata", "valid", "tests.yaml")
	source, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	results := trial.RunTests(compile(t, file, string(source)), newReader(t))
	if len(results) != 3 {
		t.Fatalf("%d results", len(results))
	}
	for _, result := range results {
		if result.Differs != "" {
			t.Errorf("%s\n\n%s", result.Diagnostic(file), result.Transcript())
		}
	}
}

const coffee = `format: 1
title: Ask Ann
you: You sell coffee machines.
outcome: {need: A trial week, within: 10}
people:
  ann:
    name: Ann Weber
    patience: 4
    opens: {channel: phone, says: We already have a machine.}
    concerns: {habit: {says: ["No", "Not now", "It works."], gives_way_to: [proof, trade], strength: 2}}
    knows: [{about: how many cups do they drink, says: About four hundred a week.}]
tests:
  - name: T
`

func TestWhatDiffers(t *testing.T) {
	reader := newReader(t)
	for _, test := range []struct{ name, test, differs string }{
		{"the answer", "steps: [{by: proof, then: agrees}]", "step 1, line 14: expected agrees, and what came back is softens"},
		{"one of several", "steps: [{by: proof, then: [softens, agrees]}]", ""},
		{"a concern that stands", "steps: [{by: proof, then: {gave_way: ann.habit}}]", "expected ann.habit to give way, and it stands"},
		{"a step after the end", "steps: [{by: proof}, {by: trade}, {by: direct, then: {gave_way: ann.habit}}]", "step 3, line 14: cannot be taken: This attempt is over"},
		{"gone earlier", "steps: [{by: proof, asks: none}, {by: trade, asks: none, then: {gave_way: ann.habit}}, {wait: 1, then: {gave_way: ann.habit}}]", "step 3, line 14: expected ann.habit to give way, and it had gone before"},
		{"a line", "steps: [{by: direct, then: {says: never}}]", "expected to hear “never”, and nobody says it"},
		{"a line in part, in other letters", "steps: [{by: direct, then: {says: 'NO'}}]", ""},
		{"a fact", "steps: [{say: Good morning Ann., then: {tells: four hundred}}]", "expected to be told “four hundred”"},
		{"the end", "steps: [{by: proof}]; ends: won", "at the end: expected the end to be won, and it is open"},
		{"the day", "steps: [{wait: 3}]; day: 4", "expected it to end on day 4, and it is day 3"},
		{"a low score", "steps: [{do: end}]; score: {at_least: 50}", "expected a score of at least 50, and it is "},
		{"a high score", "steps: [{by: proof}, {by: trade}]; score: {at_most: 10}", "expected a score of at most 10, and it is "},
		{"nothing to take", "steps: [{do: take}]; ends: open", "step 1, line 14: cannot be taken: There is nothing on offer"},
		{"out of time", "steps: [{wait: 11}]; ends: out of time; day: 11", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := compile(t, "coffee.yaml", coffee+"    "+strings.ReplaceAll(test.test, "; ", "\n    ")+"\n")
			result := trial.RunTests(s, reader)[0]
			if result.Differs == "" != (test.differs == "") {
				t.Fatalf("differs: %q, want %q", result.Differs, test.differs)
			}
			diagnostic := result.Diagnostic(s.File)
			if test.differs == "" {
				return
			}
			if !strings.Contains(diagnostic.Message, test.differs) {
				t.Errorf("got %s, want %s", diagnostic.Message, test.differs)
			}
			if diagnostic.Code != scenario.CodeTestFailed || diagnostic.Line != 13 || diagnostic.Column != 5 || diagnostic.File != "coffee.yaml" {
				t.Errorf("%+v", diagnostic)
			}
			if talk := result.Transcript(); !strings.Contains(talk, "** ") {
				t.Errorf("no mark where it differs:\n%s", talk)
			}
		})
	}
}

// Tests are the trainer's, not the rep's: two files that differ in them alone
// are played and ranked as one.
func TestTestsAreNoRules(t *testing.T) {
	with := compile(t, "a.yaml", coffee+"    steps: [{by: proof, then: softens}]\n")
	without := compile(t, "a.yaml", coffee[:strings.Index(coffee, "tests:")])
	if with.Rules != without.Rules || len(with.Tests) != 1 || len(without.Tests) != 0 {
		t.Errorf("rules %q and %q", with.Rules, without.Rules)
	}
}

func TestWordsAreReadInTheirContext(t *testing.T) {
	spy := &spy{}
	s := compile(t, "a.yaml", coffee+"    steps: [{say: Could we try a week?}, {say: And now?}]\n    ends: open\n")
	trial.RunTests(s, spy)
	if len(spy.heard) != 2 {
		t.Fatalf("%d readings", len(spy.heard))
	}
	first, second := spy.heard[0], spy.heard[1]
	if first.Outcome != "A trial week" || first.ClientLast != "We already have a machine." || len(first.Facts) != 1 || len(first.Earlier) != 0 {
		t.Errorf("%+v", first)
	}
	if len(second.Earlier) != 1 || second.Earlier[0] != "Could we try a week?" || len(second.Theirs) < 2 || second.ClientLast == first.ClientLast {
		t.Errorf("%+v", second)
	}
}

type spy struct{ heard []practice.Said }

func (s *spy) Read(said practice.Said) practice.Reading {
	s.heard = append(s.heard, said)
	return practice.Reading{Ask: practice.AskOutcome, Tone: practice.Neutral}
}

// The largest tests that are read are run within the time in which any file is
// answered. How long it took is in the log and judged by nobody.
func TestTheMostThatIsTestedIsAnswered(t *testing.T) {
	var b strings.Builder
	b.WriteString(coffee[:strings.Index(coffee, "tests:")] + "tests:\n")
	words := 0
	for range scenario.MaxTests {
		b.WriteString("  - name: T\n    ends: open\n    steps:\n")
		for step := range scenario.MaxTestSteps {
			if step < 3 && words < scenario.MaxTestReads {
				words++
				b.WriteString("      - {say: \"" + strings.Repeat("Could we perhaps find a way? ", scenario.MaxTestWords/29) + "\"}\n")
				continue
			}
			b.WriteString("      - {wait: 1}\n")
		}
	}
	s := compile(t, "most.yaml", b.String())
	start := time.Now()
	results := trial.RunTests(s, newReader(t))
	t.Logf("%d tests in %v", len(results), time.Since(start).Round(time.Millisecond))
	if len(results) != scenario.MaxTests {
		t.Errorf("%d results", len(results))
	}
}
