package drill_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/drill"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// fataler is a test, or a property under test.
type fataler interface {
	Helper()
	Fatal(...any)
}

func judged(t fataler, exercise drill.Exercise, reader drill.Reader, text string) drill.Result {
	t.Helper()
	result, err := drill.Judge(exercise, reader, text)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

func TestARoundIsTheSameForItsSeed(t *testing.T) {
	offered := shipped(t)
	rapid.Check(t, func(t *rapid.T) {
		method, seed := rapid.SampledFrom(drill.Methods()).Draw(t, "method"), rapid.Uint32().Draw(t, "seed")
		round, again := drill.NewRound(offered, method, seed), drill.NewRound(offered, method, seed)
		if len(round.Exercises) != drill.RoundLength {
			t.Fatalf("%d exercises", len(round.Exercises))
		}
		seen, fitting, others := map[string]bool{}, 0, false
		for i, exercise := range round.Exercises {
			if again.Exercises[i].ID() != exercise.ID() {
				t.Errorf("number %d is %s, then %s", i, exercise.ID(), again.Exercises[i].ID())
			}
			if seen[exercise.ID()] {
				t.Errorf("%s comes twice", exercise.ID())
			}
			seen[exercise.ID()] = true
			if exercise.Fits {
				fitting++
			}
			if exercise.Fits && others {
				t.Errorf("%s fits and comes after one that does not", exercise.ID())
			}
			others = others || !exercise.Fits
			if found, ok := round.Find(exercise.Key()); !ok || found.ID() != exercise.ID() {
				t.Errorf("%s is not found by its key", exercise.ID())
			}
		}
		// Two nos alone give way to another medium, and the page says so.
		if fitting < drill.RoundLength && method != practice.Medium || fitting < 2 {
			t.Errorf("%s fits %d of a round", method, fitting)
		}
	})
	if round := drill.NewRound(offered, practice.Direct, 1); len(round.Exercises) > 0 {
		t.Error("just asking is drilled")
	}
}

func TestARoundIsSummedUp(t *testing.T) {
	round := drill.NewRound(shipped(t), practice.Trade, 7)
	did := func(id string, number int, seen, asked, moved bool) practice.Drill {
		return practice.Drill{ID: id, Exercise: round.Exercises[number].ID(), Method: practice.Trade, Seen: seen, Asked: asked, Moved: moved}
	}
	for _, test := range []struct {
		name   string
		drills []practice.Drill // newest first
		want   drill.Tally
		next   int
	}{
		{"nothing yet", nil, drill.Tally{Of: 5}, 0},
		{"another round's", []practice.Drill{did("8.a", 0, true, true, true), did("77.a", 1, true, true, true), did("7", 2, true, true, true)}, drill.Tally{Of: 5}, 0},
		{"one", []practice.Drill{did("7.a", 0, true, false, true)}, drill.Tally{Done: 1, Of: 5, Seen: 1, Moved: 1}, 1},
		{"the second left out", []practice.Drill{did("7.b", 2, true, true, true), did("7.a", 0, true, false, true)}, drill.Tally{Done: 2, Of: 5, Seen: 2, Asked: 1, Moved: 2}, 1},
		{"the last try counts", []practice.Drill{did("7.b", 0, true, true, true), did("7.a", 0, false, false, false)}, drill.Tally{Done: 1, Of: 5, Seen: 1, Asked: 1, Moved: 1}, 1},
		{"all", []practice.Drill{did("7.e", 4, true, true, false), did("7.d", 3, true, true, false), did("7.c", 2, false, true, false), did("7.b", 1, true, true, false), did("7.a", 0, true, true, false)},
			drill.Tally{Done: 5, Of: 5, Seen: 4, Asked: 5, Says: "The way was in your words 4 of 5 times, and it did something not once. You asked every time."}, 5},
	} {
		tally, next := round.Take(test.drills)
		if difference := cmp.Diff(test.want, tally); difference != "" || next != test.next {
			t.Errorf("%s: next %d, want %d; %s", test.name, next, test.next, difference)
		}
	}
}

func TestWhyAMethod(t *testing.T) {
	attempt := practice.Finished{Card: practice.Scorecard{Methods: []practice.Method{practice.Trade}}}
	trade := practice.Drill{Method: practice.Trade, Seen: true}
	missed := practice.Drill{Method: practice.Proof}
	for _, test := range []struct {
		finished []practice.Finished
		drills   []practice.Drill
		method   practice.Method
		used     int
		why      string
	}{
		{nil, nil, practice.Trade, 0, "A way to begin with. The more you practice, the better this choice gets."},
		{nil, []practice.Drill{missed}, practice.Proof, 0, "You have not drilled this way yet."},
		{[]practice.Finished{attempt}, nil, practice.Proof, 0, "You did not use this way in your last attempt."},
		{[]practice.Finished{attempt, attempt}, nil, practice.Proof, 0, "You used this way in none of your last 2 attempts."},
		{[]practice.Finished{attempt}, []practice.Drill{trade, missed}, practice.Trade, 2, "Of all ways you use this one least."},
	} {
		habit := drill.HabitOf(test.finished, test.drills)
		if habit.Used[test.method] != test.used || habit.Why(test.method) != test.why {
			t.Errorf("%s: %d times, %q; want %d, %q", test.method, habit.Used[test.method], habit.Why(test.method), test.used, test.why)
		}
	}
}

// Each line that is shown as an example passes what the rep's own is judged by.
func TestStrongerLinesAreRead(t *testing.T) {
	offered, read := shipped(t), reader(t)
	for _, method := range drill.Methods() {
		count, held := 0, 0
		for _, s := range offered {
			for _, p := range s.People {
				for _, c := range p.Concerns {
					exercise, found := drill.Find(offered, fmt.Sprintf("%s/%s/%s/%s", s.Name, p.ID, c.ID, method))
					if !found {
						t.Fatalf("%s/%s has no exercise", p.ID, c.ID)
					}
					count++
					line := judged(t, exercise, read, "Hello.").Stronger
					if result := judged(t, exercise, read, line); result.Seen && (result.Asked || method == practice.Explore) {
						held++
					} else {
						t.Errorf("%s: %q: seen %v, asked %v", exercise.ID(), line, result.Seen, result.Asked)
					}
				}
			}
		}
		t.Logf("%s: %d of %d", method, held, count)
	}
}

// Every scenario can be drilled by every method; where none of its nos gives way to
// it, the rep is told so.
func TestEveryScenarioHasEveryMethod(t *testing.T) {
	for _, s := range shipped(t) {
		for _, method := range drill.Methods() {
			exercise, found := drill.Next([]*scenario.Scenario{s}, method, 1, nil)
			if !found {
				t.Errorf("%s has no exercise for %s", s.Name, method)
				continue
			}
			reading := practice.Reading{Ask: practice.AskOutcome, Tone: practice.Warm, Methods: []practice.Method{method}}
			result := judged(t, exercise, as{reading}, "words")
			told := []drill.Outcome{drill.Nothing, drill.Leads, drill.Elsewhere, drill.Firmer}
			if exercise.Fits != result.Moved || !exercise.Fits && !slices.Contains(told, result.Outcome) {
				t.Errorf("%s: fits %v, and it is %s", exercise.ID(), exercise.Fits, result.Outcome)
			}
		}
	}
}
