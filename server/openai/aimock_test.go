package openai_test

import (
	"bufio"
	"bytes"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

const aimockScript = `
import { LLMock } from "@copilotkit/aimock";
const mock = new LLMock({ port: 0 });
mock.onMessage("afternoon", { content: "The shelves are still being dried, and nobody goes in." });
mock.onTranscription({ transcription: { text: "Could I have an afternoon in the archive?" } });
mock.onSpeech(/nobody goes in/, { audio: Buffer.from("sound").toString("base64"), format: "mp3" });
await mock.start();
console.log(mock.url);
process.stdin.resume();
process.stdin.on("end", () => process.exit());
`

// aimock starts somebody else's endpoint, as a process of its own.
func aimock(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	node, err := exec.LookPath("node")
	if err == nil {
		_, err = os.Stat(filepath.Join(root, "node_modules", "@copilotkit", "aimock"))
	}
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skip("node and its packages are not installed; npm ci brings them")
	}
	command := exec.CommandContext(t.Context(), node, "--input-type=module", "-e", aimockScript)
	command.Dir = root
	stdin, err := command.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := command.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { stdin.Close(); _ = command.Wait() })
	address, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(address)
}

func TestSomebodyElsesEndpoint(t *testing.T) {
	address := aimock(t)
	speaker := newSpeaker(t, openai.Config{BaseURL: address + "/v1", Key: "any", Model: "gpt-4.1-mini", FirstWithin: 2 * time.Second, Within: 3 * time.Second})
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	words, err := speaker.Speak(t.Context(), turn)
	if err != nil {
		t.Fatal(err)
	}
	if words.Lines[0].Text != "The shelves are still being dried, and nobody goes in." || words.Tokens == 0 {
		t.Errorf("%+v", words)
	}
	for chaos, why := range map[string]string{
		`{"rateLimitRate":1}`:  "it asks to come back, again and again",
		`{"dropRate":1}`:       "it fails",
		`{"malformedRate":1}`:  "it answers nonsense",
		`{"disconnectRate":1}`: "it hangs up",
	} {
		t.Run(why, func(t *testing.T) {
			response, err := http.Post(address+"/__aimock/chaos", "application/json", bytes.NewReader([]byte(chaos)))
			if err != nil {
				t.Fatal(err)
			}
			response.Body.Close()
			if response.StatusCode >= 300 {
				t.Fatalf("chaos %s is answered %s", chaos, response.Status)
			}
			fresh := newSpeaker(t, openai.Config{BaseURL: address + "/v1", Key: "any", Model: "gpt-4.1-mini", FirstWithin: time.Second, Within: 2 * time.Second})
			if words, err := fresh.Speak(t.Context(), turn); err == nil {
				t.Errorf("it was spoken: %+v", words)
			}
			request, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, address+"/__aimock/chaos", nil)
			if err != nil {
				t.Fatal(err)
			}
			cleared, err := http.DefaultClient.Do(request)
			if err != nil {
				t.Fatal(err)
			}
			cleared.Body.Close()
		})
	}
	if _, err := speaker.Speak(t.Context(), turn); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestSomebodyElsesEndpointHearsAndSpeaks(t *testing.T) {
	model, err := openai.New(openai.Config{BaseURL: aimock(t) + "/v1", Key: "any", Model: "gpt-4.1-mini"})
	if err != nil {
		t.Fatal(err)
	}
	voice := openai.NewVoice(openai.VoiceConfig{Model: model, Transcription: "whisper-1", Speech: "gpt-4o-mini-tts"})
	heard, err := voice.Transcribe(t.Context(), openai.Account{}, recording, "audio/webm;codecs=opus")
	if err != nil || heard != "Could I have an afternoon in the archive?" {
		t.Errorf("heard %q: %v", heard, err)
	}
	audio, kind, err := voice.Speak(t.Context(), openai.Account{}, "The shelves are still being dried, and nobody goes in.")
	if err != nil || string(audio) != "sound" || kind != "audio/mpeg" {
		t.Errorf("spoken: %d bytes of %q: %v", len(audio), kind, err)
	}
	if _, _, err := voice.Speak(t.Context(), openai.Account{}, "Something that it does not know."); practice.CodeOf(err) != practice.CodeUnavailable {
		t.Errorf("a line that fails: %v", err)
	}
}
