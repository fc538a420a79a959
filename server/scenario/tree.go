package scenario

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// parse turns guarded text into the tree of its one document, nil if there is
// none to go on with. In the tree every alias leads somewhere and none leads
// back to itself, so that following them ends.
func parse(r *reporter, text []byte) (root *yaml.Node) {
	defer func() {
		// The parser is not ours. A defect in it may cost one file, never the program.
		if problem := recover(); problem != nil {
			r.report(place{1, 1}, CodeSyntax, "write the file more plainly", "the file cannot be read as YAML")
			root = nil
		}
	}()
	limits := &depthLimit{}
	loader, err := yaml.NewLoader(bytes.NewReader(withoutVersion(text)), yaml.WithV4Defaults(), yaml.WithPlugin(limits))
	if err != nil {
		r.report(place{1, 1}, CodeSyntax, "write the file more plainly", "the file cannot be read as YAML")
		return nil
	}
	var document yaml.Node
	switch err := loader.Load(&document); {
	case errors.Is(err, io.EOF):
		r.report(place{1, 1}, CodeEmptyFile, "start from the ten lines at the top of the guide", "the file is empty")
		return nil
	case err != nil:
		reportSyntax(r, text, err, limits.exceeded)
		return nil
	}
	var second yaml.Node
	switch err := loader.Load(&second); {
	case errors.Is(err, io.EOF):
	case err != nil:
		reportSyntax(r, text, err, limits.exceeded)
	default:
		r.report(at(&second), CodeSecond, "keep one scenario in a file", "a second document starts here")
	}
	root = document.Content[0]
	checkPlain(r, root)
	if !checkAliases(r, root) {
		return nil
	}
	return root
}

var versionDirective = regexp.MustCompile(`^%YAML[ \t]+1\.2[ \t]*(#[^\n]*)?\r?\n`)

// withoutVersion makes a comment out of a first line that says YAML 1.2, which
// the parser reads and yet refuses to see named. Every place stays as it is.
func withoutVersion(text []byte) []byte {
	if !versionDirective.Match(text) {
		return text
	}
	text = bytes.Clone(text)
	text[0] = '#'
	return text
}

// depthLimit stops the parser before it nests deeper than any scenario needs.
type depthLimit struct{ exceeded bool }

// CheckDepth refuses a nesting deeper than maxDepth.
func (l *depthLimit) CheckDepth(depth int, _ *yaml.DepthContext) error {
	if depth > maxDepth {
		l.exceeded = true
		return fmt.Errorf("nested deeper than %d", maxDepth)
	}
	return nil
}

// CheckAlias allows every alias: they are counted on the tree, before anything
// is expanded.
func (l *depthLimit) CheckAlias(int, int) error { return nil }

// syntaxWords says in a trainer's words what the parser says in a parser's.
var syntaxWords = []struct{ parser, message, fix string }{
	{"mapping values are not allowed", "a colon stands where none can be", "put the text in quotes, or line the key up with the keys around it"},
	{"could not find expected ':'", "a colon is missing after the key", "write the key, a colon and a space, or put the text in quotes"},
	{"did not find expected key", "this does not line up with what stands before it", "line the keys up, and put a text with quotes inside it in quotes as a whole"},
	{"did not find expected '-' indicator", "this does not line up with the list before it", "line the dashes up, and put a text with quotes inside it in quotes as a whole"},
	{"unknown anchor", "a text that starts with * refers to something that is not there", "put the text in quotes"},
	{"did not find expected ',' or ']'", "a list in square brackets is not closed here", "close it with ], and put each text with a comma or a colon in quotes"},
	{"did not find expected ',' or '}'", "a block in braces is not closed here", "close it with }, and put each text with a comma or a colon in quotes"},
	{"unexpected end of stream", "the quotes that open here are never closed", "close the quotes"},
	{"unknown escape character", "a backslash stands before a character that it cannot stand before", `use single quotes, or write \\ for a backslash`},
	{"block sequence entries are not allowed", "a list item stands where none can be", "start each item on its own line, with a dash and a space"},
	{"cannot start any token", "a text starts with a character that has a meaning of its own", "put the text in quotes"},
}

func reportSyntax(r *reporter, text []byte, err error, tooDeep bool) {
	var failure *yaml.LoadError
	if !errors.As(err, &failure) {
		r.report(place{1, 1}, CodeSyntax, "write the file more plainly", "the file cannot be read as YAML")
		return
	}
	where := place{failure.Mark.Line, failure.Mark.Column}
	if strings.Contains(failure.ContextMsg, "quoted scalar") && strings.Contains(failure.Message, "end of") {
		where = place{failure.ContextMark.Line, failure.ContextMark.Column}
	}
	if where.line < 1 || where.column < 1 {
		where = place{1, 1}
	}
	if tooDeep {
		r.report(where, CodeTooDeep, "flatten the lists and blocks", "lists and blocks are nested deeper than %d levels", maxDepth)
		return
	}
	if characterAt(text, where) == '\t' {
		r.report(where, CodeSyntax, "indent with spaces", "a tab stands where only spaces can indent")
		return
	}
	for _, words := range syntaxWords {
		if strings.Contains(failure.Message, words.parser) {
			r.report(where, CodeSyntax, words.fix, "%s", words.message)
			return
		}
	}
	r.report(where, CodeSyntax, "put the text in quotes, or line it up with the lines around it", "the file is not well-formed YAML here: %s", failure.Message)
}

// characterAt returns the character at a place, 0 where there is none.
func characterAt(text []byte, where place) rune {
	for line := 1; line < where.line; line++ {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			return 0
		}
		text = text[end+1:]
	}
	for column := 1; len(text) > 0; column++ {
		character, size := utf8.DecodeRune(text)
		if column == where.column {
			return character
		}
		text = text[size:]
	}
	return 0
}

// checkPlain refuses what plain YAML 1.2 does without: tags, merge keys, and
// characters that an escape brings in behind the guard's back. It does not
// follow aliases: what they name is visited where it stands.
func checkPlain(r *reporter, node *yaml.Node) {
	if node.Style&yaml.TaggedStyle != 0 || node.Tag == "!" {
		r.report(at(node), CodeTag, "delete the tag; put text that starts with ! in quotes", "a tag stands before a value")
		node.Tag, node.Style = "", node.Style&^yaml.TaggedStyle
	}
	if node.Kind == yaml.ScalarNode && node.Style&yaml.DoubleQuotedStyle != 0 {
		for _, character := range node.Value {
			if forbidden(character) || character == utf8.RuneError {
				r.report(at(node), CodeBadCharacter, "delete the escape and write the text plainly",
					"an escape stands for the %s, which is not allowed in a scenario", describe(character))
				break
			}
		}
	}
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 && child.Tag == "!!merge" {
			r.report(at(child), CodeMergeKey, "write the keys out, or use an alias for a whole value", "the merge key << is not part of YAML 1.2")
		}
		checkPlain(r, child)
	}
}

// aliasCounter adds up what a tree would hold with every alias written out,
// without writing any out.
type aliasCounter struct {
	sizes   map[*yaml.Node]int
	walking map[*yaml.Node]bool
	endless bool
}

func checkAliases(r *reporter, root *yaml.Node) bool {
	counter := aliasCounter{sizes: make(map[*yaml.Node]int), walking: make(map[*yaml.Node]bool)}
	total := 0
	var visit func(node *yaml.Node) bool
	visit = func(node *yaml.Node) bool {
		if node.Kind == yaml.AliasNode {
			total += counter.size(node)
			if counter.endless {
				r.report(at(node), CodeAliases, "write the repeated part out", "the alias *%s contains itself", node.Value)
				return false
			}
			if total > maxExpanded {
				r.report(at(node), CodeAliases, "write the repeated part out",
					"aliases repeat each other so often that the file would become huge")
				return false
			}
		}
		for _, child := range node.Content {
			if !visit(child) {
				return false
			}
		}
		return true
	}
	return visit(root)
}

// size is how many entries a node stands for, capped just above maxExpanded. A
// long text counts as several, since repeating it costs as much.
func (c *aliasCounter) size(node *yaml.Node) int {
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if c.walking[node] {
		c.endless = true
		return 0
	}
	if size, known := c.sizes[node]; known {
		return size
	}
	c.walking[node] = true
	size := 1 + len(node.Value)/64
	for _, child := range node.Content {
		size = min(size+c.size(child), maxExpanded+1)
	}
	delete(c.walking, node)
	c.sizes[node] = size
	return size
}

// at is where a node starts.
func at(node *yaml.Node) place { return place{node.Line, node.Column} }

// follow returns what a node stands for: itself, or what its alias names.
func follow(node *yaml.Node) *yaml.Node {
	for node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	return node
}
