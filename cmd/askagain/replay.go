package main

import (
	"context"
	"fmt"
	"io"

	"github.com/askagain/askagain/server/coach"
	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

type replayCommand struct {
	Attempt string `arg:"" help:"The attempt's id, as play and the debrief's address show it."`
	recordedFlags
	Format string `enum:"text,json" default:"text" help:"text, or json for one JSON object."`
}

func (replayCommand) Help() string {
	return `Takes the recorded readings of an attempt, lets the rules decide again, and says
whether state and scorecard come out the same. Exit code 1 when they do not.

  askagain replay 4Q2TGQ --database askagain.db`
}

// Run replays one attempt.
func (c replayCommand) Run(ctx context.Context, world process) error {
	return c.inRecorded(ctx, world, func(rooms *house) error { return c.replay(ctx, world, rooms) })
}

func (c replayCommand) replay(ctx context.Context, world process, rooms *house) error {
	replayed, err := rooms.room.Replay(ctx, c.Attempt)
	if err != nil {
		return err
	}
	if c.Format == "json" {
		if err := jsonLines(world.stdout).Encode(replaySummary(replayed)); err != nil {
			return err
		}
	} else {
		listening, coached := coach.Follow(replayed.Scenario), false
		for _, event := range replayed.Events {
			if event.Kind == practice.EventSaid {
				showTurn(world.stdout, event.Said.Turn)
			}
			showEvent(world.stdout, replayed.Scenario, event)
			coached = coached || event.Coached != nil || event.Started != nil && event.Started.Coached
			if points := listening.Hear(event); coached {
				showPoints(world.stdout, points)
			}
		}
		fmt.Fprintf(world.stdout, "\n%s\n", replayVerdict(replayed))
	}
	if !asRecorded(replayed) {
		return errFindings
	}
	return nil
}

// replayLine is a replay for programs. Keys are only ever added.
type replayLine struct {
	Attempt         string             `json:"attempt"`
	Engine          int                `json:"engine"`
	OtherEngine     bool               `json:"other_engine"`
	SameDecisions   bool               `json:"same_decisions"`
	FirstDifference int                `json:"first_difference,omitempty"`
	SameCard        bool               `json:"same_card"`
	State           dialogue.State     `json:"state"`
	Card            practice.Scorecard `json:"card"`
}

func replaySummary(r session.Replayed) replayLine {
	return replayLine{
		Attempt: r.Attempt.ID, Engine: r.Engine, OtherEngine: r.OtherEngine, SameDecisions: r.SameDecisions,
		FirstDifference: r.FirstDifference, SameCard: r.SameCard, State: r.State, Card: r.Card,
	}
}

// asRecorded reports whether the replay came out as recorded. An attempt that is
// not over has no card to compare.
func asRecorded(r session.Replayed) bool {
	return r.SameDecisions && (r.SameCard || r.Recorded == nil)
}

func replayVerdict(r session.Replayed) string {
	switch {
	case r.OtherEngine:
		return fmt.Sprintf("This attempt was decided under other rules than today's version %d; the decisions above are the recorded ones.", r.Engine)
	case !r.SameDecisions:
		return fmt.Sprintf("The rules decide turn %d differently today; the decisions above are the recorded ones.", r.FirstDifference)
	case r.Recorded == nil:
		return fmt.Sprintf("Replayed %s: the same state. The attempt is not over, so there is no card yet.", count(len(r.Decisions), "turn"))
	case !r.SameCard:
		return fmt.Sprintf("Replayed %s: the same state, but the card comes out at %.1f instead of %.1f.",
			count(len(r.Decisions), "turn"), float64(r.Card.Total)/1000, float64(r.Recorded.Total)/1000)
	}
	return fmt.Sprintf("Replayed %s: the same state and the same card.", count(len(r.Decisions), "turn"))
}

func showTurn(out io.Writer, turn practice.Turn) {
	switch turn.Kind {
	case practice.Say:
		fmt.Fprintf(out, "You to %s by %s: %s\n", turn.To, turn.Channel, turn.Text)
	case practice.WaitFor:
		fmt.Fprintf(out, "You wait %s.\n", count(turn.Days, "day"))
	case practice.Take:
		fmt.Fprintln(out, "You take the lesser thing.")
	case practice.End:
		fmt.Fprintln(out, "You stop here.")
	}
}

// showPoints writes what the coach said, worked out from the log again.
func showPoints(out io.Writer, points []coach.Point) {
	for _, point := range points {
		fmt.Fprintf(out, "  Coach, on turn %d, “%s”: %s\n", point.Quote.Turn, point.Quote.Text, point.Says)
	}
}
