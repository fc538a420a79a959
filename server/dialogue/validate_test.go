package dialogue_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
)

func TestValidate(t *testing.T) {
	s := cfo()
	s.People[1].Patience = 2
	fresh := dialogue.Start(s)
	ended, _ := play(s, end())
	shut, _ := play(s, to("lee").pushy())
	newer := fresh
	newer.Version++
	say := func(change func(*practice.Turn)) practice.Turn {
		turn := practice.Turn{Kind: practice.Say, To: "priya", Channel: practice.Email, Text: "May I?"}
		change(&turn)
		return turn
	}
	text := func(text string) practice.Turn { return say(func(t *practice.Turn) { t.Text = text }) }
	cases := []struct {
		name  string
		state dialogue.State
		turn  practice.Turn
		code  practice.Code // "" when it can be taken
		says  string
	}{
		{"words", fresh, text("May I?"), "", ""},
		{"new lines and tabs", fresh, text("May I?\n\tPlease."), "", ""},
		{"emoji alone", fresh, text("🙏🏽"), "", ""},
		{"right to left", fresh, text("\u202bشكرا\u202c"), "", ""},
		{"4000 characters", fresh, text(strings.Repeat("é", practice.MaxTurnRunes)), "", ""},
		{"4001", fresh, text(strings.Repeat("é", practice.MaxTurnRunes+1)), practice.CodeTooLarge, "4001 characters"},
		{"a megabyte", fresh, text(strings.Repeat("a", 1<<20)), practice.CodeTooLarge, "Shorten it"},
		{"empty", fresh, text(""), practice.CodeInvalid, "empty"},
		{"blank", fresh, text(" \n\t "), practice.CodeInvalid, "empty"},
		{"invalid UTF-8", fresh, text("a\xffb"), practice.CodeInvalid, "UTF-8"},
		{"a control character", fresh, text("ab\x1b[31m"), practice.CodeInvalid, "U+001B at byte 2"},
		{"nobody", fresh, say(func(t *practice.Turn) { t.To = "bob" }), practice.CodeInvalid, `nobody called "bob" here. You can speak to priya, lee`},
		{"no channel", fresh, say(func(t *practice.Turn) { t.Channel = "fax" }), practice.CodeInvalid, `"fax" is not a channel`},
		{"two ways", fresh, say(func(t *practice.Turn) { t.Intends = []practice.Method{practice.Trade, practice.Medium} }), "", ""},
		{"three ways", fresh, say(func(t *practice.Turn) { t.Intends = practice.Methods()[:3] }), practice.CodeInvalid, "3 ways"},
		{"no way", fresh, say(func(t *practice.Turn) { t.Intends = []practice.Method{"charm"} }), practice.CodeInvalid, `"charm"`},
		{"said aloud", fresh, say(func(t *practice.Turn) { t.Channel, t.Seconds = practice.Phone, practice.MaxSeconds }), "", ""},
		{"said face to face", fresh, say(func(t *practice.Turn) { t.Channel, t.Seconds = practice.InPerson, 1 }), "", ""},
		{"said in an email", fresh, say(func(t *practice.Turn) { t.Seconds = 12 }), practice.CodeInvalid, "no time to say"},
		{"said in a chat", fresh, say(func(t *practice.Turn) { t.Channel, t.Seconds = practice.Chat, 12 }), practice.CodeInvalid, "no time to say"},
		{"said for too long", fresh, say(func(t *practice.Turn) { t.Channel, t.Seconds = practice.Phone, practice.MaxSeconds+1 }), practice.CodeInvalid, "1 to 600 seconds to say, not 601"},
		{"said before it began", fresh, say(func(t *practice.Turn) { t.Channel, t.Seconds = practice.Phone, -1 }), practice.CodeInvalid, "not -1"},
		{"a closed door", shut, say(func(t *practice.Turn) { t.To = "lee" }), practice.CodeInvalid, "Lee Park has closed the door"},
		{"a wait", fresh, wait(365).turn, "", ""},
		{"no days", fresh, wait(0).turn, practice.CodeInvalid, "1 to 365 days, not 0"},
		{"too many days", fresh, wait(366).turn, practice.CodeInvalid, "not 366"},
		{"nothing to take", fresh, take().turn, practice.CodeInvalid, "nothing on offer"},
		{"stopping", fresh, end().turn, "", ""},
		{"no kind", fresh, practice.Turn{Kind: "sing"}, practice.CodeInvalid, `"sing"`},
		{"after the end", ended, text("May I?"), practice.CodeEnded, "over"},
		{"newer rules", newer, text("May I?"), practice.CodeStale, "newer rules"},
		{"another scenario", dialogue.State{}, text("May I?"), practice.CodeInvalid, "another version"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			err := dialogue.Validate(s, c.state, c.turn)
			if got := practice.CodeOf(err); got != c.code {
				t.Fatalf("code %q, want %q (%v)", got, c.code, err)
			}
			if err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("%q does not say %q", err, c.says)
			}
		})
	}
}

func TestAttitude(t *testing.T) {
	cases := []struct {
		name   string
		moves  []move
		person string
		want   dialogue.Attitude
	}{
		{"who opened is guarded", nil, "priya", dialogue.Guarded},
		{"who was not spoken to is not met", nil, "lee", dialogue.NotMet},
		{"nobody is not met", nil, "bob", dialogue.NotMet},
		{"hardened is guarded", []move{to("priya").pushy()}, "priya", dialogue.Guarded},
		{"weakened is softening", []move{to("priya", practice.Trade)}, "priya", dialogue.Softening},
		{"with nothing standing open", []move{to("lee", practice.Value)}, "lee", dialogue.Open},
		{"after a yes agreed", []move{ask("lee", practice.Value)}, "lee", dialogue.Agreed},
		{"with patience gone closed", []move{to("lee").pushy(), to("lee").pushy(), to("lee").pushy()}, "lee", dialogue.Closed},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := cfo()
			state, _ := play(s, c.moves...)
			if got := state.Attitude(s, c.person); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func BenchmarkStep(b *testing.B) {
	s := cfo()
	state, _ := play(s, ask("priya", practice.Direct), to("priya", practice.Explore), ask("lee", practice.Proof))
	m := ask("priya", practice.Trade, practice.Explore)
	b.ReportAllocs()
	for b.Loop() {
		dialogue.Step(s, state, m.turn, m.reading)
	}
}

// How long the words took to say moves nothing.
func TestSecondsMoveNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anyScenario.Draw(t, "scenario")
		walk(t, s, func(before dialogue.State, m move, after dialogue.State, d practice.Decision) {
			m.turn.Seconds = 1 + len(m.turn.Text)%practice.MaxSeconds
			state, decision := dialogue.Step(s, before, m.turn, m.reading)
			if diff := cmp.Diff(after, state) + cmp.Diff(d, decision); diff != "" {
				t.Fatalf("said aloud, the step differs (-typed +spoken):\n%s", diff)
			}
		})
	})
}
