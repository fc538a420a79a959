package script_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// say is a turn that a transcript can show in words.
func (m move) say(text string) move { m.turn.Text = text; return m }

func TestTranscripts(t *testing.T) {
	transcripts := []struct {
		name  string
		moves []move
	}{
		{"won", []move{
			ask("olga", practice.Direct).say("Could we have the corner, please?"),
			tell("olga", practice.Explore).say("What makes the corner so hard to give away?"),
			ask("olga", practice.Proof).by(practice.Email).say("Here is what our customers write. Would you think of us?"),
			tell("emil", practice.Empathize).say("I know you'd rather stay out of it."),
			ask("emil", practice.Direct).say("Would you put in a word with Olga?"),
			ask("emil", practice.Value).say("With us at the corner your honey sells twice. Would you talk to her?"),
			ask("olga", practice.Reduce).by(practice.InPerson).say("No oven: we bring the bread baked. Could we have the corner like that?"),
			ask("olga", practice.Empathize).say("You are the one who hears it when somebody complains. We'd be quiet. May we?"),
		}},
		{"less", []move{
			ask("olga", practice.Obstacle).by(practice.InPerson).say("I asked the others: they'd sign. Could we have the corner?"),
			take(),
			wait(5),
			ask("olga", practice.Value).say("More people, earlier in the day. Could it be every Saturday?"),
			{turn: practice.Turn{Kind: practice.End}},
		}},
		{"closed", []move{
			ask("olga", practice.Direct).say("I need the corner."),
			ask("olga", practice.Direct).say("I really need the corner."),
			ask("olga", practice.Ally).say("Emil says you should give it to us."),
			ask("olga", practice.Direct).pushy().say("Then don't be surprised when we leave."),
			tell("olga").asking("knows.0").say("When does it start again?"),
			ask("olga", practice.Direct).pushy().say("You have no idea how to run a market."),
		}},
	}
	for _, transcript := range transcripts {
		t.Run(transcript.name, func(t *testing.T) {
			got := write(stall(t), transcript.moves)
			path := filepath.Join("testdata", transcript.name+".golden")
			if *update {
				if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("%s differs; rewrite it with -update if this is meant\n%s", path, got)
			}
		})
	}
}

// write plays the moves and writes them down as one writes a play.
func write(s *scenario.Scenario, moves []move) string {
	var b strings.Builder
	state, said := dialogue.Start(s), script.Opening(s)
	writeLines(&b, s, said)
	for _, m := range moves {
		fmt.Fprintf(&b, "\n%s\n", act(s, m))
		var d practice.Decision
		state, d = dialogue.Step(s, state, m.turn, m.reading)
		lines := script.Lines(s, d, said)
		said = append(said, lines...)
		writeLines(&b, s, lines)
		fmt.Fprintf(&b, "    (day %d, %s", d.Day, d.Verdict)
		if d.Ending.Over() {
			fmt.Fprintf(&b, ", %s", d.Ending)
		}
		b.WriteString(")\n")
	}
	return b.String()
}

func act(s *scenario.Scenario, m move) string {
	switch m.turn.Kind {
	case practice.Say:
		methods := make([]string, len(m.reading.Methods))
		for i, method := range m.reading.Methods {
			methods[i] = string(method)
		}
		return fmt.Sprintf("REP, to %s by %s [%s, %s]\n    %s", s.Person(m.turn.To).Name, m.turn.Channel,
			m.reading.Ask, strings.Join(append(methods, string(m.reading.Tone)), ", "), m.turn.Text)
	case practice.WaitFor:
		return fmt.Sprintf("REP waits %d days", m.turn.Days)
	case practice.Take:
		return "REP takes what was offered"
	}
	return "REP ends it"
}

func writeLines(b *strings.Builder, s *scenario.Scenario, lines []practice.Line) {
	last := "nobody"
	for _, line := range lines {
		if line.Person != last {
			name := "MEANWHILE"
			if person := s.Person(line.Person); person != nil {
				name = strings.ToUpper(person.Name)
			}
			fmt.Fprintf(b, "%s\n", name)
		}
		last = line.Person
		fmt.Fprintf(b, "    %-58s  %s\n", line.Text, line.ID)
	}
}
