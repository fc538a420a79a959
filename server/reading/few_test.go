package reading_test

import (
	"slices"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestThreatsAreNoTrade(t *testing.T) {
	for said, pushy := range map[string]bool{
		"If you don't set this up, I'll go straight to Dana and tell her you stood in the way.": true,
		"Unless you sign today I will escalate this to your director.":                          true,
		"Give me the slot, or I'll report you to the council.":                                  true,
		"You can't say no forever, otherwise I'll call your boss.":                              true,
		"If you don't have room for all forty, I'll store half of them for you.":                false,
		"If you don't need all forty, I'll take back what is left.":                             false,
		"If you can't come to us, I'll bring the samples to your office.":                       false,
	} {
		read := newReader(t).Read(practice.Said{Outcome: "a meeting with Dana Reyes, the CFO", ClientLast: "No.", Text: said})
		if got := read.Tone == practice.Pushy; got != pushy {
			t.Errorf("%q is read as %s", said, read.Tone)
		}
		if pushy && read.Has(practice.Trade) {
			t.Errorf("%q is read as a trade", said)
		}
		if pushy && !slices.ContainsFunc(read.Evidence, func(e practice.Evidence) bool { return e.Label == practice.LabelPushy }) {
			t.Errorf("%q is pushy without evidence", said)
		}
	}
}

func TestFewWords(t *testing.T) {
	for said, want := range map[string]struct {
		explores, yields bool
	}{
		"Why not?":             {true, false},
		"why":                  {true, false},
		"What's stopping you?": {true, false},
		"How come?":            {true, false},
		"So no?":               {true, false},
		"Anything else?":       {true, false},
		"Is that a no?":        {true, false},
		"ok":                   {false, true},
		"x":                    {false, false},
		"no":                   {false, false},
		"a":                    {false, false},
		"hm.":                  {false, false},
	} {
		read := newReader(t).Read(practice.Said{Outcome: "two weeks of Mira on site", ClientLast: "She's on the release until it ships.", Text: said})
		if read.Has(practice.Explore) != want.explores || read.Yields != want.yields {
			t.Errorf("%q is read as %v, yields %t", said, read.Methods, read.Yields)
		}
		if read.Ask != practice.AskNone || read.Tone == practice.Pushy {
			t.Errorf("%q is read as ask %s, %s", said, read.Ask, read.Tone)
		}
	}
}

// Whatever a rule takes back goes with its evidence, and what it adds has some.
func TestRulesKeepLabelsAndEvidenceTogether(t *testing.T) {
	for _, said := range []string{
		"Why not?", "why", "May I ask why?", "x", "no", "Thanks! Why not?",
		"If you don't set this up, I'll go straight to Dana and tell her you stood in the way.",
		"I see your point, and thank you. But if you refuse, I will complain to your director. In return you'd get the report.",
	} {
		for _, earlier := range [][]string{nil, {said}} {
			read := newReader(t).Read(practice.Said{Outcome: "a meeting with Dana", ClientLast: "No.", Text: said, Earlier: earlier})
			for _, evidence := range read.Evidence {
				if !read.Counts(evidence.Label) || said[evidence.Start:evidence.End] != evidence.Quote {
					t.Errorf("%q: evidence %+v of a label that does not count", said, evidence)
				}
			}
			for _, method := range read.Methods {
				if _, found := read.Quote(practice.Label(method)); !found {
					t.Errorf("%q: %s counts without evidence", said, method)
				}
			}
			if earlier != nil && read.Repeat == practice.RepeatOwn && len(read.Methods) > 0 && !read.Has(practice.Direct) {
				t.Errorf("%q said again is credited with %v", said, read.Methods)
			}
		}
	}
}

func TestOtherLanguages(t *testing.T) {
	for said, want := range map[string]practice.Language{
		"Könnten Sie mir bitte die Zahlen bis Freitag schicken, damit wir weitermachen können?": practice.LanguageOther,
		"¿Podría enviarme los datos antes del viernes para que podamos seguir con el proyecto?": practice.LanguageOther,
		"お願いします、金曜日までに数字を送ってください。":                                                              practice.LanguageOther,
		"Could you send me the numbers by Friday, so that we can go on?":                        practice.LanguageKnown,
		"🙂🙂": practice.LanguageKnown,
		"":   practice.LanguageKnown,
	} {
		read := newReader(t).Read(practice.Said{Text: said})
		if read.Language != want {
			t.Errorf("%q is in language %q, want %q", said, read.Language, want)
		}
		if want == practice.LanguageOther && (read.Ask != practice.AskNone || len(read.Methods) > 0) {
			t.Errorf("%q is read as %s %v", said, read.Ask, read.Methods)
		}
	}
}
