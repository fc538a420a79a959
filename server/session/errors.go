package session

import (
	"errors"
	"fmt"

	"github.com/askagain/askagain/server/practice"
)

func errClosing() error {
	return practice.Errorf(practice.CodeUnavailable,
		"Askagain is restarting. Come back in a moment: nothing is lost.")
}

func errFull() error {
	return practice.Errorf(practice.CodeUnavailable,
		"Very many people are practicing right now. Please try again in a minute.")
}

func errNotFound() error {
	return practice.Errorf(practice.CodeNotFound,
		"There is no such attempt here. Go back to the shelf and pick a scenario.")
}

func errBusy() error {
	return practice.Errorf(practice.CodeBusy,
		"Your last turn is still being answered. Wait for the reply, then send this one.")
}

func errEnded() error {
	return practice.Errorf(practice.CodeEnded,
		"This attempt is over, so nothing can be added to it. Go back to an earlier turn and try from there, or start again.")
}

func errNotEnded() error {
	return practice.Errorf(practice.CodeNotEnded,
		"This attempt still runs. How it reads can be changed when it has ended.")
}

func errOfficialAlone() error {
	return practice.Errorf(practice.CodeForbidden,
		"An official attempt is played without the coach, so that it counts alike for everybody. Play it without, and practice with the coach beside it.")
}

func errNotCoached() error {
	return practice.Errorf(practice.CodeForbidden,
		"This attempt is played without the coach, so nobody looks at a draft of it. Say it as it stands.")
}

func errStillCounts() error {
	return practice.Errorf(practice.CodeNotEnded,
		"This attempt counts, so you can go back to a turn of it once it has ended.")
}

func errForgotten() error {
	return practice.Errorf(practice.CodeNotFound,
		"The words of this attempt were kept for as long as the team keeps them, and are gone. Its score stays.")
}

func errNewer() error {
	return practice.Errorf(practice.CodeStale,
		"This attempt was made by a newer version of Askagain. Update this one to go on with it.")
}

func errLate(cause error) error {
	return practice.Errorf(practice.CodeUnavailable,
		"This took too long. Send it again: nothing happens twice.").Because(cause)
}

func errOwed(cause error) error {
	return practice.Errorf(practice.CodeUnavailable,
		"Your turn is saved, but the reply is not yet. Reload the page in a moment to see it.").Because(cause)
}

// errBroken is for a log or a scenario that contradicts itself.
func errBroken(attempt, format string, arguments ...any) error {
	return practice.Errorf(practice.CodeInternal,
		"This attempt can't be opened: its record is damaged. Please start another one.").
		Because(fmt.Errorf("attempt %s: %s", attempt, fmt.Sprintf(format, arguments...)))
}

// unreadable turns a store's error on reading into one for a person.
func unreadable(err error) error {
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errNotFound()
	}
	return practice.Errorf(practice.CodeUnavailable,
		"The attempt can't be read right now. Please try again in a moment.").Because(err)
}

// unwritten turns a store's error on writing into one for a person.
func unwritten(err error) error {
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errNotFound()
	}
	return practice.Errorf(practice.CodeUnavailable,
		"This could not be saved, so it did not happen. Please send it again in a moment.").Because(err)
}

// cause returns what the log should know of an error: what lies behind the
// sentence for a person, if anything does.
func cause(err error) error {
	if domain := practice.AsError(err); domain != nil && errors.Unwrap(domain) != nil {
		return errors.Unwrap(domain)
	}
	return err
}
