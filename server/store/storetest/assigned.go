package storetest

import (
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func testAssignment(t *testing.T, store Store) {
	addPeople(t, store, "boss")
	addTeam(t, store, "north", "boss")
	addTeam(t, store, "south", "boss")
	due, closed := began.Add(48*time.Hour), began.Add(24*time.Hour)
	first := assignment("north", "a1", 3)
	first.People, first.PassMark, first.Palette, first.Combined, first.Note, first.DueAt = []string{"ada", "eve"}, 70_500, true, true, "Take your time.", &due
	second := assignment("north", "a2", 1)
	second.CreatedAt = began.Add(time.Second)
	for _, each := range []team.Assignment{first, second, assignment("south", "a3", 1)} {
		must(t, store.CreateAssignment(t.Context(), each))
	}
	found, err := store.Assignments(t.Context(), "north")
	must(t, err)
	wantSame(t, "the assignments, newest first", found, []team.Assignment{second, first})
	wantCode(t, store.CreateAssignment(t.Context(), first), practice.CodeConflict)
	wantCode(t, store.CreateAssignment(t.Context(), assignment("west", "a4", 1)), practice.CodeNotFound)

	changed := first
	changed.People, changed.Attempts, changed.PassMark, changed.Note, changed.DueAt, changed.ClosedAt = nil, 5, 0, "", nil, &closed
	other := changed // what is not written
	other.Scenario, other.Title, other.Palette, other.Combined, other.Seed, other.By, other.CreatedAt = "x", "x", false, false, 1, "x", closed
	must(t, store.UpdateAssignment(t.Context(), other))
	read, err := store.Assignment(t.Context(), "north", "a1")
	must(t, err)
	wantSame(t, "the changed assignment", read, changed)
	other.Team = "south"
	wantCode(t, store.UpdateAssignment(t.Context(), other), practice.CodeNotFound)
	for _, each := range [][2]string{{"south", "a1"}, {"north", "a9"}} {
		_, err := store.Assignment(t.Context(), each[0], each[1])
		wantCode(t, err, practice.CodeNotFound)
	}
}

// officially returns an official attempt as a session hands it in.
func officially(id, rep, of, assignment string) practice.Attempt {
	begun := attempt(id, rep)
	begun.Team, begun.Assignment, begun.Official = of, assignment, true
	return begun
}

func testOfficial(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada", "eve")
	addTeam(t, store, "north", "boss", "ada", "eve")
	addTeam(t, store, "south", "boss", "ada")
	must(t, store.CreateAssignment(t.Context(), assignment("north", "a1", 2)))
	create := func(begun practice.Attempt) error {
		return store.CreateAttempt(t.Context(), begun, source, opening(begun.ID))
	}
	must(t, create(officially("1", "ada", "north", "a1")))
	must(t, create(officially("2", "ada", "north", "a1")))
	wantCode(t, create(officially("3", "ada", "north", "a1")), practice.CodeConflict)
	practicing := officially("4", "ada", "north", "a1")
	practicing.Official = false
	must(t, create(practicing))
	must(t, create(officially("5", "eve", "north", "a1")))
	for _, each := range []practice.Attempt{
		officially("6", "ada", "south", "a1"), officially("6", "ada", "north", "a9"), officially("6", "ada", "", ""),
	} {
		wantCode(t, create(each), practice.CodeNotFound)
	}
	for id, want := range map[string]practice.Attempt{"2": officially("2", "ada", "north", "a1"), "4": practicing} {
		read, err := store.Attempt(t.Context(), id)
		must(t, err)
		want.Seq = 2
		wantSame(t, "the attempt", read, want)
	}
}

func testOfficialRace(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	addTeam(t, store, "north", "boss", "ada")
	must(t, store.CreateAssignment(t.Context(), assignment("north", "a1", 1)))
	winner := wantOneWinner(t, together(8, func(number int) error {
		begun := officially(name("a", number), "ada", "north", "a1")
		return store.CreateAttempt(t.Context(), begun, source, opening(begun.ID))
	}))
	found, err := store.TeamAttempts(t.Context(), "north", "", began, 10)
	must(t, err)
	wantSame(t, "the attempts", ids(found, func(a practice.Attempt) string { return a.ID }), []string{name("a", winner)})
}

func testProgress(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada", "eve")
	addTeam(t, store, "north", "boss", "ada", "eve")
	addTeam(t, store, "south", "boss", "ada")
	for _, each := range []team.Assignment{assignment("north", "a1", 9), assignment("north", "a2", 9), assignment("south", "a3", 9)} {
		must(t, store.CreateAssignment(t.Context(), each))
	}
	at := func(minutes int) time.Time { return began.Add(time.Duration(minutes) * time.Minute) }
	for number, each := range []played{
		{rep: "ada", team: "north", assignment: "a1", total: 40_000, at: at(10)},
		{rep: "ada", team: "north", assignment: "a1", total: 60_000, at: at(30)},
		{rep: "ada", team: "north", assignment: "a1", total: 50_000, at: at(20)},
		{rep: "ada", team: "north", assignment: "", total: 99_000, at: at(90)},
		{rep: "eve", team: "north", assignment: "a2", total: 0, at: at(5)},
		{rep: "ada", team: "south", assignment: "a3", total: 98_000, at: at(50)},
	} {
		each.id, each.scenario, each.nos = name("p", number), "cfo", 1
		must(t, finish(t.Context(), store, each))
	}
	running := officially("running", "ada", "north", "a1")
	running.StartedAt = at(40)
	must(t, store.CreateAttempt(t.Context(), running, source, opening("running")))
	must(t, store.Append(t.Context(), "running", []practice.Event{scored("running", 3, 1, 97_000)})) // no end, no best
	begun := officially("begun", "eve", "north", "a1")
	must(t, store.CreateAttempt(t.Context(), begun, source, opening("begun")))

	moment := func(minutes int) *time.Time { at := at(minutes); return &at }
	adas := team.Progress{Assignment: "a1", Person: "ada", Begun: 4, Finished: 3, Best: 60_000, LastAt: moment(40)}
	all := []team.Progress{
		adas, {Assignment: "a1", Person: "eve", Begun: 1, LastAt: moment(0)},
		{Assignment: "a2", Person: "eve", Begun: 1, Finished: 1, LastAt: moment(5)},
	}
	for who, want := range map[string][]team.Progress{"": all, "ada": all[:1], "eve": all[1:], "boss": nil} {
		found, err := store.Progress(t.Context(), "north", who)
		must(t, err)
		wantSame(t, "the progress of "+who, found, want)
	}
	none, err := store.Progress(t.Context(), "west", "")
	must(t, err)
	if len(none) != 0 {
		t.Errorf("a team that is not there has %d", len(none))
	}
}

func testTeamAttempts(t *testing.T, store Store) {
	for _, each := range []struct {
		id, rep, team string
		after         time.Duration
	}{
		{"1", "ada", "north", 0}, {"3", "ada", "north", 2}, {"2", "eve", "north", 1}, {"4", "ada", "south", 3}, {"5", "ada", "", 4}, {"6", "eve", "north", 2},
	} {
		begun := attempt(each.id, each.rep)
		begun.Team, begun.StartedAt = each.team, began.Add(each.after*time.Hour)
		must(t, store.CreateAttempt(t.Context(), begun, source, opening(each.id)))
	}
	for _, each := range []struct {
		team, person string
		since        time.Duration
		limit        int
		want         []string
	}{
		{"north", "", 0, 10, []string{"6", "3", "2", "1"}},
		{"north", "", 1, 10, []string{"6", "3", "2"}},
		{"north", "", 0, 2, []string{"6", "3"}},
		{"north", "", 0, 0, nil},
		{"north", "", 0, -1, nil},
		{"north", "ada", 0, 10, []string{"3", "1"}},
		{"north", "ada", 0, 1, []string{"3"}},
		{"south", "eve", 0, 10, nil},
		{"", "", 0, 10, nil},
	} {
		found, err := store.TeamAttempts(t.Context(), each.team, each.person, began.Add(each.since*time.Hour), each.limit)
		must(t, err)
		wantSame(t, each.team+" "+each.person, ids(found, func(a practice.Attempt) string { return a.ID }), each.want)
	}
	found, err := store.TeamAttempts(t.Context(), "south", "", began, 10)
	must(t, err)
	want, err := store.Attempt(t.Context(), "4")
	must(t, err)
	wantSame(t, "the whole attempt", found, []practice.Attempt{want})
}

func testResults(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada", "eve")
	addTeam(t, store, "north", "boss", "ada", "eve")
	must(t, store.CreateAssignment(t.Context(), assignment("north", "a1", 99)))
	one := played{id: "1", rep: "ada", team: "north", assignment: "a1", scenario: "cfo", rules: "r1", reader: "v1", seed: 7, total: 64_200, variety: 21_000, nos: 3, at: began}
	must(t, finish(t.Context(), store, one))
	want := team.Result{
		Attempt: "1", Team: "north", Person: "ada", Scenario: "cfo", Assignment: "a1", Counts: true, Group: team.Group("r1", 7, true, 1, "v1"),
		Total: 64_200, Variety: 21_000, Nos: 3, Asks: 4, Methods: []practice.Method{practice.Trade, practice.Ally}, EndedAt: began,
	}
	read := func(who string, since time.Time) []team.Result {
		t.Helper()
		found, err := store.Results(t.Context(), "north", who, since)
		must(t, err)
		return found
	}
	wantSame(t, "the result", read("", began), []team.Result{want})

	one.total, one.variety, one.nos, one.reader = 51_000, 9_000, 0, "v2" // corrected: there was no no
	must(t, store.Append(t.Context(), "1", []practice.Event{carded(one, 5)}))
	want.Total, want.Variety, want.Nos, want.Asks, want.Counts, want.Group = 51_000, 9_000, 0, 1, false, team.Group("r1", 7, true, 1, "v2")
	wantSame(t, "the corrected result", read("", began), []team.Result{want})

	others := []played{
		{id: "2", rep: "eve", team: "north", assignment: "a1", parent: "1", nos: 2, at: began.Add(time.Hour)},    // went back
		{id: "2b", rep: "eve", team: "north", assignment: "a1", coached: true, nos: 2, at: began.Add(time.Hour)}, // with the coach
		{id: "3", rep: "ada", team: "north", nos: 2, at: began.Add(2 * time.Hour)},                               // of one's own accord
		{id: "4", rep: "ada", team: "", nos: 2, at: began.Add(3 * time.Hour)},                                    // nobody else's business
		{id: "5", rep: "guest-1", team: "north", nos: 2, at: began.Add(3 * time.Hour)},                           // no member
		{id: "6", rep: "eve", team: "north", assignment: "a1", nos: 1, at: began.Add(4 * time.Hour)},
	}
	for _, each := range others {
		each.scenario = "cfo"
		must(t, finish(t.Context(), store, each))
	}
	attempts := func(of []team.Result) []string { return ids(of, func(r team.Result) string { return r.Attempt }) }
	all := read("", began)
	wantSame(t, "oldest first", attempts(all), []string{"1", "2", "2b", "3", "6"})
	var counting []bool
	for _, each := range all {
		counting = append(counting, each.Counts)
	}
	wantSame(t, "those that count", counting, []bool{false, false, false, false, true})
	wantSame(t, "the assignment of one's own accord", all[3].Assignment, "")
	wantSame(t, "since a moment", attempts(read("", began.Add(time.Hour+1))), []string{"3", "6"})
	wantSame(t, "of a person", attempts(read("ada", began)), []string{"1", "3"})
	wantSame(t, "of a person since a moment", attempts(read("eve", began.Add(time.Hour+1))), []string{"6"})
	wantSame(t, "of nobody", attempts(read("boss", began)), []string(nil))

	running := officially("7", "ada", "north", "a1") // scored while it runs: not finished
	must(t, store.CreateAttempt(t.Context(), running, source, opening("7")))
	must(t, store.Append(t.Context(), "7", []practice.Event{scored("7", 3, 1, 97_000)}))
	wantSame(t, "without what runs", attempts(read("", began)), []string{"1", "2", "2b", "3", "6"})
	whole := officially("8", "ada", "north", "a1") // created with its end
	must(t, store.CreateAttempt(t.Context(), whole, source, append(opening("8"), ended("8", 3, 1, practice.Won), scored("8", 4, 1, 88_000))))
	wantSame(t, "with what was created whole", attempts(read("ada", began)), []string{"1", "8", "3"})
}

func testRemovedResults(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	addTeam(t, store, "north", "boss", "ada")
	addTeam(t, store, "south", "boss", "ada")
	must(t, store.CreateAssignment(t.Context(), assignment("north", "a1", 99)))
	must(t, store.CreateAssignment(t.Context(), assignment("south", "a2", 99)))
	one := played{id: "1", rep: "ada", team: "north", assignment: "a1", scenario: "cfo", nos: 1, total: 50_000, at: began}
	must(t, finish(t.Context(), store, one))
	must(t, finish(t.Context(), store, played{id: "2", rep: "ada", team: "south", assignment: "a2", scenario: "cfo", nos: 1, at: began}))
	want := func(of string, results int) {
		t.Helper()
		found, err := store.Results(t.Context(), of, "", began)
		must(t, err)
		if len(found) != results {
			t.Errorf("%s has %d results, want %d", of, len(found), results)
		}
	}
	want("north", 1)
	must(t, store.RemoveMember(t.Context(), "north", "ada"))
	want("north", 0)
	want("south", 1)
	must(t, store.Append(t.Context(), "1", []practice.Event{carded(one, 5)})) // a correction brings nothing back
	want("north", 0)
	must(t, store.CreateInvitation(t.Context(), invitation("north", "i1", token(1))))
	_, err := store.Join(t.Context(), token(1), member("north", "ada", team.Rep), began)
	must(t, err)
	must(t, store.Append(t.Context(), "1", []practice.Event{carded(one, 6)})) // nor does coming back
	want("north", 0)
	must(t, finish(t.Context(), store, played{id: "3", rep: "ada", team: "north", assignment: "a1", scenario: "cfo", nos: 1, at: began}))
	want("north", 1)
	kept, err := store.Attempt(t.Context(), "1")
	must(t, err)
	if kept.Team != "north" || !kept.Official {
		t.Errorf("the attempt is now %+v", kept)
	}
}
