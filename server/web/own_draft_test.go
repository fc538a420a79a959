package web_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// scribe drafts the same whatever the notes are, and passes these on.
type scribe struct {
	yaml  string
	err   error
	notes chan string // nil: nobody looks
}

func (s scribe) Name() string { return "scribe-1" }

func (s scribe) Draft(_ context.Context, _, notes string) ([]byte, error) {
	if s.notes != nil {
		s.notes <- notes
	}
	return []byte(s.yaml), s.err
}

type draftedShown struct {
	Drafter string `json:"drafter"`
	No      struct {
		Drafted string `json:"drafted"`
		Need    string `json:"need"`
	} `json:"no"`
}

func TestAModelDraftsThePersonOfAnOwnNo(t *testing.T) {
	notes := make(chan string, 1)
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Drafter = scribe{yaml: plain, notes: notes} })
	id := k.ann.made("/api/own", anOwnNo)
	var page draftedShown
	k.ann.see("/api/own/"+id, &page)
	if page.Drafter != "scribe-1" || page.No.Drafted != "" {
		t.Fatalf("before, the page is %+v", page)
	}
	k.ann.post("/api/own/"+id+"/draft", ``)
	if told := <-notes; !strings.Contains(told, "A raise of five percent") || !strings.Contains(told, "There is no budget.") {
		t.Errorf("the model is told\n%s", told)
	}
	got := k.ann.ask(http.MethodGet, "/api/own/"+id, "")
	if strings.Contains(got.body, "REVEALED") || strings.Contains(got.body, `"rep"`) || strings.Contains(got.body, "gives_way") {
		t.Errorf("the page tells what is to be found out: %s", got.body)
	}
	k.ann.see("/api/own/"+id, &page)
	if page.No.Drafted != "scribe-1" || page.No.Need != "A raise of five percent" {
		t.Errorf("afterwards, the page is %+v", page)
	}
	attempt := k.ann.made("/api/attempts", `{"scenario":"own-`+id+`"}`)
	kept, err := k.keeper.Attempt(t.Context(), attempt)
	if err != nil {
		t.Fatal(err)
	}
	file, err := k.keeper.Source(t.Context(), kept.Hash)
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"The floor is full.", "There is no budget.", `need: "A raise of five percent"`, "you would have to ask me for real"} {
		if !strings.Contains(string(file.YAML), part) {
			t.Errorf("what is played lacks %q:\n%s", part, file.YAML)
		}
	}
	if got := k.ann.ask(http.MethodDelete, "/api/own/"+id+"/draft", ""); got.status != http.StatusOK || strings.Contains(got.body, "scribe") {
		t.Errorf("back to the rules: %d %s", got.status, got.body)
	}
}

func TestADraftThatFailsLeavesThePerson(t *testing.T) {
	for name, each := range map[string]struct {
		drafter web.Drafter
		code    string
	}{
		"no model":      {nil, "conflict"},
		"no answer":     {scribe{err: practice.Errorf(practice.CodeUnavailable, "The model gave no draft.")}, "unavailable"},
		"no file":       {scribe{yaml: "I'd rather write a poem."}, "unavailable"},
		"too thin":      {scribe{yaml: strings.Replace(plain, "gives_way_to: [value, reduce]", "gives_way_to: [value]", 1)}, "invalid"},
		"hidden turned": {scribe{yaml: strings.ReplaceAll(plain, "The floor is full.", "The \u202e floor")}, "unavailable"},
	} {
		t.Run(name, func(t *testing.T) {
			k := newClub(t, func(config *web.Config, _ *session.Config) { config.Drafter = each.drafter })
			id := k.ann.made("/api/own", anOwnNo)
			if got := k.ann.ask(http.MethodPost, "/api/own/"+id+"/draft", ""); got.code(t) != each.code {
				t.Errorf("answers %d %s, want %s", got.status, got.body, each.code)
			}
			var page draftedShown
			k.ann.see("/api/own/"+id, &page)
			if page.No.Drafted != "" {
				t.Errorf("it is drafted by %s all the same", page.No.Drafted)
			}
			k.ann.made("/api/attempts", `{"scenario":"own-`+id+`"}`)
		})
	}
}

func TestDraftsAreFew(t *testing.T) {
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Drafter = scribe{yaml: plain} })
	id := k.ann.made("/api/own", anOwnNo)
	for range 20 {
		if got := k.ann.ask(http.MethodPost, "/api/own/"+id+"/draft", ""); got.status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("twenty drafts at once are made")
}
