package openai_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

func TestSecondReadingIsVerified(t *testing.T) {
	const text = "If you give me an afternoon, I'll scan your harbor maps for you."
	for name, test := range map[string]struct {
		answer  string
		ask     practice.Ask
		methods []practice.Method
		tone    practice.Tone
	}{
		"every quote stands in the text": {
			`{"ask":"outcome","methods":["trade"],"tone":"warm","yields":false,"quotes":[{"label":"outcome","quote":"give me an afternoon"},{"label":"trade","quote":"I'll scan your harbor maps"},{"label":"warm","quote":"for you"}]}`,
			practice.AskOutcome, []practice.Method{practice.Trade}, practice.Warm,
		},
		"a quote that was made up": {
			`{"ask":"outcome","methods":["trade","proof"],"tone":"neutral","yields":false,"quotes":[{"label":"outcome","quote":"give me an afternoon"},{"label":"trade","quote":"I'll scan your harbor maps"},{"label":"proof","quote":"forty archives trust me"}]}`,
			practice.AskOutcome, []practice.Method{practice.Trade}, practice.Neutral,
		},
		"a label without a quote": {
			`{"ask":"outcome","methods":["value"],"tone":"pushy","yields":true,"quotes":[{"label":"outcome","quote":"give me an afternoon"}]}`,
			practice.AskOutcome, []practice.Method{practice.Direct}, practice.Neutral,
		},
		"a label that does not exist": {
			`{"ask":"everything","methods":["charm"],"tone":"lovely","yields":false,"quotes":[{"label":"charm","quote":"If you"},{"label":"everything","quote":"If you"}]}`,
			practice.AskNone, []practice.Method{}, practice.Neutral,
		},
	} {
		t.Run(name, func(t *testing.T) {
			model, err := openai.New(openai.Config{BaseURL: serve(t), Model: "repeats:" + test.answer})
			if err != nil {
				t.Fatal(err)
			}
			read, err := openai.NewSecondReader(model).Read(t.Context(), openai.Account{}, practice.Said{Outcome: "An afternoon in the archive", Text: text})
			if err != nil {
				t.Fatal(err)
			}
			if read.Ask != test.ask || read.Tone != test.tone || read.Yields || cmp.Diff(test.methods, read.Methods) != "" {
				t.Errorf("read %s %v %s yields %v", read.Ask, read.Methods, read.Tone, read.Yields)
			}
			for _, evidence := range read.Evidence {
				if text[evidence.Start:evidence.End] != evidence.Quote {
					t.Errorf("%q does not stand at %d", evidence.Quote, evidence.Start)
				}
			}
		})
	}
}

func TestSecondReadingInNoForm(t *testing.T) {
	model, err := openai.New(openai.Config{BaseURL: serve(t), Model: "repeats:I would say it is a trade."})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := openai.NewSecondReader(model).Read(t.Context(), openai.Account{}, practice.Said{Text: "May we?"}); err == nil {
		t.Error("prose was taken for a reading")
	}
}

func TestReadersDisagree(t *testing.T) {
	a := practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{practice.Trade}, Tone: practice.Warm}
	b := practice.Reading{Ask: practice.AskOutcome, Methods: []practice.Method{practice.Value}, Tone: practice.Warm}
	if diff := cmp.Diff([]practice.Label{practice.Label(practice.Value), practice.Label(practice.Trade)}, openai.Disagree(a, b)); diff != "" {
		t.Error(diff)
	}
}
