package web_test

import (
	"net/http"
	"testing"

	"github.com/askagain/askagain/server/score"
)

type besides struct {
	Parent   string
	Beside   *score.Beside
	Branches []struct {
		ID     string
		From   int
		Ending string
		Total  float64
	}
}

// An attempt that went back is set against the one that it left, which lists it;
// the rep's trainer sees the same, and nobody else anything.
func TestBeside(t *testing.T) {
	k := newClub(t, nil)
	attempt := k.ann.begins(k.assignment("")).ID
	k.ann.wins(attempt)
	var back begun
	k.ann.ok(http.StatusCreated, k.ann.post("/api/attempts/"+attempt+"/rewind", `{"turn":1}`), &back)
	k.ann.refused(k.ann.get("/api/attempts/"+back.ID+"/beside"), 409, "not_ended")
	k.ann.wins(back.ID)

	for name, p := range map[string]*person{"the rep": k.ann, "a trainer": k.tom} {
		var left, went besides
		p.see("/api/attempts/"+attempt+"/beside", &left)
		if left.Parent != "" || left.Beside != nil || len(left.Branches) != 1 || left.Branches[0].ID != back.ID || left.Branches[0].From != 1 || left.Branches[0].Ending != "won" {
			t.Errorf("%s sees beside the parent %+v", name, left)
		}
		p.see("/api/attempts/"+back.ID+"/beside", &went)
		if went.Parent != attempt || went.Beside == nil || went.Beside.From != 1 || went.Beside.Changed == "" || len(went.Beside.Then.Turns) == 0 || len(went.Branches) != 0 {
			t.Errorf("%s sees beside the branch %+v", name, went)
		}
	}
	for name, p := range map[string]*guest{"another rep": k.ben.guest, "a guest": newGuest(t, k.url)} {
		if got := p.get("/api/attempts/" + back.ID + "/beside"); got.status != 404 {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
}
