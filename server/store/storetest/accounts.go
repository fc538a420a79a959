package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func testPerson(t *testing.T, store Store) {
	written := team.Person{ID: "person-1", Name: "Ada", Email: "Ada.L@Example.com", Passphrase: "$argon2id$…", Subject: "https://id.example.com|42", Owner: true, CreatedAt: began}
	must(t, store.CreatePerson(t.Context(), written))
	for what, read := range map[string]func() (team.Person, error){
		"by id":                       func() (team.Person, error) { return store.Person(t.Context(), "person-1") },
		"by email":                    func() (team.Person, error) { return store.PersonByEmail(t.Context(), "Ada.L@Example.com") },
		"by email, otherwise spelled": func() (team.Person, error) { return store.PersonByEmail(t.Context(), "ada.l@EXAMPLE.com") },
		"by subject":                  func() (team.Person, error) { return store.PersonBySubject(t.Context(), "https://id.example.com|42") },
	} {
		read, err := read()
		must(t, err)
		wantSame(t, "the account "+what, read, written)
	}
	for _, read := range []func() (team.Person, error){
		func() (team.Person, error) { return store.Person(t.Context(), "nobody") },
		func() (team.Person, error) { return store.PersonByEmail(t.Context(), "nobody@example.com") },
		func() (team.Person, error) { return store.PersonBySubject(t.Context(), "nobody") },
		func() (team.Person, error) { return store.PersonByEmail(t.Context(), "") },
		func() (team.Person, error) { return store.PersonBySubject(t.Context(), "") },
	} {
		_, err := read()
		wantCode(t, err, practice.CodeNotFound)
	}
}

func testPersonConflicts(t *testing.T, store Store) {
	ada := person("ada")
	ada.Subject = "issuer|1"
	must(t, store.CreatePerson(t.Context(), ada))
	sameEmail := person("eve")
	sameEmail.Email = "ADA@example.com"
	sameSubject := person("eve")
	sameSubject.Subject = "issuer|1"
	sameID := person("ada")
	sameID.Email = "else@example.com"
	for _, each := range []team.Person{sameEmail, sameSubject, sameID} {
		wantCode(t, store.CreatePerson(t.Context(), each), practice.CodeConflict)
	}
	_, err := store.Person(t.Context(), "eve")
	wantCode(t, err, practice.CodeNotFound)

	addPeople(t, store, "bob") // neither has a subject: that is no conflict
	moved := person("bob")
	moved.Email = "Ada@Example.com"
	wantCode(t, store.UpdatePerson(t.Context(), moved), practice.CodeConflict)
	kept, err := store.Person(t.Context(), "bob")
	must(t, err)
	wantSame(t, "the account that could not move", kept, person("bob"))

	winner := wantOneWinner(t, together(8, func(number int) error {
		racing := person(name("racer", number))
		racing.Email = "wanted@example.com"
		return store.CreatePerson(t.Context(), racing)
	}))
	won, err := store.PersonByEmail(t.Context(), "wanted@example.com")
	must(t, err)
	if won.ID != name("racer", winner) {
		t.Errorf("%s has the email, %d won", won.ID, winner)
	}
}

func testUpdatePerson(t *testing.T, store Store) {
	addPeople(t, store, "ada", "eve")
	changed := team.Person{ID: "ada", Name: "Ada Lovelace", Email: "countess@example.com", Passphrase: "new", Subject: "issuer|2", Owner: true, CreatedAt: began}
	late := changed
	late.CreatedAt = began.Add(time.Hour) // is not written
	must(t, store.UpdatePerson(t.Context(), late))
	read, err := store.Person(t.Context(), "ada")
	must(t, err)
	wantSame(t, "the account", read, changed)
	_, err = store.PersonByEmail(t.Context(), "ada@example.com")
	wantCode(t, err, practice.CodeNotFound)
	changed.Subject, changed.Passphrase = "", ""
	must(t, store.UpdatePerson(t.Context(), changed))
	_, err = store.PersonBySubject(t.Context(), "issuer|2")
	wantCode(t, err, practice.CodeNotFound)
	other, err := store.Person(t.Context(), "eve")
	must(t, err)
	wantSame(t, "somebody else", other, person("eve"))
	wantCode(t, store.UpdatePerson(t.Context(), person("nobody")), practice.CodeNotFound)
}

func testOwners(t *testing.T, store Store) {
	want := func(number int) {
		t.Helper()
		owners, err := store.Owners(t.Context())
		must(t, err)
		if owners != number {
			t.Errorf("there are %d owners, want %d", owners, number)
		}
	}
	want(0)
	addPeople(t, store, "ada", "eve")
	want(0)
	for number, id := range []string{"ada", "eve"} {
		owner := person(id)
		owner.Owner = true
		must(t, store.UpdatePerson(t.Context(), owner))
		want(number + 1)
	}
	must(t, store.DeletePerson(t.Context(), "ada"))
	want(1)
}

func testClaim(t *testing.T, store Store) {
	addPeople(t, store, "ada", "eve")
	for _, each := range []struct{ id, rep string }{{"a", "guest-1"}, {"b", "guest-1"}, {"c", "guest-2"}, {"d", "ada"}, {"e", "eve"}} {
		begin(t, store, each.id, each.rep)
	}
	claimed, err := store.Claim(t.Context(), "guest-1", "ada")
	must(t, err)
	attempts, err := store.Attempts(t.Context(), "ada", 10)
	must(t, err)
	wantSame(t, "ada's attempts", ids(attempts, func(a practice.Attempt) string { return a.ID }), []string{"d", "b", "a"})
	again, err := store.Claim(t.Context(), "guest-1", "ada")
	must(t, err)
	if claimed != 2 || again != 0 {
		t.Errorf("%d were claimed, then %d", claimed, again)
	}
	_, err = store.Claim(t.Context(), "guest-2", "nobody")
	wantCode(t, err, practice.CodeNotFound)
	stolen, err := store.Claim(t.Context(), "eve", "ada") // an account is no guest
	must(t, err)
	if stolen != 0 {
		t.Errorf("%d attempts of an account were claimed", stolen)
	}
}

func testSession(t *testing.T, store Store) {
	addPeople(t, store, "ada")
	written := team.Session{Token: token(1), Person: "ada", CreatedAt: began, SeenAt: began, ExpiresAt: began.Add(time.Hour)}
	must(t, store.CreateSession(t.Context(), written))
	read := func(now time.Time) team.Session {
		t.Helper()
		session, who, err := store.Session(t.Context(), token(1), now)
		must(t, err)
		wantSame(t, "who it is", who, person("ada"))
		return session
	}
	wantSame(t, "the session", read(began), written)
	written.SeenAt = began.Add(time.Minute)
	must(t, store.TouchSession(t.Context(), token(1), written.SeenAt))
	wantSame(t, "the session, seen again", read(began.Add(time.Hour-time.Nanosecond)), written)

	for _, each := range []struct {
		token [32]byte
		now   time.Time
	}{{token(1), began.Add(time.Hour)}, {token(1), began.Add(48 * time.Hour)}, {token(2), began}, {[32]byte{}, began}} {
		session, who, err := store.Session(t.Context(), each.token, each.now)
		wantCode(t, err, practice.CodeNotFound)
		if session != (team.Session{}) || who != (team.Person{}) {
			t.Error("a session that is not there tells of somebody")
		}
	}
	wantCode(t, store.TouchSession(t.Context(), token(2), began), practice.CodeNotFound)
	wantCode(t, store.CreateSession(t.Context(), written), practice.CodeConflict)
	wantCode(t, store.CreateSession(t.Context(), team.Session{Token: token(3), Person: "nobody"}), practice.CodeNotFound)
}

func testEndSessions(t *testing.T, store Store) {
	addPeople(t, store, "ada", "eve")
	for number, who := range []string{"ada", "ada", "ada", "eve"} {
		must(t, store.CreateSession(t.Context(), team.Session{Token: token(byte(number)), Person: who, CreatedAt: began, SeenAt: began, ExpiresAt: began.Add(time.Hour)}))
	}
	want := func(open ...bool) {
		t.Helper()
		for number, isOpen := range open {
			_, _, err := store.Session(t.Context(), token(byte(number)), began)
			if (err == nil) != isOpen {
				t.Errorf("session %d: %v, want it open: %v", number, err, isOpen)
			}
		}
	}
	must(t, store.EndSession(t.Context(), token(0)))
	must(t, store.EndSession(t.Context(), token(0))) // is over already
	want(false, true, true, true)
	kept := token(1)
	must(t, store.EndSessions(t.Context(), "ada", &kept))
	want(false, true, false, true)
	must(t, store.EndSessions(t.Context(), "ada", nil))
	want(false, false, false, true)
}

func testGrant(t *testing.T, store Store) {
	addPeople(t, store, "ada")
	reset := team.Grant{Token: token(1), Kind: team.GrantReset, Person: "ada", CreatedAt: began, ExpiresAt: began.Add(time.Hour)}
	owner := team.Grant{Token: token(2), Kind: team.GrantOwner, CreatedAt: began, ExpiresAt: began.Add(time.Hour)}
	for _, written := range []team.Grant{reset, owner} {
		must(t, store.CreateGrant(t.Context(), written))
		looked, err := store.Grant(t.Context(), written.Token, began.Add(time.Hour-time.Nanosecond))
		must(t, err)
		wantSame(t, "the grant, looked at", looked, written)
		_, err = store.Grant(t.Context(), written.Token, began.Add(time.Hour))
		wantCode(t, err, practice.CodeNotFound)
		_, err = store.UseGrant(t.Context(), written.Token, began.Add(time.Hour))
		wantCode(t, err, practice.CodeNotFound)
	}
	wantCode(t, store.CreateGrant(t.Context(), owner), practice.CodeConflict)

	used := make([]team.Grant, 8)
	failed := together(len(used), func(number int) error {
		var err error
		used[number], err = store.UseGrant(t.Context(), token(1), began)
		return err
	})
	winners := 0
	for number, err := range failed {
		if err == nil {
			winners++
			wantSame(t, "the grant, used", used[number], reset)
			continue
		}
		wantCode(t, err, practice.CodeNotFound)
	}
	if winners != 1 {
		t.Errorf("%d used the grant", winners)
	}
	_, err := store.Grant(t.Context(), token(1), began)
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.UseGrant(t.Context(), token(2), began)
	must(t, err)
}

func testEndGrants(t *testing.T, store Store) {
	addPeople(t, store, "ada", "eve")
	for number, each := range []team.Grant{
		{Kind: team.GrantReset, Person: "ada"}, {Kind: team.GrantReset, Person: "ada"}, {Kind: team.GrantReset, Person: "eve"}, {Kind: team.GrantOwner},
	} {
		each.Token, each.CreatedAt, each.ExpiresAt = token(byte(number)), began, began.Add(time.Hour)
		must(t, store.CreateGrant(t.Context(), each))
	}
	left := func() (open []int) {
		for number := range 4 {
			_, err := store.Grant(t.Context(), token(byte(number)), began)
			if practice.CodeOf(err) == practice.CodeNotFound {
				continue
			}
			must(t, err)
			open = append(open, number)
		}
		return open
	}
	must(t, store.EndGrants(t.Context(), team.GrantReset, "ada"))
	wantSame(t, "without ada's", left(), []int{2, 3})
	must(t, store.EndGrants(t.Context(), team.GrantReset, ""))
	wantSame(t, "nobody had a reset", left(), []int{2, 3})
	must(t, store.EndGrants(t.Context(), team.GrantOwner, ""))
	wantSame(t, "without the owner's", left(), []int{2})
}

// testTeamsCancelled and testTeamsClosed call a few methods of each kind; all of
// them go the same two ways.
func testTeamsCancelled(t *testing.T, store Store) {
	addPeople(t, store, "ada")
	wantGivenUp := func(err error) {
		t.Helper()
		wantCode(t, err, practice.CodeUnavailable)
		if err != nil && !errors.Is(err, cancelled().Err()) {
			t.Errorf("the cause of %v is lost", err)
		}
	}
	wantGivenUp(store.CreatePerson(cancelled(), person("eve")))
	_, err := store.Person(cancelled(), "ada")
	wantGivenUp(err)
	_, err = store.Standings(cancelled(), team.Board{ID: "b"}, team.ByScore, team.Week, began, "", 5)
	wantGivenUp(err)
	_, err = store.Everything(cancelled(), "ada")
	wantGivenUp(err)
	wantGivenUp(store.DeletePerson(cancelled(), "ada"))
	_, err = store.Person(t.Context(), "eve")
	wantCode(t, err, practice.CodeNotFound)
	_, err = store.Person(t.Context(), "ada")
	must(t, err)
}

func testTeamsClosed(t *testing.T, store Store) {
	must(t, store.Close())
	wantCode(t, store.CreatePerson(t.Context(), person("eve")), practice.CodeUnavailable)
	_, err := store.Person(t.Context(), "ada")
	wantCode(t, err, practice.CodeUnavailable)
	_, err = store.Standings(t.Context(), team.Board{ID: "b"}, team.ByScore, team.Week, began, "", 5)
	wantCode(t, err, practice.CodeUnavailable)
	_, err = store.ForgetWords(t.Context(), began)
	wantCode(t, err, practice.CodeUnavailable)
}
