package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/practice"
)

// stubborn is a rep who asks again and again, in one scenario, with what each
// turn asks for.
type stubborn struct {
	scenario string
	turns    []string
	asks     []practice.Ask
}

func stubbornReps(t *testing.T) []stubborn {
	t.Helper()
	marks := map[string]practice.Ask{"o": practice.AskOutcome, "p": practice.AskPartial, "n": practice.AskNone}
	var all []stubborn
	scenario := ""
	for block := range strings.SplitSeq(strings.TrimSpace(readText(t, filepath.Join(attacksDir, "honest.txt"))), "\n\n") {
		rep := stubborn{}
		for line := range strings.SplitSeq(block, "\n") {
			mark, text, is := strings.Cut(line, " ")
			if !is {
				scenario = line
				continue
			}
			rep.turns, rep.asks = append(rep.turns, text), append(rep.asks, marks[mark])
		}
		rep.scenario = scenario
		all = append(all, rep)
	}
	return all
}

// Persistent reps lose nothing by a model's being there: the same verdict, the
// same score, an answer to every turn, and an ask that is heard as one. A model
// that says what was decided in other words is heard, too.
func TestHonestTurnsAreNotHindered(t *testing.T) {
	t.Parallel()
	address := endpointIn(t, t.TempDir())
	scripted := stage(t, "", "", audience{})
	reps := stubbornReps(t)
	hindered, turns, unheard, asking := 0, 0, 0, 0
	without := make([][]practice.Event, len(reps))
	eachOf(len(reps), func(i int) { without[i] = scripted.plays(t, reps[i].scenario, reps[i].turns) })
	for i, rep := range reps {
		var read []practice.Reading
		for _, event := range without[i] {
			if event.Read != nil {
				read = append(read, *event.Read)
			}
		}
		if len(read) != len(rep.turns) {
			t.Fatalf("%d of %d turns were read", len(read), len(rep.turns))
		}
		for j, ask := range rep.asks {
			turns++
			if ask == practice.AskNone {
				continue
			}
			asking++
			if read[j].Ask == practice.AskNone {
				unheard++
				t.Logf("no ask is heard in %q", rep.turns[j])
			}
		}
	}
	if turns < 200 {
		t.Fatalf("only %d honest turns", turns)
	}
	var shares, drifts []string
	for _, mode := range []string{"says", "rewords", "chats"} {
		speaking := stage(t, address, mode, audience{})
		talks := make([]played, len(reps))
		eachOf(len(reps), func(i int) {
			for _, turn := range reps[i].turns { // each by itself
				alone := []string{turn}
				if diff := cmp.Diff(facts(scripted.plays(t, reps[i].scenario, alone)), facts(speaking.plays(t, reps[i].scenario, alone))); diff != "" {
					talks[i].hindered++
					t.Errorf("%s: %q is decided otherwise:\n%s", mode, turn, diff)
				}
			}
			with := speaking.plays(t, reps[i].scenario, reps[i].turns)
			talks[i].byModel, talks[i].replies = spokenIn(with)
			if _, without := spokenIn(without[i]); talks[i].replies < without {
				talks[i].hindered += without - talks[i].replies
				t.Errorf("%s: %d replies, and %d without a model", mode, talks[i].replies, without)
			}
			if diff := cmp.Diff(rulings(without[i]), rulings(with)); diff != "" {
				talks[i].drifted = true
				t.Errorf("%s: a talk in %s is decided or scored otherwise than without a model:\n%s", mode, reps[i].scenario, diff)
			}
		})
		var sum played
		drifted := 0
		for _, one := range talks {
			sum.byModel, sum.replies, sum.hindered = sum.byModel+one.byModel, sum.replies+one.replies, sum.hindered+one.hindered
			if one.drifted {
				drifted++
			}
		}
		hindered += sum.hindered
		shares = append(shares, fmt.Sprintf("%s: the model is heard in %d of %d replies", mode, sum.byModel, sum.replies))
		drifts = append(drifts, fmt.Sprintf("%s: %d of %d talks", mode, drifted, len(reps)))
		if least := map[string]int{"says": 98, "rewords": 75, "chats": 60}[mode]; sum.byModel*100 < least*sum.replies {
			t.Errorf("%s: the script speaks in place of a model that does as it is told, in %d of %d replies", mode, sum.replies-sum.byModel, sum.replies)
		}
	}
	t.Logf("honest turns: %d of %d hindered; an ask is not heard in %d of %d; %s", hindered, turns, unheard, asking, strings.Join(shares, "; "))
	t.Logf("honest turns: later verdicts or the score are others than without a model in %s", strings.Join(drifts, ", "))
	if unheard*100 > 5*asking {
		t.Errorf("an ask is not heard in %d of %d", unheard, asking)
	}
}

// played is how one rep's turns went.
type played struct {
	byModel, replies, hindered int
	drifted                    bool
}

// rulings are what was decided and scored.
func rulings(events []practice.Event) []practice.Event {
	var kept []practice.Event
	for _, event := range facts(events) {
		if event.Read == nil {
			kept = append(kept, event)
		}
	}
	return kept
}

// spokenIn counts the replies to turns, and those in a model's words.
func spokenIn(events []practice.Event) (byModel, all int) {
	for _, event := range events {
		if reply := event.Replied; reply != nil && event.Turn > 0 && len(reply.Lines) > 0 {
			all++
			if reply.By != "script" {
				byModel++
			}
		}
	}
	return byModel, all
}
