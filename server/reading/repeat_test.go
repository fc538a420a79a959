package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestRepeats(t *testing.T) {
	const (
		trade    = "If you get us half an hour with Dana this month, I will give you the first two months of support for free."
		question = "Could you set up a meeting with Dana before the board sits?"
		refusal  = "Dana doesn't take vendor meetings in this quarter, that is what I am here for."
	)
	reader := newReader(t)
	for name, c := range map[string]struct {
		text string
		want practice.Repeat
		asks bool
	}{
		"the same again":                 {trade, practice.RepeatOwn, true},
		"with other case and signs":      {"if you get us half an hour with DANA this month - I will give you the first two months of support for free!!", practice.RepeatOwn, true},
		"in another order":               {"I will give you the first two months of support for free, if you get us half an hour with Dana this month.", practice.RepeatOwn, true},
		"a few words changed":            {"If you get us half an hour with Dana this month, you will have the first two months of support for free.", practice.RepeatOwn, true},
		"a plain ask again":              {"Could you set up that meeting with Dana before the board sits, please?", practice.RepeatOwn, true},
		"their words":                    {refusal, practice.RepeatTheirs, false},
		"their words with a nod":         {"Right. Dana doesn't take vendor meetings in this quarter, that is what I am here for.", practice.RepeatTheirs, false},
		"their words and a request":      {refusal + " Could you set up the meeting?", practice.RepeatTheirs, true},
		"topic words in a new sentence":  {"Would Dana rather have the figures for the board in writing?", practice.RepeatNone, true},
		"a new number":                   {"If you get us ten minutes with Dana this month, I will give you the first six months of support for free.", practice.RepeatNone, true},
		"short":                          {"Could you?", practice.RepeatNone, true},
		"something else":                 {"What happened the last time you opened that door?", practice.RepeatNone, false},
		"their word in an honest answer": {"Since Dana doesn't take vendor meetings, would a call with your analyst do?", practice.RepeatNone, true},
	} {
		t.Run(name, func(t *testing.T) {
			read := reader.Read(practice.Said{
				Outcome: "A 30-minute meeting with Dana, the CFO", ClientLast: "No.", Text: c.text,
				Earlier: []string{trade, question}, Theirs: []string{refusal, "No."},
			})
			if read.Repeat != c.want {
				t.Fatalf("repeat %q, want %q", read.Repeat, c.want)
			}
			if c.want == practice.RepeatNone {
				return
			}
			if c.asks != (read.Ask != practice.AskNone) {
				t.Errorf("ask %s, want one: %v", read.Ask, c.asks)
			}
			if got := levers(read); len(got) > 0 || read.Has(practice.Direct) != c.asks {
				t.Errorf("a repeat credits %v", read.Methods)
			}
		})
	}
}

func TestOldSentencesCreditNothingBesideNewOnes(t *testing.T) {
	earlier := "If you get us half an hour with Dana this month, I will give you two months of support for free."
	read := newReader(t).Read(practice.Said{
		Outcome: "A 30-minute meeting with Dana, the CFO", ClientLast: "No.", Earlier: []string{earlier},
		Text: earlier + " And what is it that worries you most about putting a vendor in front of her, is it the time or what she might ask you afterwards?",
	})
	if read.Repeat != practice.RepeatNone || read.Has(practice.Trade) || !read.Has(practice.Explore) {
		t.Errorf("repeat %q, methods %v, want explore alone", read.Repeat, read.Methods)
	}
}
