package own

import "github.com/askagain/askagain/server/practice"

// Reason is a kind of no.
type Reason string

// The reasons.
const (
	NoTime    Reason = "no_time"
	NoMoney   Reason = "no_money"
	NotMine   Reason = "not_mine"
	NotNow    Reason = "not_now"
	Burned    Reason = "burned"
	Rules     Reason = "rules"
	Risk      Reason = "risk"
	Content   Reason = "content"
	Doubt     Reason = "doubt"
	Offended  Reason = "offended"
	Unwilling Reason = "unwilling"
)

// Choice is a reason as a rep may pick it. Words hint at it, in lower case: a page
// looks for them in what is typed, and sends nothing for that.
type Choice struct {
	Reason Reason   `json:"reason"`
	Name   string   `json:"name"`
	Words  []string `json:"words,omitempty"`
}

// Reasons returns every reason, in the order in which they are offered.
func Reasons() []Choice {
	var all []Choice
	for _, named := range []struct {
		reason Reason
		name   string
	}{
		{NoTime, "They have no time"}, {NoMoney, "It costs too much"}, {NotMine, "It is not theirs to decide"}, {NotNow, "The moment is wrong"},
		{Burned, "It went wrong before"}, {Rules, "A rule is against it"}, {Risk, "It could fall back on them"}, {Content, "They are fine as it is"},
		{Doubt, "They doubt that it works"}, {Offended, "Something stands between you"}, {Unwilling, "They just don't want to"},
	} {
		all = append(all, Choice{named.reason, named.name, reasons[named.reason].words})
	}
	return all
}

// traits is what is known of a kind of no: how it is said, what often lies behind it
// (about the real person it is no fact, see told), what is said when something helps, and the ways that move it, by the
// experience of which way answers which no: a lack is met by less, a rule by taking
// it out of the way, a doubt by evidence, a hurt by hearing it.
type traits struct {
	says    []string
	reveals string
	softens string
	gaveWay string
	moves   []practice.Method
	words   []string // that hint at it
}

var reasons = map[Reason]traits{
	NoTime: {
		[]string{"I simply don't have the time.", "My weeks are full as it is.", "It isn't the one hour. There is no hour."},
		"Often it isn't the hour itself, it's everything that comes after it.",
		"Hm. That would be less than I thought.", "If it's no more than that, it isn't the time that stops me.",
		[]practice.Method{practice.Reduce, practice.Obstacle, practice.Trade, practice.Wait},
		[]string{"time", "busy", "full", "hour", "schedule", "calendar", "overloaded", "swamped"},
	},
	NoMoney: {
		[]string{"It's too much money.", "There's nothing left for that.", "I'd have to take it from something else."},
		"Often it's less the sum than having to defend it.",
		"That would be easier to defend.", "At that, the money isn't what stands in the way.",
		[]practice.Method{practice.Value, practice.Reduce, practice.Trade, practice.Obstacle},
		[]string{"money", "budget", "expensive", "cost", "price", "afford", "pay", "raise"},
	},
	NotMine: {
		[]string{"That's not for me to decide.", "I can't give you that, even if I wanted to.", "There are others above me."},
		"Often it's less the power that is missing than somebody to stand beside.",
		"With somebody beside me I might.", "If it isn't only me who says so, then yes, I can take it there.",
		[]practice.Method{practice.Ally, practice.Obstacle, practice.Proof},
		[]string{"decide", "boss", "above", "allowed", "up to me", "management", "committee", "board"},
	},
	NotNow: {
		[]string{"Not now.", "It's the wrong moment.", "Ask me when things are quieter."},
		"Often something is coming up, and after it things look different.",
		"Later I could imagine it.", "If it's then and not now, all right.",
		[]practice.Method{practice.Wait, practice.Reduce, practice.Value},
		[]string{"now", "later", "moment", "next year", "next month", "after", "wait", "not yet"},
	},
	Burned: {
		[]string{"We've been through that once.", "I remember how it went the last time.", "I'm not doing that again."},
		"Often it's whoever had to clean up afterwards who says no the next time.",
		"That would have helped the last time.", "If that's different this time, I can think about it.",
		[]practice.Method{practice.Obstacle, practice.Proof, practice.Reduce, practice.Trade},
		[]string{"last time", "again", "before", "went wrong", "experience", "never again", "tried"},
	},
	Rules: {
		[]string{"It's against the rules.", "We don't do that here.", "If I make an exception, everybody wants one."},
		"Often a rule is there for one thing, and that thing can be kept in another way too.",
		"Put like that, it's hardly an exception.", "That way the rule isn't touched, so it's fine by me.",
		[]practice.Method{practice.Obstacle, practice.Ally, practice.Reduce},
		[]string{"rule", "policy", "exception", "allowed", "everybody", "everyone", "procedure", "principle"},
	},
	Risk: {
		[]string{"And if it goes wrong, it's me they come to.", "I don't want to stick my neck out.", "That's a lot to risk."},
		"Often there's something to lose that can't be seen from where you stand.",
		"That would make it safer, yes.", "If it can't fall back on me, I've no reason to say no.",
		[]practice.Method{practice.Obstacle, practice.Proof, practice.Ally, practice.Reduce},
		[]string{"risk", "wrong", "blame", "responsible", "safe", "dangerous", "careful", "trust"},
	},
	Content: {
		[]string{"It's fine the way it is.", "I don't see why we should change it.", "We've always done it like this."},
		"Often things work because one person makes them work, and nobody likes to touch that.",
		"I hadn't looked at it like that.", "That would be better than what we have, I admit.",
		[]practice.Method{practice.Value, practice.Proof, practice.Reduce},
		[]string{"fine", "always", "change", "happy", "work", "already", "enough", "used to"},
	},
	Doubt: {
		[]string{"I don't believe it works.", "That sounds nice. I'd have to see it.", "Everybody says that."},
		"Often somebody has believed such a thing before, and had to answer for it.",
		"That counts for something.", "If it's like that, I believe you.",
		[]practice.Method{practice.Proof, practice.Reduce, practice.Ally, practice.Medium},
		[]string{"believe", "sure", "doubt", "really", "prove", "ready", "experience", "convinced"},
	},
	Offended: {
		[]string{"I don't know why I should do that for you.", "You might have thought of that earlier.", "Why that, of all things?"},
		"Often it's that nobody has asked how it was on the other side.",
		"It's good that you say that.", "All right. I only wanted you to see it.",
		[]practice.Method{practice.Empathize, practice.Medium, practice.Trade},
		[]string{"why should i", "for you", "never asked", "thanks", "fault", "angry", "unfair"},
	},
	Unwilling: {
		[]string{"No, I don't want to.", "I'd rather not.", "Please don't press me."},
		"Often there's no more to it than that everybody wants something at the moment.",
		"Hm.", "When you put it that way, why not.",
		[]practice.Method{practice.Value, practice.Trade, practice.Reduce, practice.Medium},
		nil,
	},
}
