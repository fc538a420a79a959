package practice_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
)

const text = "Thank you. If we pay the freight, could you sign by May? You must."

// of cites a stretch of the text for a label.
func of(label practice.Label, quote string) practice.Evidence {
	start := strings.Index(text, quote)
	return practice.Evidence{Label: label, Quote: quote, Start: start, End: start + len(quote)}
}

func holds(label practice.Label, quote string) practice.Change {
	evidence := of(label, quote)
	return practice.Change{Label: label, Holds: true, Evidence: &evidence}
}

func not(label practice.Label) practice.Change { return practice.Change{Label: label} }

func trade() practice.Reading {
	return practice.Reading{
		Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade}, Tone: practice.Warm,
		Maybe: []practice.Method{practice.Wait, practice.Reduce}, Unborne: []practice.Method{practice.Wait}, Reader: "v1",
		Confidence: map[practice.Label]int{"trade": 700, "outcome": 900, "warm": 800},
		Evidence:   []practice.Evidence{of("warm", "Thank you"), of("trade", "If we pay"), of("outcome", "could you sign")},
	}
}

func TestCorrected(t *testing.T) {
	for name, test := range map[string]struct {
		changes []practice.Change
		want    func(*practice.Reading)
	}{
		"nothing": {nil, func(*practice.Reading) {}},
		"the last method of an ask goes: it was a direct one": {[]practice.Change{not("trade")}, func(r *practice.Reading) {
			r.Methods = []practice.Method{practice.Direct}
			r.Confidence = map[practice.Label]int{"outcome": 900, "warm": 800}
			r.Evidence = []practice.Evidence{of("warm", "Thank you"), of("outcome", "could you sign"), of("direct", "could you sign")}
		}},
		"the ask goes, the method stays": {[]practice.Change{not("outcome")}, func(r *practice.Reading) {
			r.Ask = practice.AskNone
			r.Confidence = map[practice.Label]int{"trade": 700, "warm": 800}
			r.Evidence = []practice.Evidence{of("warm", "Thank you"), of("trade", "If we pay")}
		}},
		"ask and method go": {[]practice.Change{not("outcome"), not("trade")}, func(r *practice.Reading) {
			r.Ask, r.Methods = practice.AskNone, []practice.Method{}
			r.Confidence = map[practice.Label]int{"warm": 800}
			r.Evidence = []practice.Evidence{of("warm", "Thank you")}
		}},
		"part of it, not all": {[]practice.Change{holds("partial", "sign by May")}, func(r *practice.Reading) {
			r.Ask = practice.AskPartial
			r.Confidence = map[practice.Label]int{"trade": 700, "warm": 800}
			r.Evidence = []practice.Evidence{of("warm", "Thank you"), of("trade", "If we pay"), of("partial", "sign by May")}
		}},
		"a method more, and no longer unborne": {[]practice.Change{holds("wait", "by May")}, func(r *practice.Reading) {
			r.Methods = append(r.Methods, practice.Wait)
			r.Maybe, r.Unborne = []practice.Method{practice.Reduce}, []practice.Method{}
			r.Evidence = append(r.Evidence, of("wait", "by May"))
		}},
		"other words for the same": {[]practice.Change{holds("trade", "we pay the freight")}, func(r *practice.Reading) {
			r.Confidence = map[practice.Label]int{"outcome": 900, "warm": 800}
			r.Evidence[1] = of("trade", "we pay the freight")
		}},
		"pushy after all": {[]practice.Change{holds("pushy", "You must")}, func(r *practice.Reading) {
			r.Tone = practice.Pushy
			r.Confidence = map[practice.Label]int{"trade": 700, "outcome": 900}
			r.Evidence = []practice.Evidence{of("trade", "If we pay"), of("outcome", "could you sign"), of("pushy", "You must")}
		}},
		"direct is never beside another": {[]practice.Change{holds("direct", "could you sign")}, func(*practice.Reading) {}},
		"a label without evidence":       {[]practice.Change{{Label: "yields", Holds: true}}, func(*practice.Reading) {}},
		"too many methods": {[]practice.Change{holds("ally", "Thank"), holds("value", "you"), holds("proof", "must")}, func(r *practice.Reading) {
			r.Methods = []practice.Method{practice.Ally, practice.Value, practice.Proof}
			r.Confidence = map[practice.Label]int{"outcome": 900, "warm": 800}
			r.Evidence = []practice.Evidence{of("warm", "Thank you"), of("ally", "Thank"), of("value", "you"), of("outcome", "could you sign"), of("proof", "must")}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			before, want := trade(), trade()
			test.want(&want)
			got := before.Corrected(practice.Correction{Changes: test.changes})
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
			if diff := cmp.Diff(trade(), before); diff != "" {
				t.Errorf("the reading itself has changed:\n%s", diff)
			}
		})
	}
}

func TestCorrectedKeepsWhatAlwaysHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		reading := practice.Reading{Ask: practice.AskNone, Tone: practice.Neutral}
		for range rapid.IntRange(1, 6).Draw(t, "corrections") {
			correction := practice.Correction{}
			for range rapid.IntRange(0, 6).Draw(t, "changes") {
				change := practice.Change{Label: rapid.SampledFrom(practice.Labels()).Draw(t, "label"), Holds: rapid.Bool().Draw(t, "holds")}
				if change.Holds {
					start := rapid.IntRange(0, len(text)-1).Draw(t, "start")
					end := rapid.IntRange(start+1, len(text)).Draw(t, "end")
					change.Evidence = &practice.Evidence{Label: change.Label, Quote: text[start:end], Start: start, End: end}
				}
				correction.Changes = append(correction.Changes, change)
			}
			reading = reading.Corrected(correction)
			sound(t, reading)
			if again := reading.Corrected(practice.Correction{}); !cmp.Equal(again, reading) {
				t.Fatalf("a correction of nothing changes %+v to %+v", reading, again)
			}
		}
	})
}

func sound(t *rapid.T, r practice.Reading) {
	t.Helper()
	if len(r.Methods) > practice.MaxMethods || r.Has(practice.Direct) && len(r.Methods) > 1 ||
		r.Has(practice.Direct) && r.Ask == practice.AskNone || r.Ask != practice.AskNone && len(r.Methods) == 0 {
		t.Fatalf("methods %v of an ask %q", r.Methods, r.Ask)
	}
	last := -1
	for _, method := range r.Methods {
		evidence, _ := r.Quote(practice.Label(method))
		if evidence.Start < last {
			t.Fatalf("methods %v are not in the order of %v", r.Methods, r.Evidence)
		}
		last = evidence.Start
	}
	if !slices.IsSortedFunc(r.Evidence, func(a, b practice.Evidence) int { return a.Start - b.Start }) {
		t.Fatalf("evidence out of order: %v", r.Evidence)
	}
	for _, label := range practice.Labels() {
		evidence, has := r.Quote(label)
		if has != r.Counts(label) || has && text[evidence.Start:evidence.End] != evidence.Quote {
			t.Fatalf("%s counts: %v, evidence: %v (%v)", label, r.Counts(label), has, evidence)
		}
	}
}

func TestReadingsOfALog(t *testing.T) {
	first, again := trade(), trade()
	again.Reader, again.Tone = "v2", practice.Pushy
	log := []practice.Event{
		{Turn: 1, Kind: practice.EventRead, Read: &first},
		{Turn: 2, Kind: practice.EventRead, Read: &first},
		{Turn: 2, Kind: practice.EventCorrected, Corrected: &practice.Correction{Turn: 1, Changes: []practice.Change{not("trade")}}},
		{Turn: 2, Kind: practice.EventCorrected, Corrected: &practice.Correction{Turn: 9, Changes: []practice.Change{not("trade")}}},
		{Turn: 2, Kind: practice.EventReread, Reread: &practice.Reread{Reader: "v2", Turns: []practice.TurnReading{{Turn: 1, Reading: again}}}},
	}
	readings := practice.Readings(log)
	if len(readings) != 2 {
		t.Fatalf("%d readings, want those of the two turns", len(readings))
	}
	if diff := cmp.Diff(again.Corrected(practice.Correction{Changes: []practice.Change{not("trade")}}), readings[1]); diff != "" {
		t.Errorf("the turn that was read again keeps its correction:\n%s", diff)
	}
	if diff := cmp.Diff(first, readings[2]); diff != "" {
		t.Errorf("the other turn:\n%s", diff)
	}
	if found := practice.Corrections(log); len(found) != 2 || found[0].Turn != 1 {
		t.Errorf("corrections: %+v", found)
	}
}
