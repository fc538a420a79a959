package storetest

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
)

func testWords(t *testing.T, store practice.Store) {
	texts := map[string]string{
		"empty":             "",
		"markup":            `<script>alert("1 & 2")</script>`,
		"emoji":             "👩🏽‍💻🇨🇭 🙏",
		"right to left":     "מה יעזור? هل يمكن؟",
		"combining":         "e\u0301 \u1100\u1161 \u0e01\u0e33",
		"control":           "a\x00b\x01\t\r\n\x7f\u2028\u2029",
		"replacement rune":  "\ufffd stays",
		"a byte-order mark": "\ufeffHello",
		"quotes":            `'); DROP TABLE events; -- " \ \u0041 %s ? :x`,
		"last rune":         "\U0010ffff\U0001f9d1",
	}
	for label, text := range texts {
		t.Run(label, func(t *testing.T) {
			id := "attempt " + text
			played := attempt(id, "rep "+text)
			played.Before.Usual, played.Title = text, text
			events := append(opening(id), said(id, 3, 1, "turn "+text), replied(id, 4, 1, text))
			events[2].Said.Text = text
			must(t, store.CreateAttempt(t.Context(), played, source, events))
			wantSame(t, "the log", log(t, store, id), events)
			found, err := store.Attempts(t.Context(), "rep "+text, 10)
			must(t, err)
			played.Seq, played.Turns = 4, 1
			wantSame(t, "the attempts", found, []practice.Attempt{played})
			wantCode(t, store.Append(t.Context(), id, []practice.Event{said(id, 5, 2, "turn "+text)}), practice.CodeConflict)
		})
	}
}

func testLarge(t *testing.T, store practice.Store) {
	large := practice.Source{Name: "large", Hash: "large", YAML: bytes.Repeat([]byte("a: \xc3\xa9\n"), 1<<17)}
	played := attempt("a", "ada")
	played.Hash = large.Hash
	must(t, store.CreateAttempt(t.Context(), played, large, opening("a")))
	kept, err := store.Source(t.Context(), large.Hash)
	must(t, err)
	if !bytes.Equal(kept.YAML, large.YAML) {
		t.Errorf("a source of %d bytes came back with %d", len(large.YAML), len(kept.YAML))
	}
	text := strings.Repeat("Würden Sie ", 100_000)
	events := []practice.Event{said("a", 3, 1, "t1"), replied("a", 4, 1, text), replied("a", 5, 1, text)}
	events[0].Said.Text = text
	must(t, store.Append(t.Context(), "a", events))
	read, err := store.Events(t.Context(), "a", 2)
	must(t, err)
	wantSame(t, "the log", read, events)

	var many []practice.Event
	for seq := int64(6); seq < 1006; seq++ {
		many = append(many, said("a", seq, int(seq), name("turn", int(seq))))
	}
	must(t, store.Append(t.Context(), "a", many))
	wantGapless(t, store, "a", 1005)
}

func testTimes(t *testing.T, store practice.Store) {
	zone := time.FixedZone("elsewhere", 5*3600+1800)
	local := began.In(zone)
	played := attempt("a", "ada")
	played.StartedAt = local
	events := append(opening("a"), said("a", 3, 1, "t1"))
	for i := range events {
		events[i].At = local
	}
	events[2].Said.Deadline = local.Add(time.Minute)
	must(t, store.CreateAttempt(t.Context(), played, source, events))

	read, err := store.Attempt(t.Context(), "a")
	must(t, err)
	times := []time.Time{read.StartedAt}
	for _, event := range log(t, store, "a") {
		times = append(times, event.At)
	}
	for _, got := range times {
		if !got.Equal(began) || got.Location() != time.UTC {
			t.Errorf("%v came back as %v, want it in UTC", local, got)
		}
	}
	if deadline := log(t, store, "a")[2].Said.Deadline; !deadline.Equal(local.Add(time.Minute)) || deadline.Location() != time.UTC {
		t.Errorf("the deadline came back as %v", deadline)
	}
	if events[2].At.Location() != zone || events[2].Said.Deadline.Location() != zone {
		t.Error("the caller's events were changed")
	}
}

func testNoAliasing(t *testing.T, store practice.Store) {
	given := practice.Source{Name: source.Name, Hash: source.Hash, YAML: bytes.Clone(source.YAML)}
	events := append(opening("a"), said("a", 3, 1, "t1"))
	must(t, store.CreateAttempt(t.Context(), attempt("a", "ada"), given, events))
	given.YAML[0] = 'X'
	events[2].Said.Text = "changed"
	kept, err := store.Source(t.Context(), source.Hash)
	must(t, err)
	wantSame(t, "the source", kept, source)
	kept.YAML[0] = 'Y'
	again, err := store.Source(t.Context(), source.Hash)
	must(t, err)
	wantSame(t, "the source, read again", again, source)
	read := log(t, store, "a")
	wantSame(t, "the turn", read[2], said("a", 3, 1, "t1"))
	read[2].Said.Text = "changed"
	wantSame(t, "the turn, read again", log(t, store, "a")[2], said("a", 3, 1, "t1"))
}
