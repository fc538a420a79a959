package web

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/askagain/askagain/server/team"
)

// writeBoardCSV writes standings as RFC 4180 has it, in UTF-8.
func writeBoardCSV(out io.Writer, rows []team.Standing, of int) error {
	writer := csv.NewWriter(out)
	writer.UseCRLF = true
	records := make([][]string, 0, len(rows)+1)
	records = append(records, []string{"place", "name", "value", "played", "of", "reached"})
	for _, row := range rows {
		records = append(records, []string{
			strconv.Itoa(row.Place), defused(row.Name), decimal(row.Value),
			strconv.Itoa(row.Played), strconv.Itoa(of), row.At.UTC().Format(time.RFC3339),
		})
	}
	return writer.WriteAll(records)
}

// formulaStarts begin what a spreadsheet runs instead of showing; the wide forms
// do where such keyboards are used.
const formulaStarts = "=+-@\t\r\n＝＋－＠"

// defused keeps a spreadsheet from taking somebody's text for a formula: an
// apostrophe before it makes it text. Numbers of ours need none.
func defused(text string) string {
	trimmed := strings.TrimLeft(text, " \u00a0")
	if strings.IndexAny(text, formulaStarts) == 0 || strings.IndexAny(trimmed, formulaStarts) == 0 {
		return "'" + text
	}
	return text
}
