package web_test

import (
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// slowSpeaker finds its words when it is told to.
type slowSpeaker struct{ words chan string }

func (s slowSpeaker) Speak(ctx context.Context, cue session.Cue) (session.Words, error) {
	select {
	case text := <-s.words:
		return session.Words{Lines: []practice.Line{{ID: "said", Person: cue.Decision.Person, Text: text}}}, nil
	case <-ctx.Done():
		return session.Words{}, ctx.Err()
	}
}

func withSpeaker(speaker session.Speaker) func(*web.Config, *session.Config) {
	return func(_ *web.Config, rooms *session.Config) { rooms.Speaker = speaker }
}

func TestTalk(t *testing.T) {
	speaker := slowSpeaker{make(chan string)}
	_, listening := serve(t, withSpeaker(speaker))
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	client := dial(t, g, attempt).hello(0)

	welcome := client.expect("welcome")
	if welcome.Version != 1 || welcome.Seq != 2 || welcome.Running || welcome.Now["nos"] != 1.0 || welcome.Now["left"] != 30.0 {
		t.Errorf("welcome: %s", client.raw[0])
	}
	opening := client.expect("replied")
	if opening.Seq != 2 || opening.Turn != 0 || opening.Replied.Lines[0].Text != "Not this quarter." {
		t.Errorf("opening: %s", client.raw[1])
	}

	client.say("t1", "mara", "Half a day, and we take the old press away?", "trade")
	if said := client.expect("said"); said.Seq != 3 || said.Said["id"] != "t1" || said.Said["channel"] != "phone" {
		t.Errorf("said: %v", said)
	}
	read := client.expect("read")
	if evidence := read.Read["evidence"].([]any); len(evidence) != 2 || read.Read["unborne"] == nil {
		t.Errorf("read: %v", read.Read)
	}
	decided := client.expect("decided").Decided
	if decided["ask"] != "outcome" || decided["no"] != true || decided["person"] != "mara" {
		t.Errorf("decided: %v", decided)
	}
	if ground := decided["ground"].([]any); len(ground) != 1 || ground[0].(map[string]any)["how"] != "gave_way" {
		t.Errorf("ground: %v", ground)
	}
	now := client.expect("now").Now
	if now["asks"] != 1.0 || now["nos"] != 2.0 {
		t.Errorf("now: %v", now)
	}
	if mara := now["people"].([]any)[0].(map[string]any); mara["state"] != "softening" || mara["asks"] != 1.0 || mara["tried"].([]any)[0] != "trade" {
		t.Errorf("mara: %v", mara)
	}
	if typing := client.expect("typing"); typing.Person != "mara" {
		t.Errorf("typing: %v", typing)
	}

	client.say("t2", "mara", "And?")
	client.complains("busy", "t2")
	speaker.words <- "Hm."
	if replied := client.expect("replied"); replied.Seq != 6 || replied.Replied.By != "model" || replied.Replied.Lines[0].Text != "Hm." {
		t.Errorf("replied: %v", replied)
	}

	client.say("t3", "mara", "It saves you a shift a week.", "value")
	client.expect("said", "read", "decided", "now", "typing")
	speaker.words <- "Tuesday."
	client.expect("replied")
	if ended := client.expect("ended").Ended; ended["ending"] != "won" {
		t.Errorf("ended: %v", ended)
	}
	if scored := client.expect("scored").Scored; scored["total"].(float64) <= 0 || len(scored) != 1 {
		t.Errorf("scored: %v", scored)
	}
	client.send(map[string]any{"type": "end", "id": "t4"})
	client.complains("ended", "t4")
}

func TestComingBack(t *testing.T) {
	speaker := slowSpeaker{make(chan string)}
	_, listening := serve(t, withSpeaker(speaker))
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	first := dial(t, g, attempt).hello(0).skipOpening()
	first.say("t1", "mara", "Half a day?", "trade")
	first.expect("said", "read")
	first.close()

	second := dial(t, g, attempt).hello(4)
	welcome := second.expect("welcome")
	if welcome.Seq != 5 || !welcome.Running || welcome.Now["asks"] != 1.0 {
		t.Errorf("welcome: %s", second.raw[0])
	}
	if decided := second.expect("decided"); decided.Seq != 5 {
		t.Errorf("decided: %v", decided)
	}
	if typing := second.expect("typing"); typing.Person != "mara" {
		t.Errorf("typing: %v", typing)
	}
	// The page does not know whether its turn arrived, and sends it again.
	second.say("t1", "mara", "Half a day?", "trade")
	speaker.words <- "No."
	if replied := second.expect("replied"); replied.Seq != 6 || replied.Turn != 1 {
		t.Errorf("replied: %v", replied)
	}
	second.say("t1", "mara", "Half a day?", "trade")
	second.say("t2", "mara", "Please?", "proof")
	if said := second.expect("said"); said.Seq != 7 || said.Said["id"] != "t2" {
		t.Errorf("a turn that was sent three times happened again: %v", said)
	}
	second.expect("read", "decided", "now", "typing")
	speaker.words <- "No."
	second.expect("replied")

	third := dial(t, g, attempt).hello(10)
	if welcome := third.expect("welcome"); welcome.Seq != 10 || welcome.Running {
		t.Errorf("welcome: %s", third.raw[0])
	}
}

func TestTwoTabsStayInStep(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	left, right := dial(t, g, attempt).hello(0).skipOpening(), dial(t, g, attempt).hello(0).skipOpening()
	for turn := 1; turn <= 6; turn++ {
		speaks := []*talker{left, right}[turn%2]
		speaks.say("t"+strconv.Itoa(turn), "mara", "Half a day? "+strconv.Itoa(turn), "explore")
		a, b := left.until("replied"), right.until("replied")
		if a.Seq != b.Seq || a.Turn != turn || a.Replied.Lines[0] != b.Replied.Lines[0] {
			t.Fatalf("turn %d: left %v, right %v", turn, a, b)
		}
	}
	if strings.Join(left.raw, "\n") != strings.Join(right.raw, "\n") {
		t.Errorf("the tabs were told different things:\n%s\n\n%s", strings.Join(left.raw, "\n"), strings.Join(right.raw, "\n"))
	}
	var last received
	for _, raw := range left.raw {
		var frame received
		if err := json.Unmarshal([]byte(raw), &frame); err != nil {
			t.Fatal(err)
		}
		if frame.Type == "now" {
			last = frame
		}
	}
	if diff := cmp.Diff(last.Now, dial(t, g, attempt).hello(0).expect("welcome").Now); diff != "" {
		t.Errorf("a tab that comes later sees another state (-live +later):\n%s", diff)
	}
}

func TestTheOtherKindsOfTurn(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	client := dial(t, g, g.begin()).hello(0).skipOpening()
	client.send(map[string]any{"type": "take", "id": "t0"})
	client.complains("invalid", "t0")
	client.send(map[string]any{"type": "wait", "id": "t1", "days": 5, "text": "not part of a wait"})
	if said := client.expect("said"); said.Said["text"] != nil || said.Said["days"] != 5.0 {
		t.Errorf("said: %v", said.Said)
	}
	if decided := client.until("decided").Decided; decided["day"] != 5.0 || decided["verdict"] != "pass" {
		t.Errorf("decided: %v", decided)
	}
	if now := client.expect("now").Now; now["date"] != "2026-03-07" || now["left"] != 25.0 || now["offered"] != false {
		t.Errorf("now: %v", now)
	}
	// Nobody is typing: the calendar speaks.
	if replied := client.expect("replied"); replied.Replied.Lines[0].Text != "The trade fair opens." || replied.Replied.Lines[0].Person != "" {
		t.Errorf("replied: %v", replied.Replied)
	}
	client.say("t2", "mara", "Half a day, and we take the old press?", "trade")
	client.until("replied")
	client.send(map[string]any{"type": "end", "id": "t9"})
	if ended := client.until("ended").Ended; ended["ending"] == "" {
		t.Errorf("ended: %v", ended)
	}
}

func TestBadFramesAreAnsweredAndHarmNothing(t *testing.T) {
	h, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Limits.BadFrames = 100 })
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	client := dial(t, g, attempt)
	client.say("early", "mara", "Before hello")
	client.complains("invalid", "early")
	for _, after := range []int64{-1, 3, 1 << 60} {
		client.hello(after).complains("invalid", "")
	}
	client.hello(0).skipOpening()
	client.hello(0).complains("invalid", "")

	const text, binary = websocket.TextMessage, websocket.BinaryMessage
	long := strings.Repeat("x", web.MaxFrameBytes)
	for _, test := range []struct {
		name     string
		kind     int
		data     string
		code, id string
	}{
		{"nothing", text, ``, "invalid", ""},
		{"no JSON", text, `{"type":"say"`, "invalid", ""},
		{"no object", text, `[1]`, "invalid", ""},
		{"null", text, `null`, "invalid", ""},
		{"two values", text, `{"type":"end","id":"a"}{}`, "invalid", ""},
		{"no type", text, `{"id":"a"}`, "invalid", "a"},
		{"an unknown type", text, `{"type":"shout","id":"a"}`, "invalid", "a"},
		{"a field of another kind", text, `{"type":"wait","id":"a","days":"three"}`, "invalid", "a"},
		{"a fraction of a day", text, `{"type":"wait","id":"a","days":1.5}`, "invalid", "a"},
		{"a number too large", text, `{"type":"wait","id":"a","days":1e99}`, "invalid", "a"},
		{"invalid UTF-8", text, "{\"type\":\"say\",\"id\":\"a\",\"text\":\"\xff\"}", "invalid", ""},
		{"deep nesting", text, strings.Repeat("[", 12000), "invalid", ""},
		{"binary", binary, `{"type":"end","id":"a"}`, "invalid", ""},
		{"a say without anything", text, `{"type":"say","id":"a"}`, "invalid", "a"},
		{"a say to nobody", text, `{"type":"say","id":"a","to":"nobody","channel":"email","text":"Hi"}`, "invalid", "a"},
		{"a say by pigeon", text, `{"type":"say","id":"a","to":"mara","channel":"pigeon","text":"Hi"}`, "invalid", "a"},
		{"an unknown method", text, `{"type":"say","id":"a","to":"mara","channel":"email","text":"Hi","intends":["magic"]}`, "invalid", "a"},
		{"a turn without an id", text, `{"type":"end"}`, "invalid", ""},
		{"an id too long", text, `{"type":"end","id":"` + strings.Repeat("i", 65) + `"}`, "too_large", ""},
		{"a wait of no days", text, `{"type":"wait","id":"a","days":0}`, "invalid", "a"},
		{"a wait of a million days", text, `{"type":"wait","id":"a","days":1000000}`, "invalid", "a"},
		{"4,001 characters", text, `{"type":"say","id":"a","to":"mara","channel":"email","text":"` + strings.Repeat("x", 4001) + `"}`, "too_large", "a"},
		{"a frame too long", text, `{"type":"say","id":"a","to":"mara","channel":"email","text":"` + long + `"}`, "too_large", "a"},
		{"no JSON, too long", text, long + "x", "too_large", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			client.t = t
			client.sendRaw(test.kind, test.data)
			client.complains(test.code, test.id)
		})
	}
	client.t = t
	client.say("fine", "mara", "Half a day?", "trade")
	if replied := client.until("replied"); replied.Turn != 1 {
		t.Errorf("after all that: %v", replied)
	}
	if attempt, err := h.store.Attempt(t.Context(), attempt); err != nil || attempt.Turns != 1 {
		t.Errorf("the log has %d turns, %v", attempt.Turns, err)
	}
}

// TestTheLongestTurn sends the longest turn that is allowed in its largest
// form: every character takes four bytes.
func TestTheLongestTurn(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	client := dial(t, g, g.begin()).hello(0).skipOpening()
	text := strings.Repeat("😀", practice.MaxTurnRunes)
	client.send(map[string]any{
		"type": "say", "id": strings.Repeat("i", practice.MaxTurnIDBytes), "to": "mara", "channel": "in_person",
		"text": text, "intends": []string{"empathize", "obstacle"},
	})
	if said := client.expect("said"); said.Said["text"] != text {
		t.Errorf("%d bytes came back", len(said.Said["text"].(string)))
	}
	client.until("replied")
}

func TestFrameLengths(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	pad := func(length int) string {
		frame := `{"type":"take","id":"p","pad":""}`
		return strings.Replace(frame, `"pad":"`, `"pad":"`+strings.Repeat("x", length-len(frame)), 1)
	}
	client := dial(t, g, attempt).hello(0).skipOpening()
	client.sendRaw(websocket.TextMessage, pad(web.MaxFrameBytes))
	client.complains("invalid", "p") // it was read, and there is nothing to take
	for range 12 {
		// More often than bad frames are forgiven: a long text is no broken client.
		client.sendRaw(websocket.TextMessage, pad(web.MaxFrameBytes+1))
		client.complains("too_large", "p")
	}
	client.sendRaw(websocket.TextMessage, pad(64<<10))
	client.complains("too_large", "p")
	client.sendRaw(websocket.TextMessage, pad(64<<10+1))
	client.closes(web.CloseTooLarge)

	// A megabyte more than is ever read: the code has to arrive all the same.
	client = dial(t, g, attempt).hello(0).skipOpening()
	client.sendRaw(websocket.TextMessage, pad(1<<20))
	client.closes(web.CloseTooLarge)
}

func TestTooManyBadFramesCloseTheSocket(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Limits.BadFrames = 3 })
	g := newGuest(t, listening.URL)
	client := dial(t, g, g.begin()).hello(0).skipOpening()
	for range 3 {
		client.sendRaw(websocket.TextMessage, `?`)
	}
	for range 3 {
		client.complains("invalid", "")
	}
	client.closes(web.CloseProtocol)
}

func TestTooManyFramesAreAnswered(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) {
		config.Limits = web.Limits{PerSecond: 0.001, Burst: 4, BadFrames: 3}
	})
	g := newGuest(t, listening.URL)
	attempt := g.begin() // counts against the address: there was no guest yet
	client := dial(t, g, attempt).hello(0).skipOpening()
	for range 2 {
		client.send(map[string]any{"type": "take", "id": "x"})
		client.complains("invalid", "x")
	}
	for range 3 {
		client.send(map[string]any{"type": "take", "id": "x"})
		client.complains("too_many", "x")
	}
	client.closes(web.CloseProtocol)
}

func TestTooManySockets(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Limits.SocketsPerGuest = 2 })
	g, other := newGuest(t, listening.URL), newGuest(t, listening.URL)
	attempt := g.begin()
	first, second := dial(t, g, attempt).hello(0).skipOpening(), dial(t, g, attempt).hello(0).skipOpening()
	dial(t, g, attempt).closes(web.CloseTooMany)
	dial(t, other, other.begin()).hello(0).skipOpening()
	second.say("t1", "mara", "Half a day?", "trade")
	first.until("replied") // those that were there before go on
}

func TestFullHouse(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Limits.Sockets = 1 })
	g, other := newGuest(t, listening.URL), newGuest(t, listening.URL)
	dial(t, g, g.begin()).hello(0).skipOpening()
	attempt := other.begin()
	_, response, err := (&websocket.Dialer{Jar: other.client.Jar, Subprotocols: []string{"askagain.v1"}}).Dial(address(other, attempt), nil)
	if err == nil || response == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("one too many: %v, %v", err, response)
	}
}

func TestUpgrades(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) {
		config.PublicURL, config.Guests = "https://ask.example.com", web.GuestsIn
	})
	g := newGuest(t, listening.URL)
	recorded := g.post("/api/attempts", `{"scenario":"plain"}`)
	var created struct{ ID string }
	if err := json.Unmarshal([]byte(recorded.body), &created); err != nil {
		t.Fatal(err)
	}
	cookie, _, _ := strings.Cut(recorded.header.Get("Set-Cookie"), ";")
	for _, test := range []struct {
		name      string
		origin    string
		protocols []string
		status    int
	}{
		{"our own page", listening.URL, []string{"askagain.v1"}, 101},
		{"our own page behind a proxy", "https://ask.example.com", []string{"askagain.v1"}, 101},
		{"no browser", "", []string{"askagain.v1"}, 101},
		{"a page that speaks a later version too", "", []string{"askagain.v9", "askagain.v1"}, 101},
		{"another site", "https://evil.example", []string{"askagain.v1"}, 403},
		{"another site that looks like ours", "https://ask.example.com.evil.example", []string{"askagain.v1"}, 403},
		{"our host by another scheme", "http://ask.example.com", []string{"askagain.v1"}, 403},
		{"a sandboxed frame", "null", []string{"askagain.v1"}, 403},
		{"no protocol", "", nil, 400},
		{"another protocol", "", []string{"chat"}, 400},
	} {
		t.Run(test.name, func(t *testing.T) {
			header := http.Header{"Cookie": {cookie}}
			if test.origin != "" {
				header.Set("Origin", test.origin)
			}
			dialer := websocket.Dialer{Subprotocols: test.protocols}
			conn, response, err := dialer.Dial(address(g, created.ID), header)
			if response == nil {
				t.Fatal(err)
			}
			if response.StatusCode != test.status {
				t.Errorf("status %d, want %d", response.StatusCode, test.status)
			}
			strict(t, response.Header)
			if err == nil {
				if conn.Subprotocol() != "askagain.v1" {
					t.Errorf("subprotocol %q", conn.Subprotocol())
				}
				talk(t, conn).hello(0).skipOpening()
			}
		})
	}
}

func TestShutdownTellsSocketsToComeBack(t *testing.T) {
	h, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	greeted, silent := dial(t, g, attempt).hello(0).skipOpening(), dial(t, g, attempt)
	done := make(chan error, 1)
	go func() { done <- h.server.Shutdown(context.Background()) }()
	greeted.closes(web.CloseRestarting)
	silent.closes(web.CloseRestarting)
	if err := <-done; err != nil {
		t.Error(err)
	}
	_, response, err := (&websocket.Dialer{Jar: g.client.Jar, Subprotocols: []string{"askagain.v1"}}).Dial(address(g, attempt), nil)
	if err == nil || response.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("a socket after the end: %v", err)
	}
	if got := g.get("/api/shelf"); got.status != http.StatusOK {
		t.Errorf("the pages are for the HTTP server to end: %d", got.status)
	}
}

// TestFaultsOfTheRoom breaks what a socket stands on.
func TestFaultsOfTheRoom(t *testing.T) {
	for name, look := range map[string]func() (session.View, error){
		"a panic": func() (session.View, error) { panic("gone") },
		"a store error": func() (session.View, error) {
			return session.View{}, practice.Errorf(practice.CodeUnavailable, "Later.")
		},
	} {
		t.Run(name, func(t *testing.T) {
			h, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Room = brokenRoom{look: look} })
			g := newGuest(t, listening.URL)
			dial(t, g, "x").hello(0).closes(web.CloseRestarting)
			if open := h.broker.Subscribers(); open != 0 {
				t.Errorf("%d subscriptions are left", open)
			}
		})
	}
}

// TestSecretsStayInside plays an attempt in many ways and looks through all that
// the server has said before the end.
func TestSecretsStayInside(t *testing.T) {
	_, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	client := dial(t, g, attempt).hello(0).skipOpening()
	turn := 0
	say := func(to, channel string, intends ...string) {
		turn++
		id := "t" + strconv.Itoa(turn)
		client.send(map[string]any{"type": "say", "id": id, "to": to, "channel": channel, "text": "Half a day? " + id, "intends": intends})
		client.until("replied")
	}
	say("mara", "email")
	say("mara", "email")
	say("mara", "phone", "empathize")
	say("otto", "phone", "proof")
	say("mara", "chat", "trade")
	client.send(map[string]any{"type": "wait", "id": "w", "days": 1})
	client.until("replied")
	again := dial(t, g, attempt).hello(0)
	again.until("welcome")
	for again.next().Seq < 2+int64(turn+1)*4 {
	}
	told := append(client.raw, again.raw...)
	told = append(told, g.get("/api/attempts/"+attempt).body, g.get("/api/scenarios/plain").body, g.get("/api/shelf").body)
	if len(told) < 60 {
		t.Fatalf("only %d answers were looked through", len(told))
	}
	for _, text := range told {
		for _, secret := range secrets {
			if strings.Contains(text, secret) {
				t.Errorf("%q came out: %s", secret, text)
			}
		}
	}
	// The test would notice: asking what is behind the no brings it out.
	say("mara", "phone", "explore")
	if !strings.Contains(client.raw[len(client.raw)-1], "REVEALED") {
		t.Errorf("exploring revealed nothing: %s", client.raw[len(client.raw)-1])
	}
}

// TestWhatTheBrokerLeavesOutIsReadFromTheLog publishes nothing of the first
// turn.
func TestWhatTheBrokerLeavesOutIsReadFromTheLog(t *testing.T) {
	_, listening := serve(t, func(_ *web.Config, rooms *session.Config) {
		publish := rooms.Publish
		rooms.Publish = func(events []practice.Event) {
			if events[0].Turn != 1 {
				publish(events)
			}
		}
	})
	g := newGuest(t, listening.URL)
	client := dial(t, g, g.begin()).hello(0).skipOpening()
	client.say("t1", "mara", "Half a day?", "explore")
	client.say("t2", "mara", "Half a day?", "proof")
	for seq := int64(3); seq <= 10; {
		if frame := client.next(); frame.Type == "event" {
			if frame.Seq != seq {
				t.Fatalf("event %d came after %d", frame.Seq, seq-1)
			}
			seq++
		}
	}
}

func TestAClosedBrokerMeansRestarting(t *testing.T) {
	h, listening := serve(t, nil)
	g := newGuest(t, listening.URL)
	attempt := g.begin()
	client := dial(t, g, attempt).hello(0).skipOpening()
	h.broker.Close()
	client.closes(web.CloseRestarting)
	dial(t, g, attempt).hello(0).closes(web.CloseRestarting)
}
