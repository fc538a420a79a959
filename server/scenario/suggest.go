package scenario

import (
	"fmt"
	"strings"
)

const maxSuggestRunes = 48 // longer words resemble nothing

// suggest returns the candidate that the word was probably meant to be, "" for
// none. Ties go to the candidate that stands first.
func suggest(word string, candidates []string) string {
	word = plainWord(word)
	length := len([]rune(word))
	if length == 0 || length > maxSuggestRunes {
		return ""
	}
	best, bestDistance := "", length/3+2
	for _, candidate := range candidates {
		if distance := editDistance(word, candidate); distance < bestDistance && distance < len(candidate) {
			best, bestDistance = candidate, distance
		}
	}
	return best
}

// fixFor says which of the known words was meant, or which there are.
func fixFor(word string, candidates []string) string {
	if meant := suggest(word, candidates); meant != "" {
		return fmt.Sprintf("did you mean %s?", meant)
	}
	if len(candidates) == 0 {
		return "delete it"
	}
	return "known here: " + strings.Join(candidates, ", ")
}

// editDistance counts the insertions, deletions, replacements and swaps of
// neighbors that turn a into b (optimal string alignment).
func editDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	before := make([]int, len(to)+1)
	previous := make([]int, len(to)+1)
	current := make([]int, len(to)+1)
	for j := range previous {
		previous[j] = j
	}
	for i := 1; i <= len(from); i++ {
		current[0] = i
		for j := 1; j <= len(to); j++ {
			replaced := previous[j-1]
			if from[i-1] != to[j-1] {
				replaced++
			}
			current[j] = min(replaced, previous[j]+1, current[j-1]+1)
			if i > 1 && j > 1 && from[i-1] == to[j-2] && from[i-2] == to[j-1] {
				current[j] = min(current[j], before[j-2]+1)
			}
		}
		before, previous, current = previous, current, before
	}
	return previous[len(to)]
}
