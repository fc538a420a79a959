package openai_test

import (
	"os"
	"testing"
	"time"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

// A real endpoint, whatever it is, either speaks within the rules or leaves it to
// the script, and does so in time.
func TestAnyRealEndpoint(t *testing.T) {
	base, model := os.Getenv("OPENAI_BASE_URL"), os.Getenv("ASKAGAIN_MODEL")
	if base == "" || model == "" {
		t.Skip("set OPENAI_BASE_URL and ASKAGAIN_MODEL to try a real endpoint")
	}
	const within = 30 * time.Second
	speaker := newSpeaker(t, openai.Config{BaseURL: base, Key: os.Getenv("OPENAI_API_KEY"), Model: model, FirstWithin: within, Within: within})
	for verdict, line := range map[practice.Verdict]string{
		practice.VerdictRefuse: refusal,
		practice.VerdictSoften: "That would be gentler on the paper.",
		practice.VerdictAgree:  "Come on Thursday after lunch. I will put the harbor boxes out for you.",
	} {
		words, err := speaker.Speak(t.Context(), cue(t, verdict, asked, line))
		if err != nil {
			t.Logf("%s: the script speaks: %v", verdict, err)
			continue
		}
		if len(words.Lines) != 1 || words.Lines[0].Text == "" || words.Tokens == 0 {
			t.Errorf("%s: %+v", verdict, words)
		}
		t.Logf("%s, %d tokens, %d ms: %s", verdict, words.Tokens, words.Milliseconds, words.Lines[0].Text)
	}
}
