package web_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

func TestRecordingsAreHeard(t *testing.T) {
	_, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	id := rep.begin()
	for name, test := range map[string]struct {
		kind, body string
		status     int
	}{
		"a recording":     {"audio/webm;codecs=opus", "Could we come by?", http.StatusOK},
		"as large as two": {"audio/webm", strings.Repeat("a", 1<<20), http.StatusOK},
		"far too large":   {"audio/webm", strings.Repeat("a", 3<<20), http.StatusRequestEntityTooLarge},
		"nothing":         {"audio/webm", "", http.StatusBadRequest},
		"something else":  {"text/html", "<b>hello</b>", http.StatusBadRequest},
	} {
		t.Run(name, func(t *testing.T) {
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, listening.URL+"/api/attempts/"+id+"/hear", strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", test.kind)
			response, err := rep.client.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			text, err := io.ReadAll(response.Body)
			if err != nil || response.StatusCode != test.status {
				t.Errorf("%s: %.200s %v", response.Status, text, err)
			}
		})
	}
}

func TestOnlyWhatWasSaidIsSpoken(t *testing.T) {
	_, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	id := rep.begin()
	for path, want := range map[string]string{"2/0": "Not this quarter.", "2/1": "", "1/0": "", "3/0": "", "x/0": "", "2/-1": "", "99/0": ""} {
		response, err := rep.client.Get(listening.URL + "/api/attempts/" + id + "/lines/" + path)
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(response.Body)
		response.Body.Close()
		if spoken := response.StatusCode == http.StatusOK; err != nil || spoken != (want != "") || spoken && string(text) != want {
			t.Errorf("%s: %s %.100s %v", path, response.Status, text, err)
		}
	}
}

func TestWithoutAVoicePagesAreToldSo(t *testing.T) {
	_, listening := serve(t, func(config *web.Config, _ *session.Config) { config.Voice = nil })
	rep := newGuest(t, listening.URL)
	id := rep.begin()
	response, err := rep.client.Get(listening.URL + "/api/attempts/" + id)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if text, err := io.ReadAll(response.Body); err != nil || !strings.Contains(string(text), `"voice":{"hear":false,"speak":false}`) {
		t.Errorf("%s %v", text, err)
	}
}

// How long a turn took to say is kept and comes back with it; on a channel where
// nothing is said aloud it is refused, and the attempt is unharmed.
func TestATurnMaySayHowLongItTook(t *testing.T) {
	_, listening := serve(t, nil)
	rep := newGuest(t, listening.URL)
	client := dial(t, rep, rep.begin()).hello(0).skipOpening()
	defer client.close()
	say := func(id, channel string, seconds any) {
		client.send(map[string]any{"type": "say", "id": id, "to": "mara", "channel": channel, "text": "Can we come anyway?", "seconds": seconds})
	}
	for id, refused := range map[string]struct {
		channel string
		seconds any
	}{"written": {"email", 12}, "too long": {"phone", 601}, "none": {"phone", -3}, "a fraction": {"phone", 1.5}} {
		say(id, refused.channel, refused.seconds)
		client.complains("invalid", id)
	}
	say("spoken", "phone", 12)
	if said := client.until("said").Said; said["seconds"] != 12.0 || said["id"] != "spoken" {
		t.Errorf("said %v", said)
	}
	client.until("replied")
	say("typed", "phone", 0)
	if said := client.until("said").Said; said["seconds"] != nil || said["id"] != "typed" {
		t.Errorf("said %v", said)
	}
}
