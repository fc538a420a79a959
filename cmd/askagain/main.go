// Command askagain is a practice room for people who have to hear "no".
//
// Without arguments it serves the room on http://localhost:8080.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // teams name their time zone, and not every machine knows them
)

func main() {
	os.Exit(run(os.Args[1:], process{
		stdin:  os.Stdin,
		stdout: os.Stdout,
		stderr: os.Stderr,
		lookup: os.LookupEnv,
	}))
}

// untilSignal returns the context of a command that comes to an orderly end: the
// first signal ends it, a second one the program. Commands that do not ask for a
// context end with the first.
func untilSignal() (context.Context, error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx, nil
}
