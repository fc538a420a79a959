package main

import (
	"fmt"
	"os"

	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/trial"
)

type checkCommand struct {
	Paths  []string `arg:"" name:"file|dir" help:"Scenario files, or folders of them."`
	Format string   `enum:"text,json" default:"text" help:"How to write what was found: text, or json for one JSON object a line."`
}

func (checkCommand) Help() string {
	return `Checks scenario files and says, for each thing that is wrong, where it is and
how to mend it:

  askagain check my-scenarios/first-no.yaml
  first-no.yaml:12:5: error unknown-key: ... (did you mean "patience"?)

For the file as it stands and for each of its variants a play that wins is looked
for; where none is found, that is a warning. A scenario's own tests (tests: in the file) are played too. One that fails is an
error, with the talk as far as it went.

Exit code 1 when there are errors; warnings alone are exit code 0.`
}

// Run checks every path and reports everything, not the first finding.
func (c checkCommand) Run(world process) error {
	reader, err := reading.New()
	if err != nil {
		return err
	}
	checked := checkSummary{reader: reader}
	for _, path := range c.Paths {
		files, compiled, findings := load(path)
		checked.files += files
		if files == 0 {
			// A check of nothing that passes would hide a mistyped path.
			return practice.Errorf(practice.CodeNotFound, "The folder %s holds no scenario file (.yaml or .yml); check the path.", path)
		}
		for _, finding := range findings {
			if err := c.write(world, &checked, finding, ""); err != nil {
				return err
			}
		}
		for _, s := range compiled {
			for _, circumstances := range trial.Winnable(s) {
				if finding, missed := circumstances.Diagnostic(s.File); missed {
					if err := c.write(world, &checked, finding, ""); err != nil {
						return err
					}
				}
			}
			if err := c.runTests(world, &checked, s); err != nil {
				return err
			}
		}
	}
	fmt.Fprintln(world.stderr, checked.sentence())
	if checked.errors > 0 {
		return errFindings
	}
	return nil
}

// checkSummary counts what was checked and found.
type checkSummary struct {
	reader               *reading.Reader
	files, errors, tests int
}

func (s checkSummary) sentence() string {
	tests := ""
	if s.tests > 0 {
		tests = " and " + count(s.tests, "test")
	}
	if s.errors > 0 {
		return fmt.Sprintf("%s in %s%s", count(s.errors, "error"), count(s.files, "file"), tests)
	}
	return fmt.Sprintf("%s%s, no errors", count(s.files, "file"), tests)
}

// runTests plays the scenario's own tests and reports those that fail.
func (c checkCommand) runTests(world process, checked *checkSummary, s *scenario.Scenario) error {
	checked.tests += len(s.Tests)
	for _, result := range trial.RunTests(s, checked.reader) {
		if result.Differs == "" {
			continue
		}
		if err := c.write(world, checked, result.Diagnostic(s.File), result.Transcript()); err != nil {
			return err
		}
	}
	return nil
}

// load compiles a file or every scenario of a folder, and says how many files it met.
func load(path string) (files int, compiled []*scenario.Scenario, findings []scenario.Diagnostic) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		s, findings := catalogue.File(path)
		if s != nil {
			compiled = append(compiled, s)
		}
		return 1, compiled, findings
	}
	offered, findings := catalogue.Folder(path)
	met := map[string]bool{}
	for _, finding := range findings {
		met[scenario.NameOf(finding.File)] = true
	}
	for _, s := range offered.List() {
		met[s.Name] = true
	}
	return len(met), offered.List(), findings
}

// write reports a finding, for a reader of text with the talk that shows it.
func (c checkCommand) write(world process, checked *checkSummary, finding scenario.Diagnostic, talk string) error {
	if finding.Severity == scenario.SeverityError {
		checked.errors++
	}
	if c.Format == "json" {
		return jsonLines(world.stdout).Encode(finding)
	}
	if talk != "" {
		talk = "\n" + talk + "\n"
	}
	_, err := fmt.Fprintf(world.stdout, "%s\n%s", finding, talk)
	return err
}
