package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"strconv"
	"strings"

	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/session"
)

// terminalRep is who plays in the terminal: whoever owns the database file.
const terminalRep = "terminal"

type playCommand struct {
	Scenario string `arg:"" name:"file|name" help:"A scenario file, or the name of a shipped one."`
	houseFlags
	Seed    uint64 `help:"Which circumstances to meet, where a scenario has several."`
	Attempt string `placeholder:"ID" help:"Go on with an attempt that was left."`
}

func (playCommand) Help() string {
	return `The same attempt as in the browser, in plain lines, so that it can be scripted:

  askagain play get-to-the-cfo
  askagain play my-scenarios/first-no.yaml < my-lines.txt

Each line that you type is said to the person you are talking to. Lines that
begin with a slash do something else; /help lists them.`
}

// Run plays until the attempt ends or the input does.
func (c playCommand) Run(ctx context.Context, world process) error {
	values, err := c.load(world)
	if err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(world.stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	rooms, err := openHouse(ctx, values, log, audience{})
	if err != nil {
		return err
	}
	err = c.play(ctx, world, rooms)
	return errors.Join(err, rooms.close())
}

func (c playCommand) play(ctx context.Context, world process, rooms *house) error {
	id := c.Attempt
	if id == "" {
		chosen, err := choose(c.Scenario, rooms.scenarios)
		if err != nil {
			return err
		}
		attempt, err := rooms.room.Begin(ctx, session.Begin{Rep: terminalRep, Scenario: chosen, Palette: true, Seed: c.Seed})
		if err != nil {
			return err
		}
		id = attempt.ID
	}
	table := &terminal{rooms: rooms, attempt: id, database: c.Database, out: world.stdout, prompt: interactive(world.stdin)}
	return table.run(ctx, world.stdin)
}

// choose returns the scenario of a file, or the one on offer under that name.
func choose(name string, offered *catalogue.Catalogue) (*scenario.Scenario, error) {
	if found, ok := offered.Get(name); ok {
		return found, nil
	}
	if _, err := os.Stat(name); err == nil {
		compiled, findings := catalogue.File(name)
		if err := refuse(name, findings); err != nil {
			return nil, err
		}
		return compiled, nil
	}
	var names []string
	for _, s := range offered.List() {
		names = append(names, s.Name)
	}
	return nil, practice.Errorf(practice.CodeNotFound, "There is no file and no scenario %q; the scenarios on offer are: %s.", name, strings.Join(names, ", "))
}

func interactive(in io.Reader) bool { return isTerminal(in) }

func isTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// terminal is one attempt at a table of plain lines.
type terminal struct {
	rooms    *house
	attempt  string
	database string // as the flag named it
	out      io.Writer
	prompt   bool

	to      string
	channel practice.Channel
	intends []practice.Method
	seq     int64 // of the last event shown
}

func (t *terminal) run(ctx context.Context, in io.Reader) error {
	view, err := t.look(ctx)
	if err != nil {
		return err
	}
	t.brief(view.Scenario)
	t.recall(view)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	lines := typedLines(ctx, in)
	for !view.Attempt.Ending.Over() {
		line, more := t.next(ctx, lines)
		if !more {
			break
		}
		if err := t.handle(ctx, view, line); err != nil {
			if ctx.Err() != nil {
				break // a turn that was committed gets its reply before the room closes
			}
			// What a rep typed wrongly is said and can be typed again; the rest ends the game.
			if code := practice.CodeOf(err); code == practice.CodeInternal || code == practice.CodeUnavailable {
				return err
			}
			fmt.Fprintln(t.out, sentence(err))
		}
		if view, err = t.look(ctx); err != nil {
			return err
		}
		t.show(view)
	}
	if view.Attempt.Ending.Over() {
		showLessons(t.out, score.Debrief(view.Scenario, view.Events))
		return nil
	}
	again := fmt.Sprintf("askagain play %s --attempt %s", view.Attempt.Scenario, t.attempt)
	if t.database != "" {
		again += " --database " + t.database
	}
	_, err = fmt.Fprintf(t.out, "\nLeft here. Go on with: %s\n", again)
	return err
}

// next waits for a line; false when there is none any more, or the rep has left.
func (t *terminal) next(ctx context.Context, lines <-chan typed) (typed, bool) {
	if t.prompt {
		fmt.Fprintf(t.out, "%s, %s> ", t.to, t.channel)
	}
	select {
	case line, more := <-lines:
		return line, more
	case <-ctx.Done():
		return typed{}, false
	}
}

func (t *terminal) look(ctx context.Context) (session.View, error) {
	return t.rooms.room.Look(ctx, terminalRep, t.attempt)
}

// handle does what one typed line asks for.
func (t *terminal) handle(ctx context.Context, view session.View, line typed) error {
	if line.err != nil {
		return line.err
	}
	command, rest, _ := strings.Cut(line.text, " ")
	rest = strings.TrimSpace(rest)
	switch command {
	case "/help":
		t.help(view.Scenario)
		return nil
	case "/to":
		if view.Scenario.Person(rest) == nil {
			return practice.Errorf(practice.CodeInvalid, "Nobody here is called %q; /help lists the people.", rest)
		}
		t.to = rest
		return nil
	case "/channel":
		if practice.Channel(rest).Strength() == 0 {
			return practice.Errorf(practice.CodeInvalid, "%q is no channel; use email, chat, phone or in_person.", rest)
		}
		t.channel = practice.Channel(rest)
		return nil
	case "/intend":
		return t.intend(strings.Fields(rest))
	case "/wait":
		days, err := strconv.Atoi(rest)
		if err != nil {
			return practice.Errorf(practice.CodeInvalid, "Say how many days to wait, for example: /wait 3.")
		}
		return t.do(ctx, practice.Turn{Kind: practice.WaitFor, Days: days})
	case "/take":
		return t.do(ctx, practice.Turn{Kind: practice.Take})
	case "/end":
		return t.do(ctx, practice.Turn{Kind: practice.End})
	}
	if strings.HasPrefix(command, "/") {
		return practice.Errorf(practice.CodeInvalid, "There is no %s here; /help lists what there is.", command)
	}
	turn := practice.Turn{Kind: practice.Say, To: t.to, Channel: t.channel, Text: line.text, Intends: t.intends}
	if err := t.do(ctx, turn); err != nil {
		return err // what was meant stays, for the next try
	}
	t.intends = nil
	return nil
}

func (t *terminal) intend(names []string) error {
	var intends []practice.Method
	for _, name := range names {
		if !known(practice.Method(name)) {
			return practice.Errorf(practice.CodeInvalid, "%q is no method; /help lists them.", name)
		}
		intends = append(intends, practice.Method(name))
	}
	if len(intends) > practice.MaxIntends {
		return practice.Errorf(practice.CodeInvalid, "Name at most %d methods for one turn.", practice.MaxIntends)
	}
	t.intends = intends
	return nil
}

func (t *terminal) do(ctx context.Context, turn practice.Turn) error {
	turn.ID = "terminal-" + rand.Text() // another terminal may be at the same table
	running, err := t.rooms.room.Do(ctx, terminalRep, t.attempt, turn)
	if err != nil {
		return err
	}
	select {
	case <-running.Done():
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
