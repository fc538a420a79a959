package scenario_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/scenario"
)

// hostile files are made to cost time, memory or the stack. Each fills the
// megabyte that a file may have.
func hostileFiles() map[string][]byte {
	fill := func(part string) []byte { return bytes.Repeat([]byte(part), scenario.MaxBytes/len(part)) }
	prefixed := func(head, part string) []byte {
		return append([]byte(head), bytes.Repeat([]byte(part), (scenario.MaxBytes-len(head))/len(part))...)
	}
	return map[string][]byte{
		"a billion laughs":       laughs(),
		"alias chain":            aliasChain(),
		"brackets":               fill("["),
		"braces":                 fill("{"),
		"braces with keys":       fill("{a: "),
		"dashes":                 fill("- "),
		"questions":              fill("? "),
		"colons":                 fill(": "),
		"commas":                 prefixed("[", ","),
		"items":                  fill("- a\n"),
		"keys":                   fill("a:\n"),
		"one long word":          fill("a"),
		"one long key":           append(fill("a")[:scenario.MaxBytes-2], ':', '\n'),
		"one long quote":         prefixed(`"`, "a"),
		"words":                  fill("a "),
		"quotes":                 fill(`"" `),
		"escapes":                prefixed(`a: "`, `\n`),
		"comments":               fill("#a\n"),
		"one comment":            prefixed("#", "a"),
		"comments after a value": prefixed("a: b\n", "  # c\n"),
		"comments in a list":     prefixed("a:\n", "  - b # c\n"),
		"blank lines":            fill("\n"),
		"spaces":                 fill(" "),
		"tabs":                   fill("\t"),
		"documents":              fill("---\n"),
		"ends of documents":      fill("...\n"),
		"directives":             fill("%YAML 1.2\n"),
		"tag directives":         fill("%TAG !a! tag:a\n"),
		"tags":                   fill("!a "),
		"anchors":                fill("&a "),
		"aliases":                prefixed("a: &a b\nc: [", "*a,"),
		"block text":             prefixed("a: |\n", "  text\n"),
		"folded text":            prefixed("a: >\n", "  text\n\n"),
		"plain over lines":       prefixed("a: b\n", " b\n"),
		"indents":                indents(),
		"emoji":                  fill("🎯"),
		"byte-order marks":       fill("\ufeff"),
		"zeros":                  make([]byte, scenario.MaxBytes),
		"not UTF-8":              fill("\xff"),
		"right to left":          fill("אב: "),
		"markup":                 fill("<b>"),
		"carriage returns":       fill("\r"),
		"too large":              make([]byte, scenario.MaxBytes+1),
		"huge":                   make([]byte, 8<<20),
		"a full scenario":        fullScenario(20, 50, 0),
		"a full one, 20 ways":    fullScenario(20, 50, scenario.MaxVariants),
		"a full one, tested":     append(fullScenario(20, 8, 2), manyTests()...),
		"unknown keys":           unknownKeys(),
		"influence all over":     influence(),
	}
}

func laughs() []byte {
	var b strings.Builder
	b.WriteString("a0: &a0 lol\n")
	for i := range 30 {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i), 9), ","))
	}
	return []byte(b.String())
}

func aliasChain() []byte {
	var b strings.Builder
	b.WriteString("a0: &a0 [x]\n")
	for i := 1; b.Len() < 900_000; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [*a%d]\n", i, i, i-1)
	}
	return []byte(b.String())
}

func indents() []byte {
	var b strings.Builder
	for i := 0; b.Len() < 900_000; i++ {
		b.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return []byte(b.String())
}

func unknownKeys() []byte {
	var b strings.Builder
	for i := 0; b.Len() < 1_000_000; i++ {
		fmt.Fprintf(&b, "%s%d: x\n", strings.Repeat("agreesmoves", 4), i)
	}
	return []byte(b.String())
}

// fullScenario is as large as a file can be, with everything right.
func fullScenario(people, concerns, variants int) []byte {
	var b strings.Builder
	b.WriteString("format: 1\ntitle: Everybody\nyou: You sell pumps.\noutcome: {need: A meeting, within: 300 days}\npeople:\n")
	for p := range people {
		fmt.Fprintf(&b, "  p%d:\n", p)
		if p == 0 {
			b.WriteString("    opens: {says: No.}\n    likes: {channel: phone}\n")
		} else {
			fmt.Fprintf(&b, "    agrees_moves: [p%d.c1]\n", p-1)
		}
		b.WriteString("    concerns:\n")
		for c := range concerns {
			fmt.Fprintf(&b, "      c%d:\n        says:\n", c)
			for l := range 20 {
				fmt.Fprintf(&b, "          - Line %d of concern %d, no.\n", l, c)
			}
			b.WriteString("        gives_way_to: [value, proof, trade, reduce, obstacle, ally, wait]\n")
		}
	}
	if variants > 0 {
		b.WriteString("variants:\n")
	}
	for v := range variants {
		fmt.Fprintf(&b, "  - {p0.c0.strength: %d}\n", v%4+1)
	}
	return []byte(b.String())
}

// manyTests are as many steps as are read, each expecting all it can.
func manyTests() []byte {
	var b strings.Builder
	b.WriteString("tests:\n")
	for test := range scenario.MaxTests {
		fmt.Fprintf(&b, "  - name: Test %d\n    variant: %d\n    ends: won\n    steps:\n", test, test%3)
		for step := range scenario.MaxTestSteps {
			fmt.Fprintf(&b, "      - {by: [value, proof], to: p%d, then: {answer: refuses, gave_way: [p%d.c%d], says: Line}}\n", step%20, step%20, step%8)
		}
	}
	return []byte(b.String())
}

// influence has everybody's agreement move everything of everybody.
func influence() []byte {
	var b strings.Builder
	b.WriteString("format: 1\ntitle: Everybody\nyou: You sell pumps.\noutcome: {need: A meeting}\npeople:\n")
	for p := range 20 {
		fmt.Fprintf(&b, "  p%d:\n    agrees_moves:\n", p)
		for c := range 50 {
			fmt.Fprintf(&b, "      - p%d.c%d\n", (p+c)%20, c)
		}
		b.WriteString("    concerns:\n")
		for c := range 50 {
			fmt.Fprintf(&b, "      c%d: {says: No.}\n", c)
		}
	}
	return []byte(b.String())
}

// memoryBound is the memory that is promised to suffice for any file, in bytes.
// How long each file took is in the log and judged by nobody: on a loaded machine
// a time proves nothing, and work that never ends meets the test's own deadline.
const memoryBound = 300 << 20

func TestHostileFilesAreAnswered(t *testing.T) {
	for name, source := range hostileFiles() {
		t.Run(name, func(t *testing.T) { isAnswered(t, name, source) })
		if first := underMarks(source); len(first) < len(source) && len(first) <= scenario.MaxBytes {
			t.Run("the first lines of "+name, func(t *testing.T) { isAnswered(t, name, first) })
		}
	}
}

// underMarks cuts a file to where it has just fewer characters that begin an
// entry than are read, so that what comes after that limit is tried too.
func underMarks(source []byte) []byte {
	marks := 0
	for i, character := range source {
		if bytes.IndexByte([]byte("\n,:[{-?&*!#\"'"), character) >= 0 {
			if marks++; marks == 119_000 {
				return source[:i]
			}
		}
	}
	return source
}

func isAnswered(t *testing.T, name string, source []byte) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	s, diagnostics := scenario.Compile(name, source)
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	if s == nil && !scenario.Failed(diagnostics) {
		t.Error("no scenario and no error")
	}
	allocated := after.TotalAlloc - before.TotalAlloc
	t.Logf("%v, %d MB allocated, %d diagnostics, compiled: %v", took.Round(time.Millisecond), allocated>>20, len(diagnostics), s != nil)
	if allocated > memoryBound {
		t.Errorf("allocated %d MB in all", allocated>>20)
	}
}
