package reading_test

import (
	"slices"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

func TestFacts(t *testing.T) {
	facts := []practice.Fact{
		{ID: "knows.0", About: "when does the board meet"},
		{ID: "knows.1", About: "who decides on the budget"},
		{ID: "knows.2", About: "why the last supplier was dropped"},
		{ID: "knows.3", About: "how much they pay for storage today"},
	}
	reader := newReader(t)
	for text, want := range map[string][]string{
		"When does the board meet?":                                        {"knows.0"},
		"What day is the board meeting?":                                   {"knows.0"},
		"Could you tell me when your board sits next?":                     {"knows.0"},
		"I'd like to know the date of the board meeting.":                  {"knows.0"},
		"Who makes the decision on budgets here?":                          {"knows.1"},
		"Whose budget is it, who decides?":                                 {"knows.1"},
		"Why was your last supplier dropped?":                              {"knows.2"},
		"Tell me the reason you dropped the last supplier.":                {"knows.2"},
		"How much do you pay for storage?":                                 {"knows.3"},
		"What does storage cost you today?":                                {"knows.3"},
		"When does the board meet, and who decides on the budget?":         {"knows.0", "knows.1"},
		"The board meets and decides on the budget.":                       nil,
		"Could we meet on Tuesday?":                                        nil,
		"Who sits on your board?":                                          nil,
		"Would you decide by Friday?":                                      nil,
		"When can we start?":                                               nil,
		"I'd rather be with another supplier myself, and I know the cost.": nil,
	} {
		t.Run(text, func(t *testing.T) {
			if got := reader.Read(practice.Said{Text: text, Facts: facts}).Facts; !slices.Equal(got, want) {
				t.Errorf("facts %v, want %v", got, want)
			}
		})
	}
}
