package team_test

import (
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func TestOwnerLink(t *testing.T) {
	h := open(t, func(c *team.DoorConfig) { c.SignUp = team.SignUpInvited })
	first, second := must(h.door.OwnerLink(h.ctx))(t), must(h.door.OwnerLink(h.ctx))(t)
	if first == second || len(second) != 43 {
		t.Fatalf("links %q and %q", first, second)
	}
	_, _, err := h.door.LookGrant(h.ctx, first)
	h.code("a replaced link", err, practice.CodeNotFound)
	kind, name, err := h.door.LookGrant(h.ctx, second)
	if err != nil || kind != team.GrantOwner || name != "" {
		t.Errorf("the link is %q of %q: %v", kind, name, err)
	}
	_, err = h.door.Reset(h.ctx, second, phrase)
	h.code("as a reset", err, practice.CodeNotFound)
	in := must(h.door.SignUp(h.ctx, team.NewAccount{Name: "Olga", Email: "olga@example.com", Passphrase: phrase, Token: second}))(t)
	if !in.Person.Owner || !must(h.door.Who(h.ctx, in.Token))(t).Owner {
		t.Error("who opened the link is no owner")
	}
	_, err = h.door.SignUp(h.ctx, team.NewAccount{Name: "Two", Email: "two@example.com", Passphrase: phrase, Token: second})
	h.code("used twice", err, practice.CodeNotFound)
	if link := must(h.door.OwnerLink(h.ctx))(t); link != "" {
		t.Error("there is an owner, and yet another link")
	}
}

func TestOwnerLinkExpires(t *testing.T) {
	h := open(t)
	person := h.person("Olga")
	link := must(h.door.OwnerLink(h.ctx))(t)
	h.clock = h.clock.Add(team.OwnerLinkWorks)
	_, err := h.door.BecomeOwner(h.ctx, person, link)
	h.code("a day later", err, practice.CodeNotFound)
	again := must(h.door.OwnerLink(h.ctx))(t)
	if who := must(h.door.BecomeOwner(h.ctx, person, again))(t); !who.Owner {
		t.Error("no owner by a fresh link")
	}
	_, err = h.door.BecomeOwner(h.ctx, h.person("Two"), again)
	h.code("used twice", err, practice.CodeNotFound)
}

func TestSignUpByInvitation(t *testing.T) {
	h := open(t, func(c *team.DoorConfig) { c.SignUp = team.SignUpInvited })
	of := h.team("Northbeam", "Olga")
	_, err := h.door.SignUp(h.ctx, team.NewAccount{Name: "Rae", Email: "rae@example.com", Passphrase: phrase})
	h.code("without a token", err, practice.CodeForbidden)
	_, token, err := h.desk.Invite(h.ctx, team.PersonPrefix+"olga", of, team.Offer{Role: team.Rep, MaxUses: 1, Days: 7})
	h.ok(err)
	in := must(h.door.SignUp(h.ctx, team.NewAccount{Name: "Rae", Email: "rae@example.com", Passphrase: phrase, Token: token}))(t)
	if in.Team != of || h.store.members[of][in.Person.ID].Role != team.Rep {
		t.Errorf("joined %q as %+v", in.Team, h.store.members[of][in.Person.ID])
	}
	_, err = h.door.SignUp(h.ctx, team.NewAccount{Name: "Two", Email: "two@example.com", Passphrase: phrase, Token: token})
	h.code("a used invitation", err, practice.CodeNotFound)
	if _, err := h.store.PersonByEmail(h.ctx, "two@example.com"); practice.CodeOf(err) != practice.CodeNotFound {
		t.Error("who was not let in has an account")
	}
}

// snatched uses an invitation up between looking at it and joining by it.
type snatched struct{ *memory }

func (s snatched) CreatePerson(ctx ctx, person team.Person) error {
	for id, invitation := range s.invitations {
		invitation.Uses = invitation.MaxUses
		s.invitations[id] = invitation
	}
	clear(s.grants)
	return s.memory.CreatePerson(ctx, person)
}

func TestTokenUsedUpWhileSigningUp(t *testing.T) {
	h := open(t)
	of := h.team("Northbeam", "Olga")
	_, token, err := h.desk.Invite(h.ctx, team.PersonPrefix+"olga", of, team.Offer{Role: team.Rep, MaxUses: 1, Days: 7})
	h.ok(err)
	door := must(team.NewDoor(team.DoorConfig{
		Accounts: snatched{h.store}, Custody: h.store, Desk: h.desk, Cost: cheap, Now: func() time.Time { return h.clock },
	}))(t)
	_, err = door.SignUp(h.ctx, team.NewAccount{Name: "Rae", Email: "rae@example.com", Passphrase: phrase, Token: token})
	h.code("used up in the meantime", err, practice.CodeNotFound)
	if _, err := h.store.PersonByEmail(h.ctx, "rae@example.com"); practice.CodeOf(err) != practice.CodeNotFound {
		t.Error("an account is left behind")
	}
}

func TestReset(t *testing.T) {
	h := open(t)
	in := h.signUp("Sam")
	first := must(h.door.ResetLinkFor(h.ctx, "SAM@example.com"))(t)
	link := must(h.door.ResetLinkFor(h.ctx, "sam@example.com"))(t)
	const fresh = "four green doors hum"
	_, err := h.door.Reset(h.ctx, first, fresh)
	h.code("a replaced link", err, practice.CodeNotFound)
	kind, name, err := h.door.LookGrant(h.ctx, link)
	if err != nil || kind != team.GrantReset || name != "Sam" {
		t.Errorf("the link is %q of %q: %v", kind, name, err)
	}
	_, err = h.door.Reset(h.ctx, link, "short")
	h.code("a short passphrase", err, practice.CodeInvalid)
	_, err = h.door.BecomeOwner(h.ctx, in.Person.ID, link)
	h.code("as an owner link", err, practice.CodeNotFound)
	again := must(h.door.Reset(h.ctx, link, fresh))(t)
	must(h.door.Who(h.ctx, again.Token))(t)
	_, err = h.door.Who(h.ctx, in.Token)
	h.code("an earlier session", err, practice.CodeSignIn)
	_, err = h.door.SignIn(h.ctx, "sam@example.com", phrase, "")
	h.code("the old passphrase", err, practice.CodeWrongSignIn)
	_, err = h.door.Reset(h.ctx, link, phrase)
	h.code("used twice", err, practice.CodeNotFound)
	late := must(h.door.ResetLinkFor(h.ctx, "sam@example.com"))(t)
	h.clock = h.clock.Add(team.ResetLinkWorks)
	_, err = h.door.Reset(h.ctx, late, phrase)
	h.code("a day later", err, practice.CodeNotFound)
	_, err = h.door.ResetLinkFor(h.ctx, "nobody@example.com")
	h.code("for nobody", err, practice.CodeNotFound)
}

func TestWhoMakesAResetLink(t *testing.T) {
	h := open(t)
	north, south := h.team("North", "Olga"), h.team("South", "Sina")
	olga, sina := team.PersonPrefix+"olga", team.PersonPrefix+"sina" // owners of the server as well
	tess, theo := h.member(north, "Tess", team.Trainer), h.member(north, "Theo", team.Trainer)
	otto := h.member(north, "Otto", team.Owner) // of the team alone
	rae, both, leads := h.member(north, "Rae", team.Rep), h.member(north, "Both", team.Rep), h.member(north, "Leads", team.Rep)
	shared := h.member(north, "Shared", team.Rep)
	h.put(south, both, "Both", team.Rep)
	h.put(south, leads, "Leads", team.Trainer)
	h.put(south, shared, "Shared", team.Rep)
	h.put(south, theo, "Theo", team.Trainer)
	for _, c := range []struct {
		name     string
		by, whom string
		want     practice.Code
	}{
		{"a trainer for a rep", tess, rae, ""},
		{"a rep for a rep", both, rae, practice.CodeForbidden},
		{"a trainer for a trainer", tess, theo, practice.CodeForbidden},
		{"a trainer for an owner", tess, otto, practice.CodeForbidden},
		{"an owner for a trainer", otto, tess, ""},
		{"an owner for an owner of the server", otto, olga, practice.CodeForbidden},
		{"an owner of the server for an owner", olga, otto, ""},
		{"for oneself", otto, otto, practice.CodeForbidden},
		{"for a rep of another team too", tess, both, practice.CodeForbidden},
		{"for a rep of two teams that one trains", theo, shared, ""},
		{"for who trains another team", theo, leads, practice.CodeForbidden},
		{"an owner of the server for who trains another team", olga, leads, ""},
		{"from another team", sina, rae, practice.CodeNotFound},
		{"for nobody", tess, "person-nobody", practice.CodeNotFound},
		{"for somebody of another team", tess, sina, practice.CodeNotFound},
	} {
		token, err := h.door.ResetLink(h.ctx, c.by, north, c.whom)
		h.code(c.name, err, c.want)
		if (token != "") != (c.want == "") {
			t.Errorf("%s: token %q", c.name, token)
		}
	}
}

func TestSignInBySubject(t *testing.T) {
	const issuer = "https://id.example"
	for _, c := range []struct {
		name     string
		rule     team.SignUpRule
		before   *team.Person // who has sam@example.com
		identity team.Identity
		want     practice.Code
		linked   bool // signed in as before
	}{
		{name: "somebody new", identity: team.Identity{Email: "sam@example.com", Verified: true, Name: "Sam"}},
		{name: "somebody new without a name that will do", identity: team.Identity{Email: "sam@example.com", Name: "\u202e"}},
		{name: "somebody new, by invitation only", rule: team.SignUpInvited, identity: team.Identity{Email: "sam@example.com", Verified: true}, want: practice.CodeForbidden},
		{name: "without an email", identity: team.Identity{Name: "Sam"}, want: practice.CodeInvalid},
		{name: "an account with a passphrase", before: &team.Person{Passphrase: "some hash"}, identity: team.Identity{Email: "sam@example.com", Verified: true}, want: practice.CodeConflict},
		{name: "an account of the same provider", before: &team.Person{Subject: issuer + " 2"}, identity: team.Identity{Email: "sam@example.com", Verified: true}, want: practice.CodeConflict},
		{name: "an account of another provider", before: &team.Person{Subject: "https://old.example 2"}, identity: team.Identity{Email: "Sam@example.com", Verified: true}, linked: true},
		{name: "an account of another provider, not verified", before: &team.Person{Subject: "https://old.example 2"}, identity: team.Identity{Email: "sam@example.com"}, want: practice.CodeConflict},
		{name: "an issuer that begins alike", before: &team.Person{Subject: issuer + ".org 2"}, identity: team.Identity{Email: "sam@example.com", Verified: true}, linked: true},
		{name: "known by the subject", before: &team.Person{Subject: issuer + " 1", Passphrase: "some hash"}, identity: team.Identity{}, linked: true},
		{name: "letters that fold to others", before: &team.Person{Subject: "https://old.example 2", Email: "kim@example.com"}, identity: team.Identity{Email: "\u212aim@example.com", Verified: true}, want: practice.CodeInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := open(t, func(config *team.DoorConfig) { config.SignUp = c.rule })
			var earlier team.SignedIn
			if c.before != nil {
				earlier = h.signUpDirectly(*c.before)
			}
			c.identity.Issuer, c.identity.Subject = issuer, "1"
			in, err := h.door.SignInBySubject(h.ctx, c.identity)
			h.code(c.name, err, c.want)
			if err != nil {
				return
			}
			if linked := in.Person.ID == earlier.Person.ID; linked != c.linked {
				t.Fatalf("signed in as %q, earlier %q", in.Person.ID, earlier.Person.ID)
			}
			again := must(h.door.SignInBySubject(h.ctx, team.Identity{Issuer: issuer, Subject: "1"}))(t)
			if again.Person.ID != in.Person.ID || in.Person.Name == "" {
				t.Errorf("then %q of name %q, at first %q", again.Person.ID, in.Person.Name, in.Person.ID)
			}
		})
	}
}

// signUpDirectly writes an account as given, sam@example.com unless it says otherwise.
func (h *house) signUpDirectly(person team.Person) team.SignedIn {
	person.ID, person.Name = team.PersonPrefix+"before", "Before"
	if person.Email == "" {
		person.Email = "sam@example.com"
	}
	h.ok(h.store.CreatePerson(h.ctx, person))
	return team.SignedIn{Person: person}
}

func TestConnect(t *testing.T) {
	h := open(t)
	sam, ada := h.signUp("Sam").Person.ID, h.signUp("Ada").Person.ID
	identity := team.Identity{Issuer: "https://id.example", Subject: "1"}
	h.ok(h.door.Connect(h.ctx, sam, identity))
	h.ok(h.door.Connect(h.ctx, sam, identity))
	h.code("somebody else's", h.door.Connect(h.ctx, ada, identity), practice.CodeConflict)
	h.code("nobody's", h.door.Connect(h.ctx, ada, team.Identity{Issuer: "https://id.example"}), practice.CodeInvalid)
	h.code("a space in the issuer", h.door.Connect(h.ctx, ada, team.Identity{Issuer: "https://id.example 1", Subject: "2"}), practice.CodeInvalid)
	in := must(h.door.SignInBySubject(h.ctx, identity))(t)
	if in.Person.ID != sam {
		t.Errorf("signed in as %q", in.Person.ID)
	}
	must(h.door.SignIn(h.ctx, "sam@example.com", phrase, ""))(t)
}

func TestOpenIDByInvitation(t *testing.T) {
	h := open(t, func(c *team.DoorConfig) { c.SignUp = team.SignUpInvited })
	of := h.team("Northbeam", "Olga")
	_, token, err := h.desk.Invite(h.ctx, team.PersonPrefix+"olga", of, team.Offer{Role: team.Trainer, MaxUses: 1, Days: 1})
	h.ok(err)
	in := must(h.door.SignInBySubject(h.ctx, team.Identity{Issuer: "https://id.example", Subject: "9", Email: "tess@example.com", Name: "Tess", Token: token}))(t)
	if in.Team != of || h.store.members[of][in.Person.ID].Role != team.Trainer {
		t.Errorf("joined %q", in.Team)
	}
}
