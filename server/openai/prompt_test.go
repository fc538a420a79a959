package openai_test

import (
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

func TestPromptHoldsNothingThatHasToBeFoundOut(t *testing.T) {
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	turn.Account = openai.Account{Attempt: "attempt-77", Rep: "person-ravi", Team: "team-north"}
	turn.Talk = append(turn.Talk, openai.Utterance{To: "vera", Text: "Are you there?"})
	told := openai.Prompt(turn)
	whole := strings.Join(told, "\n")
	for _, secret := range []string{"Thorne", "insurer", "nephew", "Brandt", "Thursday", "reading corner", "took a map", "patience", "strength", "gives_way", "proof",
		"attempt-77", "person-ravi", "team-north"} {
		if strings.Contains(whole, secret) {
			t.Errorf("the model is told %q:\n%s", secret, whole)
		}
	}
	for _, due := range []string{"Vera Holt", "dry, exact", refusal, asked, "You say no."} {
		if !strings.Contains(whole, due) {
			t.Errorf("the model is not told %q:\n%s", due, whole)
		}
	}
}

// Templates of open models take one system message, first, and then user and
// assistant in turn.
func TestPromptTakesTurns(t *testing.T) {
	turn := cue(t, practice.VerdictRefuse, asked, refusal)
	turn.Talk = append(turn.Talk,
		openai.Utterance{To: "vera", Text: "Are you there?"},
		openai.Utterance{Person: "vera", Text: "I am."},
		openai.Utterance{Person: "vera", Text: "Always."})
	told := openai.Prompt(turn)
	for i, message := range told {
		want := "user: "
		switch {
		case i == 0:
			want = "system: "
		case i%2 == 0:
			want = "assistant: "
		}
		if !strings.HasPrefix(message, want) {
			t.Errorf("message %d is %q, want one of %q", i, message, want)
		}
	}
	if !strings.HasPrefix(told[len(told)-1], "user: ") {
		t.Errorf("the last message is %q", told[len(told)-1])
	}
}
