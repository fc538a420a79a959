package own_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/own"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

func plain() practice.OwnNo {
	return practice.OwnNo{
		ID: "ABC", Rep: "ada", Need: "A raise of five percent from June", Name: "Ines", Role: "my boss",
		Said: "There's no budget this year.", Reasons: []string{string(own.NoMoney)}, Tried: []practice.Method{practice.Value},
	}
}

func TestATalkIsMadeOfWhatIsTold(t *testing.T) {
	made, err := own.Build(plain())
	if err != nil {
		t.Fatal(err)
	}
	person := made.Opener()
	if made.Name != "own-ABC" || made.Outcome.Need != plain().Need || person.Name != "Ines" || person.Opens.Says != plain().Said {
		t.Errorf("made %q of %q by %q: %q", made.Name, made.Outcome.Need, person.Name, person.Opens.Says)
	}
	if len(person.Concerns) != 2 {
		t.Fatalf("%d concerns", len(person.Concerns))
	}
	if slices.Contains(person.Concerns[0].GivesWayTo, practice.Value) {
		t.Error("what was tried still moves")
	}
	if len(person.Concerns[0].Answers[practice.Value]) == 0 {
		t.Error("what was tried is not answered as such")
	}
}

// wins plays a scenario by the ways that its person gives way to.
func wins(s *scenario.Scenario) bool {
	state := dialogue.Start(s)
	for range practice.MaxTurns {
		if state.Ending.Over() {
			break
		}
		method := practice.Direct
		p, _ := state.Person("them")
		for i, c := range p.Concerns {
			if !c.Standing() {
				continue
			}
			for _, m := range s.Person("them").Concerns[i].GivesWayTo {
				if !slices.ContainsFunc(c.Worked, func(u dialogue.Use) bool { return u.Method == m }) {
					method = m
					break
				}
			}
			break
		}
		turn := practice.Turn{Kind: practice.Say, To: "them", Channel: practice.Phone}
		state, _ = dialogue.Step(s, state, turn, practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{method}, Tone: practice.Warm})
		if method == practice.Wait {
			state, _ = dialogue.Step(s, state, practice.Turn{Kind: practice.WaitFor, Days: 3}, practice.Reading{})
		}
	}
	return state.Ending == practice.Won
}

// Whatever is told, what Check accepts becomes a talk that can be won.
func TestAnyOwnNoCanBePlayedAndWon(t *testing.T) {
	text := func(most int) *rapid.Generator[string] {
		nasty := rapid.SampledFrom([]string{
			"need: x", "- a", "{a: b}", "\"", "'", "\\", "#", "&a *a", "!!str", "<<: *a", "---", "...", "null", "~", "yes", "2026-01-01", "0x1F", "🙂", "é", "مرحبا", "{name}", "a\nb", ": ", "|", ">", "%", "@", "`", "\t",
		})
		return rapid.Custom(func(t *rapid.T) string {
			if rapid.Bool().Draw(t, "nasty") {
				return strings.TrimSpace(nasty.Draw(t, "part"))
			}
			return strings.TrimSpace(rapid.StringN(1, most, -1).Draw(t, "any"))
		})
	}
	rapid.Check(t, func(t *rapid.T) {
		no := practice.OwnNo{
			ID: "X", Need: text(own.MaxNeed).Draw(t, "need"), Name: text(own.MaxName).Draw(t, "name"), Role: text(own.MaxRole).Draw(t, "role"),
			Said: text(own.MaxSaid).Draw(t, "said"), You: text(own.MaxYou).Draw(t, "you"),
			Tried: rapid.SliceOfDistinct(rapid.SampledFrom(practice.Methods()), rapid.ID[practice.Method]).Draw(t, "tried"),
		}
		for _, choice := range rapid.SliceOfNDistinct(rapid.SampledFrom(own.Reasons()), 1, 2, func(c own.Choice) own.Reason { return c.Reason }).Draw(t, "reasons") {
			no.Reasons = append(no.Reasons, string(choice.Reason))
		}
		no = own.Tidy(no)
		if own.Check(no) != nil {
			return
		}
		made, err := own.Build(no)
		if err != nil {
			t.Fatalf("%v (%v)", err, errors.Unwrap(err))
		}
		if made.Outcome.Need != no.Need || made.Opener().Opens.Says != no.Said || made.Opener().Name != no.Name {
			t.Errorf("need %q, no %q, name %q came through as %q, %q, %q", no.Need, no.Said, no.Name, made.Outcome.Need, made.Opener().Opens.Says, made.Opener().Name)
		}
		if !wins(made) {
			t.Errorf("%v with %v tried cannot be won", no.Reasons, no.Tried)
		}
	})
}

func TestWhatIsRefused(t *testing.T) {
	for name, change := range map[string]func(*practice.OwnNo){
		"no need":              func(no *practice.OwnNo) { no.Need = "" },
		"nobody":               func(no *practice.OwnNo) { no.Name = "" },
		"nothing said":         func(no *practice.OwnNo) { no.Said = "" },
		"too long":             func(no *practice.OwnNo) { no.Need = strings.Repeat("é", own.MaxNeed+1) },
		"a control character":  func(no *practice.OwnNo) { no.Said = "a\x00b" },
		"text turned around":   func(no *practice.OwnNo) { no.Name = "a\u202eb" },
		"broken text":          func(no *practice.OwnNo) { no.Name = "a\xffb" },
		"no reason":            func(no *practice.OwnNo) { no.Reasons = nil },
		"three reasons":        func(no *practice.OwnNo) { no.Reasons = []string{"no_time", "no_money", "rules"} },
		"one reason twice":     func(no *practice.OwnNo) { no.Reasons = []string{"rules", "rules"} },
		"an unknown reason":    func(no *practice.OwnNo) { no.Reasons = []string{"weather"} },
		"an unknown way tried": func(no *practice.OwnNo) { no.Tried = []practice.Method{"bribe"} },
	} {
		no := plain()
		change(&no)
		if code := practice.CodeOf(own.Check(no)); code != practice.CodeInvalid && code != practice.CodeTooLarge {
			t.Errorf("%s: %q", name, code)
		}
		if _, err := own.Build(no); err == nil {
			t.Errorf("%s is built", name)
		}
	}
}

// Pages look for the words in lower case in what is typed.
func TestEveryReasonIsHintedAt(t *testing.T) {
	for _, choice := range own.Reasons() {
		if choice.Name == "" || len(choice.Words) == 0 && choice.Reason != own.Unwilling {
			t.Errorf("%s has no name or no words", choice.Reason)
		}
		for _, word := range choice.Words {
			if word == "" || word != strings.ToLower(word) {
				t.Errorf("%s: %q would never be found", choice.Reason, word)
			}
		}
	}
}

func TestDue(t *testing.T) {
	no := plain()
	if own.Due(no, "2026-03-31") {
		t.Error("without a commitment")
	}
	no.Commitment = &practice.Commitment{Method: practice.Trade, Date: "2026-03-31"}
	for today, want := range map[string]bool{"2026-03-30": false, "2026-03-31": true, "2027-01-01": true} {
		if own.Due(no, today) != want {
			t.Errorf("%s: %v", today, !want)
		}
	}
	no.Told = &practice.Told{Asked: practice.AskedNo}
	if own.Due(no, "2026-04-01") {
		t.Error("after it was told")
	}
}

// unfolded reads a calendar file back: its lines, unfolded, each within the bound.
func unfolded(t interface {
	Fatalf(string, ...any)
}, file string) []string {
	if !strings.HasSuffix(file, "\r\n") || strings.Contains(strings.ReplaceAll(file, "\r\n", ""), "\n") || strings.Contains(strings.ReplaceAll(file, "\r\n", ""), "\r") {
		t.Fatalf("lines end otherwise than by CRLF: %q", file)
	}
	for line := range strings.SplitSeq(file, "\r\n") {
		if len(line) > 75 || !utf8.ValidString(line) {
			t.Fatalf("a line of %d octets: %q", len(line), line)
		}
	}
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(file, "\r\n ", ""), "\r\n"), "\r\n")
}

func TestReminder(t *testing.T) {
	no := plain()
	if own.Reminder(no, "trade", time.Time{}) != "" {
		t.Error("without a commitment there is a file")
	}
	rapid.Check(t, func(t *rapid.T) {
		no := plain()
		no.Need = rapid.StringN(0, 200, -1).Draw(t, "need")
		no.Commitment = &practice.Commitment{Method: practice.Trade, Date: "2026-03-31", Words: rapid.SampledFrom([]string{"", "a\nEND:VEVENT", "a;b,c\\d", "ü\r\nBEGIN:VALARM"}).Draw(t, "words")}
		lines := unfolded(t, own.Reminder(no, "offer a trade", time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)))
		for _, want := range []string{"BEGIN:VCALENDAR", "UID:ABC@askagain", "DTSTAMP:20260301T100000Z", "DTSTART;VALUE=DATE:20260331", "DTEND;VALUE=DATE:20260401"} {
			if !slices.Contains(lines, want) {
				t.Errorf("%q is not among %q", want, lines)
			}
		}
		for _, once := range []string{"BEGIN:VEVENT", "END:VEVENT", "BEGIN:VALARM", "END:VCALENDAR"} {
			if count := len(slices.DeleteFunc(slices.Clone(lines), func(line string) bool { return line != once })); count != 1 {
				t.Errorf("%s stands %d times", once, count)
			}
		}
	})
}
