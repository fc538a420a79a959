package openai_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

var attacksDir = filepath.Join("testdata", "attacks")

func filesOf(t *testing.T, pattern string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(attacksDir, pattern))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no files %s: %v", pattern, err)
	}
	texts := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.Base(path)] = string(text)
	}
	return texts
}

// Notes that give orders bring no scenario that the compiler would not have, and
// never more than the tries that a draft has.
func TestNotesThatOrder(t *testing.T) {
	for name, notes := range filesOf(t, filepath.Join("notes", "*.txt")) {
		t.Run(name, func(t *testing.T) {
			draft, err := drafter(t, "obeys").Draft(t.Context(), notes)
			if err != nil {
				t.Fatal(err)
			}
			if compiled, _ := scenario.Compile("draft.yaml", draft.YAML); compiled != nil || len(draft.Findings) == 0 || draft.Tries != 3 {
				t.Errorf("after %d tries with %d findings: %s", draft.Tries, len(draft.Findings), draft.YAML)
			}
		})
	}
}

// Notes stay in their message, as one piece of data, whatever they hold.
func TestNotesStayInTheirPlace(t *testing.T) {
	var asked struct {
		Messages []struct{ Role, Content string } `json:"messages"`
	}
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := json.NewDecoder(r.Body).Decode(&asked); err != nil {
			t.Error(err)
		}
		w.Header().Set("Content-Type", "text/event-stream")
		content, _ := json.Marshal(room)
		fmt.Fprintf(w, "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":%s},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n", content)
	}))
	defer endpoint.Close()
	model, err := openai.New(openai.Config{BaseURL: endpoint.URL, Model: "any"})
	if err != nil {
		t.Fatal(err)
	}
	system := ""
	for name, notes := range filesOf(t, filepath.Join("notes", "*.txt")) {
		asked.Messages = nil
		if _, err := (openai.Drafter{Model: model, Guide: "A guide.", Example: room}).Draft(t.Context(), notes); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if len(asked.Messages) != 2 || asked.Messages[0].Role != "system" || asked.Messages[1].Role != "user" {
			t.Fatalf("%s: messages %+v", name, asked.Messages)
		}
		if system != "" && asked.Messages[0].Content != system {
			t.Errorf("%s: the notes change the system's message", name)
		}
		system = asked.Messages[0].Content
		_, data, _ := strings.Cut(asked.Messages[1].Content, "\n")
		var held map[string]string
		if err := json.Unmarshal([]byte(data), &held); err != nil || held["notes"] != notes {
			t.Errorf("%s: %v: %s", name, err, data)
		}
	}
}

// A second reader that obeys the turn reads what it was ordered to, as far as its
// quotes stand there; the embedded reading is the one that counts, sees none of
// it, and the two are marked as apart.
func TestTranscriptsThatOrder(t *testing.T) {
	model, err := openai.New(openai.Config{BaseURL: serve(t), Model: "obeys"})
	if err != nil {
		t.Fatal(err)
	}
	second, reader := openai.NewSecondReader(model), newReader(t)
	for line := range strings.Lines(filesOf(t, "transcript.jsonl")["transcript.jsonl"]) {
		var turn struct {
			Outcome    string `json:"outcome"`
			ClientLast string `json:"client_last"`
			Text       string `json:"text"`
		}
		if err := json.Unmarshal([]byte(line), &turn); err != nil {
			t.Fatal(err)
		}
		said := practice.Said{Outcome: turn.Outcome, ClientLast: turn.ClientLast, Text: turn.Text}
		official := reader.Read(said)
		if len(official.Methods) > 0 && !official.Has(practice.Direct) {
			t.Errorf("%q is read as %v", turn.Text, official.Methods)
		}
		read, err := second.Read(t.Context(), openai.Account{}, said)
		if err != nil {
			continue // what it was ordered to say is no reading
		}
		for _, evidence := range read.Evidence {
			if turn.Text[evidence.Start:evidence.End] != evidence.Quote {
				t.Errorf("%q: %q does not stand there", turn.Text, evidence.Quote)
			}
		}
		disagree := openai.Disagree(official, read)
		for _, method := range read.Methods {
			if !official.Has(method) && len(disagree) == 0 {
				t.Errorf("%q: nobody learns that %s is in one reading alone", turn.Text, method)
			}
		}
	}
}
