package team_test

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const day = 24 * time.Hour

func TestSignUpAndIn(t *testing.T) {
	h := open(t)
	h.store.guests["guest-a"] = 3
	in := must(h.door.SignUp(h.ctx, team.NewAccount{Name: "  Sam   Reyes ", Email: " Sam@Example.com", Passphrase: phrase, Guest: "guest-a"}))(t)
	if in.Person.Name != "Sam Reyes" || in.Person.Email != "Sam@Example.com" || in.Claimed != 3 || in.Person.Owner {
		t.Errorf("signed up as %+v with %d attempts", in.Person, in.Claimed)
	}
	if !strings.HasPrefix(in.Person.ID, team.PersonPrefix) || !strings.HasPrefix(in.Person.Passphrase, "$argon2id$") {
		t.Errorf("kept as %q with %q", in.Person.ID, in.Person.Passphrase)
	}
	if who := must(h.door.Who(h.ctx, in.Token))(t); who.ID != in.Person.ID {
		t.Errorf("the token is %q's", who.ID)
	}
	again := must(h.door.SignIn(h.ctx, "sam@example.COM ", phrase, ""))(t)
	if again.Person.ID != in.Person.ID || again.Token == in.Token {
		t.Errorf("signed in as %q with the same token: %t", again.Person.ID, again.Token == in.Token)
	}
	for token := range h.store.sessions {
		if string(token[:]) == in.Token || string(token[:]) == again.Token {
			t.Error("a token is kept as it is")
		}
	}
}

func TestSignUpRefuses(t *testing.T) {
	h := open(t)
	h.signUp("Sam")
	for _, c := range []struct {
		name    string
		account team.NewAccount
		want    practice.Code
	}{
		{"no name", team.NewAccount{Email: "a@example.com", Passphrase: phrase}, practice.CodeInvalid},
		{"long name", team.NewAccount{Name: strings.Repeat("a", 61), Email: "a@example.com", Passphrase: phrase}, practice.CodeTooLarge},
		{"no email", team.NewAccount{Name: "A", Passphrase: phrase}, practice.CodeInvalid},
		{"a name in the email", team.NewAccount{Name: "A", Email: "Sam <sam@example.com>", Passphrase: phrase}, practice.CodeInvalid},
		{"a line in the email", team.NewAccount{Name: "A", Email: "a@example.com\r\nBcc: b@example.com", Passphrase: phrase}, practice.CodeInvalid},
		{"long email", team.NewAccount{Name: "A", Email: strings.Repeat("a", 250) + "@example.com", Passphrase: phrase}, practice.CodeTooLarge},
		{"taken email", team.NewAccount{Name: "A", Email: "SAM@example.com", Passphrase: phrase}, practice.CodeConflict},
		{"short passphrase", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: "eleven char"}, practice.CodeInvalid},
		{"long passphrase", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: strings.Repeat("ab c", 51)}, practice.CodeTooLarge},
		{"passphrase with a control", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: phrase + "\x00"}, practice.CodeInvalid},
		{"the email as passphrase", team.NewAccount{Name: "A", Email: "someone@example.com", Passphrase: "Someone@Example.com"}, practice.CodeInvalid},
		{"the name twice", team.NewAccount{Name: "Samuela", Email: "a@example.com", Passphrase: "Samuela samuela"}, practice.CodeInvalid},
		{"a common one", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: "Password123456!"}, practice.CodeInvalid},
		{"the famous one", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: "correct horse battery staple"}, practice.CodeInvalid},
		{"one letter", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: "aaaaaaaaaaaaaaa"}, practice.CodeInvalid},
		{"a token that is none", team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: phrase, Token: "x"}, practice.CodeNotFound},
		{"somebody else as the guest", team.NewAccount{Name: "A", Email: "guest@example.com", Passphrase: phrase, Guest: "person-sam"}, practice.CodeInvalid},
	} {
		_, err := h.door.SignUp(h.ctx, c.account)
		h.code(c.name, err, c.want)
	}
}

func TestPassphraseThatWillDo(t *testing.T) {
	h := open(t)
	for i, passphrase := range []string{phrase, "äöüßäöü éèê ñ", "the monkey loves a red tractor", "Vj7#kkq0Lm2x", strings.Repeat("ab cd ", 33)} {
		email := strings.Repeat("x", i+1) + "@example.com"
		must(h.door.SignUp(h.ctx, team.NewAccount{Name: "A", Email: email, Passphrase: passphrase}))(t)
		must(h.door.SignIn(h.ctx, email, passphrase, ""))(t)
	}
	// Another keyboard composes the same letters otherwise.
	must(h.door.SignIn(h.ctx, "xx@example.com", "a\u0308o\u0308u\u0308ßäöü éèê ñ", ""))(t)
}

func TestSignInTellsNothing(t *testing.T) {
	h := open(t)
	h.signUp("Sam")
	h.person("Provider") // signs in elsewhere only
	_, wrong := h.door.SignIn(h.ctx, "sam@example.com", "another passphrase", "")
	for name, try := range map[string][2]string{
		"unknown email":     {"nobody@example.com", phrase},
		"no passphrase":     {"provider@example.com", phrase},
		"empty passphrase":  {"provider@example.com", ""},
		"endless one":       {"sam@example.com", strings.Repeat("x", 10_000)},
		"empty email":       {"", phrase},
		"other capitals":    {"sam@example.com", strings.ToUpper(phrase)},
		"space at the end":  {"sam@example.com", phrase + " "},
		"not even an email": {"\x00\xff", phrase},
	} {
		_, err := h.door.SignIn(h.ctx, try[0], try[1], "")
		h.code(name, err, practice.CodeWrongSignIn)
		if err.Error() != wrong.Error() {
			t.Errorf("%s: %q differs from %q", name, err, wrong)
		}
	}
}

// An unknown email takes a place at the hashes as well, so that it costs the same.
func TestHashesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := open(t, func(c *team.DoorConfig) { c.Hashes, c.HashWaiters = 1, 1 })
		h.signUp("Sam")
		leave := must(h.door.HoldHash(h.ctx))(t)
		waiter, giveUp := context.WithCancel(h.ctx)
		gaveUp := make(chan error)
		go func() {
			_, err := h.door.SignIn(waiter, "sam@example.com", phrase, "")
			gaveUp <- err
		}()
		synctest.Wait()
		for _, email := range []string{"sam@example.com", "nobody@example.com"} {
			_, err := h.door.SignIn(h.ctx, email, phrase, "")
			h.code(email, err, practice.CodeUnavailable)
		}
		giveUp()
		h.code("who gave up waiting", <-gaveUp, practice.CodeUnavailable)
		leave()
		must(h.door.SignIn(h.ctx, "sam@example.com", phrase, ""))(t)
	})
}

func TestHashFollowsTheCost(t *testing.T) {
	h := open(t)
	in := h.signUp("Sam")
	dearer := must(team.NewDoor(team.DoorConfig{
		Accounts: h.store, Custody: h.store, Desk: h.desk, Now: func() time.Time { return h.clock },
		Cost: team.Cost{Memory: 128, Iterations: 2, Threads: 1},
	}))(t)
	must(dearer.SignIn(h.ctx, "sam@example.com", phrase, ""))(t)
	kept := must(h.store.Person(h.ctx, in.Person.ID))(t).Passphrase
	if !strings.Contains(kept, "m=128,t=2,p=1") {
		t.Errorf("after signing in the hash is still %q", kept)
	}
	must(dearer.SignIn(h.ctx, "sam@example.com", phrase, ""))(t)
	if again := must(h.store.Person(h.ctx, in.Person.ID))(t).Passphrase; again != kept {
		t.Error("a hash of the usual cost was made anew")
	}
}

func TestSessionEnds(t *testing.T) {
	for _, c := range []struct {
		name  string
		seen  []time.Duration // after signing in
		at    time.Duration
		want  practice.Code
		notes int // how often being seen is written
	}{
		{"at once", nil, 0, "", 0},
		{"within the hour", []time.Duration{time.Minute, 59 * time.Minute}, 59 * time.Minute, "", 0},
		{"after an hour", nil, time.Hour, "", 1},
		{"seen every ten minutes", []time.Duration{10 * time.Minute, time.Hour, 70 * time.Minute, 2 * time.Hour}, 2 * time.Hour, "", 2},
		{"just before thirty days", nil, 30*day - time.Second, "", 1},
		{"thirty days unseen", nil, 30 * day, practice.CodeSignIn, 0},
		{"seen in between", []time.Duration{29 * day}, 58 * day, "", 2},
		{"180 days, however often seen", []time.Duration{29 * day, 58 * day, 87 * day, 116 * day, 145 * day, 174 * day}, 180 * day, practice.CodeSignIn, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := open(t)
			start, in := h.clock, h.signUp("Sam")
			for _, seen := range c.seen {
				h.clock = start.Add(seen)
				must(h.door.Who(h.ctx, in.Token))(t)
			}
			h.clock = start.Add(c.at)
			_, err := h.door.Who(h.ctx, in.Token)
			h.code(c.name, err, c.want)
			if h.store.touched != c.notes {
				t.Errorf("written down %d times, want %d", h.store.touched, c.notes)
			}
		})
	}
}

func TestSigningOut(t *testing.T) {
	h := open(t)
	here, there := h.signUp("Sam"), must(h.door.SignIn(h.ctx, "sam@example.com", phrase, ""))(t)
	other := h.signUp("Ada")
	h.ok(h.door.SignOut(h.ctx, here.Token))
	h.ok(h.door.SignOut(h.ctx, here.Token))
	h.ok(h.door.SignOut(h.ctx, "nonsense"))
	_, err := h.door.Who(h.ctx, here.Token)
	h.code("signed out", err, practice.CodeSignIn)
	must(h.door.Who(h.ctx, there.Token))(t)
	h.ok(h.door.SignOutEverywhere(h.ctx, here.Person.ID))
	_, err = h.door.Who(h.ctx, there.Token)
	h.code("signed out everywhere", err, practice.CodeSignIn)
	must(h.door.Who(h.ctx, other.Token))(t)
	for _, token := range []string{"", "x", strings.Repeat("A", 43), other.Token + "A", strings.ToLower(other.Token)} {
		_, err := h.door.Who(h.ctx, token)
		h.code("token "+token, err, practice.CodeSignIn)
	}
}

func TestChangePassphrase(t *testing.T) {
	h := open(t)
	here, there := h.signUp("Sam"), must(h.door.SignIn(h.ctx, "sam@example.com", phrase, ""))(t)
	link := must(h.door.ResetLinkFor(h.ctx, "sam@example.com"))(t)
	const fresh = "four green doors hum"
	h.code("wrong old one", h.door.ChangePassphrase(h.ctx, here.Person.ID, here.Token, "not the old one", fresh), practice.CodeWrongSignIn)
	h.code("no old one", h.door.ChangePassphrase(h.ctx, here.Person.ID, here.Token, "", fresh), practice.CodeWrongSignIn)
	h.code("short new one", h.door.ChangePassphrase(h.ctx, here.Person.ID, here.Token, phrase, "short"), practice.CodeInvalid)
	must(h.door.Who(h.ctx, there.Token))(t)
	h.ok(h.door.ChangePassphrase(h.ctx, here.Person.ID, here.Token, phrase, fresh))
	must(h.door.Who(h.ctx, here.Token))(t)
	_, err := h.door.Who(h.ctx, there.Token)
	h.code("the other session", err, practice.CodeSignIn)
	_, err = h.door.SignIn(h.ctx, "sam@example.com", phrase, "")
	h.code("the old passphrase", err, practice.CodeWrongSignIn)
	must(h.door.SignIn(h.ctx, "sam@example.com", fresh, ""))(t)
	_, err = h.door.Reset(h.ctx, link, phrase)
	h.code("an earlier reset link", err, practice.CodeNotFound)

	provider := h.person("Provider")
	h.ok(h.door.ChangePassphrase(h.ctx, provider, here.Token, "", fresh))
	must(h.door.SignIn(h.ctx, "provider@example.com", fresh, ""))(t)
}

func TestSetMe(t *testing.T) {
	h := open(t)
	sam := h.signUp("Sam").Person.ID
	h.signUp("Ada")
	changed := must(h.door.SetMe(h.ctx, sam, "Sam R.", "sam@example.org"))(t)
	if changed.Name != "Sam R." || changed.Email != "sam@example.org" || changed.ID != sam || changed.Passphrase == "" {
		t.Errorf("changed to %+v", changed)
	}
	must(h.door.SetMe(h.ctx, sam, "Sam R.", "SAM@example.org"))(t) // one's own email is free
	_, err := h.door.SetMe(h.ctx, sam, "Sam", "Ada@example.com")
	h.code("somebody else's email", err, practice.CodeConflict)
	_, err = h.door.SetMe(h.ctx, sam, "\u202eSam", "sam@example.org")
	h.code("a name that turns around", err, practice.CodeInvalid)
}

func TestDelete(t *testing.T) {
	h := open(t)
	of := h.team("Northbeam", "Olga")
	olga := team.PersonPrefix + "olga"
	h.ok(h.door.Delete(h.ctx, h.person("Zoe"), "zoe@example.com"))
	rep := h.member(of, "Rae", team.Rep)
	h.code("another email", h.door.Delete(h.ctx, rep, "olga@example.com"), practice.CodeInvalid)
	h.code("the last owner", h.door.Delete(h.ctx, olga, "olga@example.com"), practice.CodeConflict)
	h.ok(h.door.Delete(h.ctx, rep, " Rae@example.com"))
	h.ok(h.door.Delete(h.ctx, olga, "olga@example.com")) // nobody is left behind
	_, err := h.door.Export(h.ctx, rep)
	h.code("export of who is gone", err, practice.CodeNotFound)
}

func TestStoreThatCannotServe(t *testing.T) {
	h := open(t)
	in := h.signUp("Sam")
	h.store.broken = practice.Errorf(practice.CodeUnavailable, "The store is away. Try again.")
	for name, call := range map[string]func() error{
		"who":     func() error { _, err := h.door.Who(h.ctx, in.Token); return err },
		"sign in": func() error { _, err := h.door.SignIn(h.ctx, "sam@example.com", phrase, ""); return err },
		"sign up": func() error {
			_, err := h.door.SignUp(h.ctx, team.NewAccount{Name: "A", Email: "a@example.com", Passphrase: phrase})
			return err
		},
		"owner":    func() error { _, err := h.door.OwnerLink(h.ctx); return err },
		"look":     func() error { _, err := h.desk.Look(h.ctx, in.Person.ID, "team-x"); return err },
		"sign out": func() error { return h.door.SignOut(h.ctx, in.Token) },
		"open id": func() error {
			_, err := h.door.SignInBySubject(h.ctx, team.Identity{Issuer: "https://id.example", Subject: "1", Email: "a@example.com"})
			return err
		},
	} {
		h.code(name, call(), practice.CodeUnavailable)
	}
}

func TestServicesNeedTheirStores(t *testing.T) {
	_, door := team.NewDoor(team.DoorConfig{})
	_, desk := team.NewDesk(team.DeskConfig{})
	_, assigner := team.NewAssigner(team.AssignerConfig{})
	_, boardroom := team.NewBoardroom(team.BoardroomConfig{})
	_, talks := team.NewTalks(team.TalksConfig{})
	_, coach := team.NewCoach(team.CoachConfig{})
	for i, err := range []error{door, desk, assigner, boardroom, talks, coach} {
		if practice.CodeOf(err) != practice.CodeInternal {
			t.Errorf("service %d without stores: %v", i, err)
		}
	}
	h := open(t)
	_, err := team.NewDoor(team.DoorConfig{Accounts: h.store, Custody: h.store, Desk: h.desk, SignUp: "anybody"})
	h.code("an unknown rule of signing up", err, practice.CodeInvalid)
}
