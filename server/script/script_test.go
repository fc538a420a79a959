package script_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

func stall(t *testing.T) *scenario.Scenario {
	t.Helper()
	source, err := os.ReadFile("testdata/stall.yaml")
	if err != nil {
		t.Fatal(err)
	}
	s, diagnostics := scenario.Compile("stall", source)
	if s == nil {
		t.Fatalf("stall.yaml: %v", diagnostics)
	}
	return s
}

// move is a turn with its reading.
type move struct {
	turn    practice.Turn
	reading practice.Reading
}

func tell(to string, methods ...practice.Method) move {
	return move{
		practice.Turn{Kind: practice.Say, To: to, Channel: practice.Chat, Text: "words"},
		practice.Reading{Ask: practice.AskNone, Tone: practice.Neutral, Methods: methods},
	}
}

func ask(to string, methods ...practice.Method) move {
	m := tell(to, methods...)
	m.reading.Ask = practice.AskOutcome
	return m
}

func part(to string, methods ...practice.Method) move {
	m := tell(to, methods...)
	m.reading.Ask = practice.AskPartial
	return m
}

func (m move) by(channel practice.Channel) move { m.turn.Channel = channel; return m }
func (m move) pushy() move                      { m.reading.Tone = practice.Pushy; return m }
func (m move) yields() move                     { m.reading.Yields = true; return m }
func (m move) asking(facts ...string) move      { m.reading.Facts = facts; return m }

func wait(days int) move { return move{turn: practice.Turn{Kind: practice.WaitFor, Days: days}} }
func take() move         { return move{turn: practice.Turn{Kind: practice.Take}} }

// talk plays the moves and returns what was said before the last one, its
// decision and its lines.
func talk(s *scenario.Scenario, moves ...move) (said []practice.Line, d practice.Decision, lines []practice.Line) {
	state := dialogue.Start(s)
	lines = script.Opening(s)
	for _, m := range moves {
		said = append(said, lines...)
		state, d = dialogue.Step(s, state, m.turn, m.reading)
		lines = script.Lines(s, d, said)
	}
	return said, d, lines
}

// sources are the ids of lines; of stock lines the pool alone.
func sources(lines []practice.Line) []string {
	var ids []string
	for _, line := range lines {
		id := line.ID
		if strings.HasPrefix(id, "stock.") {
			id = id[:strings.LastIndex(id, ".")]
		}
		ids = append(ids, id)
	}
	return ids
}

func TestLines(t *testing.T) {
	seniority := []move{ask("olga", practice.Obstacle).by(practice.InPerson)}
	after := func(moves ...move) []move { return append(slices.Clone(seniority), moves...) }
	open := after(wait(8), ask("olga", practice.Value)) // nothing stands any more
	cases := []struct {
		name  string
		moves []move
		want  []string
	}{
		{"a no in the words of the concern", []move{ask("olga", practice.Direct)}, []string{"olga.seniority.says.0"}},
		{"the next no in its next words", []move{ask("olga", practice.Direct), ask("olga", practice.Value, practice.Reduce).pushy()},
			[]string{"stock.pushy", "stock.ahead", "olga.seniority.says.1"}},
		{"old news when they are used up", []move{ask("olga", practice.Direct), ask("olga", practice.Direct), ask("olga", practice.Direct)}, []string{"stock.stale"}},
		{"a new way that does not fit when they are used up", []move{ask("olga", practice.Direct), ask("olga", practice.Direct), ask("olga", practice.Medium)}, []string{"stock.stands"}},
		{"the answer to a method that does not fit", []move{ask("olga", practice.Proof)}, []string{"olga.seniority.answers.proof.0"}},
		{"once", []move{ask("olga", practice.Proof), ask("olga", practice.Proof)}, []string{"olga.seniority.says.0"}},
		{"softer", []move{ask("olga", practice.Trade)}, []string{"olga.seniority.softens.0"}},
		{"softer in stock words when there are no more", []move{ask("olga", practice.Trade), tell("olga", practice.Direct).pushy(), ask("olga", practice.Obstacle)},
			[]string{"stock.softened"}},
		{"softened without an ask", []move{tell("olga", practice.Trade)}, []string{"olga.seniority.softens.0"}},
		{"ahead of the person", []move{ask("olga", practice.Reduce)}, []string{"stock.ahead", "olga.seniority.says.0"}},
		{"an ally who has not spoken", []move{ask("olga", practice.Ally)}, []string{"stock.premise", "olga.seniority.says.0"}},
		{"softer before it was told what the no is", []move{tell("emil").pushy(), ask("emil", practice.Trade)}, []string{"emil.shy.says.0", "stock.softened"}},
		{"a wait announced", []move{ask("olga", practice.Wait)}, []string{"stock.booked"}},
		{"exploring", []move{tell("olga", practice.Explore)}, []string{"olga.seniority.reveals.0"}},
		{"exploring where nothing is left", []move{tell("olga", practice.Explore), tell("olga", practice.Explore)}, []string{"stock.nothing_more"}},
		{"exploring and asking", []move{ask("olga", practice.Explore)}, []string{"olga.seniority.reveals.0", "olga.seniority.says.0"}},
		{"a fact", []move{tell("olga").asking("knows.0")}, []string{"olga.knows.0"}},
		{"small talk", []move{tell("olga")}, []string{"stock.listen"}},
		{"empathy", []move{tell("olga", practice.Empathize)}, []string{"stock.empathy"}},
		{"empathy that the concern has its own answer to", []move{ask("olga", practice.Proof), ask("olga", practice.Empathize)}, []string{"olga.seniority.answers.empathize.0"}},
		{"giving in", []move{tell("olga").yields()}, []string{"stock.yielded"}},
		{"pressure", []move{tell("olga").pushy()}, []string{"stock.pushy"}},
		{"too much at once", []move{ask("olga", practice.Medium, practice.Value, practice.Proof)}, []string{"stock.shotgun", "olga.seniority.says.0"}},
		{"a concern gives way and less is offered", seniority, []string{"olga.seniority.gave_way.0", "olga.power.says.0", "stock.offers_less"}},
		{"less is taken", after(take()), []string{"stock.grants_less"}},
		{"the calendar speaks", after(wait(8)), []string{"calendar.0"}},
		{"the calendar speaks before the person", after(wait(5), ask("olga", practice.Direct).by(practice.InPerson)), []string{"calendar.0", "olga.noise.says.0"}},
		{"nothing stands and not yet", append(open, ask("olga", practice.Direct).by(practice.Phone))[:3], []string{"stock.ahead", "olga.hesitates.0"}},
		{"yes", append(open, ask("olga", practice.Direct)), []string{"olga.agrees.0"}},
		{"part, where it is hers to give", append(open, part("olga", practice.Medium)), []string{"stock.grants_less"}},
		{"part, where there is none", []move{tell("emil", practice.Value), part("emil")}, []string{"stock.what_exactly"}},
		{"a yes of one's own side", []move{ask("emil", practice.Value)}, []string{"stock.ahead", "stock.agrees_own"}},
		{"asked again after the yes", []move{ask("emil", practice.Value), ask("emil", practice.Direct)}, []string{"stock.agreed_before"}},
		{"the door closes", []move{ask("olga").pushy(), ask("olga").pushy(), ask("olga").pushy()}, []string{"olga.closes.0"}},
		{"without words of one's own", []move{ask("emil").pushy(), ask("emil").pushy()}, []string{"stock.closes"}},
		{"the door is closed", []move{ask("emil").pushy(), ask("emil").pushy(), ask("emil")}, []string{"stock.shut"}},
		{"time is up", []move{wait(30)}, []string{"calendar.0", "stock.out_of_time"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			_, d, lines := talk(stall(t), c.moves...)
			if got := sources(lines); !slices.Equal(got, c.want) {
				t.Errorf("%v, want %v\n%+v\n%v", got, c.want, d, lines)
			}
		})
	}
}

func TestNoBehindGroundGivenElsewhere(t *testing.T) {
	_, _, lines := talk(stall(t), ask("olga", practice.Reduce))
	no := lines[len(lines)-1].Text
	if says := "The corner goes to whoever has been here longest."; !strings.HasSuffix(no, says) || no == says {
		t.Errorf("%q does not say that it is about something else", no)
	}
}

// Whom a rep names is not known to the script, and who could help is theirs to find out.
func TestPremiseGivesNobodyAway(t *testing.T) {
	said, _, lines := talk(stall(t), ask("olga", practice.Ally), ask("olga", practice.Ally, practice.Proof), ask("olga", practice.Ally))
	for _, line := range append(said, lines...) {
		if strings.Contains(line.Text, "Emil") {
			t.Errorf("%s names Emil: %s", line.ID, line.Text)
		}
	}
}
