package practice_test

import (
	"slices"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func quoted(labels ...practice.Label) []practice.Evidence {
	var all []practice.Evidence
	for i, label := range labels {
		all = append(all, practice.Evidence{Label: label, Quote: "w", Start: i, End: i + 1})
	}
	return all
}

func TestWhatTwoReadersComeTo(t *testing.T) {
	first := practice.Reading{
		Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade, practice.Value}, Maybe: []practice.Method{practice.Ally}, Tone: practice.Warm,
		Evidence: quoted("trade", "value", practice.LabelOutcome, practice.LabelWarm),
	}
	for _, test := range []struct {
		name    string
		second  practice.Reading
		methods []practice.Method
		tone    practice.Tone
		differs []practice.Label
	}{
		{"what both see counts", practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade}, Tone: practice.Warm, Evidence: quoted("trade")},
			[]practice.Method{practice.Trade}, practice.Warm, []practice.Label{"value"}},
		{"a word of the second alone adds no way", practice.Reading{Ask: practice.AskOutcome, Methods: practice.Methods(), Tone: practice.Warm, Evidence: quoted(practice.Labels()...)},
			[]practice.Method{practice.Trade, practice.Value}, practice.Warm, []practice.Label{"direct", "explore", "empathize", "proof", "reduce", "obstacle", "ally", "wait", "channel"}},
		{"an ask that is left without a way is a plain one", practice.Reading{Ask: practice.AskNone, Tone: practice.Warm},
			[]practice.Method{practice.Direct}, practice.Warm, []practice.Label{"value", "trade", practice.LabelOutcome}},
		{"pressure with its quote is pressure", practice.Reading{Ask: practice.AskOutcome, Methods: first.Methods, Tone: practice.Pushy, Evidence: quoted(practice.LabelPushy)},
			[]practice.Method{practice.Trade, practice.Value}, practice.Pushy, []practice.Label{practice.LabelWarm, practice.LabelPushy}},
		{"without its quote it is none", practice.Reading{Ask: practice.AskOutcome, Methods: first.Methods, Tone: practice.Pushy},
			[]practice.Method{practice.Trade, practice.Value}, practice.Warm, []practice.Label{practice.LabelWarm, practice.LabelPushy}},
	} {
		got := practice.Combined(first, test.second, "both")
		if !slices.Equal(got.Methods, test.methods) || got.Tone != test.tone || got.Ask != practice.AskOutcome || got.Reader != "both" {
			t.Errorf("%s: %v, %s, %s by %s", test.name, got.Methods, got.Tone, got.Ask, got.Reader)
		}
		if !slices.Equal(got.Differs, test.differs) {
			t.Errorf("%s: they differ on %v, want %v", test.name, got.Differs, test.differs)
		}
	}
	if practice.FirstReader(practice.CombinedReader("linear+encoder", "model")) != "linear+encoder" || practice.FirstReader("linear") != "linear" {
		t.Error("the embedded reader is not found in the name of both")
	}
}
