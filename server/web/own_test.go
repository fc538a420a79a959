package web_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

const anOwnNo = `{"need":"A raise of five percent","name":"Ines","role":"my boss","said":"There is no budget.","reasons":["no_money"],"tried":["value"]}`

type ownShown struct {
	No       practice.OwnNo `json:"no"`
	Scenario string         `json:"scenario"`
	Attempts []struct {
		ID string `json:"id"`
	} `json:"attempts"`
}

func TestAnOwnNoIsPlayedCommittedToAndTold(t *testing.T) {
	k := newClub(t, nil)
	id := k.ann.made("/api/own", anOwnNo)
	var page ownShown
	k.ann.see("/api/own/"+id, &page)
	if page.No.Need != "A raise of five percent" || page.Scenario != "own-"+id || len(page.Attempts) != 0 {
		t.Fatalf("shown as %+v", page)
	}
	attempt := k.ann.made("/api/attempts", `{"scenario":"`+page.Scenario+`","palette":true}`)
	k.ann.see("/api/own/"+id, &page)
	if len(page.Attempts) != 1 || page.Attempts[0].ID != attempt {
		t.Errorf("its attempts are %+v, want %s", page.Attempts, attempt)
	}

	if got := k.ann.ask(http.MethodPost, "/api/own/"+id+"/told", `{"asked":"yes"}`); got.code(t) != "conflict" {
		t.Errorf("told before anything was chosen: %d %s", got.status, got.body)
	}
	today := k.clock.Now().UTC().Format("2006-01-02")
	k.ann.post("/api/own/"+id+"/commitment", `{"method":"trade","date":"`+today+`","words":" If I take over the night shift… "}`)
	file := k.ann.ask(http.MethodGet, "/api/own/"+id+"/reminder.ics", "")
	if !strings.HasPrefix(file.header.Get("Content-Type"), "text/calendar") || !strings.Contains(file.body, "DTSTART;VALUE=DATE:"+strings.ReplaceAll(today, "-", "")) {
		t.Errorf("the reminder is %s:\n%s", file.header.Get("Content-Type"), file.body)
	}
	due := func() []string {
		var shelf struct {
			Due []struct {
				Name string `json:"name"`
			} `json:"due"`
		}
		k.ann.see("/api/shelf", &shelf)
		names := []string{}
		for _, each := range shelf.Due {
			names = append(names, each.Name)
		}
		return names
	}
	if got := due(); !slices.Equal(got, []string{"Ines"}) {
		t.Errorf("on its day the shelf asks about %v", got)
	}
	k.ann.post("/api/own/"+id+"/told", `{"asked":"part","note":"Three percent."}`)
	if got := due(); len(got) != 0 {
		t.Errorf("once told the shelf asks about %v", got)
	}

	if got := k.ann.ask(http.MethodDelete, "/api/own/"+id, ""); got.status != http.StatusNoContent {
		t.Fatalf("deleting: %d %s", got.status, got.body)
	}
	for _, path := range []string{"/api/own/" + id, "/api/attempts/" + attempt, "/api/scenarios/own-" + id} {
		if got := k.ann.ask(http.MethodGet, path, ""); got.status != http.StatusNotFound {
			t.Errorf("%s is still there: %d", path, got.status)
		}
	}
}

// Nobody else has a part in it, a trainer of the rep's own team included.
func TestAnOwnNoIsNobodyElses(t *testing.T) {
	k := newClub(t, nil)
	id := k.ann.made("/api/own", anOwnNo)
	k.ann.post("/api/own/"+id+"/commitment", `{"method":"trade","date":"2026-03-31"}`)
	attempt := k.ann.made("/api/attempts", `{"scenario":"own-`+id+`"}`)
	for _, who := range []*person{k.tom, k.olga, k.ben} {
		for _, each := range [][3]string{
			{http.MethodGet, "/api/own/" + id}, {http.MethodDelete, "/api/own/" + id}, {http.MethodGet, "/api/own/" + id + "/reminder.ics"},
			{http.MethodPost, "/api/own/" + id + "/commitment", `{"method":"wait","date":"2026-03-31"}`},
			{http.MethodPost, "/api/own/" + id + "/told", `{"asked":"no"}`},
			{http.MethodGet, "/api/scenarios/own-" + id}, {http.MethodPost, "/api/attempts", `{"scenario":"own-` + id + `"}`},
			{http.MethodGet, "/api/attempts/" + attempt}, {http.MethodGet, "/api/attempts/" + attempt + "/debrief"},
		} {
			if got := who.ask(each[0], each[1], each[2]); got.status != http.StatusNotFound {
				t.Errorf("%s %s as somebody else: %d %s", each[0], each[1], got.status, got.body)
			}
		}
	}
	if got := k.ann.ask(http.MethodPost, "/api/attempts", `{"scenario":"own-`+id+`","team":"`+k.team+`"}`); got.status != http.StatusForbidden {
		t.Errorf("with a team: %d %s", got.status, got.body)
	}
}

func TestWhatIsNoOwnNo(t *testing.T) {
	k := newClub(t, nil)
	for name, body := range map[string]string{
		"nothing":           `{}`,
		"no reason":         `{"need":"a","name":"b","said":"c"}`,
		"a strange reason":  `{"need":"a","name":"b","said":"c","reasons":["weather"]}`,
		"a strange way":     `{"need":"a","name":"b","said":"c","reasons":["rules"],"tried":["bribe"]}`,
		"text turned round": `{"need":"a","name":"b\u202e","said":"c","reasons":["rules"]}`,
	} {
		if got := k.ann.ask(http.MethodPost, "/api/own", body); got.status != http.StatusBadRequest || got.code(t) != "invalid" {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	id := k.ann.made("/api/own", anOwnNo)
	for name, body := range map[string]string{"no day": `{"method":"trade","date":"31.3."}`, "no way": `{"date":"2026-03-31"}`} {
		if got := k.ann.ask(http.MethodPost, "/api/own/"+id+"/commitment", body); got.status != http.StatusBadRequest {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}
