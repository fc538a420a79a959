package main

import (
	"context"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

func TestMetricsOfAServer(t *testing.T) {
	t.Parallel()
	const token = "watchful-1234567890"
	s := serveWithModel(t, "says", "ASKAGAIN_METRICS_TOKEN="+token, "ASKAGAIN_SPEECH_MODEL=voice", "ASKAGAIN_READING=combined", "ASKAGAIN_SECOND_READER=says")
	read := func(name, value string) (int, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, strings.TrimSuffix(s.url, "/")+"/metrics", nil)
		if err != nil {
			t.Fatal(err)
		}
		if name != "" {
			request.Header.Set(name, value)
		}
		return answerTo(t, request)
	}
	status, body := read("", "")
	for _, want := range []string{
		`askagain_model_calls_total{for="words"} 0`, `askagain_model_calls_total{for="draft"} 0`, `askagain_model_calls_total{for="reading"} 0`, `askagain_model_resting{for="speech"} 0`,
		"askagain_model_tokens_today 0", "askagain_attempts_live 0", "process_cpu_seconds_total",
	} {
		if status != http.StatusOK || !strings.Contains(body, want) {
			t.Errorf("%d, without %s: %s", status, want, body)
		}
	}
	if strings.Contains(body, token) {
		t.Error("the metrics hold their token")
	}
	if status, body := read("X-Forwarded-For", "192.0.2.1"); status != http.StatusNotFound || strings.Contains(body, "askagain_") {
		t.Errorf("through a proxy: %d %s", status, body)
	}
	if status, _ := read("Authorization", "Bearer "+token); status != http.StatusOK {
		t.Errorf("with the token: %d", status)
	}
}

func answerTo(t *testing.T, request *http.Request) (int, string) {
	t.Helper()
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, string(body)
}

func TestMetricsTokenThatIsTooShort(t *testing.T) {
	t.Parallel()
	for _, token := range []string{"short", "long enough but with spaces"} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, ".env"), []byte("ASKAGAIN_METRICS_TOKEN=\""+token+"\"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		said, err := program(context.Background(), dir, "serve", "--addr", "localhost:0").CombinedOutput()
		if err == nil || !strings.Contains(string(said), "ASKAGAIN_METRICS_TOKEN is too easy to guess") || strings.Contains(string(said), token) {
			t.Errorf("%v: %s", err, said)
		}
	}
}

func TestModelFiguresCountFailures(t *testing.T) {
	t.Parallel()
	rooms := stage(t, endpointIn(t, t.TempDir()), "status:400", audience{})
	chosen, _ := rooms.scenarios.Get("get-to-the-cfo")
	attempt, err := rooms.room.Begin(t.Context(), session.Begin{Rep: "guest-1", Scenario: chosen, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, turn := range []string{"t1", "t2", "t3", "t4", "t5"} {
		running, err := rooms.room.Do(t.Context(), attempt.Rep, attempt.ID, practice.Turn{ID: turn, Kind: practice.Say, To: "priya", Channel: practice.Chat, Text: fullAsk})
		if err != nil {
			t.Fatal(err)
		}
		<-running.Done()
	}
	figures := rooms.modelFigures()
	if words, want := figures.Endpoints["words"], (web.EndpointFigures{Calls: 4, Failures: 4, Resting: true}); words != want {
		t.Errorf("four failures and a rest: %+v", words)
	}
	if figures.Today.Tokens != 0 || len(figures.Endpoints) != 1 || rooms.room.Live() != 1 {
		t.Errorf("%+v, %d attempts live", figures, rooms.room.Live())
	}
}
