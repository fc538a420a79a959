package web_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/web"
)

// ended plays an attempt of one ask, by a way that moves nothing, and ends it.
func (g *guest) ended() string {
	g.t.Helper()
	attempt := g.begin()
	client := dial(g.t, g, attempt).hello(0).skipOpening()
	client.say("t1", "mara", "Wäit till May?", "wait")
	client.until("replied")
	client.send(map[string]string{"type": "end", "id": "t2"})
	client.until("scored")
	client.close()
	return attempt
}

type told struct {
	Attempt struct {
		Total float64
		Seq   int64
		Rep   any
	}
	Briefing map[string]any
	Debrief  struct {
		Card  practice.Scorecard
		Turns []struct {
			Turn      int
			Methods   []struct{ Method practice.Method }
			Corrected []practice.Correction
		}
	}
}

func (g *guest) correct(attempt, body string) told {
	g.t.Helper()
	got := g.post("/api/attempts/"+attempt+"/corrections", body)
	var answer told
	if err := json.Unmarshal([]byte(got.body), &answer); err != nil || got.status != http.StatusOK {
		g.t.Fatalf("correct: %d %s, %v", got.status, got.body, err)
	}
	return answer
}

const noWait = `{"turn":1,"changes":[{"label":"wait","holds":false},{"label":"trade","holds":true,"start":0,"end":5}],"reason":"I offered <b>time</b>.","mood":"good"}`

func TestCorrection(t *testing.T) {
	h, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.ended()
	watching := dial(t, g, attempt).hello(0)
	watching.until("scored")

	answer := g.correct(attempt, noWait)
	turn := answer.Debrief.Turns[1]
	if len(turn.Methods) != 1 || turn.Methods[0].Method != practice.Trade || len(turn.Corrected) != 1 || turn.Corrected[0].Reason != "I offered <b>time</b>." {
		t.Errorf("turn 1: %+v", turn)
	}
	if quote := turn.Corrected[0].Changes[1].Evidence; quote == nil || quote.Quote != "Wäit" {
		t.Errorf("the quote: %+v", quote)
	}
	if answer.Debrief.Card.Corrected != 1 || float64(answer.Debrief.Card.Total)/1000 != answer.Attempt.Total || answer.Attempt.Rep != nil || answer.Briefing["title"] == nil {
		t.Errorf("the answer: %+v", answer)
	}
	if again := g.get("/api/attempts/" + attempt + "/debrief"); again.status != http.StatusOK || !strings.Contains(again.body, `"corrected":1`) {
		t.Errorf("the debrief, asked again: %d %s", again.status, again.body)
	}
	// The socket tells the new total and nothing else.
	if total := watching.until("scored").Scored["total"]; total != answer.Attempt.Total {
		t.Errorf("the socket says %v, the answer %v", total, answer.Attempt.Total)
	}
	if seq := g.correct(attempt, noWait).Attempt.Seq; seq != answer.Attempt.Seq {
		t.Errorf("sent twice, the log grew from %d to %d", answer.Attempt.Seq, seq)
	}
	watching.close()
	dial(t, g, attempt).hello(0).expect("welcome", "replied", "said", "read", "decided", "replied", "said", "read", "decided", "replied", "ended", "scored", "scored")
	h.log.with(t, `route="POST /api/attempts/{id}/corrections"`)
	if log := h.log.with(t, "status=200"); strings.Contains(log, "I offered") {
		t.Errorf("the reason is in the log: %s", log)
	}
}

func TestCorrectionRefusals(t *testing.T) {
	_, listening := serve(t, nil)
	g, stranger := newGuest(t, listening.URL), newGuest(t, listening.URL)
	attempt := g.ended()
	stranger.begin()
	sameSite := map[string]string{"Sec-Fetch-Site": "same-origin"}
	for name, test := range map[string]struct {
		guest   *guest
		headers map[string]string
		body    string
		status  int
		code    string
	}{
		"a stranger":             {stranger, sameSite, noWait, 404, "not_found"},
		"another site":           {g, map[string]string{"Sec-Fetch-Site": "cross-site"}, noWait, 403, "cross_origin"},
		"nothing":                {g, sameSite, ``, 400, "invalid"},
		"a list":                 {g, sameSite, `[]`, 400, "invalid"},
		"no change":              {g, sameSite, `{"turn":1,"reason":"x"}`, 400, "invalid"},
		"no reason":              {g, sameSite, `{"turn":1,"changes":[{"label":"wait"}]}`, 400, "invalid"},
		"a label without words":  {g, sameSite, `{"turn":1,"changes":[{"label":"trade","holds":true,"start":0}],"reason":"x"}`, 400, "invalid"},
		"half a character":       {g, sameSite, `{"turn":1,"changes":[{"label":"trade","holds":true,"start":0,"end":2}],"reason":"x"}`, 400, "invalid"},
		"an offset far away":     {g, sameSite, `{"turn":1,"changes":[{"label":"trade","holds":true,"start":0,"end":9223372036854775807}],"reason":"x"}`, 400, "invalid"},
		"an offset out of range": {g, sameSite, `{"turn":1,"changes":[{"label":"trade","holds":true,"start":0,"end":1e300}],"reason":"x"}`, 400, "invalid"},
		"no such turn":           {g, sameSite, `{"turn":-1,"changes":[{"label":"wait"}],"reason":"x"}`, 400, "invalid"},
		"no such label":          {g, sameSite, `{"turn":1,"changes":[{"label":"<script>"}],"reason":"x"}`, 400, "invalid"},
		"invalid UTF-8":          {g, sameSite, "{\"turn\":1,\"changes\":[{\"label\":\"wait\"}],\"reason\":\"\xff\"}", 400, "invalid"},
		"a long reason":          {g, sameSite, `{"turn":1,"changes":[{"label":"wait"}],"reason":"` + strings.Repeat("x", 501) + `"}`, 413, "too_large"},
		"a body that is too big": {g, sameSite, `{"reason":"` + strings.Repeat("x", 33<<10) + `"}`, 413, "too_large"},
	} {
		t.Run(name, func(t *testing.T) {
			guest := &guest{t, test.guest.url, test.guest.client}
			got := guest.do("POST", "/api/attempts/"+attempt+"/corrections", test.body, test.headers)
			if got.status != test.status || got.code(t) != test.code {
				t.Errorf("%d %s, want %d %s", got.status, got.body, test.status, test.code)
			}
			strict(t, got.header)
		})
	}
	if got := g.get("/api/attempts/" + attempt + "/debrief"); strings.Contains(got.body, `"corrected"`) {
		t.Errorf("something was corrected: %s", got.body)
	}
}

// What a page has no frame for must not reach it, whoever wrote it.
func TestKindsThatPagesDoNotKnowStayInside(t *testing.T) {
	h, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.ended()
	kept, err := h.store.Attempt(t.Context(), attempt)
	if err != nil {
		t.Fatal(err)
	}
	watching := dial(t, g, attempt).hello(0)
	watching.until("scored")
	card := practice.Scorecard{Total: 12_000}
	events := []practice.Event{
		{Attempt: attempt, Seq: kept.Seq + 1, Turn: 2, Kind: "from_the_future"},
		{Attempt: attempt, Seq: kept.Seq + 2, Turn: 2, Kind: practice.EventReread, Reread: &practice.Reread{Reader: "SECRETREADER"}},
		{Attempt: attempt, Seq: kept.Seq + 3, Turn: 2, Kind: practice.EventScored, Scored: &card},
	}
	if err := h.store.Append(t.Context(), attempt, events); err != nil {
		t.Fatal(err)
	}
	h.broker.Publish(events)
	if frame := watching.until("scored"); frame.Scored["total"] != 12.0 {
		t.Errorf("the next frame is %+v", frame)
	}
	dial(t, g, attempt).hello(kept.Seq).expect("welcome", "scored")
	for _, event := range events[:2] {
		if web.Shown(event) {
			t.Errorf("%s is shown", event.Kind)
		}
	}
}
