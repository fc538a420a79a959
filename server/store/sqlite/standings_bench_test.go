package sqlite_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
	"github.com/askagain/askagain/server/team"
)

// crowdSizes names the variable with the numbers of attempts that the boards of
// the benchmarks stand on. A million take about a minute to write.
const crowdSizes = "ASKAGAIN_BENCH_ATTEMPTS"

func sizes(b *testing.B) []int {
	text := os.Getenv(crowdSizes)
	if text == "" {
		text = "10000"
	}
	var sizes []int
	for _, field := range strings.Split(text, ",") {
		size, err := strconv.Atoi(field)
		if err != nil {
			b.Fatalf("%s=%q names no numbers of attempts", crowdSizes, text)
		}
		sizes = append(sizes, size)
	}
	return sizes
}

// crowded opens a store with a team of 2,000 reps who have finished so many
// official attempts of five scenarios within a year.
func crowded(b *testing.B, attempts int) (*sqlite.Store, sqlite.Crowd, team.Board) {
	const year = 365 * 24 * time.Hour
	store := open(b, filepath.Join(b.TempDir(), "askagain.db"))
	b.Cleanup(func() {
		if err := store.Close(); err != nil {
			b.Error(err)
		}
	})
	crowd := sqlite.Crowd{
		Team: "north", Assignment: "a1", People: 2000, Attempts: attempts,
		Scenarios: []string{"cfo", "boss", "raise", "pilot", "name"},
		From:      began.Add(-year), Every: year / time.Duration(attempts),
	}
	board := team.Board{ID: "b1", Team: "north", Name: "All", Scenarios: crowd.Scenarios, CreatedAt: began}
	ctx := b.Context()
	for _, err := range []error{
		store.CreatePerson(ctx, team.Person{ID: "boss", CreatedAt: began}),
		store.CreateTeam(ctx, team.Team{ID: "north", TimeZone: "Europe/Zurich", CreatedAt: began},
			team.Member{Person: "boss", Role: team.Owner, JoinedAt: began}),
		store.CreateAssignment(ctx, team.Assignment{ID: "a1", Team: "north", Scenario: "cfo", Attempts: 1 << 30, CreatedAt: began}),
		store.CreateBoard(ctx, board),
	} {
		if err != nil {
			b.Fatal(err)
		}
	}
	started := time.Now()
	if err := store.Fill(ctx, crowd); err != nil {
		b.Fatal(err)
	}
	b.Logf("%d attempts were written in %v", attempts, time.Since(started).Round(time.Millisecond))
	return store, crowd, board
}

// BenchmarkStandings is the top 50 of a board of 2,000 reps with one's own place,
// over more and more attempts.
func BenchmarkStandings(b *testing.B) {
	for _, attempts := range sizes(b) {
		store, _, board := crowded(b, attempts)
		for _, measure := range team.Measures() {
			b.Run(fmt.Sprintf("attempts=%d/%s", attempts, measure), func(b *testing.B) {
				b.ReportAllocs()
				for number := 0; b.Loop(); number++ {
					found, err := store.Standings(b.Context(), board, measure, team.AllTime, began, fmt.Sprintf("rep-%d", number%2000), 50)
					if err != nil {
						b.Fatal(err)
					}
					if len(found.Rows) != 50 || found.Me == nil || found.People != 2000 {
						b.Fatalf("%d rows, %+v, %d people", len(found.Rows), found.Me, found.People)
					}
				}
			})
		}
	}
}

// BenchmarkFinish is the end of an official attempt that moves the boards.
func BenchmarkFinish(b *testing.B) {
	for _, attempts := range sizes(b) {
		store, crowd, _ := crowded(b, attempts)
		b.Run(fmt.Sprintf("attempts=%d", attempts), func(b *testing.B) {
			b.ReportAllocs()
			for number := 0; b.Loop(); number++ {
				b.StopTimer()
				id := fmt.Sprintf("new-%d-%d", b.N, number)
				beginOfficial(b, store, crowd, id, number)
				b.StartTimer()
				err := store.Append(b.Context(), id, []practice.Event{
					{Attempt: id, Seq: 2, Kind: practice.EventEnded, At: began.Add(time.Duration(number)), Ended: &practice.Ended{Ending: practice.GaveUp}},
					{Attempt: id, Seq: 3, Kind: practice.EventScored, At: began, Scored: &practice.Scorecard{
						Total: practice.Points(20_000 + number*7919%80_000), Nos: 1, Methods: []practice.Method{practice.Trade}}},
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func beginOfficial(b *testing.B, store *sqlite.Store, crowd sqlite.Crowd, id string, number int) {
	b.Helper()
	attempt := practice.Attempt{
		ID: id, Rep: fmt.Sprintf("rep-%d", number%crowd.People), Scenario: crowd.Scenarios[number%len(crowd.Scenarios)],
		Hash: "h", Rules: "r", Team: crowd.Team, Assignment: crowd.Assignment, Official: true, StartedAt: began,
	}
	events := []practice.Event{{Attempt: id, Seq: 1, Kind: practice.EventStarted, At: began, Started: &practice.Started{Hash: "h"}}}
	if err := store.CreateAttempt(b.Context(), attempt, practice.Source{Hash: "h", YAML: []byte("x")}, events); err != nil {
		b.Fatal(err)
	}
}
