package web

import "github.com/askagain/askagain/server/practice"

// methodWords are the methods in words that need no training: a name for the
// palette and a sentence that says what to do. The order is the palette's.
var methodWords = []struct {
	Method practice.Method `json:"method"`
	Name   string          `json:"name"`
	Hint   string          `json:"hint"`
}{
	{practice.Direct, "Just ask", "Say plainly what you need, and nothing else."},
	{practice.Explore, "Explore the no", "Ask what is behind it: what they need, fear or would rather have, and who decides."},
	{practice.Empathize, "Name their side", "Say how it looks from their chair, so that they feel seen."},
	{practice.Value, "Show their gain", "Say what they gain by a yes, or what going without costs them."},
	{practice.Proof, "Bring proof", "Show a reference, numbers, a demonstration or a guarantee."},
	{practice.Trade, "Offer a trade", "Give something to get something: if you do this, I will do that."},
	{practice.Reduce, "Make it smaller", "Ask for less, shorter or cheaper, or by another route to the same end."},
	{practice.Obstacle, "Clear the way", "Take away the one thing, rule, work or worry that stands in the way."},
	{practice.Ally, "Bring someone in", "Win somebody who can move this person: a sponsor, a boss, a colleague, one of your own."},
	{practice.Wait, "Give it time", "Name a later moment, and come back then."},
	{practice.Medium, "Change the medium", "Propose a call, a visit or a lunch instead of this."},
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
	practice.Email: "Email", practice.Chat: "Chat", practice.Phone: "Phone", practice.InPerson: "In person",
}
