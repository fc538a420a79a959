package scenario

import (
	"cmp"
	"fmt"
	"slices"
)

// Severity says whether a scenario can be played in spite of a diagnostic.
type Severity string

// The severities. Only an error keeps a scenario from being played.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
)

// Diagnostic is one thing that is wrong with a scenario file, where it is, and
// what to do about it. Its JSON keys and its String are part of the released
// command line.
type Diagnostic struct {
	File     string   `json:"file"`
	Line     int      `json:"line"`   // from 1; 1 when the whole file is meant
	Column   int      `json:"column"` // in characters, from 1; 1 when the whole file is meant
	Severity Severity `json:"severity"`
	Code     Code     `json:"code"`
	Message  string   `json:"message"`
	Fix      string   `json:"fix"`
}

// String returns the diagnostic on one line: file:line:column: severity CODE:
// message (fix).
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s:%d:%d: %s %s: %s (%s)", d.File, d.Line, d.Column, d.Severity, d.Code, d.Message, d.Fix)
}

// Failed reports whether any of the diagnostics is an error.
func Failed(diagnostics []Diagnostic) bool {
	return slices.ContainsFunc(diagnostics, func(d Diagnostic) bool { return d.Severity == SeverityError })
}

// compare orders diagnostics by place, then by code and words, so that the
// same file always gives the same list.
func (d Diagnostic) compare(other Diagnostic) int {
	return cmp.Or(
		cmp.Compare(d.Line, other.Line),
		cmp.Compare(d.Column, other.Column),
		cmp.Compare(d.Code, other.Code),
		cmp.Compare(d.Message, other.Message),
	)
}

// maxDiagnostics bounds a report: a file with more is not read to its end by
// anybody.
const maxDiagnostics = 500

// reporter collects the diagnostics of one file, each once.
type reporter struct {
	file        string
	diagnostics []Diagnostic
	seen        map[Diagnostic]bool
	dropped     bool
	errors      int // reported so far, repeated ones too
}

func newReporter(file string) *reporter {
	return &reporter{file: file, seen: make(map[Diagnostic]bool)}
}

func (r *reporter) report(at place, code Code, fix, format string, arguments ...any) {
	if len(r.diagnostics) >= maxDiagnostics { // not worth its words any more
		r.dropped = true
		if code.severity() == SeverityError {
			r.errors++
		}
		return
	}
	r.add(Diagnostic{
		File: r.file, Line: at.line, Column: at.column,
		Severity: code.severity(), Code: code,
		Message: fmt.Sprintf(format, arguments...), Fix: fix,
	})
}

func (r *reporter) add(d Diagnostic) {
	if d.Severity == SeverityError {
		r.errors++
	}
	if r.seen[d] {
		return
	}
	if len(r.diagnostics) >= maxDiagnostics {
		r.dropped = true
		return
	}
	r.seen[d] = true
	r.diagnostics = append(r.diagnostics, d)
}

// sorted returns the report by place. Whatever was dropped is owned up to at
// the end.
func (r *reporter) sorted() []Diagnostic {
	slices.SortFunc(r.diagnostics, Diagnostic.compare)
	if r.dropped {
		last := r.diagnostics[len(r.diagnostics)-1]
		r.diagnostics = append(r.diagnostics, Diagnostic{
			File: r.file, Line: last.Line, Column: last.Column,
			Severity: SeverityError, Code: CodeMore,
			Message: fmt.Sprintf("there is more; only the first %d findings are shown", maxDiagnostics),
			Fix:     "fix these and check again",
		})
	}
	return r.diagnostics
}

// place is where something stands in the file, both from 1.
type place struct{ line, column int }
