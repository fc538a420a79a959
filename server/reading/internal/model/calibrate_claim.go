package model

import (
	"math"
	"sort"
)

// falseBorne is the share of false claims that are let through on held-out
// authors: the others are refused.
const falseBorne = 0.215

// CalibrateClaims finds the cuts of methods named beforehand, from held-out scores
// of the words, the encoder's outputs (nil where it was not heard) and the truths
// label by label.
func (s *Settings) CalibrateClaims(words, outputs [][]float64, truths [][]int8) {
	alone := claimCuts(truths, func(i int, l Label) (float64, bool) { return words[i][l], true })
	heard := claimCuts(truths, func(i int, l Label) (float64, bool) {
		if outputs[i] == nil {
			return 0, false
		}
		return Backing(words[i], outputs[i], l), true
	})
	for l := range alone {
		s.Turn[l].Intended, s.Turn[l].IntendedHeard = round(alone[l]), round(heard[l])
	}
}

// claimCuts returns for each method the proof from which on a claim is believed:
// where its probability is the same for all of them, so that the fewest true
// claims are refused for the false ones that are let through.
func claimCuts(truths [][]int8, proof func(i int, l Label) (float64, bool)) (cuts [Asks]float64) {
	var slopes, offsets [Asks]float64
	var wrong []float64 // log odds of false claims
	for l := range Asks {
		var all []scored
		for i, truth := range truths[l] {
			if score, ok := proof(i, l); ok && truth != 0 {
				all = append(all, scored{score, truth > 0})
			}
		}
		slopes[l], offsets[l] = fitLogistic(all)
		for _, one := range all {
			if !one.yes {
				wrong = append(wrong, slopes[l]*one.score+offsets[l])
			}
		}
	}
	if len(wrong) == 0 {
		return cuts
	}
	sort.Float64s(wrong)
	odds := wrong[int(float64(len(wrong))*(1-falseBorne))]
	for l := range cuts {
		if cuts[l] = (odds - offsets[l]) / slopes[l]; math.IsNaN(cuts[l]) || math.IsInf(cuts[l], 0) {
			cuts[l] = 0
		}
	}
	return cuts
}
