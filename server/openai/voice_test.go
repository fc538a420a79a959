package openai_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

// newVoice is a voice over an endpoint that answers as the function says.
func newVoice(t *testing.T, config openai.Config, answer http.HandlerFunc) *openai.Voice {
	t.Helper()
	endpoint := httptest.NewServer(answer)
	t.Cleanup(endpoint.Close)
	config.BaseURL, config.Model = endpoint.URL+"/v1", "gpt-4.1-mini"
	model, err := openai.New(config)
	if err != nil {
		t.Fatal(err)
	}
	return openai.NewVoice(openai.VoiceConfig{Model: model, Transcription: "hears", Speech: "speaks"})
}

func hearing(text string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"text":"`+text+`"}`)
	}
}

func refusing(status int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, `{"error":{"message":"SECRET of the endpoint","type":"test"}}`)
	}
}

var recording = []byte(strings.Repeat("o", 4000))

func TestRecordingsAreTranscribed(t *testing.T) {
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		audio  []byte
		heard  string
		code   practice.Code
	}{
		"words":               {hearing(" Could we meet? "), recording, "Could we meet?", ""},
		"silence":             {hearing("  "), recording, "", practice.CodeInvalid},
		"no recording at all": {refusing(http.StatusBadRequest), recording, "", practice.CodeInvalid},
		"far too much":        {hearing("x"), make([]byte, openai.MaxAudioBytes+1), "", practice.CodeTooLarge},
		"no such model":       {refusing(http.StatusNotFound), recording, "", practice.CodeUnavailable},
		"a page":              {func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, "<p>Sign in") }, recording, "", practice.CodeUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			heard, err := newVoice(t, openai.Config{}, test.answer).Transcribe(t.Context(), openai.Account{}, test.audio, "audio/webm")
			if heard != test.heard || practice.CodeOf(err) != test.code {
				t.Errorf("%q, %v", heard, err)
			}
			if err != nil && (strings.Contains(err.Error(), "SECRET") || !strings.HasSuffix(err.Error(), ".")) {
				t.Errorf("a person reads %q", err)
			}
		})
	}
}

// What is sent names the recording's form, and the language that turns are read in.
func TestWhatHearsIsToldHow(t *testing.T) {
	for kind, file := range map[string]string{
		"audio/webm;codecs=opus": "turn.webm", "audio/mp4": "turn.mp4", "Audio/OGG; codecs=opus": "turn.ogg",
		"audio/mpeg": "turn.mp3", "audio/wav": "turn.wav", "audio/else": "turn.webm",
	} {
		voice := newVoice(t, openai.Config{}, func(w http.ResponseWriter, r *http.Request) {
			_, header, err := r.FormFile("file")
			if err != nil || header.Filename != file || r.FormValue("language") != "en" || r.FormValue("model") != "hears" {
				t.Errorf("%s: %v, %q, %q", kind, err, header.Filename, r.Form)
			}
			hearing("Yes.")(w, r)
		})
		if _, err := voice.Transcribe(t.Context(), openai.Account{}, recording, kind); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

func TestLinesAreSpoken(t *testing.T) {
	sound := func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "audio/mpeg")
		_, _ = w.Write([]byte("sound"))
	}
	for name, test := range map[string]struct {
		answer http.HandlerFunc
		text   string
		code   practice.Code
	}{
		"a line":                             {sound, "No.", ""},
		"as long as any, in wide characters": {sound, strings.Repeat("é", practice.MaxTurnRunes), ""},
		"too long":                           {sound, strings.Repeat("e", practice.MaxTurnRunes+1), practice.CodeTooLarge},
		"no sound":                           {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "audio/mpeg") }, "No.", practice.CodeUnavailable},
		"sound without end": {func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "audio/mpeg")
			_, _ = w.Write(make([]byte, openai.MaxAudioBytes+1))
		}, "No.", practice.CodeUnavailable},
		"a voice that is not there": {refusing(http.StatusBadRequest), "No.", practice.CodeUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			audio, kind, err := newVoice(t, openai.Config{}, test.answer).Speak(t.Context(), openai.Account{}, test.text)
			if practice.CodeOf(err) != test.code || (err == nil) != (string(audio) == "sound" && kind == "audio/mpeg") {
				t.Errorf("%d bytes of %q: %v", len(audio), kind, err)
			}
		})
	}
}

func TestWithoutAModelNothingIsHeardOrSpoken(t *testing.T) {
	model, err := openai.New(openai.Config{BaseURL: "http://localhost:1", Model: "any"})
	if err != nil {
		t.Fatal(err)
	}
	voice := openai.NewVoice(openai.VoiceConfig{Model: model})
	if voice.Hears() || voice.Speaks() {
		t.Error("a voice without models is on offer")
	}
	if _, err := voice.Transcribe(t.Context(), openai.Account{}, recording, "audio/webm"); practice.CodeOf(err) != practice.CodeUnavailable {
		t.Errorf("heard: %v", err)
	}
	if _, _, err := voice.Speak(t.Context(), openai.Account{}, "No."); practice.CodeOf(err) != practice.CodeUnavailable {
		t.Errorf("spoken: %v", err)
	}
}

// Reps who close their page while a recording is written down, and recordings
// that are none, once counted as failures of the endpoint: four in a row, and it
// was left alone for everybody.
func TestWhoLeavesSilencesNobody(t *testing.T) {
	t.Run("by leaving", func(t *testing.T) {
		var calls atomic.Int64
		arrived := make(chan struct{})
		voice := newVoice(t, openai.Config{}, func(w http.ResponseWriter, r *http.Request) {
			if calls.Add(1) <= 5 {
				_, _ = io.Copy(io.Discard, r.Body) // so that the server notices who leaves
				arrived <- struct{}{}
				<-r.Context().Done()
				return
			}
			hearing("Yes.")(w, r)
		})
		for range 5 {
			ctx, leave := context.WithCancel(t.Context())
			go func() { <-arrived; leave() }()
			if _, err := voice.Transcribe(ctx, openai.Account{}, recording, "audio/webm"); err == nil {
				t.Error("a recording was heard that nobody waited for")
			}
		}
		if heard, err := voice.Transcribe(t.Context(), openai.Account{}, recording, "audio/webm"); heard != "Yes." || err != nil {
			t.Errorf("afterwards: %q, %v", heard, err)
		}
	})
	t.Run("by sending nonsense", func(t *testing.T) {
		var calls atomic.Int64
		voice := newVoice(t, openai.Config{}, func(w http.ResponseWriter, r *http.Request) {
			if calls.Add(1) <= 5 {
				refusing(http.StatusBadRequest)(w, r)
				return
			}
			hearing("Yes.")(w, r)
		})
		for range 5 {
			if _, err := voice.Transcribe(t.Context(), openai.Account{}, recording, "audio/webm"); practice.CodeOf(err) != practice.CodeInvalid {
				t.Errorf("nonsense: %v", err)
			}
		}
		if heard, err := voice.Transcribe(t.Context(), openai.Account{}, recording, "audio/webm"); heard != "Yes." || err != nil {
			t.Errorf("afterwards: %q, %v", heard, err)
		}
	})
}

// An endpoint that fails is left alone, and what it does not fail at goes on.
func TestHearingAndSpeakingRestApart(t *testing.T) {
	var heard atomic.Int64
	voice := newVoice(t, openai.Config{}, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/transcriptions") {
			heard.Add(1)
			refusing(http.StatusNotFound)(w, r)
			return
		}
		w.Header().Set("Content-Type", "audio/mpeg")
		_, _ = w.Write([]byte("sound"))
	})
	for range 6 {
		if _, err := voice.Transcribe(t.Context(), openai.Account{}, recording, "audio/webm"); practice.CodeOf(err) != practice.CodeUnavailable {
			t.Errorf("heard: %v", err)
		}
	}
	if calls := heard.Load(); calls != 4 {
		t.Errorf("an endpoint that fails was asked %d times, want 4", calls)
	}
	if _, _, err := voice.Speak(t.Context(), openai.Account{}, "No."); err != nil {
		t.Errorf("spoken: %v", err)
	}
}

// Audio is booked like words, and past the limit nobody is asked.
func TestVoiceHasItsShare(t *testing.T) {
	var calls atomic.Int64
	budget := openai.NewBudget(openai.Limits{AttemptTokens: 25}, openai.Price{}, nil)
	voice := newVoice(t, openai.Config{Budget: budget, Within: time.Second}, func(w http.ResponseWriter, r *http.Request) {
		calls.Add(1)
		hearing("Yes.")(w, r)
	})
	account := openai.Account{Attempt: "one", Team: "north"}
	for i, want := range []practice.Code{"", "", practice.CodeTooMany} { // 10 tokens each
		if _, err := voice.Transcribe(t.Context(), account, recording, "audio/webm"); practice.CodeOf(err) != want {
			t.Errorf("recording %d: %v", i, err)
		}
	}
	if _, used := budget.Today("north"); calls.Load() != 2 || used.Calls != 2 || used.Input != 20 {
		t.Errorf("%d calls, booked %+v", calls.Load(), used)
	}
}
