//go:build unix

package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/askagain/askagain/server/transcript"
)

// started is a process that waits for input.
type started struct {
	command *exec.Cmd
	input   io.WriteCloser
	output  *bufio.Reader
}

func start(t *testing.T, dir string, arguments ...string) *started {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	t.Cleanup(cancel)
	command := program(ctx, dir, arguments...)
	command.Stderr = os.Stderr
	input, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	output, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = command.Process.Kill(); _ = input.Close() })
	return &started{command, input, bufio.NewReader(output)}
}

// says writes a line and waits for an answer that holds want.
func (s *started) says(t *testing.T, line, want string) {
	t.Helper()
	if _, err := io.WriteString(s.input, line+"\n"); err != nil {
		t.Fatal(err)
	}
	for {
		answer, err := s.output.ReadString('\n')
		if err != nil {
			t.Fatalf("after %q it never said %q: %v", line, want, err)
		}
		if strings.Contains(answer, want) {
			return
		}
	}
}

func TestASignalEndsAReadThatWaitsForInput(t *testing.T) {
	t.Parallel()
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		s := start(t, t.TempDir(), "read")
		s.says(t, `{"id":1,"text":""}`, `"id":1`)
		if err := s.command.Process.Signal(signal); err != nil {
			t.Fatal(err)
		}
		_ = s.command.Wait()
		if status := s.command.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != signal {
			t.Errorf("%v ends it with %v", signal, s.command.ProcessState)
		}
	}
}

var attemptFlag = regexp.MustCompile(`--attempt (\S+)`)

// Who leaves with Ctrl-C is told the way back, and meets everything there.
func TestASignalLeavesTheTable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := start(t, dir, "play", "get-to-the-cfo")
	s.says(t, "Could you set up thirty minutes with Dana?", "Priya Nair: Dana doesn't take vendor meetings.") // not the opening
	s.says(t, "/to priya\nWhat happened the last time?", "Priya Nair: ")
	if err := s.command.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	rest, err := io.ReadAll(s.output)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.command.Wait(); err != nil {
		t.Errorf("leaving ends with %v", err)
	}
	found := attemptFlag.FindSubmatch(rest)
	if found == nil {
		t.Fatalf("no way back in %q", rest)
	}
	again := program(context.Background(), dir, "play", "get-to-the-cfo", "--attempt", string(found[1]))
	again.Stdin = strings.NewReader(strings.Repeat("a", transcript.MaxObjectBytes+1) + "\n/end\n")
	output, err := again.CombinedOutput()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"You to priya by email: Could you set up thirty minutes with Dana?", "What happened the last time?", "is longer than 4 MiB", "You stopped without it"} {
		if !strings.Contains(string(output), want) {
			t.Errorf("coming back shows no %q:\n%.3000s", want, output)
		}
	}
}

func TestDotEnvIsAPlainFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mkfifo(filepath.Join(dir, ".env"), 0o600); err != nil {
		t.Skipf("pipes cannot be made here: %v", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	command := program(ctx, dir, "config")
	output, _ := command.CombinedOutput()
	if code := command.ProcessState.ExitCode(); code != exitFindings || !strings.Contains(string(output), ".env in this folder is not a plain file") {
		t.Errorf("exit code %d, it said %q", code, output)
	}
}
