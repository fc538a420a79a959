package web_test

import (
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// roomSeen is a live room as it is answered.
type roomSeen struct {
	Room struct {
		ID, State string
		Names     bool
	}
	Trainer          bool
	Answered, People int
	Mine             *struct{ Text string }
	Answers          []shownAnswer
	Voted            string
}

type shownAnswer struct {
	ID, Text string
	Name     *string
	Votes    *int
	Mine     bool
	Labels   []string
	Ask      string
}

// countingReader counts what it reads.
type countingReader struct {
	intentReader
	read *atomic.Int32
}

func (c countingReader) Read(said practice.Said) practice.Reading {
	c.read.Add(1)
	said.Intends = []practice.Method{practice.Trade}
	if said.Outcome != "A visit" || said.ClientLast != "Not this year." {
		said.Intends = nil
	}
	return c.intentReader.Read(said)
}

func TestALiveRoom(t *testing.T) {
	var read atomic.Int32
	k := newClub(t, func(config *web.Config, _ *session.Config) { config.Reader = countingReader{read: &read} })
	id := k.tom.made(k.path("/rooms"), `{"outcome":"A visit","no":"Not this year.","who":"Mara"}`)
	at := "/api/rooms/" + id
	if open := k.rooms(k.ann); !slices.Equal(open, []string{id}) {
		t.Errorf("open: %v", open)
	}
	look := func(p *person) (seen roomSeen) {
		t.Helper()
		p.see(at, &seen)
		return seen
	}
	move := func(state string, names bool) {
		t.Helper()
		body := `{"state":"` + state + `","names":false}`
		if names {
			body = `{"state":"` + state + `","names":true}`
		}
		k.tom.ok(http.StatusOK, k.tom.post(at, body), nil)
	}
	hears := k.ben.listens(k.path("/live"))
	for p, text := range map[*person]string{k.ann: "First thought.", k.ben: "What would have to change?", k.tom: "If we pay the trip, would you?"} {
		p.ok(http.StatusNoContent, p.post(at+"/answer", `{"text":"`+text+`"}`), nil)
	}
	hears.hears("room", id)
	k.ann.ok(http.StatusNoContent, k.ann.post(at+"/answer", `{"text":"<b>Who else</b> should I ask?"}`), nil)

	for name, p := range map[string]*person{"a rep": k.ann, "the trainer": k.tom} {
		before := look(p)
		if len(before.Answers) != 0 || before.Answered != 3 || before.People != 4 || before.Mine == nil {
			t.Errorf("before they are revealed %s sees %+v", name, before)
		}
		if raw := p.get(at).body; strings.Contains(raw, "What would have") {
			t.Errorf("%s is told Ben's answer: %s", name, raw)
		}
	}
	k.ann.refused(k.ann.post(at+"/vote", `{"answer":"x"}`), 404, "not_found")
	if read.Load() != 0 {
		t.Error("answers were read before they were revealed")
	}
	k.ann.refused(k.ann.post(at, `{"state":"revealed"}`), 403, "forbidden")
	k.tom.refused(k.tom.post(at, `{"state":"closed"}`), 400, "invalid")

	move("revealed", false)
	revealed := look(k.ann)
	if len(revealed.Answers) != 3 || revealed.Mine.Text != "<b>Who else</b> should I ask?" {
		t.Fatalf("revealed: %+v", revealed)
	}
	var order, again []string
	for _, answer := range revealed.Answers {
		order = append(order, answer.ID)
		if answer.Name != nil || answer.Votes != nil || !slices.Equal(answer.Labels, []string{"trade"}) || answer.Ask != "outcome" || answer.Mine != (answer.Text == revealed.Mine.Text) {
			t.Errorf("side by side: %+v", answer)
		}
	}
	for _, answer := range look(k.ben).Answers {
		again = append(again, answer.ID)
	}
	if !slices.Equal(order, again) || !slices.IsSorted(order) {
		t.Errorf("the order %v is another for somebody else: %v", order, again)
	}
	if read.Load() != 3 {
		t.Errorf("three answers were read %d times", read.Load())
	}
	k.ann.refused(k.ann.post(at+"/answer", `{"text":"Too late."}`), 409, "conflict")
	notHers := slices.IndexFunc(revealed.Answers, func(answer shownAnswer) bool { return !answer.Mine })
	k.ann.refused(k.ann.post(at+"/vote", `{"answer":"`+order[notHers]+`"}`), 409, "conflict")
}

func TestVotesInALiveRoom(t *testing.T) {
	k := newClub(t, nil)
	id := k.tom.made(k.path("/rooms"), `{"outcome":"A visit","no":"Not this year.","who":"Mara"}`)
	at := "/api/rooms/" + id
	for _, p := range []*person{k.ann, k.ben} {
		p.ok(http.StatusNoContent, p.post(at+"/answer", `{"text":"A question of `+p.id+`"}`), nil)
	}
	k.tom.ok(http.StatusOK, k.tom.post(at, `{"state":"revealed","names":true}`), nil)
	k.tom.ok(http.StatusOK, k.tom.post(at, `{"state":"voting","names":true}`), nil)
	look := func(p *person) (seen roomSeen, anns, bens string) {
		t.Helper()
		p.see(at, &seen)
		for _, answer := range seen.Answers {
			switch *answer.Name {
			case "Ann":
				anns = answer.ID
			case "Ben":
				bens = answer.ID
			}
		}
		return seen, anns, bens
	}
	_, anns, bens := look(k.ann)
	k.ann.refused(k.ann.post(at+"/vote", `{"answer":"`+anns+`"}`), 400, "invalid") // one's own
	for range 3 {
		k.ann.ok(http.StatusNoContent, k.ann.post(at+"/vote", `{"answer":"`+bens+`"}`), nil) // one vote, however often
	}
	k.tom.ok(http.StatusNoContent, k.tom.post(at+"/vote", `{"answer":"`+anns+`"}`), nil)
	k.tom.ok(http.StatusNoContent, k.tom.post(at+"/vote", `{"answer":"`+bens+`"}`), nil) // changed one's mind
	count := func(p *person) map[string]*int {
		var seen roomSeen
		p.see(at, &seen)
		votes := map[string]*int{}
		for _, answer := range seen.Answers {
			votes[answer.ID] = answer.Votes
		}
		return votes
	}
	if votes := count(k.ben); votes[bens] != nil {
		t.Errorf("a rep sees votes while they are cast: %d", *votes[bens])
	}
	if votes := count(k.tom); votes[bens] == nil || *votes[bens] != 2 || *votes[anns] != 0 {
		t.Errorf("the trainer sees %v", votes)
	}
	if seen, _, _ := look(k.ann); seen.Voted != bens {
		t.Errorf("voted: %q", seen.Voted)
	}
	k.eve.refused(k.eve.post(at+"/vote", `{"answer":"`+bens+`"}`), 404, "not_found")
	other := k.tom.made(k.path("/rooms"), `{"outcome":"A visit","no":"No.","who":"Mara"}`)
	k.ann.refused(k.ann.post("/api/rooms/"+other+"/vote", `{"answer":"`+bens+`"}`), 404, "not_found")

	k.tom.ok(http.StatusOK, k.tom.post(at, `{"state":"closed","names":false}`), nil)
	if votes := count(k.ben); votes[bens] == nil || *votes[bens] != 2 || *votes[anns] != 0 {
		t.Errorf("closed: %v", votes)
	}
	var closed roomSeen
	k.ben.see(at, &closed)
	if closed.Answers[0].Name != nil || closed.Answers[0].ID != bens {
		t.Errorf("closed, without names, the best first: %+v", closed.Answers)
	}
	k.ben.refused(k.ben.post(at+"/vote", `{"answer":"`+anns+`"}`), 409, "conflict")
	if open := k.rooms(k.ann); !slices.Equal(open, []string{other}) {
		t.Errorf("open: %v", open)
	}
}

func TestRoomsOfOthers(t *testing.T) {
	k := newClub(t, nil)
	at := "/api/rooms/" + k.tom.made(k.path("/rooms"), `{"outcome":"A visit","no":"No.","who":"Mara"}`)
	guest := newGuest(t, k.url)
	for _, path := range []string{"", "/answer", "/vote"} {
		k.eve.refused(k.eve.post(at+path, `{"state":"revealed","text":"x","answer":"x"}`), 404, "not_found")
		guest.refused(guest.post(at+path, `{"state":"revealed","text":"x","answer":"x"}`), 401, "sign_in")
	}
	k.eve.refused(k.eve.get(at), 404, "not_found")
	k.ann.refused(k.ann.post(k.path("/rooms"), `{"outcome":"A visit","no":"No.","who":"Mara"}`), 403, "forbidden")
	k.eve.refused(k.eve.post(k.path("/rooms"), `{"outcome":"A visit","no":"No.","who":"Mara"}`), 404, "not_found")
	k.ann.refused(k.ann.get("/api/rooms/room-nope"), 404, "not_found")
	k.ann.refused(k.ann.post(at+"/answer", `{"text":"`+strings.Repeat("x", 1001)+`"}`), 413, "too_large")
}
