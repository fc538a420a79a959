package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// TestOnceMisread holds turns that an earlier reader took for something else.
func TestOnceMisread(t *testing.T) {
	reader := newReader(t)
	said := func(text string) practice.Said {
		return practice.Said{Outcome: "A 30-minute meeting with Dana Reyes, the CFO", ClientLast: "Dana doesn't take vendor meetings.", Text: text}
	}
	for text, want := range map[string]struct {
		ask  practice.Ask
		tone practice.Tone
	}{
		"Nice weather today.":                                                     {practice.AskNone, practice.Neutral},
		"When does the board meet?":                                               {practice.AskNone, practice.Neutral},
		"Could I get half an hour with Dana on Thursday?":                         {practice.AskOutcome, practice.Neutral},
		"A quarter of an hour would do, by phone if you like.":                    {practice.AskPartial, practice.Neutral},
		"If you don't let me in I'll go over your head.":                          {practice.AskOutcome, practice.Pushy},
		"Oh wonderful, another lovely no. You people are a delight to deal with.": {practice.AskNone, practice.Pushy},
	} {
		read := reader.Read(said(text))
		if read.Ask != want.ask || read.Tone != want.tone {
			t.Errorf("%q is %s, %s, want %s, %s", text, read.Ask, read.Tone, want.ask, want.tone)
		}
	}
}
