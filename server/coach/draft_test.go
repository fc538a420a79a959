package coach_test

import (
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestDraft(t *testing.T) {
	unborne := func(_ *practice.Turn, reading *practice.Reading) { reading.Unborne = []practice.Method{practice.Trade} }
	foreign := func(_ *practice.Turn, reading *practice.Reading) { reading.Language = practice.LanguageOther }
	for name, test := range map[string]struct {
		before []string
		words  string
		change func(*practice.Turn, *practice.Reading)
		want   string
		says   []string
	}{
		"a plain ask":          {nil, "[outcome:May we have the big room?]", nil, "asks", []string{"by this way: just ask", "May we have the big room?"}},
		"a way that is new":    {[]string{"[outcome:May we?]"}, "[trade:We clean up], if [outcome:we may have it].", nil, "new_way", []string{"new with Ada: offer a trade", "We clean up"}},
		"meant, and not there": {nil, "[outcome:May we have it?]", unborne, "unborne", []string{"You meant to ask by this way: offer a trade."}},
		"pressing, and a part": {nil, "[pushy:You must], now. [partial:One Thursday?]", nil, "pushy part", []string{"reads as pressing", "all of it: The big room on Thursdays from May."}},
		"said before":          {[]string{"[value:Fourteen would sit.] [outcome:May we?]", "[outcome:Would you, please?]"}, "[value:Fourteen would sit.] [outcome:May we?]", repeats(practice.RepeatOwn), "repeat", []string{"at turn 1."}},
		"their words":          {nil, "The big room is taken. Sorry. [outcome:May we?]", repeats(practice.RepeatTheirs), "handed_back", nil},
		"the third time":       {[]string{"[outcome:May we?]", "[outcome:Might we?]"}, "[outcome:Could we?]", nil, "same_way", []string{"2 times by this way already: just ask"}},
		"as the ask before":    {[]string{"[outcome:May we?]"}, "[outcome:Might we?]", nil, "stale", []string{"at turn 1 already: just ask. What is new in it?"}},
		"another medium":       {[]string{"[outcome:May we?]"}, "[outcome:Might we?]", by(practice.Phone), "asks", nil},
		"everything at once":   {nil, "[trade:We clean] and [proof:forty signed] and [value:it fills]. [outcome:Well?]", nil, "shotgun", []string{"3 ways at once", "it fills"}},
		"nothing is asked":     {nil, "It rains here.", nil, "no_ask", []string{"something from Ada now", "It rains here."}},
		"it explores":          {nil, "[explore:What is behind it?]", nil, "explores", []string{"a turn of its own"}},
		"another language":     {nil, "Dürfen wir den Saal haben?", foreign, "foreign no_ask", []string{"Dürfen wir den Saal haben?"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := begin(t, compile(t, source))
			for _, words := range test.before {
				p.say("ada", words)
			}
			turn, reading := read("ada", test.words)
			if test.change != nil {
				test.change(&turn, &reading)
			}
			points := p.coach.Draft(turn, reading)
			wantPoints(t, points, test.want, test.says...)
			for _, point := range points {
				if point.Quote.Turn != len(test.before)+1 {
					t.Errorf("it quotes turn %d", point.Quote.Turn)
				}
			}
			wantPoints(t, p.coach.Draft(turn, reading), test.want) // nothing is kept
		})
	}
}
