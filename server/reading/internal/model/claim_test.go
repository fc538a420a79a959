package model_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/askagain/askagain/server/reading/internal/model"
)

// drawn returns made scores of the words, outputs and truths for every label:
// true ones lie higher on both.
func drawn(n int) (words, outputs [][]float64, truths [][]int8) {
	random := rand.New(rand.NewPCG(1, 2))
	truths = make([][]int8, model.TurnLabels)
	for i := range n {
		own, heard := make([]float64, model.TurnLabels), make([]float64, model.TurnLabels)
		for l := range truths {
			truth := int8(-1)
			if random.IntN(5) == 0 {
				truth = 1
			}
			truths[l] = append(truths[l], truth)
			own[l] = float64(truth)*0.5 + random.NormFloat64()*0.5
			heard[l] = float64(truth)*2 + random.NormFloat64()*2
		}
		words = append(words, own)
		if i%10 == 0 {
			heard = nil
		}
		outputs = append(outputs, heard)
	}
	return words, outputs, truths
}

func TestNearlyFourFifthsOfFalseClaimsAreRefused(t *testing.T) {
	words, outputs, truths := drawn(2000)
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	settings.CalibrateClaims(words, outputs, truths)
	accepted := func(heard bool) (own, foreign float64) {
		var count, all [2]float64
		for i := range words {
			if heard && outputs[i] == nil {
				continue
			}
			for l := range model.Asks {
				said := outputs[i]
				if !heard {
					said = nil
				}
				kind := 0
				if truths[l][i] > 0 {
					kind = 1
				}
				all[kind]++
				if settings.Claim(l, words[i], said).Margin >= 0 {
					count[kind]++
				}
			}
		}
		return count[1] / all[1], count[0] / all[0]
	}
	ownAlone, foreignAlone := accepted(false)
	own, foreign := accepted(true)
	for _, share := range []float64{foreignAlone, foreign} {
		if share < 0.2 || share > 0.23 {
			t.Errorf("%.3f of the false claims are let through, want a good fifth", share)
		}
	}
	if own <= ownAlone || ownAlone < 0.8 {
		t.Errorf("%.3f of the true claims are accepted by the words, %.3f with the encoder", ownAlone, own)
	}
}

func TestAClaimNeedsSomeProof(t *testing.T) {
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	settings.Turn[model.Trade] = model.Cut{Seen: 0, Intended: -0.8, IntendedHeard: -1}
	scores := make([]float64, model.TurnLabels)
	for l := range scores {
		scores[l] = -2
	}
	for _, c := range []struct {
		score float64
		heard []float64
		want  bool
	}{
		{score: -0.5, want: true},
		{score: -1.2, want: false},
		{score: -1.2, heard: outputs(model.Trade, 4), want: true},
		{score: -0.5, heard: outputs(model.Trade, -6), want: false},
		{score: 0.1, heard: outputs(model.Trade, -6), want: true}, // seen without any claim
		{score: -2, heard: outputs(model.Trade, 100), want: false},
	} {
		scores[model.Trade] = c.score
		claim := settings.Claim(model.Trade, scores, c.heard)
		got := slices.Contains(settings.Decide(scores, 20, []model.Claim{claim}).Methods, model.Trade)
		if got != c.want {
			t.Errorf("score %v, heard %v: accepted %v, want %v", c.score, c.heard, got, c.want)
		}
	}
}

func TestAPlainAskThatWasMeantNeedsLessProof(t *testing.T) {
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	scores := make([]float64, model.TurnLabels)
	for l := range scores {
		scores[l] = -2
	}
	scores[model.Asks] = -0.3
	meant := func(margin float64) model.Verdict {
		return settings.Decide(scores, 20, []model.Claim{{Label: model.Direct, Margin: margin}})
	}
	if v := meant(0.1); !v.Asks || !slices.Equal(v.Methods, []model.Label{model.Direct}) {
		t.Errorf("borne out: asks %v, methods %v", v.Asks, v.Methods)
	}
	if v := meant(-0.1); v.Asks || len(v.Methods) > 0 {
		t.Errorf("not borne out: asks %v, methods %v", v.Asks, v.Methods)
	}
	scores[model.Asks] = -1
	if v := meant(0.1); v.Asks || len(v.Methods) > 0 {
		t.Errorf("nothing like an ask: asks %v, methods %v", v.Asks, v.Methods)
	}
}

func outputs(l model.Label, output float64) []float64 {
	all := make([]float64, model.TurnLabels)
	all[l] = output
	return all
}

func TestTheEncoderIsAskedOnlyWhereItCanTell(t *testing.T) {
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	settings.Turn[model.Wait] = model.Cut{Seen: 0, Intended: -0.8, IntendedHeard: -1}
	words := make([]float64, model.TurnLabels)
	for score, want := range map[float64]bool{-2.5: false, -1.5: true, -0.5: true, 0.2: false} {
		words[model.Wait] = score
		if got := settings.Undecided(model.Wait, words); got != want {
			t.Errorf("score %v: undecided %v, want %v", score, got, want)
		}
	}
}

func TestTheCutLiesAmidTheNearlyBest(t *testing.T) {
	// Every cut between 0.2 and 0.8 but one is equally good; that one is better by
	// an accident.
	var scores []float64
	var truths []int8
	for i := range 200 {
		scores, truths = append(scores, 0.9), append(truths, 1)
		scores, truths = append(scores, 0.1-float64(i)/1000), append(truths, -1)
	}
	scores, truths = append(scores, 0.8, 0.2), append(truths, 1, -1)
	if cut := model.Calibrate("trade", scores, truths); cut.Seen < 0.4 || cut.Seen > 0.7 {
		t.Errorf("cut at %v, want it amid 0.15 and 0.85", cut.Seen)
	}
}

func TestSurenessIsOfWhatCounts(t *testing.T) {
	words, _, truths := drawn(3000)
	settings := &model.Settings{Turn: make([]model.Cut, model.TurnLabels)}
	tokens := make([]int, len(words))
	for i := range tokens {
		tokens[i] = 20
	}
	settings.CalibrateSureness(words, tokens, truths)
	sure, right, n := 0.0, 0.0, 0.0
	for i, own := range words {
		for _, l := range settings.Decide(own, tokens[i], nil).Methods {
			n++
			sure += float64(settings.Turn[l].Sureness(own[l])) / 1000
			if truths[l][i] > 0 {
				right++
			}
		}
	}
	if gap := (sure - right) / n; gap > 0.01 || gap < -0.01 {
		t.Errorf("sure of %.3f, right in %.3f", sure/n, right/n)
	}
}
