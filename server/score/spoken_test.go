package score_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// aloud returns the log with turns that took so many seconds to say, in order; 0
// for those that were typed. The log that it is given stays as it is.
func aloud(events []practice.Event, seconds ...int) []practice.Event {
	events = slices.Clone(events)
	next := 0
	for i := range events {
		if events[i].Said == nil || events[i].Said.Kind != practice.Say || next >= len(seconds) {
			continue
		}
		said := *events[i].Said
		said.Seconds = seconds[next]
		events[i].Said = &said
		next++
	}
	return events
}

// answered replaces what came back to a turn.
func answered(events []practice.Event, turn int, lines ...practice.Line) []practice.Event {
	events = slices.Clone(events)
	for i := range events {
		if events[i].Replied != nil && events[i].Turn == turn {
			events[i].Replied = &practice.Reply{Lines: lines, By: "script"}
		}
	}
	return events
}

func saying(count int) move {
	return move{to: "nora", channel: practice.Phone, text: strings.TrimSpace(strings.Repeat("word ", count))}
}

func line(person string, count int) practice.Line {
	return practice.Line{Person: person, Text: strings.TrimSpace(strings.Repeat("word ", count))}
}

func TestWhatWasSaidAloudIsSummedUp(t *testing.T) {
	hall := compiled(t, hall)
	talk := play(t, hall, practice.Before{}, saying(40), saying(20), saying(10))
	for turn, lines := range [][]practice.Line{1: {line("nora", 30), line("", 50)}, 2: {line("nora", 20)}, 3: {line("nora", 100)}} {
		talk = answered(talk, turn, lines...)
	}
	for name, test := range map[string]struct {
		seconds []int
		want    score.Spoken
		says    string
	}{
		// 60 words in 24 s; their 50 words (the calendar's are nobody's) take 20 s.
		"as fast as most":       {[]int{16, 8}, score.Spoken{Turns: 2, Seconds: 24, Words: 60, Pace: 150, TheirSeconds: 20, Share: 55}, "as fast as most"},
		"faster":                {[]int{10, 5}, score.Spoken{Turns: 2, Seconds: 15, Words: 60, Pace: 240, TheirSeconds: 20, Share: 43}, "faster than most"},
		"slower":                {[]int{30, 30}, score.Spoken{Turns: 2, Seconds: 60, Words: 60, Pace: 60, TheirSeconds: 20, Share: 75}, "slower than most"},
		"one of them was typed": {[]int{0, 8}, score.Spoken{Turns: 1, Seconds: 8, Words: 20, Pace: 150, TheirSeconds: 8, Share: 50}, "as fast as most"},
		"too few words":         {[]int{0, 0, 8}, score.Spoken{Turns: 1, Seconds: 8, Words: 10, TheirSeconds: 40, Share: 17}, "too little"},
		"too short":             {[]int{5}, score.Spoken{Turns: 1, Seconds: 5, Words: 40, TheirSeconds: 12, Share: 29}, "too little"},
	} {
		t.Run(name, func(t *testing.T) {
			got := score.Debrief(hall, aloud(talk, test.seconds...)).Spoken
			if got == nil {
				t.Fatal("nothing is told of what was said aloud")
			}
			if !strings.Contains(got.Text, test.says) || !strings.HasPrefix(got.Text, "You s") || !strings.Contains(got.Source, "150 words a minute") || !strings.Contains(got.Source, "estimate") {
				t.Errorf("it says %q, %q", got.Text, got.Source)
			}
			got.Text, got.Source = "", ""
			if *got != test.want {
				t.Errorf("%+v, want %+v", *got, test.want)
			}
		})
	}
}

func TestWhatWasTypedIsNotSummedUp(t *testing.T) {
	hall := compiled(t, hall)
	for name, events := range map[string][]practice.Event{"won": won(t), "gave up": gaveUp(t), "nothing yet": play(t, hall, practice.Before{})} {
		debrief := score.Debrief(hall, events)
		if debrief.Spoken != nil {
			t.Errorf("%s: %+v", name, debrief.Spoken)
		}
		if data, err := json.Marshal(debrief); err != nil || strings.Contains(string(data), `"spoken"`) {
			t.Errorf("%s: %v, and the key is there", name, err)
		}
	}
}

// How long the words took changes nothing but what is told of it.
func TestSecondsCountForNothing(t *testing.T) {
	hall := compiled(t, hall)
	rapid.Check(t, func(r *rapid.T) {
		typed := anyPlay(r, t, hall)
		spoken := aloud(typed, rapid.SliceOf(rapid.IntRange(0, practice.MaxSeconds)).Draw(r, "seconds")...)
		if want, got := encoded(t, score.Attempt(hall, typed)), encoded(t, score.Attempt(hall, spoken)); got != want {
			t.Fatalf("the card is\n%s\nwant\n%s", got, want)
		}
		debrief := score.Debrief(hall, spoken)
		if s := debrief.Spoken; s != nil && (s.Share < 0 || s.Share > 100 || s.Pace < 0 || s.Turns < 1 || s.Seconds < s.Turns || s.Text == "" || s.Source == "") {
			t.Fatalf("%+v", *s)
		}
		debrief.Spoken = nil
		if want, got := encoded(t, score.Debrief(hall, typed)), encoded(t, debrief); got != want {
			t.Fatalf("the debrief is\n%s\nwant\n%s", got, want)
		}
	})
}

func encoded(t *testing.T, value any) string {
	t.Helper()
	data, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
