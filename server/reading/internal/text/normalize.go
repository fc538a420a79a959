package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxBytes is how much of a turn is read. It is far above the longest turn that
// a rep may hand in; real conversations read from files may be longer.
const MaxBytes = 32 << 10

// plain is a turn in plain lower-case letters, byte by byte traceable to the
// original: byte i stands for original[start[i]:end[i]].
type plain struct {
	bytes      []byte
	start, end []int32
	upper      []bool // the original letter was a capital
}

func (p *plain) add(b byte, start, end int, upper bool) {
	p.bytes = append(p.bytes, b)
	p.start = append(p.start, int32(start))
	p.end = append(p.end, int32(end))
	p.upper = append(p.upper, upper)
}

// latinAccents folds U+00C0 to U+017F, one byte a rune; a space means that the
// rune stands for itself.
const latinAccents = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
	"lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"

// lookAlikes are Greek and Cyrillic letters that pass for Latin ones.
var lookAlikes = map[rune]byte{
	'а': 'a', 'в': 'b', 'с': 'c', 'е': 'e', 'н': 'h', 'і': 'i', 'ј': 'j', 'к': 'k', 'м': 'm', 'о': 'o',
	'р': 'p', 'ѕ': 's', 'т': 't', 'у': 'y', 'х': 'x', 'ё': 'e', 'ԁ': 'd', 'ԛ': 'q', 'ԝ': 'w', 'һ': 'h', 'ӏ': 'l',
	'α': 'a', 'β': 'b', 'ε': 'e', 'η': 'n', 'ι': 'i', 'κ': 'k', 'ν': 'v', 'ο': 'o', 'ρ': 'p', 'τ': 't',
	'υ': 'u', 'χ': 'x', 'γ': 'y', 'μ': 'u', 'ς': 'c', 'ı': 'i', 'ɡ': 'g', 'ɑ': 'a',
}

// latinText reports whether text is written in Latin letters, so that a foreign
// letter in it is a disguise and not a language. Disguises reach the two fifths
// of English letters that have look-alikes, so a third suffices.
func latinText(raw string) bool {
	latin, foreign := 0, 0
	for _, r := range raw {
		switch {
		case r < 0x250:
			if unicode.IsLetter(r) {
				latin++
			}
		case r >= 0x370 && r < 0x530:
			foreign++
		}
	}
	return latin*3 >= latin+foreign
}

// normalize folds case, accents, look-alikes, full width and styled letters and
// drops what cannot be seen, so that a disguise reads like plain words.
func normalize(raw string) plain {
	disguised := latinText(raw)
	p := plain{
		bytes: make([]byte, 0, len(raw)+8), start: make([]int32, 0, len(raw)+8),
		end: make([]int32, 0, len(raw)+8), upper: make([]bool, 0, len(raw)+8),
	}
	for i := 0; i < len(raw); {
		if b := raw[i]; b < utf8.RuneSelf {
			p.ascii(b, i, i+1)
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(raw[i:])
		p.rune(r, size, i, disguised)
		i += size
	}
	return p
}

func (p *plain) ascii(b byte, start, end int) {
	switch {
	case b >= 'A' && b <= 'Z':
		p.add(b+'a'-'A', start, end, true)
	case b == '`':
		p.add('\'', start, end, false)
	case b < ' ' && b != '\n', b == 0x7f:
		p.add(' ', start, end, false)
	default:
		p.add(b, start, end, false)
	}
}

func (p *plain) rune(r rune, size, i int, disguised bool) {
	end := i + size
	switch {
	case r == utf8.RuneError && size == 1:
		p.add(' ', i, end, false)
	case invisible(r):
	case r >= 0xff01 && r <= 0xff5e:
		p.ascii(byte(r-0xfee0), i, end)
	case r >= 0x1d400 && r <= 0x1d6a3:
		p.ascii("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[(r-0x1d400)%52], i, end)
	case r >= 0x1d7ce && r <= 0x1d7ff:
		p.ascii(byte('0'+(r-0x1d7ce)%10), i, end)
	case r >= 0x24b6 && r <= 0x24e9:
		p.ascii(byte('a'+(r-0x24b6)%26), i, end)
	case r == '‘' || r == '’' || r == '‛' || r == '′' || r == 'ʼ':
		p.add('\'', i, end, false)
	case r == '“' || r == '”' || r == '„' || r == '«' || r == '»':
		p.add('"', i, end, false)
	case r >= 0x2010 && r <= 0x2015 || r == '−':
		p.add('-', i, end, false)
	case r == '…':
		p.add('.', i, end, false)
	case r == '¿' || r == '¡' || unicode.IsSpace(r):
		p.add(' ', i, end, false)
	default:
		p.letter(r, i, end, disguised)
	}
}

func (p *plain) letter(r rune, i, end int, disguised bool) {
	lower := unicode.ToLower(r)
	if r >= 0xc0 && r <= 0x17f && latinAccents[r-0xc0] != ' ' {
		p.add(latinAccents[r-0xc0], i, end, lower != r)
		return
	}
	if folded, ok := lookAlikes[lower]; ok && disguised {
		p.add(folded, i, end, lower != r)
		return
	}
	var encoded [utf8.UTFMax]byte
	for _, b := range encoded[:utf8.EncodeRune(encoded[:], lower)] {
		p.add(b, i, end, lower != r)
	}
}

// invisible reports whether r shows nothing: joiners, direction marks, soft
// hyphens, combining marks, variation selectors, tags.
func invisible(r rune) bool {
	return r == 0xad || r >= 0x200b && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2060 && r <= 0x206f ||
		r == 0xfeff || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0000 && r <= 0xe01ef || unicode.Is(unicode.Mn, r)
}

// clip returns at most MaxBytes of raw, cut on a rune boundary.
func clip(raw string) string {
	if len(raw) <= MaxBytes {
		return raw
	}
	cut := MaxBytes
	for cut > MaxBytes-utf8.UTFMax && !utf8.RuneStart(raw[cut]) {
		cut--
	}
	return strings.Clone(raw[:cut])
}
