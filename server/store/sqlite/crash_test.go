package sqlite_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

// childDatabase names the variable that turns this test program into a child
// that writes to a database until it is killed.
const childDatabase = "ASKAGAIN_TEST_CHILD_DATABASE"

// childTask names the variable that says what else the child does: childIdle has
// it open the database and do nothing.
const (
	childTask = "ASKAGAIN_TEST_CHILD_TASK"
	childIdle = "idle"
)

const childAttempts = 8

func TestMain(m *testing.M) {
	if path := os.Getenv(childDatabase); path != "" {
		work := writeUntilKilled
		if os.Getenv(childTask) == childIdle {
			work = idleUntilKilled
		}
		if err := work(path); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func idleUntilKilled(path string) error {
	if _, err := sqlite.Open(context.Background(), path); err != nil {
		return err
	}
	fmt.Println("open")
	_, err := os.Stdin.Read(make([]byte, 1)) // until the parent closes it
	return err
}

// childProcess is a child that has opened the database.
type childProcess struct {
	command *exec.Cmd
	input   io.Closer
}

func startChild(t *testing.T, path, task string) *childProcess {
	t.Helper()
	command := exec.CommandContext(t.Context(), os.Args[0])
	command.Env = append(os.Environ(), childDatabase+"="+path, childTask+"="+task)
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
	if line, err := bufio.NewReader(output).ReadString('\n'); line != "open\n" {
		t.Fatalf("the child said %q, %v", line, err)
	}
	return &childProcess{command, input}
}

// stop kills the child, so that it closes nothing by itself.
func (c *childProcess) stop(t *testing.T) {
	t.Helper()
	if err := c.command.Process.Kill(); err != nil {
		t.Error(err)
	}
	c.command.Wait()
	c.input.Close()
}

// writeUntilKilled goes on where the logs end, and prints each sequence number
// once the store has acknowledged it.
func writeUntilKilled(path string) error {
	ctx := context.Background()
	store, err := sqlite.Open(ctx, path)
	if err != nil {
		return err
	}
	failed := make(chan error)
	for number := range childAttempts {
		go func() { failed <- writeForever(ctx, store, fmt.Sprint(number)) }()
	}
	return <-failed
}

func writeForever(ctx context.Context, store *sqlite.Store, id string) error {
	attempt, err := store.Attempt(ctx, id)
	if err != nil {
		return err
	}
	for turn := attempt.Turns + 1; ; turn++ {
		if err := store.Append(ctx, id, wholeTurn(id, turn)); err != nil {
			return err
		}
		fmt.Printf("%s %d\n", id, 3*turn+1) // one write each, so that a kill tears no line but the last
	}
}

// TestKilledProcess kills a process that writes, several times over the same
// file, and checks that whatever it had acknowledged is there.
func TestKilledProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "askagain.db")
	store := open(t, path)
	for number := range childAttempts {
		begin(t, store, fmt.Sprint(number))
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	acknowledged := map[string]int64{}
	for round, lines := range []int{1, 40, 150, 400} {
		killAfter(t, path, lines, acknowledged)
		store := open(t, path)
		for id, seq := range acknowledged {
			wantLog(t, store, id, seq)
		}
		if err := store.Close(); err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
	}
	if len(acknowledged) != childAttempts {
		t.Errorf("only %d attempts were written", len(acknowledged))
	}
}

// killAfter starts the child, kills it after so many acknowledgements, and
// notes the last of each attempt, also of those still on their way.
func killAfter(t *testing.T, path string, lines int, acknowledged map[string]int64) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), childDatabase+"="+path)
	child.Stderr = os.Stderr
	output, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	read := 0
	for scanner := bufio.NewScanner(output); scanner.Scan(); read++ {
		var id string
		var seq int64
		if _, err := fmt.Sscanf(scanner.Text(), "%s %d", &id, &seq); err != nil {
			t.Errorf("the child said %q", scanner.Text())
		}
		acknowledged[id] = max(acknowledged[id], seq)
		if read == lines {
			child.Process.Kill()
		}
	}
	if err := child.Wait(); err == nil || read < lines {
		t.Fatalf("the child ended by itself after %d lines: %v", read, err)
	}
}

// wantLog checks that a log holds at least what was acknowledged, whole turns
// without a gap, and agrees with its summary.
func wantLog(t *testing.T, store *sqlite.Store, id string, acknowledged int64) {
	t.Helper()
	events, err := store.Events(t.Context(), id, 0)
	if err != nil {
		t.Fatal(err)
	}
	last := int64(len(events))
	if last < acknowledged {
		t.Errorf("attempt %s: event %d was acknowledged, the log ends at %d", id, acknowledged, last)
	}
	if last%3 != 1 {
		t.Errorf("attempt %s: %d events are no whole turns", id, last)
	}
	for i, event := range events {
		if event.Seq != int64(i)+1 {
			t.Fatalf("attempt %s: event %d has sequence number %d", id, i+1, event.Seq)
		}
	}
	attempt, err := store.Attempt(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	if want := (practice.Attempt{Seq: last, Turns: int(last-1) / 3}); attempt.Seq != want.Seq || attempt.Turns != want.Turns {
		t.Errorf("attempt %s: the summary says %d events and %d turns, the log %d and %d", id, attempt.Seq, attempt.Turns, want.Seq, want.Turns)
	}
}

// TestTwoStoresOneFile has a second store write to the same file: neither
// overwrites the other.
func TestTwoStoresOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "askagain.db")
	stores := []*sqlite.Store{open(t, path), open(t, path)}
	begin(t, stores[0], "a")
	for turn := 1; turn <= 20; turn++ {
		failed := make([]error, len(stores))
		var both sync.WaitGroup
		for i, store := range stores {
			both.Go(func() { failed[i] = store.Append(t.Context(), "a", wholeTurn("a", turn)) })
		}
		both.Wait()
		codes := map[practice.Code]int{}
		for _, err := range failed {
			codes[practice.CodeOf(err)]++
		}
		if codes[""] != 1 || codes[practice.CodeConflict] != 1 {
			t.Fatalf("turn %d: %v, want one winner and one conflict", turn, failed)
		}
	}
	for _, store := range stores {
		wantLog(t, store, "a", 61)
		if err := store.Close(); err != nil {
			t.Error(err)
		}
	}
}
