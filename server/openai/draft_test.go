package openai_test

import (
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

func drafter(t *testing.T, mode string) openai.Drafter {
	t.Helper()
	model, err := openai.New(openai.Config{BaseURL: serve(t), Model: mode})
	if err != nil {
		t.Fatal(err)
	}
	return openai.Drafter{Model: model, Guide: "A scenario says who says no.", Example: room}
}

func TestDraftIsMended(t *testing.T) {
	draft, err := drafter(t, "drafts").Draft(t.Context(), "The archivist says no to a visit. The shelves are damp.")
	if err != nil {
		t.Fatal(err)
	}
	if draft.Tries != 2 || len(draft.Findings) > 0 && draft.Findings[0].Severity == "error" {
		t.Errorf("after %d tries: %v", draft.Tries, draft.Findings)
	}
}

func TestDraftThatNeverCompilesComesBackWithItsFindings(t *testing.T) {
	draft, err := drafter(t, "repeats:title: 7").Draft(t.Context(), "An archivist says no.")
	if err != nil {
		t.Fatal(err)
	}
	if draft.Tries != 3 || len(draft.Findings) == 0 || len(draft.YAML) == 0 {
		t.Errorf("%d tries, %d findings, %d bytes", draft.Tries, len(draft.Findings), len(draft.YAML))
	}
}

func TestNoDraft(t *testing.T) {
	for name, test := range map[string]struct {
		mode, notes string
		code        practice.Code
	}{
		"no notes":        {"says", " \n", practice.CodeInvalid},
		"far too many":    {"says", strings.Repeat("no ", 20_000), practice.CodeTooLarge},
		"key refused":     {"status:401", "An archivist says no.", practice.CodeInvalid},
		"no such model":   {"unknown", "An archivist says no.", practice.CodeNotFound},
		"endpoint is ill": {"status:400", "An archivist says no.", practice.CodeUnavailable},
		"cut off":         {"cut", "An archivist says no.", practice.CodeTooLarge},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := drafter(t, test.mode).Draft(t.Context(), test.notes); practice.CodeOf(err) != test.code {
				t.Errorf("error %v, want %s", err, test.code)
			}
		})
	}
}
