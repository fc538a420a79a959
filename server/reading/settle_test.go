package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestIronyIsPressure(t *testing.T) {
	reader := newReader(t)
	for text, pushy := range map[string]bool{
		"Oh wonderful, another no. Could I maybe have half an hour, if it isn't too much trouble for Her Majesty?": true,
		"Right. Well, thanks for nothing then.":                       true,
		"How generous.":                                               true,
		"Oh, how very kind of you. I'll pass it on.":                  true,
		"How kind of you to ring back, I know what your day is like.": false,
		"Wonderful, a Monday suits us best.":                          false,
	} {
		said := practice.Said{Outcome: "a meeting with Dana Reyes, the CFO", ClientLast: "I'm sorry, no.", Text: text}
		read := reader.Read(said)
		checkReading(t, said, read)
		if got := read.Tone == practice.Pushy; got != pushy {
			t.Errorf("%q is read as %s", text, read.Tone)
		}
		if pushy && read.Has(practice.Empathize) {
			t.Errorf("%q is read as understanding", text)
		}
	}
}

func TestATitleOfTheTalkIsNoIrony(t *testing.T) {
	read := newReader(t).Read(practice.Said{
		Outcome: "Her Majesty's household orders the porcelain", ClientLast: "Not this year.", Text: "Would Her Majesty like to see the new glaze?",
	})
	if read.Tone == practice.Pushy {
		t.Error("a title that the talk is about is read as pressure")
	}
}

func TestTakingTheLesserOfferLetsTheRequestGo(t *testing.T) {
	reader := newReader(t)
	for text, takes := range map[string]bool{
		"Three questions in writing would be fine, thank you. Let's do that.": true,
		"All right, I'll take that.":                                          true,
		"That works for me, thanks.":                                          true,
		"That works, but could we still have the half hour?":                  false,
		"Would it be fine if I came along for five minutes?":                  false,
		"Let's do that, and then we meet her in April, right?":                false,
	} {
		said := practice.Said{
			Outcome:    "a 30-minute meeting with Dana Reyes, the CFO",
			ClientLast: "What I can do today is send her three questions from you, in writing.", Text: text,
		}
		read := reader.Read(said)
		checkReading(t, said, read)
		if read.Yields != takes {
			t.Errorf("%q yields: %v", text, read.Yields)
		}
		if takes && read.Ask != practice.AskNone {
			t.Errorf("%q asks for the %s", text, read.Ask)
		}
	}
	said := practice.Said{Outcome: "a 30-minute meeting with Dana Reyes, the CFO", ClientLast: "When would you want to come?", Text: "Thursday at nine would be fine."}
	if read := reader.Read(said); read.Yields {
		t.Error("an answer to a question is read as taking an offer")
	}
}

func TestPleasAskForNothing(t *testing.T) {
	reader := newReader(t)
	for _, text := range []string{"Come on.", "Oh come on!", "You always do this."} {
		said := practice.Said{Outcome: "a meeting with Dana", ClientLast: "No.", Text: text}
		read := reader.Read(said)
		checkReading(t, said, read)
		if read.Ask != practice.AskNone || len(read.Methods) > 0 || read.Tone == practice.Warm {
			t.Errorf("%q: %+v", text, read)
		}
	}
}

func TestARemindingQuestionAsksForTheOutcome(t *testing.T) {
	said := practice.Said{Outcome: "a meeting with Dana", ClientLast: "Ask me again when the quarter's closed.", Text: "How about now?"}
	read := newReader(t).Read(said)
	checkReading(t, said, read)
	if read.Ask != practice.AskOutcome || !read.Has(practice.Direct) {
		t.Errorf("ask %s, methods %v", read.Ask, read.Methods)
	}
}

func TestMarkupIsNoFormToFillIn(t *testing.T) {
	said := practice.Said{
		Outcome: "a meeting with the CFO", ClientLast: "She has no time.",
		Text: "If you get me <b>half an hour</b> with her,<br> I'll give you the first <i>two months</i> free.",
	}
	read := newReader(t).Read(said)
	checkReading(t, said, read)
	if !read.Has(practice.Trade) {
		t.Errorf("methods %v, want a trade", read.Methods)
	}
}
