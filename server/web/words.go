package web

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// methodHints say what to do for each method, in words that need no training.
// Their names are the debrief's, so that a rep meets each under one name alone.
var methodHints = map[practice.Method]string{
	practice.Direct:    "Say plainly what you need, and nothing else.",
	practice.Explore:   "Ask what is behind it: what they need, fear or would rather have, and who decides.",
	practice.Empathize: "Say how it looks from their chair, so that they feel seen.",
	practice.Value:     "Say what they gain by a yes, or what going without costs them.",
	practice.Proof:     "Show a reference, numbers, a demonstration or a guarantee.",
	practice.Trade:     "Give something to get something: if you do this, I will do that.",
	practice.Reduce:    "Ask for less, shorter or cheaper, or by another route to the same end.",
	practice.Obstacle:  "Take away the one thing, rule, work or worry that stands in the way.",
	practice.Ally:      "Win somebody who can move this person: a sponsor, a boss, a colleague, one of your own.",
	practice.Wait:      "Name a later moment, and come back then.",
	practice.Medium:    "Propose a call, a visit or a lunch instead of this.",
}

// methodName is a method's name at the start of a line.
func methodName(method practice.Method) string {
	name := score.MethodName(method)
	if name == "" {
		return string(method)
	}
	return strings.ToUpper(name[:1]) + name[1:]
}

// dimensionWords say what each part of the score looks at, so that no criterion
// is hidden before an attempt.
var dimensionWords = map[practice.Dimension]struct{ Name, What string }{
	practice.Variety:      {"Variety", "After a no, do you ask in a new way: another method, another channel, another person?"},
	practice.Perseverance: {"Kept asking", "Does a no get another ask, and a fresh one, until every door is truly closed?"},
	practice.Manner:       {"Manner", "Do you stay warm, without pressure, and answer what you were told?"},
	practice.Attachment:   {"On the outcome", "Do your asks stay on the whole outcome, instead of settling for less?"},
	practice.Result:       {"Result", "The outcome counts in full, the lesser thing by half."},
}

var channelWords = map[practice.Channel]string{
	practice.Email: "Email", practice.Chat: "Chat", practice.Phone: "Call", practice.InPerson: "In person",
}
