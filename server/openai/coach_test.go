package openai_test

import (
	"strings"
	"testing"

	"github.com/askagain/askagain/server/openai"
	"github.com/askagain/askagain/server/practice"
)

func TestCoachWordsAnew(t *testing.T) {
	moment := openai.Moment{
		Outcome: "An afternoon in the harbor archive", Person: "Vera Holt", Said: asked, No: refusal, Method: practice.Trade,
		Line: "If you let me in, I'll scan the harbor maps for you.", Question: "What could you give that costs you little?",
	}
	for name, test := range map[string]struct {
		answer string
		shown  bool
	}{
		"in other words":      {`{"line":"In return for an afternoon in the archive, I'd scan your harbor maps for you.","question":"What could you have given her?"}`, true},
		"another way":         {`{"line":"I understand how you feel, that must be a hard week for you.","question":"What else?"}`, false},
		"a figure made up":    {`{"line":"If you let me in, I'll give you 500 euros in return.","question":"What else?"}`, false},
		"out of the role":     {`{"line":"As an AI language model I'd scan the maps in return.","question":"What else?"}`, false},
		"no question":         {`{"line":"If you let me in, I'll scan the harbor maps for you in return.","question":""}`, false},
		"prose":               {`You could offer a trade.`, false},
		"far too long":        {`{"line":"In return I'd scan the maps` + strings.Repeat(" and more", 80) + `.","question":"What else?"}`, false},
		"something to be run": {`{"line":"In return I'd scan <b>the maps</b> for you.","question":"What else?"}`, false},
	} {
		t.Run(name, func(t *testing.T) {
			model, err := openai.New(openai.Config{BaseURL: serve(t), Model: "repeats:" + test.answer})
			if err != nil {
				t.Fatal(err)
			}
			line, question, err := openai.Coach{Model: model, Reader: newReader(t)}.Word(t.Context(), openai.Account{}, moment)
			if shown := err == nil; shown != test.shown {
				t.Errorf("%q, %q: %v", line, question, err)
			}
		})
	}
}
