package own

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Build makes the scenario of an own no that Check accepts: its person says no in
// the rep's words first, then in words that such nos have in common. What was tried
// already moves nothing where another way is left.
func Build(no practice.OwnNo) (*scenario.Scenario, error) {
	if err := Check(no); err != nil {
		return nil, err
	}
	if err := checkDrafted(no.Drafted); err != nil {
		return nil, err
	}
	made, findings := scenario.Compile(ScenarioName(no.ID)+".yaml", []byte(file(no)))
	if made == nil {
		cause := fmt.Errorf("%d findings", len(findings))
		if len(findings) > 0 {
			cause = fmt.Errorf("%s: %s", findings[0].Code, findings[0].Message)
		}
		return nil, practice.Errorf(practice.CodeInternal, "No talk can be made of this. Change a word or two and try again.").Because(cause)
	}
	return made, nil
}

// file is the scenario as a trainer would write it. Every text of the rep's stands
// in a JSON string, which YAML reads as it is, so that none becomes a key.
func file(no practice.OwnNo) string {
	var out strings.Builder
	line := func(format string, arguments ...any) { fmt.Fprintf(&out, format+"\n", arguments...) }
	line("# %s", quoted(ScenarioName(no.ID))) // a file is kept by its hash: nobody else's is the same, so that it goes with its no
	line("format: 1")
	line("title: %s", quoted(title(no.Need)))
	line("level: 2")
	line("minutes: 5")
	line("you: %s", quoted(situation(no)))
	line("outcome:")
	line("  need: %s", quoted(no.Need))
	line("  within: 14 days")
	line("  from: them")
	line("people:")
	line("  them:")
	line("    name: %s", quoted(no.Name))
	line("    role: %s", quoted(role(no)))
	line("    patience: 6")
	line("    opens: {channel: phone, says: %s}", quoted(no.Said))
	line("    concerns:")
	for i, worry := range worries(no) {
		moves, worn := ways(worry.Moves, no.Tried)
		line("      worry_%d:", i+1)
		line("        says: %s", list(worry.Says))
		if worry.Reveals != "" {
			line("        reveals: %s", quoted(told(worry.Reveals, i)))
		}
		line("        gives_way_to: [%s]", join(moves))
		line("        strength: %d", strength(i))
		line("        hardens_on: [pushy]")
		line("        softens: [%s]", quoted(worry.Softens))
		line("        gave_way: %s", quoted(worry.GaveWay))
		if len(worn) > 0 {
			line("        answers: {%s}", answers(worn))
		}
	}
	line("    agrees: %s", quoted("All right. Yes, let's do it."))
	line("    closes: %s", quoted("Please let it rest now."))
	return out.String()
}

// worries are what the person worries about: as a model drafted them, or by rules.
func worries(no practice.OwnNo) []practice.Worry {
	if no.Drafted != nil {
		return no.Drafted.Worries
	}
	var made []practice.Worry
	for _, reason := range behind(no) {
		t := reasons[reason]
		made = append(made, practice.Worry{Says: t.says, Reveals: t.reveals, Moves: t.moves, Softens: t.softens, GaveWay: t.gaveWay})
	}
	return made
}

// behind is what stands between the rep and the yes: what they picked, and one more
// where they picked one, since hardly any no has one reason alone.
func behind(no practice.OwnNo) []Reason {
	var picked []Reason
	for _, reason := range no.Reasons {
		picked = append(picked, Reason(reason))
	}
	for _, more := range []Reason{Risk, Unwilling} {
		if len(picked) < maxReasons && !slices.Contains(picked, more) {
			picked = append(picked, more)
		}
	}
	return picked
}

// told is what asking brings out: what often lies behind such a no. Nothing is
// known of the real person, and the words say so.
func told(reveals string, place int) string {
	if place == 0 {
		return reveals + " Whether that is so with me, you would have to ask me for real."
	}
	return reveals + " Is it that with me? I could tell you if you asked me for real."
}

// strength is less for what comes second, so that a talk stays within minutes.
func strength(place int) int { return max(1, 2-place) }

// leastWays is how many ways are left open at least, whatever was tried.
const leastWays = 2

// ways parts those that move a no from those that were tried and are worn.
func ways(moves, tried []practice.Method) (left, worn []practice.Method) {
	left = slices.Clone(moves)
	for _, method := range tried {
		if i := slices.Index(left, method); i >= 0 && len(left) > leastWays {
			left, worn = slices.Delete(left, i, i+1), append(worn, method)
		}
	}
	return left, worn
}

func answers(worn []practice.Method) string {
	var parts []string
	for _, method := range worn {
		parts = append(parts, string(method)+": "+quoted("We had that already, and it changed nothing for me."))
	}
	return strings.Join(parts, ", ")
}

// maxTitle is how much of the need a title shows, in characters.
const maxTitle = 60

func title(need string) string {
	short := []rune(strings.Join(strings.Fields(need), " "))
	if len(short) > maxTitle {
		short = append(short[:maxTitle-1], '…')
	}
	return string(short)
}

func situation(no practice.OwnNo) string {
	if no.You != "" {
		return no.You
	}
	return "You need this from " + no.Name + ", and you have been putting off asking again."
}

func role(no practice.OwnNo) string {
	if no.Role != "" {
		return no.Role
	}
	return "the one who says no"
}

func list(texts []string) string {
	var parts []string
	for _, text := range texts {
		parts = append(parts, quoted(text))
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func join(methods []practice.Method) string {
	var names []string
	for _, method := range methods {
		names = append(names, string(method))
	}
	return strings.Join(names, ", ")
}

// quoted is the text as a JSON string.
func quoted(text string) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil { // a string always encodes
		panic(err)
	}
	return strings.TrimSuffix(out.String(), "\n")
}
