package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/score"
	"github.com/askagain/askagain/server/session"
)

// brief says what the rep has to know before the first turn.
func (t *terminal) brief(s *scenario.Scenario) {
	fmt.Fprintf(t.out, "%s · level %d of 5 · about %d minutes\n\n%s\n\n", s.Title, s.Level, s.Minutes, s.You)
	fmt.Fprintf(t.out, "You need:  %s\n", s.Outcome.Need)
	if s.Outcome.Why != "" {
		fmt.Fprintf(t.out, "Why:       %s\n", s.Outcome.Why)
	}
	fmt.Fprintf(t.out, "By when:   %s\n", when(s, s.Outcome.Within))
	fmt.Fprintf(t.out, "People:    %s\n", strings.Join(people(s), "\n           "))
	fmt.Fprint(t.out, "\nType what you say. /help shows what else you can do.\n")
	if opener := s.Opener(); opener != nil {
		t.to, t.channel = opener.ID, opener.Opens.Channel
	}
}

func (t *terminal) help(s *scenario.Scenario) {
	fmt.Fprintf(t.out, `/to ID          talk to somebody else: %s
/channel NAME   change the medium: %s
/intend METHOD  name your way before you write (at most two): %s
/wait DAYS      let days pass
/take           take the lesser thing that was offered
/end            stop here
`, strings.Join(people(s), "; "), channels(s), methods(practice.Methods()))
}

func people(s *scenario.Scenario) []string {
	var list []string
	for _, person := range s.People {
		about := person.Name
		if person.Role != "" {
			about += ", " + person.Role
		}
		list = append(list, fmt.Sprintf("%s (%s)", person.ID, about))
	}
	return list
}

func channels(s *scenario.Scenario) string {
	var list []string
	for _, channel := range practice.Channels() {
		if days := s.Costs[channel]; days > 0 {
			list = append(list, fmt.Sprintf("%s (%s)", channel, count(days, "day")))
		} else {
			list = append(list, fmt.Sprintf("%s (now)", channel))
		}
	}
	return strings.Join(list, ", ")
}

func methods(list []practice.Method) string {
	var names []string
	for _, method := range list {
		names = append(names, string(method))
	}
	return strings.Join(names, ", ")
}

// when is a simulated day as a date where the scenario has dates.
func when(s *scenario.Scenario, day int) string {
	if date, ok := s.Date(day); ok {
		return date.Format("Mon 2 January")
	}
	return fmt.Sprintf("day %d", day)
}

// recall writes what happened before: of an attempt that was left, the rep's own
// turns too.
func (t *terminal) recall(view session.View) {
	for _, event := range view.Events {
		if event.Kind == practice.EventSaid {
			showTurn(t.out, event.Said.Turn)
		}
		showEvent(t.out, view.Scenario, event)
		t.seq = event.Seq
	}
}

// show writes what happened since it was last called.
func (t *terminal) show(view session.View) {
	for _, event := range view.Events {
		if event.Seq <= t.seq {
			continue
		}
		t.seq = event.Seq
		showEvent(t.out, view.Scenario, event)
	}
}

// showEvent writes one event as a person reads it; most need no words.
func showEvent(out io.Writer, s *scenario.Scenario, event practice.Event) {
	switch event.Kind {
	case practice.EventRead:
		if line := readLabels(*event.Read); line != "" {
			fmt.Fprintf(out, "  [%s]\n", line)
		}
	case practice.EventDecided:
		showDecision(out, s, *event.Decided)
	case practice.EventReplied:
		for _, line := range event.Replied.Lines {
			if line.Person == "" {
				fmt.Fprintf(out, "  %s\n", line.Text)
				continue
			}
			fmt.Fprintf(out, "%s: %s\n", speaker(s, line.Person), line.Text)
		}
	case practice.EventEnded:
		fmt.Fprintf(out, "\n%s (%s)\n", endings[event.Ended.Ending], when(s, event.Ended.Day))
	case practice.EventCoached:
		fmt.Fprintln(out, "  [with a coach from here on]")
	case practice.EventCorrected:
		fmt.Fprintf(out, "\nTurn %d was corrected: %s\n", event.Corrected.Turn, event.Corrected.Reason)
	case practice.EventReread:
		fmt.Fprintf(out, "\nThe turns were read again by reader %s.\n", event.Reread.Reader)
	case practice.EventScored:
		showCard(out, *event.Scored)
		fmt.Fprintf(out, "Attempt %s\n", event.Attempt)
	}
}

func speaker(s *scenario.Scenario, id string) string {
	if person := s.Person(id); person != nil {
		return person.Name
	}
	return id
}

// readLabels is a reading in one line: what was heard, and what was meant but
// not borne out.
func readLabels(read practice.Reading) string {
	var parts []string
	switch read.Ask {
	case practice.AskOutcome:
		parts = append(parts, "ask heard")
	case practice.AskPartial:
		parts = append(parts, "ask for part heard")
	}
	for _, method := range read.Methods {
		parts = append(parts, string(method))
	}
	if read.Tone == practice.Warm || read.Tone == practice.Pushy {
		parts = append(parts, string(read.Tone))
	}
	if read.Repeat != practice.RepeatNone {
		parts = append(parts, "said before")
	}
	if read.Language == practice.LanguageOther {
		parts = append(parts, "not read as English, so nothing in it could count")
	}
	for _, method := range read.Unborne {
		parts = append(parts, fmt.Sprintf("you meant %s, but the words do not show it yet", method))
	}
	return strings.Join(parts, " · ")
}

// showDecision says what came of a turn, as the page does: what moved, what the
// answer was, what cost patience and why, but never how much is left of it.
func showDecision(out io.Writer, s *scenario.Scenario, decision practice.Decision) {
	var parts []string
	add := func(part string) {
		if part != "" && !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	if decision.Ask != practice.AskNone && decision.Ask != "" && !decision.New {
		add("no new way yet")
	}
	for _, effect := range decision.Effects {
		if words := gained[effect.Kind]; words != "" && effect.Person != decision.Person && effect.Person != "" {
			add(speaker(s, effect.Person) + " " + words)
		} else {
			add(words)
		}
	}
	if decision.Verdict == practice.VerdictGrantLess {
		add("the lesser thing is yours")
	}
	if decision.Verdict == practice.VerdictOfferLess {
		add("offers less, /take takes it")
	}
	if decision.No && decision.Verdict == practice.VerdictHesitate {
		add("not yet")
	} else if decision.No {
		add("no")
	}
	add(when(s, decision.Day))
	fmt.Fprintf(out, "  [%s]\n", strings.Join(parts, " · "))
	for _, effect := range decision.Effects {
		if words := lost[effect.Cause]; effect.Kind == practice.EffectPatience && words != "" {
			fmt.Fprintf(out, "  %s\n", words)
		}
	}
}

// gained says what moved.
var gained = map[practice.EffectKind]string{
	practice.EffectWeakened: "gave a little ground",
	practice.EffectGaveWay:  "gave ground",
	practice.EffectMoved:    "gave ground",
	practice.EffectRevealed: "told you something new",
	practice.EffectTold:     "told you something new",
	practice.EffectBooked:   "noted for later",
}

// lost says why a turn cost patience.
var lost = map[string]string{
	practice.CauseShotgun:   "Three ways at once: only the first counted, and it cost patience.",
	practice.CausePushy:     "That felt like pressure. It cost patience, and the no got firmer.",
	practice.CauseHardens:   "That way made the no firmer.",
	practice.CauseStale:     "Asked again with nothing new: that cost patience.",
	practice.CauseFruitless: "There was nothing left to find behind the no: asking on cost patience.",
	practice.CauseIdle:      "A second turn running that moved nothing: that cost patience.",
}

var endings = map[practice.Ending]string{
	practice.Won:        "You got it.",
	practice.DoorClosed: "The door is closed.",
	practice.OutOfTime:  "Time is up.",
	practice.OutOfTurns: "The turns are used up.",
	practice.GaveUp:     "You stopped without it.",
	practice.TookLess:   "You stopped, with the lesser thing in hand.",
}

// showCard writes a score with its reasons.
func showCard(out io.Writer, card practice.Scorecard) {
	fmt.Fprintf(out, "\nScore %.1f of 100\n", float64(card.Total)/1000)
	for _, dimension := range card.Dimensions {
		fmt.Fprintf(out, "  %-13s %4.1f of %d  %s\n", dimension.Dimension,
			float64(dimension.Points.Tenth())/1000, dimension.Of/1000, dimension.Reason)
	}
	if len(card.Untried) > 0 {
		fmt.Fprintf(out, "Never tried: %s\n", methods(card.Untried))
	}
}

// showLessons writes the nos that mattered most, as the debrief has them.
func showLessons(out io.Writer, debrief score.Debriefing) {
	for _, moment := range debrief.Moments {
		said := moment.Said
		if said == "" {
			said = "(nothing)"
		}
		fmt.Fprintf(out, "\nTurn %d, to %s. You said: %s\n", moment.Turn, moment.Name, said)
		fmt.Fprintf(out, "  %s: %s\n  %s\n  %s\n", moment.Name, moment.No, moment.Why, moment.Thought)
		fmt.Fprintf(out, "  %s\n    %s\n  %s\n", moment.Stronger.Title, moment.Stronger.Line, moment.Reflect)
	}
	for _, habit := range debrief.Habits {
		fmt.Fprintf(out, "\n%s", habit)
	}
	if len(debrief.Habits) > 0 {
		fmt.Fprintln(out)
	}
}
