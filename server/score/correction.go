package score

import "github.com/askagain/askagain/server/practice"

// asCounted returns the log with the readings that count in place of those that
// were made at play: of the latest reader, with every correction. Decisions stay.
func asCounted(events []practice.Event) []practice.Event {
	amended := false
	for i := range events {
		amended = amended || events[i].Corrected != nil || events[i].Reread != nil
	}
	if !amended {
		return events
	}
	readings := practice.Readings(events)
	counted := make([]practice.Event, len(events))
	for i, event := range events {
		if event.Read != nil {
			reading := readings[event.Turn]
			event.Read = &reading
		}
		counted[i] = event
	}
	return counted
}
