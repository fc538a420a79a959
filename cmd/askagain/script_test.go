package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"rsc.io/script"
	"rsc.io/script/scripttest"
)

// programWithin bounds one program that a script starts.
const programWithin = 3 * time.Minute

// TestScripts runs the command line as readable scripts; see testdata/script.
func TestScripts(t *testing.T) {
	t.Parallel()
	commands := scripttest.DefaultCmds()
	commands["askagain"] = askagainCommand()
	engine := &script.Engine{Cmds: commands, Conds: scripttest.DefaultConds()}
	// Scripts wait for one another, and for other tests, before they begin: the clock
	// runs for each program that they start.
	scripttest.Test(t, context.Background(), engine, cleanEnvironment(), "testdata/script/*.txt")
}

// askagainCommand is the script command "askagain [<FILE] ARGUMENTS...": the
// program as a process of its own, with FILE as its standard input.
func askagainCommand() script.Cmd {
	usage := script.CmdUsage{Summary: "run askagain", Args: "[<file] [arguments...]"}
	return script.Command(usage, func(state *script.State, arguments ...string) (script.WaitFunc, error) {
		var input []byte
		if len(arguments) > 0 && len(arguments[0]) > 1 && arguments[0][0] == '<' {
			content, err := os.ReadFile(state.Path(arguments[0][1:]))
			if err != nil {
				return nil, err
			}
			input, arguments = content, arguments[1:]
		}
		ctx, cancel := context.WithTimeout(state.Context(), programWithin)
		command := program(ctx, state.Getwd(), arguments...)
		command.Env = append(state.Environ(), asProgram+"=1")
		command.Stdin = bytes.NewReader(input)
		var out, err bytes.Buffer
		command.Stdout, command.Stderr = &out, &err
		if startErr := command.Start(); startErr != nil {
			cancel()
			return nil, startErr
		}
		return func(*script.State) (string, string, error) {
			waitErr := command.Wait()
			cancel()
			// Scripts see the exit code as the last line of stderr, since they can only ask whether it failed.
			fmt.Fprintf(&err, "exit %d\n", command.ProcessState.ExitCode())
			return out.String(), err.String(), waitErr
		}, nil
	})
}
