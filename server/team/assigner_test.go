package team_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// begin begins an attempt and counts it, as the store does.
func (h *house) begin(person, id string) team.Start {
	h.Helper()
	return must(h.assigner.Begin(h.ctx, person, id, func(_ ctx, start team.Start) error { return h.count(person, start) }))(h)
}

func (h *house) count(person string, start team.Start) error {
	if start.Official {
		defer h.store.lock()()
		key := start.Assignment + person
		progress := h.store.progress[key]
		progress.Assignment, progress.Person = start.Assignment, person
		progress.Begun++
		h.store.progress[key] = progress
	}
	return nil
}

func TestAssign(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	rae := h.member(of, "Rae", team.Rep)
	outside := h.person("Outside")
	good := team.Task{Scenario: "cfo", Title: "Get to the CFO", Attempts: 2, PassMark: 70_000, Palette: true, Combined: true, Note: " Try two ways.\r\n", Due: "2026-03-29", People: []string{rae, rae}}
	made := must(h.assigner.Assign(h.ctx, olga, of, good))(t)
	// The clocks go forward on the due day, which has 23 hours in Berlin.
	if made.DueAt == nil || !made.DueAt.Equal(moment(t, "2026-03-29T22:00:00Z")) {
		t.Errorf("due at %v", made.DueAt)
	}
	if made.Note != "Try two ways." || len(made.People) != 1 || made.Seed == 0 || made.By != olga || !made.Palette || !made.Combined {
		t.Errorf("assigned %+v", made)
	}
	if other := must(h.assigner.Assign(h.ctx, olga, of, good))(t); other.Seed == made.Seed {
		t.Error("two assignments have the same seed")
	}
	for name, c := range map[string]struct {
		spoil func(*team.Task)
		want  practice.Code
	}{
		"no scenario":        {func(a *team.Task) { a.Scenario = "" }, practice.CodeInvalid},
		"no title":           {func(a *team.Task) { a.Title = "" }, practice.CodeInvalid},
		"no attempts":        {func(a *team.Task) { a.Attempts = 0 }, practice.CodeInvalid},
		"too many attempts":  {func(a *team.Task) { a.Attempts = team.MaxAttempts + 1 }, practice.CodeInvalid},
		"pass mark below 0":  {func(a *team.Task) { a.PassMark = -1 }, practice.CodeInvalid},
		"pass mark over 100": {func(a *team.Task) { a.PassMark = team.MaxPassMark + 1 }, practice.CodeInvalid},
		"endless note":       {func(a *team.Task) { a.Note = strings.Repeat("a", team.MaxNoteRunes+1) }, practice.CodeTooLarge},
		"a note with orders": {func(a *team.Task) { a.Note = "\x1b[2J" }, practice.CodeInvalid},
		"no day":             {func(a *team.Task) { a.Due = "soon" }, practice.CodeInvalid},
		"yesterday":          {func(a *team.Task) { a.Due = "2026-03-03" }, practice.CodeInvalid},
		"today":              {func(a *team.Task) { a.Due = "2026-03-04" }, ""},
		"somebody outside":   {func(a *team.Task) { a.People = []string{outside} }, practice.CodeInvalid},
		"too many people":    {func(a *team.Task) { a.People = make([]string, team.MaxMembers+1) }, practice.CodeTooLarge},
	} {
		task := good
		c.spoil(&task)
		_, err := h.assigner.Assign(h.ctx, olga, of, task)
		h.code(name, err, c.want)
	}
	for i := len(h.store.assignments); i < team.MaxAssignments; i++ {
		id := fmt.Sprintf("assignment-%d", i)
		h.store.assignments[id] = team.Assignment{ID: id, Team: of}
	}
	_, err := h.assigner.Assign(h.ctx, olga, of, good)
	h.code("one too many", err, practice.CodeConflict)
}

func TestEditAssignment(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	rae := h.member(of, "Rae", team.Rep)
	made := must(h.assigner.Assign(h.ctx, olga, of, team.Task{Scenario: "cfo", Title: "CFO", Attempts: 1, People: []string{rae}, Due: "2026-03-06"}))(t)
	h.ok(h.desk.Leave(h.ctx, rae, of)) // and is meant all the same
	closed := must(h.assigner.Edit(h.ctx, olga, of, made.ID, team.Change{Attempts: 3, People: []string{rae}, Closed: true}))(t)
	if closed.ClosedAt == nil || closed.DueAt != nil || closed.Attempts != 3 || closed.Seed != made.Seed || closed.Scenario != "cfo" {
		t.Errorf("changed to %+v", closed)
	}
	h.clock = h.clock.Add(time.Hour)
	again := must(h.assigner.Edit(h.ctx, olga, of, made.ID, team.Change{Attempts: 3, Closed: true}))(t)
	if !again.ClosedAt.Equal(*closed.ClosedAt) {
		t.Error("closed twice it is closed later")
	}
	if open := must(h.assigner.Edit(h.ctx, olga, of, made.ID, team.Change{Attempts: 3}))(t); open.ClosedAt != nil {
		t.Error("it is still closed")
	}
	south := h.team("South", "Sina")
	_, err := h.assigner.Edit(h.ctx, team.PersonPrefix+"sina", south, made.ID, team.Change{Attempts: 3})
	h.code("by its id in another team", err, practice.CodeNotFound)
}

func TestBegin(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	rae, max := h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep)
	sina := h.team("South", "Sina")
	both := h.member(sina, "Both", team.Rep)
	h.put(of, both, "Both", team.Rep)
	made := must(h.assigner.Assign(h.ctx, olga, of, team.Task{Scenario: "cfo", Title: "CFO", Attempts: 2, Combined: true, People: []string{rae, both}, Due: "2026-03-06"}))(t)
	first := h.begin(rae, made.ID)
	want := team.Start{Team: of, Assignment: made.ID, Scenario: "cfo", Title: "CFO", Combined: true, Seed: made.Seed, Official: true, Left: 1}
	if first != want {
		t.Errorf("begins as %+v, want %+v", first, want)
	}
	if second := h.begin(rae, made.ID); !second.Official || second.Left != 0 {
		t.Errorf("then as %+v", second)
	}
	// The first two were begun and never finished, and are used up.
	if third := h.begin(rae, made.ID); third.Official || !strings.Contains(third.Why, "used up") || third.Seed != made.Seed {
		t.Errorf("then as %+v", third)
	}
	if other := h.begin(both, made.ID); !other.Official || other.Team != of {
		t.Errorf("somebody of two teams begins as %+v", other)
	}
	never := func(ctx, team.Start) error { t.Error("an attempt was made"); return nil }
	for name, by := range map[string]string{"who is not meant": max, "of another team": team.PersonPrefix + "sina", "a guest": "guest-a"} {
		_, err := h.assigner.Begin(h.ctx, by, made.ID, never)
		h.code(name, err, practice.CodeNotFound)
	}
	_, err := h.assigner.Begin(h.ctx, both, made.ID, func(ctx, team.Start) error { return practice.Errorf(practice.CodeUnavailable, "Away.") })
	h.code("an attempt that cannot be made", err, practice.CodeUnavailable)

	h.clock = moment(t, "2026-03-06T22:59:59Z")
	if late := h.begin(both, made.ID); !late.Official {
		t.Errorf("in the last second: %+v", late)
	}
	h.clock = moment(t, "2026-03-06T23:00:00Z")
	if late := h.begin(both, made.ID); late.Official || !strings.Contains(late.Why, "due day") {
		t.Errorf("after the due day: %+v", late)
	}
	must(h.assigner.Edit(h.ctx, olga, of, made.ID, team.Change{Attempts: 9, Closed: true}))(t)
	if late := h.begin(both, made.ID); late.Official || !strings.Contains(late.Why, "closed") {
		t.Errorf("closed: %+v", late)
	}
	must(h.desk.Archive(h.ctx, olga, of, true))(t)
	_, err = h.assigner.Begin(h.ctx, rae, made.ID, never)
	h.code("in an archived team", err, practice.CodeConflict)
}

// However many browsers begin at once, no more attempts are official than there are.
func TestBeginAtOnce(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	rae := h.member(of, "Rae", team.Rep)
	made := must(h.assigner.Assign(h.ctx, olga, of, team.Task{Scenario: "cfo", Title: "CFO", Attempts: 3}))(t)
	var wait sync.WaitGroup
	var failed error
	for range 20 {
		wait.Go(func() {
			_, err := h.assigner.Begin(h.ctx, rae, made.ID, func(_ ctx, start team.Start) error { return h.count(rae, start) })
			if err != nil {
				h.store.mu.Lock()
				failed = errors.Join(failed, err)
				h.store.mu.Unlock()
			}
		})
	}
	wait.Wait()
	if begun := h.store.progress[made.ID+rae].Begun; begun != 3 || failed != nil {
		t.Errorf("%d official attempts of 3, %v", begun, failed)
	}
}

func TestProgressAndShelf(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	tess, rae, max := h.member(of, "Tess", team.Trainer), h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep)
	assign := func(task team.Task) team.Assignment {
		task.Scenario, task.Attempts, task.PassMark = "s", 2, 60_000
		h.clock = h.clock.Add(time.Minute)
		return must(h.assigner.Assign(h.ctx, olga, of, task))(t)
	}
	whole := assign(team.Task{Title: "Whole team"})
	soon := assign(team.Task{Title: "Soon", Due: "2026-03-05"})
	assign(team.Task{Title: "Middle", Due: "2026-03-10", People: []string{rae}})
	later := assign(team.Task{Title: "Later", Due: "2026-03-20", People: []string{rae, tess}})
	closed := assign(team.Task{Title: "Closed"})
	must(h.assigner.Edit(h.ctx, olga, of, closed.ID, team.Change{Attempts: 2, Closed: true}))(t)
	last := h.clock
	h.store.progress["1"] = team.Progress{Assignment: soon.ID, Person: rae, Begun: 2, Finished: 1, Best: 60_000, LastAt: &last}
	h.store.progress["2"] = team.Progress{Assignment: whole.ID, Person: rae, Begun: 1}
	h.store.progress["3"] = team.Progress{Assignment: whole.ID, Person: max, Begun: 1, Finished: 1, Best: 59_900, LastAt: &last}
	h.store.progress["4"] = team.Progress{Assignment: whole.ID, Person: tess, Begun: 1}

	rows := map[string]string{}
	for _, overview := range must(h.assigner.List(h.ctx, tess, of))(t) {
		text := ""
		for _, row := range overview.Progress {
			best := "-"
			if row.Best != nil {
				best = fmt.Sprint(int64(*row.Best))
			}
			text += fmt.Sprintf("%s %d %d %s %t|", row.Name, row.Begun, row.Finished, best, row.Passed)
		}
		rows[overview.Title] = fmt.Sprintf("%t:%s", overview.Open, text)
	}
	for title, want := range map[string]string{
		"Whole team": "true:Max 1 1 59900 false|Rae 1 0 - false|Tess 1 0 - false|",
		"Soon":       "true:Max 0 0 - false|Rae 2 1 60000 true|",
		"Later":      "true:Rae 0 0 - false|Tess 0 0 - false|",
		"Closed":     "false:Max 0 0 - false|Rae 0 0 - false|",
	} {
		if rows[title] != want {
			t.Errorf("%s: %s, want %s", title, rows[title], want)
		}
	}
	for _, overview := range must(h.assigner.List(h.ctx, max, of))(t) {
		if len(overview.Progress) != 1 || overview.Progress[0].Person != max || len(overview.People) != 0 || overview.ID == later.ID {
			t.Errorf("a rep sees %+v", overview)
		}
	}

	shelf := func(person string) string {
		titles := []string{}
		for _, own := range must(h.assigner.Mine(h.ctx, person))(t) {
			title := own.Title
			if own.Open == (own.Why != "") {
				t.Errorf("%s is open: %t, and %q", own.Title, own.Open, own.Why)
			}
			if !own.Open {
				title += "*"
			}
			titles = append(titles, title)
		}
		return strings.Join(titles, ", ")
	}
	for person, want := range map[string]string{
		rae:                        "Middle, Later, Whole team, Soon*, Closed*",
		max:                        "Soon, Whole team, Closed*",
		tess:                       "Later, Whole team",
		olga:                       "",
		team.PersonPrefix + "none": "",
	} {
		if got := shelf(person); got != want {
			t.Errorf("shelf of %s: %s, want %s", person, got, want)
		}
	}
	must(h.desk.Archive(h.ctx, olga, of, true))(t)
	if got := shelf(rae); got != "" {
		t.Errorf("of an archived team: %s", got)
	}
}
