package storetest

import (
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func testTeam(t *testing.T, store Store) {
	addPeople(t, store, "boss")
	archived := began.Add(time.Hour)
	written := team.Team{ID: "north", Name: "North", TimeZone: "Asia/Kathmandu", Season: "2026-02-01", KeepWords: 30, ModelOff: true, CreatedAt: began, ArchivedAt: &archived}
	first := member("north", "boss", team.Owner)
	first.Hidden, first.Name = true, "The boss"
	must(t, store.CreateTeam(t.Context(), written, first))
	read, err := store.Team(t.Context(), "north")
	must(t, err)
	wantSame(t, "the team", read, written)
	members, err := store.Members(t.Context(), "north")
	must(t, err)
	wantSame(t, "its members", members, []team.Member{first})

	wantCode(t, store.CreateTeam(t.Context(), written, first), practice.CodeConflict)
	wantCode(t, store.CreateTeam(t.Context(), aTeam("south"), member("south", "nobody", team.Owner)), practice.CodeNotFound)
	for _, id := range []string{"south", ""} {
		_, err = store.Team(t.Context(), id)
		wantCode(t, err, practice.CodeNotFound)
	}
}

func testUpdateTeam(t *testing.T, store Store) {
	addPeople(t, store, "boss")
	addTeam(t, store, "north", "boss")
	addTeam(t, store, "south", "boss")
	archived := began.Add(time.Hour)
	changed := team.Team{ID: "north", Name: "Far north", TimeZone: "America/New_York", Season: "2026-03-01", KeepWords: 7, CreatedAt: began, ArchivedAt: &archived}
	late := changed
	late.CreatedAt = archived // is not written
	must(t, store.UpdateTeam(t.Context(), late))
	read, err := store.Team(t.Context(), "north")
	must(t, err)
	wantSame(t, "the team", read, changed)
	changed.ArchivedAt, changed.Season = nil, ""
	must(t, store.UpdateTeam(t.Context(), changed))
	read, err = store.Team(t.Context(), "north")
	must(t, err)
	wantSame(t, "the team, taken out of the archive", read, changed)
	other, err := store.Team(t.Context(), "south")
	must(t, err)
	wantSame(t, "another team", other, aTeam("south"))
	wantCode(t, store.UpdateTeam(t.Context(), aTeam("west")), practice.CodeNotFound)
}

func testMemberships(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	archived := began.Add(time.Hour)
	for id, named := range map[string]string{"1": "beta", "2": "Alpha", "3": "aardvark", "4": "gamma"} {
		addTeam(t, store, id, "boss", "ada")
		renamed := aTeam(id)
		renamed.Name = named
		if id == "3" {
			renamed.ArchivedAt = &archived
		}
		must(t, store.UpdateTeam(t.Context(), renamed))
	}
	addTeam(t, store, "5", "boss")
	found, err := store.Memberships(t.Context(), "ada")
	must(t, err)
	wantSame(t, "ada's teams", ids(found, func(m team.Membership) string { return m.Team.Name }), []string{"Alpha", "beta", "gamma", "aardvark"})
	wantSame(t, "ada in the first", found[0].Member, member("2", "ada", team.Rep))
	none, err := store.Memberships(t.Context(), "nobody")
	must(t, err)
	if len(none) != 0 {
		t.Errorf("nobody is in %d teams", len(none))
	}
}

func testMembers(t *testing.T, store Store) {
	addPeople(t, store, "zoe", "ada", "eve")
	addTeam(t, store, "north", "zoe", "ada", "eve")
	renamed := member("north", "zoe", team.Owner)
	renamed.Name = "bea"
	must(t, store.UpdateMember(t.Context(), renamed))
	members, err := store.Members(t.Context(), "north")
	must(t, err)
	wantSame(t, "the members", ids(members, func(m team.Member) string { return m.Name }), []string{"ada", "bea", "eve"})
	one, err := store.Member(t.Context(), "north", "zoe")
	must(t, err)
	wantSame(t, "one of them", one, renamed)
	for _, each := range [][2]string{{"north", "nobody"}, {"south", "ada"}} {
		_, err := store.Member(t.Context(), each[0], each[1])
		wantCode(t, err, practice.CodeNotFound)
	}
}

func testUpdateMember(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	addTeam(t, store, "north", "boss", "ada")
	addTeam(t, store, "south", "boss", "ada")
	changed := member("north", "ada", team.Trainer)
	changed.Name, changed.Hidden = "Ada L.", true
	must(t, store.UpdateMember(t.Context(), changed))
	read, err := store.Member(t.Context(), "north", "ada")
	must(t, err)
	wantSame(t, "the member", read, changed)
	other, err := store.Member(t.Context(), "south", "ada")
	must(t, err)
	wantSame(t, "the same person in another team", other, member("south", "ada", team.Rep))
	wantCode(t, store.UpdateMember(t.Context(), member("north", "nobody", team.Rep)), practice.CodeNotFound)
}

func testLastOwner(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	addTeam(t, store, "north", "boss", "ada")
	addTeam(t, store, "south", "ada", "boss") // an owner there is none here
	for _, role := range []team.Role{team.Trainer, team.Rep} {
		wantCode(t, store.UpdateMember(t.Context(), member("north", "boss", role)), practice.CodeConflict)
	}
	wantCode(t, store.RemoveMember(t.Context(), "north", "boss"), practice.CodeConflict)
	renamed := member("north", "boss", team.Owner)
	renamed.Name = "Boss"
	must(t, store.UpdateMember(t.Context(), renamed))
	must(t, store.UpdateMember(t.Context(), member("north", "ada", team.Owner)))
	must(t, store.UpdateMember(t.Context(), member("north", "boss", team.Rep)))
	must(t, store.RemoveMember(t.Context(), "north", "boss"))
	wantCode(t, store.RemoveMember(t.Context(), "north", "boss"), practice.CodeNotFound)
	wantCode(t, store.RemoveMember(t.Context(), "north", "ada"), practice.CodeConflict)
	members, err := store.Members(t.Context(), "north")
	must(t, err)
	wantSame(t, "who is left", members, []team.Member{member("north", "ada", team.Owner)})
}

func testLastOwnerRace(t *testing.T, store Store) {
	const owners = 6
	for number := range owners {
		addPeople(t, store, name("owner", number))
	}
	for round, leave := range []func(of, who string) error{
		func(of, who string) error { return store.RemoveMember(t.Context(), of, who) },
		func(of, who string) error { return store.UpdateMember(t.Context(), member(of, who, team.Trainer)) },
	} {
		id := name("team", round)
		addTeam(t, store, id, name("owner", 0), name("owner", 1), name("owner", 2), name("owner", 3), name("owner", 4), name("owner", 5))
		for number := range owners {
			must(t, store.UpdateMember(t.Context(), member(id, name("owner", number), team.Owner)))
		}
		refused := 0
		for _, err := range together(owners, func(number int) error { return leave(id, name("owner", number)) }) {
			if err != nil {
				wantCode(t, err, practice.CodeConflict)
				refused++
			}
		}
		if refused != 1 {
			t.Errorf("%d owners had to stay, want one", refused)
		}
	}
}

func testInvitation(t *testing.T, store Store) {
	addPeople(t, store, "boss")
	addTeam(t, store, "north", "boss")
	addTeam(t, store, "south", "boss")
	first, second := invitation("north", "i1", token(1)), invitation("north", "i2", token(2))
	first.Role, second.CreatedAt = team.Trainer, began.Add(time.Second)
	for _, each := range []team.Invitation{first, second, invitation("south", "i3", token(3))} {
		must(t, store.CreateInvitation(t.Context(), each))
	}
	found, err := store.Invitations(t.Context(), "north")
	must(t, err)
	wantSame(t, "the invitations, newest first", found, []team.Invitation{second, first})
	one, err := store.InvitationByToken(t.Context(), token(1))
	must(t, err)
	wantSame(t, "one of them", one, first)
	_, err = store.InvitationByToken(t.Context(), token(9))
	wantCode(t, err, practice.CodeNotFound)
	again := invitation("south", "i4", token(1))
	wantCode(t, store.CreateInvitation(t.Context(), again), practice.CodeConflict)
	wantCode(t, store.CreateInvitation(t.Context(), invitation("west", "i5", token(5))), practice.CodeNotFound)

	wantCode(t, store.RevokeInvitation(t.Context(), "south", "i1", began), practice.CodeNotFound)
	revoked := began.Add(time.Minute)
	must(t, store.RevokeInvitation(t.Context(), "north", "i1", revoked))
	must(t, store.RevokeInvitation(t.Context(), "north", "i1", revoked.Add(time.Hour)))
	first.RevokedAt = &revoked
	one, err = store.InvitationByToken(t.Context(), token(1))
	must(t, err)
	wantSame(t, "the revoked one", one, first)
}

func testJoin(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada", "eve", "bob")
	addTeam(t, store, "north", "boss")
	addTeam(t, store, "south", "boss")
	written := invitation("north", "i1", token(1))
	written.Role = team.Trainer
	must(t, store.CreateInvitation(t.Context(), written))

	wanted := member("south", "ada", team.Owner) // team and role are the invitation's
	wanted.Hidden, wanted.Name = true, "Ada L."
	joined, err := store.Join(t.Context(), token(1), wanted, began)
	must(t, err)
	wantSame(t, "the team", joined, aTeam("north"))
	read, err := store.Member(t.Context(), "north", "ada")
	must(t, err)
	wanted.Team, wanted.Role = "north", team.Trainer
	wantSame(t, "the member", read, wanted)

	renamed := member("north", "ada", team.Rep)
	renamed.Name = "another name"
	_, err = store.Join(t.Context(), token(1), renamed, began)
	must(t, err)
	read, err = store.Member(t.Context(), "north", "ada")
	must(t, err)
	wantSame(t, "who is a member already", read, wanted)
	wantUses(t, store, token(1), 1)

	_, err = store.Join(t.Context(), token(1), member("north", "nobody", team.Rep), began)
	wantCode(t, err, practice.CodeNotFound)
	wantUses(t, store, token(1), 1) // both or neither
	_, err = store.Join(t.Context(), token(1), member("north", "eve", team.Rep), began)
	must(t, err)
	wantUses(t, store, token(1), 2)
	_, err = store.Join(t.Context(), token(1), member("north", "bob", team.Rep), began)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Join(t.Context(), token(1), member("north", "ada", team.Rep), began)
	must(t, err) // is a member already
}

func wantUses(t *testing.T, store Store, token [32]byte, uses int) {
	t.Helper()
	one, err := store.InvitationByToken(t.Context(), token)
	must(t, err)
	if one.Uses != uses {
		t.Errorf("the invitation was used %d times, want %d", one.Uses, uses)
	}
}

func testJoinRefused(t *testing.T, store Store) {
	addPeople(t, store, "boss", "ada")
	addTeam(t, store, "north", "boss")
	usedUp, expired, revoked := invitation("north", "i1", token(1)), invitation("north", "i2", token(2)), invitation("north", "i3", token(3))
	usedUp.Uses = usedUp.MaxUses
	expired.ExpiresAt = began
	revoked.RevokedAt = &began
	for _, each := range []team.Invitation{usedUp, expired, revoked} {
		must(t, store.CreateInvitation(t.Context(), each))
		_, err := store.Join(t.Context(), each.Token, member("north", "ada", team.Rep), began)
		wantCode(t, err, practice.CodeNotFound)
		wantUses(t, store, each.Token, each.Uses)
	}
	_, err := store.Join(t.Context(), token(9), member("north", "ada", team.Rep), began)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Member(t.Context(), "north", "ada")
	wantCode(t, err, practice.CodeNotFound)
}

func testJoinRace(t *testing.T, store Store) {
	const people, uses = 12, 5
	addPeople(t, store, "boss")
	for number := range people {
		addPeople(t, store, name("rep", number))
	}
	addTeam(t, store, "north", "boss")
	written := invitation("north", "i1", token(1))
	written.MaxUses = uses
	must(t, store.CreateInvitation(t.Context(), written))
	joined := 0
	for _, err := range together(people, func(number int) error {
		_, err := store.Join(t.Context(), token(1), member("north", name("rep", number), team.Rep), began)
		return err
	}) {
		if err == nil {
			joined++
			continue
		}
		wantCode(t, err, practice.CodeNotFound)
	}
	members, err := store.Members(t.Context(), "north")
	must(t, err)
	if joined != uses || len(members) != uses+1 {
		t.Errorf("%d joined and %d are members, want %d and the boss", joined, len(members), uses)
	}
	wantUses(t, store, token(1), uses)

	must(t, store.CreateInvitation(t.Context(), invitation("north", "i2", token(2))))
	addPeople(t, store, "ada")
	for _, err := range together(6, func(int) error { // the same person, many times at once
		_, err := store.Join(t.Context(), token(2), member("north", "ada", team.Rep), began)
		return err
	}) {
		must(t, err)
	}
	wantUses(t, store, token(2), 1)
}
