package drill_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/scenarios"
	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/drill"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/reading"
	"github.com/askagain/askagain/server/scenario"
)

func shipped(t testing.TB) []*scenario.Scenario {
	t.Helper()
	offered, findings := catalogue.Shipped(scenarios.Files)
	if len(findings) > 0 {
		t.Fatal(findings)
	}
	return offered.List()
}

func reader(t testing.TB) *reading.Reader {
	t.Helper()
	made, err := reading.New()
	if err != nil {
		t.Fatal(err)
	}
	return made
}

// as is a reader that finds the same in everything.
type as struct{ reading practice.Reading }

func (a as) Read(practice.Said) practice.Reading { return a.reading }

func TestEveryMethodHasANoThatItFits(t *testing.T) {
	for _, method := range drill.Methods() {
		exercise, found := drill.Next(shipped(t), method, 1, nil)
		if !found || !exercise.Fits {
			t.Errorf("%s: found %v, fits %v", method, found, exercise.Fits)
		}
		again, found := drill.Find(shipped(t), exercise.ID())
		if !found || again.ID() != exercise.ID() || again.No() != exercise.No() {
			t.Errorf("%s is not found again by its id", exercise.ID())
		}
	}
}

func TestWhatIsNotDrilledHasNoExercise(t *testing.T) {
	for _, method := range []practice.Method{practice.Direct, "", "bribe"} {
		if exercise, found := drill.Next(shipped(t), method, 1, nil); found {
			t.Errorf("%q has %s", method, exercise.ID())
		}
	}
	if _, found := drill.Next(nil, practice.Trade, 1, nil); found {
		t.Error("an empty shelf has an exercise")
	}
}

// A turn that is what the exercise asks for moves its no, whichever it is.
func TestTheMethodMovesWhatItFits(t *testing.T) {
	offered := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		method := rapid.SampledFrom(drill.Methods()).Draw(t, "method")
		exercise, _ := drill.Next(offered, method, rapid.Uint64().Draw(t, "seed"), nil)
		warm := as{practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{method}, Tone: practice.Warm}}
		if method == practice.Explore {
			warm.reading.Ask = practice.AskNone
		}
		result := judged(t, exercise, warm, "words")
		if !result.Seen || !result.Moved || result.Lost {
			t.Errorf("%s: seen %v, moved %v, lost %v", exercise.ID(), result.Seen, result.Moved, result.Lost)
		}
		for _, line := range result.Lines {
			if strings.Contains(line.ID, ".offers.") || strings.Contains(line.ID, "_less.") {
				t.Errorf("%s: %s speaks of the lesser thing", exercise.ID(), line.ID)
			}
		}
		if len(result.Lines) == 0 || result.Stronger == "" {
			t.Errorf("%s: %d lines, %q beside", exercise.ID(), len(result.Lines), result.Stronger)
		}
		other := as{practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{practice.Direct}, Tone: practice.Pushy}}
		if result := judged(t, exercise, other, "words"); result.Seen || result.Moved || !result.Lost {
			t.Errorf("%s, pressed: seen %v, moved %v, lost %v", exercise.ID(), result.Seen, result.Moved, result.Lost)
		}
	})
}

func TestARoundDoesNotRepeatItself(t *testing.T) {
	offered := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		method, seed := rapid.SampledFrom(drill.Methods()).Draw(t, "method"), rapid.Uint64().Draw(t, "seed")
		var done []string
		for range 3 {
			exercise, _ := drill.Next(offered, method, seed, done)
			if again, _ := drill.Next(offered, method, seed, done); again.ID() != exercise.ID() {
				t.Fatalf("the same seed gives %s and %s", exercise.ID(), again.ID())
			}
			if slices.Contains(done, exercise.ID()) {
				t.Fatalf("%s comes again after %v", exercise.ID(), done)
			}
			done = append(done, exercise.ID())
		}
	})
}

func TestTheLeastUsedMethodIsTheOneAvoided(t *testing.T) {
	used := map[practice.Method]int{}
	for _, method := range practice.Methods() {
		used[method] = 3
	}
	used[practice.Trade], used[practice.Direct] = 1, 0
	if got := drill.Avoided(used, 7); got != practice.Trade {
		t.Errorf("got %s", got)
	}
	seen := map[practice.Method]bool{}
	for seed := range uint64(200) {
		seen[drill.Avoided(nil, seed)] = true
	}
	if len(seen) != len(drill.Methods()) || seen[practice.Direct] {
		t.Errorf("newcomers get %v", seen)
	}
}

func TestStreak(t *testing.T) {
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	at := func(day, hour int) time.Time { return time.Date(2026, 3, day, hour, 0, 0, 0, time.UTC) }
	for _, test := range []struct {
		name      string
		practiced []time.Time
		now       time.Time
		zone      *time.Location
		want      int
	}{
		{"never", nil, at(5, 12), time.UTC, 0},
		{"today", []time.Time{at(5, 9)}, at(5, 12), time.UTC, 1},
		{"not yet today", []time.Time{at(4, 9), at(3, 9)}, at(5, 12), time.UTC, 2},
		{"a day was left out", []time.Time{at(5, 9), at(3, 9)}, at(5, 12), time.UTC, 1},
		{"long ago", []time.Time{at(1, 9)}, at(5, 12), time.UTC, 0},
		{"twice a day, in any order", []time.Time{at(4, 9), at(5, 9), at(5, 8), at(4, 7)}, at(5, 12), time.UTC, 2},
		{"late in the evening is the next day elsewhere", []time.Time{at(4, 23)}, at(5, 12), berlin, 1},
		{"over the night without an hour", []time.Time{at(28, 12), at(29, 12), at(30, 12)}, at(30, 13), berlin, 3},
	} {
		if got := drill.Streak(test.practiced, test.now, test.zone); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

// A real turn, read by the real reader.
func TestARealTurnIsJudged(t *testing.T) {
	exercise, found := drill.Next(shipped(t), practice.Explore, 3, nil)
	if !found {
		t.Fatal("no exercise")
	}
	result := judged(t, exercise, reader(t), "What is it that worries you most about it? I'd like to understand before I ask again.")
	if !result.Seen || !result.Moved || result.Asked {
		t.Errorf("seen %v, moved %v, asked %v", result.Seen, result.Moved, result.Asked)
	}
}

func BenchmarkJudge(b *testing.B) {
	exercise, _ := drill.Next(shipped(b), practice.Trade, 3, nil)
	read := reader(b)
	b.ReportAllocs()
	for b.Loop() {
		judged(b, exercise, read, "If you give us the half hour before Friday, I'll send you the questions tonight and cut them to five. Would you do that?")
	}
}
