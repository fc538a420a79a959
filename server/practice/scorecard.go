package practice

import (
	"encoding/json"
	"math"
	"strconv"
)

// Points are thousandths of a point. In JSON they are a decimal number.
type Points int64

// MarshalJSON writes points as a decimal number without needless digits.
func (p Points) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(p)/1000, 'f', -1, 64), nil
}

// UnmarshalJSON reads a decimal number, rounded to thousandths.
func (p *Points) UnmarshalJSON(data []byte) error {
	var number float64
	if err := json.Unmarshal(data, &number); err != nil {
		return err
	}
	*p = Points(math.Round(number * 1000))
	return nil
}

// Tenth rounds half away from zero to one decimal.
func (p Points) Tenth() Points {
	if p < 0 {
		return -(-p).Tenth()
	}
	return (p + 50) / 100 * 100
}

// Dimension names one of the five parts of a score.
type Dimension string

// The dimensions, in the order in which cards show them.
const (
	Variety      Dimension = "variety"
	Perseverance Dimension = "perseverance"
	Manner       Dimension = "manner"
	Attachment   Dimension = "attachment"
	Result       Dimension = "result"
)

// Dimensions returns the five dimensions in order.
func Dimensions() []Dimension {
	return []Dimension{Variety, Perseverance, Manner, Attachment, Result}
}

// DimensionScore is one part of a card: points earned, points to be had, the
// reason in a sentence, and the words that it rests on.
type DimensionScore struct {
	Dimension Dimension       `json:"dimension"`
	Points    Points          `json:"points"`
	Of        Points          `json:"of"`
	Reason    string          `json:"reason"`
	Evidence  []ScoreEvidence `json:"evidence"`
}

// ScoreEvidence is a verbatim stretch of a turn that a point rests on. For an
// attempt, Turn is the attempt's turn number; for a conversation from outside,
// its index from 0.
type ScoreEvidence struct {
	Turn int `json:"turn"`
	Evidence
}

// Scorecard is the score of an attempt: outcome and score stay apart. The same
// log gives the same card, byte for byte.
type Scorecard struct {
	Rubric     int              `json:"rubric"` // the version of the formulas
	Reader     string           `json:"reader"` // the version of the readings
	Total      Points           `json:"total"`  // 0 to 100, one decimal
	Dimensions []DimensionScore `json:"dimensions"`
	// Pressure is what the total was multiplied by for pushy turns, in thousandths; 1000 is none.
	Pressure    int      `json:"pressure"`
	Nos         int      `json:"nos"`
	Asks        int      `json:"asks"`
	AsksAfterNo int      `json:"asks_after_no"`
	FreshAsks   int      `json:"fresh_asks"` // fresh asks after the first no
	Methods     []Method `json:"methods"`    // that counted, in order of first use
	Untried     []Method `json:"untried"`    // that never counted
	// Corrected is how many corrections of readings the card rests on.
	Corrected int `json:"corrected,omitempty"`
}

// Dimension returns the part that is named; a zero part if it is missing.
func (c Scorecard) Dimension(name Dimension) DimensionScore {
	for _, d := range c.Dimensions {
		if d.Dimension == name {
			return d
		}
	}
	return DimensionScore{Dimension: name}
}
