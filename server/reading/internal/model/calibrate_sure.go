package model

// leastSure is how many readings a sureness is fitted on at least.
const leastSure = 100

// CalibrateSureness fits how sure a label is anew on the turns where it counts:
// a label that was found beside no other, or was the best of several, is truer
// than its score alone says.
func (s *Settings) CalibrateSureness(scores [][]float64, tokens []int, truths [][]int8) {
	counted := make([][]scored, TurnLabels)
	for i, own := range scores {
		v := s.Decide(own, tokens[i], nil)
		count := func(l Label) { counted[l] = append(counted[l], scored{own[l], truths[l][i] > 0}) }
		for _, l := range v.Methods {
			count(l)
		}
		if v.Tone != TurnLabels {
			count(v.Tone)
		}
		if v.Yields {
			count(Yields)
		}
	}
	for l, all := range counted {
		if len(all) < leastSure {
			continue
		}
		if slope, offset := fitLogistic(all); slope > 0 {
			s.Turn[l].Slope, s.Turn[l].Offset = round(slope), round(offset)
		}
	}
}
