package openai

// KeptDays is how many days of usage a ledger keeps.
const KeptDays = keptDays

// Use admits a call of so many tokens and settles it as estimated.
func Use(budget *Budget, account Account, input, output int64) error {
	reserved, err := budget.admit(account, input, output)
	if err == nil {
		reserved.settle(Usage{Calls: 1, Input: input, Output: output})
	}
	return err
}

// Prompt returns what a model is told for a cue, each message with its role before it.
func Prompt(cue Cue) []string {
	var texts []string
	for _, each := range prompt(cue, nil) {
		texts = append(texts, each.role+": "+each.text)
	}
	return texts
}
