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

// remark is what the coach says on the socket.
type remark struct {
	Type   string
	Turn   int
	Points []struct {
		Kind, Says, Method string
		Quote              struct {
			Turn           int
			By, Name, Text string
		}
	}
}

// remarks are those among the frames that came.
func (c *talker) remarks() []remark {
	c.t.Helper()
	var found []remark
	for _, raw := range c.raw {
		var frame remark
		if err := json.Unmarshal([]byte(raw), &frame); err == nil && frame.Type == "coach" {
			found = append(found, frame)
		}
	}
	return found
}

// coached begins an attempt with the coach.
func (g *guest) coached() string {
	g.t.Helper()
	begun := g.post("/api/attempts", `{"scenario":"plain","palette":true,"coached":true}`)
	var id struct{ ID string }
	if err := json.Unmarshal([]byte(begun.body), &id); err != nil || begun.status != http.StatusCreated {
		g.t.Fatalf("begin: %d %s", begun.status, begun.body)
	}
	return id.ID
}

func TestTheCoachSpeaksAfterEachNo(t *testing.T) {
	_, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	id := rep.coached()
	client := dial(t, rep, id).hello(0).skipOpening()
	client.say("t1", "mara", "Could we have half a day?")
	client.expect("said", "read", "decided", "now", "typing", "replied", "coach")
	client.stale()
	got := client.remarks()
	if len(got) != 3 || got[0].Turn != 1 || got[2].Turn != 3 || got[0].Points[0].Kind != "plain" || got[2].Points[0].Kind != "same_way" ||
		got[2].Points[0].Quote.Text != "Attempt 3: could we have half a day?" || got[2].Points[0].Quote.By != "rep" {
		t.Fatalf("the coach said %+v", got)
	}
	for _, frame := range client.raw {
		for _, secret := range secrets {
			if strings.Contains(frame, `"coach"`) && strings.Contains(frame, secret) {
				t.Errorf("%s is given away: %s", secret, frame)
			}
		}
	}

	// Whoever comes back has all of it again, whatever they had.
	for _, after := range []int64{0, 5, 14} {
		later := dial(t, rep, id).hello(after)
		for range got {
			later.until("coach")
		}
		if again := later.remarks(); fmt.Sprint(again) != fmt.Sprint(got) {
			t.Errorf("after %d the coach says %+v, before it said %+v", after, again, got)
		}
	}
}

// stale asks twice more in much the same words.
func (c *talker) stale() {
	c.t.Helper()
	for turn := 2; turn <= 3; turn++ {
		c.say(fmt.Sprint("t", turn), "mara", fmt.Sprintf("Attempt %d: could we have half a day?", turn))
		c.until("coach")
	}
}

func TestWithoutTheCoachNothingIsSaid(t *testing.T) {
	_, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	id := rep.begin()
	client := dial(t, rep, id).hello(0).skipOpening()
	for turn := 1; turn <= 3; turn++ {
		client.say(fmt.Sprint("t", turn), "mara", fmt.Sprintf("Attempt %d: could we have half a day?", turn))
		client.until("replied")
	}
	client.send(map[string]any{"type": "end", "id": "e"})
	client.until("scored")
	if got := client.remarks(); len(got) > 0 {
		t.Errorf("the coach said %+v", got)
	}
}

func TestTheCoachIsSwitchedOn(t *testing.T) {
	_, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	id := rep.begin()
	client := dial(t, rep, id).hello(0).skipOpening()
	client.say("t1", "mara", "Could we have half a day?")
	client.until("replied")
	for range 2 {
		if got := rep.post("/api/attempts/"+id+"/coach", `{}`); got.status != http.StatusOK || !strings.Contains(got.body, `"coached":true`) {
			t.Fatalf("%d %s", got.status, got.body)
		}
	}
	client.expect("coached")
	client.stale()
	got := client.remarks()
	if len(got) != 2 || got[0].Turn != 2 || got[1].Points[0].Kind != "same_way" { // it has listened all along
		t.Errorf("the coach said %+v", got)
	}
	later := dial(t, rep, id).hello(0)
	for range got {
		later.until("coach")
	}
	if again := later.remarks(); fmt.Sprint(again) != fmt.Sprint(got) {
		t.Errorf("later it says %+v, before it said %+v", again, got)
	}
	if shown := rep.get("/api/attempts/" + id); !strings.Contains(shown.body, `"coached":true`) {
		t.Errorf("it is not marked: %.300s", shown.body)
	}
}

func TestCoachedAttemptsAreMarkedAndNeverCount(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	k.ann.refused(k.ann.post("/api/attempts", `{"assignment":"`+id+`","coached":true}`), http.StatusForbidden, "forbidden")
	begun := k.ann.begins(id)
	if !begun.Official { // the refused one took nothing of what there is
		t.Fatal("the official attempt is used up")
	}
	k.ann.refused(k.ann.post("/api/attempts/"+begun.ID+"/coach", `{}`), http.StatusForbidden, "forbidden")
	k.ann.quits(begun.ID)
	before := k.standings(k.ann, board, "?window=all")
	if len(before.Rows) != 1 {
		t.Fatalf("the official attempt: %+v", before)
	}

	won := k.ann.made("/api/attempts", `{"scenario":"plain","palette":true,"coached":true,"team":"`+k.team+`"}`)
	running := k.ann.made("/api/attempts", `{"scenario":"plain","palette":true,"coached":true,"team":"`+k.team+`"}`)
	if total := k.ann.wins(won); total < 40_000 {
		t.Fatalf("the coached attempt has %d, too little to be seen on a board", total)
	}
	if after := k.standings(k.ann, board, "?window=all"); fmt.Sprint(after.Rows) != fmt.Sprint(before.Rows) {
		t.Errorf("a coached attempt moved the board from %+v to %+v", before.Rows, after.Rows)
	}
	var shelf struct {
		Scenarios []struct{ Best *float64 }
		Open      []struct {
			ID      string
			Coached bool
			Rewind  bool
		}
	}
	k.ann.ok(http.StatusOK, k.ann.get("/api/shelf"), &shelf)
	if len(shelf.Open) != 1 || shelf.Open[0].ID != running || !shelf.Open[0].Coached || shelf.Open[0].Rewind || *shelf.Scenarios[0].Best > 40 {
		t.Errorf("the shelf is %+v", shelf)
	}
	var history struct {
		Attempts []struct {
			ID      string
			Coached bool
		}
		Scores []any
	}
	k.tom.ok(http.StatusOK, k.tom.get(k.path("/members/%s", k.ann.id)), &history)
	for _, one := range history.Attempts {
		if one.Coached != (one.ID != begun.ID) {
			t.Errorf("the history has %+v", one)
		}
	}
	if len(history.Attempts) != 3 || len(history.Scores) != 1 {
		t.Errorf("the history is %+v", history)
	}
	if debrief := k.ann.get("/api/attempts/" + won + "/debrief"); !strings.Contains(debrief.body, `"coached":true`) {
		t.Errorf("the debrief is not marked: %.300s", debrief.body)
	}
}

func TestDraftsAreLookedAt(t *testing.T) {
	h, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	id := rep.coached()
	client := dial(t, rep, id).hello(0).skipOpening()
	client.say("t1", "mara", "May we have half a day?")
	client.until("coach")
	path := "/api/attempts/" + id + "/draft"
	looked := rep.post(path, `{"to":"mara","channel":"phone","text":"Half a day, and we take the old press?","intends":["trade"]}`)
	var answer struct {
		Read struct {
			Ask     string
			Methods []string
		}
		Points []struct {
			Kind, Says string
			Quote      struct {
				Turn int
				Text string
			}
		}
	}
	if err := json.Unmarshal([]byte(looked.body), &answer); err != nil || looked.status != http.StatusOK {
		t.Fatalf("%d %s", looked.status, looked.body)
	}
	if answer.Read.Ask != "outcome" || len(answer.Read.Methods) != 1 || len(answer.Points) != 1 || answer.Points[0].Kind != "new_way" ||
		answer.Points[0].Quote.Turn != 2 || answer.Points[0].Quote.Text != "Half a day, and we take the old press?" {
		t.Errorf("the draft reads as %s", looked.body)
	}
	for _, secret := range append(secrets, "verdict", "decided") {
		if strings.Contains(looked.body, secret) {
			t.Errorf("%s is given away: %s", secret, looked.body)
		}
	}
	if log := h.store.events[id]; log[len(log)-1].Turn != 1 {
		t.Errorf("the log goes on with %+v", log[len(log)-1])
	}
	if got := rep.post("/api/attempts/"+rep.begin()+"/draft", `{"to":"mara","channel":"phone","text":"May we?"}`); got.status != http.StatusForbidden || got.code(t) != "forbidden" {
		t.Errorf("without the coach: %d %s", got.status, got.body)
	}
	stranger := newGuest(t, listening.URL)
	stranger.begin()
	if got := stranger.post(path, `{"to":"mara","channel":"phone","text":"May we?"}`); got.status != http.StatusNotFound {
		t.Errorf("somebody else: %d %s", got.status, got.body)
	}
	for text, want := range map[string]int{` `: http.StatusBadRequest, strings.Repeat("a", 4001): http.StatusRequestEntityTooLarge} {
		if got := rep.post(path, `{"to":"mara","channel":"phone","text":"`+text+`"}`); got.status != want {
			t.Errorf("%d characters: %d %s", len(text), got.status, got.body)
		}
	}
}

func TestDraftsAreLimited(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) {
		config.Limits = web.Limits{DraftsPerMinute: 0.001, DraftsBurst: 2}
	})
	rep, other := newGuest(t, listening.URL), newGuest(t, listening.URL)
	for _, of := range []*guest{rep, other} {
		id := of.coached()
		for look, want := range []int{http.StatusOK, http.StatusOK, http.StatusTooManyRequests} {
			got := of.post("/api/attempts/"+id+"/draft", `{"to":"mara","channel":"phone","text":"May we?"}`)
			if got.status != want || want != http.StatusOK && got.code(t) != "too_many" {
				t.Errorf("look %d: %d %s", look, got.status, got.body)
			}
		}
	}
}
