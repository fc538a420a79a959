package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"time"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/trial"
)

// draftWithin bounds the whole of a draft, three tries and what is said of it.
const draftWithin = 2 * time.Minute

// draftReplyWithin bounds one try: a scenario is a long answer.
const draftReplyWithin = time.Minute

type draftCommand struct {
	From string `required:"" placeholder:"FILE" help:"Your notes, a few sentences are enough; - for standard input."`
	Out  string `placeholder:"FILE" help:"Where to write the scenario, which must not exist yet; else it goes to standard output."`
}

func (draftCommand) Help() string {
	return `A language model writes a scenario from your notes. What the check finds goes
back to it, up to three times; then simulated reps play it. Needs ASKAGAIN_MODEL
and an endpoint. Read the draft and play it before anybody else does:

  askagain draft --from notes.txt --out scenarios/first-no.yaml
  askagain draft --from - < notes.txt

Exit code 1 when mistakes are left in the draft.`
}

// Run drafts, writes and says what it is worth.
func (c draftCommand) Run(ctx context.Context, world process) error {
	notes, err := c.notes(world)
	if err != nil {
		return err
	}
	values, err := houseFlags{}.load(world)
	if err != nil {
		return err
	}
	_, budget, err := modelOf(values, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	drafter, err := newDrafter(values, budget)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, draftWithin)
	defer cancel()
	draft, err := drafter.Draft(ctx, notes)
	if err != nil {
		return err
	}
	if err := c.write(world, draft.YAML); err != nil {
		return err
	}
	for _, finding := range draft.Findings {
		fmt.Fprintln(world.stderr, finding)
	}
	compiled, _ := scenario.Compile("draft.yaml", draft.YAML)
	if compiled == nil {
		fmt.Fprintf(world.stderr, "The model tried %d times, and the draft still has mistakes. Mend what is listed, or write more in your notes and try again.\n", draft.Tries)
		return errFindings
	}
	report, err := trial.Simulate(ctx, compiled, trial.Options{Plays: 500, Seed: 1})
	if err != nil {
		return err
	}
	for _, finding := range report.Findings {
		fmt.Fprintf(world.stderr, "%s  %s\n", markOf(finding), finding.Message)
	}
	return nil
}

func (c draftCommand) notes(world process) (string, error) {
	if c.From == "-" {
		notes, err := io.ReadAll(io.LimitReader(world.stdin, 1<<20))
		return string(notes), err
	}
	info, err := os.Stat(c.From)
	if errors.Is(err, fs.ErrNotExist) {
		return "", practice.Errorf(practice.CodeNotFound, "There is no file %s; write your notes into one and name it with --from.", c.From).Because(err)
	}
	if err != nil || !info.Mode().IsRegular() || info.Size() > 1<<20 {
		return "", practice.Errorf(practice.CodeInvalid, "%s is no plain text file of up to a megabyte; write your notes into one.", c.From).Because(err)
	}
	notes, err := os.ReadFile(c.From)
	if err != nil {
		return "", practice.Errorf(practice.CodeUnavailable, "%s cannot be read; check its permissions.", c.From).Because(err)
	}
	return string(notes), nil
}

// newDrafter returns a drafter whose calls count in the budget.
func newDrafter(values settings, budget *openai.Budget) (openai.Drafter, error) {
	if values[modelSetting].value == "" {
		return openai.Drafter{}, practice.Errorf(practice.CodeInvalid, "A draft needs a language model: set ASKAGAIN_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL. Without one, copy a shipped scenario and change it.")
	}
	values = maps.Clone(values)
	values[modelWithinSetting] = setValue{setting: values[modelWithinSetting].setting, value: fmt.Sprint(draftReplyWithin.Seconds())}
	model, err := modelWith(values, budget, slog.New(slog.DiscardHandler))
	if err != nil {
		return openai.Drafter{}, err
	}
	guide, err := fs.ReadFile(scenarios.Guide, "README.md")
	if err != nil {
		return openai.Drafter{}, err
	}
	example, err := fs.ReadFile(scenarios.Files, "the-usage-data.yaml")
	if err != nil {
		return openai.Drafter{}, err
	}
	return openai.Drafter{Model: model, Guide: string(guide), Example: string(example)}, nil
}

// write puts the draft where it was asked for, over nothing that is there.
func (c draftCommand) write(world process, yaml []byte) error {
	if c.Out == "" {
		_, err := world.stdout.Write(yaml)
		return err
	}
	file, err := os.OpenFile(c.Out, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return practice.Errorf(practice.CodeConflict, "%s is there already; name another file with --out.", c.Out).Because(err)
	}
	if err != nil {
		return practice.Errorf(practice.CodeUnavailable, "%s cannot be written; check the folder.", c.Out).Because(err)
	}
	_, err = file.Write(yaml)
	return errors.Join(err, file.Close())
}

func markOf(finding trial.Finding) string {
	if finding.Holds {
		return "ok  "
	}
	return "look"
}
