package openai_test

import (
	"bufio"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/scenario"
)

// builtEndpoint builds the endpoint once for all tests.
var builtEndpoint = sync.OnceValues(func() (string, error) {
	dir, err := filepath.Abs(filepath.Join(".", "testdata", "bin"))
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "faulty")
	return path, exec.Command("go", "build", "-o", path, "./internal/faulty").Run()
})

// serve starts an endpoint in a process of its own and returns its address.
func serve(t testing.TB) string {
	t.Helper()
	path, err := builtEndpoint()
	if err != nil {
		t.Fatalf("the endpoint does not build: %v", err)
	}
	command := exec.CommandContext(t.Context(), path)
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stdin.Close(); _ = command.Wait() })
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address)
}

func newReader(t testing.TB) *reading.Reader {
	t.Helper()
	reader, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	return reader
}

func newSpeaker(t testing.TB, config openai.Config) *openai.Speaker {
	t.Helper()
	model, err := openai.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return openai.NewSpeaker(model, newReader(t))
}

// room is a small scenario with things that nobody may hear before their time.
const room = `format: 1
title: The key to the archive
you: You write about the old harbor and need its archive.
outcome:
  need: An afternoon in the harbor archive
  less: Copies of ten pages
  from: vera
people:
  vera:
    name: Vera Holt
    role: Archivist
    manner: dry, exact
    opens: {channel: email, says: "The archive is closed to visitors. I am sorry."}
    concerns:
      damp:
        says: ["The shelves are being dried. Nobody goes in.", "Still drying."]
        reveals: A pipe burst over the letters of Captain Thorne, and the insurer must not hear of it yet.
        gives_way_to: [wait, obstacle]
        softens: [That would be gentler on the paper.]
        gave_way: If you stay in the reading corner, the damp does not matter.
      trust:
        says: [The last visitor took a map home with him.]
        reveals: He was the mayor's nephew, so nobody said a word.
        gives_way_to: [proof, ally]
    offers_less_after: damp
    agrees: Come on Thursday after lunch. I will put the harbor boxes out for you.
    closes: I have to close the counter now. Goodbye.
    knows:
      - {about: who has the second key, says: Old Brandt at the gatehouse keeps the second key.}
`

func compiled(t testing.TB) *scenario.Scenario {
	t.Helper()
	played, found := scenario.Compile("archive.yaml", []byte(room))
	if played == nil {
		t.Fatalf("the scenario does not compile: %v", found)
	}
	return played
}

// cue is a turn of the scenario: what the rep said, the verdict, and the script's line for it.
func cue(t testing.TB, verdict practice.Verdict, said, scripted string) openai.Cue {
	played := compiled(t)
	return openai.Cue{
		Account:  openai.Account{Attempt: "attempt", Rep: "rep"},
		Scenario: played,
		Decision: practice.Decision{Verdict: verdict, Person: "vera", Concern: "damp"},
		Script:   []practice.Line{{ID: "vera.damp.says.0", Person: "vera", Text: scripted}},
		Talk: []openai.Utterance{
			{Person: "vera", Text: "The archive is closed to visitors. I am sorry."},
			{To: "vera", Text: said},
		},
	}
}
