package main

import (
	"fmt"
	"os"

	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
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

Exit code 1 when there are errors; warnings alone are exit code 0.`
}

// Run checks every path and reports everything, not the first finding.
func (c checkCommand) Run(world process) error {
	files, errorCount := 0, 0
	for _, path := range c.Paths {
		compiled, findings := check(path)
		files += compiled
		if compiled == 0 {
			// A check of nothing that passes would hide a mistyped path.
			return practice.Errorf(practice.CodeNotFound, "The folder %s holds no scenario file (.yaml or .yml); check the path.", path)
		}
		for _, finding := range findings {
			if finding.Severity == scenario.SeverityError {
				errorCount++
			}
			if err := c.write(world, finding); err != nil {
				return err
			}
		}
	}
	if errorCount > 0 {
		fmt.Fprintf(world.stderr, "%s in %s\n", count(errorCount, "error"), count(files, "file"))
		return errFindings
	}
	fmt.Fprintf(world.stderr, "%s, no errors\n", count(files, "file"))
	return nil
}

// check compiles a file or every scenario of a folder, and says how many files it met.
func check(path string) (files int, findings []scenario.Diagnostic) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		_, findings := catalogue.File(path)
		return 1, findings
	}
	compiled, findings := catalogue.Folder(path)
	met := map[string]bool{}
	for _, finding := range findings {
		met[scenario.NameOf(finding.File)] = true
	}
	for _, s := range compiled.List() {
		met[s.Name] = true
	}
	return len(met), findings
}

func (c checkCommand) write(world process, finding scenario.Diagnostic) error {
	if c.Format == "json" {
		return jsonLines(world.stdout).Encode(finding)
	}
	_, err := fmt.Fprintln(world.stdout, finding)
	return err
}
