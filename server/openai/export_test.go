package openai

// Prompt returns what a model is told for a cue, each message with its role before it.
func Prompt(cue Cue) []string {
	var texts []string
	for _, each := range prompt(cue, nil) {
		texts = append(texts, each.role+": "+each.text)
	}
	return texts
}
