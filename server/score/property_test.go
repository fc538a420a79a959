package score_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

var (
	tones    = []practice.Tone{practice.Warm, practice.Neutral, practice.Pushy}
	asks     = []practice.Ask{practice.AskNone, practice.AskPartial, practice.AskOutcome}
	media    = append(practice.Channels(), "")
	people   = []string{"", "priya", "lee"}
	repeats  = []practice.Repeat{practice.RepeatNone, practice.RepeatNone, practice.RepeatNone, practice.RepeatOwn, practice.RepeatTheirs}
	obtained = []score.Obtained{score.Nothing, score.Nothing, score.Less, score.Whole}
)

// anySession draws a session of every kind that the formulas may meet.
func anySession(t *rapid.T) score.Session {
	session := score.Session{
		Obtained: rapid.SampledFrom(obtained).Draw(t, "obtained"),
		GaveUp:   rapid.Bool().Draw(t, "gave up"),
		Closed:   rapid.Bool().Draw(t, "closed"),
	}
	day := 0
	for turn := range rapid.IntRange(0, 24).Draw(t, "steps") {
		switch rapid.IntRange(0, 9).Draw(t, "kind") {
		case 0:
			session.Steps = append(session.Steps, score.Step{Kind: score.StepHappened, Turn: turn})
		case 1, 2, 3:
			session.Steps = append(session.Steps, score.Step{Kind: score.StepAnswered, Turn: turn, No: rapid.IntRange(0, 3).Draw(t, "no") > 0})
		default:
			day += rapid.IntRange(0, 4).Draw(t, "days")
			session.Steps = append(session.Steps, anyTurn(t, turn, day))
		}
	}
	return session
}

func anyTurn(t *rapid.T, turn, day int) score.Step {
	methods := rapid.SliceOfNDistinct(rapid.SampledFrom(practice.Methods()), 0, 3, rapid.ID[practice.Method]).Draw(t, "methods")
	step := said(turn, rapid.SampledFrom(asks).Draw(t, "ask"), rapid.SampledFrom(tones).Draw(t, "tone"), methods...)
	step.Channel = rapid.SampledFrom(media).Draw(t, "channel")
	step.Person = rapid.SampledFrom(people).Draw(t, "person")
	step.Day, step.Dated = day, rapid.Bool().Draw(t, "dated")
	step.Own, step.Listens = rapid.Bool().Draw(t, "own"), rapid.Bool().Draw(t, "listens")
	step.Reading.Repeat = rapid.SampledFrom(repeats).Draw(t, "repeat")
	step.Reading.Yields = rapid.IntRange(0, 5).Draw(t, "yields") == 0
	return step
}

// then returns the session with further steps, the first one untouched.
func then(session score.Session, steps ...score.Step) score.Session {
	session.Steps = append(slices.Clip(slices.Clone(session.Steps)), steps...)
	return session
}

func metNo(session score.Session) bool {
	return slices.ContainsFunc(session.Steps, func(s score.Step) bool { return s.No })
}

func points(card practice.Scorecard, d practice.Dimension) practice.Points {
	return card.Dimension(d).Points
}

func TestTotalStaysBetween0And100(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		card := score.Labelled(anySession(t))
		if card.Total < 0 || card.Total > 100_000 || card.Total%100 != 0 {
			t.Fatalf("total %d", card.Total)
		}
		for _, d := range card.Dimensions {
			if d.Points < 0 || d.Points > d.Of {
				t.Fatalf("%s: %d of %d", d.Dimension, d.Points, d.Of)
			}
		}
	})
}

func TestEveryPointHasItsReasonAndEvidence(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := anySession(t)
		texts := map[int]string{}
		for _, step := range session.Steps {
			texts[step.Turn] = step.Text
		}
		for _, d := range score.Labelled(session).Dimensions {
			if d.Reason == "" {
				t.Fatalf("%s has no reason", d.Dimension)
			}
			if d.Points > 0 && len(d.Evidence) == 0 {
				t.Fatalf("%s: %d points without evidence", d.Dimension, d.Points)
			}
			for _, e := range d.Evidence {
				if texts[e.Turn][e.Start:e.End] != e.Quote {
					t.Fatalf("%s: %+v is not verbatim", d.Dimension, e)
				}
			}
		}
	})
}

// TestAFurtherWarmFreshAskNeverLowersTheTotal adds an ask with something new in
// it to a session that met a no, unanswered, refused, or evaded.
func TestAFurtherWarmFreshAskNeverLowersTheTotal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := anySession(t)
		session.Closed = false // nobody is left to ask behind a closed door
		if !metNo(session) {
			t.Skip("no no was met")
		}
		further := anyTurn(t, 99, 999)
		further.Reading = practice.Reading{
			Tone:    practice.Warm,
			Ask:     rapid.SampledFrom(asks[1:]).Draw(t, "further ask"),
			Methods: further.Reading.Methods,
		}
		further.Listens = false
		before := score.Labelled(session)
		longer := then(session, further)
		after := score.Labelled(longer)
		if after.FreshAsks == before.FreshAsks {
			t.Skip("nothing new in it")
		}
		if after.Total < before.Total {
			t.Fatalf("a fresh ask lowered the total from %d to %d", before.Total, after.Total)
		}
		for _, d := range practice.Dimensions() {
			if points(after, d) < points(before, d) {
				t.Fatalf("a fresh ask lowered %s from %d to %d", d, points(before, d), points(after, d))
			}
		}
		if session.Obtained == score.Whole {
			return // nobody refuses after the yes
		}
		if refused := score.Labelled(then(longer, no(99))); refused.Total < before.Total {
			t.Fatalf("a fresh ask that was refused lowered the total from %d to %d", before.Total, refused.Total)
		}
	})
}

func TestSayingTheSameAgainNeverRaisesVariety(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := anySession(t)
		again := anyTurn(t, 99, rapid.IntRange(0, 400).Draw(t, "day"))
		again.Reading.Repeat = rapid.SampledFrom([]practice.Repeat{practice.RepeatOwn, practice.RepeatTheirs}).Draw(t, "whose")
		before, after := score.Labelled(session), score.Labelled(then(session, again))
		if points(after, practice.Variety) > points(before, practice.Variety) {
			t.Fatalf("saying the same again raised variety from %d to %d", points(before, practice.Variety), points(after, practice.Variety))
		}
		if len(after.Methods) != len(before.Methods) || after.FreshAsks != before.FreshAsks {
			t.Fatal("saying the same again counted as something new")
		}
	})
}

// TestGivingUpAtTheFirstNo lets the rep do anything before the first no, and
// talk warmly after it, as long as they don't ask again.
func TestGivingUpAtTheFirstNo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := anySession(t)
		session.Obtained = rapid.SampledFrom(obtained[:3]).Draw(t, "in hand")
		session.Steps = slices.DeleteFunc(session.Steps, func(s score.Step) bool { return s.No })
		session.Steps = append(session.Steps, no(90))
		for i := range rapid.IntRange(0, 4).Draw(t, "talk") {
			talk := anyTurn(t, 91+i, 99)
			talk.Reading.Ask = practice.AskNone
			session.Steps = append(session.Steps, talk, no(91+i))
		}
		if card := score.Labelled(session); card.Total >= 35_000 {
			t.Fatalf("giving up at the first no scored %d", card.Total)
		}
	})
}

// TestOneMethodTenTimes varies everything but the method, the person and the
// channel: words, days, tone, what is answered in between, what it brings.
func TestOneMethodTenTimes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		method := rapid.SampledFrom(practice.Methods()).Draw(t, "method")
		session := score.Session{
			Obtained: rapid.SampledFrom(obtained).Draw(t, "obtained"),
			Steps:    []score.Step{no(0)},
		}
		day := 0
		for turn := 1; turn <= 10; turn++ {
			day += rapid.IntRange(0, 9).Draw(t, "days")
			step := said(turn, practice.AskOutcome, rapid.SampledFrom(tones).Draw(t, "tone"), method)
			step.Day = day
			session.Steps = append(session.Steps, step)
			if rapid.Bool().Draw(t, "event") {
				session.Steps = append(session.Steps, score.Step{Kind: score.StepHappened, Turn: turn})
			}
			session.Steps = append(session.Steps, score.Step{Kind: score.StepAnswered, Turn: turn, No: rapid.Bool().Draw(t, "no")})
		}
		if card := score.Labelled(session); card.Total >= 50_000 {
			t.Fatalf("%s ten times scored %d", method, card.Total)
		}
	})
}

func TestThePushyTwinScoresLower(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := anySession(t)
		twin := then(session)
		asked, pushed := false, false
		for i := range session.Steps {
			if session.Steps[i].Kind != score.StepSaid {
				continue
			}
			asked = asked || session.Steps[i].Reading.Ask != practice.AskNone
			session.Steps[i].Reading.Tone, twin.Steps[i].Reading.Tone = practice.Warm, practice.Warm
			if rapid.Bool().Draw(t, "pushes") {
				twin.Steps[i].Reading.Tone, pushed = practice.Pushy, true
			}
		}
		if !asked || !pushed {
			t.Skip("nothing was asked, or nobody pushed")
		}
		warm, pushy := score.Labelled(session), score.Labelled(twin)
		if pushy.Total >= warm.Total {
			t.Fatalf("pushy %d, warm %d", pushy.Total, warm.Total)
		}
	})
}

func TestTheSameSessionGivesTheSameCard(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := anySession(t)
		first, _ := json.Marshal(score.Labelled(session))
		second, _ := json.Marshal(score.Labelled(then(session)))
		if string(first) != string(second) {
			t.Fatalf("%s\n%s", first, second)
		}
	})
}

func TestAWarmGoodbyeThroughAClosedDoorCostsNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		session := then(anySession(t), no(98))
		session.Closed, session.GaveUp, session.Obtained = true, false, score.Nothing
		goodbye := said(99, practice.AskNone, practice.Warm, practice.Empathize)
		goodbye.Reading.Yields = true
		before, after := score.Labelled(session), score.Labelled(then(session, goodbye))
		if after.Total < before.Total {
			t.Fatalf("a warm goodbye lowered the total from %d to %d", before.Total, after.Total)
		}
	})
}

// TestPressureLowersWhatItTouches pins the cost of one pushy turn among four.
func TestPressureLowersWhatItTouches(t *testing.T) {
	session := refusedEach(practice.Warm, seven[:4]...)
	session.Steps[1].Reading.Tone = practice.Pushy
	card := score.Labelled(session)
	if card.Pressure != 832 || points(card, practice.Manner) != 8_625 {
		t.Errorf("pressure %d, manner %d, want 832 and 8625", card.Pressure, points(card, practice.Manner))
	}
}

// TestMissingNamesEarnNothing: a turn without a name or a channel is no other
// person and no other channel.
func TestMissingNamesEarnNothing(t *testing.T) {
	for _, test := range []struct {
		name             string
		people, channels [2]string
		fresh            int
	}{
		{"both missing", [2]string{"", ""}, [2]string{"", ""}, 1},
		{"named later", [2]string{"", "priya"}, [2]string{"", "phone"}, 1},
		{"missing later", [2]string{"priya", ""}, [2]string{"phone", ""}, 1},
		{"another person", [2]string{"priya", "lee"}, [2]string{"", ""}, 2},
		{"another channel", [2]string{"priya", "priya"}, [2]string{"email", "phone"}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			session := refusedEach(practice.Warm, practice.Value, practice.Value)
			for i, step := range []int{1, 3} {
				session.Steps[step].Person = test.people[i]
				session.Steps[step].Channel = practice.Channel(test.channels[i])
			}
			if card := score.Labelled(session); card.FreshAsks != test.fresh {
				t.Errorf("%d fresh asks, want %d", card.FreshAsks, test.fresh)
			}
		})
	}
}

func TestTimeFreshensAMethodOnce(t *testing.T) {
	session := refusedEach(practice.Warm, practice.Value, practice.Value, practice.Value)
	for i, day := range map[int]int{1: 0, 3: 3, 5: 6} {
		session.Steps[i].Day = day
	}
	if card := score.Labelled(session); card.FreshAsks != 2 {
		t.Errorf("%d fresh asks, want the first and one after three days", card.FreshAsks)
	}
}

func BenchmarkLabelled(b *testing.B) {
	b.ReportAllocs()
	session := refusedEach(practice.Warm, append(seven, ten(practice.Value)...)...)
	for b.Loop() {
		if card := score.Labelled(session); card.Total == 0 {
			b.Fatal(fmt.Sprint(card))
		}
	}
}
