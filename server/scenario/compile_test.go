package scenario_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func read(t testing.TB, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// compile returns what compiles without a single diagnostic.
func compile(t testing.TB, name string, source []byte) *scenario.Scenario {
	t.Helper()
	s, diagnostics := scenario.Compile(name, source)
	for _, d := range diagnostics {
		t.Error(d)
	}
	if s == nil {
		t.FailNow()
	}
	return s
}

// unnamed leaves out what follows from the bytes rather than from what they say.
var unnamed = cmp.Options{cmpopts.IgnoreUnexported(scenario.Scenario{}), cmpopts.IgnoreFields(scenario.Scenario{}, "File", "Source", "Hash", "Rules")}

func TestCompileTheWholeLanguage(t *testing.T) {
	s := compile(t, "scenarios/get-to-the-cfo.yaml", read(t, "testdata/valid/get-to-the-cfo.yaml"))
	want := &scenario.Scenario{
		Name: "get-to-the-cfo", Title: "Get to the CFO", Level: 3, Minutes: 12,
		You: "You sell warehouse automation for Northbeam. Halden Foods would be worth 410,000.",
		Outcome: scenario.Outcome{
			Need:    "A 30-minute meeting with Dana Reyes, the CFO, before the board meets",
			Why:     "Without her numbers the business case is guesswork, and the change would hurt more than it has to.",
			Without: "You present on guesses. The board asks three questions that nobody can answer, and postpones.",
			Less:    "Dana answers three questions in writing",
			Within:  21, Starts: time.Date(2026, 3, 2, 0, 0, 0, 0, time.UTC), From: "priya",
		},
		People: []scenario.Person{{
			ID: "priya", Name: "Priya Nair", Role: "Director of Operations", Side: scenario.ClientSide, Manner: "dry, guarded, fair",
			Likes: practice.Phone, Patience: 6, AsksNeeded: 2,
			Need:  "A 30-minute meeting with Dana Reyes, the CFO, before the board meets",
			Opens: &scenario.Opening{Channel: practice.Email, Says: "Thanks for the deck. Bringing Dana in is not something I can do."},
			Concerns: []scenario.Concern{{
				ID: "gatekeeping", GivesWayTo: []practice.Method{practice.Obstacle, practice.Ally, practice.Trade}, Strength: 2, HardensOnPushy: true,
				Says:    []string{"Dana doesn't take vendor meetings. That is what I am here for.", "As I said, vendors go through me."},
				Reveals: []string{"Last time I opened that door, I was the one who got burned."},
				Answers: map[practice.Method][]string{practice.Proof: {"I have read your case studies. None of them changes who Dana sees."}},
				Softens: []string{"Hm. That would help, a bit."}, GaveWay: []string{"If I see the questions first and sit in, that is different."},
			}, {
				ID: "timing", GivesWayTo: []practice.Method{practice.Wait, practice.Reduce}, Strength: 1,
				Says: []string{"We are closing the quarter. Nobody has thirty minutes.", "This month is full."},
			}},
			OffersLessAfter: "gatekeeping",
			Knows:           []scenario.Knowledge{{ID: "knows.0", About: "when does the board meet", Says: "The board meets on the 24th."}},
			Hesitates:       []string{"Let me sleep on it.", "I am nearly there. Nearly."},
			Agrees:          []string{"Fine. Thursday at two, I'll be there too. Send me the questions tonight."},
			Closes:          []string{"I think we are done here."},
		}, {
			ID: "lee", Name: "Lee Park", Role: "your VP of Sales", Side: scenario.OwnSide, Patience: 5, Need: "A call from Lee to Halden's COO",
			AgreesMoves: []scenario.Target{{Person: "priya", Concern: "gatekeeping"}},
			Concerns: []scenario.Concern{{
				ID: "busy", GivesWayTo: []practice.Method{practice.Value, practice.Reduce}, Strength: 1,
				Says: []string{"I have nine deals in the air.", "Is this one really worth my call?", "Next week. Perhaps."},
			}},
		}},
		Calendar: []scenario.CalendarEvent{{Day: 10, Says: "Quarter-end closes at Halden.", Moves: []scenario.Target{{Person: "priya", Concern: "timing"}}}},
		Costs:    map[practice.Channel]int{practice.Email: 1, practice.Chat: 0, practice.Phone: 0, practice.InPerson: 2},
		Weights:  scenario.DefaultWeights(),
	}
	if diff := cmp.Diff(want, s, unnamed); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if !bytes.Equal(s.Source, read(t, "testdata/valid/get-to-the-cfo.yaml")) || len(s.Hash) != 64 || len(s.Rules) != 64 {
		t.Errorf("source, hash %q or rules %q is wrong", s.Hash, s.Rules)
	}
}

func TestDefaults(t *testing.T) {
	s := compile(t, "first.yaml", read(t, "testdata/valid/first.yaml"))
	want := &scenario.Scenario{
		Name: "first", Title: "Ask Ann", Level: 3, Minutes: 10, You: "You sell coffee machines.",
		Outcome: scenario.Outcome{Need: "A trial week", Within: 30, From: "ann"},
		People: []scenario.Person{{
			ID: "ann", Name: "Ann", Side: scenario.ClientSide, Patience: 5, Need: "A trial week",
			Opens: &scenario.Opening{Channel: practice.Email, Says: "We already have a machine."},
			Concerns: []scenario.Concern{{
				ID: "habit", GivesWayTo: []practice.Method{practice.Proof}, Strength: 1,
				Says: []string{"No", "Not now", "Off to work"},
			}},
		}},
		Costs: scenario.DefaultCosts(), Weights: scenario.DefaultWeights(),
	}
	if diff := cmp.Diff(want, s, unnamed); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if day, dated := s.Date(3); dated {
		t.Errorf("day 3 has the date %v without starts", day)
	}
}

func TestOwnHouse(t *testing.T) {
	s := compile(t, "own-house.yaml", read(t, "testdata/valid/own-house.yaml"))
	maria, client := s.Person("maria_1"), s.Person("client")
	if s.Outcome.From != "client" {
		t.Errorf("from is %s; the first person on the client's side can grant the outcome", s.Outcome.From)
	}
	if maria.Name != "Maria 1" || maria.Need != "Maria 1's support for: An engineer on site for two weeks" || client.Need != s.Outcome.Need {
		t.Errorf("names or needs: %q, %q, %q", maria.Name, maria.Need, client.Need)
	}
	if s.You != "You lead the onboarding of a hospital.\n\nYour own house has other plans." {
		t.Errorf("you is %q", s.You)
	}
	if s.Outcome.Within != 21 {
		t.Errorf("3 weeks are %d days", s.Outcome.Within)
	}
	if date, dated := s.Date(2); !dated || date.Format(time.DateOnly) != "2026-03-01" {
		t.Errorf("day 2 is %v, %v", date, dated)
	}
	if diff := cmp.Diff(map[practice.Channel]int{practice.Email: 0, practice.Chat: 0, practice.Phone: 0, practice.InPerson: 5}, s.Costs); diff != "" {
		t.Error(diff)
	}
	if s.Weights[practice.Variety] != 20 || s.Weights[practice.Perseverance] != 40 || s.Weights[practice.Result] != 15 {
		t.Errorf("weights are %v", s.Weights)
	}
	if booked := maria.Concern("booked"); !booked.HardensOnPushy || !slices.Equal(booked.HardensOn, []practice.Method{practice.Ally}) || len(booked.Answers[practice.Direct]) != 1 {
		t.Errorf("booked is %+v", booked)
	}
}

func TestAnchorsAreWrittenOut(t *testing.T) {
	s := compile(t, "anchors.yaml", read(t, "testdata/valid/anchors.yaml"))
	if s.You != "Two gatekeepers" {
		t.Errorf("you is %q", s.You)
	}
	if diff := cmp.Diff(s.Person("north").Concerns, s.Person("south").Concerns); diff != "" {
		t.Error(diff)
	}
}

func TestVariants(t *testing.T) {
	s := compile(t, "get-to-the-cfo.yaml", read(t, "testdata/valid/get-to-the-cfo.yaml"))
	asWritten, other := s.Under(0), s.Under(1)
	if diff := cmp.Diff(s, asWritten, unnamed); diff != "" {
		t.Errorf("the file itself is the first of its circumstances:\n%s", diff)
	}
	priya := other.Person("priya")
	if priya.Likes != practice.InPerson || !slices.Equal(priya.Concern("gatekeeping").GivesWayTo, []practice.Method{practice.Proof, practice.Trade}) {
		t.Errorf("the variant's values are not in place: %+v", priya)
	}
	if s.Person("priya").Likes != practice.Phone || s.Person("priya").Concern("gatekeeping").Strength != priya.Concern("gatekeeping").Strength {
		t.Error("the variant changed more than it names")
	}
	for seed := range uint64(6) {
		each := s.Under(seed)
		if each.Name != s.Name || each.Hash != s.Hash || each.Rules != s.Rules || !bytes.Equal(each.Source, s.Source) {
			t.Errorf("under seed %d it is another scenario", seed)
		}
		if each.Under(seed+1) != each {
			t.Errorf("the circumstances of seed %d have circumstances", seed)
		}
		if s.Under(seed+2) != each {
			t.Errorf("seeds %d and %d differ", seed, seed+2)
		}
	}
}

func TestByteOrderMarkAndLineEndsChangeNothing(t *testing.T) {
	files, err := filepath.Glob("testdata/*/*.yaml")
	if err != nil || len(files) < 50 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		source := read(t, file)
		if strings.Contains(file, "invalid") {
			if source, _ = readInvalid(t, file); len(source) > scenario.MaxBytes/2 {
				continue // would become too large
			}
		}
		other := append([]byte("\ufeff"), bytes.ReplaceAll(source, []byte("\n"), []byte("\r\n"))...)
		one, plain := scenario.Compile(file, source)
		two, windows := scenario.Compile(file, other)
		if diff := cmp.Diff(plain, windows); diff != "" {
			t.Errorf("%s: diagnostics differ:\n%s", file, diff)
		}
		if diff := cmp.Diff(one, two, unnamed); diff != "" {
			t.Errorf("%s: scenarios differ:\n%s", file, diff)
		}
		if one != nil && (one.Rules != two.Rules || one.Hash == two.Hash) {
			t.Errorf("%s: the rules should be equal, the hashes not", file)
		}
	}
}

// TestRulesFollowWhatIsPlayed changes one thing at a time: rules change with
// what decides an attempt or its score, and with nothing that only words it.
func TestRulesFollowWhatIsPlayed(t *testing.T) {
	source := string(read(t, "testdata/valid/get-to-the-cfo.yaml"))
	original := compile(t, "a.yaml", []byte(source))
	for _, test := range []struct {
		name, old, new string
		same           bool
	}{
		{"a title", "title: Get to the CFO", "title: Reach the CFO", true},
		{"a line", "This month is full.", "This month is over.", true},
		{"one line more", `"This month is full."`, `"This month is full.", "No."`, true},
		{"the level and the minutes", "level: 3 ", "level: 4 ", true},
		{"a comment", "# 1 to 5", "# one to five", true},
		{"a name", "name: Lee Park", "name: Leo Park", true},
		{"a person's need", "A call from Lee", "A letter from Lee", true},
		{"what an event says", "says: Quarter-end closes at Halden.", "says: The quarter ends.", true},
		{"the date of day 0", "starts: 2026-03-02", "starts: 2026-03-09", true},
		{"the lesser result's words", "less: Dana answers three questions in writing", "less: Dana answers two", true},
		{"patience", "patience: 6", "patience: 7", false},
		{"asks needed", "asks_needed: 2", "asks_needed: 1", false},
		{"strength", "strength: 2", "strength: 3", false},
		{"a method", "[obstacle, ally, trade]", "[obstacle, ally]", false},
		{"what hardens", "hardens_on: [pushy]", "hardens_on: [pushy, wait]", false},
		{"the liked channel", "likes: {channel: phone}", "likes: {channel: chat}", false},
		{"the deadline", "within: 21 days", "within: 22 days", false},
		{"the day of an event", "{day: 10,", "{day: 11,", false},
		{"influence", "agrees_moves: [priya.gatekeeping]", "agrees_moves: [priya.gatekeeping, priya.timing]", false},
		{"when less is offered", "offers_less_after: gatekeeping", "offers_less_after: timing", false},
		{"a fact", "knows:\n", "knows:\n      - {about: who decides, says: Dana.}\n", false},
		{"a variant", "channel: in_person", "channel: email", false},
		{"the cost of a channel", "calendar:", "channels: {email: 2}\ncalendar:", false},
		{"the weights", "calendar:", "score: {variety: 20, perseverance: 40}\ncalendar:", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Count(source, test.old) != 1 {
				t.Fatalf("%q stands %d times in the file", test.old, strings.Count(source, test.old))
			}
			changed := compile(t, "a.yaml", []byte(strings.Replace(source, test.old, test.new, 1)))
			if changed.Hash == original.Hash {
				t.Error("the hash is the same")
			}
			if same := changed.Rules == original.Rules; same != test.same {
				t.Errorf("rules are the same: %v, want %v", same, test.same)
			}
		})
	}
}

func TestDiagnosticForms(t *testing.T) {
	d := scenario.Diagnostic{File: "a.yaml", Line: 3, Column: 5, Severity: scenario.SeverityError, Code: scenario.CodeUnknownKey, Message: "no such key", Fix: "did you mean level?"}
	if got, want := d.String(), "a.yaml:3:5: error unknown-key: no such key (did you mean level?)"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	data, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := string(data), `{"file":"a.yaml","line":3,"column":5,"severity":"error","code":"unknown-key","message":"no such key","fix":"did you mean level?"}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func BenchmarkCompile(b *testing.B) {
	source := read(b, "testdata/valid/get-to-the-cfo.yaml")
	b.SetBytes(int64(len(source)))
	b.ReportAllocs()
	for b.Loop() {
		if s, _ := scenario.Compile("get-to-the-cfo.yaml", source); s == nil {
			b.Fatal("does not compile")
		}
	}
}

// TestValidFiles compiles every valid file and expects not a word about it.
func TestValidFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/valid/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("only %v: %v", files, err)
	}
	for _, file := range files {
		s, diagnostics := scenario.Compile(file, read(t, file))
		if s == nil || len(diagnostics) > 0 {
			t.Errorf("%s: %v", file, diagnostics)
		}
	}
}
