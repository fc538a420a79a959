package sqlite

import (
	"database/sql"
	"time"
)

// sortable is RFC 3339 in UTC with every digit written, so that text sorts by time.
const sortable = "2006-01-02T15:04:05.000000000Z"

// stamp writes a moment as the database keeps it.
func stamp(at time.Time) string { return at.UTC().Format(sortable) }

// stampOrNull is NULL for no moment.
func stampOrNull(at *time.Time) any {
	if at == nil {
		return nil
	}
	return stamp(*at)
}

func parseTime(text string) (time.Time, error) { return time.Parse(sortable, text) }

// moment scans a moment.
type moment struct{ to *time.Time }

func (m moment) Scan(value any) error {
	var text sql.NullString
	if err := text.Scan(value); err != nil {
		return err
	}
	var err error
	*m.to, err = parseTime(text.String)
	return err
}

// momentOrNull scans a moment that there may not be.
type momentOrNull struct{ to **time.Time }

func (m momentOrNull) Scan(value any) error {
	*m.to = nil
	if value == nil {
		return nil
	}
	var at time.Time
	if err := (moment{&at}).Scan(value); err != nil {
		return err
	}
	*m.to = &at
	return nil
}
