package reading

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/text"
)

// bareQuestions ask what is behind a no in a few words. The model, which weighs
// what stands in a turn, has next to nothing to weigh here.
var bareQuestions = []string{
	"why", "why not", "why is that", "why so", "how come", "how so", "what happened", "what is it", "what 's in the way", "what is in the way",
	"so no", "so it 's a no", "so that 's a no", "is that a no", "still no", "what else", "anything else", "is there anything else", "such as", "like what", "and why",
	"is there anything else i should know", "what do you mean", "how do you mean", "what would help", "what would it take", "says who", "who says", "since when", "because",
	"what 's wrong", "what is wrong", "what 's stopping you", "what is stopping you", "may i ask why", "can i ask why", "can you tell me why",
}

// pleas press without asking for anything by name.
var pleas = []string{"come on", "oh come on", "come on now", "you always do this", "you always say that", "really", "seriously", "oh please"}

// reminders ask again for what was asked before, without naming it.
var reminders = []string{"how about now", "what about now", "and now", "now then", "and today", "how about today", "what about today"}

// remind makes the turn an ask for the outcome.
func remind(reading *practice.Reading, raw string, t *text.Text) {
	start, end := t.Tokens[0].Start, lastWord(t.Tokens).End
	reading.Ask = practice.AskOutcome
	reading.Evidence = append(reading.Evidence, practice.Evidence{Label: practice.LabelOutcome, Quote: raw[start:end], Start: start, End: end})
	reading.Confidence[practice.LabelOutcome] = sureByForm
}

// acceptances are words that let a request go when they are all that is said.
var acceptances = []string{"ok", "okay", "fine", "understood", "alright", "right", "sure", "fair", "noted"}

// sureByForm is how sure a reading is that rests on the form of the words, in
// thousandths. It is a judgment, not a measurement.
const sureByForm = 900

// maxFew is how many tokens a turn of few words may have.
const maxFew = 8

// few settles turns of so few words that only their whole form says what they
// are: a bare question explores and does nothing else, a reminder asks for the
// outcome, a plea asks for nothing, and a single short word or a stray letter that is
// no acceptance does nothing at all.
func few(reading *practice.Reading, raw string, t *text.Text, before string) {
	if len(t.Tokens) > maxFew {
		return
	}
	words := t.Words()
	switch {
	case slices.Contains(pleas, joined(words)):
		nothing(reading, practice.LabelWarm, practice.LabelPushy)
	case before != "" && slices.Contains(reminders, joined(words)):
		nothing(reading, practice.LabelWarm)
		remind(reading, raw, t)
	case before != "" && slices.Contains(bareQuestions, joined(words)):
		nothing(reading, practice.LabelWarm)
		if reading.Repeat != practice.RepeatNone {
			return
		}
		start, end := t.Tokens[0].Start, t.Tokens[len(t.Tokens)-1].End
		reading.Methods = append(reading.Methods, practice.Explore)
		reading.Evidence = append(reading.Evidence, practice.Evidence{
			Label: practice.Label(practice.Explore), Quote: raw[start:end], Start: start, End: end,
		})
		reading.Confidence[practice.Label(practice.Explore)] = sureByForm
	case len(words) == 1 && words[0].Kind == text.Word && len(words[0].Word) <= 3 && !t.Sentences[0].Question &&
		!slices.Contains(acceptances, words[0].Word):
		nothing(reading)
	}
}

// nothing takes back every label that counts or is suspected, but for those that
// stay.
func nothing(reading *practice.Reading, stay ...practice.Label) {
	var labels []practice.Label
	for label := range reading.Confidence {
		if !slices.Contains(stay, label) {
			labels = append(labels, label)
		}
	}
	reading.Ask, reading.Maybe = practice.AskNone, nil
	without(reading, labels...)
}
