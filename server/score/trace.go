package score

import "github.com/askagain/askagain/server/practice"

// Trace is what an ended attempt adds to the picture of how somebody asks. It
// needs the log alone, no scenario.
type Trace struct {
	First      []practice.Method       // the ways of the first ask; empty where nothing was asked
	Uses       map[practice.Method]int // turns by way
	Nos        int                     // the first one included
	AskedAgain int                     // nos that an ask followed
	Kept       []practice.KeptReflection
}

// TraceOf folds an attempt's log, by the readings that count. What a rewind
// copied from the attempt that it left, its first ask too, counts there alone.
func TraceOf(attempt practice.Attempt, events []practice.Event) Trace {
	t := Trace{Uses: map[practice.Method]int{}, Kept: practice.Reflections(events)}
	rewind := attempt.Parent != ""
	var reading practice.Reading
	asked, open := rewind, 0 // open: nos that no ask has followed yet
	for _, event := range asCounted(events) {
		if rewind && event.Turn <= attempt.ParentTurn {
			continue
		}
		switch {
		case event.Replied != nil && event.Turn == 0:
			t.Nos, open = 1, 1
		case event.Said != nil:
			reading = practice.Reading{}
		case event.Read != nil:
			reading = *event.Read
			t.heard(reading, &asked)
			if asks(reading) {
				t.AskedAgain, open = t.AskedAgain+open, 0
			}
		case event.Decided != nil && event.Decided.No && asks(reading):
			t.Nos, open = t.Nos+1, open+1
		}
	}
	return t
}

func (t *Trace) heard(reading practice.Reading, asked *bool) {
	for _, method := range reading.Methods {
		t.Uses[method]++
	}
	if asks(reading) && !*asked {
		*asked, t.First = true, reading.Methods
	}
}

func asks(reading practice.Reading) bool {
	return reading.Ask == practice.AskOutcome || reading.Ask == practice.AskPartial
}
