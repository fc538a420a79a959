package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// drillPage is what a page reads of an answer.
type drillPage struct {
	Method   struct{ Method, Name, Hint string }
	Why      string
	Methods  []struct{ Method string }
	Seed     uint32
	Number   int
	Exercise *struct {
		Key, Need, No, Note string
		Person              struct{ Name string }
		Others              []struct{ Name string }
	}
	Round struct {
		Done, Of, Seen, Asked, Moved int
		Says                         string
	}
	Streak int
}

type drillDone struct {
	Seen, Asked, Moved                    bool
	Outcome, Asks, Says, Behind, Stronger string
	Lines                                 []struct{ Person, Text string }
	Round                                 struct{ Done, Of int }
	Streak                                int
}

func refusedAs(t *testing.T, got answer, want practice.Code) {
	t.Helper()
	if code := got.code(t); code != string(want) {
		t.Errorf("refused as %s, want %s: %s", code, want, got.body)
	}
}

func turnOf(page drillPage, own, text string) string {
	return fmt.Sprintf(`{"id":"%d.%s","seed":%d,"method":%q,"exercise":%q,"text":%q,"zone":"Europe/Berlin"}`, page.Seed, own, page.Seed, page.Method.Method, page.Exercise.Key, text)
}

func TestDrill(t *testing.T) {
	k := newClub(t, nil)
	g := newGuest(t, k.url)
	var page drillPage
	g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5"), &page)
	if page.Exercise == nil || page.Seed != 5 || page.Number != 1 || page.Method.Name != "Offer a trade" || len(page.Methods) != 10 || page.Round.Of != 3 || page.Streak != 0 {
		t.Fatalf("the first one is %+v", page)
	}
	before := page
	body := turnOf(page, "a", "If you may use it first, would you agree?")
	var done, again drillDone
	g.ok(http.StatusOK, g.post("/api/drill", body), &done)
	if !done.Seen || !done.Asked || !done.Moved || done.Outcome != "gave_way" || len(done.Lines) == 0 || !strings.HasPrefix(done.Behind, "REVEALED") || done.Stronger == "" || done.Round.Done != 1 || done.Streak != 1 {
		t.Errorf("what came of it is %+v", done)
	}
	g.ok(http.StatusOK, g.post("/api/drill", body), &again) // its answer was lost on the way
	if again.Says != done.Says || again.Round.Done != 1 {
		t.Errorf("sent twice it is %+v", again)
	}
	refusedAs(t, g.post("/api/drill", strings.Replace(body, "If you may", "When you may", 1)), practice.CodeConflict)

	page = drillPage{}
	g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5"), &page)
	if page.Number != 2 || page.Exercise.Key == before.Exercise.Key || page.Streak != 1 {
		t.Errorf("the second one is %+v", page)
	}
	for page.Number > 0 {
		g.ok(http.StatusOK, g.post("/api/drill", turnOf(page, fmt.Sprint(page.Number), "Would you agree?")), &done)
		page = drillPage{}
		g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5"), &page)
	}
	if page.Exercise != nil || page.Round.Done != 3 || page.Round.Asked != 3 || page.Round.Says == "" {
		t.Errorf("after the round it is %+v", page)
	}
	var next drillPage
	g.ok(http.StatusOK, g.get("/api/drill"), &next)
	if next.Method.Method == "trade" || next.Why == "" || next.Exercise == nil {
		t.Errorf("the next round is %+v", next)
	}
	other := newGuest(t, k.url)
	page = drillPage{}
	other.ok(http.StatusOK, other.get("/api/drill?method=trade&seed=5"), &page)
	if page.Number != 1 || page.Round.Done != 0 || page.Streak != 0 {
		t.Errorf("somebody else sees %+v", page)
	}
}

// Days are counted in the zone that the browser names; a day left out ends them.
func TestDrillDays(t *testing.T) {
	k := newClub(t, nil) // noon of a Wednesday in UTC
	g := newGuest(t, k.url)
	ask := func(query string) drillPage {
		var page drillPage
		g.ok(http.StatusOK, g.get("/api/drill?"+query), &page)
		return page
	}
	var done drillDone
	page := ask("method=trade&seed=5")
	g.ok(http.StatusOK, g.post("/api/drill", turnOf(page, "a", "Would you agree?")), &done)
	k.clock.move(11*time.Hour + 30*time.Minute) // half past midnight in Berlin
	g.ok(http.StatusOK, g.post("/api/drill", turnOf(page, "b", "Would you agree?")), &done)
	if done.Streak != 2 {
		t.Errorf("past midnight in Berlin it is %d days", done.Streak)
	}
	if days := ask("zone=UTC").Streak; days != 1 {
		t.Errorf("in UTC it is %d days", days)
	}
	k.clock.move(24 * time.Hour)
	if days := ask("zone=Europe/Berlin").Streak; days != 2 {
		t.Errorf("a day later, before practice, it is %d days", days)
	}
	k.clock.move(24 * time.Hour)
	if days := ask("zone=Europe/Berlin").Streak; days != 0 {
		t.Errorf("after a day left out it is %d days", days)
	}
}

// Nothing that a rep has to find out is in what they get before they answer.
func TestDrillTellsNothingBefore(t *testing.T) {
	k := newClub(t, nil)
	g := newGuest(t, k.url)
	for _, method := range practice.Methods() {
		for seed := range 4 {
			body := g.get(fmt.Sprintf("/api/drill?method=%s&seed=%d", method, seed)).body
			for _, secret := range append([]string{"ends_way"}, secrets[:len(secrets)-1]...) { // the seed is the round's
				if strings.Contains(body, secret) {
					t.Errorf("%s tells %s: %s", method, secret, body)
				}
			}
		}
	}
}

func TestDrillRefuses(t *testing.T) {
	k := newClub(t, nil)
	g := newGuest(t, k.url)
	for query, want := range map[string]practice.Code{
		"?method=direct": practice.CodeInvalid, "?method=bribe": practice.CodeInvalid, "?seed=-1": practice.CodeInvalid, "?seed=4294967296": practice.CodeInvalid,
		"?zone=" + strings.Repeat("a", 65): practice.CodeTooLarge,
	} {
		refusedAs(t, g.get("/api/drill"+query), want)
	}
	var page drillPage
	g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5&zone=Nowhere/Else"), &page)
	body := turnOf(page, "a", "Would you agree?")
	for old, change := range map[string]struct {
		to   string
		want practice.Code
	}{
		`"5.a"`:            {`"6.a"`, practice.CodeInvalid},
		`"5.a`:             {`"5`, practice.CodeInvalid},
		`5.a`:              {"5." + strings.Repeat("a", practice.MaxTurnIDBytes), practice.CodeInvalid},
		page.Exercise.Key:  {"0000000000000000", practice.CodeNotFound},
		`"trade"`:          {`"direct"`, practice.CodeNotFound},
		"Would you agree?": {" ", practice.CodeInvalid},
	} {
		refusedAs(t, g.post("/api/drill", strings.Replace(body, old, change.to, 1)), change.want)
	}
	var still drillPage
	g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5"), &still)
	if still.Round.Done != 0 {
		t.Errorf("of what was refused %d were kept", still.Round.Done)
	}
}

func TestDrillIsRated(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) {
		config.Limits = web.Limits{PerSecond: 1e6, Burst: 1e6, DrillsPerMinute: 60, DrillsBurst: 2}
	})
	g := newGuest(t, k.url)
	var page drillPage
	var done drillDone
	g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5"), &page)
	for try := range 2 {
		g.ok(http.StatusOK, g.post("/api/drill", turnOf(page, fmt.Sprint(try), "Would you agree?")), &done)
	}
	refusedAs(t, g.post("/api/drill", turnOf(page, "more", "Would you agree?")), practice.CodeTooMany)
	k.clock.move(time.Second)
	g.ok(http.StatusOK, g.post("/api/drill", turnOf(page, "more", "Would you agree?")), &done)
}

func TestNoDrill(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Drills = nil })
	g := newGuest(t, k.url)
	refusedAs(t, g.get("/api/drill"), practice.CodeUnavailable)
	refusedAs(t, g.post("/api/drill", `{}`), practice.CodeUnavailable)
}

// The words of a drill are in no log.
func TestDrillIsNotLogged(t *testing.T) {
	k := newClub(t, nil)
	g := newGuest(t, k.url)
	var page drillPage
	g.ok(http.StatusOK, g.get("/api/drill?method=trade&seed=5"), &page)
	var done drillDone
	g.ok(http.StatusOK, g.post("/api/drill", turnOf(page, "a", "If you WHISPERED it?")), &done)
	g.post("/api/drill", turnOf(page, "a", "When you WHISPERED it?"))
	k.house.log.without(t, "WHISPERED")
}
