package features

import "github.com/askagain/askagain/server/reading/internal/text"

// SameDuration reports, for each token of t, whether it names as long a time as
// the outcome does.
func SameDuration(t, outcome *text.Text) []bool {
	names := make([]bool, len(t.Tokens))
	for i, relation := range compare(t, outcome) {
		names[i] = relation == same
	}
	return names
}
