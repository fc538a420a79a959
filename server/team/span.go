package team

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"sort"
	"time"
	_ "time/tzdata" // teams have time zones wherever the program runs

	"github.com/askagain/askagain/server/practice"
)

// dayFormat is how a day is written in what people hand in.
const dayFormat = "2006-01-02"

// Measures returns every measure, the usual one first.
func Measures() []Measure { return []Measure{ByScore, ByVariety, ByImprovement} }

// Windows returns every window, the shortest first.
func Windows() []Window { return []Window{Week, Month, Season, AllTime} }

// Location is the team's time zone; UTC for a name that this machine does not know.
func (t Team) Location() *time.Location {
	location, err := time.LoadLocation(t.TimeZone)
	if err != nil || t.TimeZone == "Local" {
		return time.UTC
	}
	return location
}

// Span returns the span of the window that holds the moment, in the team's time
// zone: from is in it, until is not. A zero time is an open end. A week begins
// on Monday. A season has no end until the next one begins; a team without
// seasons has played in the same one all the time.
func Span(team Team, window Window, at time.Time) (from, until time.Time) {
	location := team.Location()
	year, month, day := at.In(location).Date()
	switch window {
	case Week:
		sinceMonday := (int(at.In(location).Weekday()) + 6) % 7
		return DayStart(location, year, month, day-sinceMonday), DayStart(location, year, month, day-sinceMonday+7)
	case Month:
		return DayStart(location, year, month, 1), DayStart(location, year, month+1, 1)
	case Season:
		if first, err := time.Parse(dayFormat, team.Season); err == nil {
			return DayStart(location, first.Year(), first.Month(), first.Day()), time.Time{}
		}
	}
	return time.Time{}, time.Time{}
}

// DayStart returns the first moment of a day at a place, in UTC. Days and months
// out of range carry over, as with time.Date. Where the clocks skip midnight it
// is the moment of the change, where midnight comes twice the first one, and a
// day that was skipped as a whole begins with the day after.
func DayStart(location *time.Location, year int, month time.Month, day int) time.Time {
	date := time.Date(year, month, day, 0, 0, 0, 0, time.UTC) // as a number of days, away from any change of clocks
	// No place is further than 15 hours from UTC, and no change moves a clock by more than a day.
	earliest := date.Add(-40 * time.Hour).Unix()
	const seconds = 80 * 60 * 60
	begun := sort.Search(seconds, func(after int) bool {
		year, month, day := time.Unix(earliest+int64(after), 0).In(location).Date()
		return !time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Before(date)
	})
	return time.Unix(earliest+int64(begun), 0).UTC()
}

// dayEnd is the end of a day that somebody typed, such as 2026-03-06, at a place.
func dayEnd(location *time.Location, day string) (time.Time, error) {
	at, err := time.Parse(dayFormat, day)
	if err != nil {
		return time.Time{}, practice.Errorf(practice.CodeInvalid, "A day is written like 2026-03-06. Pick one from the calendar.")
	}
	return DayStart(location, at.Year(), at.Month(), at.Day()+1), nil
}

// Group names the attempts that can be compared: those that met the same rules
// under the same seed, with or without the palette, scored by the same rubric
// from the same reader's readings.
func Group(rules string, seed uint64, palette bool, rubric int, reader string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %d %t %d %q", rules, seed, palette, rubric, reader))
	return base64.RawURLEncoding.EncodeToString(sum[:16])
}
