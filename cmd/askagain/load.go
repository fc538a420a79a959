package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askagain/askagain/server/practice"
)

type loadCommand struct {
	Sessions int           `default:"50" help:"Reps who practice at once, 1 to 5,000."`
	Seconds  int           `default:"10" help:"How long, 1 to 600."`
	Pause    time.Duration `default:"1s" help:"What a rep thinks between an answer and the next turn; 100ms to 1m."`
	URL      string        `placeholder:"URL" help:"A server that lets guests in; without it one is started on an empty database."`
	Find     bool          `help:"Look for the most reps for whom 99 of 100 turns are answered within 100 ms."`
}

func (loadCommand) Help() string {
	return `Reps who practice at once over real sockets: how many turns a second, how long
from sending one to its answer, and how much memory a rep takes. Beside it stands
a bare echo over the same kind of socket on the same machine.

  askagain load --sessions 200
  askagain load --find --seconds 5
  askagain load --sessions 20 --url https://practice.example.com`
}

// within is what --find asks for of 99 turns in 100.
const loadWithin = 100 * time.Millisecond

// mostReps and leastPause bound what is measured. With a shorter pause a server's
// limit of 20 messages a second for one guest would be what is measured.
const (
	mostReps   = 5000
	leastPause = 100 * time.Millisecond
)

func (c loadCommand) lasts() time.Duration { return time.Duration(c.Seconds) * time.Second }

// Run measures and reports.
func (c loadCommand) Run(ctx context.Context, world process) error {
	switch {
	case c.Sessions < 1 || c.Sessions > mostReps:
		return practice.Errorf(practice.CodeInvalid, "--sessions takes a number from 1 to %d; %d is none.", mostReps, c.Sessions)
	case c.Seconds < 1 || c.Seconds > 600:
		return practice.Errorf(practice.CodeInvalid, "--seconds takes a number from 1 to 600; %d is none.", c.Seconds)
	case c.Pause < leastPause || c.Pause > time.Minute:
		return practice.Errorf(practice.CodeInvalid, "--pause takes a time from %s to 1m; %s is none.", leastPause, c.Pause)
	}
	target, err := c.target(ctx)
	if err != nil {
		return err
	}
	defer target.stop()
	if c.Find {
		return c.find(ctx, world.stdout, target)
	}
	result, err := c.measure(ctx, target, c.Sessions)
	if err != nil {
		return err
	}
	echo, err := measureEcho(ctx, c.Sessions, c.lasts(), c.Pause)
	if err != nil {
		return err
	}
	fmt.Fprintf(world.stdout, "%d reps for %s, a pause of %s\n", c.Sessions, c.lasts(), c.Pause)
	result.print(world.stdout, "askagain")
	echo.print(world.stdout, "bare echo")
	if median := result.at(50); median > 0 && echo.at(50) > 0 {
		fmt.Fprintf(world.stdout, "an answer takes %.1f times as long as an echo (p50)\n", float64(median)/float64(echo.at(50)))
	}
	if result.memory > 0 {
		fmt.Fprintf(world.stdout, "memory: %.0f KiB a rep\n", result.memory/1024)
	}
	return nil
}

// find doubles the reps until answers are late, then looks between.
func (c loadCommand) find(ctx context.Context, out io.Writer, target *loadTarget) error {
	good, bad := 0, mostReps+1 // good bears it, bad does not or is more than is measured
	for next := 25; bad-good > max(10, good/10); {
		result, err := c.measure(ctx, target, next)
		if err != nil {
			return err
		}
		result.print(out, fmt.Sprintf("%d reps", next))
		if result.at(99) <= loadWithin {
			good = next
		} else {
			bad = next
		}
		if next = (good + bad) / 2; bad > mostReps {
			next = min(2*good, mostReps)
		}
	}
	if good == 0 {
		fmt.Fprintf(out, "not even %d reps at once have 99 of 100 turns answered within %s\n", bad, loadWithin)
		return nil
	}
	most := ""
	if bad > mostReps {
		most = ", and more were not tried"
	}
	fmt.Fprintf(out, "%d reps at once, each with a pause of %s, have 99 of 100 turns answered within %s%s\n", good, c.Pause, loadWithin, most)
	return nil
}

// loadTarget is the server that is measured.
type loadTarget struct {
	url     string
	command *exec.Cmd // nil: somebody else's
	folder  string
}

func (c loadCommand) target(ctx context.Context) (*loadTarget, error) {
	if c.URL != "" {
		return &loadTarget{url: strings.TrimRight(c.URL, "/")}, nil
	}
	program, err := os.Executable()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "askagain-load-")
	if err != nil {
		return nil, err
	}
	command := exec.CommandContext(ctx, program, "serve", "--addr", "localhost:0", "--database", filepath.Join(folder, "load.db"))
	command.Dir, command.Env = folder, unset(os.Environ())
	out, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		return nil, errors.Join(err, os.RemoveAll(folder))
	}
	target := &loadTarget{command: command, folder: folder}
	said := bufio.NewReader(out)
	line, err := said.ReadString('\n')
	for word := range strings.FieldsSeq(line) {
		if strings.HasPrefix(word, "http://") {
			target.url = strings.TrimRight(word, "/")
		}
	}
	if target.url == "" {
		target.stop()
		return nil, practice.Errorf(practice.CodeUnavailable, "The server to be measured did not start.").Because(err)
	}
	go func() { _, _ = io.Copy(io.Discard, said) }() // ends with the server
	return target, nil
}

// unset takes every setting out of an environment: a server that is measured lets
// guests in, and calls no language model that somebody pays for.
func unset(environment []string) []string {
	return slices.DeleteFunc(environment, func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.ContainsFunc(settingsTable, func(s setting) bool { return s.name == name })
	})
}

func (t *loadTarget) stop() {
	if t.command == nil {
		return
	}
	_ = t.command.Process.Signal(os.Interrupt)
	_ = t.command.Wait()
	_ = os.RemoveAll(t.folder)
}

// resident is the server's memory in bytes, 0 where it cannot be told.
func (t *loadTarget) resident() float64 {
	if t.command == nil {
		return 0
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", t.command.Process.Pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kilobytes, _ := strconv.ParseFloat(fields[1], 64)
			return kilobytes * 1024
		}
	}
	return 0
}
