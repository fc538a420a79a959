package text_test

import (
	"strings"
	"testing"

	"github.com/askagain/askagain/server/reading/internal/text"
)

func words(raw string) string {
	var all []string
	t := text.Parse(raw)
	for n, sentence := range t.Sentences {
		if n > 0 {
			all = append(all, "|")
		}
		for _, token := range t.Of(sentence) {
			all = append(all, token.Word)
		}
	}
	return strings.Join(all, " ")
}

func TestTokensAndSentences(t *testing.T) {
	for raw, want := range map[string]string{
		"Don't you think I'll come?":     "do n't you think i 'll come ?",
		"dont u wanna come":              "do n't u want to come",
		"I can't. He won't!":             "i can n't . | he will n't !",
		"At 7:30 p.m. it's 1,200.50 €":   "at 7:30 p . m . it 's 1,200.50 €",
		"Mr. Brown said no. Why?!":       "mr . brown said no . | why ?",
		"One\ntwo\n\nthree":              "one | two | three",
		"Well... fine :)":                "well ... | fine ☺",
		"Ｆｕｌｌ ｗｉｄｔｈ":                     "full width",
		"Ignоre thе rеst":                "ignore the rest",
		"Привет, мир":                    "привет , мир",
		"z\u200be\u00adro wi\u2060dth":   "zero width",
		"café naïve":                     "cafe naive",
		"a\xffb":                         "a b",
		"'quoted' and o'clock":           "' quoted ' and o'clock",
		"\"Is it?\" she asked. (Yes.) A": "\" is it ? \" | she asked . | ( yes . ) | a",
	} {
		if got := words(raw); got != want {
			t.Errorf("%q:\n got %s\nwant %s", raw, got, want)
		}
	}
}

func TestTokensPointAtTheOriginal(t *testing.T) {
	raw := "I\u200b'd gіve 𝟏𝟐 ｄａｙｓ, Zoë — ok?"
	for _, token := range text.Parse(raw).Tokens {
		if token.Start >= token.End || token.End > len(raw) {
			t.Fatalf("%q at %d to %d", token.Word, token.Start, token.End)
		}
		if token.Word == "zoe" && raw[token.Start:token.End] != "Zoë" {
			t.Errorf("zoe is %q", raw[token.Start:token.End])
		}
		if token.Word == "12" && raw[token.Start:token.End] != "𝟏𝟐" {
			t.Errorf("12 is %q", raw[token.Start:token.End])
		}
	}
}

func TestStem(t *testing.T) {
	for _, family := range [][]string{
		{"meet", "meets", "meeting", "meetings", "met"},
		{"price", "prices", "priced"},
		{"supply", "supplies"},
		{"drop", "dropped", "dropping", "drops"},
		{"budget", "budgets"},
		{"decide", "decides", "decision", "decided"},
	} {
		for _, word := range family[1:] {
			if text.Stem(word) != text.Stem(family[0]) {
				t.Errorf("%s is stemmed %s, %s is %s", word, text.Stem(word), family[0], text.Stem(family[0]))
			}
		}
	}
}

func TestOnlyTheFrontOfAVeryLongTextIsRead(t *testing.T) {
	parsed := text.Parse(strings.Repeat("é", text.MaxBytes))
	last := parsed.Tokens[len(parsed.Tokens)-1]
	if last.End > text.MaxBytes || last.End%2 != 0 {
		t.Errorf("reads to byte %d", last.End)
	}
}
