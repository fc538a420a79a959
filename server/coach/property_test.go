package coach_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/coach"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/score"
)

// hidden begins every word of the generated scenarios that a rep has to find out.
const hidden = "zq"

// anyScenario generates scenarios in which all that is hidden can be told apart.
var anyScenario = rapid.Custom(func(t *rapid.T) *scenario.Scenario {
	s := &scenario.Scenario{Name: "generated", Costs: map[practice.Channel]int{practice.Email: 1},
		Outcome: scenario.Outcome{Need: "The big room", Less: "The small room", Within: 300, From: "ada"}}
	for _, id := range []string{"ada", "ben"} {
		person := scenario.Person{ID: id, Name: strings.ToUpper(id[:1]) + id[1:] + " Brandt", Side: scenario.ClientSide,
			Likes:    rapid.SampledFrom(practice.Channels()).Draw(t, "likes"),
			Patience: rapid.IntRange(3, 200).Draw(t, "patience"), AsksNeeded: rapid.IntRange(0, 9).Draw(t, "asks needed"),
			Knows: []scenario.Knowledge{{ID: "knows.0", Says: "A fact of " + hidden + id + ", long and wide. It goes on."}}}
		for i := range rapid.IntRange(1, 3).Draw(t, "concerns") {
			name := fmt.Sprint(hidden, id, i)
			person.Concerns = append(person.Concerns, scenario.Concern{ID: name, Strength: rapid.IntRange(1, 4).Draw(t, "strength"),
				GivesWayTo: rapid.SliceOfNDistinct(rapid.SampledFrom(practice.Methods()), 0, 5, rapid.ID).Draw(t, "gives way to"),
				Says:       []string{"No, says " + name + ". Für immer – and longer than that."},
				Reveals:    []string{"Behind it lies " + name + ".", "And more of " + name + "."}})
		}
		person.OffersLessAfter = person.Concerns[0].ID
		s.People = append(s.People, person)
	}
	s.People[0].Opens = &scenario.Opening{Channel: practice.Email, Says: "Not now."}
	s.People[1].Side = scenario.OwnSide
	s.People[1].AgreesMoves = []scenario.Target{{Person: "ada", Concern: s.People[0].Concerns[0].ID}}
	return s
})

// anyWords generates a turn to somebody with its reading, whose evidence are
// stretches of its words.
func anyWords(t *rapid.T) (practice.Turn, practice.Reading) {
	text := rapid.StringOfN(rapid.SampledFrom([]rune("aeé–😀 .?\nbooks")), 1, 400, -1).Draw(t, "text") + "!"
	turn := practice.Turn{
		Kind: practice.Say, To: rapid.SampledFrom([]string{"ada", "ada", "ben"}).Draw(t, "to"),
		Channel: rapid.SampledFrom(practice.Channels()).Draw(t, "channel"), Text: text,
	}
	reading := practice.Reading{
		Ask:     rapid.SampledFrom([]practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome, practice.AskOutcome}).Draw(t, "ask"),
		Methods: rapid.SliceOfNDistinct(rapid.SampledFrom(practice.Methods()), 0, 3, rapid.ID).Draw(t, "methods"),
		Tone:    rapid.SampledFrom([]practice.Tone{practice.Neutral, practice.Warm, practice.Neutral, practice.Pushy}).Draw(t, "tone"),
		Repeat:  rapid.SampledFrom([]practice.Repeat{"", "", "", practice.RepeatOwn, practice.RepeatTheirs}).Draw(t, "repeat"),
		Facts:   rapid.SampledFrom([][]string{nil, {"knows.0"}}).Draw(t, "facts"),
	}
	var starts []int
	for i := range text {
		starts = append(starts, i)
	}
	for _, label := range practice.Labels() {
		if reading.Counts(label) && rapid.IntRange(0, 9).Draw(t, "evidence") > 0 {
			from := rapid.IntRange(0, len(starts)-1).Draw(t, "from")
			to := rapid.IntRange(from, len(starts)-1).Draw(t, "to")
			end := len(text)
			if to+1 < len(starts) {
				end = starts[to+1]
			}
			reading.Evidence = append(reading.Evidence, practice.Evidence{Label: label, Quote: text[starts[from]:end], Start: starts[from], End: end})
		}
	}
	return turn, reading
}

// walk generates a talk and shows what is said after each turn.
func walk(r *rapid.T, t *testing.T, see func(p *play, decision practice.Decision)) *play {
	p := begin(t, anyScenario.Draw(r, "scenario"))
	turn, reading := anyWords(r)
	same := rapid.IntRange(0, 3).Draw(r, "variety") == 0 // one turn again and again
	for range rapid.IntRange(1, 25).Draw(r, "turns") {
		if !same {
			turn, reading = anyWords(r)
		}
		if rapid.IntRange(0, 14).Draw(r, "waits") == 0 {
			p.take(practice.Turn{Kind: practice.WaitFor, Days: rapid.IntRange(1, 4).Draw(r, "days")}, practice.Reading{Ask: practice.AskNone})
			continue
		}
		decision := p.take(turn, reading)
		see(p, decision)
		if decision.Ending.Over() {
			break
		}
	}
	return p
}

func TestEveryNoHasOneOrTwoPoints(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		walk(r, t, func(p *play, decision practice.Decision) {
			met := decision.No || decision.Verdict == practice.VerdictClose
			if met != (len(p.points) > 0) || len(p.points) > coach.MaxPoints {
				r.Fatalf("%+v is followed by %+v", decision, p.points)
			}
			if len(p.points) == 2 && p.points[0].Kind == p.points[1].Kind {
				r.Fatalf("twice the same: %+v", p.points)
			}
		})
	})
}

func TestEveryQuoteIsVerbatim(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		walk(r, t, func(p *play, _ practice.Decision) {
			for _, point := range p.points {
				quote := point.Quote
				said := slices.ContainsFunc(p.events, func(event practice.Event) bool {
					if event.Turn != quote.Turn {
						return false
					}
					if event.Said != nil && quote.By == practice.SpeakerRep {
						return strings.Contains(event.Said.Text, quote.Text)
					}
					return event.Replied != nil && quote.By == practice.SpeakerClient && slices.ContainsFunc(event.Replied.Lines, func(line practice.Line) bool {
						return line.Person != "" && strings.Contains(line.Text, quote.Text)
					})
				})
				if !said || quote.Text == "" || !utf8.ValidString(quote.Text) || utf8.RuneCountInString(quote.Text) > 160 {
					r.Fatalf("nobody said %+v", point)
				}
			}
		})
	})
}

// TestNothingHiddenIsGivenAway finds no hidden word in what the coach says itself,
// none in a quote that was not said before, and no way that the rep did not use.
func TestNothingHiddenIsGivenAway(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		walk(r, t, func(p *play, _ practice.Decision) {
			var heard strings.Builder
			used := map[practice.Method]bool{practice.Direct: true}
			for _, event := range p.events {
				if event.Read != nil {
					for _, method := range event.Read.Methods {
						used[method] = true
					}
				}
				if event.Replied != nil {
					for _, line := range event.Replied.Lines {
						heard.WriteString(line.Text + "\n")
					}
				}
			}
			for _, point := range p.points {
				if strings.Contains(point.Says, hidden) {
					r.Fatalf("it gives away %+v", point)
				}
				if strings.Contains(point.Quote.Text, hidden) && !strings.Contains(heard.String(), point.Quote.Text) {
					r.Fatalf("it quotes what was not said: %+v", point)
				}
				for _, method := range practice.Methods() {
					if strings.Contains(point.Says, score.MethodName(method)) && !used[method] || point.Method != "" && !used[point.Method] {
						r.Fatalf("it names %s, which the rep has not used: %+v", method, point)
					}
				}
			}
		})
	})
}

// TestWhatIsHiddenChangesNothing hears the same log with everything in it and in
// the scenario taken away that a rep cannot see: the points stay the same.
func TestWhatIsHiddenChangesNothing(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := walk(r, t, func(*play, practice.Decision) {})
		bare := &scenario.Scenario{Outcome: scenario.Outcome{Need: p.scenario.Outcome.Need, From: p.scenario.Outcome.From}}
		for _, person := range p.scenario.People {
			bare.People = append(bare.People, scenario.Person{ID: person.ID, Name: person.Name})
		}
		with, without := coach.Follow(p.scenario), coach.Follow(bare)
		for _, event := range p.events {
			shown := event
			if event.Decided != nil {
				decided := *event.Decided
				decided.Concern, decided.Patience, decided.Credited = "", 0, nil
				decided.Effects = slices.Clone(decided.Effects)
				for i := range decided.Effects {
					decided.Effects[i].Method, decided.Effects[i].OutOfTurn = "", false
					if decided.Effects[i].Kind != practice.EffectRevealed { // how many have come out is heard
						decided.Effects[i].From, decided.Effects[i].To = 0, 0
					}
				}
				shown.Decided = &decided
			}
			if diff := cmp.Diff(with.Hear(event), without.Hear(shown)); diff != "" {
				r.Fatalf("what is hidden changes the points to event %d:\n%s", event.Seq, diff)
			}
		}
	})
}

func TestDraftsOfAnyWords(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		p := walk(r, t, func(*play, practice.Decision) {})
		turn, reading := anyWords(r)
		points := p.coach.Draft(turn, reading)
		if len(points) == 0 || len(points) > coach.MaxPoints {
			r.Fatalf("%+v has the points %+v", turn, points)
		}
		for _, point := range points {
			if strings.Contains(point.Says, hidden) || point.Quote.Text == "" || !strings.Contains(turn.Text, point.Quote.Text) || !utf8.ValidString(point.Quote.Text) {
				r.Fatalf("%q has the point %+v", turn.Text, point)
			}
		}
		if diff := cmp.Diff(points, p.coach.Draft(turn, reading)); diff != "" {
			r.Fatalf("the same draft reads differently:\n%s", diff)
		}
	})
}

func BenchmarkHear(b *testing.B) {
	p := begin(b, compile(b, source))
	for range 30 {
		p.say("ada", "[empathize:I see that.] [outcome:May we have the big room on Thursdays?]")
		p.say("ben", "[value:It fills the house.] [outcome:Would you back us?]")
	}
	b.ReportAllocs()
	for b.Loop() {
		talk := coach.Follow(p.scenario)
		for _, event := range p.events {
			talk.Hear(event)
		}
	}
}
