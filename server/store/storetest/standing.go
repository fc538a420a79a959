package storetest

import (
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func board(of, id string, scenarios ...string) team.Board {
	return team.Board{ID: id, Team: of, Name: "Board " + id, Scenarios: scenarios, CreatedAt: began}
}

func testBoard(t *testing.T, store Store) {
	addPeople(t, store, "boss")
	addTeam(t, store, "north", "boss")
	addTeam(t, store, "south", "boss")
	first, second := board("north", "b1", "cfo", "boss", "cfo"), board("north", "b2", "boss")
	wall := token(1)
	first.Wall, second.CreatedAt = &wall, began.Add(time.Second)
	for _, each := range []team.Board{second, first, board("south", "b3")} {
		must(t, store.CreateBoard(t.Context(), each))
	}
	first.Scenarios = []string{"cfo", "boss"} // named twice, kept once
	found, err := store.Boards(t.Context(), "north")
	must(t, err)
	wantSame(t, "the boards, oldest first", found, []team.Board{first, second})
	one, err := store.BoardByWall(t.Context(), wall)
	must(t, err)
	wantSame(t, "the board on the wall", one, first)
	wantCode(t, store.CreateBoard(t.Context(), first), practice.CodeConflict)
	wantCode(t, store.CreateBoard(t.Context(), board("west", "b4")), practice.CodeNotFound)

	changed := first
	newWall := token(2)
	changed.Name, changed.Scenarios, changed.Wall, changed.CreatedAt = "Renamed", []string{"boss", "raise", "cfo"}, &newWall, began.Add(time.Hour)
	must(t, store.UpdateBoard(t.Context(), changed))
	changed.CreatedAt = began
	read, err := store.Board(t.Context(), "north", "b1")
	must(t, err)
	wantSame(t, "the changed board", read, changed)
	_, err = store.BoardByWall(t.Context(), wall)
	wantCode(t, err, practice.CodeNotFound)
	changed.Wall, changed.Scenarios = nil, nil
	must(t, store.UpdateBoard(t.Context(), changed))
	read, err = store.Board(t.Context(), "north", "b1")
	must(t, err)
	wantSame(t, "the board, no longer on the wall", read, changed)

	elsewhere := changed
	elsewhere.Team = "south"
	wantCode(t, store.UpdateBoard(t.Context(), elsewhere), practice.CodeNotFound)
	wantCode(t, store.DeleteBoard(t.Context(), "south", "b1"), practice.CodeNotFound)
	must(t, store.DeleteBoard(t.Context(), "north", "b1"))
	wantCode(t, store.DeleteBoard(t.Context(), "north", "b1"), practice.CodeNotFound)
	for _, each := range [][2]string{{"north", "b1"}, {"south", "b2"}} {
		_, err := store.Board(t.Context(), each[0], each[1])
		wantCode(t, err, practice.CodeNotFound)
	}
	_, err = store.BoardByWall(t.Context(), newWall)
	wantCode(t, err, practice.CodeNotFound)
}

// arena is a team whose people finish official attempts.
type arena struct {
	testing.TB
	store Store
	team  string
	count int
}

// enter makes a team with an assignment that never runs out, and its people.
func enter(t testing.TB, store Store, id string, people ...string) *arena {
	t.Helper()
	addPeople(t, store, "boss of "+id)
	addPeople(t, store, people...)
	addTeam(t, store, id, "boss of "+id, people...)
	must(t, store.CreateAssignment(t.Context(), assignment(id, "of "+id, 1<<30)))
	return &arena{TB: t, store: store, team: id}
}

// finish finishes an official attempt after so many hours, and returns it.
func (a *arena) finish(rep, scenario string, total, variety practice.Points, hours int) played {
	a.Helper()
	return a.play(played{rep: rep, scenario: scenario, total: total, variety: variety, at: began.Add(time.Duration(hours) * time.Hour)})
}

func (a *arena) play(p played) played {
	a.Helper()
	a.count++
	p.id, p.team, p.assignment = name(a.team, a.count), a.team, "of "+a.team
	if p.nos == 0 {
		p.nos = 1
	}
	must(a, finish(a.Context(), a.store, p))
	return p
}

// row is a standing as tests name it.
type row struct {
	place  int
	person string
	value  practice.Points
	played int
	hours  int // since began, when the value was reached
}

func rowOf(standing team.Standing) row {
	return row{standing.Place, standing.Person, standing.Value, standing.Played, int(standing.At.Sub(began) / time.Hour)}
}

// want checks the rows of a board now, and every window and measure against the
// definition.
func (a *arena) want(of team.Board, measure team.Measure, want ...row) {
	a.Helper()
	look := asked{board: of, measure: measure, window: team.AllTime, now: began, limit: 50}
	got, err := a.store.Standings(a.Context(), of, measure, look.window, look.now, "", look.limit)
	must(a, err)
	var rows []row
	for _, standing := range got.Rows {
		rows = append(rows, rowOf(standing))
	}
	if len(rows) != len(want) {
		a.Errorf("%s: %+v, want %+v", measure, rows, want)
		return
	}
	for i := range want {
		if rows[i] != want[i] {
			a.Errorf("%s: %+v, want %+v", measure, rows, want)
			return
		}
	}
	wantRecomputed(a, a.store, look)
}

func testPlaces(t *testing.T, store Store) {
	a := enter(t, store, "north", "ada", "bob", "eve", "zoe")
	b := board("north", "b1", "cfo", "boss", "raise")
	must(t, store.CreateBoard(t.Context(), b))
	a.want(b, team.ByScore)

	a.finish("ada", "cfo", 50_000, 9_000, 1)
	a.finish("ada", "cfo", 80_000, 6_000, 2)
	a.finish("ada", "boss", 20_000, 30_000, 3)
	a.finish("ada", "elsewhere", 99_000, 30_000, 3)
	a.finish("bob", "cfo", 100_000, 0, 5)  // shares ada's place, and was there later
	a.finish("bob", "cfo", 10_000, 100, 6) // a worse one takes nothing away
	a.finish("eve", "raise", 20_000, 3_001, 4)
	a.finish("zoe", "raise", 20_000, 3_000, 4)
	a.want(b, team.ByScore,
		row{1, "ada", 33_333, 2, 3}, row{1, "bob", 33_333, 1, 5}, row{3, "eve", 6_667, 1, 4}, row{3, "zoe", 6_667, 1, 4})
	a.want(b, team.ByVariety, row{1, "ada", 13_000, 2, 3}, row{2, "eve", 1_000, 1, 4}, row{2, "zoe", 1_000, 1, 4}, row{4, "bob", 33, 1, 6})
	a.want(b, team.ByImprovement, row{1, "ada", 30_000, 1, 2}, row{2, "bob", -90_000, 1, 6})

	hidden := member("north", "ada", team.Rep)
	hidden.Hidden, hidden.Name = true, "A."
	must(t, store.UpdateMember(t.Context(), hidden))
	look := asked{board: b, measure: team.ByScore, window: team.AllTime, now: began, limit: 2}
	for _, person := range []string{"", "ada", "eve", "zoe", "boss of north", "nobody"} {
		look.person = person
		wantRecomputed(t, store, look)
	}
	got, err := store.Standings(t.Context(), b, team.ByScore, team.AllTime, began, "ada", 2)
	must(t, err)
	if len(got.Rows) != 2 || rowOf(got.Rows[0]) != (row{1, "bob", 33_333, 1, 5}) || rowOf(got.Rows[1]) != (row{3, "eve", 6_667, 1, 4}) {
		t.Errorf("the rows without who hides: %+v", got.Rows)
	}
	if got.People != 4 || got.Me == nil || !got.Me.Hidden || got.Me.Name != "A." || rowOf(*got.Me) != (row{1, "ada", 33_333, 2, 3}) {
		t.Errorf("who hides sees %+v of %d", got.Me, got.People)
	}

	fewer := b
	fewer.Scenarios = []string{"raise"}
	must(t, store.UpdateBoard(t.Context(), fewer))
	a.want(fewer, team.ByScore, row{1, "eve", 20_000, 1, 4}, row{1, "zoe", 20_000, 1, 4})
	later := board("north", "b2", "boss", "elsewhere") // made after the attempts
	must(t, store.CreateBoard(t.Context(), later))
	look.board, look.person = later, "ada"
	wantRecomputed(t, store, look)
	must(t, store.RemoveMember(t.Context(), "north", "eve"))
	a.want(fewer, team.ByScore, row{1, "zoe", 20_000, 1, 4})
	must(t, store.DeletePerson(t.Context(), "zoe"))
	a.want(fewer, team.ByScore)
}

func testComparable(t *testing.T, store Store) {
	a := enter(t, store, "north", "ada", "bob", "eve")
	b := board("north", "b1", "cfo")
	must(t, store.CreateBoard(t.Context(), b))
	at := func(hours int) time.Time { return began.Add(time.Duration(hours) * time.Hour) }
	a.play(played{rep: "ada", scenario: "cfo", rules: "old", total: 90_000, at: at(1)})
	a.play(played{rep: "bob", scenario: "cfo", rules: "old", total: 80_000, at: at(2)})
	a.play(played{rep: "eve", scenario: "cfo", rules: "new", total: 10_000, at: at(3)})
	a.want(b, team.ByScore, row{1, "ada", 90_000, 1, 1}, row{2, "bob", 80_000, 1, 2}) // most people
	a.play(played{rep: "ada", scenario: "cfo", rules: "new", total: 20_000, at: at(4)})
	a.want(b, team.ByScore, row{1, "ada", 20_000, 1, 4}, row{2, "eve", 10_000, 1, 3}) // of equals the newest
	a.play(played{rep: "ada", scenario: "cfo", rules: "old", total: 95_000, at: at(5)})
	a.want(b, team.ByScore, row{1, "ada", 95_000, 1, 5}, row{2, "bob", 80_000, 1, 2})
	a.want(b, team.ByImprovement, row{1, "ada", 5_000, 1, 5})
	for number, apart := range []played{{seed: 4}, {reader: "v3"}} {
		apart.rep, apart.scenario, apart.rules, apart.total, apart.at = "eve", "cfo", "old", 99_000, at(6+number)
		a.play(apart)
		a.want(b, team.ByScore, row{1, "ada", 95_000, 1, 5}, row{2, "bob", 80_000, 1, 2})
	}
	must(t, store.RemoveMember(t.Context(), "north", "bob"))
	a.want(b, team.ByScore, row{1, "ada", 20_000, 1, 4}, row{2, "eve", 10_000, 1, 3})
}

func testCorrectedStanding(t *testing.T, store Store) {
	a := enter(t, store, "north", "ada", "bob")
	b := board("north", "b1", "cfo")
	must(t, store.CreateBoard(t.Context(), b))
	adas := a.finish("ada", "cfo", 50_000, 9_000, 1)
	a.finish("bob", "cfo", 60_000, 9_000, 2)
	a.want(b, team.ByScore, row{1, "bob", 60_000, 1, 2}, row{2, "ada", 50_000, 1, 1})
	seq := int64(4)
	rescored := func(total practice.Points, nos int, reader string) {
		t.Helper()
		seq++
		adas.total, adas.nos, adas.reader = total, nos, reader
		must(t, store.Append(t.Context(), adas.id, []practice.Event{carded(adas, seq)}))
	}
	rescored(70_000, 1, "")
	a.want(b, team.ByScore, row{1, "ada", 70_000, 1, 1}, row{2, "bob", 60_000, 1, 2}) // it counts from the attempt's end
	rescored(55_000, 1, "")
	a.want(b, team.ByScore, row{1, "bob", 60_000, 1, 2}, row{2, "ada", 55_000, 1, 1})
	corrected := func(by string, total practice.Points) {
		t.Helper()
		seq += 2
		adas.total = total
		said := practice.Event{Attempt: adas.id, Seq: seq - 1, Kind: practice.EventCorrected, At: began,
			Corrected: &practice.Correction{Turn: 1, Reason: "It was one.", By: by}}
		must(t, store.Append(t.Context(), adas.id, []practice.Event{said, carded(adas, seq)}))
	}
	corrected(practice.ByRep, 99_000) // one's own word on one's own turns waits for a trainer's
	a.want(b, team.ByScore, row{1, "bob", 60_000, 1, 2}, row{2, "ada", 55_000, 1, 1})
	corrected("Trainer", 65_000)
	a.want(b, team.ByScore, row{1, "ada", 65_000, 1, 1}, row{2, "bob", 60_000, 1, 2})
	rescored(55_000, 0, "")
	a.want(b, team.ByScore, row{1, "bob", 60_000, 1, 2})
	rescored(55_000, 2, "v2") // by another reader: the newest of two groups of one is bob's
	a.want(b, team.ByScore, row{1, "bob", 60_000, 1, 2})
}

func testEarlierSpan(t *testing.T, store Store) {
	a := enter(t, store, "north", "ada", "bob") // in Zurich
	b := board("north", "b1", "cfo")
	must(t, store.CreateBoard(t.Context(), b))
	monday := time.Date(2026, 3, 1, 23, 0, 0, 0, time.UTC)
	for number, at := range []time.Time{monday.Add(-time.Nanosecond), monday, monday.AddDate(0, 0, 7).Add(-time.Nanosecond), monday.AddDate(0, 0, 7)} {
		a.play(played{rep: "ada", scenario: "cfo", total: practice.Points(1000 * (number + 1)), at: at})
	}
	for _, each := range []struct {
		now  time.Time
		want practice.Points
	}{
		{monday.Add(-time.Nanosecond), 1000}, {monday, 3000}, {monday.AddDate(0, 0, 6), 3000}, {monday.AddDate(0, 0, 7), 4000},
		{monday.AddDate(0, 0, 14), 0}, {monday.AddDate(0, 0, -14), 0},
	} {
		got, err := store.Standings(t.Context(), b, team.ByScore, team.Week, each.now, "ada", 5)
		must(t, err)
		if each.want == 0 && (got.Me != nil || got.People != 0 || len(got.Rows) != 0) || each.want > 0 && (got.Me == nil || got.Me.Value != each.want) {
			t.Errorf("at %v: %+v, want %v", each.now, got.Me, each.want)
		}
		wantRecomputed(t, store, asked{board: b, measure: team.ByImprovement, window: team.Week, now: each.now, person: "bob", limit: 5})
	}
	// A late finish counts in the week that it belongs to.
	a.play(played{rep: "bob", scenario: "cfo", total: 9000, at: monday.Add(time.Hour)})
	for _, now := range []time.Time{monday, monday.AddDate(0, 0, 7)} {
		for _, window := range team.Windows() {
			wantRecomputed(t, store, asked{board: b, measure: team.ByScore, window: window, now: now, person: "bob", limit: 5})
		}
	}
	moved := aTeam("north")
	moved.TimeZone, moved.Season = "America/Los_Angeles", "2026-03-02"
	must(t, store.UpdateTeam(t.Context(), moved))
	for _, now := range []time.Time{monday, monday.Add(9 * time.Hour), monday.AddDate(0, 0, 7), monday.AddDate(0, 0, 8)} {
		for _, window := range team.Windows() {
			wantRecomputed(t, store, asked{board: b, measure: team.ByScore, window: window, now: now, person: "bob", limit: 5})
		}
	}
}

func testNoStandings(t *testing.T, store Store) {
	enter(t, store, "north", "ada")
	b := board("north", "b1", "cfo")
	_, err := store.Standings(t.Context(), b, team.ByScore, team.Week, began, "ada", 5)
	wantCode(t, err, practice.CodeNotFound)
	must(t, store.CreateBoard(t.Context(), b))
	elsewhere := b
	elsewhere.Team = "south"
	_, err = store.Standings(t.Context(), elsewhere, team.ByScore, team.Week, began, "ada", 5)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Standings(t.Context(), b, "height", team.Week, began, "ada", 5)
	wantCode(t, err, practice.CodeInvalid)
	_, err = store.Standings(t.Context(), b, team.ByScore, "decade", began, "ada", 5)
	wantCode(t, err, practice.CodeInvalid)
	for _, limit := range []int{0, -1} {
		got, err := store.Standings(t.Context(), b, team.ByScore, team.Week, began, "ada", limit)
		must(t, err)
		wantSame(t, "an empty board", got, team.Standings{})
	}
}

// testFinishRace finishes many attempts at once: none is lost to the board.
func testFinishRace(t *testing.T, store Store) {
	const people, each = 8, 6
	var names []string
	for number := range people {
		names = append(names, name("rep", number))
	}
	enter(t, store, "north", names...)
	b := board("north", "b1", "cfo", "boss")
	must(t, store.CreateBoard(t.Context(), b))
	for _, err := range together(people, func(number int) error {
		for round := range each {
			one := played{
				id: name(names[number], round), rep: names[number], team: "north", assignment: "of north", scenario: []string{"cfo", "boss"}[round%2],
				rules: name("rules", number%2), total: practice.Points(1000*number + round), nos: 1, at: began.Add(time.Duration(number*each+round) * time.Minute),
			}
			if err := finish(t.Context(), store, one); err != nil {
				return err
			}
			if _, err := store.Standings(t.Context(), b, team.ByScore, team.Week, began, one.rep, 5); err != nil {
				return err
			}
		}
		return nil
	}) {
		must(t, err)
	}
	for _, window := range team.Windows() {
		for _, measure := range team.Measures() {
			wantRecomputed(t, store, asked{board: b, measure: measure, window: window, now: began, person: names[3], limit: 5})
		}
	}
}
