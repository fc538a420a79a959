package drill

import "time"

// Streak is how many days in a row were practiced, up to today, or up to yesterday
// while today has not been. Days are the zone's own. practiced may stand in any order.
func Streak(practiced []time.Time, now time.Time, zone *time.Location) int {
	days := map[time.Time]bool{}
	for _, at := range practiced {
		days[day(at, zone)] = true
	}
	at := day(now, zone)
	if !days[at] {
		at = at.AddDate(0, 0, -1)
	}
	streak := 0
	for ; days[at]; at = at.AddDate(0, 0, -1) {
		streak++
	}
	return streak
}

// day is the calendar day as midnight in UTC, where days are all of one length.
func day(at time.Time, zone *time.Location) time.Time {
	year, month, of := at.In(zone).Date()
	return time.Date(year, month, of, 0, 0, 0, 0, time.UTC)
}
