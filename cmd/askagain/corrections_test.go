package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/store/sqlite"
)

// older reads as the embedded reader does, but hears pressure in every turn.
type older struct{ *reading.Reader }

func (older) Version() string { return "older" }

func (o older) Read(said practice.Said) practice.Reading {
	read := o.Reader.Read(said).Corrected(practice.Correction{Changes: []practice.Change{{
		Label: practice.LabelPushy, Holds: true, Evidence: &practice.Evidence{Quote: said.Text, End: len(said.Text)},
	}}})
	read.Reader = "older"
	return read
}

// recorded plays an attempt with the older reader into the database of a folder.
func recorded(t *testing.T, dir string, use func(room *session.Room, attempt string)) (attempt string) {
	t.Helper()
	store, err := sqlite.Open(t.Context(), filepath.Join(dir, "askagain.db"))
	if err != nil {
		t.Fatal(err)
	}
	embedded, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	room := session.NewRoom(session.Config{Store: store, Reader: older{embedded}})
	offered, _ := catalogue.Shipped(scenarios.Files)
	played, _ := offered.Get("get-to-the-cfo")
	begun, err := room.Begin(t.Context(), session.Begin{Rep: "ada", Scenario: played, Palette: true})
	if err != nil {
		t.Fatal(err)
	}
	for i, turn := range []practice.Turn{
		{Kind: practice.Say, To: "priya", Channel: practice.Phone, Text: "Could you set up thirty minutes with Dana?"},
		{Kind: practice.Say, To: "priya", Channel: practice.Email, Text: "You see every question <first> & strike what you don't like. Would that do?"},
		{Kind: practice.End},
	} {
		turn.ID = fmt.Sprint(i)
		running, err := room.Do(t.Context(), "ada", begun.ID, turn)
		if err != nil {
			t.Fatal(err)
		}
		<-running.Done()
	}
	if use != nil {
		use(room, begun.ID)
	}
	if err := room.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	return begun.ID
}

// output runs the program and returns what it writes to stdout.
func output(t *testing.T, dir string, wantCode int, arguments ...string) string {
	t.Helper()
	command := program(context.Background(), dir, arguments...)
	var out, said bytes.Buffer
	command.Stdout, command.Stderr = &out, &said
	_ = command.Run()
	if code := command.ProcessState.ExitCode(); code != wantCode {
		t.Fatalf("askagain %s: exit code %d, want %d: %s", strings.Join(arguments, " "), code, wantCode, said.String())
	}
	return out.String()
}

func TestCorrectionsAreLabelledLines(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	correct := func(room *session.Room, attempt string) {
		for _, correction := range []practice.Correction{
			{Turn: 2, Reason: "That was no pressure.", Changes: []practice.Change{{Label: practice.LabelPushy}}},
			{Turn: 2, Reason: "It \"clears\" the way.", Changes: []practice.Change{
				{Label: "obstacle", Holds: true, Evidence: &practice.Evidence{Start: 0, End: 7}},
			}},
		} {
			if _, err := room.Correct(t.Context(), "ada", attempt, correction); err != nil {
				t.Fatal(err)
			}
		}
	}
	recorded(t, dir, nil)
	attempt := recorded(t, dir, correct)
	lines := output(t, dir, exitOK, "corrections")
	if strings.Count(lines, "\n") != 1 || strings.Contains(lines, `\u003c`) {
		t.Fatalf("one turn was corrected, and it says\n%s", lines)
	}
	decoder := json.NewDecoder(strings.NewReader(lines))
	decoder.DisallowUnknownFields()
	var got correctionLine
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(got.Methods, practice.Obstacle) || got.Tone != practice.Neutral || got.Ask == "" {
		t.Errorf("the labels: %+v", got)
	}
	got.Ask, got.Methods, got.Tone, got.Yields = "", nil, "", false
	if got.Outcome == "" || got.ClientLast == "" {
		t.Errorf("the context is missing: %+v", got)
	}
	got.Outcome, got.ClientLast = "", ""
	want := correctionLine{
		ID: attempt + "-2", Author: "team", Industry: "get-to-the-cfo", Channel: practice.Email,
		Text:   "You see every question <first> & strike what you don't like. Would that do?",
		Reason: `That was no pressure. · It "clears" the way.`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if replayed := output(t, dir, exitOK, "replay", attempt); !strings.Contains(replayed, "Turn 2 was corrected: That was no pressure.") {
		t.Errorf("replayed: %s", replayed)
	}
	if named := output(t, dir, exitOK, "corrections", "--author", "north"); !strings.Contains(named, `"author":"north"`) {
		t.Errorf("another author: %s", named)
	}
}

func TestRescoreRenewsCards(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	first, second := recorded(t, dir, nil), recorded(t, dir, nil)
	var line rescoredLine
	named := output(t, dir, exitOK, "rescore", first, "--format", "json")
	one, sum, _ := strings.Cut(named, "\n")
	if err := json.Unmarshal([]byte(one), &line); err != nil || line.Attempt != first || line.After <= line.Before {
		t.Errorf("without the pressure that the older reader heard: %s, %v", one, err)
	}
	if want := `{"attempts":1,"changed":1,"failed":0}` + "\n"; sum != want {
		t.Errorf("the summary is %q, want %q", sum, want)
	}
	all := output(t, dir, exitOK, "rescore")
	if !strings.HasPrefix(all, second+"  ") || !strings.Contains(all, " -> ") || !strings.HasSuffix(all, "2 attempts looked at, 1 with a new card.\n") {
		t.Errorf("the other one: %s", all)
	}
	if again := output(t, dir, exitOK, "rescore"); again != "2 attempts looked at, 0 with a new card.\n" {
		t.Errorf("once more: %s", again)
	}
	if replayed := output(t, dir, exitOK, "replay", first); !strings.Contains(replayed, "The turns were read again") || !strings.Contains(replayed, "the same state and the same card") {
		t.Errorf("replayed: %s", replayed)
	}
	if failed := output(t, dir, exitFindings, "rescore", "nowhere", second); failed != "2 attempts looked at, 0 with a new card, 1 could not be read.\n" {
		t.Errorf("an attempt that is not there: %s", failed)
	}
}
