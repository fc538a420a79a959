package own

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// Reminder is the commitment as a calendar file (RFC 5545): an event for the whole
// day, with an alarm at nine. It is "" without a commitment, or for a date that is
// none. at is when the file is made; summary names the way.
func Reminder(no practice.OwnNo, way string, at time.Time) string {
	if no.Commitment == nil {
		return ""
	}
	day, err := time.Parse(time.DateOnly, no.Commitment.Date)
	if err != nil {
		return ""
	}
	says := "The way you chose: " + way + "."
	if no.Commitment.Words != "" {
		says += "\n" + no.Commitment.Words
	}
	var out strings.Builder
	for _, line := range []string{
		"BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Askagain//My own no//EN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
		"BEGIN:VEVENT",
		"UID:" + no.ID + "@askagain",
		"DTSTAMP:" + at.UTC().Format("20060102T150405Z"),
		"DTSTART;VALUE=DATE:" + day.Format("20060102"),
		"DTEND;VALUE=DATE:" + day.AddDate(0, 0, 1).Format("20060102"),
		"SUMMARY:" + escaped("Ask "+no.Name+": "+no.Need),
		"DESCRIPTION:" + escaped(says),
		"TRANSP:TRANSPARENT",
		"BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:" + escaped("Ask "+no.Name+" today"), "TRIGGER:PT9H", "END:VALARM",
		"END:VEVENT", "END:VCALENDAR",
	} {
		out.WriteString(folded(line))
	}
	return out.String()
}

// escaped is a text value (RFC 5545, 3.3.11).
func escaped(text string) string {
	return strings.NewReplacer(`\`, `\\`, ";", `\;`, ",", `\,`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`).Replace(text)
}

// maxOctets is how long a line may be without its break (RFC 5545, 3.1).
const maxOctets = 75

// folded is a content line with its break, cut between characters into lines that
// are short enough.
func folded(line string) string {
	var out strings.Builder
	used := 0
	for _, r := range line {
		size := utf8.RuneLen(r)
		if used+size > maxOctets {
			out.WriteString("\r\n ")
			used = 1
		}
		out.WriteRune(r)
		used += size
	}
	out.WriteString("\r\n")
	return out.String()
}
