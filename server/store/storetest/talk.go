package storetest

import (
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func testComments(t *testing.T, store Store) {
	begin(t, store, "a", "ada")
	begin(t, store, "b", "ada")
	comment := func(id string, seconds int) team.Comment {
		return team.Comment{ID: id, Attempt: "a", Turn: 2, By: "boss", Text: "<b>Well asked</b> & warm 🙂", At: began.Add(time.Duration(seconds) * time.Second)}
	}
	second, first, elsewhere := comment("c1", 2), comment("c2", 1), comment("c3", 0)
	elsewhere.Attempt = "b"
	for _, each := range []team.Comment{second, first, elsewhere} {
		must(t, store.CreateComment(t.Context(), each))
	}
	found, err := store.Comments(t.Context(), "a")
	must(t, err)
	wantSame(t, "the comments, oldest first", found, []team.Comment{first, second})
	wantCode(t, store.CreateComment(t.Context(), first), practice.CodeConflict)
	lost := comment("c4", 0)
	lost.Attempt = "nobody's"
	wantCode(t, store.CreateComment(t.Context(), lost), practice.CodeNotFound)
	wantCode(t, store.DeleteComment(t.Context(), "b", "c1"), practice.CodeNotFound)
	wantCode(t, store.DeleteComment(t.Context(), "a", "c9"), practice.CodeNotFound)
	must(t, store.DeleteComment(t.Context(), "a", "c1"))
	found, err = store.Comments(t.Context(), "a")
	must(t, err)
	wantSame(t, "the one that is left", found, []team.Comment{first})
	none, err := store.Comments(t.Context(), "nobody's")
	must(t, err)
	if len(none) != 0 {
		t.Errorf("nobody's attempt has %d comments", len(none))
	}
}

func liveRoom(of, id string) team.LiveRoom {
	return team.LiveRoom{ID: id, Team: of, Outcome: "A meeting", No: "Not this year.", Who: "Priya", State: team.RoomAnswering, By: "boss", CreatedAt: began}
}

func testRooms(t *testing.T, store Store) {
	addPeople(t, store, "boss")
	addTeam(t, store, "north", "boss")
	addTeam(t, store, "south", "boss")
	first, second := liveRoom("north", "r1"), liveRoom("north", "r2")
	second.CreatedAt, second.Names = began.Add(time.Second), true
	for _, each := range []team.LiveRoom{first, second, liveRoom("south", "r3")} {
		must(t, store.CreateRoom(t.Context(), each))
	}
	wantCode(t, store.CreateRoom(t.Context(), first), practice.CodeConflict)
	wantCode(t, store.CreateRoom(t.Context(), liveRoom("west", "r4")), practice.CodeNotFound)
	found, err := store.OpenRooms(t.Context(), "north")
	must(t, err)
	wantSame(t, "the open rooms, newest first", found, []team.LiveRoom{second, first})

	changed := first
	changed.State, changed.Names = team.RoomClosed, true
	other := changed // what is not written
	other.Team, other.No, other.By = "south", "x", "x"
	must(t, store.UpdateRoom(t.Context(), other))
	read, err := store.Room(t.Context(), "r1")
	must(t, err)
	wantSame(t, "the changed room", read, changed)
	found, err = store.OpenRooms(t.Context(), "north")
	must(t, err)
	wantSame(t, "the room that is open", found, []team.LiveRoom{second})
	_, err = store.Room(t.Context(), "r9")
	wantCode(t, err, practice.CodeNotFound)
	wantCode(t, store.UpdateRoom(t.Context(), liveRoom("north", "r9")), practice.CodeNotFound)
}

// enterRoom makes a room with people who may answer in it.
func enterRoom(t *testing.T, store Store, people ...string) {
	t.Helper()
	addPeople(t, store, "boss")
	addPeople(t, store, people...)
	addTeam(t, store, "north", "boss", people...)
	must(t, store.CreateRoom(t.Context(), liveRoom("north", "r1")))
	must(t, store.CreateRoom(t.Context(), liveRoom("north", "r2")))
}

func toState(t *testing.T, store Store, state team.RoomState) {
	t.Helper()
	room := liveRoom("north", "r1")
	room.State = state
	must(t, store.UpdateRoom(t.Context(), room))
}

func answer(id, room, person string) team.RoomAnswer {
	return team.RoomAnswer{ID: id, Room: room, Person: person, Text: "What if " + id + "?", At: began}
}

func wantAnswers(t *testing.T, store Store, want ...team.RoomAnswer) {
	t.Helper()
	found, err := store.Answers(t.Context(), "r1")
	must(t, err)
	wantSame(t, "the answers", found, want)
}

func testAnswers(t *testing.T, store Store) {
	enterRoom(t, store, "ada", "eve")
	must(t, store.Answer(t.Context(), answer("1", "r1", "ada")))
	must(t, store.Answer(t.Context(), answer("3", "r1", "eve")))
	must(t, store.Answer(t.Context(), answer("4", "r2", "ada")))
	wantAnswers(t, store, answer("1", "r1", "ada"), answer("3", "r1", "eve"))
	must(t, store.Answer(t.Context(), answer("2", "r1", "ada"))) // the latest counts
	wantAnswers(t, store, answer("2", "r1", "ada"), answer("3", "r1", "eve"))
	wantCode(t, store.Answer(t.Context(), answer("3", "r1", "ada")), practice.CodeConflict) // eve's id
	wantAnswers(t, store, answer("2", "r1", "ada"), answer("3", "r1", "eve"))
	for _, state := range []team.RoomState{team.RoomRevealed, team.RoomVoting, team.RoomClosed} {
		toState(t, store, state)
		wantCode(t, store.Answer(t.Context(), answer("5", "r1", "ada")), practice.CodeConflict)
	}
	wantCode(t, store.Answer(t.Context(), answer("5", "r9", "ada")), practice.CodeNotFound)
	toState(t, store, team.RoomAnswering)
	wantCode(t, store.Answer(t.Context(), answer("5", "r1", "nobody")), practice.CodeNotFound)
	wantAnswers(t, store, answer("2", "r1", "ada"), answer("3", "r1", "eve"))
	for _, err := range together(8, func(number int) error {
		return store.Answer(t.Context(), answer(name("race", number), "r1", "ada"))
	}) {
		must(t, err)
	}
	found, err := store.Answers(t.Context(), "r1")
	must(t, err)
	if len(found) != 2 {
		t.Errorf("two people have %d answers", len(found))
	}
}

func testVotes(t *testing.T, store Store) {
	enterRoom(t, store, "ada", "eve", "bob")
	adas, eves := answer("1", "r1", "ada"), answer("2", "r1", "eve")
	must(t, store.Answer(t.Context(), adas))
	must(t, store.Answer(t.Context(), eves))
	must(t, store.Answer(t.Context(), answer("3", "r2", "ada")))
	for _, state := range []team.RoomState{team.RoomAnswering, team.RoomRevealed, team.RoomClosed} {
		toState(t, store, state)
		wantCode(t, store.Vote(t.Context(), "r1", "bob", "1"), practice.CodeConflict)
	}
	toState(t, store, team.RoomVoting)
	wantVote := func(person, want string) {
		t.Helper()
		got, err := store.VoteOf(t.Context(), "r1", person)
		must(t, err)
		if got != want {
			t.Errorf("%s voted for %q, want %q", person, got, want)
		}
	}
	wantCode(t, store.Vote(t.Context(), "r1", "ada", "1"), practice.CodeConflict) // one's own
	for _, each := range []string{"3", "9"} {                                     // of another room, of nobody
		wantCode(t, store.Vote(t.Context(), "r1", "bob", each), practice.CodeNotFound)
	}
	wantCode(t, store.Vote(t.Context(), "r9", "bob", "1"), practice.CodeNotFound)
	wantCode(t, store.Vote(t.Context(), "r1", "nobody", "1"), practice.CodeNotFound)
	wantVote("bob", "")
	must(t, store.Vote(t.Context(), "r1", "bob", "1"))
	must(t, store.Vote(t.Context(), "r1", "bob", "2")) // one each, the latest
	must(t, store.Vote(t.Context(), "r1", "ada", "2"))
	wantVote("bob", "2")
	eves.Votes = 2
	wantAnswers(t, store, adas, eves)

	toState(t, store, team.RoomAnswering) // a trainer goes back, and eve says something else
	again := answer("4", "r1", "eve")
	must(t, store.Answer(t.Context(), again))
	wantAnswers(t, store, adas, again)
	wantVote("bob", "")
}

func testVoteRace(t *testing.T, store Store) {
	enterRoom(t, store, "ada", "eve", "bob")
	must(t, store.Answer(t.Context(), answer("1", "r1", "ada")))
	must(t, store.Answer(t.Context(), answer("2", "r1", "eve")))
	toState(t, store, team.RoomVoting)
	for _, err := range together(8, func(number int) error {
		return store.Vote(t.Context(), "r1", "bob", []string{"1", "2"}[number%2])
	}) {
		must(t, err)
	}
	found, err := store.Answers(t.Context(), "r1")
	must(t, err)
	if votes := found[0].Votes + found[1].Votes; votes != 1 {
		t.Errorf("one person has %d votes", votes)
	}
}
