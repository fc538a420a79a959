package model

import (
	"math"
	"sort"
)

// scored is a held-out score with its truth.
type scored struct {
	score float64
	yes   bool
}

// Calibrate finds the cuts of one label from held-out scores and their truths
// (1, -1, or 0 to leave one out).
func Calibrate(label string, scores []float64, truths []int8) Cut {
	var all []scored
	for i, truth := range truths {
		if truth != 0 {
			all = append(all, scored{scores[i], truth > 0})
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	cut := Cut{Label: label}
	cut.Seen = round(bestCut(all))
	slope, offset := fitLogistic(all)
	cut.Slope, cut.Offset = round(slope), round(offset)
	return cut
}

func round(x float64) float64 { return math.RoundToEven(x*1e4) / 1e4 }

// f1 is the harmonic mean of precision and recall.
func f1(hits, alarms, positives int) float64 {
	if hits == 0 {
		return 0
	}
	return 2 * float64(hits) / float64(hits+alarms+positives)
}

// nearlyBest is how far below the best F1 a cut may lie and still speak for where
// the cut belongs. The best alone follows the accidents of the authors at hand.
const nearlyBest = 0.01

// bestCut returns the middle of the cuts from which on counting everything is
// worth the best F1, or nearly. all is sorted downwards.
func bestCut(all []scored) float64 {
	positives := 0
	for _, one := range all {
		if one.yes {
			positives++
		}
	}
	worth, best := make([]float64, len(all)), 0.0
	for i, hits := 0, 0; i < len(all); i++ {
		if all[i].yes {
			hits++
		}
		if i+1 == len(all) || all[i+1].score != all[i].score {
			worth[i] = f1(hits, i+1-hits, positives)
			best = max(best, worth[i])
		}
	}
	first, last := -1, -1
	for i, w := range worth {
		if w > 0 && w >= best-nearlyBest {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	if first < 0 {
		return 0
	}
	return (below(all, first) + below(all, last)) / 2
}

// below returns the middle between a score and the next one.
func below(all []scored, i int) float64 {
	if i+1 < len(all) {
		return (all[i].score + all[i+1].score) / 2
	}
	return all[i].score
}

// fitLogistic fits a probability to scores (Platt) by Newton's method on the
// log-likelihood, slightly held back.
func fitLogistic(all []scored) (slope, offset float64) {
	slope = 2
	for range 30 {
		var g0, g1, h00, h01, h11 float64
		for _, one := range all {
			p := logistic(slope*one.score + offset)
			d := p
			if one.yes {
				d = p - 1
			}
			w := p*(1-p) + 1e-9
			g0 += d
			g1 += d * one.score
			h00 += w
			h01 += w * one.score
			h11 += w * one.score * one.score
		}
		g1 += 1e-3 * slope
		h11 += 1e-3
		determinant := h00*h11 - h01*h01
		if determinant <= 1e-12 {
			break
		}
		offset -= (h11*g0 - h01*g1) / determinant
		slope -= (h00*g1 - h01*g0) / determinant
	}
	return slope, offset
}

// CalibrateTone moves the cuts of warm and pushy to where the three tones
// together are read best: the mean of their F1.
func (s *Settings) CalibrateTone(scores [][]float64, warm, pushy []int8) {
	best := -1.0
	warmCut, pushyCut := s.Turn[Warm].Seen, s.Turn[Pushy].Seen
	at := [2]float64{warmCut, pushyCut}
	for i := -8; i <= 8; i++ {
		for j := -8; j <= 8; j++ {
			s.Turn[Warm].Seen, s.Turn[Pushy].Seen = warmCut+float64(i)*0.05, pushyCut+float64(j)*0.05
			if f := s.toneF1(scores, warm, pushy); f > best {
				best, at = f, [2]float64{s.Turn[Warm].Seen, s.Turn[Pushy].Seen}
			}
		}
	}
	s.Turn[Warm].Seen, s.Turn[Pushy].Seen = round(at[0]), round(at[1])
}

func (s *Settings) toneF1(scores [][]float64, warm, pushy []int8) float64 {
	var hits, read, true3 [3]int
	for i := range scores {
		truth, verdict := 0, Verdict{Tone: TurnLabels}
		if warm[i] > 0 {
			truth = 1
		} else if pushy[i] > 0 {
			truth = 2
		}
		s.tone(&verdict, scores[i])
		tone := 0
		switch verdict.Tone {
		case Warm:
			tone = 1
		case Pushy:
			tone = 2
		}
		true3[truth]++
		read[tone]++
		if tone == truth {
			hits[tone]++
		}
	}
	sum := 0.0
	for tone := range hits {
		sum += 2 * float64(hits[tone]) / float64(max(1, read[tone]+true3[tone]))
	}
	return sum / 3
}
