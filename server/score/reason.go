package score

import (
	"fmt"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// reason says in plain sentences where a dimension's points come from.
func reason(dimension practice.Dimension, session Session, t tally) string {
	switch dimension {
	case practice.Variety:
		return varietyReason(session, t)
	case practice.Perseverance:
		return perseveranceReason(session, t)
	case practice.Manner:
		return mannerReason(session, t)
	case practice.Attachment:
		return attachmentReason(session, t)
	case practice.Result:
		return resultReason(session, t)
	}
	return ""
}

func varietyReason(session Session, t tally) string {
	switch {
	case len(t.asks) == 0:
		return "You never asked, so there was nothing to vary."
	case t.nos == 0:
		return "You met no no, so there was nothing to vary against."
	}
	ways := waysReason(session, t)
	if t.asksAfterNo == 0 {
		return "You did not ask again after the first no. Before it " + ways + "."
	}
	return fmt.Sprintf("%s; %s.", freshReason(t), ways)
}

// waysReason counts as the formula does, with what was won by fewer ways said
// apart.
func waysReason(session Session, t tally) string {
	target := t.target(session)
	used := fmt.Sprintf("you used %s of the %d that earn full points", plural(t.levers, "way", "ways"), target)
	switch {
	case t.levers == target:
		used = fmt.Sprintf("you used %s, enough for full points", plural(t.levers, "way", "ways"))
	case t.levers > target:
		used = fmt.Sprintf("you used %s where %d were enough", plural(t.levers, "way", "ways"), target)
	case t.levers == 0:
		used = "you used no way but asking plainly"
	}
	var more []string
	if t.channels > 1 {
		more = append(more, plural(t.channels, "channel", "channels"))
	}
	if t.people > 1 {
		more = append(more, plural(t.people, "person", "people"))
	}
	if len(more) > 0 {
		used += ", with " + strings.Join(more, " and ")
	}
	return used
}

func perseveranceReason(session Session, t tally) string {
	switch {
	case t.nos == 0:
		return "You met no no, so there was nothing to keep asking against."
	case t.asksAfterNo == 0 && session.Closed:
		return "The door was shut before you asked again."
	case t.asksAfterNo == 0:
		return fmt.Sprintf("You met %s and did not ask again.", plural(t.nos, "no", "nos"))
	}
	met := fmt.Sprintf("You met %s and asked %s after the first", plural(t.nos, "no", "nos"), times(t.asksAfterNo))
	stale := t.asksAfterNo - t.freshAfterNo
	switch {
	case stale == 0 && t.asksAfterNo == 1:
		met += ", in a fresh way"
	case stale == 0:
		met += ", each time in a fresh way"
	case t.freshAfterNo == 0:
		met += ", never in a fresh way"
	default:
		met += fmt.Sprintf("; %s brought nothing new, which is less than half an answer", plural(stale, "of these", "of these"))
	}
	if session.Closed && t.lastNoOpen {
		return met + ". The last no shut the door and needed no answer."
	}
	return met + "."
}

func mannerReason(session Session, t tally) string {
	switch {
	case t.said == 0:
		return "You said nothing."
	case len(t.asks) == 0:
		return "Manner counts while asking, and you did not ask."
	}
	text := fmt.Sprintf("%d of your %s %s warm or took up what you had been told", t.warm, plural(t.said, "turn", "turns"), wasWere(t.warm))
	switch {
	case t.warm == 0:
		text = "No turn was warm or took up what you had been told"
	case t.warm == t.said && t.said == 1:
		text = "Your one turn was warm or took up what you had been told"
	case t.warm == t.said && t.said == 2:
		text = "Both of your turns were warm or took up what you had been told"
	case t.warm == t.said:
		text = fmt.Sprintf("All of your %d turns were warm or took up what you had been told", t.said)
	}
	if t.pushy == 0 {
		return text + ", and none pushed."
	}
	return fmt.Sprintf("%s; %d pushed, which costs here and takes %s off the whole.", text, t.pushy, percent(thousand-t.pressure()))
}

func attachmentReason(session Session, t tally) string {
	if len(t.asks) == 0 {
		return "You never asked for what you needed."
	}
	lesser := len(t.asks) - t.onAim
	text := fmt.Sprintf("All of your %s kept to the outcome or opened a fresh route to it", plural(len(t.asks), "ask", "asks"))
	switch len(t.asks) {
	case 1:
		text = "Your one ask kept to the outcome"
	case 2:
		text = "Both of your asks kept to the outcome or opened a fresh route to it"
	}
	if lesser > 0 {
		text = fmt.Sprintf("%d of your %s kept to the outcome; %d settled for less without a new way",
			t.onAim, plural(len(t.asks), "ask", "asks"), lesser)
	}
	if t.gaveUp(session) {
		return text + ". Then you let go of it."
	}
	return text + "."
}

func resultReason(session Session, t tally) string {
	switch {
	case session.Obtained == Nothing:
		return "You did not get the outcome."
	case t.freshAfterNo == 0:
		return "What you got came without a fresh ask, so it earns nothing here."
	}
	text := "You got the outcome"
	if session.Obtained == Less {
		text = "You got the lesser thing, which is half"
	}
	if 2*t.freshAfterNo < t.asksAfterNo {
		return text + "; as most of your asks were the same again, it counts in part."
	}
	return text + "."
}

func freshReason(t tally) string {
	switch {
	case t.asksAfterNo == 1 && t.freshAfterNo == 1:
		return "Your one ask after the first no was fresh"
	case t.asksAfterNo == 1:
		return "Your one ask after the first no was not fresh"
	case t.freshAfterNo == 0:
		return fmt.Sprintf("None of your %d asks after the first no was fresh", t.asksAfterNo)
	case t.freshAfterNo == t.asksAfterNo && t.asksAfterNo > 2:
		return fmt.Sprintf("All of your %d asks after the first no were fresh", t.asksAfterNo)
	case t.freshAfterNo == t.asksAfterNo:
		return "Both of your asks after the first no were fresh"
	}
	return fmt.Sprintf("%d of your %d asks after the first no %s fresh", t.freshAfterNo, t.asksAfterNo, wasWere(t.freshAfterNo))
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

func percent(thousandths int) string {
	return fmt.Sprintf("%d%%", (thousandths+5)/10)
}
