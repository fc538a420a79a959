package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// grants is a second reader that has been talked into everything: every way counts,
// each with the turn's own words for it.
type grants struct{}

func (grants) Version() string { return "obedient" }

func (grants) Read(_ context.Context, _ practice.Attempt, said practice.Said) (practice.Reading, error) {
	reading := practice.Reading{Ask: practice.AskOutcome, Tone: practice.Warm, Methods: practice.Methods()}
	for _, label := range practice.Labels() {
		reading.Evidence = append(reading.Evidence, practice.Evidence{Label: label, Quote: said.Text, End: len(said.Text)})
	}
	return reading, nil
}

// An attack that wins a second reader over wins nothing by it: a way of asking that
// the embedded reader does not see does not count.
func TestAttacksOnASecondReader(t *testing.T) {
	t.Parallel()
	alone, over := stage(t, "", "", audience{}), stage(t, "", "", audience{})
	over.room = session.NewRoom(session.Config{Store: over.store, Reader: over.reader, Second: grants{}})
	over.combined = true
	attacks := append(attacksOnTheModel(t), attacksOnTheReader(t)...)
	moved := make([]string, len(attacks))
	eachOf(len(attacks), func(i int) {
		moved[i] = cmp.Diff(fates(alone.plays(t, "get-to-the-cfo", attacks[i].turns)), fates(over.plays(t, "get-to-the-cfo", attacks[i].turns)))
	})
	through := 0
	for i, diff := range moved {
		if diff != "" {
			through++
			t.Errorf("%q is decided otherwise:\n%s", attacks[i].turns, diff)
		}
	}
	t.Logf("attacks on a second reader: %d of %d through", through, len(attacks))
}

// fates are what was decided and scored, whoever read.
func fates(events []practice.Event) []string {
	var all []string
	for _, event := range events {
		switch {
		case event.Decided != nil:
			all = append(all, fmt.Sprint(event.Decided.Verdict, event.Decided.Credited, event.Decided.Effects))
		case event.Scored != nil:
			all = append(all, fmt.Sprint(event.Scored.Total))
		}
	}
	return all
}

// With the combined reading, attempts are read by a model in another process too,
// their logs say so, and a replay asks nobody.
func TestAttemptsAreReadTwice(t *testing.T) {
	t.Parallel()
	const answer = `{"ask":"outcome","methods":["value"],"tone":"pushy","yields":false,"quotes":[{"label":"outcome","quote":"Could you"},{"label":"pushy","quote":"at last"},{"label":"value","quote":"words that nobody said"}]}`
	rooms := stageWith(t, endpointIn(t, t.TempDir()), map[string]string{secondSetting: "repeats:" + answer, readingSetting: readCombined}, audience{})
	chosen, _ := rooms.scenarios.Get("get-to-the-cfo")
	attempt, err := rooms.room.Begin(t.Context(), session.Begin{Rep: "rep", Scenario: chosen, Seed: 1, Combined: rooms.combined})
	if err != nil {
		t.Fatal(err)
	}
	running, err := rooms.room.Do(t.Context(), "rep", attempt.ID, practice.Turn{ID: "1", Kind: practice.Say, To: "priya", Channel: practice.Chat, Text: "Could you set up the thirty minutes with Dana at last?"})
	if err != nil {
		t.Fatal(err)
	}
	<-running.Done()
	view, err := rooms.room.Look(t.Context(), "rep", attempt.ID)
	if err != nil || !view.Attempt.Combined {
		t.Fatalf("combined %v, %v", view.Attempt.Combined, err)
	}
	reads := 0
	for _, event := range view.Events {
		if event.Read == nil {
			continue
		}
		reads++
		read := event.Read
		if read.Tone != practice.Pushy || read.Has(practice.Value) || read.SecondMissed || !strings.Contains(read.Reader, "second-1:repeats") {
			text, _ := json.Marshal(read)
			t.Errorf("read as %s", text)
		}
	}
	if reads != 1 {
		t.Errorf("%d readings", reads)
	}
}

func TestTheCombinedReadingNeedsASecondReader(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]string{"combined": secondSetting, "both": "embedded or combined"} {
		values := presets()
		chosen := values[readingSetting]
		chosen.value = value
		values[readingSetting] = chosen
		if _, err := readsTwice(values); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", value, err)
		}
	}
}

// A team that keeps its attempts from language models keeps them from the second
// reader, also in attempts that were begun before.
func TestATeamKeepsItsTurnsFromASecondReader(t *testing.T) {
	t.Parallel()
	address, requests := counted(t)
	rooms := stage(t, address, "says", audience{})
	north, olga := aTeam(t, rooms)
	second := modelSecond{openai.NewSecondReader(rooms.model), consent{rooms.store}}
	for _, off := range []bool{false, true} {
		north.ModelOff = off
		if err := rooms.store.UpdateTeam(t.Context(), north); err != nil {
			t.Fatal(err)
		}
		before := requests.Load()
		_, err := second.Read(t.Context(), practice.Attempt{ID: "a1", Rep: olga.ID, Team: north.ID}, practice.Said{Text: fullAsk})
		if sent := requests.Load() > before; sent == off || off && err == nil {
			t.Errorf("switched off %v: sent %v, %v", off, sent, err)
		}
	}
}
