package scenario_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/askagain/askagain/server/scenario"
)

// errorsOf returns the codes of the errors in a file.
func errorsOf(source string) []string {
	var codes []string
	_, diagnostics := scenario.Compile("a.yaml", []byte(source))
	for _, d := range diagnostics {
		if d.Severity == scenario.SeverityError {
			codes = append(codes, string(d.Code))
		}
	}
	return codes
}

// TestGreatestWeakening holds the check of strengths against the rules: a method
// works once, and once more on a stronger or the liked channel; a turn takes 1,
// face to face 2, and 1 more on the liked channel.
func TestGreatestWeakening(t *testing.T) {
	for _, test := range []struct {
		likes, methods string
		most           int
	}{
		{"", "proof", 3},                      // mail 1, face to face 2
		{"email", "proof", 4},                 // face to face 2, then mail 2
		{"chat", "proof", 4},                  // face to face 2, then chat 2
		{"phone", "proof", 4},                 // phone 2, then face to face 2
		{"in_person", "proof", 4},             // phone 1, then face to face 3
		{"", "[proof, trade]", 6},             // each for itself
		{"phone", "[proof, trade]", 8},        //
		{"", "[proof, proof, proof]", 3},      // named twice is no second method
		{"", "[explore, empathize, ally]", 9}, //
	} {
		t.Run(test.methods+" "+test.likes, func(t *testing.T) {
			for _, strength := range []int{test.most, test.most + 1} {
				if strength > 9 {
					continue // no file can say so
				}
				likes := ""
				if test.likes != "" {
					likes = "    likes: {channel: " + test.likes + "}\n"
				}
				got := errorsOf(fmt.Sprintf(`format: 1
title: T
you: You
outcome: {need: A meeting}
people:
  ann:
    opens: {says: No.}
%s    concerns:
      time: {gives_way_to: %s, strength: %d}
`, likes, test.methods, strength))
				var want []string
				if strength > test.most {
					want = []string{"strength-unreachable"}
				}
				if !slices.Equal(got, want) {
					t.Errorf("strength %d: got %v, want %v", strength, got, want)
				}
			}
		})
	}
}

func TestInfluence(t *testing.T) {
	for _, test := range []struct {
		name, people, calendar string
		want                   []string
	}{
		{name: "a chain of three ends with a method", people: `
  ann: {opens: {says: No.}, concerns: {a: {says: No.}}}
  bob: {agrees_moves: ann.a, concerns: {b: {says: No.}}}
  cleo: {agrees_moves: bob.b, concerns: {c: {gives_way_to: proof}}}`},
		{name: "a circle of three", people: `
  ann: {opens: {says: No.}, agrees_moves: cleo.c, concerns: {a: {says: No.}}}
  bob: {agrees_moves: ann.a, concerns: {b: {says: No.}}}
  cleo: {agrees_moves: bob.b, concerns: {c: {says: No.}}}`, want: []string{"circle", "circle", "circle"}},
		{name: "a circle that the calendar breaks", people: `
  ann: {opens: {says: No.}, agrees_moves: bob.b, concerns: {a: {says: No.}}}
  bob: {agrees_moves: ann.a, concerns: {b: {says: No.}}}`, calendar: "{day: 30, says: Spring., moves: bob.b}"},
		{name: "a circle with another way out", people: `
  ann: {opens: {says: No.}, agrees_moves: bob.b, concerns: {a: {gives_way_to: wait}}}
  bob: {agrees_moves: ann.a, concerns: {b: {says: No.}}}`},
		{name: "somebody moves their own concern", people: `
  ann: {opens: {says: No.}, agrees_moves: ann.a, concerns: {a: {says: No.}}}`, want: []string{"circle"}},
		{name: "waiting for somebody who waits in a circle", people: `
  ann: {opens: {says: No.}, concerns: {a: {says: No.}}}
  bob: {agrees_moves: [ann.a, cleo.c], concerns: {b: {says: No.}}}
  cleo: {agrees_moves: bob.b, concerns: {c: {says: No.}}}`, want: []string{"outcome-unreachable", "circle", "circle"}},
		{name: "two who move it, one of them cannot agree", people: `
  ann: {opens: {says: No.}, concerns: {a: {says: No.}}}
  bob: {agrees_moves: ann.a, concerns: {b: {says: No.}}}
  cleo: {agrees_moves: ann.a, side: own}`, want: []string{"unmovable"}},
		{name: "an ally works only after agreeing, and then has moved it", people: `
  ann: {opens: {says: No.}, concerns: {a: {gives_way_to: ally}}}
  bob: {agrees_moves: ann.a, concerns: {b: {says: No.}}}`, want: []string{"outcome-unreachable", "unmovable"}},
		{name: "an ally whom nobody names works by words", people: `
  ann: {opens: {says: No.}, concerns: {a: {gives_way_to: ally}}}`},
	} {
		t.Run(test.name, func(t *testing.T) {
			source := "format: 1\ntitle: T\nyou: You\noutcome: {need: A meeting}\npeople:" + test.people + "\n"
			if test.calendar != "" {
				source += "calendar: [" + test.calendar + "]\n"
			}
			if got := errorsOf(source); !slices.Equal(got, test.want) {
				t.Errorf("got %v, want %v", got, test.want)
			}
		})
	}
}

func TestInTime(t *testing.T) {
	const people = "people:\n  ann: {opens: {says: No.}, %s, concerns: {a: {gives_way_to: %s, strength: %d}}}\n"
	for _, test := range []struct {
		name, person, methods string
		strength              int
		within                int
		rest                  string
		late                  bool
	}{
		{"by phone on the first day", "patience: 5", "proof", 1, 1, "", false},
		{"two visits take four days", "likes: {channel: in_person}", "[proof, trade]", 6, 4, "", false},
		{"and no less", "likes: {channel: in_person}", "[proof, trade]", 7, 3, "", true},
		{"a wait takes three days", "patience: 5", "wait", 1, 3, "", false},
		{"and no less", "patience: 5", "wait", 1, 2, "", true},
		{"unless something happens sooner", "patience: 5", "wait", 1, 2, "calendar: [{day: 1, says: Monday.}]\n", false},
		{"a wait is not needed where proof does it", "patience: 5", "[wait, proof]", 1, 1, "", false},
		{"every ask takes its days", "asks_needed: 3", "proof", 1, 7, "channels: {email: 2, chat: 2, phone: 2, in_person: 2}\n", true},
		{"and no more", "asks_needed: 3", "proof", 1, 8, "channels: {email: 2, chat: 2, phone: 2, in_person: 2}\n", false},
	} {
		t.Run(fmt.Sprintf("%s %d", test.name, test.within), func(t *testing.T) {
			source := fmt.Sprintf("format: 1\ntitle: T\nyou: You\noutcome: {need: A meeting, within: %d}\n", test.within) +
				fmt.Sprintf(people, test.person, test.methods, test.strength) + test.rest
			var want []string
			if test.late {
				want = []string{"outcome-unreachable"}
			}
			if got := errorsOf(source); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestMoreTurnsThanAnAttemptHas(t *testing.T) {
	for concerns, want := range map[int][]string{30: nil, 31: {"outcome-unreachable"}} {
		var b strings.Builder
		b.WriteString("format: 1\ntitle: T\nyou: You\noutcome: {need: A meeting, within: 365}\npeople:\n  ann:\n    opens: {says: No.}\n    concerns:\n")
		for i := range concerns {
			fmt.Fprintf(&b, "      c%d: {gives_way_to: proof, strength: 3}\n", i) // two turns each
		}
		if got := errorsOf(b.String()); !slices.Equal(got, want) {
			t.Errorf("%d concerns: got %v, want %v", concerns, got, want)
		}
	}
}

// TestOneMistakeIsReportedOnce lists mistakes that make other parts look wrong:
// only the mistake itself is reported.
func TestOneMistakeIsReportedOnce(t *testing.T) {
	const source = `format: 1
title: T
you: You
outcome: {need: A meeting, within: 10}
people:
  ann:
    opens: {says: No.}
    likes: {channel: phone}
    concerns:
      time: {says: ["No.", Not now., Never.], gives_way_to: [proof], strength: 4}
      money: {says: No money.}
  bob:
    side: own
    agrees_moves: [ann.money]
calendar:
  - {day: 9, says: The fair closes.}
`
	if got := errorsOf(source); got != nil {
		t.Fatalf("the source itself has %v", got)
	}
	for _, test := range []struct{ name, old, new, want string }{
		{"a misspelt method", "[proof]", "[prof]", "unknown-method"},
		{"a misspelt key", "gives_way_to:", "gives_way:", "unknown-key"},
		{"a misspelt reference", "ann.money", "ann.moeny", "unknown-concern"},
		{"a reference that is none", "[ann.money]", "[money]", "bad-reference"},
		{"a misspelt key of influence", "agrees_moves:", "agree_moves:", "unknown-key"},
		{"an empty reference", "[ann.money]", "", "empty-value"},
		{"a misspelt channel", "channel: phone", "channel: phoen", "unknown-channel"},
		{"a deadline that is none", "within: 10", "within: soon", "bad-duration"},
		{"a strength that is none", "strength: 4", "strength: strong", "not-a-number"},
		{"an id in capitals", "      money:", "      Money:", "bad-id"},
		{"a person's id in capitals", "  ann:", "  Ann:", "bad-id"},
		{"no concerns at all", "    concerns:\n      time: {says: [\"No.\", Not now., Never.], gives_way_to: [proof], strength: 4}\n      money: {says: No money.}\n", "    concerns: none\n", "wrong-shape"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if strings.Count(source, test.old) != 1 {
				t.Fatalf("%q stands %d times in the file", test.old, strings.Count(source, test.old))
			}
			_, diagnostics := scenario.Compile("a.yaml", []byte(strings.Replace(source, test.old, test.new, 1)))
			var got []string
			for _, d := range diagnostics {
				got = append(got, string(d.Code))
			}
			if !slices.Equal(got, []string{test.want}) {
				t.Errorf("got %v, want only %s", diagnostics, test.want)
			}
		})
	}
}
