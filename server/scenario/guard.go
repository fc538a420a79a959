package scenario

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// Limits on a file, so that any file is answered within 2 seconds and 300 MB.
const (
	MaxBytes = 1 << 20 // the size of a file

	maxDepth    = 24      // nested blocks or lists; a scenario needs 8
	maxMarks    = 120_000 // characters that can begin an entry: an upper bound on the tree before it is built
	maxExpanded = 50_000  // entries once every alias is written out
)

var byteOrderMark = []byte("\ufeff")

// guard looks at the bytes before a parser does: their number, their encoding,
// and characters that are invisible or that change how the rest reads. It
// returns the text without a byte-order mark, and whether it may be parsed.
func guard(r *reporter, source []byte) ([]byte, bool) {
	if len(source) > MaxBytes {
		r.report(place{1, 1}, CodeTooLarge, "split it into several scenarios",
			"the file has %d bytes; at most %d are read", len(source), MaxBytes)
		return nil, false
	}
	text := bytes.TrimPrefix(source, byteOrderMark)
	marks, ok := 0, true
	at := place{1, 1}
	for i := 0; i < len(text); {
		character, size := utf8.DecodeRune(text[i:])
		switch {
		case character == utf8.RuneError && size == 1:
			r.report(at, CodeNotUTF8, "save the file again as UTF-8", "the byte 0x%02x is not UTF-8 text", text[i])
			return nil, false // what follows cannot be counted in characters
		case character == '\r' && i+1 < len(text) && text[i+1] == '\n':
		case forbidden(character):
			r.report(at, CodeBadCharacter, "delete it and type the text again",
				"the %s is not allowed in a scenario", describe(character))
			ok = false
		}
		if beginsEntry(character) {
			marks++
		}
		at.column++
		if character == '\n' {
			at = place{at.line + 1, 1}
		}
		i += size
	}
	if marks > maxMarks {
		r.report(place{1, 1}, CodeTooComplex, "split it into several scenarios",
			"the file has far more entries than a scenario needs")
		ok = false
	}
	return text, ok
}

// beginsEntry reports whether a character can begin an entry of the tree. Each
// entry but the first needs one before it.
func beginsEntry(character rune) bool {
	switch character {
	case '\n', ',', ':', '[', '{', '-', '?', '&', '*', '!', '#', '"', '\'':
		return true
	}
	return false
}

// forbidden reports whether a character may not stand in a scenario: controls,
// line separators that editors do not count as lines, overrides and isolates of
// the text's direction, which make a text read as what it is not, and what is
// no character at all.
func forbidden(character rune) bool {
	switch {
	case character == '\t', character == '\n':
		return false
	case character < 0x20, character >= 0x7f && character < 0xa0:
		return true
	case character == 0x2028, character == 0x2029:
		return true
	case character >= 0x202a && character <= 0x202e, character >= 0x2066 && character <= 0x2069:
		return true
	case character == 0xfeff, character&0xfffe == 0xfffe:
		return true
	}
	return false
}

func describe(character rune) string {
	switch {
	case character == '\r':
		return "lone carriage return (U+000D)"
	case character >= 0x202a && character <= 0x202e, character >= 0x2066 && character <= 0x2069:
		return "direction-changing character " + codePoint(character)
	case character == 0xfeff:
		return "byte-order mark in mid-text (U+FEFF)"
	case character == 0x2028, character == 0x2029:
		return "line separator " + codePoint(character)
	}
	return "control character " + codePoint(character)
}

func codePoint(character rune) string { return fmt.Sprintf("(U+%04X)", character) }
