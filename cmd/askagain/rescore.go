package main

import (
	"context"
	"fmt"

	"github.com/askagain/askagain/server/practice"
)

type rescoreCommand struct {
	Attempts []string `arg:"" optional:"" name:"attempt" help:"The ids of attempts; none for every one that is over."`
	recordedFlags
	Format string `enum:"text,json" default:"text" help:"text, or json for JSON Lines."`
}

func (rescoreCommand) Help() string {
	return `Has the turns of attempts read again by this version of the program, where another
one read them, and gives them the card that follows. Corrections stay, and so does
what was decided: only cards change, and both readings are kept.

  askagain rescore                                  every attempt that is over
  askagain rescore 4Q2TGQ --database askagain.db    this one

Writes a line for each attempt that has a new card, its score before and after, and
how many there were. With --format json: {"attempt","before","after"} for each, then
{"attempts","changed","failed"}. Exit code 1 when an attempt could not be read.`
}

// rescoredLine is an attempt with a new card. Keys are only ever added.
type rescoredLine struct {
	Attempt string          `json:"attempt"`
	Before  practice.Points `json:"before"`
	After   practice.Points `json:"after"`
}

// rescoredSummary is the last line for programs. Keys are only ever added.
type rescoredSummary struct {
	Attempts int `json:"attempts"`
	Changed  int `json:"changed"`
	Failed   int `json:"failed"`
}

// Run rescores the attempts.
func (c rescoreCommand) Run(ctx context.Context, world process) error {
	return c.inRecorded(ctx, world, func(rooms *house) error { return c.rescore(ctx, world, rooms) })
}

func (c rescoreCommand) rescore(ctx context.Context, world process, rooms *house) error {
	var summary rescoredSummary
	one := func(id string) error {
		summary.Attempts++
		changed, before, after, err := rooms.room.Rescore(ctx, id)
		switch {
		case err != nil && ctx.Err() != nil:
			return err
		case err != nil:
			summary.Failed++
			fmt.Fprintf(world.stderr, "askagain: attempt %s: %s\n", id, sentence(err))
			return nil
		case !changed:
			return nil
		}
		summary.Changed++
		if c.Format == "json" {
			return jsonLines(world.stdout).Encode(rescoredLine{id, before, after})
		}
		_, err = fmt.Fprintf(world.stdout, "%s  %.1f -> %.1f\n", id, float64(before)/1000, float64(after)/1000)
		return err
	}
	if err := c.each(ctx, rooms, one); err != nil {
		return err
	}
	if err := c.sum(world, summary); err != nil {
		return err
	}
	if summary.Failed > 0 {
		return errFindings
	}
	return nil
}

// each calls use with the attempts that were named, else with all that are over.
func (c rescoreCommand) each(ctx context.Context, rooms *house, use func(id string) error) error {
	if len(c.Attempts) == 0 {
		return rooms.eachEnded(ctx, func(attempt practice.Attempt) error { return use(attempt.ID) })
	}
	for _, id := range c.Attempts {
		if err := use(id); err != nil {
			return err
		}
	}
	return nil
}

func (c rescoreCommand) sum(world process, summary rescoredSummary) error {
	if c.Format == "json" {
		return jsonLines(world.stdout).Encode(summary)
	}
	failed := ""
	if summary.Failed > 0 {
		failed = fmt.Sprintf(", %d could not be read", summary.Failed)
	}
	_, err := fmt.Fprintf(world.stdout, "%s looked at, %d with a new card%s.\n", count(summary.Attempts, "attempt"), summary.Changed, failed)
	return err
}
