package web_test

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// shelfOf is the shelf as far as these tests look.
type shelfAnswer struct {
	Assigned []struct {
		ID, Team, TeamName, Scenario, Title, Note string
		DueAt                                     *time.Time `json:"due_at"`
		Attempts, Begun, Finished                 int
		Best                                      *practice.Points
		PassMark                                  practice.Points `json:"pass_mark"`
		Palette, Open                             bool
	}
}

func TestAnAssignmentFromTheTrainerToTheShelfAndBack(t *testing.T) {
	k := newClub(t, nil)
	id := k.assignment(`,"pass_mark":40,"note":"Mind the opening.","due":"2026-03-06"`)

	var shelf shelfAnswer
	k.ann.see("/api/shelf", &shelf)
	if len(shelf.Assigned) != 1 {
		t.Fatalf("the shelf has %+v", shelf.Assigned)
	}
	given := shelf.Assigned[0]
	due := time.Date(2026, 3, 6, 23, 0, 0, 0, time.UTC) // the end of the day in Berlin
	if given.ID != id || given.Title != "Half a day with the machine" || given.Note != "Mind the opening." ||
		given.DueAt == nil || !given.DueAt.Equal(due) || given.Attempts != 1 || !given.Palette || !given.Open || given.Best != nil {
		t.Errorf("the shelf says %+v", given)
	}

	first := k.ann.begins(id)
	if !first.Official || first.Why != "" {
		t.Fatalf("the first attempt: %+v", first)
	}
	total := k.ann.wins(first.ID)

	var listed struct {
		Assignments []struct {
			ID       string
			Open     bool
			Progress []struct {
				Person, Name    string
				Begun, Finished int
				Best            *practice.Points
				Passed          bool
			}
		}
	}
	k.tom.see(k.path("/assignments"), &listed)
	if len(listed.Assignments) != 1 || !listed.Assignments[0].Open || len(listed.Assignments[0].Progress) != 2 {
		t.Fatalf("the trainer sees %+v", listed)
	}
	ann := listed.Assignments[0].Progress[0]
	if ann.Person != k.ann.id || ann.Begun != 1 || ann.Finished != 1 || ann.Best == nil || *ann.Best != total || ann.Passed != (total >= 40_000) {
		t.Errorf("of Ann the trainer sees %+v; she has %d", ann, total)
	}
	k.ben.see(k.path("/assignments"), &listed)
	if progress := listed.Assignments[0].Progress; len(progress) != 1 || progress[0].Person != k.ben.id {
		t.Errorf("a rep sees %+v", progress)
	}

	second := k.ann.begins(id)
	if second.Official || !strings.HasSuffix(second.Why, ".") {
		t.Errorf("the second of one: %+v", second)
	}
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/assignments/%s", id), `{"attempts":2,"pass_mark":40,"closed":true}`), nil)
	if third := k.ben.begins(id); third.Official || !strings.Contains(third.Why, "closed") {
		t.Errorf("of a closed one: %+v", third)
	}
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/assignments/%s", id), `{"attempts":2,"pass_mark":40,"due":"2026-03-04"}`), nil)
	k.clock.move(24 * time.Hour)
	if late := k.ben.begins(id); late.Official || !strings.Contains(late.Why, "due day") {
		t.Errorf("after the due day: %+v", late)
	}
}

func TestPaletteAndSeedAreTheAssignments(t *testing.T) {
	k := newClub(t, nil)
	id := k.assignment(`,"palette":false`)
	kept := map[string]practice.Attempt{}
	for name, p := range map[string]*person{"ann": k.ann, "ben": k.ben} {
		var answer begun
		p.ok(http.StatusCreated, p.post("/api/attempts",
			`{"assignment":"`+id+`","palette":true,"seed":7,"scenario":"other","team":"`+k.other+`","official":false,"rep":"`+k.tom.id+`","total":100}`), &answer)
		attempt, err := k.keeper.Attempt(t.Context(), answer.ID)
		if err != nil {
			t.Fatal(err)
		}
		kept[name] = attempt
	}
	ann, ben := kept["ann"], kept["ben"]
	if ann.Palette || ann.Seed == 7 || ann.Seed != ben.Seed || !ann.Official || ann.Team != k.team || ann.Assignment != id || ann.Scenario != "plain" || ann.Rep != k.ann.id {
		t.Errorf("what was sent beside the assignment counts: %+v", ann)
	}
}

func TestTwoTabsBeginTheLastOfficialAttemptAtOnce(t *testing.T) {
	k := newClub(t, nil)
	id := k.assignment("")
	var mu sync.Mutex
	official := 0
	var tabs sync.WaitGroup
	for range 8 {
		tabs.Go(func() {
			got := k.ann.post("/api/attempts", `{"assignment":"`+id+`"}`)
			mu.Lock()
			defer mu.Unlock()
			if got.status != http.StatusCreated {
				t.Errorf("%d %s", got.status, got.body)
			}
			if strings.Contains(got.body, `"official":true`) {
				official++
			}
		})
	}
	tabs.Wait()
	attempts, err := k.keeper.Attempts(t.Context(), k.ann.id, 100)
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, attempt := range attempts {
		if attempt.Official {
			kept++
		}
	}
	if official != 1 || kept != 1 || len(attempts) != 8 {
		t.Errorf("%d are said to be official, %d of %d are kept as such", official, kept, len(attempts))
	}
}

func TestAssignmentsOfOthers(t *testing.T) {
	k := newClub(t, nil)
	annsOnly := k.assignment(`,"people":["` + k.ann.id + `"]`)
	begin := `{"assignment":"` + annsOnly + `"}`
	k.ben.refused(k.ben.post("/api/attempts", begin), 404, "not_found")
	k.eve.refused(k.eve.post("/api/attempts", begin), 404, "not_found")
	k.eve.refused(k.eve.post("/api/attempts", `{"scenario":"plain","team":"`+k.team+`"}`), 404, "not_found")
	guest := newGuest(t, k.url)
	guest.refused(guest.post("/api/attempts", begin), 401, "sign_in")
	guest.refused(guest.post("/api/attempts", `{"scenario":"plain","team":"`+k.team+`"}`), 401, "sign_in")
	// Swapped ids: the assignment is not Eve's team's.
	k.eve.refused(k.eve.post("/api/teams/"+k.other+"/assignments/"+annsOnly, `{"attempts":9}`), 404, "not_found")
	k.eve.refused(k.eve.post(k.path("/assignments/%s", annsOnly), `{"attempts":9}`), 404, "not_found")
	k.ann.refused(k.ann.post(k.path("/assignments/%s", annsOnly), `{"attempts":9}`), 403, "forbidden")
	k.tom.refused(k.tom.post(k.path("/assignments"), `{"scenario":"plain","attempts":1,"people":["`+k.eve.id+`"]}`), 400, "invalid")
	k.tom.refused(k.tom.post(k.path("/assignments"), `{"scenario":"none","attempts":1}`), 404, "not_found")
	if attempts, err := k.keeper.TeamAttempts(t.Context(), k.team, "", time.Time{}, 10); err != nil || len(attempts) != 0 {
		t.Errorf("something was begun: %v, %v", attempts, err)
	}
}
