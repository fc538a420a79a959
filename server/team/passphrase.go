package team

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/askagain/askagain/server/practice"
)

// The length of a passphrase. Length is the whole of the rule, since every
// further word multiplies the guesses, while odd characters are put where
// everybody puts them (OWASP Application Security Verification Standard 4.0.3,
// 2.1.1 and 2.1.9). The upper bound keeps a request small.
const (
	MinPassphraseRunes = 12
	MaxPassphraseBytes = 200
)

// PassphraseRule tells people what a passphrase has to be, and why.
const PassphraseRule = "A passphrase has at least 12 characters. Four or five words that have nothing to do with each other are easy to keep in mind and hard to guess; odd characters are not needed."

// cleanPassphrase returns the passphrase in the form that is hashed: composed, so
// that every keyboard gives the same bytes (RFC 8265, OpaqueString). Code:
// CodeInvalid or CodeTooLarge.
func cleanPassphrase(passphrase, name, email string) (string, error) {
	switch {
	case len(passphrase) > MaxPassphraseBytes:
		return "", practice.Errorf(practice.CodeTooLarge, "A passphrase has at most %d bytes. Leave the last words out.", MaxPassphraseBytes)
	case !utf8.ValidString(passphrase) || strings.ContainsFunc(passphrase, unicode.IsControl):
		return "", practice.Errorf(practice.CodeInvalid, "The passphrase has characters that no keyboard types. Type it by hand instead of pasting it.")
	}
	passphrase = norm.NFC.String(passphrase)
	if utf8.RuneCountInString(passphrase) < MinPassphraseRunes {
		return "", practice.Errorf(practice.CodeInvalid, "This passphrase is too short. %s", PassphraseRule)
	}
	plain := bare(passphrase)
	place, _, _ := strings.Cut(email, "@")
	for _, own := range []string{name, email, place, name + place, place + name} {
		if own = bare(own); own != "" && strings.ReplaceAll(plain, own, "") == "" {
			return "", practice.Errorf(practice.CodeInvalid, "Your name and your email are what others try first. %s", PassphraseRule)
		}
	}
	if common(plain) {
		return "", practice.Errorf(practice.CodeInvalid, "This passphrase is one of those that are tried first. %s", PassphraseRule)
	}
	return passphrase, nil
}

// bare leaves the letters and digits of a text, in lower case.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, text)
}

// common reports whether nothing is left of a passphrase once the stretches that
// everybody thinks of are taken out of it, the longest first, a few more
// characters apart: "password" twice, "Qwerty123456!", the same letter over and
// over.
func common(plain string) bool {
	letters := map[rune]bool{}
	for _, r := range plain {
		letters[r] = true
	}
	if len(letters) <= 2 {
		return true
	}
	for _, stretch := range commonStretches {
		plain = strings.ReplaceAll(plain, stretch, "")
	}
	const fewMore = 2
	return utf8.RuneCountInString(plain) <= fewMore
}

// commonStretches are what long passphrases that many people share are made of,
// longer ones before those that they contain.
var commonStretches = []string{
	"correcthorsebatterystaple", "thequickbrownfox", "tobeornottobe", "maytheforcebewithyou", "letmeinplease",
	"qwertyuiopasdfghjklzxcvbnm", "abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "1q2w3e4r5t6y", "1q2w3e4r", "1qaz2wsx3edc", "1qaz2wsx", "qazwsxedc",
	"12345678901234567890", "1234567890", "0987654321", "123456789", "987654321", "12345678", "1234567", "123456", "654321", "12345", "1234", "123123", "321321", "123", "321",
	"changeit", "changeme", "password", "passwort", "passphrase", "p4ssw0rd", "passw0rd", "secret", "administrator", "admin", "letmein", "welcome", "iloveyou", "sunshine", "princess",
	"football", "baseball", "superman", "batman", "dragon", "monkey", "master", "shadow", "trustno1", "whatever", "starwars", "computer", "internet", "michael", "jordan",
	"qwerty", "azerty", "qwertz", "asdfgh", "asdf", "abcdef", "abc", "000000", "111111", "2024", "2025", "2026", "2027",
	"askagain", "summer", "winter", "spring", "autumn", "monday", "company", "login", "user", "test", "root",
}

// asHashed is a passphrase that is tried, in the form that is hashed. What is too
// long to be one is tried as "", which nobody has.
func asHashed(passphrase string) string {
	if len(passphrase) > MaxPassphraseBytes {
		return ""
	}
	return norm.NFC.String(passphrase)
}
