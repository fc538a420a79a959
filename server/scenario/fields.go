package scenario

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Limits on what a file holds.
const (
	MaxPeople   = 20
	MaxConcerns = 50 // a person

	maxEntries   = 50   // lines in a list, facts, events, variants
	maxTextRunes = 4000 // of one text
	maxLineRunes = 300  // of a text that is shown on one line
	maxIDLength  = 40
)

// field is a key with its value, the value's alias followed.
type field struct {
	key   string
	at    place // of the key
	value *yaml.Node
}

// fields returns the entries of a block in the file's order. what names the
// block to a person. A key that stands twice is reported, and its first value
// kept.
func (d *draft) fields(node *yaml.Node, what string, duplicate Code) []field {
	if node.Kind != yaml.MappingNode {
		d.reportShape(node, what, "a block of keys", "write each key on its own line below it: key: value")
		return nil
	}
	var fields []field
	first := make(map[string]place)
	for i := 0; i+1 < len(node.Content); i += 2 {
		keyPlace, key := at(node.Content[i]), follow(node.Content[i])
		if key.Tag == "!!merge" {
			continue // reported already
		}
		if key.Kind != yaml.ScalarNode {
			d.report(keyPlace, CodeWrongShape, "write a single word, a colon and a space", "a key of %s is not a word", what)
			continue
		}
		if before, twice := first[key.Value]; twice {
			d.report(keyPlace, duplicate, "keep one of them", "%s stands twice in %s, first on line %d", quote(clip(key.Value)), what, before.line)
			continue
		}
		first[key.Value] = keyPlace
		fields = append(fields, field{key.Value, keyPlace, follow(node.Content[i+1])})
	}
	return fields
}

// influentialKeys say who or what moves whom. A scenario is not judged by
// influence when one of them may be misspelt.
var influentialKeys = []string{"people", "concerns", "likes", "agrees_moves", "calendar", "moves", "channels"}

// block is a block of known keys.
type block struct {
	*draft
	what   string
	at     place // where a missing key is reported
	shaped bool  // it is a block of keys; if not, that is reported and every key is missing
	fields map[string]field
}

// block reads a block whose keys are known, and reports the others.
func (d *draft) block(node *yaml.Node, where place, what string, known []string) block {
	b := block{draft: d, what: what, at: where, shaped: node.Kind == yaml.MappingNode, fields: make(map[string]field)}
	for _, field := range d.fields(node, what, CodeDuplicateKey) {
		if slices.Contains(known, field.key) {
			b.fields[field.key] = field
			continue
		}
		if slices.Contains(influentialKeys, suggest(field.key, known)) {
			d.allDoubtful = true
		}
		fix := fixFor(field.key, known)
		if node.Style&yaml.FlowStyle != 0 && isNull(field.value) { // {says: No, thanks}
			fix = "put the text before it in quotes, because of the comma"
		}
		d.report(field.at, CodeUnknownKey, fix, "%s is not a key of %s", quote(clip(field.key)), what)
	}
	return b
}

// value returns what stands under a key, nil if nothing does. A key without a
// value is reported.
func (b block) value(key string) *yaml.Node {
	field, ok := b.fields[key]
	if !ok {
		return nil
	}
	if isNull(field.value) {
		b.report(field.at, CodeEmptyValue, "write something after it, or delete the key", "%s has no value", quote(key))
		return nil
	}
	return field.value
}

// need reports a key that is missing altogether.
func (b block) need(key, fix string) {
	if _, ok := b.fields[key]; !ok && b.shaped {
		b.report(b.at, CodeMissingKey, fix, "%s lacks %s", b.what, quote(key))
	}
}

func (b block) text(key string) string {
	if node := b.value(key); node != nil {
		return b.draft.text(node, quote(key))
	}
	return ""
}

// line reads a text that is shown on one line: a title, a name, a need.
func (b block) line(key string) string {
	node := b.value(key)
	if node == nil {
		return ""
	}
	line := strings.Join(strings.Fields(b.draft.text(node, quote(key))), " ")
	if length := utf8.RuneCountInString(line); length > maxLineRunes {
		b.report(at(node), CodeTooLong, "shorten it", "%s has %d characters; at most %d fit", quote(key), length, maxLineRunes)
		return ""
	}
	return line
}

func (b block) texts(key string) []string {
	if node := b.value(key); node != nil {
		return b.draft.texts(node, quote(key))
	}
	return nil
}

func (b block) integer(key string, otherwise, least, most int) int {
	if node := b.value(key); node != nil {
		return b.draft.integer(node, quote(key), otherwise, least, most)
	}
	return otherwise
}

// text reads one text. It returns "" after reporting what is none.
func (d *draft) text(node *yaml.Node, what string) string {
	if node.Kind != yaml.ScalarNode {
		if node.Kind == yaml.MappingNode {
			d.report(at(node), CodeNotText, "put the text in quotes, because of the colon in it", "%s should be a text, and is a block of keys", what)
		} else {
			d.reportShape(node, what, "one text", "write one text")
		}
		return ""
	}
	if kind := plainKind(node); kind != "" {
		d.report(at(node), CodeNotText, fmt.Sprintf("put it in quotes: %q", node.Value), "%s should be a text, and %s is %s", what, node.Value, kind)
		return ""
	}
	text := strings.TrimSpace(node.Value)
	if text == "" {
		d.report(at(node), CodeEmptyValue, "write the words, or delete the key", "%s is an empty text", what)
		return ""
	}
	if length := utf8.RuneCountInString(text); length > maxTextRunes {
		d.report(at(node), CodeTooLong, "shorten it", "%s has %d characters; at most %d are read", what, length, maxTextRunes)
		return ""
	}
	if comment := node.LineComment; node.Style == 0 && len(comment) > 1 && !strings.ContainsAny(comment[1:2], " \t#!") {
		d.report(at(node), CodeCutByComment, "put the text in quotes", "%s ends before %s, because a # after a space starts a comment", what, quote(clip(comment)))
	}
	return text
}

// texts reads one text or a list of them.
func (d *draft) texts(node *yaml.Node, what string) []string {
	var texts []string
	if node.Kind == yaml.SequenceNode && len(node.Content) == 0 {
		d.report(at(node), CodeEmptyValue, "write an item, or delete the key", "%s is an empty list", what)
	}
	for _, item := range d.items(node, what) {
		if text := d.text(item, "an item of "+what); text != "" {
			texts = append(texts, text)
		}
	}
	return texts
}

// items returns the entries of a list; a single value is a list of one, and an
// empty list says "none".
func (d *draft) items(node *yaml.Node, what string) []*yaml.Node {
	return d.itemsUpTo(node, what, maxEntries)
}

func (d *draft) itemsUpTo(node *yaml.Node, what string, most int) []*yaml.Node {
	if node.Kind != yaml.SequenceNode {
		return []*yaml.Node{node}
	}
	if len(node.Content) > most {
		d.report(at(node.Content[most]), CodeTooMany, "leave some out", "%s has %d entries; at most %d are read", what, len(node.Content), most)
	}
	items := make([]*yaml.Node, 0, min(len(node.Content), most))
	for _, item := range node.Content[:cap(items)] {
		if item = follow(item); isNull(item) {
			d.report(at(item), CodeEmptyValue, "write something after the dash, or delete the line", "an item of %s is empty", what)
			continue
		}
		items = append(items, item)
	}
	return items
}

// integer reads a whole number within bounds. It returns otherwise after
// reporting what is none.
func (d *draft) integer(node *yaml.Node, what string, otherwise, least, most int) int {
	if node.Kind != yaml.ScalarNode {
		d.reportShape(node, what, "a whole number", "write a whole number")
		return otherwise
	}
	number, err := strconv.Atoi(node.Value)
	tooLong := errors.Is(err, strconv.ErrRange)
	if node.Style != 0 || err != nil && !tooLong {
		d.report(at(node), CodeNotNumber, "write a whole number, without quotes", "%s should be a whole number, and is %s", what, quote(clip(node.Value)))
		return otherwise
	}
	if tooLong || number < least || number > most {
		d.report(at(node), CodeOutOfRange, fmt.Sprintf("write a number from %d to %d", least, most), "%s is %s, and can be %d to %d", what, clip(node.Value), least, most)
		return otherwise
	}
	return number
}

var idPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)

// id reports whether a key is a lower-case ASCII word.
func (d *draft) id(field field, what string) bool {
	if isID(field.key) {
		return true
	}
	fix := "use a short word of the letters a to z, digits and underscores, starting with a letter"
	if meant := plainWord(field.key); isID(meant) {
		fix = "write " + meant
	}
	d.report(field.at, CodeBadID, fix, "the id %s of %s is not a lower-case word", quote(clip(field.key)), what)
	return false
}

func isID(word string) bool { return idPattern.MatchString(word) && len(word) <= maxIDLength }

// plainWord writes a word as an id would be written.
func plainWord(word string) string {
	return strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(word))
}

func (d *draft) reportShape(node *yaml.Node, what, wanted, fix string) {
	d.report(at(node), CodeWrongShape, fix, "%s should be %s, and is %s", what, wanted, shape(node))
}

func shape(node *yaml.Node) string {
	switch node.Kind {
	case yaml.MappingNode:
		return "a block of keys"
	case yaml.SequenceNode:
		return "a list"
	}
	if isNull(node) {
		return "empty"
	}
	return "a single value"
}

func isNull(node *yaml.Node) bool {
	return node.Kind == yaml.ScalarNode && node.Tag == "!!null" && node.Style == 0
}

// plainKind says what an unquoted value is if it is no text, "" for text.
func plainKind(node *yaml.Node) string {
	if node.Style != 0 {
		return ""
	}
	switch node.Tag {
	case "!!int", "!!float":
		return "a number"
	case "!!bool":
		return "a yes-or-no value"
	case "!!timestamp":
		return "a date"
	case "!!null":
		return "empty"
	}
	return ""
}

func quote(word string) string { return "`" + word + "`" }

// clip keeps a message to one line of bearable length, whatever is quoted in it.
func clip(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if utf8.RuneCountInString(text) <= 40 {
		return text
	}
	return string([]rune(text)[:39]) + "…"
}
