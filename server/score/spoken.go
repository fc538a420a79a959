package score

import (
	"fmt"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// ClientPace is how fast the other side is taken to speak, in words a minute, and
// what a rep's own pace is set beside: the average of English speakers in the
// United States, as the National Center for Voice and Speech gives it in its
// tutorials on voice production (ncvs.org).
const ClientPace = 150

// usualAround is how far from ClientPace a pace is still called usual, in words a
// minute. It is a band of our own, wide on purpose: the source gives an average
// alone, and a recording holds the pause before the first word too.
const usualAround = 40

// A pace is told from this many words and seconds on; what is shorter says little.
const (
	paceFromWords   = 15
	paceFromSeconds = 6
)

// Spoken is how the turns went that were said aloud. None of it is scored.
type Spoken struct {
	Turns   int `json:"turns"`   // said aloud
	Seconds int `json:"seconds"` // that they took, pauses included
	Words   int `json:"words"`   // in them, as they were sent
	// Pace is in words a minute; 0 where too little was said to tell.
	Pace int `json:"pace"`
	// TheirSeconds is how long the answers to these turns would take to say, at
	// ClientPace: an estimate, since nobody has spoken them.
	TheirSeconds int    `json:"their_seconds"`
	Share        int    `json:"share"`  // of the talk that was the rep's, in percent: an estimate too
	Text         string `json:"text"`   // what the pace means, in a sentence to the rep
	Source       string `json:"source"` // where the figure beside it comes from, and what is an estimate
}

// spoken sums up the turns that were said aloud; nil where none was.
func (t *story) spoken() *Spoken {
	var sum Spoken
	theirs := 0 // words
	for i := range t.scenes {
		s := &t.scenes[i]
		if s.said.Kind != practice.Say || s.said.Seconds <= 0 {
			continue
		}
		sum.Turns++
		sum.Seconds += s.said.Seconds
		sum.Words += words(s.said.Text)
		for _, line := range s.lines {
			if line.Person != "" {
				theirs += words(line.Text)
			}
		}
	}
	if sum.Turns == 0 {
		return nil
	}
	if sum.Words >= paceFromWords && sum.Seconds >= paceFromSeconds {
		sum.Pace = rounded(sum.Words*60, sum.Seconds)
	}
	sum.TheirSeconds = rounded(theirs*60, ClientPace)
	sum.Share = rounded(sum.Seconds*100, sum.Seconds+sum.TheirSeconds)
	sum.Text, sum.Source = paceWords(sum.Pace), paceSource
	return &sum
}

// paceWords says what a pace means, to somebody who need not change it. Its verb
// is one that fits a name in the place of "you".
func paceWords(pace int) string {
	switch {
	case pace == 0:
		return "You said too little aloud to tell a pace."
	case pace > ClientPace+usualAround:
		return "You spoke faster than most; a pause after the ask leaves room for an answer."
	case pace < ClientPace-usualAround:
		return "You spoke slower than most, which gives both sides time to think."
	}
	return "You spoke about as fast as most, which is easy to follow."
}

var paceSource = fmt.Sprintf("Most English speakers say about %d words a minute (National Center for Voice and Speech). The other side's time is an estimate: its words, at that pace. None of this is scored.", ClientPace)

func words(text string) int { return len(strings.Fields(text)) }

// rounded is the nearest whole number to a/b, for b above 0.
func rounded(a, b int) int { return (2*a + b) / (2 * b) }
