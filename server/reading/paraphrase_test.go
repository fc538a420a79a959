package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestAnAskInOtherWordsIsARepeatAndAFreshLeverIsNone(t *testing.T) {
	const (
		dana     = "A 30-minute meeting with Dana Reyes, the CFO"
		mira     = "Two weeks of Mira Kovac on site at Marlow"
		shop     = "The landlord lets us the shop from May"
		ask      = "Could I have half an hour with Dana?"
		spare    = "Can Mira go to Marlow for two weeks?"
		rent     = "Could we have the shop from May?"
		free     = "If you get us half an hour with Dana, the first two months of support are free."
		handover = "Sam's people take over the import while she's away, and then she could go."
	)
	reader := newReader(t)
	for _, c := range []struct {
		outcome, before, text string
		want                  practice.Repeat
	}{
		{dana, ask, "Any chance of thirty minutes with her?", practice.RepeatOwn},
		{dana, ask, "So, can I have my half hour with Dana or not?", practice.RepeatOwn},
		{dana, "Could you get me a meeting with Dana?", "Would it be possible to meet with the CFO?", practice.RepeatOwn},
		{dana, "Hi Priya, could I see Dana for half an hour?", "Hi Priya, me again: 30 minutes with Ms Reyes, please?", practice.RepeatOwn},
		{dana, free, "Set up the thirty minutes with her and you pay nothing for support for the first two months.", practice.RepeatOwn},
		{mira, spare, "Could you let her go to Marlow for a fortnight?", practice.RepeatOwn},
		{mira, handover, "While she's away, Sam's team would take over the import. Could she go then?", practice.RepeatOwn},
		{shop, rent, "May we rent the shop?", practice.RepeatOwn},
		{dana, ask, "Any chance of ten minutes with her?", practice.RepeatNone},
		{dana, ask, "Could I have half an hour with Dana in April, once the quarter's closed?", practice.RepeatNone},
		{dana, ask, "If you get me thirty minutes with her, I'll write your board pack.", practice.RepeatNone},
		{dana, ask, "Could Lee come along, and the three of us meet her?", practice.RepeatNone},
		{dana, ask, "What would she need to see first?", practice.RepeatNone},
		{dana, free, "If you get us half an hour with Dana, I'll clean up your supplier list.", practice.RepeatNone},
		{mira, spare, "Could she go for one week?", practice.RepeatNone},
		{mira, spare, "Can she go to Marlow after the release?", practice.RepeatNone},
		{mira, handover, "Sam's people take over the import and I'd pay for the overtime. Could she go?", practice.RepeatNone},
		{shop, rent, "Could we have the shop from September?", practice.RepeatNone},
		{shop, rent, "Could we have the back room of the shop?", practice.RepeatNone},
		{shop, rent, "Who else wants the shop?", practice.RepeatNone},
	} {
		read := reader.Read(practice.Said{Outcome: c.outcome, ClientLast: "I'm afraid not.", Text: c.text, Earlier: []string{c.before}})
		if read.Repeat != c.want {
			t.Errorf("%q after %q: repeat %q, want %q", c.text, c.before, read.Repeat, c.want)
		}
	}
}
