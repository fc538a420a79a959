package own_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/own"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

const drafted = `format: 1
title: Somebody else's title
you: You are somebody else.
outcome: {need: Something else, from: her}
people:
  her:
    name: Somebody Else
    opens: {says: "Another first no."}
    concerns:
      lines:
        says: ["The line is full.", "I have to defend every line."]
        reveals: Often it is one question in one meeting.
        gives_way_to: [value, trade]
        strength: 3
        softens: That I could show.
        gave_way: If it pays for itself, fine.
      envy:
        says: ["And the others?"]
        gives_way_to: [obstacle, reduce]
      alone:
        says: ["I cannot decide it alone."]
        gives_way_to: [ally, proof, wait]
      fourth:
        says: ["One more."]
        gives_way_to: [value, proof]
`

func compiled(t testing.TB, file string) *scenario.Scenario {
	t.Helper()
	made, findings := scenario.Compile("draft.yaml", []byte(file))
	if made == nil {
		t.Fatal(findings)
	}
	return made
}

func TestADraftBringsWorriesAndNothingElse(t *testing.T) {
	no, err := own.Adopt(plain(), compiled(t, drafted), "a model")
	if err != nil {
		t.Fatal(err)
	}
	made, err := own.Build(no)
	if err != nil {
		t.Fatal(err)
	}
	person := made.Opener()
	if made.Outcome.Need != plain().Need || person.Name != plain().Name || person.Opens.Says != plain().Said || strings.Contains(string(made.Source), "omebody else") {
		t.Errorf("the draft changed what is the rep's:\n%s", made.Source)
	}
	if len(person.Concerns) != 3 || person.Concerns[0].Says[0] != "The line is full." || person.Concerns[0].Strength != 2 {
		t.Errorf("the worries are %+v", person.Concerns)
	}
	if !strings.Contains(person.Concerns[0].Reveals[0], "you would have to ask me for real") || len(person.Concerns[1].Reveals) != 0 {
		t.Errorf("asking brings out %q and %q", person.Concerns[0].Reveals, person.Concerns[1].Reveals)
	}
	if !wins(made) {
		t.Error("it cannot be won")
	}
	again, err := own.Build(plain())
	if err != nil || again.Hash == made.Hash {
		t.Errorf("without the draft it is the same, %v", err)
	}
}

func TestADraftOfTooLittleIsRefused(t *testing.T) {
	long := strings.Repeat("x", own.MaxSaid+1)
	for name, file := range map[string]string{
		"one worry":    drafted[:strings.Index(drafted, "      envy:")],
		"one way each": strings.NewReplacer("[value, trade]", "[value]", "[obstacle, reduce]", "[reduce]", "[ally, proof, wait]", "[ally]", "[value, proof]", "[proof]").Replace(drafted),
		"endless lines": strings.NewReplacer("The line is full.", long, "I have to defend every line.", long, "And the others?", long, "I cannot decide it alone.", long,
			"One more.", long).Replace(drafted),
	} {
		if _, err := own.Adopt(plain(), compiled(t, file), "a model"); practice.CodeOf(err) != practice.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Whatever the worries are, what Build accepts of them can be won.
func TestAnyDraftThatIsTakenCanBeWon(t *testing.T) {
	methods := rapid.SliceOfNDistinct(rapid.SampledFrom(practice.Methods()[1:]), 1, -1, rapid.ID[practice.Method])
	fine := rapid.SampledFrom([]string{"No.", "need: x", "\"", "\\", "- a", "# b", "&a", "null"})
	text := rapid.Custom(func(t *rapid.T) string {
		if rapid.IntRange(0, 40).Draw(t, "broken") == 1 {
			return rapid.SampledFrom([]string{"", "a\u202eb", "a\nb"}).Draw(t, "how")
		}
		return fine.Draw(t, "text")
	})
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		no := plain()
		no.Tried = methods.Draw(t, "tried")
		no.Drafted = &practice.Drafted{By: "a model"}
		for range rapid.IntRange(2, 3).Draw(t, "worries") {
			no.Drafted.Worries = append(no.Drafted.Worries, practice.Worry{
				Says: rapid.SliceOfN(text, 1, 4).Draw(t, "says"), Reveals: text.Draw(t, "reveals"), Moves: methods.Draw(t, "moves"),
				Softens: text.Draw(t, "softens"), GaveWay: text.Draw(t, "gave way"),
			})
		}
		made, err := own.Build(no)
		if practice.CodeOf(err) == practice.CodeInvalid {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		taken++
		if !wins(made) {
			t.Errorf("%+v with %v tried cannot be won", no.Drafted.Worries, no.Tried)
		}
	})
	if taken < 10 {
		t.Errorf("%d drafts were taken: too few to tell", taken)
	}
}

// FuzzBuild is for texts that no generator thinks of: what is accepted compiles,
// and comes through as it was told.
func FuzzBuild(f *testing.F) {
	f.Add("A raise", "Ines", "my boss", "No budget.", "")
	f.Add("need: x", "\"", "\\", "a\"\n  from: me", "{")
	f.Add("\u0085", "\u2028", "\ufffe", "\x7f", "\u00a0")
	f.Fuzz(func(t *testing.T, need, name, role, said, you string) {
		no := own.Tidy(practice.OwnNo{ID: "X", Need: need, Name: name, Role: role, Said: said, You: you, Reasons: []string{"rules"}})
		if own.Check(no) != nil {
			return
		}
		made, err := own.Build(no)
		if err != nil {
			t.Fatal(err)
		}
		if len(made.People) != 1 || made.Outcome.Need != no.Need || made.Opener().Name != no.Name || made.Opener().Opens.Says != no.Said {
			t.Errorf("came through as\n%s", made.Source)
		}
	})
}
