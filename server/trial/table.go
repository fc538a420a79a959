package trial

import (
	"fmt"
	"strings"
)

// The marks between which a text keeps the table.
const (
	tableBegin = "<!-- simulated -->\n"
	tableEnd   = "<!-- /simulated -->"
)

// Table shows several reports in Markdown: how often each rep wins, how many
// turns the good ones need, and in how many ways it was won.
func Table(reports []Report) string {
	var b strings.Builder
	b.WriteString("| scenario | level |")
	rule := "| --- | --- |"
	for _, rep := range Reps() {
		fmt.Fprintf(&b, " %s |", rep.Name)
		rule += " ---: |"
	}
	b.WriteString(" turns | ways |\n" + rule + " ---: | ---: |\n")
	for _, r := range reports {
		fmt.Fprintf(&b, "| %s | %d |", strings.ReplaceAll(r.Title, "|", "/"), r.Level)
		turns, good := 0.0, 0
		for _, rep := range r.Reps {
			fmt.Fprintf(&b, " %.1f %% · %.0f |", 100*rep.WinRate(r.Plays), float64(rep.Score)/1000)
			if rep.Good {
				turns, good = turns+rep.Turns, good+1
			}
		}
		fmt.Fprintf(&b, " %.1f | %d |\n", turns/float64(max(1, good)), r.Ways)
	}
	return b.String()
}

// PutTable returns a text with the table between its marks, and whether the text
// has them.
func PutTable(text, table string) (string, bool) {
	head, rest, begun := strings.Cut(text, tableBegin)
	_, tail, ended := strings.Cut(rest, tableEnd)
	if !begun || !ended {
		return text, false
	}
	return head + tableBegin + table + tableEnd + tail, true
}
