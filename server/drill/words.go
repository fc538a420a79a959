package drill

import (
	"fmt"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// Note is what there is to know about a way that works otherwise in one turn than in
// a whole talk; "" for the others.
func (e Exercise) Note() string {
	switch e.Method {
	case practice.Wait:
		return fmt.Sprintf("Waiting is announced in words and done by waiting: say when you come back. The drill lets %d days pass for you.", rest)
	case practice.Ally:
		if helper := e.helper(); helper != nil {
			return fmt.Sprintf("In a talk you would have to win %s first. Here that is done: %s has said yes to you.", helper.Name, first(helper.Name))
		}
		return "Name who could come in, and what for. Nobody has to be won first here."
	case practice.Medium:
		return "Few nos give way to another medium alone. It opens the way for what you say there."
	case practice.Explore:
		return "Here a question is enough. The ask comes next."
	}
	return ""
}

// Says tells in a sentence what the turn did to the no.
func (e Exercise) Says(outcome Outcome) string {
	name := first(e.Person.Name)
	switch outcome {
	case Firmer:
		return "That made the no firmer."
	case GaveWay:
		return "It fits: this no is out of the way."
	case Weakened:
		return "It fits: the no got weaker. A little more, and it is gone."
	case ByAnother:
		return "The no moved, by another way than the one you practice now."
	case Opened:
		return "It fits: what is behind the no came out."
	case InTime:
		return fmt.Sprintf("It fits, in time: %s will hear you again. %d days later the no had got weaker.", name, rest)
	case Soothed:
		return fmt.Sprintf("The no stands, and %s has more patience with you than before.", name)
	case Elsewhere:
		return fmt.Sprintf("This no stands. Another worry that %s has not spoken of got weaker.", name)
	case Unheard:
		return "This no gives way to it. Said so that it is heard, it would have moved something."
	case Crowded:
		return "That was too much at once: only the first way was heard."
	case Leads:
		return fmt.Sprintf("The proposal alone moves nothing here. But that is where %s listens best: what you say there counts for more.", name)
	}
	return "This no does not give way to it, however well it is said. An untried way costs nothing, so it was worth finding out."
}

// AsksSay tells in a sentence how the turn asks.
func (e Exercise) AsksSay(result Result) string {
	switch {
	case result.Reading.Ask == practice.AskOutcome:
		return "You asked for it."
	case result.Reading.Ask == practice.AskPartial:
		return "You asked for a part of it."
	case e.Method == practice.Explore && result.Seen:
		return "You asked for nothing yet, and that is fine here: first understand, then ask."
	case result.Seen:
		return "The way is there, and nothing is asked for. Nobody says yes to a question that was not put."
	}
	return "Nothing is asked for."
}

func first(name string) string {
	if fields := strings.Fields(name); len(fields) > 0 {
		return fields[0]
	}
	return "They"
}
