package openai_test

import (
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

// Small talk beside a no is the model's own to make. What only looks like it, and
// grants, ends or tells something, leaves the answer to the script.
func TestSmallTalk(t *testing.T) {
	address := serve(t)
	for said, want := range map[string]bool{
		"Good to hear from you again. *":                      true,
		"It's been one of those weeks, sorry. *":              true,
		"You caught me between two meetings. *":               true,
		"Well, I'd ask too if I were you. *":                  true,
		"I don't mind you asking. * Have a good afternoon.":   true,
		"Thanks, how are you? * It's nothing personal.":       true,
		"You're persistent, I'll give you that. *":            false, // gives something, to who hears half of it
		"Good to hear from you, and the archive is yours. *":  false,
		"I am well with you in there. *":                      false,
		"You caught me on my way out to unlock it for you. *": false,
		"It's a good day for the archive. *":                  false,
		"* Have a good afternoon in the archive.":             false,
		"I wish I had better news. As you know, it's open. *": false,
		"I would do the same in your place, so do it. *":      false,
		"Hello, this is Frau Adler. *":                        false,
		"Nobody here goes in. *":                              true,
		"Adler speaking. *":                                   false,
		"As I said before, yes. *":                            false,
		"How are you? Good morning. What a day.":              false, // and no answer at all
	} {
		t.Run(said, func(t *testing.T) {
			reply := strings.ReplaceAll(said, "*", refusal)
			speaker := newSpeaker(t, openai.Config{BaseURL: address, Model: "repeats:" + reply})
			words, err := speaker.Speak(t.Context(), cue(t, practice.VerdictRefuse, asked, refusal))
			if spoken := err == nil; spoken != want {
				t.Fatalf("spoken %v, want %v: %v", spoken, want, err)
			}
			if want && words.Lines[0].Text != reply {
				t.Errorf("said %q", words.Lines[0].Text)
			}
		})
	}
}
