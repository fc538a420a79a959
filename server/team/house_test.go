package team_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// phrase is a passphrase that will do.
const phrase = "seven wet bricks sing"

// cheap keeps the tests quick; what it costs is not what they are about.
var cheap = team.Cost{Memory: 64, Iterations: 1, Threads: 1}

// house is everything of this package over one memory and one clock.
type house struct {
	testing.TB
	ctx       context.Context
	store     *memory
	clock     time.Time
	desk      *team.Desk
	door      *team.Door
	assigner  *team.Assigner
	boardroom *team.Boardroom
	talks     *team.Talks
	coach     *team.Coach
}

func open(t testing.TB, changes ...func(*team.DoorConfig)) *house {
	t.Helper()
	h := &house{TB: t, ctx: t.Context(), store: newMemory(), clock: time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC)} // a Wednesday
	now := func() time.Time { return h.clock }
	h.desk = must(team.NewDesk(team.DeskConfig{Accounts: h.store, Teams: h.store, Now: now}))(t)
	config := team.DoorConfig{Accounts: h.store, Custody: h.store, Desk: h.desk, Now: now, Cost: cheap}
	for _, change := range changes {
		change(&config)
	}
	h.door = must(team.NewDoor(config))(t)
	h.assigner = must(team.NewAssigner(team.AssignerConfig{Teams: h.store, Assignments: h.store, Now: now}))(t)
	h.boardroom = must(team.NewBoardroom(team.BoardroomConfig{Teams: h.store, Boards: h.store, Now: now}))(t)
	h.talks = must(team.NewTalks(team.TalksConfig{Teams: h.store, Talk: h.store, Now: now}))(t)
	h.coach = must(team.NewCoach(team.CoachConfig{Teams: h.store, Assignments: h.store, Logs: h.store, Now: now}))(t)
	return h
}

func must[V any](value V, err error) func(testing.TB) V {
	return func(t testing.TB) V {
		t.Helper()
		if err != nil {
			t.Fatalf("%v (%s)", err, practice.CodeOf(err))
		}
		return value
	}
}

// person is somebody with an account, without a passphrase.
func (h *house) person(name string) string {
	h.Helper()
	id := team.PersonPrefix + strings.ToLower(name)
	h.ok(h.store.CreatePerson(h.ctx, team.Person{ID: id, Name: name, Email: strings.ToLower(name) + "@example.com", CreatedAt: h.clock}))
	return id
}

func (h *house) serverOwner(name string) string {
	h.Helper()
	id := h.person(name)
	who := must(h.store.Person(h.ctx, id))(h)
	who.Owner = true
	h.ok(h.store.UpdatePerson(h.ctx, who))
	return id
}

// team is one in Berlin, made by a server owner of the name.
func (h *house) team(name, owner string) string {
	h.Helper()
	return must(h.desk.Create(h.ctx, h.serverOwner(owner), name, "Europe/Berlin"))(h).ID
}

// member is a new person with a role in a team.
func (h *house) member(of, name string, role team.Role) string {
	h.Helper()
	id := h.person(name)
	h.put(of, id, name, role)
	return id
}

func (h *house) put(of, person, name string, role team.Role) {
	h.store.members[of][person] = team.Member{Team: of, Person: person, Name: name, Role: role, JoinedAt: h.clock}
}

func (h *house) signUp(name string) team.SignedIn {
	h.Helper()
	return must(h.door.SignUp(h.ctx, team.NewAccount{Name: name, Email: strings.ToLower(name) + "@example.com", Passphrase: phrase}))(h)
}

func (h *house) ok(err error) {
	h.Helper()
	h.code("call", err, "")
}

// code checks the code of an error, and that its sentence can be shown.
func (h *house) code(what string, err error, want practice.Code) {
	h.Helper()
	if got := practice.CodeOf(err); got != want {
		h.Fatalf("%s: code %q (%v), want %q", what, got, err, want)
	}
	if err == nil {
		return
	}
	message := err.Error()
	if message == "" || !strings.HasSuffix(message, ".") || strings.ToUpper(message[:1]) != message[:1] {
		h.Errorf("%s: %q is no sentence", what, message)
	}
}
