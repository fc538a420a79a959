package score

import "github.com/askagain/askagain/server/practice"

// Summary is a card in short: what the score command prints, one a conversation.
type Summary struct {
	File        string                                 `json:"file,omitempty"`
	Total       practice.Points                        `json:"total"`
	Dimensions  map[practice.Dimension]practice.Points `json:"dimensions"`
	Asks        int                                    `json:"asks"`
	AsksAfterNo int                                    `json:"asks_after_no"`
	Methods     []practice.Method                      `json:"methods"` // in order of first use
	Evidence    []SummaryEvidence                      `json:"evidence"`
}

// SummaryEvidence is a verbatim stretch of a turn, with the dimension that
// rests on it. Turns count from 0, Start and End in bytes.
type SummaryEvidence struct {
	Dimension practice.Dimension `json:"dimension"`
	practice.ScoreEvidence
}

// Summarize shortens a card.
func Summarize(file string, card practice.Scorecard) Summary {
	summary := Summary{
		File:        file,
		Total:       card.Total,
		Dimensions:  map[practice.Dimension]practice.Points{},
		Asks:        card.Asks,
		AsksAfterNo: card.AsksAfterNo,
		Methods:     append([]practice.Method{}, card.Methods...),
		Evidence:    []SummaryEvidence{},
	}
	for _, d := range card.Dimensions {
		summary.Dimensions[d.Dimension] = d.Points
		for _, evidence := range d.Evidence {
			summary.Evidence = append(summary.Evidence, SummaryEvidence{Dimension: d.Dimension, ScoreEvidence: evidence})
		}
	}
	return summary
}
