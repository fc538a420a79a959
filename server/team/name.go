package team

import (
	"net/mail"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/askagain/askagain/server/practice"
)

// Limits on what people are called and reached by.
const (
	MaxNameRunes  = 60
	MaxEmailBytes = 254 // the longest address that mail can be sent to (RFC 5321, with its erratum 1690)
	maxMarks      = 2   // combining marks on one letter: no language that is written from a keyboard needs more once composed
)

// CleanName returns a name as it is kept and shown: composed, one space between
// words and none around them. Codes: CodeInvalid and CodeTooLarge. What says
// whose name it is, such as "Your name".
func CleanName(what, name string) (string, error) {
	return cleanLine(what, name, MaxNameRunes)
}

// cleanLine returns one line of plain text. It holds nothing that cannot be
// seen, reorders what stands around it, or piles up over other lines.
func cleanLine(what, text string, most int) (string, error) {
	// Composing is linear, but there is no need to compose what is far too long.
	if len(text) > 16*most {
		return "", errTooLong(what, most)
	}
	if !utf8.ValidString(text) {
		return "", errNotPlain(what)
	}
	text = strings.Join(strings.Fields(norm.NFC.String(text)), " ")
	switch {
	case text == "":
		return "", practice.Errorf(practice.CodeInvalid, "%s is empty. Type it in.", what)
	case !visible(text):
		return "", errNotPlain(what)
	case utf8.RuneCountInString(text) > most:
		return "", errTooLong(what, most)
	}
	return text, nil
}

// cleanText returns text of several lines, trimmed.
func cleanText(what, text string, most int) (string, error) {
	if len(text) > 16*most {
		return "", errTooLong(what, most)
	}
	if !utf8.ValidString(text) {
		return "", errNotPlain(what)
	}
	text = strings.TrimSpace(strings.ReplaceAll(norm.NFC.String(text), "\r\n", "\n"))
	switch {
	case text == "":
		return "", practice.Errorf(practice.CodeInvalid, "%s is empty. Type it in.", what)
	case strings.ContainsFunc(text, hostile):
		return "", errNotPlain(what)
	case utf8.RuneCountInString(text) > most:
		return "", errTooLong(what, most)
	}
	return text, nil
}

func errTooLong(what string, most int) error {
	return practice.Errorf(practice.CodeTooLarge, "%s may have %d characters at most. Make it shorter.", what, most)
}

func errNotPlain(what string) error {
	return practice.Errorf(practice.CodeInvalid, "%s has characters that cannot be seen or that move others about. Type it by hand instead of pasting it.", what)
}

// hostile reports whether a character has no place in anybody's text: controls
// but line breaks and tabs, and whatever turns the direction of other text. The
// joiners that emoji and several scripts need stay.
func hostile(r rune) bool {
	switch {
	case r == '\n' || r == '\t':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Zl, r), unicode.Is(unicode.Zp, r):
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f || r == 0x061c || r == 0xfeff
}

// blank holds what is drawn as nothing and yet counts as a letter or symbol.
var blank = &unicode.RangeTable{R16: []unicode.Range16{
	{0x034f, 0x034f, 1}, {0x115f, 0x1160, 1}, {0x17b4, 0x17b5, 1}, {0x180b, 0x180f, 1},
	{0x2800, 0x2800, 1}, {0x3164, 0x3164, 1}, {0xfe00, 0xfe0f, 1}, {0xffa0, 0xffa0, 1},
	{0xfff9, 0xfffd, 1},
}, R32: []unicode.Range32{{0x1d173, 0x1d17a, 1}, {0xe0000, 0xe0fff, 1}}}

// visible reports whether every character of a line can be seen, spaces between
// words apart, and whether there is a letter, a digit or a symbol to see.
func visible(line string) bool {
	marks, drawn := 0, false
	for _, r := range line {
		if unicode.Is(unicode.M, r) {
			if marks++; marks > maxMarks || !drawn {
				return false
			}
		} else {
			marks = 0
			drawn = drawn || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsSymbol(r)
		}
		if r != ' ' && !unicode.IsPrint(r) || unicode.Is(blank, r) {
			return false
		}
	}
	return drawn
}

// EmailKey is what two spellings of an email have in common. Only ASCII letters
// are folded: some other letters fold to them and would make strangers the same.
// What stands before the @ is the provider's business, so nothing else of it is
// taken for the same.
func EmailKey(email string) string {
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, strings.TrimSpace(email))
}

// cleanEmail returns the email as it is kept. Whether anybody reads mail there
// is not known.
func cleanEmail(email string) (string, error) {
	email = strings.TrimSpace(email)
	if len(email) > MaxEmailBytes {
		return "", practice.Errorf(practice.CodeTooLarge, "An email has at most %d characters. Check the one that you typed.", MaxEmailBytes)
	}
	parsed, err := mail.ParseAddress(email)
	// Whatever is more than name@place, such as a display name, a comment or quotes, is no address of an account.
	if err != nil || parsed.Name != "" || parsed.Address != email || strings.ContainsAny(email, " \"<>()[],;:\\") || !visible(email) || norm.NFC.String(email) != email {
		return "", practice.Errorf(practice.CodeInvalid, "This does not look like an email. It has one @, such as sam@example.com.")
	}
	return email, nil
}
