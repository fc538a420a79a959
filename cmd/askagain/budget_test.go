package main

import (
	"log/slog"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
)

// TestABudgetOutlivesTheServer lets one house use up the day's share, and another
// find it so in the same database.
func TestABudgetOutlivesTheServer(t *testing.T) {
	t.Parallel()
	values := settings{}
	for _, s := range settingsTable {
		values[s.name] = setValue{s, s.preset, fromPreset}
	}
	for name, value := range map[string]string{
		databaseSetting: filepath.Join(t.TempDir(), "askagain.db"), baseURLSetting: endpointIn(t, t.TempDir()), modelSetting: "says",
	} {
		values[name] = setValue{values[name].setting, value, fromFlag}
	}
	// play has a rep ask once in each of some attempts, in a house of its own, and
	// returns the last reply, and how many tokens the server has used by then.
	play := func(rep, limit string, attempts int) (last practice.Reply, used int64) {
		values[repTokensSetting] = setValue{values[repTokensSetting].setting, limit, fromFlag}
		rooms, err := openHouse(t.Context(), values, slog.New(slog.DiscardHandler), audience{})
		if err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := rooms.close(); err != nil {
				t.Error(err)
			}
		}()
		chosen, _ := rooms.scenarios.Get("get-to-the-cfo")
		for range attempts {
			attempt, err := rooms.room.Begin(t.Context(), session.Begin{Rep: rep, Scenario: chosen, Seed: 1})
			if err != nil {
				t.Fatal(err)
			}
			running, err := rooms.room.Do(t.Context(), rep, attempt.ID, practice.Turn{ID: "t1", Kind: practice.Say, To: "priya", Channel: practice.Chat, Text: fullAsk})
			if err != nil {
				t.Fatal(err)
			}
			<-running.Done()
			view, err := rooms.room.Look(t.Context(), rep, attempt.ID)
			if err != nil {
				t.Fatal(err)
			}
			last = *view.Events[len(view.Events)-1].Replied
		}
		server, _ := rooms.budget.Today("")
		return last, server.Input + server.Output
	}
	first, used := play("guest-1", "0", 10)
	if first.Tokens == 0 || used != 10*first.Tokens {
		t.Fatalf("the model was not asked: %+v, %d tokens used", first, used)
	}
	limit := strconv.FormatInt(used, 10)
	if second, still := play("guest-1", limit, 1); second.By != "script" || !strings.Contains(second.Note, "You have used up today's share") || still != used {
		t.Errorf("after a restart: %+v, %d tokens used", second, still)
	}
	if other, more := play("guest-2", limit, 1); other.Tokens == 0 || more != used+other.Tokens {
		t.Errorf("somebody else: %+v, %d tokens used", other, more)
	}
}
