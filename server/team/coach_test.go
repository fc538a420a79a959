package team_test

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

var update = flag.Bool("update", false, "write the golden files anew")

// played puts a finished attempt of a member into the store.
func (h *house) played(of, rep, id string, ago time.Duration, total practice.Points, methods ...practice.Method) {
	at := h.clock.Add(-ago)
	h.store.attempts = append(h.store.attempts, practice.Attempt{
		ID: id, Rep: rep, Team: of, Scenario: "cfo", Title: "CFO", StartedAt: at, Turns: 5, Ending: practice.Won, Total: total,
	})
	h.store.results = append(h.store.results, team.Result{
		Attempt: id, Team: of, Person: rep, Scenario: "cfo", Total: total, Nos: 2, Asks: 3, Methods: methods, EndedAt: at.Add(10 * time.Minute),
	})
	h.store.events[id] = []practice.Event{
		said(1, map[practice.Label]int{practice.LabelOutcome: 900, practice.LabelWarm: 700}),
		said(2, map[practice.Label]int{practice.LabelOutcome: 800}),
		{Kind: practice.EventEnded, At: at.Add(10 * time.Minute), Ended: &practice.Ended{Ending: practice.Won}},
	}
}

// said is the reading of a turn that asks for the outcome.
func said(turn int, sure map[practice.Label]int) practice.Event {
	reading := practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade}, Tone: practice.Warm, Confidence: sure}
	for _, label := range []practice.Label{practice.LabelOutcome, practice.Label(practice.Trade), practice.LabelWarm} {
		reading.Evidence = append(reading.Evidence, practice.Evidence{Label: label, Quote: "words", Start: 0, End: 5})
	}
	return practice.Event{Turn: turn, Kind: practice.EventRead, Read: &reading}
}

func correction(turn int, by, reason string, at time.Time) practice.Event {
	return practice.Event{Kind: practice.EventCorrected, At: at, Corrected: &practice.Correction{
		Turn: turn, By: by, Reason: reason, Changes: []practice.Change{{Label: practice.LabelWarm}},
	}}
}

func TestGlance(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	tess := h.member(of, "Tess", team.Trainer)
	rae, max, ada := h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep), h.member(of, "Ada", team.Rep)
	h.member(of, "Never", team.Rep)
	h.played(of, rae, "a1", time.Hour, 80_000, practice.Trade, practice.Ally)
	h.played(of, rae, "a2", 8*day, 40_000, practice.Trade)
	h.played(of, rae, "a3", 30*day, 33_300, practice.Direct)
	h.played(of, max, "b1", 20*day, 20_000, practice.Direct)
	h.played(of, ada, "c1", 58*time.Hour+30*time.Minute, 61_000, practice.Wait) // on Monday in Berlin, on Sunday in UTC
	h.played(of, ada, "c2", 100*day, 90_000, practice.Wait)                     // before these weeks
	h.played("team-other", rae, "x1", time.Hour, 1_000)
	h.store.attempts = append(h.store.attempts,
		practice.Attempt{ID: "r1", Rep: rae, Team: of, StartedAt: h.clock.Add(-time.Minute), Turns: 6, Parent: "a1", Ending: practice.Won},
		practice.Attempt{ID: "r2", Rep: rae, Team: of, StartedAt: h.clock.Add(-time.Minute), Turns: 6, Coached: true, Ending: practice.Won},
		practice.Attempt{ID: "n1", Rep: max, Team: of, StartedAt: h.clock.Add(-time.Minute)}, // begun, and nothing said
	)
	h.store.results = append(h.store.results, team.Result{Attempt: "r1", Team: of, Person: rae, Total: 100_000, Nos: 1, Asks: 1, EndedAt: h.clock},
		team.Result{Attempt: "r2", Team: of, Person: rae, Total: 99_000, Nos: 1, Asks: 1, EndedAt: h.clock})
	h.store.events["a1"] = append(h.store.events["a1"], correction(2, practice.ByRep, "It was a joke.", h.clock))
	h.store.events["a2"][1] = said(2, map[practice.Label]int{practice.LabelWarm: 399, practice.LabelOutcome: 901})
	h.store.events["r1"] = nil

	glance := must(h.coach.Glance(h.ctx, tess, of))(t)
	golden(t, "glance.json", glance)

	// A forgotten log is not asked for.
	for i := range h.store.attempts {
		h.store.attempts[i].Forgotten = true
	}
	clear(h.store.events)
	if looks := must(h.coach.Glance(h.ctx, tess, of))(t).Look; len(looks) != 1 || looks[0].Kind != team.Stopped {
		t.Errorf("without words it looks at %+v", looks)
	}
}

// golden compares a value's JSON with a file.
func golden(t *testing.T, name string, value any) {
	t.Helper()
	got, err := json.MarshalIndent(value, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	got = append(got, '\n')
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != string(want) {
		t.Errorf("%s differs:\n%s", name, got)
	}
}

func TestPersonPage(t *testing.T) {
	h := open(t)
	of := h.team("North", "Olga")
	tess, rae, max := h.member(of, "Tess", team.Trainer), h.member(of, "Rae", team.Rep), h.member(of, "Max", team.Rep)
	for i := range 4 {
		h.played(of, rae, fmt.Sprint("a", i), time.Duration(4-i)*day, practice.Points(10_000*i), practice.Trade)
	}
	h.store.attempts = append(h.store.attempts, practice.Attempt{ID: "r", Rep: rae, Team: of, Parent: "a0", StartedAt: h.clock, Forgotten: true})
	h.store.results = append(h.store.results, team.Result{Attempt: "r", Team: of, Person: rae, Total: 99_000, EndedAt: h.clock})
	for _, by := range []string{tess, rae} {
		page := must(h.coach.Person(h.ctx, by, of, rae))(t)
		totals := []practice.Points{}
		for _, score := range page.Scores {
			totals = append(totals, score.Total)
		}
		if !slices.Equal(totals, []practice.Points{0, 10_000, 20_000, 30_000}) {
			t.Errorf("scores %v", totals)
		}
		if len(page.Attempts) != 5 || !page.Attempts[0].Rewind || !page.Attempts[0].Forgotten || page.Attempts[1].ID != "a3" {
			t.Errorf("attempts %+v", page.Attempts)
		}
		if page.Methods[practice.Trade] != 4 || len(page.Avoids) != len(practice.Methods())-2 || page.Member.Name != "Rae" {
			t.Errorf("methods %v, avoids %v of %q", page.Methods, page.Avoids, page.Member.Name)
		}
	}
	_, err := h.coach.Person(h.ctx, max, of, rae)
	h.code("a colleague", err, practice.CodeForbidden)
	_, err = h.coach.Person(h.ctx, tess, of, team.PersonPrefix+"nobody")
	h.code("nobody", err, practice.CodeNotFound)
}

func TestDoubts(t *testing.T) {
	attempt := practice.Attempt{ID: "a", Rep: "person-rae", StartedAt: time.Unix(1, 0)}
	at := time.Unix(100, 0)
	sure, unsure, leastSure := map[practice.Label]int{practice.LabelOutcome: 400}, map[practice.Label]int{practice.LabelOutcome: 399}, map[practice.Label]int{"trade": 300}
	again := practice.Event{Kind: practice.EventReread, Reread: &practice.Reread{Turns: []practice.TurnReading{{Turn: 1, Reading: *said(1, sure).Read}}}}
	for _, c := range []struct {
		name   string
		events []practice.Event
		want   string
	}{
		{"nothing", nil, ""},
		{"sure", []practice.Event{said(1, sure)}, ""},
		{"unsure", []practice.Event{said(1, unsure)}, "unsure 1 outcome"},
		{"the least sure", []practice.Event{said(1, unsure), said(2, leastSure), said(3, unsure)}, "unsure 2 trade"},
		{"equally unsure", []practice.Event{said(3, unsure), said(2, unsure)}, "unsure 2 outcome"},
		{"of what does not count", []practice.Event{said(1, map[practice.Label]int{"ally": 10})}, ""},
		{"read again", []practice.Event{said(1, unsure), again}, ""},
		{"contested", []practice.Event{said(1, sure), correction(1, practice.ByRep, "No.", at)}, "contested 1 "},
		{"contested and unsure in one", []practice.Event{said(1, leastSure), said(2, unsure), correction(1, practice.ByRep, "No.", at)}, "contested 1 |unsure 2 outcome"},
		{"settled", []practice.Event{said(1, leastSure), correction(1, practice.ByRep, "No.", at), correction(1, "Tess", "Yes.", at)}, ""},
		{"contested again", []practice.Event{said(1, sure), correction(1, "Tess", "Yes.", at), correction(1, practice.ByRep, "No.", at)}, "contested 1 "},
		{"two turns", []practice.Event{correction(2, practice.ByRep, "No.", at), correction(1, practice.ByRep, "No.", at)}, "contested 1 |contested 2 "},
	} {
		found := []string{}
		for _, doubt := range team.Doubts(attempt, c.events) {
			found = append(found, fmt.Sprintf("%s %d %s", doubt.Kind, doubt.Turn, doubt.Label))
			if doubt.Person != "person-rae" || doubt.Attempt != "a" || doubt.At.IsZero() || !strings.Contains(doubt.Why, fmt.Sprint("turn ", doubt.Turn)) {
				t.Errorf("%s: %+v", c.name, doubt)
			}
		}
		if got := strings.Join(found, "|"); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAvoids(t *testing.T) {
	result := func(nos int, methods ...practice.Method) team.Result {
		return team.Result{Person: "person-rae", Nos: nos, Methods: methods}
	}
	for _, c := range []struct {
		name    string
		results []team.Result
		avoids  int
		trade   int
	}{
		{"too few", []team.Result{result(1, practice.Trade), result(1)}, 0, 1},
		{"won without a no", []team.Result{result(0), result(0), result(0)}, 0, 0},
		{"enough", []team.Result{result(1, practice.Trade), result(1, practice.Trade, practice.Ally), result(1, practice.Direct)}, 8, 2},
	} {
		glance := team.Summarize(team.GlanceInput{
			Team: team.Team{TimeZone: "UTC"}, Now: time.Unix(1_700_000_000, 0),
			Members: []team.Member{{Person: "person-rae", Role: team.Rep}}, Results: c.results,
		})
		rae := glance.People[0]
		if len(rae.Avoids) != c.avoids || rae.Methods[practice.Trade] != c.trade || slices.Contains(rae.Avoids, practice.Direct) {
			t.Errorf("%s: avoids %v, methods %v", c.name, rae.Avoids, rae.Methods)
		}
	}
}

func TestSummarizeAlways(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Unix(rapid.Int64Range(1_500_000_000, 2_000_000_000).Draw(t, "now"), 0)
		of := team.Team{TimeZone: rapid.SampledFrom([]string{"UTC", "Europe/Berlin", "America/Sao_Paulo", "Pacific/Kiritimati"}).Draw(t, "zone")}
		weeks := team.WeeksOf(of, now)
		input := team.GlanceInput{Team: of, Now: now}
		people := rapid.IntRange(0, 5).Draw(t, "people")
		for i := range people {
			input.Members = append(input.Members, team.Member{Person: fmt.Sprint(i), Name: fmt.Sprint("Rep ", i), Role: team.Rep})
		}
		for i := range rapid.IntRange(0, 30).Draw(t, "attempts") {
			at := weeks[0].Add(time.Duration(rapid.Int64Range(0, int64(now.Sub(weeks[0]))).Draw(t, "at")))
			rep := fmt.Sprint(rapid.IntRange(0, 5).Draw(t, "rep"))
			input.Attempts = append(input.Attempts, practice.Attempt{ID: fmt.Sprint(i), Rep: rep, StartedAt: at, Turns: 1})
			input.Results = append(input.Results, team.Result{Attempt: fmt.Sprint(i), Person: rep, EndedAt: at, Total: practice.Points(rapid.Int64Range(0, 1000).Draw(t, "total") * 100)})
		}
		glance := team.Summarize(input)
		attempts := 0
		for i, week := range glance.Weeks {
			attempts += week.Attempts
			if i > 0 && !week.From.After(glance.Weeks[i-1].From) || week.From.In(of.Location()).Weekday() != time.Monday {
				t.Fatalf("week %d begins at %v", i, week.From)
			}
			if week.Average != nil && (*week.Average < 0 || *week.Average > 100_000 || *week.Average%100 != 0) {
				t.Fatalf("week %d has the average %d", i, *week.Average)
			}
		}
		if attempts != len(input.Attempts) {
			t.Fatalf("%d attempts in the weeks, %d played", attempts, len(input.Attempts))
		}
		if glance.Week.People != people || glance.Week.Practiced > people || len(glance.Look) > 50 {
			t.Fatalf("%+v of %d people", glance.Week, people)
		}
	})
}
