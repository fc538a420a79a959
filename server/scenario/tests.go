package scenario

import "github.com/askagain/askagain/server/practice"

// Limits on a scenario's own tests, so that running all of them stays within
// the time in which any file is answered.
const (
	MaxTests     = 50   // a file
	MaxTestSteps = 60   // a test; an attempt has no more turns
	MaxTestReads = 120  // steps by words in a file: reading takes milliseconds, all else microseconds
	MaxTestWords = 1000 // characters of one step by words
)

// Test is a talk that a trainer wrote down beside the scenario: what the rep
// does, and what must come of it. It decides nothing in play.
type Test struct {
	Name         string
	Line, Column int // where it stands in the file
	Variant      int // 0: the file as it stands; from 1: its variants, in order
	Steps        []TestStep

	// What must be so at the end. Nil expects nothing.
	Ends    *practice.Ending // "" is a talk that goes on
	AtLeast *int             // of the score, 0 to 100
	AtMost  *int
	Day     *int
}

// TestStep is one turn of a test.
type TestStep struct {
	Line int
	Kind practice.TurnKind

	// Of a turn to a person. Words are read as in the room; without words, By,
	// Asks and Tone are what the turn is.
	To      string
	Channel practice.Channel
	Words   string
	By      []practice.Method
	Asks    practice.Ask
	Tone    practice.Tone

	Days int // of waiting

	Then Expectation
}

// Expectation is what must come back after a step. Its zero value expects nothing.
type Expectation struct {
	Answers []practice.Verdict // one of these
	GaveWay []Target           // each of these is gone since this step, by whatever moved it
	Says    []string           // each of these stands in a line that came back
	Tells   []string           // each of these stands in a fact that was given
}

// Empty reports whether nothing is expected.
func (e Expectation) Empty() bool {
	return len(e.Answers)+len(e.GaveWay)+len(e.Says)+len(e.Tells) == 0
}

// AnswerWord pairs the word that a test has for an answer with the verdict.
type AnswerWord struct {
	Word    string
	Verdict practice.Verdict
	Means   string
}

// AnswerWords returns the words for what comes back after a step.
func AnswerWords() []AnswerWord {
	return []AnswerWord{
		{"listens", practice.VerdictListen, "nothing was asked, nothing is refused"},
		{"refuses", practice.VerdictRefuse, "no, and nothing has moved"},
		{"softens", practice.VerdictSoften, "no, but the turn weakened a concern"},
		{"gives way", practice.VerdictGiveWay, "a concern is gone for good; others may stand"},
		{"hesitates", practice.VerdictHesitate, "nothing stands in the way, and still not yet"},
		{"offers less", practice.VerdictOfferLess, "the lesser result is on the table"},
		{"grants less", practice.VerdictGrantLess, "the lesser result was taken, or asked for and given"},
		{"agrees", practice.VerdictAgree, "yes"},
		{"closes", practice.VerdictClose, "the door is closed"},
		{"passes", practice.VerdictPass, "time went by, and nobody answered"},
		{"ends", practice.VerdictEnd, "the rep stopped"},
	}
}

// AnswerWordOf returns the word for a verdict.
func AnswerWordOf(verdict practice.Verdict) string {
	for _, answer := range AnswerWords() {
		if answer.Verdict == verdict {
			return answer.Word
		}
	}
	return string(verdict)
}

// EndingWord pairs the word that a test has for an end with the ending.
type EndingWord struct {
	Word   string
	Ending practice.Ending
	Means  string
}

// EndingWords returns the words for how a talk may stand at the end of a test.
func EndingWords() []EndingWord {
	return []EndingWord{
		{"won", practice.Won, "the outcome was granted"},
		{"closed", practice.DoorClosed, "the door that mattered is closed"},
		{"out of time", practice.OutOfTime, "the last day has passed"},
		{"out of turns", practice.OutOfTurns, "there were 60 turns"},
		{"gave up", practice.GaveUp, "the rep stopped with nothing"},
		{"took less", practice.TookLess, "the rep stopped with the lesser result"},
		{"open", "", "the talk could go on"},
	}
}

// EndingWordOf returns the word for an ending.
func EndingWordOf(ending practice.Ending) string {
	for _, word := range EndingWords() {
		if word.Ending == ending {
			return word.Word
		}
	}
	return string(ending)
}
