package dialogue

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Validate reports, in words for a person, why a turn cannot be taken now; nil
// when it can. Its errors are practice.Error: CodeEnded, CodeTooLarge,
// CodeStale or CodeInvalid. A turn that it lets through is taken by Step.
func Validate(s *scenario.Scenario, state State, turn practice.Turn) error {
	switch {
	case state.Version > Version:
		return practice.Errorf(practice.CodeStale, "This attempt was played with newer rules (%d) than this program has (%d). Update Askagain to go on.", state.Version, Version)
	case !state.fits(s):
		return practice.Errorf(practice.CodeInvalid, "This attempt belongs to another version of the scenario. Start a new attempt to go on.")
	case state.Ending.Over():
		return practice.Errorf(practice.CodeEnded, "This attempt is over, so no turn can follow. Go back to an earlier turn or start a new attempt.")
	}
	switch turn.Kind {
	case practice.Say:
		return validateSay(s, state, turn)
	case practice.WaitFor:
		if turn.Days < 1 || turn.Days > practice.MaxWaitDays {
			return practice.Errorf(practice.CodeInvalid, "You can wait 1 to %d days, not %d. Choose a number between them.", practice.MaxWaitDays, turn.Days)
		}
		return nil
	case practice.Take:
		if !state.CanTake() {
			return practice.Errorf(practice.CodeInvalid, "There is nothing on offer to take. Ask again, another way.")
		}
		return nil
	case practice.End:
		return nil
	}
	return practice.Errorf(practice.CodeInvalid, "%q is not something a turn can do. A turn is one of say, wait, take and end.", turn.Kind)
}

func validateSay(s *scenario.Scenario, state State, turn practice.Turn) error {
	person, known := state.Person(turn.To)
	switch {
	case !known:
		return practice.Errorf(practice.CodeInvalid, "There is nobody called %q here. You can speak to %s.", turn.To, everybody(s))
	case turn.Channel.Strength() == 0:
		return practice.Errorf(practice.CodeInvalid, "%q is not a channel. Choose one of email, chat, phone and in_person.", turn.Channel)
	case person.Closed:
		return practice.Errorf(practice.CodeInvalid, "%s has closed the door and will not answer. Speak to somebody else, or end here.", s.Person(turn.To).Name)
	}
	if err := validateText(turn.Text); err != nil {
		return err
	}
	if err := validateSeconds(turn); err != nil {
		return err
	}
	return validateIntends(turn.Intends)
}

func everybody(s *scenario.Scenario) string {
	ids := make([]string, len(s.People))
	for i := range s.People {
		ids[i] = s.People[i].ID
	}
	return strings.Join(ids, ", ")
}

func validateText(text string) error {
	if !utf8.ValidString(text) {
		return practice.Errorf(practice.CodeInvalid, "The text is not valid UTF-8. Send it again as UTF-8.")
	}
	if runes := utf8.RuneCountInString(text); runes > practice.MaxTurnRunes {
		return practice.Errorf(practice.CodeTooLarge, "The text has %d characters; a turn holds %d. Shorten it and send it again.", runes, practice.MaxTurnRunes)
	}
	if strings.TrimSpace(text) == "" {
		return practice.Errorf(practice.CodeInvalid, "The text is empty. Write what you want to say.")
	}
	for i, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return practice.Errorf(practice.CodeInvalid, "The text holds a control character (U+%04X at byte %d). Remove it and send it again; new lines and tabs are fine.", r, i)
		}
	}
	return nil
}

func validateSeconds(turn practice.Turn) error {
	switch {
	case turn.Seconds == 0:
		return nil
	case !turn.Channel.Spoken():
		return practice.Errorf(practice.CodeInvalid, "What is written takes no time to say. Leave out seconds, or say it by phone or in_person.")
	case turn.Seconds < 0 || turn.Seconds > practice.MaxSeconds:
		return practice.Errorf(practice.CodeInvalid, "A turn takes 1 to %d seconds to say, not %d. Leave out seconds if you do not know.", practice.MaxSeconds, turn.Seconds)
	}
	return nil
}

func validateIntends(intends []practice.Method) error {
	if len(intends) > practice.MaxIntends {
		return practice.Errorf(practice.CodeInvalid, "You chose %d ways of asking; a turn holds %d. Keep the ones that matter most.", len(intends), practice.MaxIntends)
	}
	for _, method := range intends {
		if !slices.Contains(practice.Methods(), method) {
			return practice.Errorf(practice.CodeInvalid, "%q is not a way of asking that Askagain knows. Choose one from the palette.", method)
		}
	}
	return nil
}
