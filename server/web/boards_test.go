package web_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

func TestABoardFollowsOfficialAttempts(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	if empty := k.standings(k.ann, board, ""); len(empty.Rows) != 0 || empty.Me != nil || empty.People != 0 || empty.Of != 1 || empty.Measure != "score" {
		t.Errorf("nobody has played: %+v", empty)
	}
	best := k.ann.wins(k.ann.begins(id).ID)
	k.clock.move(time.Minute)
	lower := k.ben.quits(k.ben.begins(id).ID)
	if lower >= best {
		t.Fatalf("quitting scores %d, winning %d", lower, best)
	}
	seen := k.standings(k.ben, board, "?measure=score&window=week")
	if len(seen.Rows) != 2 || seen.Rows[0].Name != "Ann" || seen.Rows[0].Value != best || seen.Rows[0].Me ||
		seen.Rows[1].Name != "Ben" || seen.Rows[1].Place != 2 || !seen.Rows[1].Me || seen.Me == nil || seen.Me.Place != 2 || seen.People != 2 {
		t.Errorf("Ben sees %+v", seen)
	}
	if seen.From == nil || *seen.From != "2026-03-02" || seen.Until == nil || *seen.Until != "2026-03-08" || seen.Team != "North" {
		t.Errorf("the week is %v to %v of %q", seen.From, seen.Until, seen.Team)
	}
	if all := k.standings(k.tom, board, "?window=all"); all.From != nil || all.Until != nil || all.Me != nil || len(all.Rows) != 2 {
		t.Errorf("of all time: %+v", all)
	}
	k.ben.refused(k.ben.get(k.path("/boards/%s?measure=luck", board)), 400, "invalid")
	k.ben.refused(k.ben.get(k.path("/boards/%s?window=year", board)), 400, "invalid")

	k.ann.ok(http.StatusOK, k.ann.post(k.path("/me"), `{"name":"Ann","hidden":true}`), nil)
	if hidden := k.standings(k.ben, board, ""); len(hidden.Rows) != 1 || hidden.Rows[0].Name != "Ben" || hidden.Rows[0].Place != 2 {
		t.Errorf("Ann hides, and Ben sees %+v", hidden)
	}
	if own := k.standings(k.ann, board, ""); own.Me == nil || own.Me.Place != 1 || !own.Me.Hidden {
		t.Errorf("Ann hides, and sees of herself %+v", own.Me)
	}
}

func TestWhatNeverCounts(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	count := func() int { return k.standings(k.tom, board, "?window=all").People }

	official := k.ann.begins(id).ID
	client := dial(t, k.ann.guest, official).hello(0).skipOpening()
	client.say("t1", "mara", "Can we come anyway?", "direct")
	client.until("replied")
	k.ann.refused(k.ann.post("/api/attempts/"+official+"/rewind", `{"turn":1}`), 409, "not_ended")
	if running := count(); running != 0 {
		t.Errorf("%d are on the board by an attempt that runs", running)
	}
	client.send(map[string]any{"type": "end", "id": "t2"})
	client.until("scored")
	client.close()
	quitter := k.standings(k.ann, board, "?window=all")
	if len(quitter.Rows) != 1 {
		t.Fatalf("the official attempt: %+v", quitter)
	}

	again := k.ann.begins(id) // used up: practice
	if again.Official {
		t.Fatal("a second official attempt of one")
	}
	k.ann.wins(again.ID)
	var own begun
	k.ann.ok(http.StatusCreated, k.ann.post("/api/attempts", `{"scenario":"plain","palette":true,"team":"`+k.team+`","official":true}`), &own)
	k.ann.wins(own.ID)
	fork := k.ann.made("/api/attempts/"+again.ID+"/rewind", `{"turn":2}`)
	client = dial(t, k.ann.guest, fork).hello(0)
	client.say("w", "mara", "It saves you a shift a week, and that is worth something.", "value")
	client.until("scored")
	client.close()
	after := k.standings(k.ann, board, "?window=all")
	if fmt.Sprint(after.Rows) != fmt.Sprint(quitter.Rows) {
		t.Errorf("practice and a rewind moved the board from %+v to %+v", quitter.Rows, after.Rows)
	}
}

// TestWithoutANoNothingCounts puts cards into the log as the formulas could make
// them: the room itself makes none without a no, since the opening is one.
func TestWithoutANoNothingCounts(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	for nos, want := range []int{0, 1} {
		attempt := k.ann.begins(id).ID
		if nos == 0 {
			k.tom.ok(http.StatusOK, k.tom.post(k.path("/assignments/%s", id), `{"attempts":2}`), nil)
		}
		log, err := k.keeper.Events(t.Context(), attempt, 0)
		if err != nil {
			t.Fatal(err)
		}
		seq := log[len(log)-1].Seq
		err = k.keeper.Append(t.Context(), attempt, []practice.Event{
			{Attempt: attempt, Seq: seq + 1, Kind: practice.EventEnded, At: k.clock.Now(), Ended: &practice.Ended{Ending: practice.Won}},
			{Attempt: attempt, Seq: seq + 2, Kind: practice.EventScored, At: k.clock.Now(), Scored: &practice.Scorecard{Total: 90_000, Nos: nos, Rubric: 1, Reader: "test"}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if seen := k.standings(k.ann, board, "?window=all"); len(seen.Rows) != want {
			t.Errorf("by a card with %d nos: %+v", nos, seen.Rows)
		}
	}
}

func TestEditedFramesChangeNothingOnABoard(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	attempt := k.ann.begins(id).ID
	client := dial(t, k.ann.guest, attempt)
	client.send(map[string]any{"type": "hello", "after": 0, "official": true, "total": 100, "team": k.other, "rep": k.ben.id})
	client.skipOpening()
	client.send(map[string]any{
		"type": "say", "id": "t1", "to": "mara", "channel": "phone", "text": "Can we come anyway?", "intends": []string{"direct"},
		"total": 100, "official": true, "assignment": id, "scored": map[string]any{"total": 100}, "ending": "won", "rep": k.ben.id,
		"read": map[string]any{"methods": []string{"trade", "value", "proof"}}, "seq": 99, "turn": 40, "kind": "scored",
	})
	client.until("replied")
	for _, kind := range []string{"scored", "ended", "decided", "corrected", "started"} {
		client.send(map[string]any{"type": kind, "id": kind, "scored": map[string]any{"total": 100}, "total": 100})
		client.complains("invalid", kind)
	}
	client.send(map[string]any{"type": "end", "id": "t2", "total": 100, "ending": "won"})
	total := practice.Points(client.until("scored").Scored["total"].(float64) * 1000)
	honest := k.ben.quits(k.ben.begins(id).ID)
	seen := k.standings(k.tom, board, "?window=all")
	if total != honest || len(seen.Rows) != 2 || seen.Rows[0].Value != honest || seen.Rows[1].Value != honest || seen.Rows[1].Place != 1 {
		t.Errorf("edited frames came to %d, honest ones to %d: %+v", total, honest, seen.Rows)
	}
	kept, err := k.keeper.Attempt(t.Context(), attempt)
	if err != nil || kept.Rep != k.ann.id || kept.Team != k.team || kept.Turns != 2 {
		t.Errorf("kept as %+v, %v", kept, err)
	}
}

func TestBoardsOfOthers(t *testing.T) {
	k := newClub(t, nil)
	board := k.board()
	foreign := k.eve.made("/api/teams/"+k.other+"/boards", `{"name":"Ours","scenarios":["plain"]}`)
	guest := newGuest(t, k.url)
	for _, suffix := range []string{"", "/board.csv", "/board.svg", "/board.png"} {
		k.eve.refused(k.eve.get(k.path("/boards/%s%s", board, suffix)), 404, "not_found")
		k.eve.refused(k.eve.get("/api/teams/"+k.other+"/boards/"+board+suffix), 404, "not_found") // her own team, another's board
		k.ann.refused(k.ann.get(k.path("/boards/%s%s", foreign, suffix)), 404, "not_found")
		guest.refused(guest.get(k.path("/boards/%s%s", board, suffix)), 401, "sign_in")
	}
	k.eve.refused(k.eve.post("/api/teams/"+k.other+"/boards/"+board, `{"name":"Mine","scenarios":["plain"]}`), 404, "not_found")
	k.eve.refused(k.eve.do("DELETE", "/api/teams/"+k.other+"/boards/"+board, "", nil), 404, "not_found")
	k.eve.refused(k.eve.post("/api/teams/"+k.other+"/boards/"+board+"/wall", ""), 404, "not_found")
	k.ann.refused(k.ann.post(k.path("/boards"), `{"name":"Mine","scenarios":["plain"]}`), 403, "forbidden")
	k.ann.refused(k.ann.post(k.path("/boards/%s/wall", board), ""), 403, "forbidden")
	k.tom.refused(k.tom.post(k.path("/boards"), `{"name":"Mine","scenarios":["none"]}`), 404, "not_found")
	var listed struct{ Boards []struct{ ID, Name string } }
	k.ann.see(k.path("/boards"), &listed)
	if len(listed.Boards) != 1 || listed.Boards[0].ID != board || listed.Boards[0].Name != "All of it" {
		t.Errorf("listed: %+v", listed)
	}
}

func TestBoardsAreMadeChangedAndTakenAway(t *testing.T) {
	k := newClub(t, nil)
	board := k.board()
	var changed struct {
		Name      string
		Scenarios []struct{ Name, Title string }
		Shared    bool
	}
	k.tom.ok(http.StatusOK, k.tom.post(k.path("/boards/%s", board), `{"name":"Spring","scenarios":["plain","long-gone"]}`), &changed)
	if changed.Name != "Spring" || len(changed.Scenarios) != 2 || changed.Scenarios[0].Title != "Half a day with the machine" || changed.Scenarios[1].Title != "long-gone" {
		t.Errorf("changed: %+v", changed)
	}
	k.tom.ok(http.StatusNoContent, k.tom.do("DELETE", k.path("/boards/%s", board), "", nil), nil)
	k.tom.refused(k.tom.get(k.path("/boards/%s", board)), 404, "not_found")
}

func TestBoardFilesAndPictures(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	k.ann.ok(http.StatusOK, k.ann.post(k.path("/me"), `{"name":"=1+Ann","hidden":false}`), nil)
	total := k.ann.wins(k.ann.begins(id).ID)

	file := k.ben.get(k.path("/boards/%s/board.csv?window=all", board))
	want := fmt.Sprintf("place,name,value,played,of,reached\r\n1,'=1+Ann,%.1f,1,1,2026-03-04T12:00:00Z\r\n", float64(total)/1000)
	if file.status != 200 || file.body != want || !strings.HasPrefix(file.header.Get("Content-Type"), "text/csv; charset=utf-8") ||
		file.header.Get("Cache-Control") != "no-store" || !strings.Contains(file.header.Get("Content-Disposition"), "attachment") {
		t.Errorf("%d %v %q, want %q", file.status, file.header, file.body, want)
	}
	strict(t, file.header)
	for name, contentType := range map[string]string{"svg": "image/svg+xml", "png": "image/png"} {
		path := k.path("/boards/%s/board.%s?window=all", board, name)
		light := k.ben.get(path)
		if light.status != 200 || light.header.Get("Content-Type") != contentType || light.header.Get("Cache-Control") != "private, no-cache" {
			t.Errorf("%s: %d %v", name, light.status, light.header)
		}
		strict(t, light.header)
		etag := light.header.Get("ETag")
		if same := k.ben.do("GET", path, "", map[string]string{"If-None-Match": etag}); same.status != http.StatusNotModified || same.body != "" {
			t.Errorf("%s again: %d", name, same.status)
		}
		if dark := k.ben.get(path + "&theme=dark"); dark.status != 200 || dark.body == light.body || dark.header.Get("ETag") == etag {
			t.Errorf("%s in the dark: %d, the same %v", name, dark.status, dark.body == light.body)
		}
		k.clock.move(time.Second)
		k.ann.ok(http.StatusOK, k.ann.post(k.path("/me"), `{"name":"Anna `+name+`","hidden":false}`), nil)
		if moved := k.ben.do("GET", path, "", map[string]string{"If-None-Match": etag}); moved.status != 200 || moved.body == light.body {
			t.Errorf("%s after a change: %d", name, moved.status)
		}
	}
}

func TestAWallIsForWhoHasItsLink(t *testing.T) {
	k := newClub(t, nil)
	id, board := k.assignment(""), k.board()
	k.ann.wins(k.ann.begins(id).ID)
	link := func() string {
		t.Helper()
		var shared struct{ Link string }
		k.tom.ok(http.StatusOK, k.tom.post(k.path("/boards/%s/wall", board), ""), &shared)
		token, found := strings.CutPrefix(shared.Link, k.url+"/wall/")
		if !found || len(token) < 40 {
			t.Fatalf("the link is %q", shared.Link)
		}
		return token
	}
	screen := newGuest(t, k.url) // no cookie at all
	addresses := func(token string) []string {
		return []string{"/api/wall/" + token, "/wall/" + token, "/wall/" + token + "/board.svg", "/wall/" + token + "/board.png", "/api/wall/" + token + "/live"}
	}
	open := func(token string, want int) {
		t.Helper()
		for _, path := range addresses(token)[:4] {
			if got := screen.get(path); got.status != want {
				t.Errorf("%s: %d, want %d", path, got.status, want)
			}
		}
	}
	first := link()
	open(first, 200)
	var shown standings
	screen.see("/api/wall/"+first+"?window=all&measure=score", &shown)
	if len(shown.Rows) != 1 || shown.Rows[0].Name != "Ann" || shown.Rows[0].Me || shown.Me != nil || shown.Team != "North" {
		t.Errorf("the wall shows %+v", shown)
	}
	k.ann.see("/api/wall/"+first+"?window=all", &shown)
	if shown.Me != nil || shown.Rows[0].Me {
		t.Errorf("the wall knows who looks: %+v", shown)
	}
	embedded := screen.get("/wall/" + first + "/board.svg")
	if embedded.header.Get("Cross-Origin-Resource-Policy") != "cross-origin" || embedded.header.Get("Cache-Control") != "no-cache" || embedded.header.Get("ETag") == "" {
		t.Errorf("a picture to embed: %v", embedded.header)
	}
	if len(screen.client.Jar.Cookies(mustURL(t, k.url))) != 0 {
		t.Error("a wall made a guest")
	}
	strict(t, screen.get("/api/wall/"+first).header)
	if page := screen.get("/wall/" + first); !strings.Contains(page.body, "wall") || page.header.Get("Cross-Origin-Resource-Policy") != "same-origin" {
		t.Errorf("the page: %v", page.header)
	}

	second := link()
	open(first, 404)
	open(second, 200)
	k.tom.ok(http.StatusNoContent, k.tom.do("DELETE", k.path("/boards/%s/wall", board), "", nil), nil)
	open(second, 404)
	open("x", 404)
	for _, token := range []string{first, second} {
		for _, path := range addresses(token) {
			k.log.without(t, path)
		}
		k.log.without(t, token)
	}
}
