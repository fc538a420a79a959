package practice

// ModelUsage is what was used of a language model on a day.
type ModelUsage struct {
	Day    string `json:"day"` // UTC, such as 2026-09-01
	Calls  int64  `json:"calls"`
	Input  int64  `json:"input"` // tokens
	Output int64  `json:"output"`
	Spend  int64  `json:"spend"` // in millionths of the currency of the prices
}
