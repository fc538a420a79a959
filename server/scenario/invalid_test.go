package scenario_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/scenario"
)

// wanted is what a file in testdata/invalid says about itself: its first line
// is "# want: line:column code, ...".
type wanted struct {
	line, column int
	code         scenario.Code
}

var (
	wantPattern = regexp.MustCompile(`(\d+):(\d+) ([a-z0-9-]+)`)
	growPattern = regexp.MustCompile(`(?m)^# grow-to: (\d+)$`)
)

// readInvalid returns a file with what it wants. "# grow-to: N" on its second
// line asks for its last line again and again until the file has N bytes, so
// that no megabytes have to be kept.
func readInvalid(t *testing.T, file string) (source []byte, wants []wanted) {
	t.Helper()
	source = read(t, file)
	first, _, _ := bytes.Cut(source, []byte("\n"))
	for _, match := range wantPattern.FindAllStringSubmatch(string(first), -1) {
		line, _ := strconv.Atoi(match[1])
		column, _ := strconv.Atoi(match[2])
		wants = append(wants, wanted{line, column, scenario.Code(match[3])})
	}
	if len(wants) == 0 {
		t.Fatalf("%s does not begin with # want: line:column code", file)
	}
	if match := growPattern.FindSubmatch(source); match != nil {
		size, _ := strconv.Atoi(string(match[1]))
		body := bytes.TrimSuffix(source, []byte("\n"))
		last := append([]byte("\n"), body[bytes.LastIndexByte(body, '\n')+1:]...)
		source = append(slices.Clone(body), bytes.Repeat(last, max(0, size-len(body))/len(last)+1)...)
	}
	return source, wants
}

func invalidFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/invalid/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatalf("no invalid files: %v", err)
	}
	return files
}

func TestInvalidFiles(t *testing.T) {
	for _, file := range invalidFiles(t) {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".yaml"), func(t *testing.T) {
			source, wants := readInvalid(t, file)
			s, diagnostics := scenario.Compile(file, source)
			if failed := scenario.Failed(diagnostics); (s == nil) != failed {
				t.Errorf("scenario is nil: %v, and errors are reported: %v", s == nil, failed)
			}
			var codes []scenario.Code
			for _, want := range wants {
				codes = append(codes, want.code)
				if !slices.ContainsFunc(diagnostics, func(d scenario.Diagnostic) bool {
					return d.Line == want.line && d.Column == want.column && d.Code == want.code
				}) {
					t.Errorf("want %d:%d %s", want.line, want.column, want.code)
				}
			}
			for _, d := range diagnostics {
				if !slices.Contains(codes, d.Code) {
					t.Errorf("unexpected: %s", d)
				}
				if d.Message == "" || d.Fix == "" || d.File != file || strings.ContainsAny(d.String(), "\n\r") {
					t.Errorf("not a whole diagnostic: %q", d)
				}
			}
			if t.Failed() {
				for _, d := range diagnostics[:min(len(diagnostics), 10)] {
					t.Log(d)
				}
			}
			if !slices.Contains(codes, scenario.CodeMore) && len(diagnostics) != len(wants) {
				t.Errorf("%d diagnostics, want %d", len(diagnostics), len(wants))
			}
		})
	}
}

func TestEveryCodeHasAnInvalidFile(t *testing.T) {
	shown := make(map[scenario.Code]bool)
	for _, file := range invalidFiles(t) {
		_, wants := readInvalid(t, file)
		for _, want := range wants {
			shown[want.code] = true
		}
	}
	known := make(map[scenario.Code]bool)
	for _, info := range scenario.Codes() {
		if known[info.Code] {
			t.Errorf("%s stands twice in the table", info.Code)
		}
		known[info.Code] = true
		if info.Found == scenario.InFile && !shown[info.Code] {
			t.Errorf("%s has no file in testdata/invalid", info.Code)
		}
		if info.Meaning == "" || info.Fix == "" {
			t.Errorf("%s is not explained", info.Code)
		}
	}
	for code := range shown {
		if !known[code] {
			t.Errorf("%s is not in the table", code)
		}
	}
}

// TestEveryCodeConstantIsInTheTable reads the constants out of the source, so
// that a new one cannot be forgotten.
func TestEveryCodeConstantIsInTheTable(t *testing.T) {
	source, err := os.ReadFile("codes.go")
	if err != nil {
		t.Fatal(err)
	}
	known := make(map[string]bool)
	for _, info := range scenario.Codes() {
		known[string(info.Code)] = true
	}
	matches := regexp.MustCompile(`Code = "([^"]+)"`).FindAllStringSubmatch(string(source), -1)
	if len(matches) != len(known) {
		t.Errorf("%d constants, %d codes in the table", len(matches), len(known))
	}
	for _, match := range matches {
		if !known[match[1]] {
			t.Errorf("%s is not in the table", match[1])
		}
	}
}
