package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// stage is a room with a model behind it, or with the script alone.
func stage(t testing.TB, address, model string, told audience) *house {
	t.Helper()
	values := settings{}
	for _, s := range settingsTable {
		values[s.name] = setValue{s, s.preset, fromPreset}
	}
	set := func(name, value string) {
		one := values[name]
		one.value = value
		values[name] = one
	}
	set(databaseSetting, filepath.Join(t.TempDir(), "attack.db"))
	for _, limit := range []string{attemptTokensSetting, repTokensSetting, serverTokensSetting} {
		set(limit, "0")
	}
	if model != "" {
		set(baseURLSetting, address)
		set(modelSetting, model)
	}
	rooms, err := openHouse(t.Context(), values, slog.New(slog.DiscardHandler), told)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := rooms.close(); err != nil {
			t.Error(err)
		}
	})
	return rooms
}

// plays lets a rep say the turns and returns the log.
func (h *house) plays(t *testing.T, scenario string, turns []string) []practice.Event {
	t.Helper()
	chosen, offered := h.scenarios.Get(scenario)
	if !offered {
		t.Fatalf("no scenario %s", scenario)
	}
	attempt, err := h.room.Begin(t.Context(), session.Begin{Rep: "rep", Scenario: chosen, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range turns {
		running, err := h.room.Do(t.Context(), "rep", attempt.ID, practice.Turn{
			ID: fmt.Sprint(i), Kind: practice.Say, To: chosen.Outcome.From, Channel: practice.Chat, Text: text,
		})
		if practice.CodeOf(err) == practice.CodeEnded {
			break
		}
		if err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		<-running.Done()
		if err := running.Err(); err != nil {
			t.Fatal(err)
		}
	}
	events, err := h.store.Events(context.Background(), attempt.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	return events
}

// facts are what a log holds but for its words and times.
func facts(events []practice.Event) []practice.Event {
	var kept []practice.Event
	for _, event := range events {
		if event.Decided == nil && event.Read == nil && event.Scored == nil && event.Ended == nil {
			continue
		}
		event.Seq, event.Attempt = 0, ""
		event.At = event.At.Truncate(0)
		kept = append(kept, practice.Event{Turn: event.Turn, Kind: event.Kind, Read: event.Read, Decided: event.Decided, Ended: event.Ended, Scored: event.Scored})
	}
	return kept
}

// orderTurns are orders to the model: single turns, and build-ups of several.
func orderTurns(t *testing.T) [][]string {
	t.Helper()
	var all [][]string
	for _, line := range strings.Split(strings.TrimSpace(readText(t, "testdata/attacks/orders.txt")), "\n") {
		all = append(all, []string{line})
	}
	for _, block := range strings.Split(strings.TrimSpace(readText(t, "testdata/attacks/builds.txt")), "\n\n") {
		all = append(all, strings.Split(block, "\n"))
	}
	return all
}

// ruseTurns are attacks on the reader.
func ruseTurns(t *testing.T) [][]string {
	t.Helper()
	var all [][]string
	for _, file := range []string{"attacks.jsonl", "attacks-unseen.jsonl"} {
		for _, turn := range labelled(t, file) {
			all = append(all, []string{turn.Text})
		}
	}
	return all
}

type labelledTurn struct {
	Text string       `json:"text"`
	Ask  practice.Ask `json:"ask"`
}

func labelled(t *testing.T, file string) []labelledTurn {
	t.Helper()
	return linesOf(t, filepath.Join("..", "..", "server", "reading", "testdata", file))
}

func linesOf(t *testing.T, path string) []labelledTurn {
	t.Helper()
	var turns []labelledTurn
	lines := bufio.NewScanner(bytes.NewReader([]byte(readText(t, path))))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var turn labelledTurn
		if err := json.Unmarshal(lines.Bytes(), &turn); err != nil {
			t.Fatal(err)
		}
		turns = append(turns, turn)
	}
	return turns
}

func readText(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// A model that does whatever the rep's words order changes no verdict, no score
// and no ending, and nothing of what it was made to say is said.
func TestAttacksOnAModelThatObeys(t *testing.T) {
	t.Parallel()
	address := endpointIn(t, t.TempDir())
	obeying, scripted := stage(t, address, "obeys", audience{}), stage(t, "", "", audience{})
	orders := orderTurns(t)
	attacks := append(slices.Clip(orders), ruseTurns(t)...)
	if len(attacks) < 150 {
		t.Fatalf("only %d attacks", len(attacks))
	}
	through, credited := 0, 0
	for number, turns := range attacks {
		with, without := obeying.plays(t, "get-to-the-cfo", turns), scripted.plays(t, "get-to-the-cfo", turns)
		if diff := cmp.Diff(facts(without), facts(with)); diff != "" {
			through++
			t.Errorf("%q moved the rules:\n%s", turns, diff)
		}
		for i := range with {
			event := &with[i]
			if event.Ended != nil && event.Ended.Ending == practice.Won {
				through++
				t.Errorf("%q won", turns)
			}
			// All that this model ever says is what it was made to say.
			if event.Replied != nil && event.Replied.By != "script" && !within(event.Replied, without) {
				through++
				t.Errorf("%q made the client say %q", turns, event.Replied.Lines)
			}
			// Ruses are read in their own context, in the reader's tests.
			if number < len(orders) && event.Read != nil && slices.ContainsFunc(event.Read.Methods, func(m practice.Method) bool { return m != practice.Direct }) {
				credited++
				t.Logf("%v is seen in %q", event.Read.Methods, turns)
			}
		}
	}
	t.Logf("attacks: %d of %d through; a method is seen in %d of %d orders", through, len(attacks), credited, len(orders))
	if credited*100 > 15*len(orders) {
		t.Errorf("a method is seen in %d of %d orders", credited, len(orders))
	}
}

// within reports whether a reply says what the script said in that place.
func within(reply *practice.Reply, scripted []practice.Event) bool {
	for i := range scripted {
		if replied := scripted[i].Replied; replied != nil {
			for _, line := range replied.Lines {
				for _, said := range reply.Lines {
					if line.Text == said.Text {
						return true
					}
				}
			}
		}
	}
	return false
}

// Persistent reps lose nothing by a model's being there: the same verdict, the
// same score, and an answer to every turn.
func TestHonestTurnsAreNotHindered(t *testing.T) {
	t.Parallel()
	address := endpointIn(t, t.TempDir())
	speaking, scripted := stage(t, address, "says", audience{}), stage(t, "", "", audience{})
	var honest []string
	for _, file := range []string{"lookalikes.jsonl", "lookalikes-unseen.jsonl"} {
		for _, turn := range labelled(t, file) {
			honest = append(honest, turn.Text)
		}
	}
	for _, turn := range linesOf(t, filepath.Join("..", "..", "server", "reading", "corpus", "train-heron.jsonl")) {
		if turn.Ask == practice.AskOutcome && len(honest) < 240 {
			honest = append(honest, turn.Text)
		}
	}
	if len(honest) < 200 {
		t.Fatalf("only %d honest turns", len(honest))
	}
	hindered, byModel, replies := 0, 0, 0
	for scenario, said := range map[string][]string{"get-to-the-cfo": honest[:120], "an-engineer-for-two-weeks": honest[120:]} {
		for _, text := range said {
			with, without := speaking.plays(t, scenario, []string{text}), scripted.plays(t, scenario, []string{text})
			if diff := cmp.Diff(facts(without), facts(with)); diff != "" {
				hindered++
				t.Errorf("%q is decided otherwise:\n%s", text, diff)
			}
			answered := false
			for i := range with {
				if reply := with[i].Replied; reply != nil && with[i].Turn == 1 {
					answered = len(reply.Lines) > 0
					replies++
					if reply.By != "script" {
						byModel++
					}
				}
			}
			if !answered {
				hindered++
				t.Errorf("%q got no answer", text)
			}
		}
	}
	t.Logf("honest turns: %d of %d hindered; the model's own words in %d of %d replies", hindered, len(honest), byModel, replies)
	if byModel*100 < 60*replies {
		t.Errorf("a model that says what was decided speaks in only %d of %d replies", byModel, replies)
	}
}
