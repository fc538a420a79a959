package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"text/tabwriter"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/trial"
)

type simulateCommand struct {
	Scenario  string `arg:"" optional:"" name:"file|name" help:"A scenario file, or the name of a shipped one."`
	Plays     int    `default:"1000" help:"How often each simulated rep plays, 1 to 100,000."`
	Seed      uint64 `default:"1" help:"The same seed gives the same plays."`
	Format    string `enum:"table,json,svg" default:"table" help:"How to show the result: table, json or svg."`
	Table     string `name:"update-table" placeholder:"FILE" help:"Play all scenarios and write their results into this Markdown file, between <!-- simulated --> and <!-- /simulated -->."`
	Scenarios string `placeholder:"DIR" help:"Folder of scenario files instead of the shipped ones."`
}

func (simulateCommand) Help() string {
	return `Simulated reps play a scenario many times, each with a habit of their own, by
the rules alone. So you see before anybody practices whether it can be won, in
how many ways, and that no trick wins it:

  askagain simulate get-to-the-cfo
  askagain simulate my-scenarios/first-no.yaml --plays 200
  askagain simulate get-to-the-cfo --format svg > wins.svg
  askagain simulate --update-table scenarios/README.md

Exit code 1 when something is not as it should be.`
}

// maxPlays bounds a run to a few minutes.
const maxPlays = 100_000

// Run plays and reports.
func (c simulateCommand) Run(ctx context.Context, world process) error {
	if c.Plays < 1 || c.Plays > maxPlays {
		return practice.Errorf(practice.CodeInvalid, "--plays takes a number from 1 to 100000; %d is none.", c.Plays)
	}
	values, err := houseFlags{Scenarios: c.Scenarios}.load(world)
	if err != nil {
		return err
	}
	offered, err := loadCatalogue(values)
	if err != nil {
		return err
	}
	options := trial.Options{Plays: c.Plays, Seed: c.Seed}
	switch {
	case c.Table != "" && c.Scenario != "":
		return practice.Errorf(practice.CodeInvalid, "--update-table plays all scenarios; leave %s out.", c.Scenario)
	case c.Table != "":
		return c.updateTable(ctx, world, offered.List(), options)
	case c.Scenario == "":
		return practice.Errorf(practice.CodeInvalid, "Name a scenario or a file, such as askagain simulate get-to-the-cfo.")
	}
	chosen, err := choose(c.Scenario, offered)
	if err != nil {
		return err
	}
	if isTerminal(world.stderr) {
		options.Progress = progress(world.stderr, c.Plays*len(trial.Reps()))
	}
	report, err := trial.Simulate(ctx, chosen, options)
	if err != nil {
		return err
	}
	if err := c.write(world.stdout, report, chosen); err != nil {
		return err
	}
	for _, finding := range report.Findings {
		if !finding.Holds {
			return errFindings
		}
	}
	return nil
}

// updateTable plays all scenarios and puts their results where the file keeps them.
func (c simulateCommand) updateTable(ctx context.Context, world process, all []*scenario.Scenario, options trial.Options) error {
	text, err := os.ReadFile(c.Table)
	if err != nil {
		return practice.Errorf(practice.CodeNotFound, "%s cannot be read; check the path.", c.Table).Because(err)
	}
	if _, marked := trial.PutTable(string(text), ""); !marked {
		return practice.Errorf(practice.CodeInvalid, "%s has no place for the table: write <!-- simulated --> on a line, and <!-- /simulated --> on the next.", c.Table)
	}
	if isTerminal(world.stderr) {
		options.Progress = progress(world.stderr, c.Plays*len(trial.Reps())*len(all))
	}
	reports := make([]trial.Report, len(all))
	for i, s := range all {
		if reports[i], err = trial.Simulate(ctx, s, options); err != nil {
			return err
		}
	}
	table := trial.Table(reports)
	updated, _ := trial.PutTable(string(text), table)
	if updated != string(text) {
		if err := os.WriteFile(c.Table, []byte(updated), 0o644); err != nil {
			return practice.Errorf(practice.CodeUnavailable, "%s cannot be written; check that you may.", c.Table).Because(err)
		}
	}
	_, err = io.WriteString(world.stdout, table)
	return err
}

// progress returns a callback that draws a bar and takes it away at the end.
func progress(out io.Writer, whole int) func(int) {
	const width = 40
	var done, drawn atomic.Int64
	return func(more int) {
		now := done.Add(int64(more))
		full := now * width / int64(whole)
		if drawn.Swap(full) == full && now < int64(whole) {
			return
		}
		fmt.Fprintf(out, "\r[%s%s]", strings.Repeat("=", int(full)), strings.Repeat(" ", width-int(full)))
		if now >= int64(whole) {
			fmt.Fprintf(out, "\r%s\r", strings.Repeat(" ", width+2))
		}
	}
}

func (c simulateCommand) write(out io.Writer, report trial.Report, played *scenario.Scenario) error {
	switch c.Format {
	case "json":
		return jsonLines(out).Encode(report)
	case "svg":
		drawn, err := report.Picture()
		if err != nil {
			return err
		}
		_, err = out.Write(drawn)
		return err
	}
	fmt.Fprintf(out, "%s, level %d, %d plays of each\n\n", played.Title, played.Level, report.Plays)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "\twins\tscore\ta tenth below\ta tenth above\tturns\tdays\t")
	for _, rep := range report.Reps {
		fmt.Fprintf(table, "%s\t%.1f %%\t%.1f\t%.1f\t%.1f\t%.1f\t%.1f\t\n", rep.Name, 100*rep.WinRate(report.Plays),
			float64(rep.Score)/1000, float64(rep.Low)/1000, float64(rep.High)/1000, rep.Turns, rep.Days)
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out)
	for _, finding := range report.Findings {
		fmt.Fprintf(out, "%s  %s\n", markOf(finding), finding.Message)
	}
	return nil
}
