package text

import "strings"

// Stem cuts common English endings, so that "meets", "meeting" and "meet" are
// one word. It is rough on purpose: it only has to be the same for both sides
// of a comparison.
func Stem(word string) string {
	if irregular, ok := irregularStems[word]; ok {
		return irregular
	}
	n := len(word)
	switch {
	case n > 5 && strings.HasSuffix(word, "ies"):
		return word[:n-3] + "y"
	case n > 6 && strings.HasSuffix(word, "ings"):
		return undouble(word[:n-4])
	case n > 5 && strings.HasSuffix(word, "ing"):
		return undouble(word[:n-3])
	case n > 4 && strings.HasSuffix(word, "ed"):
		return undouble(word[:n-2])
	case n > 6 && strings.HasSuffix(word, "ly"):
		return word[:n-2]
	case n > 4 && strings.HasSuffix(word, "es") && strings.IndexByte("shxz", word[n-3]) >= 0:
		return undouble(word[:n-2])
	case n > 3 && word[n-1] == 's' && word[n-2] != 's' && word[n-2] != 'u':
		return strings.TrimSuffix(word[:n-1], "e")
	case n > 4 && word[n-1] == 'e':
		return word[:n-1]
	}
	return word
}

func undouble(word string) string {
	n := len(word)
	if n > 3 && word[n-1] == word[n-2] && strings.IndexByte("bdgmnprt", word[n-1]) >= 0 {
		return word[:n-1]
	}
	return strings.TrimSuffix(word, "e")
}

var irregularStems = map[string]string{
	"met": "meet", "gave": "give", "given": "give", "took": "take", "taken": "take", "said": "say", "told": "tell",
	"sent": "send", "paid": "pay", "bought": "buy", "sold": "sell", "made": "make", "came": "come", "went": "go",
	"gone": "go", "did": "do", "done": "do", "does": "do", "kept": "keep", "left": "leave", "lost": "lose",
	"mins": "minute", "min": "minute", "people": "person", "men": "man", "women": "woman", "decides": "decid",
	"decision": "decid", "decisions": "decid", "wrote": "write", "written": "write", "spoke": "speak", "saw": "see", "seen": "see",
}
