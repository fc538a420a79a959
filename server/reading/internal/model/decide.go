package model

import "math"

// Cut says when a label counts, and how sure a score is.
type Cut struct {
	Label string  `json:"label"`
	Seen  float64 `json:"seen"` // counts from this score on

	// With the label named beforehand: from this score of the words alone on, or
	// from this proof on where the encoder was heard.
	Intended      float64 `json:"intended,omitzero"`
	IntendedHeard float64 `json:"intended_heard,omitzero"`

	Slope  float64 `json:"slope"` // sureness is 1/(1+exp(-(Slope*score+Offset)))
	Offset float64 `json:"offset"`
}

// Settings are the numbers beside the weights, calibrated on turns by hands that
// the weights had not seen.
type Settings struct {
	Version string  `json:"version"`
	Turn    []Cut   `json:"turn"`  // one a label
	Doubt   Doubt   `json:"doubt"` // when the encoder is heard
	Blend   Blend   `json:"blend"` // of a client's line
	Ruse    float64 `json:"ruse"`  // from this score on a turn is a ruse
}

// Doubt says where the scores of the words alone leave open what a turn was.
type Doubt struct {
	Cuts   []float64 `json:"cuts"`   // one a label
	Within float64   `json:"within"` // as near as that to a cut
	Share  float64   `json:"share"`  // of the turns by hands that the weights had not seen
}

// About reports whether the scores of the words alone leave a doubt. Where
// nothing is asked for, a part or all of it is no question.
func (d Doubt) About(scores []float64) bool {
	for l, cut := range d.Cuts {
		if Label(l) == Partial && scores[Asks] < d.Cuts[Asks]-d.Within {
			continue
		}
		if math.Abs(scores[l]-cut) < d.Within {
			return true
		}
	}
	return false
}

// Blend says how the encoder is heard about a client's line.
type Blend struct {
	Worth  float64 `json:"worth"`  // of a step of its output, in score
	Within float64 `json:"within"` // as near as that to the best answer, the second leaves a doubt
}

// Hear adds to the scores of a line what the encoder says of it.
func (b Blend) Hear(scores *Scores, outputs []float64) {
	for i := range Answers {
		scores.Total[i] += float64(b.Worth * outputs[int(TurnLabels)+i])
	}
}

// Sureness is how probable the label is at score, in thousandths.
func (c Cut) Sureness(score float64) int {
	return int(math.RoundToEven(1000 * logistic(float64(c.Slope*score)+c.Offset)))
}

// logistic is 1/(1+e^-x) to about a millionth, from additions, products and
// divisions alone: math.Exp differs between processors in its last bit.
func logistic(x float64) float64 {
	if x < -20 {
		return 0
	}
	if x > 20 {
		return 1
	}
	// e^-x = (e^(-x/1024))^1024, the inner one by its series.
	y := -x / 1024
	power := 1 + float64(y*float64(1+float64(y*float64(0.5+y/6))))
	for range 10 {
		power *= power
	}
	return 1 / (1 + power)
}

// Verdict is what scores come to.
type Verdict struct {
	Methods []Label // that count; by score
	Maybe   []Label // suspected
	Asks    bool
	Partial bool
	Tone    Label // Warm, Pushy, or TurnLabels for neutral
	Yields  bool
}

// Decide applies the cuts to the scores of a turn of so many tokens. Methods named
// beforehand count as far as they are borne out; at most three count; direct
// stands alone.
func (s *Settings) Decide(scores []float64, tokens int, claims []Claim) Verdict {
	v := Verdict{Tone: TurnLabels}
	v.Yields = scores[Yields] >= s.Turn[Yields].Seen
	asks := s.margin(scores, Asks)
	for _, claim := range claims {
		if claim.Label == Direct && claim.Margin >= 0 {
			asks += plainly
		}
	}
	v.Asks = asks >= 0
	if v.Yields && v.Asks {
		v.Yields = s.margin(scores, Yields) > asks
		v.Asks = !v.Yields
	}
	v.Partial = v.Asks && scores[Partial] >= s.Turn[Partial].Seen
	s.methods(&v, scores, claims)
	s.tone(&v, scores)
	if v.Tone == Pushy && tokens <= few && s.margin(scores, Pushy) < fewMargin {
		v.Tone = TurnLabels
	}
	return v
}

// plainly is how much less proof an ask needs where direct was named beforehand
// and is borne out. On held-out authors that lets 4% of turns that ask for nothing
// through, and finds half of the plain asks that would be missed.
const plainly = 0.5

// few tokens prove pressure only by a wider margin: on held-out authors two of
// three pushy readings of so few were wrong.
const few, fewMargin = 7, 0.35

func (s *Settings) margin(scores []float64, l Label) float64 { return scores[l] - s.Turn[l].Seen }

func (s *Settings) methods(v *Verdict, scores []float64, claims []Claim) {
	margins := make([]float64, Asks) // of the methods, direct last
	for l := range Asks {
		margins[l] = s.margin(scores, l)
	}
	for _, claim := range claims {
		margins[claim.Label] = max(margins[claim.Label], claim.Margin)
	}
	for l := range Levers {
		switch {
		case margins[l] >= 0:
			v.Methods = insert(v.Methods, l, margins)
		case margins[l] >= -0.35:
			v.Maybe = insert(v.Maybe, l, margins)
		}
	}
	if len(v.Methods) > 3 {
		v.Maybe = append(v.Methods[3:len(v.Methods):len(v.Methods)], v.Maybe...)
		v.Methods = v.Methods[:3]
	}
	s.plain(v, margins)
}

// plain settles an ask between direct and its best lever: a direct one where
// the turn looks plain, a lever that is nearly there where it does not.
func (s *Settings) plain(v *Verdict, margins []float64) {
	if !v.Asks {
		return
	}
	direct := margins[Direct]
	switch {
	case len(v.Methods) > 0 && margins[v.Methods[0]] < direct*overrule:
		v.Maybe, v.Methods = append(v.Methods, v.Maybe...), []Label{Direct}
	case len(v.Methods) == 0 && len(v.Maybe) > 0 && margins[v.Maybe[0]] >= -nearly && direct < 0:
		v.Methods, v.Maybe = v.Maybe[:1:1], v.Maybe[1:]
	case len(v.Methods) == 0:
		v.Methods = []Label{Direct}
	}
}

// overrule is how far above its cut the best lever must be, measured by how far
// direct is above its own, or else the ask is plain. nearly is how far below its
// cut a lever may be in an ask that does not look plain. Both were found on
// held-out authors.
const overrule, nearly = 1.0, 0.25

func insert(labels []Label, l Label, margins []float64) []Label {
	labels = append(labels, l)
	for i := len(labels) - 1; i > 0 && margins[labels[i]] > margins[labels[i-1]]; i-- {
		labels[i], labels[i-1] = labels[i-1], labels[i]
	}
	return labels
}

func (s *Settings) tone(v *Verdict, scores []float64) {
	warm, pushy := s.margin(scores, Warm), s.margin(scores, Pushy)
	switch {
	case warm >= 0 && warm >= pushy:
		v.Tone = Warm
	case pushy >= 0:
		v.Tone = Pushy
	}
}

// BestAnswer returns the index in Answers of the best score, and how far it is
// above the second.
func BestAnswer(scores *Scores) (best int, lead float64) {
	for i := range Answers {
		if scores.Total[i] > scores.Total[best] {
			best = i
		}
	}
	lead = math.Inf(1)
	for i := range Answers {
		if i != best {
			lead = min(lead, scores.Total[best]-scores.Total[i])
		}
	}
	return best, lead
}
