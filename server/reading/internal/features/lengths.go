package features

import "github.com/askagain/askagain/server/reading/internal/text"

// Lengths returns, for each token, the length of time in minutes that it is part
// of naming, and 0 for the others: "half an hour" is three times 30, and an hour
// that comes without an amount is one.
func Lengths(tokens []text.Token) []float64 {
	minutes := make([]float64, len(tokens))
	for _, d := range durations(tokens) {
		for i := d.first; i <= d.last; i++ {
			minutes[i] = d.minutes
		}
	}
	for i := range tokens {
		if minutes[i] == 0 && tokens[i].Word == "hour" {
			minutes[i] = unitMinutes["hour"]
		}
	}
	return minutes
}
