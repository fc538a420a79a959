package web_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/gorilla/websocket"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// events is one event of each kind, with everything in it.
func events() []practice.Event {
	at := time.Date(2026, 3, 2, 9, 30, 0, 123e6, time.UTC)
	text := "Half a day, and we take the old press with us?"
	list := []practice.Event{
		{Kind: practice.EventReplied, Replied: &practice.Reply{By: "script", Lines: []practice.Line{{ID: "mara.opens", Person: "mara", Text: "Not this quarter."}}}},
		{Turn: 1, Kind: practice.EventSaid, Said: &practice.Spoken{
			Turn:     practice.Turn{ID: "t1", Kind: practice.Say, To: "mara", Channel: practice.Phone, Text: text, Intends: []practice.Method{practice.Trade}, Seconds: 12},
			Deadline: at.Add(time.Minute),
		}},
		{Turn: 1, Kind: practice.EventRead, Read: &practice.Reading{
			Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade}, Tone: practice.Warm, Maybe: []practice.Method{practice.Value},
			Unborne: []practice.Method{practice.Proof}, Repeat: practice.RepeatOwn, Facts: []string{"knows.0"},
			Evidence:   []practice.Evidence{{Label: practice.LabelOutcome, Quote: "Half a day", Start: 0, End: 10}, {Label: "trade", Quote: "we take the old press", Start: 16, End: 37}},
			Confidence: map[practice.Label]int{"trade": 912}, Reader: "test",
		}},
		{Turn: 1, Kind: practice.EventDecided, Decided: &practice.Decision{
			Engine: 1, Verdict: practice.VerdictGiveWay, Person: "mara", Concern: "secretfloor", Ask: practice.AskOutcome, No: true, New: true,
			Credited: []practice.Method{practice.Trade}, Patience: 3, Day: 2, Banked: true, Events: []int{0},
			Effects: []practice.Effect{
				{Kind: practice.EffectGaveWay, Person: "mara", Concern: "secretfloor", Method: practice.Trade, From: 1},
				{Kind: practice.EffectGaveWay, Person: "mara", Concern: "secrettime", Method: practice.Trade, From: 1},
				{Kind: practice.EffectMoved, Person: "otto", Concern: "secretcrew", Cause: "agreed", OutOfTurn: true},
				{Kind: practice.EffectHardened, Person: "mara", Concern: "secrettime", From: 1, To: 2},
				{Kind: practice.EffectPatience, Person: "mara", From: 4, To: 3, Cause: practice.CauseHardens},
				{Kind: practice.EffectPatience, Person: "mara", From: 3, To: 4, Cause: practice.CauseEmpathy},
			},
		}},
		{Turn: 1, Kind: practice.EventEnded, Ended: &practice.Ended{Ending: practice.TookLess, Day: 2, Banked: true}},
		{Turn: 1, Kind: practice.EventScored, Scored: &practice.Scorecard{
			Rubric: 1, Reader: "test", Total: 83_400, Pressure: 1000,
			Dimensions: []practice.DimensionScore{{Dimension: practice.Variety, Points: 20_000, Of: 30_000, Reason: "secretfloor"}},
		}},
	}
	for i := range list {
		list[i].Attempt, list[i].Seq, list[i].At = "a1", int64(i+2), at
	}
	return list
}

// TestEventFrames keeps every byte of the frames: pages of any age read them.
func TestEventFrames(t *testing.T) {
	var lines strings.Builder
	for _, event := range events() {
		lines.Write(web.EncodeEvent(event))
		lines.WriteByte('\n')
	}
	golden(t, "events.jsonl", lines.String())
	for _, secret := range secrets {
		if strings.Contains(lines.String(), secret) {
			t.Errorf("%q comes out", secret)
		}
	}
}

// TestBriefing keeps what a page is told before the first word.
func TestBriefing(t *testing.T) {
	_, listening := serve(t, nil)
	var told map[string]any
	if err := json.Unmarshal([]byte(newGuest(t, listening.URL).get("/api/scenarios/plain").body), &told); err != nil {
		t.Fatal(err)
	}
	pretty, err := json.MarshalIndent(told, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "briefing.json", string(pretty)+"\n")
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

// FuzzFrame throws messages at a socket. Whatever comes, it is answered with
// coded errors in valid JSON, or it is a turn that the log then holds.
func FuzzFrame(f *testing.F) {
	for _, seed := range []string{
		`{"type":"hello","after":0}`,
		`{"type":"say","id":"a","to":"mara","channel":"email","text":"Half a day?","intends":["trade","explore"]}`,
		`{"type":"wait","id":"b","days":3}`, `{"type":"take","id":"c"}`, `{"type":"end","id":"d"}`,
		`{"type":"say","id":"😀","to":"mara","channel":"in_person","text":"\u202e\ud800\u0000 مرحبا <script>"}`,
		`{"TYPE":"END","Id":"e"}`, `{"type":"wait","id":"f","days":-9223372036854775808}`, `{"type":"wait","id":"g","days":1e400}`,
		`{"type":"say","id":null,"to":{},"channel":[],"text":1}`, `{"type":"end","id":"h","type":"take"}`,
		"", "null", "[]", "\xff\xfe", "{\"type\":\"say\",\"id\":\"\xc3\"}", strings.Repeat("[", 5000), `{"type":"` + strings.Repeat("x", web.MaxFrameBytes) + `"}`,
	} {
		f.Add(websocket.TextMessage, []byte(seed))
	}
	f.Add(websocket.BinaryMessage, []byte(`{"type":"end","id":"a"}`))

	h := build(f, func(config *web.Config, _ *session.Config) { config.Limits = web.Limits{PerSecond: 1e9, Burst: 1e9} })
	played := compile(f, "plain", plain)
	f.Fuzz(func(t *testing.T, kind int, data []byte) {
		begun, err := h.room.Begin(t.Context(), session.Begin{Rep: "guest-f", Scenario: played})
		if err != nil {
			t.Fatal(err)
		}
		answers, code := web.Receive(h.server, "guest-f", begun.ID, kind, data)
		if code != 0 {
			t.Errorf("one message closed the socket with %d", code)
		}
		for _, answer := range answers {
			var frame struct{ Type, Code, Message, ID string }
			if err := json.Unmarshal(answer, &frame); err != nil || !utf8.Valid(answer) {
				t.Fatalf("the answer is no JSON: %q", answer)
			}
			if frame.Type != "error" || frame.Code == "" || frame.Code == "internal" || frame.Message == "" || len(frame.ID) > practice.MaxTurnIDBytes {
				t.Errorf("answered with %s", answer)
			}
		}
		view, err := h.room.Look(t.Context(), "guest-f", begun.ID)
		if err != nil {
			t.Fatalf("the attempt is harmed: %v", err)
		}
		if taken := view.Attempt.Turns == 1; taken == (len(answers) > 0) {
			t.Errorf("%d turns and %d answers", view.Attempt.Turns, len(answers))
		}
		if len(data) > web.MaxFrameBytes && view.Attempt.Turns > 0 {
			t.Errorf("a message of %d bytes became a turn", len(data))
		}
	})
}

func BenchmarkEncodeEvent(b *testing.B) {
	for _, event := range events() {
		b.Run(string(event.Kind), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				web.EncodeEvent(event)
			}
		})
	}
}
