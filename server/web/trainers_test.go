package web_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/team"
	"github.com/askagain/askagain/server/web"
)

// debriefed is a debrief as far as these tests look.
type debriefed struct {
	Attempt struct {
		ID, Rep    string
		Assignment string
		Total      practice.Points
		Seed       *uint64
	}
	Mine     bool
	Rep      struct{ Person, Name string }
	Official bool
	Team     string
	Debrief  struct {
		Card  struct{ Total practice.Points }
		Turns []struct {
			Turn      int
			Corrected []practice.Correction
		}
	}
}

func TestTrainersReadTheirTeamsAttemptsAndNobodyElse(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.wins(attempt)
	var alone begun
	k.ann.ok(http.StatusCreated, k.ann.post("/api/attempts", `{"scenario":"plain","palette":true}`), &alone)
	k.ann.wins(alone.ID)

	read := []string{"", "/debrief", "/comments"}
	for _, path := range read {
		for name, p := range map[string]*person{"the rep": k.ann, "a trainer": k.tom, "an owner": k.olga} {
			if got := p.get("/api/attempts/" + attempt + path); got.status != 200 {
				t.Errorf("%s at %q: %d %s", name, path, got.status, got.body)
			}
		}
		for name, p := range map[string]*guest{"another rep": k.ben.guest, "another team's owner": k.eve.guest, "a guest": newGuest(t, k.url)} {
			if got := p.get("/api/attempts/" + attempt + path); got.status != 404 || got.code(t) != "not_found" {
				t.Errorf("%s at %q: %d %s", name, path, got.status, got.body)
			}
		}
		k.tom.refused(k.tom.get("/api/attempts/"+alone.ID+path), 404, "not_found")
	}
	var seen debriefed
	k.tom.see("/api/attempts/"+attempt+"/debrief", &seen)
	if seen.Mine || seen.Rep.Person != k.ann.id || seen.Rep.Name != "Ann" || !seen.Official || seen.Team != k.team || seen.Attempt.Rep != "" || seen.Attempt.Seed != nil {
		t.Errorf("the trainer sees %+v", seen)
	}
	k.ann.see("/api/attempts/"+attempt, &seen)
	if !seen.Mine || seen.Rep.Name != "Ann" {
		t.Errorf("the rep sees %+v", seen)
	}

	// Talking and trying again stay the rep's.
	k.tom.refused(k.tom.post("/api/attempts/"+attempt+"/rewind", `{"turn":1}`), 404, "not_found")
	dial(t, k.tom.guest, attempt).hello(0).closes(web.CloseNotFound)
	running := k.ann.begins(k.assignment("")).ID
	dial(t, k.tom.guest, running).hello(0).closes(web.CloseNotFound)
	k.tom.refused(k.tom.get("/api/attempts/"+running+"/debrief"), 409, "not_ended")

	// Who leaves the team takes their attempts out of its trainers' sight.
	k.ann.ok(http.StatusNoContent, k.ann.post(k.path("/leave"), ""), nil)
	k.tom.refused(k.tom.get("/api/attempts/"+attempt), 404, "not_found")
	k.ann.see("/api/attempts/"+attempt, &seen)
}

func TestATrainerCorrectsWithAName(t *testing.T) {
	k := newClub(t, nil)
	board := k.board()
	attempt := k.ann.begins(k.assignment("")).ID
	before := k.ann.wins(attempt)
	correction := `{"turn":1,"reason":"Nothing was offered.","changes":[{"label":"trade","holds":false}],"by":"rep"}`
	k.ben.refused(k.ben.post("/api/attempts/"+attempt+"/corrections", correction), 404, "not_found")
	k.eve.refused(k.eve.post("/api/attempts/"+attempt+"/corrections", correction), 404, "not_found")
	if seen := k.standings(k.ben, board, "?window=all"); seen.Rows[0].Value != before {
		t.Fatalf("before the correction: %+v", seen)
	}
	var seen debriefed
	k.tom.ok(http.StatusOK, k.tom.post("/api/attempts/"+attempt+"/corrections", correction), &seen)
	if seen.Debrief.Card.Total >= before || seen.Mine {
		t.Errorf("the card went from %d to %d", before, seen.Debrief.Card.Total)
	}
	k.ann.see("/api/attempts/"+attempt+"/debrief", &seen)
	if made := seen.Debrief.Turns[1].Corrected; len(made) != 1 || made[0].By != "Tom" {
		t.Errorf("the rep sees %+v", made)
	}
	if moved := k.standings(k.ben, board, "?window=all"); moved.Rows[0].Value != seen.Debrief.Card.Total {
		t.Errorf("the board says %+v, the card %d", moved.Rows, seen.Debrief.Card.Total)
	}

	// A name does not pass for the rep's own word.
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/me"), `{"name":"rep"}`), nil)
	k.tom.ok(http.StatusOK, k.tom.post("/api/attempts/"+attempt+"/corrections",
		`{"turn":2,"reason":"No value in it.","changes":[{"label":"value","holds":false}]}`), &seen)
	if made := seen.Debrief.Turns[2].Corrected; len(made) != 1 || made[0].By == practice.ByRep {
		t.Errorf("by a trainer of that name: %+v", made)
	}
	k.olga.ok(http.StatusOK, k.olga.post(k.path("/archive"), `{"archived":true}`), nil)
	k.tom.refused(k.tom.post("/api/attempts/"+attempt+"/corrections", correction), 409, "conflict")
}

// remarks are comments as they are answered.
type remarks struct {
	Comments []struct {
		ID   string
		Turn int
		By   struct {
			Person, Name string
			Trainer      bool
		}
		Mine bool
		Text string
	}
}

func TestCommentsGoBackAndForthAsText(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.wins(attempt)
	at := "/api/attempts/" + attempt + "/comments"
	hears := k.ann.listens(k.path("/live"))

	const markup = `<script>alert(1)</script> **bold** [x](javascript:alert(1)) & "this"`
	first := k.tom.made(at, `{"turn":1,"text":"`+strings.ReplaceAll(markup, `"`, `\"`)+`"}`)
	hears.hears("comment", attempt)
	k.clock.move(time.Minute)
	k.ann.made(at, `{"turn":1,"text":"I thought so too."}`)
	got := k.ann.get(at)
	if strings.Contains(got.body, "<script") || !strings.HasPrefix(got.header.Get("Content-Type"), "application/json") || got.header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("markup could be taken for a page: %s %v", got.body, got.header)
	}
	var seen remarks
	k.ann.see(at, &seen)
	if len(seen.Comments) != 2 || seen.Comments[0].Text != markup || seen.Comments[0].By.Name != "Tom" || !seen.Comments[0].By.Trainer ||
		seen.Comments[0].Mine || seen.Comments[1].By.Trainer || !seen.Comments[1].Mine || seen.Comments[0].Turn != 1 {
		t.Errorf("the rep sees %+v", seen)
	}
	k.log.without(t, "alert(1)")

	k.ben.refused(k.ben.post(at, `{"turn":1,"text":"Me too."}`), 404, "not_found")
	k.eve.refused(k.eve.post(at, `{"turn":1,"text":"Me too."}`), 404, "not_found")
	k.ann.refused(k.ann.do("DELETE", at+"/"+first, "", nil), 403, "forbidden")
	k.ben.refused(k.ben.do("DELETE", at+"/"+first, "", nil), 404, "not_found")
	k.tom.refused(k.tom.post(at, `{"turn":9,"text":"Where?"}`), 400, "invalid")
	k.tom.refused(k.tom.post(at, `{"turn":1,"text":"  "}`), 400, "invalid")
	k.tom.refused(k.tom.post(at, `{"turn":1,"text":"`+strings.Repeat("x", team.MaxCommentRunes+1)+`"}`), 413, "too_large")

	// A comment of one attempt is not to be had by another's id.
	own := k.ben.begins(k.assignment("")).ID
	k.ben.wins(own)
	mine := k.ben.made("/api/attempts/"+own+"/comments", `{"turn":1,"text":"Note to myself."}`)
	k.ann.refused(k.ann.do("DELETE", at+"/"+mine, "", nil), 404, "not_found")
	k.tom.ok(http.StatusNoContent, k.tom.do("DELETE", at+"/"+first, "", nil), nil)
	k.ann.see(at, &seen)
	if len(seen.Comments) != 1 {
		t.Errorf("after it was taken away: %+v", seen)
	}
}

func TestTheGlanceAndAHistory(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	total := k.ann.wins(attempt)
	k.ann.ok(http.StatusOK, k.ann.post("/api/attempts/"+attempt+"/corrections",
		`{"turn":1,"reason":"It was no offer.","changes":[{"label":"trade","holds":false}]}`), nil)
	var seen struct {
		Week  struct{ People, Practiced, Attempts int }
		Weeks []struct {
			From     string
			Attempts int
			Average  *practice.Points
		}
		People []struct {
			Person, Name string
			Attempts     int
			Methods      map[string]int
			Avoids       []string
		}
		Look []struct {
			Kind, Person, Name, Attempt, Why string
			Turn                             int
		}
	}
	k.tom.see(k.path("/glance"), &seen)
	if seen.Week.Practiced != 1 || seen.Week.Attempts != 1 || len(seen.Weeks) != 12 || seen.Weeks[11].From != "2026-03-02T00:00:00+01:00" || seen.Weeks[11].Average == nil {
		t.Errorf("the week: %+v, the weeks: %+v", seen.Week, seen.Weeks)
	}
	if len(seen.Look) == 0 || seen.Look[0].Kind != "contested" || seen.Look[0].Attempt != attempt || seen.Look[0].Turn != 1 || seen.Look[0].Name != "Ann" {
		t.Errorf("what needs a look: %+v", seen.Look)
	}
	k.ann.refused(k.ann.get(k.path("/glance")), 403, "forbidden")
	k.eve.refused(k.eve.get(k.path("/glance")), 404, "not_found")

	var history struct {
		Member   struct{ Name string }
		Attempts []struct {
			ID       string
			Official bool
			Total    practice.Points
		}
		Scores  []struct{ Total practice.Points }
		Methods map[string]int
	}
	for name, p := range map[string]*person{"a trainer": k.tom, "herself": k.ann} {
		p.see(k.path("/members/%s", k.ann.id), &history)
		if history.Member.Name != "Ann" || len(history.Attempts) != 1 || !history.Attempts[0].Official || history.Attempts[0].Total >= total || len(history.Scores) != 1 {
			t.Errorf("%s sees %+v", name, history)
		}
	}
	if got := k.ben.get(k.path("/members/%s", k.ann.id)); got.status != 403 && got.status != 404 {
		t.Errorf("another rep: %d %s", got.status, got.body)
	}
	k.eve.refused(k.eve.get("/api/teams/"+k.other+"/members/"+k.ann.id), 404, "not_found")
	k.tom.refused(k.tom.get(k.path("/members/%s", k.eve.id)), 404, "not_found")
}

func TestForgottenWordsAreSaidToBeGone(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	total := k.ann.wins(attempt)
	board, err := k.keeper.Board(t.Context(), k.team, k.board())
	if err != nil {
		t.Fatal(err)
	}
	k.olga.ok(http.StatusOK, k.olga.post("/api/teams/"+k.team, `{"name":"North","time_zone":"Europe/Berlin","keep_words":30}`), nil)
	k.clock.move(31 * 24 * time.Hour)
	if gone, err := k.keeper.ForgetWords(t.Context(), k.clock.Now()); err != nil || gone != 1 {
		t.Fatalf("%d were forgotten, %v", gone, err)
	}
	again := session.NewRoom(session.Config{Store: k.keeper, Reader: intentReader{}}) // another process, from the store alone
	defer again.Close(t.Context())
	if _, err := again.Look(t.Context(), k.ann.id, attempt); practice.CodeOf(err) != practice.CodeNotFound || !strings.Contains(err.Error(), "are gone") {
		t.Errorf("the words are asked for: %v", err)
	}
	stands, err := k.keeper.Standings(t.Context(), board, team.ByScore, team.AllTime, k.clock.Now(), k.ann.id, 10)
	if err != nil || len(stands.Rows) != 1 || stands.Rows[0].Value != total {
		t.Errorf("the board has forgotten as well: %+v, %v", stands, err)
	}
}
