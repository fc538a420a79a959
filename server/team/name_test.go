package team_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func TestCleanName(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		code           practice.Code
	}{
		{"plain", "Sam Reyes", "Sam Reyes", ""},
		{"spaces", "\t Sam \u3000 Reyes\n", "Sam Reyes", ""},
		{"composed", "Jose\u0301", "Jos\u00e9", ""},
		{"other scripts", "\u738b\u5c0f\u660e \u041e\u043b\u044c\u0433\u0430 \u0645\u0631\u064a\u0645", "\u738b\u5c0f\u660e \u041e\u043b\u044c\u0433\u0430 \u0645\u0631\u064a\u0645", ""},
		{"vowel signs", "\u0928\u093f\u0936\u093e", "\u0928\u093f\u0936\u093e", ""},
		{"punctuation", "O'Neil-Smith, Jr.", "O'Neil-Smith, Jr.", ""},
		{"markup is text", "<b>Sam</b>", "<b>Sam</b>", ""},
		{"an emoji", "Sam \U0001f680", "Sam \U0001f680", ""},
		{"sixty", strings.Repeat("\u00e4", 60), strings.Repeat("\u00e4", 60), ""},
		{"sixty-one", strings.Repeat("\u00e4", 61), "", practice.CodeTooLarge},
		{"endless", strings.Repeat("a", 1<<20), "", practice.CodeTooLarge},
		{"empty", "", "", practice.CodeInvalid},
		{"spaces alone", " \u00a0\u2003 ", "", practice.CodeInvalid},
		{"dots alone", "...", "", practice.CodeInvalid},
		{"broken bytes", "Sam\xff", "", practice.CodeInvalid},
		{"zero width space", "Sa\u200bm", "", practice.CodeInvalid},
		{"zero width joiner", "Sa\u200dm", "", practice.CodeInvalid},
		{"soft hyphen", "Sa\u00adm", "", practice.CodeInvalid},
		{"override", "Sam\u202e", "", practice.CodeInvalid},
		{"isolate", "\u2066Sam", "", practice.CodeInvalid},
		{"byte-order mark", "\ufeffSam", "", practice.CodeInvalid},
		{"null", "Sam\x00", "", practice.CodeInvalid},
		{"escape", "\x1b[31mSam", "", practice.CodeInvalid},
		{"Hangul filler", "\u3164", "", practice.CodeInvalid},
		{"braille blank", "\u2800\u2800", "", practice.CodeInvalid},
		{"variation selector", "Sam\ufe0f", "", practice.CodeInvalid},
		{"tag characters", "Sam\U000e0041", "", practice.CodeInvalid},
		{"private use", "Sam\ue000", "", practice.CodeInvalid},
		{"unassigned", "Sam\U000effff", "", practice.CodeInvalid},
		{"a pile of marks", "Sa\u0300\u0301\u0302\u0303\u0304m", "", practice.CodeInvalid},
		{"a mark on nothing", "\u0301Sam", "", practice.CodeInvalid},
	} {
		got, err := team.CleanName("Your name", c.in)
		if got != c.want || practice.CodeOf(err) != c.code {
			t.Errorf("%s: %q, %v, want %q, %q", c.name, got, err, c.want, c.code)
		}
	}
}

func TestCleanNameAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.StringOfN(rapid.RuneFrom(nil, unicode.L, unicode.M, unicode.Cf, unicode.Zs), 1, 40, -1)).Draw(t, "name")
		name, err := team.CleanName("Your name", in)
		if err != nil {
			if code := practice.CodeOf(err); code != practice.CodeInvalid && code != practice.CodeTooLarge {
				t.Fatalf("code %q", code)
			}
			return
		}
		if again, err := team.CleanName("Your name", name); err != nil || again != name {
			t.Fatalf("cleaned again it is %q: %v", again, err)
		}
		if strings.TrimSpace(name) != name || utf8.RuneCountInString(name) > team.MaxNameRunes {
			t.Fatalf("%q is not trimmed or too long", name)
		}
		for _, r := range name {
			if unicode.Is(unicode.C, r) || unicode.IsSpace(r) && r != ' ' {
				t.Fatalf("%q has %U", name, r)
			}
		}
	})
}

func TestAlike(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"Sam", "sam", true},
		{"Sam Lee", "SamLee", true},
		{"Sam", "S\u0430m", true}, // Cyrillic a
		{"Sam", "\u0405am", true}, // Cyrillic S
		{"Max", "\u041cax", true}, // Cyrillic M
		{"max", "\u041c\u0410\u0425", true},
		{"Nora", "\u039dora", true}, // Greek N
		{"Bill", "BiII", true},      // two capital I
		{"Bill", "Bi11", true},
		{"Ian", "lan", true},
		{"Bob", "B0b", true},
		{"Tom", "Torn", true},
		{"Will", "VVill", true},
		{"Jos\u00e9", "Jose", true},
		{"\uff33\uff41\uff4d", "Sam", true},
		{"Sam", "\u24c8\u24d0\u24dc", true}, // in circles
		{"Ian", "Lan", false},
		{"Liam", "Llam", false},
		{"Sam", "Pam", false},
		{"Sam 2", "Sam 3", false},
		{"Anna", "Ann", false},
		{"\u041e\u043b\u044c\u0433\u0430", "Olga", false},
		{"\u738b", "\u674e", false},
		{"\U0001f680", "\U0001f681", false},
	} {
		if got := team.Alike(c.a, c.b); got != c.want {
			t.Errorf("Alike(%q, %q) is %t", c.a, c.b, got)
		}
		if team.Alike(c.a, c.b) != team.Alike(c.b, c.a) {
			t.Errorf("Alike(%q, %q) depends on the order", c.a, c.b)
		}
	}
}

func TestAlikeAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.String().Draw(t, "name")
		if !team.Alike(name, name) {
			t.Fatalf("%q is not like itself", name)
		}
		if !team.Alike(name, strings.ReplaceAll(name, " ", "")) {
			t.Fatalf("%q without spaces is not like itself", name)
		}
	})
}

func TestEmailKey(t *testing.T) {
	for in, want := range map[string]string{
		" Sam@Example.COM\n":      "sam@example.com",
		"sam+club@example.com":    "sam+club@example.com",
		"s.am@example.com":        "s.am@example.com",
		"\u212aim@example.com":    "\u212aim@example.com", // the Kelvin sign is no k
		"\u00c4da@example.com":    "\u00c4da@example.com",
		"sam@\u0130stanbul.test":  "sam@\u0130stanbul.test",
		"SAM@example.com@EXAMPLE": "sam@example.com@example",
	} {
		if got := team.EmailKey(in); got != want {
			t.Errorf("EmailKey(%q) is %q, want %q", in, got, want)
		}
	}
}

func FuzzNames(f *testing.F) {
	for _, seed := range []string{"Sam", "\u0410nna", "a\u0300\u0301", "\u202e", "\xff", "\uff21", strings.Repeat("\u0344", 80)} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, name string) {
		cleaned, err := team.CleanName("Your name", name)
		if err == nil && (!utf8.ValidString(cleaned) || cleaned == "") {
			t.Errorf("%q is cleaned to %q", name, cleaned)
		}
		if !team.Alike(name, name) {
			t.Errorf("%q is not like itself", name)
		}
	})
}
