package storetest

import (
	"strconv"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// live gives ada and eve a life in two teams, and returns the board of one.
func live(t *testing.T, store Store) team.Board {
	t.Helper()
	a := enter(t, store, "north", "ada", "eve")
	addTeam(t, store, "south", "boss of north", "ada")
	b := board("north", "b1", "cfo")
	must(t, store.CreateBoard(t.Context(), b))
	a.finish("ada", "cfo", 80_000, 9_000, 1) // north-1
	a.finish("eve", "cfo", 70_000, 9_000, 2) // north-2
	begin(t, store, "own", "ada")
	for number, each := range []team.Comment{
		{Attempt: "north-1", By: "boss of north"}, {Attempt: "north-1", By: "ada"}, {Attempt: "north-2", By: "ada"}, {Attempt: "north-2", By: "boss of north"},
	} {
		each.ID, each.Turn, each.Text, each.At = name("c", number), 1, "A word", began.Add(time.Duration(number)*time.Second)
		must(t, store.CreateComment(t.Context(), each))
	}
	must(t, store.CreateRoom(t.Context(), liveRoom("north", "r1")))
	must(t, store.Answer(t.Context(), answer("1", "r1", "ada")))
	must(t, store.Answer(t.Context(), answer("2", "r1", "eve")))
	toState(t, store, team.RoomVoting)
	must(t, store.Vote(t.Context(), "r1", "ada", "2"))
	must(t, store.Vote(t.Context(), "r1", "eve", "1"))
	session := team.Session{Token: token(1), Person: "ada", CreatedAt: began, SeenAt: began, ExpiresAt: began.Add(time.Hour)}
	must(t, store.CreateSession(t.Context(), session))
	must(t, store.CreateGrant(t.Context(), team.Grant{Token: token(2), Kind: team.GrantReset, Person: "ada", CreatedAt: began, ExpiresAt: began.Add(time.Hour)}))
	return b
}

func testEverything(t *testing.T, store Store) {
	live(t, store)
	all, err := store.Everything(t.Context(), "ada")
	must(t, err)
	wantSame(t, "the person", all.Person, person("ada"))
	wantSame(t, "the teams", all.Teams, []team.Membership{
		{Team: aTeam("north"), Member: member("north", "ada", team.Rep)}, {Team: aTeam("south"), Member: member("south", "ada", team.Rep)}})
	wantSame(t, "the attempts", ids(all.Attempts, func(a practice.Attempt) string { return a.ID }), []string{"own", "north-1"})
	wantSame(t, "the events", all.Events, append(log(t, store, "own"), log(t, store, "north-1")...))
	wantSame(t, "the comments, by her and to her", ids(all.Comments, func(c team.Comment) string { return c.ID }), []string{"c-0", "c-1", "c-2"})
	adas := answer("1", "r1", "ada")
	adas.Votes = 1
	wantSame(t, "the answers", all.Answers, []team.RoomAnswer{adas})
	_, err = store.Everything(t.Context(), "nobody")
	wantCode(t, err, practice.CodeNotFound)
}

func testDeletePerson(t *testing.T, store Store) {
	b := live(t, store)
	must(t, store.DeletePerson(t.Context(), "ada"))
	wantCode(t, store.DeletePerson(t.Context(), "ada"), practice.CodeNotFound)

	_, err := store.Person(t.Context(), "ada")
	wantCode(t, err, practice.CodeNotFound)
	_, _, err = store.Session(t.Context(), token(1), began)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Grant(t.Context(), token(2), began)
	wantCode(t, err, practice.CodeNotFound)
	for _, id := range []string{"own", "north-1"} {
		_, err := store.Attempt(t.Context(), id)
		wantCode(t, err, practice.CodeNotFound)
		_, err = store.Events(t.Context(), id, 0)
		wantCode(t, err, practice.CodeNotFound)
		comments, err := store.Comments(t.Context(), id)
		must(t, err)
		wantSame(t, "comments on "+id, comments, []team.Comment(nil))
	}
	for _, of := range []string{"north", "south"} {
		_, err := store.Member(t.Context(), of, "ada")
		wantCode(t, err, practice.CodeNotFound)
		results, err := store.Results(t.Context(), of, "ada", time.Time{})
		must(t, err)
		wantSame(t, "results in "+of, results, []team.Result(nil))
	}
	comments, err := store.Comments(t.Context(), "north-2")
	must(t, err)
	wantSame(t, "comments on what is eve's", ids(comments, func(c team.Comment) string { return c.ID }), []string{"c-3"})
	wantAnswers(t, store, answer("2", "r1", "eve")) // without ada's vote
	wantRecomputed(t, store, asked{board: b, measure: team.ByScore, window: team.AllTime, now: began, person: "eve", limit: 5})
	got, err := store.Standings(t.Context(), b, team.ByScore, team.AllTime, began, "ada", 5)
	must(t, err)
	if got.People != 1 || got.Me != nil || got.Rows[0].Person != "eve" || got.Rows[0].Place != 1 {
		t.Errorf("the board is %+v", got)
	}
	eves, err := store.Everything(t.Context(), "eve")
	must(t, err)
	if len(eves.Attempts) != 1 || len(eves.Events) != 4 || len(eves.Teams) != 1 {
		t.Errorf("eve has %d attempts, %d events, %d teams", len(eves.Attempts), len(eves.Events), len(eves.Teams))
	}
	addPeople(t, store, "ada") // the email is free again
}

func testDeleteLastOwner(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	addTeam(t, store, "alone", "boss")
	addTeam(t, store, "north", "boss", "ada")
	wantCode(t, store.DeletePerson(t.Context(), "boss"), practice.CodeConflict)
	_, err := store.Member(t.Context(), "alone", "boss") // nothing was done by halves
	must(t, err)
	must(t, store.UpdateMember(t.Context(), member("north", "ada", team.Owner)))
	must(t, store.DeletePerson(t.Context(), "boss"))
	left, err := store.Members(t.Context(), "alone")
	must(t, err)
	wantSame(t, "a team of nobody", left, []team.Member(nil))
}

func testForgetWords(t *testing.T, store Store) {
	a := enter(t, store, "north", "ada")
	b := board("north", "b1", "cfo")
	must(t, store.CreateBoard(t.Context(), b))
	other := enter(t, store, "south", "eve")
	old := a.finish("ada", "cfo", 50_000, 9_000, 0)
	recent := a.finish("ada", "cfo", 40_000, 9_000, 48)
	kept := other.finish("eve", "cfo", 40_000, 9_000, 0)
	begin(t, store, "own", "ada")
	running := officially("running", "ada", "north", "of north")
	must(t, store.CreateAttempt(t.Context(), running, source, opening("running")))
	forget := func(now time.Time, want int) {
		t.Helper()
		forgotten, err := store.ForgetWords(t.Context(), now)
		must(t, err)
		if forgotten != want {
			t.Errorf("%d were forgotten, want %d", forgotten, want)
		}
	}
	forget(began.AddDate(10, 0, 0), 0) // all keep words for good
	keeping := aTeam("north")
	keeping.KeepWords = 7
	must(t, store.UpdateTeam(t.Context(), keeping))
	before, err := store.Attempt(t.Context(), old.id)
	must(t, err)
	results, err := store.Results(t.Context(), "north", "", began)
	must(t, err)

	forget(began.AddDate(0, 0, 7).Add(-time.Nanosecond), 0)
	forget(began.AddDate(0, 0, 7), 1)
	forget(began.AddDate(0, 0, 7), 0)
	events, err := store.Events(t.Context(), old.id, 0)
	must(t, err)
	if len(events) != 0 {
		t.Errorf("%d events are left", len(events))
	}
	after, err := store.Attempt(t.Context(), old.id)
	must(t, err)
	before.Forgotten, before.Before.Usual = true, ""
	wantSame(t, "the attempt", after, before)
	same, err := store.Results(t.Context(), "north", "", began)
	must(t, err)
	wantSame(t, "the results", same, results)
	a.want(b, team.ByScore, row{1, "ada", 50_000, 1, 0})
	wantCode(t, store.Append(t.Context(), old.id, []practice.Event{carded(old, 5)}), practice.CodeConflict)
	for _, id := range []string{recent.id, kept.id} {
		wantGapless(t, store, id, 4)
	}
	for _, id := range []string{"own", "running"} {
		wantGapless(t, store, id, 2)
	}

	for number := range 450 { // more than go at once
		must(t, finish(t.Context(), store, played{id: strconv.Itoa(number), rep: "ada", team: "north", scenario: "cfo", at: began}))
	}
	forget(began.AddDate(0, 0, 30), 451)
}

// testApart puts the same things into two teams: neither sees the other's.
func testApart(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	var boards []team.Board
	for number, id := range []string{"north", "south"} {
		addTeam(t, store, id, "boss", "ada")
		must(t, store.CreateAssignment(t.Context(), assignment(id, "of "+id, 9)))
		boards = append(boards, board(id, "board of "+id, "cfo"))
		must(t, store.CreateBoard(t.Context(), boards[number]))
		must(t, store.CreateRoom(t.Context(), liveRoom(id, "room of "+id)))
		must(t, finish(t.Context(), store, played{id: "in " + id, rep: "ada", team: id, assignment: "of " + id, scenario: "cfo",
			total: practice.Points(10_000 * (number + 1)), nos: 1, at: began}))
	}
	for number, id := range []string{"north", "south"} {
		standings, err := store.Standings(t.Context(), boards[number], team.ByScore, team.Week, began, "ada", 5)
		must(t, err)
		if standings.People != 1 || standings.Me.Value != practice.Points(10_000*(number+1)) {
			t.Errorf("%s: %+v", id, standings)
		}
		attempts, err := store.TeamAttempts(t.Context(), id, "", time.Time{}, 9)
		must(t, err)
		results, err := store.Results(t.Context(), id, "ada", time.Time{})
		must(t, err)
		rooms, err := store.OpenRooms(t.Context(), id)
		must(t, err)
		progress, err := store.Progress(t.Context(), id, "")
		must(t, err)
		if len(attempts) != 1 || attempts[0].ID != "in "+id || len(results) != 1 || results[0].Attempt != "in "+id ||
			len(rooms) != 1 || rooms[0].ID != "room of "+id || len(progress) != 1 || progress[0].Assignment != "of "+id {
			t.Errorf("%s sees %v, %v, %v, %v", id, attempts, results, rooms, progress)
		}
	}
}
