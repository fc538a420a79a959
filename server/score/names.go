package score

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// MethodName says a method in plain words, as the palette does.
func MethodName(method practice.Method) string { return methodNames[method] }

var methodNames = map[practice.Method]string{
	practice.Direct:    "just ask",
	practice.Explore:   "explore the no",
	practice.Empathize: "see their side",
	practice.Value:     "show their gain",
	practice.Proof:     "bring proof",
	practice.Trade:     "offer a trade",
	practice.Reduce:    "make it smaller",
	practice.Obstacle:  "clear the way",
	practice.Ally:      "bring someone in",
	practice.Wait:      "give it time",
	practice.Medium:    "change the medium",
}

var byChannel = map[practice.Channel]string{
	practice.Email:    "by email",
	practice.Chat:     "by chat",
	practice.Phone:    "on the phone",
	practice.InPerson: "face to face",
}

// NamedMethod is a method with its plain words.
type NamedMethod struct {
	Method practice.Method `json:"method"`
	Name   string          `json:"name"`
}

func nameAll(methods []practice.Method) []NamedMethod {
	named := []NamedMethod{}
	for _, method := range methods {
		named = append(named, NamedMethod{Method: method, Name: MethodName(method)})
	}
	return named
}

// firstName is what a person is called in passing: their first name.
func firstName(name string) string {
	if fields := strings.Fields(name); len(fields) > 0 {
		return fields[0]
	}
	return "They"
}

// addressed begins a line with the name of the person it is said to, unless it
// names them anyway.
func addressed(line, name string) string {
	word, _, _ := strings.Cut(line, " ")
	switch {
	case strings.Contains(line, name):
		return line
	case word == "I" || strings.HasPrefix(word, "I'"):
		return name + ", " + line
	}
	return name + ", " + small(line)
}

// capital and small change a text's first letter and nothing else.
func capital(text string) string { return first(text, unicode.ToUpper) }

func small(text string) string { return first(text, unicode.ToLower) }

func first(text string, change func(rune) rune) string {
	letter, size := utf8.DecodeRuneInString(text)
	if size == 0 || letter == utf8.RuneError {
		return text
	}
	return string(change(letter)) + text[size:]
}

// openers begin a need that can be spoken of as a thing inside a sentence.
var openers = map[string]bool{
	"a": true, "an": true, "the": true, "one": true, "two": true, "three": true, "four": true, "five": true, "half": true,
	"some": true, "another": true,
}

// longestThing is how many bytes of a need fit into a spoken sentence.
const longestThing = 90

// thing turns a need into words for the middle of a sentence: the need up to its
// first comma where it begins like a thing and is short, else "this".
func thing(need string) string {
	need = strings.TrimRight(strings.TrimSpace(need), ".!")
	if !likeAThing(need) {
		return "this"
	}
	need, _, _ = strings.Cut(need, ", ")
	if len(need) > longestThing {
		return "this"
	}
	return small(need)
}

func likeAThing(need string) bool {
	word, _, _ := strings.Cut(need, " ")
	return openers[strings.ToLower(word)]
}

// toYou speaks to a person about themselves: "a call from Lee" is "a call from
// you" to Lee.
func toYou(text, name string) string {
	called := firstName(name)
	words := strings.Split(strings.ReplaceAll(text, strings.TrimSpace(name), called), " ")
	for i, word := range words {
		bare := strings.TrimRight(word, ",.;:!?")
		switch after := word[len(bare):]; bare {
		case called:
			words[i] = "you" + after
		case called + "'s", called + "’s":
			words[i] = "your" + after
		}
	}
	return strings.Join(words, " ")
}

// sentence gives a text its full stop.
func sentence(text string) string {
	text = strings.TrimSpace(text)
	if text == "" || strings.ContainsAny(text[len(text)-1:], ".!?") || strings.HasSuffix(text, "…") {
		return text
	}
	return text + "."
}
