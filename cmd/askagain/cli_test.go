package main

import (
	"errors"
	"fmt"
	"testing"

	"github.com/askagain/askagain/server/practice"
)

// Commands that look at recorded attempts keep no log: what lies behind a damaged
// record is said at the terminal, or nowhere.
func TestSentence(t *testing.T) {
	behind := errors.New("event 7 follows event 5")
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"a foreign error":        {fmt.Errorf("write: %w", behind), "write: event 7 follows event 5"},
		"a person's mistake":     {practice.Errorf(practice.CodeInvalid, "Say it shorter.").Because(behind), "Say it shorter."},
		"our fault":              {practice.Errorf(practice.CodeInternal, "The record is damaged.").Because(behind), "The record is damaged. (event 7 follows event 5)"},
		"our fault, unexplained": {practice.Errorf(practice.CodeInternal, "The record is damaged."), "The record is damaged."},
		"one of several":         {errors.Join(practice.Errorf(practice.CodeNotFound, "There is none."), behind), "There is none."},
	} {
		t.Run(name, func(t *testing.T) {
			if got := sentence(test.err); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
