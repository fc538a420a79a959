package team_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

type ctx = context.Context

func TestCreateTeam(t *testing.T) {
	h := open(t)
	olga, sam := h.serverOwner("Olga"), h.person("Sam")
	for _, c := range []struct {
		name, by, team, zone string
		want                 practice.Code
	}{
		{"no owner of the server", sam, "North", "Europe/Berlin", practice.CodeForbidden},
		{"no name", olga, " ", "Europe/Berlin", practice.CodeInvalid},
		{"no zone", olga, "North", "", practice.CodeInvalid},
		{"the machine's zone", olga, "North", "Local", practice.CodeInvalid},
		{"a file", olga, "North", "../../etc/passwd", practice.CodeInvalid},
		{"an unknown zone", olga, "North", "Mars/Olympus", practice.CodeInvalid},
		{"a team", olga, "North", "America/New_York", ""},
		{"the same name again", olga, "North", "UTC", ""},
	} {
		_, err := h.desk.Create(h.ctx, c.by, c.team, c.zone)
		h.code(c.name, err, c.want)
	}
	for i := len(h.store.teams); i < team.MaxTeams; i++ {
		must(h.desk.Create(h.ctx, olga, "More", "UTC"))(t)
	}
	_, err := h.desk.Create(h.ctx, olga, "Too many", "UTC")
	h.code("one too many", err, practice.CodeConflict)
}

func TestSettings(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	good := team.Settings{Name: "North", TimeZone: "Asia/Tokyo", Season: " 2026-09-01 ", KeepWords: 90}
	changed := must(h.desk.Set(h.ctx, olga, of, good))(t)
	if changed.Season != "2026-09-01" || changed.TimeZone != "Asia/Tokyo" || changed.KeepWords != 90 {
		t.Errorf("changed to %+v", changed)
	}
	off := true
	for _, decide := range []*bool{&off, nil} { // not deciding again leaves it off
		good.ModelOff = decide
		if changed := must(h.desk.Set(h.ctx, olga, of, good))(t); !changed.ModelOff {
			t.Errorf("with %v the model is on", decide)
		}
	}
	for name, spoil := range map[string]func(*team.Settings){
		"season":           func(s *team.Settings) { s.Season = "autumn" },
		"day of no month":  func(s *team.Settings) { s.Season = "2026-02-30" },
		"zone":             func(s *team.Settings) { s.TimeZone = "Nowhere" },
		"negative words":   func(s *team.Settings) { s.KeepWords = -1 },
		"too long a time":  func(s *team.Settings) { s.KeepWords = team.MaxKeepWords + 1 },
		"invisible letter": func(s *team.Settings) { s.Name = "Nor\u200bth" },
	} {
		settings := good
		spoil(&settings)
		_, err := h.desk.Set(h.ctx, olga, of, settings)
		h.code(name, err, practice.CodeInvalid)
	}
}

func TestInvitations(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	invitation, token, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Trainer, MaxUses: 2, Days: 1})
	h.ok(err)
	if invitation.Token == ([32]byte{}) || invitation.Token != team.HashToken(token) {
		t.Error("the token is not the one that is kept")
	}
	where, role, err := h.desk.LookInvitation(h.ctx, token)
	if err != nil || where.ID != of || role != team.Trainer {
		t.Errorf("leads to %q as %q: %v", where.ID, role, err)
	}
	ada, bob, cyd := h.person("Ada"), h.person("Bob"), h.person("Cyd")
	for _, person := range []string{ada, ada, bob} { // who is in it uses nothing up
		if joined := must(h.desk.Join(h.ctx, person, token))(t); joined.ID != of {
			t.Fatalf("joined %q", joined.ID)
		}
	}
	_, err = h.desk.Join(h.ctx, cyd, token)
	h.code("used up", err, practice.CodeNotFound)
	if member := h.store.members[of][ada]; member.Role != team.Trainer || member.Name != "Ada" {
		t.Errorf("joined as %+v", member)
	}

	_, expiring, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 9, Days: 1})
	h.ok(err)
	revoked, revokedToken, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 9, Days: 9})
	h.ok(err)
	h.ok(h.desk.Revoke(h.ctx, olga, of, revoked.ID))
	h.code("revoke what is not there", h.desk.Revoke(h.ctx, olga, of, "invitation-x"), practice.CodeNotFound)
	h.clock = h.clock.Add(day)
	for name, token := range map[string]string{"expired": expiring, "revoked": revokedToken, "made up": strings.Repeat("A", 43), "none": ""} {
		_, err := h.desk.Join(h.ctx, cyd, token)
		h.code(name, err, practice.CodeNotFound)
		_, _, err = h.desk.LookInvitation(h.ctx, token)
		h.code(name, err, practice.CodeNotFound)
	}
	for name, offer := range map[string]team.Offer{
		"no role":       {MaxUses: 1, Days: 1},
		"no uses":       {Role: team.Rep, Days: 1},
		"too many uses": {Role: team.Rep, MaxUses: team.MaxUses + 1, Days: 1},
		"no days":       {Role: team.Rep, MaxUses: 1},
		"too many days": {Role: team.Rep, MaxUses: 1, Days: team.MaxInviteDays + 1},
	} {
		_, _, err := h.desk.Invite(h.ctx, olga, of, offer)
		h.code(name, err, practice.CodeInvalid)
	}
}

func TestInvitationToAnArchivedTeam(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	_, token, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 9, Days: 9})
	h.ok(err)
	must(h.desk.Archive(h.ctx, olga, of, true))(t)
	ada := h.person("Ada")
	_, err = h.desk.Join(h.ctx, ada, token)
	h.code("archived", err, practice.CodeNotFound)
	must(h.desk.Archive(h.ctx, olga, of, false))(t)
	must(h.desk.Join(h.ctx, ada, token))(t)
}

func TestTeamsAreBounded(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	_, token, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 9, Days: 9})
	h.ok(err)
	for range team.MaxInvitations - 1 {
		_, _, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
		h.ok(err)
	}
	_, _, err = h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
	h.code("one invitation too many", err, practice.CodeConflict)
	h.clock = h.clock.Add(2 * day)
	_, _, err = h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 1, Days: 1})
	h.code("once others have expired", err, "")

	busy := h.person("Busy")
	for i := range team.MaxTeams {
		id := fmt.Sprintf("team-%d", i)
		h.store.members[id] = map[string]team.Member{busy: {Team: id, Person: busy, Role: team.Rep}}
	}
	_, err = h.desk.Join(h.ctx, busy, token)
	h.code("one team too many", err, practice.CodeConflict)

	last := h.person("Last")
	for i := len(h.store.members[of]); i < team.MaxMembers; i++ {
		h.put(of, fmt.Sprintf("person-%d", i), "Sam", team.Rep)
	}
	_, err = h.desk.Join(h.ctx, last, token)
	h.code("a full team", err, practice.CodeConflict)
}

func TestDisplayNames(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	h.member(of, "Anna", team.Rep)
	rae := h.member(of, "Rae", team.Rep)
	for _, c := range []struct {
		name, as string
		want     practice.Code
	}{
		{"her own", "Rae", ""},
		{"another", "  Rae \u00a0 of   the moor ", ""},
		{"somebody else's", "Anna", practice.CodeConflict},
		{"in capitals", "ANNA", practice.CodeConflict},
		{"with a Cyrillic letter", "\u0410nn\u0430", practice.CodeConflict},
		{"full width", "\uff21\uff4e\uff4e\uff41", practice.CodeConflict},
		{"with a space in it", "An na", practice.CodeConflict},
		{"with a dot at the end", "Anna.", practice.CodeConflict},
		{"with an accent", "Ann\u00e0", practice.CodeConflict},
		{"bold mathematical", "\U0001d400\U0001d427\U0001d427\U0001d41a", practice.CodeConflict},
		{"empty", "", practice.CodeInvalid},
		{"turned around", "\u202eannA", practice.CodeInvalid},
		{"two lines", "Ra\u2028e", ""},
		{"a control", "Ra\x07e", practice.CodeInvalid},
	} {
		_, err := h.desk.Me(h.ctx, rae, of, c.as, true)
		h.code(c.name, err, c.want)
	}
	if member := h.store.members[of][rae]; !member.Hidden || member.Name != "Ra e" {
		t.Errorf("she is %+v", member)
	}

	// Who joins with a name that is taken gets a number, however many there are.
	_, token, err := h.desk.Invite(h.ctx, olga, of, team.Offer{Role: team.Rep, MaxUses: 9, Days: 9})
	h.ok(err)
	for i, want := range []string{"\u0410nna 2", "anna 3", "Anna 4"} {
		person := team.Person{ID: fmt.Sprintf("person-anna-%d", i), Name: strings.TrimRight(want, " 234"), Email: fmt.Sprintf("anna%d@example.com", i)}
		h.ok(h.store.CreatePerson(h.ctx, person))
		must(h.desk.Join(h.ctx, person.ID, token))(t)
		if got := h.store.members[of][person.ID].Name; got != want {
			t.Errorf("joined as %q, want %q", got, want)
		}
	}
}

// Of two who take a name at once, one gets it.
func TestNamesAtOnce(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	var wait sync.WaitGroup
	codes := make([]practice.Code, 8)
	for i := range codes {
		person := h.member(of, fmt.Sprintf("Rep%d", i), team.Rep)
		wait.Go(func() {
			_, err := h.desk.Me(h.ctx, person, of, "Champion", false)
			codes[i] = practice.CodeOf(err)
		})
	}
	wait.Wait()
	won := 0
	for _, code := range codes {
		if code == "" {
			won++
		} else if code != practice.CodeConflict {
			t.Errorf("code %q", code)
		}
	}
	if won != 1 {
		t.Errorf("%d have the name", won)
	}
}

func TestLeavingAndRoles(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	tess, rae := h.member(of, "Tess", team.Trainer), h.member(of, "Rae", team.Rep)
	h.code("the last owner leaves", h.desk.Leave(h.ctx, olga, of), practice.CodeConflict)
	h.code("the last owner steps down", h.desk.SetRole(h.ctx, olga, of, olga, team.Rep), practice.CodeConflict)
	h.code("the last owner is removed", h.desk.Remove(h.ctx, olga, of, olga), practice.CodeConflict)
	h.code("no such role", h.desk.SetRole(h.ctx, olga, of, tess, "king"), practice.CodeInvalid)
	h.code("nobody", h.desk.SetRole(h.ctx, olga, of, "person-x", team.Rep), practice.CodeNotFound)
	h.code("a trainer removes an owner", h.desk.Remove(h.ctx, tess, of, olga), practice.CodeForbidden)
	h.ok(h.desk.SetRole(h.ctx, olga, of, tess, team.Owner))
	h.ok(h.desk.SetRole(h.ctx, tess, of, olga, team.Trainer))
	h.code("who is no owner any more", h.desk.SetRole(h.ctx, olga, of, rae, team.Trainer), practice.CodeForbidden)
	h.ok(h.desk.Remove(h.ctx, olga, of, rae))
	h.code("removed twice", h.desk.Remove(h.ctx, olga, of, rae), practice.CodeNotFound)
	h.ok(h.desk.Leave(h.ctx, olga, of))
	_, err := h.desk.Look(h.ctx, olga, of)
	h.code("who has left", err, practice.CodeNotFound)
}

func TestMembersAsRepsSeeThem(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	rae, max := h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep)
	must(h.desk.Me(h.ctx, max, of, "Max", true))(t)
	for _, member := range must(h.desk.Members(h.ctx, rae, of))(t) {
		if member.Person != rae && (member.Hidden || !member.JoinedAt.IsZero()) {
			t.Errorf("a rep sees %+v", member)
		}
	}
	seen := map[string]bool{}
	for _, member := range must(h.desk.Members(h.ctx, team.PersonPrefix+"olga", of))(t) {
		seen[member.Name] = member.Hidden
	}
	if len(seen) != 3 || !seen["Max"] {
		t.Errorf("an owner sees %v", seen)
	}
}

func TestReader(t *testing.T) {
	h := open(t)
	north, south := h.team("North", "Olga"), h.team("South", "Sina")
	tess, rae, max := h.member(north, "Tess", team.Trainer), h.member(north, "Rae", team.Rep), h.member(north, "Max", team.Rep)
	gone := h.person("Gone")
	foreign := h.member(south, "Theo", team.Trainer)
	shared := practice.Attempt{ID: "a", Rep: rae, Team: north}
	private := practice.Attempt{ID: "b", Rep: rae}
	left := practice.Attempt{ID: "c", Rep: gone, Team: north}
	guests := practice.Attempt{ID: "d", Rep: "guest-a"}
	for _, c := range []struct {
		name    string
		by      string
		attempt practice.Attempt
		want    team.Access
		code    practice.Code
	}{
		{"one's own", rae, shared, team.Access{Own: true, Name: "Rae", Rep: "Rae"}, ""},
		{"one's own of no team", rae, private, team.Access{Own: true}, ""},
		{"a guest's own", "guest-a", guests, team.Access{Own: true}, ""},
		{"another guest's", "guest-b", guests, team.Access{}, practice.CodeNotFound},
		{"a trainer's rep's", tess, shared, team.Access{Trainer: true, Name: "Tess", Rep: "Rae"}, ""},
		{"a rep's of no team, for the trainer", tess, private, team.Access{}, practice.CodeNotFound},
		{"a colleague's", max, shared, team.Access{}, practice.CodeNotFound},
		{"of another team", foreign, shared, team.Access{}, practice.CodeNotFound},
		{"nobody", "", practice.Attempt{}, team.Access{}, practice.CodeNotFound},
		{"of who has left, for the trainer", tess, left, team.Access{}, practice.CodeNotFound},
		{"of who has left, for themselves", gone, left, team.Access{Own: true}, ""},
	} {
		for _, reads := range []func(context.Context, string, practice.Attempt) (team.Access, error){h.desk.Reader, h.desk.Corrector} {
			access, err := reads(h.ctx, c.by, c.attempt)
			h.code(c.name, err, c.code)
			if access != c.want {
				t.Errorf("%s: %+v, want %+v", c.name, access, c.want)
			}
		}
	}
	must(h.desk.Archive(h.ctx, team.PersonPrefix+"olga", north, true))(t)
	must(h.desk.Reader(h.ctx, tess, shared))(t)
	_, err := h.desk.Corrector(h.ctx, tess, shared)
	h.code("correcting in an archived team", err, practice.CodeConflict)
}
