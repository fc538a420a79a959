package team

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Alike reports whether two names could be taken for one another on a board:
// whatever their case, their accents, the width of their letters, the alphabet
// these come from, and the spaces and marks between them.
func Alike(a, b string) bool {
	x, y := looksOf(a), looksOf(b)
	return x[0] == y[0] || x[1] == y[1] || x[2] == y[2]
}

// looksOf returns the skeletons of a name as it is written, in small and in
// capital letters. Each is compared by itself: a capital I looks like a small l,
// a small i does not.
func looksOf(name string) [3]string {
	return [3]string{skeleton(name), skeleton(strings.ToLower(name)), skeleton(strings.ToUpper(name))}
}

// looks holds names to compare others with.
type looks [3]map[string]bool

// looksOfOthers holds the names of all members but person.
func looksOfOthers(members []Member, person string) looks {
	var held looks
	for i := range held {
		held[i] = make(map[string]bool, len(members))
	}
	for _, member := range members {
		if member.Person != person {
			for i, look := range looksOf(member.Name) {
				held[i][look] = true
			}
		}
	}
	return held
}

// has reports whether a name looks like one that is held.
func (l looks) has(name string) bool {
	for i, look := range looksOf(name) {
		if l[i][look] {
			return true
		}
	}
	return false
}

// skeleton is what is left of a name when every letter stands for all that look
// like it, in the manner of the skeletons of Unicode Technical Standard 39. The
// table is small: Latin, Greek and Cyrillic letters and digits, which is what
// names on one keyboard can be faked with on another.
func skeleton(name string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(name) {
		switch like, known := likeness[r]; {
		case known:
			b.WriteRune(like)
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsSymbol(r):
			b.WriteRune(r)
		}
	}
	return pairs.Replace(b.String())
}

// pairs are two letters that read as one when they stand close.
var pairs = strings.NewReplacer("rn", "m", "vv", "w")

// likeness gives each letter the Latin letter that it looks like.
var likeness = likenesses(map[rune]string{
	'A': "АΑ", 'B': "ВΒв", 'C': "СϹ", 'E': "ЕΕ", 'F': "Ϝ", 'G': "Ԍ", 'H': "НΗн", 'J': "ЈͿ", 'K': "КΚк",
	'M': "МΜм", 'N': "Ν", 'P': "РΡ", 'Q': "Ԛ", 'S': "Ѕ", 'T': "ТΤт", 'W': "Ԝ", 'X': "ХΧ", 'Y': "УΥҮ", 'Z': "Ζ",
	'a': "аαɑ", 'b': "ЬьƄ", 'c': "сϲ", 'd': "ԁ", 'e': "еєε", 'f': "ƒ", 'g': "ɡ", 'h': "һ", 'i': "іιı", 'j': "јϳ",
	'k': "κ", 'l': "IІΙӀӏ1|ǀ", 'n': "пη", 'o': "оОοΟσO0օՕ", 'p': "рρ", 'q': "ԛ", 'r': "г", 's': "ѕ", 't': "τ",
	'u': "υսц", 'v': "νѵ", 'w': "ѡωшԝ", 'x': "хχ", 'y': "уγү", 'z': "ᴢ",
})

func likenesses(table map[rune]string) map[rune]rune {
	likeness := map[rune]rune{}
	for like, letters := range table {
		for _, letter := range letters {
			likeness[letter] = like
		}
	}
	return likeness
}
