package text

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type scanner struct {
	plain
	words string // the plain bytes as a string; tokens are slices of it
	text  *Text
	first int // the first token of the sentence under way
}

func isLetter(b byte) bool { return b >= 'a' && b <= 'z' }
func isDigit(b byte) bool  { return b >= '0' && b <= '9' }

func (s *scanner) run() {
	for i := 0; i < len(s.bytes); {
		b := s.bytes[i]
		switch {
		case b == '\n':
			s.closeSentence(false)
			i++
		case b == ' ':
			i++
		case isLetter(b):
			i = s.word(i)
		case isDigit(b):
			i = s.number(i)
		case b >= utf8.RuneSelf:
			i = s.foreign(i)
		default:
			i = s.mark(i)
		}
	}
	s.closeSentence(false)
}

func (s *scanner) token(from, to int, word string, kind Kind) *Token {
	s.text.Tokens = append(s.text.Tokens, Token{
		Word: word, Start: int(s.start[from]), End: int(s.end[to-1]), Kind: kind,
		Capital: s.upper[from], Sentence: len(s.text.Sentences),
	})
	return &s.text.Tokens[len(s.text.Tokens)-1]
}

func (s *scanner) word(i int) int {
	end, apostrophe := i, -1
	for end < len(s.bytes) {
		b := s.bytes[end]
		if b == '\'' && apostrophe < 0 && end+1 < len(s.bytes) && isLetter(s.bytes[end+1]) {
			apostrophe = end
		} else if !isLetter(b) {
			break
		}
		end++
	}
	for j := i; j < end; j++ {
		if isLetter(s.bytes[j]) {
			s.text.Letters++
			s.text.Latin++
			if s.upper[j] {
				s.text.Capitals++
			}
		}
	}
	whole := s.words[i:end]
	if apostrophe >= 0 {
		s.contraction(i, end, apostrophe, whole)
		return end
	}
	if parts, ok := unmarkedContractions[whole]; ok {
		s.token(i, end, parts[0], Word)
		s.token(i, end, parts[1], Word)
		return end
	}
	s.token(i, end, whole, Word).Value = numberWords[whole]
	return end
}

// unmarkedContractions are typed without the apostrophe and mean nothing else.
var unmarkedContractions = map[string][2]string{
	"dont": {"do", "n't"}, "doesnt": {"does", "n't"}, "didnt": {"did", "n't"}, "cant": {"can", "n't"},
	"wont": {"will", "n't"}, "isnt": {"is", "n't"}, "arent": {"are", "n't"}, "wasnt": {"was", "n't"},
	"couldnt": {"could", "n't"}, "wouldnt": {"would", "n't"}, "shouldnt": {"should", "n't"}, "havent": {"have", "n't"},
	"hasnt": {"has", "n't"}, "im": {"i", "'m"}, "ive": {"i", "'ve"}, "youre": {"you", "'re"}, "youve": {"you", "'ve"},
	"youll": {"you", "'ll"}, "thats": {"that", "'s"}, "whats": {"what", "'s"}, "theres": {"there", "'s"},
	"theyre": {"they", "'re"}, "weve": {"we", "'ve"}, "cannot": {"can", "n't"}, "lets": {"let", "'s"},
	"ur": {"you", "'re"}, "wanna": {"want", "to"}, "gonna": {"going", "to"}, "gotta": {"got", "to"},
}

func (s *scanner) contraction(i, end, apostrophe int, whole string) {
	head, tail := whole[:apostrophe-i], whole[apostrophe-i:]
	switch {
	case tail == "'t" && strings.HasSuffix(head, "n") && len(head) > 1:
		switch head {
		case "can":
		case "won":
			head = "will"
		case "shan":
			head = "shall"
		case "ain":
			head = "is"
		default:
			head = head[:len(head)-1]
		}
		s.token(i, apostrophe, head, Word)
		s.token(apostrophe, end, "n't", Word)
	case len(tail) <= 3:
		s.token(i, apostrophe, head, Word)
		s.token(apostrophe, end, tail, Word)
	default: // o'clock, O'Brien
		s.token(i, end, whole, Word)
	}
}

var numberWords = map[string]float64{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100, "thousand": 1000,
	"half": 0.5, "quarter": 0.25, "dozen": 12,
}

func (s *scanner) number(i int) int {
	end := i
	for end < len(s.bytes) && (isDigit(s.bytes[end]) ||
		(s.bytes[end] == ',' || s.bytes[end] == '.' || s.bytes[end] == ':') && end+1 < len(s.bytes) && isDigit(s.bytes[end+1])) {
		end++
	}
	digits := s.words[i:end]
	value, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil || value > 1e12 {
		value = 0
	}
	s.token(i, end, digits, Number).Value = value
	return end
}

func (s *scanner) foreign(i int) int {
	r, size := utf8.DecodeRune(s.bytes[i:])
	end := i + size
	if !unicode.IsLetter(r) {
		s.token(i, end, s.words[i:end], Symbol)
		return end
	}
	for end < len(s.bytes) {
		r, size = utf8.DecodeRune(s.bytes[end:])
		if !unicode.IsLetter(r) && !unicode.Is(unicode.Mc, r) {
			break
		}
		end += size
	}
	s.text.Letters += end - i
	s.token(i, end, s.words[i:end], Word)
	return end
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "st": true, "vs": true, "etc": true, "approx": true, "prof": true,
	"no": false,
}

func (s *scanner) mark(i int) int {
	b := s.bytes[i]
	end := i + 1
	if smile := s.emoticon(i); smile > 0 {
		s.token(i, i+smile, "☺", Symbol)
		return i + smile
	}
	for end < len(s.bytes) && s.bytes[end] == b {
		end++
	}
	question := false
	for end < len(s.bytes) && (b == '?' || b == '!') && (s.bytes[end] == '?' || s.bytes[end] == '!') {
		end++
	}
	word := s.words[i : i+1]
	switch {
	case b == '.' && end-i > 1:
		word = "..."
	case b == '!' && end-i > 1:
		word = "!!"
	}
	if (b == '?' || b == '!') && strings.IndexByte(s.words[i:end], '?') >= 0 {
		question = true
		if b == '!' {
			word = "?"
		}
	}
	last := Token{}
	if n := len(s.text.Tokens); n > 0 {
		last = s.text.Tokens[n-1]
	}
	s.token(i, end, word, Punctuation)
	if b == '?' || b == '!' || b == '.' && s.stops(last, i, end) {
		if end < len(s.bytes) && (s.bytes[end] == '"' || s.bytes[end] == ')' || s.bytes[end] == '*') {
			s.token(end, end+1, s.words[end:end+1], Punctuation)
			end++
		}
		s.closeSentence(question)
	}
	return end
}

// stops reports whether the full stop ends a sentence: what follows is a space
// or the end, and what stands before is no abbreviation.
func (s *scanner) stops(last Token, i, end int) bool {
	if end < len(s.bytes) && (isLetter(s.bytes[end]) || isDigit(s.bytes[end])) {
		return false
	}
	if last.Kind != Word || last.End != int(s.start[i]) {
		return true
	}
	if len(last.Word) == 1 && last.Word != "i" && end < len(s.bytes)-1 && !s.upper[end+1] {
		return false
	}
	return !abbreviations[last.Word]
}

func (s *scanner) emoticon(i int) int {
	rest := s.words[i:]
	for _, face := range [...]string{":)", ":-)", ";)", ";-)", ":d", "=)", "<3"} {
		if strings.HasPrefix(rest, face) && (len(rest) == len(face) || !isLetter(rest[len(face)])) {
			return len(face)
		}
	}
	return 0
}

func (s *scanner) closeSentence(question bool) {
	n := len(s.text.Tokens)
	if n > s.first {
		s.text.Sentences = append(s.text.Sentences, Sentence{First: s.first, End: n, Question: question})
		s.first = n
	}
}
