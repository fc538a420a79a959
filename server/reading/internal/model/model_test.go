package model_test

import (
	"math"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading/internal/features"
	"github.com/askagain/askagain/server/reading/internal/model"
	"github.com/askagain/askagain/server/reading/internal/text"
)

func TestEveryMethodHasALabel(t *testing.T) {
	for _, method := range practice.Methods() {
		if l, ok := model.OfMethod(method); !ok || l.Method() != method || l.String() != string(method) {
			t.Errorf("%s: label %v (%v)", method, l, ok)
		}
	}
	if _, ok := model.OfMethod("nonsense"); ok {
		t.Error("nonsense is a method")
	}
}

func TestATableSurvivesItsFile(t *testing.T) {
	weights := [][]float32{make([]float32, 1<<8), make([]float32, 1<<8)}
	weights[0][3], weights[1][255] = 0.5, -2
	file := model.Quantize(8, weights, []float64{0.25, -1}).Append(nil)
	opened, rest, err := model.Open(string(file) + "rest")
	if err != nil || rest != "rest" {
		t.Fatalf("rest %q, %v", rest, err)
	}
	if got := float64(opened.At(3*2, 0)) * opened.Scales[0]; math.Abs(got-0.5) > 0.01 {
		t.Errorf("weight %v, want 0.5", got)
	}
	if got := float64(opened.At(255*2, 1)) * opened.Scales[1]; math.Abs(got+2) > 0.01 || opened.Biases[1] != -1 {
		t.Errorf("weight %v, bias %v, want -2 and -1", got, opened.Biases[1])
	}
	for size := range len(file) {
		if _, _, err := model.Open(string(file[:size])); err == nil {
			t.Fatalf("a file cut at byte %d opens", size)
		}
	}
	if _, _, err := model.OpenStack("short", model.WordInputs); err == nil {
		t.Error("a cut stack opens")
	}
}

func TestScoresAreTheSumOfTheirSentences(t *testing.T) {
	column := make([]float32, 1<<features.Bits)
	for i := range column {
		column[i] = float32(i%7) - 3
	}
	weights := model.Quantize(features.Bits, [][]float32{column}, []float64{0.5})
	extractor, scores := &features.Extractor{}, &model.Scores{}
	extractor.Extract(text.Parse("Could you meet us? I will bring the figures."), features.Around{Outcome: "a meeting"})
	weights.Score(extractor, scores)
	values := model.BlockValues(extractor.Counts)
	want := 0.5
	for _, f := range extractor.Features {
		want += float64(weights.At(weights.Place(f), 0)) * values[f.Block] * weights.Scales[0]
	}
	if math.Abs(scores.Total[0]-want) > 1e-9 {
		t.Errorf("score %v, want %v", scores.Total[0], want)
	}
	if best := max(0, scores.First[0], scores.Last[0]); scores.Best[0] != best {
		t.Errorf("best sentence %v, want %v", scores.Best[0], best)
	}
}

func TestCutsSeparateWhatCanBeSeparated(t *testing.T) {
	scores := []float64{-1, -0.8, -0.5, 0.1, 0.3, 0.9}
	cut := model.Calibrate("trade", scores, []int8{-1, -1, -1, 1, 1, 1})
	if cut.Seen <= -0.5 || cut.Seen > 0.1 {
		t.Errorf("cut %+v", cut)
	}
	last := -1
	for _, score := range []float64{-30, -1, 0, 1, 30} {
		sure := cut.Sureness(score)
		if sure < last || sure < 0 || sure > 1000 {
			t.Errorf("sureness of %v is %d after %d", score, sure, last)
		}
		last = sure
	}
}

func TestFewWordsProvePressureOnlyByAWiderMargin(t *testing.T) {
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	for _, c := range []struct {
		score  float64
		tokens int
		want   model.Label
	}{
		{0.1, 4, model.TurnLabels}, {0.1, 8, model.Pushy}, {0.5, 4, model.Pushy}, {-0.1, 20, model.TurnLabels},
	} {
		scores := make([]float64, model.TurnLabels)
		for l := range scores {
			scores[l] = -1
		}
		scores[model.Pushy] = c.score
		if got := settings.Decide(scores, c.tokens, nil).Tone; got != c.want {
			t.Errorf("pushy at %v in %d tokens: tone %v, want %v", c.score, c.tokens, got, c.want)
		}
	}
}
