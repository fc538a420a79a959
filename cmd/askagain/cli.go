package main

import (
	"errors"
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"github.com/askagain/askagain/server/practice"
)

// The exit codes, fixed for scripts.
const (
	exitOK       = 0
	exitFindings = 1 // something was wrong with the input, the setup or the files
	exitUsage    = 2 // the command line itself was wrong
)

// errFindings ends a command with exitFindings after it has said everything.
var errFindings = errors.New("findings were reported")

// process is what a command may touch of the world, so that tests can stand in.
type process struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	lookup         func(name string) (string, bool) // the environment
}

// commandLine is the whole command line. Settings that have no flag come from
// the environment or .env; see settings.go.
type commandLine struct {
	Serve       serveCommand       `cmd:"" default:"withargs" help:"Serve the practice room in the browser (this is the default)."`
	Play        playCommand        `cmd:"" help:"Play a scenario in the terminal."`
	Check       checkCommand       `cmd:"" help:"Check scenario files and say what to mend."`
	Schema      schemaCommand      `cmd:"" help:"Show the JSON Schema of a scenario file, for editors."`
	Simulate    simulateCommand    `cmd:"" help:"Let simulated reps play a scenario and say whether it is fair."`
	Draft       draftCommand       `cmd:"" help:"Let a language model write a scenario from your notes."`
	Read        readCommand        `cmd:"" help:"Read a rep's turns: JSON Lines in, JSON Lines out."`
	Score       scoreCommand       `cmd:"" help:"Score conversations, real ones too."`
	Replay      replayCommand      `cmd:"" help:"Play a recorded attempt again and compare."`
	Corrections correctionsCommand `cmd:"" help:"Write corrected turns as labelled lines that the reader can be trained on."`
	Rescore     rescoreCommand     `cmd:"" help:"Read recorded attempts again with this version's reader and renew their cards."`
	User        userCommand        `cmd:"" help:"Help people with their accounts."`
	Backup      backupCommand      `cmd:"" help:"Copy the database, also while a server uses it."`
	Restore     restoreCommand     `cmd:"" help:"Put a copy in the place of the database."`
	Load        loadCommand        `cmd:"" help:"Measure how many people can practice at once on this machine."`
	Config      configCommand      `cmd:"" help:"Show the settings in effect, secrets masked."`
	Version     versionCommand     `cmd:"" help:"Show the version of the program and of its rules."`
}

const description = `A practice room for people who have to hear "no".

Examples:
  askagain                                serve http://localhost:8080
  askagain play get-to-the-cfo            practice in the terminal
  askagain check my-scenarios/            check your own scenario files
  askagain schema > schema.json           let your editor complete scenario files
  askagain simulate get-to-the-cfo        let simulated reps play it
  askagain read < turns.jsonl             read turns, one JSON object a line
  askagain score talk.json                score a conversation
  askagain replay 4Q2TGQ                  replay a recorded attempt
  askagain corrections > train-us.jsonl   what was corrected, to train the reader
  askagain rescore                        renew the cards after an update
  askagain backup monday.db               copy the database while people practice
  askagain user reset sam@example.com     a link to a new passphrase

Exit codes: 0 all is well, 1 something was found, 2 wrong usage.`

// exitRequest carries an exit out of kong's help, which would end the process.
type exitRequest struct{ code int }

// run executes the command line and returns the exit code. Errors become one
// sentence on stderr.
func run(arguments []string, world process) (code int) {
	defer func() {
		if r := recover(); r != nil {
			request, ok := r.(exitRequest)
			if !ok {
				panic(r)
			}
			code = request.code
		}
	}()
	var line commandLine
	parser, err := kong.New(&line,
		kong.Name("askagain"),
		kong.Description(description),
		kong.Writers(world.stdout, world.stderr),
		kong.Exit(func(code int) { panic(exitRequest{code}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.BindSingletonProvider(untilSignal),
		kong.Bind(world),
	)
	if err != nil {
		fmt.Fprintln(world.stderr, "askagain:", err)
		return exitFindings
	}
	parsed, err := parser.Parse(arguments)
	if err != nil {
		fmt.Fprintf(world.stderr, "askagain: %v. Run \"askagain --help\" for the commands.\n", err)
		return exitUsage
	}
	switch err := parsed.Run(); {
	case err == nil:
		return exitOK
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		fmt.Fprintln(world.stderr, "askagain:", sentence(err))
		return exitFindings
	}
}

// sentence is what a person at a terminal should read of an error. Unlike a
// visitor in a browser they own the machine, so a foreign error is shown, and what
// lies behind one that is our fault: there is no other log to find it in.
func sentence(err error) string {
	var domain *practice.Error
	if !errors.As(err, &domain) {
		return err.Error()
	}
	if cause := domain.Unwrap(); cause != nil && domain.Code == practice.CodeInternal {
		return fmt.Sprintf("%s (%v)", domain.Message, cause)
	}
	return domain.Message
}
