package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

type correctionsCommand struct {
	recordedFlags
	Author string `default:"team" help:"Whose language it is; readers are measured on authors that they have not seen."`
}

func (correctionsCommand) Help() string {
	return `Writes every turn whose reading somebody corrected, with its context and the
labels that hold after all corrections, one JSON object a line: labelled turns, in
the form in which the reader's corpus is kept.

  askagain corrections > train-team.jsonl
  askagain corrections --database askagain.db --author north > train-north.jsonl

Put the file beside the others in the checkout's server/reading/corpus, under a
name that begins with train-, and have the reader learn your team's language:

  go run ./server/reading/train

The lines hold what people wrote; handle them as you handle the database.`
}

// correctionLine is a labelled turn. Keys are only ever added.
type correctionLine struct {
	ID         string            `json:"id"`
	Author     string            `json:"author"`
	Industry   string            `json:"industry"` // the scenario's name: turns about one matter belong together
	Outcome    string            `json:"outcome"`
	Channel    practice.Channel  `json:"channel"`
	ClientLast string            `json:"client_last"`
	Text       string            `json:"text"`
	Ask        practice.Ask      `json:"ask"`
	Methods    []practice.Method `json:"methods"`
	Tone       practice.Tone     `json:"tone"`
	Yields     bool              `json:"yields"`
	Reason     string            `json:"reason"`
}

// Run writes the corrected turns of every attempt.
func (c correctionsCommand) Run(ctx context.Context, world process) error {
	if strings.TrimSpace(c.Author) == "" {
		return practice.Errorf(practice.CodeInvalid, "--author needs a name, for example --author team.")
	}
	return c.inRecorded(ctx, world, func(rooms *house) error { return c.export(ctx, world, rooms) })
}

func (c correctionsCommand) export(ctx context.Context, world process, rooms *house) error {
	encoder := jsonLines(world.stdout)
	failed := false
	err := rooms.eachEnded(ctx, func(attempt practice.Attempt) error {
		turns, err := rooms.room.Corrections(ctx, attempt.ID)
		if err != nil {
			if ctx.Err() != nil {
				return err
			}
			// One attempt that cannot be opened must not hide the others.
			failed = true
			fmt.Fprintf(world.stderr, "askagain: attempt %s: %s\n", attempt.ID, sentence(err))
			return nil
		}
		for _, turn := range turns {
			if err := encoder.Encode(c.line(turn)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && failed {
		return errFindings
	}
	return err
}

func (c correctionsCommand) line(turn session.CorrectedTurn) correctionLine {
	var reasons []string
	for _, correction := range turn.Corrections {
		reasons = append(reasons, correction.Reason)
	}
	return correctionLine{
		ID: fmt.Sprintf("%s-%d", turn.Attempt.ID, turn.Turn), Author: c.Author, Industry: turn.Attempt.Scenario,
		Outcome: turn.Said.Outcome, Channel: turn.Took.Channel, ClientLast: turn.Said.ClientLast, Text: turn.Said.Text,
		Ask: turn.Reading.Ask, Methods: list(turn.Reading.Methods), Tone: turn.Reading.Tone, Yields: turn.Reading.Yields,
		Reason: strings.Join(reasons, " · "),
	}
}

// attemptsAtOnce is how many attempts are listed at once, so that memory does
// not grow with their number.
const attemptsAtOnce = 200

// eachEnded calls use with every attempt that is over and still has its words,
// everybody's.
func (h *house) eachEnded(ctx context.Context, use func(practice.Attempt) error) error {
	for after := ""; ; {
		attempts, err := h.store.AttemptsAfter(ctx, after, attemptsAtOnce)
		if err != nil || len(attempts) == 0 {
			return err
		}
		for _, attempt := range attempts {
			if after = attempt.ID; !attempt.Ending.Over() || attempt.Forgotten {
				continue
			}
			if err := use(attempt); err != nil {
				return err
			}
		}
	}
}
