package reading_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestAnswers(t *testing.T) {
	reader := newReader(t)
	for text, want := range map[string]practice.Answer{
		"All right, you've convinced me. Thursday at two, and I'll be there.": practice.Agrees,
		"Fine, go ahead and set it up for next week.":                         practice.Agrees,
		"No. We don't take vendor meetings, and that won't change.":           practice.Refuses,
		"I'm sorry, but that is simply not possible for us.":                  practice.Refuses,
		"Not the meeting, but I could answer three questions in writing.":     practice.OffersLess,
		"I can't give you an hour, but I could do ten minutes on the phone.":  practice.OffersLess,
		"Let me think about it and come back to you after the holidays.":      practice.PutsOff,
		"Not now. Ask me again in the spring, when the audit is done.":        practice.PutsOff,
		"Who else have you worked with in our industry?":                      practice.OtherReply,
		"How many people would have to be in that meeting?":                   practice.OtherReply,
		"":  practice.OtherReply,
		"🙂": practice.OtherReply,
	} {
		t.Run(text, func(t *testing.T) {
			heard := practice.Heard{Outcome: "A 30-minute meeting with the CFO", RepLast: "Could you set up a meeting with Dana?", Text: text}
			if got := reader.Answer(heard); got != want {
				t.Errorf("answer %s, want %s", got, want)
			}
		})
	}
}
