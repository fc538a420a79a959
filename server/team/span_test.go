package team_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/team"
)

func moment(t testing.TB, text string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func TestSpan(t *testing.T) {
	for _, c := range []struct {
		name, zone, season string
		window             team.Window
		at, from, until    string // "" for a zero time
	}{
		{"week in winter", "Europe/Berlin", "", team.Week, "2026-03-04T10:00:00Z", "2026-03-01T23:00:00Z", "2026-03-08T23:00:00Z"},
		{"monday's first moment", "Europe/Berlin", "", team.Week, "2026-03-01T23:00:00Z", "2026-03-01T23:00:00Z", "2026-03-08T23:00:00Z"},
		{"sunday's last moment", "Europe/Berlin", "", team.Week, "2026-03-01T22:59:59Z", "2026-02-22T23:00:00Z", "2026-03-01T23:00:00Z"},
		{"week of 167 hours", "Europe/Berlin", "", team.Week, "2026-03-27T10:00:00Z", "2026-03-22T23:00:00Z", "2026-03-29T22:00:00Z"},
		{"week of 169 hours", "America/New_York", "", team.Week, "2026-10-28T10:00:00Z", "2026-10-26T04:00:00Z", "2026-11-02T05:00:00Z"},
		{"already tomorrow", "Pacific/Auckland", "", team.Week, "2026-03-08T12:00:00Z", "2026-03-08T11:00:00Z", "2026-03-15T11:00:00Z"},
		{"quarters of an hour", "Asia/Kathmandu", "", team.Month, "2026-02-28T18:14:59Z", "2026-01-31T18:15:00Z", "2026-02-28T18:15:00Z"},
		{"december", "UTC", "", team.Month, "2026-12-31T23:59:59Z", "2026-12-01T00:00:00Z", "2027-01-01T00:00:00Z"},
		{"season", "Europe/Berlin", "2026-09-01", team.Season, "2026-10-01T00:00:00Z", "2026-08-31T22:00:00Z", ""},
		{"season that has not begun", "Europe/Berlin", "2026-09-01", team.Season, "2026-03-01T00:00:00Z", "2026-08-31T22:00:00Z", ""},
		{"no season", "Europe/Berlin", "", team.Season, "2026-10-01T00:00:00Z", "", ""},
		{"all", "Europe/Berlin", "2026-09-01", team.AllTime, "2026-10-01T00:00:00Z", "", ""},
		{"an unknown zone", "Mars/Olympus", "", team.Month, "2026-02-10T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"},
		{"midnight that is skipped", "America/Sao_Paulo", "2018-11-04", team.Season, "2018-12-01T00:00:00Z", "2018-11-04T03:00:00Z", ""},
		{"midnight that comes twice", "America/Havana", "2026-11-01", team.Season, "2026-12-01T00:00:00Z", "2026-11-01T04:00:00Z", ""},
		{"midnight that falls back a day", "America/Sao_Paulo", "2018-02-18", team.Season, "2018-12-01T00:00:00Z", "2018-02-18T03:00:00Z", ""},
		{"a day that is skipped", "Pacific/Apia", "2011-12-30", team.Season, "2012-12-01T00:00:00Z", "2011-12-30T10:00:00Z", ""},
	} {
		from, until := team.Span(team.Team{TimeZone: c.zone, Season: c.season}, c.window, moment(t, c.at))
		for what, pair := range map[string]struct {
			got  time.Time
			want string
		}{"from": {from, c.from}, "until": {until, c.until}} {
			want := time.Time{}
			if pair.want != "" {
				want = moment(t, pair.want)
			}
			if !pair.got.Equal(want) {
				t.Errorf("%s: %s %v, want %v", c.name, what, pair.got, want)
			}
		}
	}
}

func TestSpanAlways(t *testing.T) {
	zones := []string{"UTC", "Europe/Berlin", "America/New_York", "America/Sao_Paulo", "America/Havana", "Asia/Beirut", "Africa/Cairo",
		"Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "Asia/Kathmandu", "America/St_Johns", "Antarctica/Troll", "Asia/Tehran"}
	rapid.Check(t, func(t *rapid.T) {
		of := team.Team{TimeZone: rapid.SampledFrom(zones).Draw(t, "zone")}
		window := rapid.SampledFrom([]team.Window{team.Week, team.Month}).Draw(t, "window")
		at := time.Unix(rapid.Int64Range(0, 3_000_000_000).Draw(t, "at"), 0)
		from, until := team.Span(of, window, at)
		if at.Before(from) || !at.Before(until) {
			t.Fatalf("%v is not within %v and %v", at, from, until)
		}
		next, _ := team.Span(of, window, until)
		if !next.Equal(until) {
			t.Fatalf("after %v comes %v", until, next)
		}
		if before, end := team.Span(of, window, from.Add(-time.Second)); !end.Equal(from) || !before.Before(from) {
			t.Fatalf("before %v comes %v to %v", from, before, end)
		}
		location := of.Location()
		first := from.In(location)
		if _, _, last := from.Add(-time.Second).In(location).Date(); last == first.Day() {
			t.Fatalf("%v is not the beginning of its day", first)
		}
		if skipped := of.TimeZone == "Pacific/Apia"; window == team.Week && first.Weekday() != time.Monday && !skipped {
			t.Fatalf("a week begins on %v", first)
		}
		if window == team.Month && first.Day() != 1 {
			t.Fatalf("a month begins on %v", first)
		}
	})
}

func TestGroup(t *testing.T) {
	base := team.Group("rules", 1, true, 3, "reader-1")
	if base != team.Group("rules", 1, true, 3, "reader-1") || len(base) != 22 {
		t.Errorf("group %q is not stable", base)
	}
	for name, other := range map[string]string{
		"rules":   team.Group("rules2", 1, true, 3, "reader-1"),
		"seed":    team.Group("rules", 2, true, 3, "reader-1"),
		"palette": team.Group("rules", 1, false, 3, "reader-1"),
		"rubric":  team.Group("rules", 1, true, 4, "reader-1"),
		"reader":  team.Group("rules", 1, true, 3, "reader-2"),
		"borders": team.Group("rules\" 1", 1, true, 3, "reader-1"),
	} {
		if other == base {
			t.Errorf("another %s is the same group", name)
		}
	}
}

func BenchmarkSpan(b *testing.B) {
	of := team.Team{TimeZone: "Europe/Berlin"}
	at := time.Date(2026, 3, 4, 10, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		team.Span(of, team.Week, at)
	}
}
