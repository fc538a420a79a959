package web_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/web"
)

const secret = "I was afraid of <b>the silence</b>."

// What a rep writes down for themself comes back to the rep alone: no trainer's
// page, live stream or frame holds it, and the rep's own export does.
func TestReflectionsAreTheRepsAlone(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.wins(attempt)
	address := "/api/attempts/" + attempt
	var kept struct {
		Reflections []struct {
			Turn int
			Text string
			At   string
		}
	}
	k.ann.ok(http.StatusOK, k.ann.post(address+"/reflections", `{"turn":1,"text":"`+secret+`"}`), &kept)
	if len(kept.Reflections) != 1 || kept.Reflections[0].Text != secret || kept.Reflections[0].Turn != 1 || kept.Reflections[0].At == "" {
		t.Fatalf("kept: %+v", kept)
	}
	if own := k.ann.get(address + "/debrief"); !strings.Contains(own.body, "afraid of") {
		t.Error("the rep's own debrief does not hold it")
	}
	if own := k.ann.get("/api/me/export"); !strings.Contains(own.body, "afraid of") {
		t.Error("the rep's own export does not hold it")
	}
	for _, path := range []string{address, address + "/debrief", address + "/comments", "/api/teams/" + k.team + "/members/" + k.ann.id, "/api/teams/" + k.team + "/glance", "/api/me/export"} {
		got := k.tom.get(path)
		if got.status != http.StatusOK {
			t.Errorf("a trainer at %s: %d", path, got.status)
		}
		if strings.Contains(got.body, "afraid of") || strings.Contains(got.body, `"reflections"`) {
			t.Errorf("a trainer reads it at %s", path)
		}
	}
	k.tom.refused(k.tom.post(address+"/reflections", `{"turn":1,"text":"Tom was here."}`), 404, "not_found")
	if event := (practice.Event{Kind: practice.EventReflected, Reflected: &practice.Reflection{Text: secret}}); web.Shown(event) || strings.Contains(string(web.EncodeEvent(event)), "afraid") {
		t.Error("a frame shows it")
	}
}

// A guest answers too; the words come back as they were, whatever they look like.
func TestReflectionsOfAGuest(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.ended()
	if got := g.post("/api/attempts/"+attempt+"/reflections", `{"turn":0,"text":"  Ask once more.  "}`); got.status != 200 || !strings.Contains(got.body, `"text":"Ask once more."`) {
		t.Errorf("kept: %d %s", got.status, got.body)
	}
	for body, code := range map[string]string{
		`{"turn":`:                   "invalid",
		`{"turn":77,"text":"Hm."}`:   "invalid",
		`{"turn":-1,"text":"Hm."}`:   "invalid",
		`{"turn":0,"text":"\u0000"}`: "invalid",
		`{"turn":0,"text":"` + strings.Repeat("a", practice.MaxReflectionRunes+1) + `"}`: "too_large",
	} {
		if got := g.post("/api/attempts/"+attempt+"/reflections", body); got.code(t) != code {
			t.Errorf("%.40s: %d %s", body, got.status, got.body)
		}
	}
}
