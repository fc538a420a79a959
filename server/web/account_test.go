package web_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

type meSeen struct {
	Guest  bool
	Person *struct {
		ID, Name, Email string
		Owner           bool
	}
	Teams []struct {
		ID, Name, Role string
		DisplayName    string `json:"display_name"`
		Hidden         bool
		Archived       bool
		TimeZone       string `json:"time_zone"`
	}
	GuestsAllowed bool   `json:"guests_allowed"`
	SignUp        string `json:"sign_up"`
	GuestAttempts int    `json:"guest_attempts"`
}

func TestAnAccountFromGuestToDeletion(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	g := newGuest(t, k.url)
	first := g.begin()
	talk := dial(t, g, first).hello(0).skipOpening()
	talk.say("t1", "mara", "Half a day, and we take the old press?", "trade")
	talk.until("replied")
	var me meSeen
	g.see("/api/me", &me)
	if !me.Guest || me.Person != nil || me.GuestAttempts != 1 || !me.GuestsAllowed || me.SignUp != "open" || me.Teams == nil {
		t.Fatalf("a guest is told %+v", me)
	}

	var signedUp meSeen
	g.ok(http.StatusCreated, g.post("/api/sign-up", fmt.Sprintf(`{"name":" Gwen  Ode ","email":"Gwen@example.com","passphrase":%q,"claim":true}`, walk)), &signedUp)
	if signedUp.Guest || signedUp.Person == nil || signedUp.Person.Name != "Gwen Ode" || signedUp.Person.Email != "Gwen@example.com" || signedUp.Person.Owner || signedUp.GuestAttempts != 0 {
		t.Fatalf("signed up: %+v", signedUp)
	}
	t.Run("what the guest began goes on", func(t *testing.T) {
		client := dial(t, g, first).hello(0)
		client.until("replied")
		client.until("replied")
		client.say("t2", "mara", "It saves you a shift a week.", "value")
		client.until("scored")
	})
	t.Run("signing out makes a guest again, whose attempts come along when wished", func(t *testing.T) {
		if got := g.post("/api/sign-out", ""); got.status != 204 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		g.refused(g.get("/api/attempts/"+first), 404, "not_found")
		second, third := g.begin(), ""
		g.ok(http.StatusOK, g.post("/api/sign-in", fmt.Sprintf(signInAs, "gwen@EXAMPLE.com", walk)), &me)
		if me.GuestAttempts != 1 {
			t.Errorf("left with the guest: %d", me.GuestAttempts)
		}
		g.refused(g.get("/api/attempts/"+second), 404, "not_found")
		var claimed struct{ Claimed int }
		g.ok(http.StatusOK, g.post("/api/me/claim", ""), &claimed)
		if got := g.get("/api/attempts/" + second); claimed.Claimed != 1 || got.status != 200 {
			t.Errorf("claimed %d; %d %s", claimed.Claimed, got.status, got.body)
		}
		g.post("/api/sign-out", "")
		third = g.begin()
		g.ok(http.StatusOK, g.post("/api/sign-in", fmt.Sprintf(`{"email":"gwen@example.com","passphrase":%q,"claim":true}`, walk)), nil)
		if got := g.get("/api/attempts/" + third); got.status != 200 {
			t.Errorf("claimed while signing in: %d %s", got.status, got.body)
		}
	})
	t.Run("changes of name, email and passphrase", func(t *testing.T) {
		g.ok(http.StatusOK, g.post("/api/me", `{"name":"Gwen O.","email":"gwen.o@example.com"}`), &me)
		if me.Person.Name != "Gwen O." || me.Person.Email != "gwen.o@example.com" {
			t.Errorf("%+v", me.Person)
		}
		g.refused(g.post("/api/me", `{"name":"Gwen O.","email":"ann@example.com"}`), 409, "conflict")
		g.refused(g.post("/api/me/passphrase", fmt.Sprintf(`{"old":%q,"new":"short"}`, walk)), 400, "invalid")
		g.refused(g.post("/api/me/passphrase", `{"old":"not this one","new":"a longer walk by the sea"}`), 401, "wrong_sign_in")
		if got := g.post("/api/me/passphrase", fmt.Sprintf(`{"old":%q,"new":"a longer walk by the sea"}`, walk)); got.status != 204 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		again := newGuest(t, k.url)
		again.refused(again.post("/api/sign-in", fmt.Sprintf(signInAs, "gwen.o@example.com", walk)), 401, "wrong_sign_in")
		again.ok(http.StatusOK, again.post("/api/sign-in", fmt.Sprintf(signInAs, "gwen.o@example.com", "a longer walk by the sea")), nil)
	})
	t.Run("everything in a file, and nothing that opens the account", func(t *testing.T) {
		got := g.get("/api/me/export")
		var file struct {
			Person   struct{ Name string }
			Attempts []struct{ ID string }
		}
		if err := json.Unmarshal([]byte(got.body), &file); err != nil || file.Person.Name != "Gwen O." || len(file.Attempts) != 3 {
			t.Errorf("%v %+v", err, file)
		}
		if !strings.HasPrefix(got.header.Get("Content-Disposition"), "attachment;") || !strings.Contains(got.body, "we take the old press") {
			t.Errorf("%v", got.header)
		}
		if strings.Contains(strings.ToLower(got.body), "argon2") || strings.Contains(strings.ToLower(got.body), "passphrase") {
			t.Error("the hash of the passphrase is in the file")
		}
	})
	t.Run("deletion", func(t *testing.T) {
		g.refused(g.post("/api/me/delete", `{"email":"ann@example.com"}`), 400, "invalid")
		if got := g.post("/api/me/delete", `{"email":"gwen.o@example.com"}`); got.status != 204 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		g.refused(g.post("/api/sign-in", fmt.Sprintf(signInAs, "gwen.o@example.com", "a longer walk by the sea")), 401, "wrong_sign_in")
		if _, err := k.keeper.Attempt(t.Context(), first); err == nil {
			t.Error("an attempt is still there")
		}
	})
}

func TestATeamAsItsPeopleSeeIt(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	type teamSeen struct {
		Team struct {
			Name, Season string
			TimeZone     string `json:"time_zone"`
			KeepWords    int    `json:"keep_words"`
		}
		Me      struct{ Name, Role string }
		Members []struct {
			Person, Name, Role string
			JoinedAt           string `json:"joined_at"`
		}
	}
	k.olga.ok(http.StatusOK, k.olga.post("/api/teams/"+k.team, `{"name":"North by Northwest","time_zone":"America/New_York","season":"2026-03-01","keep_words":90}`), nil)
	k.olga.refused(k.olga.post("/api/teams/"+k.team, `{"name":"North","time_zone":"Mars/Olympus","season":"","keep_words":0}`), 400, "invalid")
	var seen teamSeen
	k.ann.see("/api/teams/"+k.team, &seen)
	if seen.Team.Name != "North by Northwest" || seen.Team.TimeZone != "America/New_York" || seen.Team.Season != "2026-03-01" || seen.Team.KeepWords != 90 || seen.Me.Name != "Ann" || seen.Me.Role != "rep" || len(seen.Members) != 4 {
		t.Errorf("%+v", seen)
	}
	for _, member := range seen.Members {
		if member.Person != k.ann.id && member.JoinedAt != "" {
			t.Errorf("a rep is told when %s joined", member.Name)
		}
	}
	k.tom.see("/api/teams/"+k.team, &seen)
	for _, member := range seen.Members {
		if member.JoinedAt == "" {
			t.Errorf("a trainer is not told when %s joined", member.Name)
		}
	}
	k.ann.ok(http.StatusOK, k.ann.post(k.path("/me"), `{"name":"Annie","hidden":true}`), nil)
	var me meSeen
	k.ann.see("/api/me", &me)
	if len(me.Teams) != 1 || me.Teams[0].DisplayName != "Annie" || !me.Teams[0].Hidden || me.Teams[0].Archived || me.Teams[0].TimeZone != "America/New_York" {
		t.Errorf("%+v", me.Teams)
	}

	var made struct{ ID, Link string }
	k.tom.ok(http.StatusCreated, k.tom.post(k.path("/invitations"), `{"role":"rep","max_uses":3,"days":7}`), &made)
	_, token, _ := strings.Cut(made.Link, "#")
	newcomer := newGuest(t, k.url)
	var invited struct{ Team, Role string }
	newcomer.ok(http.StatusOK, newcomer.post("/api/invitations/look", `{"token":"`+token+`"}`), &invited)
	newcomer.ok(http.StatusCreated, newcomer.post("/api/sign-up", fmt.Sprintf(`{"name":"Nora","email":"nora@example.com","passphrase":%q,"token":%q}`, walk, token)), &me)
	if invited.Team != "North by Northwest" || invited.Role != "rep" || len(me.Teams) != 1 || me.Teams[0].ID != k.team {
		t.Errorf("invited to %+v, joined %+v", invited, me.Teams)
	}
	var listed struct {
		Invitations []struct {
			ID       string
			Uses     int
			MaxUses  int `json:"max_uses"`
			Role, By string
		}
	}
	got := k.tom.get(k.path("/invitations"))
	k.tom.ok(http.StatusOK, got, &listed)
	if len(listed.Invitations) == 0 || strings.Contains(got.body, token) {
		t.Errorf("%s", got.body)
	}
	for _, invitation := range listed.Invitations {
		if invitation.ID == made.ID && (invitation.Uses != 1 || invitation.MaxUses != 3) {
			t.Errorf("%+v", invitation)
		}
	}
	t.Run("the last owner stays", func(t *testing.T) {
		k.olga.refused(k.olga.post(k.path("/leave"), ""), 409, "conflict")
		k.olga.refused(k.olga.post(k.path("/members/%s", k.olga.id), `{"role":"rep"}`), 409, "conflict")
	})
	t.Run("archived", func(t *testing.T) {
		k.olga.ok(http.StatusOK, k.olga.post(k.path("/archive"), `{"archived":true}`), nil)
		k.tom.refused(k.tom.post(k.path("/invitations"), `{"role":"rep","max_uses":1,"days":7}`), 409, "conflict")
		newcomer.refused(newcomer.post("/api/invitations/look", `{"token":"`+token+`"}`), 404, "not_found")
		k.ann.see("/api/me", &me)
		if !me.Teams[0].Archived {
			t.Errorf("%+v", me.Teams)
		}
		k.olga.ok(http.StatusOK, k.olga.post(k.path("/archive"), `{"archived":false}`), nil)
	})
	t.Run("leaving", func(t *testing.T) {
		if got := k.ann.post(k.path("/leave"), ""); got.status != 204 {
			t.Fatalf("%d %s", got.status, got.body)
		}
		k.ann.refused(k.ann.get("/api/teams/"+k.team), 404, "not_found")
	})
}
