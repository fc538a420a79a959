package score

import (
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

func makeCard(session Session, t tally) practice.Scorecard {
	weights := weightsOf(session.Weights)
	points := t.points(session, weights)
	evidence := gather(session, t)
	card := practice.Scorecard{
		Rubric:      Rubric,
		Reader:      session.Reader,
		Pressure:    t.pressure(),
		Nos:         t.nos,
		Asks:        len(t.asks),
		AsksAfterNo: t.asksAfterNo,
		FreshAsks:   t.freshAfterNo,
		Methods:     append([]practice.Method{}, t.methods...),
		Untried:     untried(t.methods),
		Corrected:   session.Corrected,
	}
	var sum practice.Points
	for _, dimension := range practice.Dimensions() {
		sum += points[dimension]
		card.Dimensions = append(card.Dimensions, practice.DimensionScore{
			Dimension: dimension,
			Points:    points[dimension],
			Of:        practice.Points(weights[dimension]) * thousand,
			Reason:    reason(dimension, session, t),
			Evidence:  evidence[dimension],
		})
	}
	card.Total = (sum * practice.Points(card.Pressure) / thousand).Tenth()
	return card
}

func weightsOf(weights scenario.Weights) scenario.Weights {
	for _, weight := range weights {
		if weight != 0 {
			return weights
		}
	}
	return scenario.DefaultWeights()
}

// untried lists the levers that never counted. Asking plainly is none.
func untried(methods []practice.Method) []practice.Method {
	left := []practice.Method{}
	for _, method := range practice.Methods() {
		if method != practice.Direct && !slices.Contains(methods, method) {
			left = append(left, method)
		}
	}
	return left
}
