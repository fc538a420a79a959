package model

import "math"

// Claim is a method named beforehand, and how far what speaks for it lies above
// its lower cut: borne out from 0 on.
type Claim struct {
	Label  Label
	Margin float64
}

// proofShare is what a step of the encoder's output adds to the words' score of a
// method named beforehand; found on held-out authors.
const proofShare = 0.15

// Backing is what the words and the encoder together say for a label.
func Backing(words, outputs []float64, l Label) float64 {
	return words[l] + float64(proofShare*max(-mostHeard, min(mostHeard, outputs[l])))
}

// Claim weighs a method named beforehand. outputs are the encoder's, nil where it
// was not heard.
func (s *Settings) Claim(l Label, words, outputs []float64) Claim {
	if outputs == nil {
		return Claim{l, words[l] - s.Turn[l].Intended}
	}
	return Claim{l, Backing(words, outputs, l) - s.Turn[l].IntendedHeard}
}

// Undecided reports whether the encoder could still tell if a method named
// beforehand is borne out.
func (s *Settings) Undecided(l Label, words []float64) bool {
	most := float64(proofShare * mostHeard)
	return words[l] < s.Turn[l].Seen && math.Abs(words[l]-s.Turn[l].IntendedHeard) <= most
}
