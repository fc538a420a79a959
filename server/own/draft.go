package own

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Bounds on what a draft brings.
const (
	minWorries = 2
	maxWorries = 3
	maxSays    = 6 // lines of one worry
)

// Notes are an own no that Check accepts as notes for whoever drafts its person.
func Notes(no practice.OwnNo) string {
	var out strings.Builder
	line := func(what, text string) {
		if text != "" {
			fmt.Fprintf(&out, "%s: %s\n", what, text)
		}
	}
	out.WriteString("A practice for one real ask that somebody avoids. One person, on the client's side, with two or three concerns, each with three lines or more and two methods or more. " +
		"What a concern reveals is what often lies behind such a no; nothing is made up about the real person.\n")
	line("What they need", no.Need)
	line("From", no.Name)
	line("Who that is to them", no.Role)
	line("What that person said", no.Said)
	line("What else matters", no.You)
	var guesses, tried []string
	for _, choice := range Reasons() {
		if slices.Contains(no.Reasons, string(choice.Reason)) {
			guesses = append(guesses, choice.Name)
		}
	}
	for _, method := range no.Tried {
		tried = append(tried, string(method))
	}
	line("What they guess is behind it", strings.Join(guesses, "; "))
	line("Methods they tried already", strings.Join(tried, ", "))
	return out.String()
}

// Adopt returns the own no with the worries of a drafted scenario's person in place
// of the rules'. Everything else stays the rep's: what is needed, from whom, the
// first no. It is CodeInvalid where the draft has too little that can be used.
func Adopt(no practice.OwnNo, drafted *scenario.Scenario, by string) (practice.OwnNo, error) {
	taken := practice.Drafted{By: by}
	if person := drafted.Person(drafted.Outcome.From); person != nil {
		for _, concern := range person.Concerns {
			worry := worryOf(concern, reasons[Reason(no.Reasons[0])])
			if len(taken.Worries) < maxWorries && len(worry.Says) > 0 && len(worry.Moves) >= leastWays {
				taken.Worries = append(taken.Worries, worry)
			}
		}
	}
	no.Drafted = &taken
	if _, err := Build(no); err != nil {
		return practice.OwnNo{}, err
	}
	return no, nil
}

// worryOf takes what fits of a concern; what is missing comes from the rules.
func worryOf(concern scenario.Concern, rules traits) practice.Worry {
	worry := practice.Worry{Moves: slices.Clone(concern.GivesWayTo), Softens: rules.softens, GaveWay: rules.gaveWay}
	for _, says := range concern.Says {
		if says = oneLine(says); fits(says) && len(worry.Says) < maxSays {
			worry.Says = append(worry.Says, says)
		}
	}
	for _, each := range []struct {
		to   *string
		from []string
	}{{&worry.Reveals, concern.Reveals}, {&worry.Softens, concern.Softens}, {&worry.GaveWay, concern.GaveWay}} {
		if len(each.from) > 0 && fits(oneLine(each.from[0])) {
			*each.to = oneLine(each.from[0])
		}
	}
	return worry
}

// checkDrafted holds a draft to the bounds of everything that is said here.
func checkDrafted(drafted *practice.Drafted) error {
	if drafted == nil {
		return nil
	}
	if len(drafted.Worries) < minWorries || len(drafted.Worries) > maxWorries {
		return errDraft
	}
	for _, worry := range drafted.Worries {
		if len(worry.Says) == 0 || len(worry.Says) > maxSays || len(worry.Moves) < leastWays || slices.Contains(worry.Moves, practice.Direct) {
			return errDraft
		}
		for _, method := range worry.Moves {
			if !slices.Contains(practice.Methods(), method) {
				return errDraft
			}
		}
		for _, text := range append([]string{worry.Softens, worry.GaveWay}, worry.Says...) {
			if !fits(text) {
				return errDraft
			}
		}
		if worry.Reveals != "" && !fits(worry.Reveals) {
			return errDraft
		}
	}
	return nil
}

var errDraft = practice.Errorf(practice.CodeInvalid, "The model's draft has too little that can be used. The person made by rules stays. You can try again.")

func fits(text string) bool {
	return checkText("A line", text, MaxSaid, true) == nil && !strings.Contains(text, "\n")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
