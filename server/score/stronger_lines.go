package score

import "github.com/askagain/askagain/server/practice"

// takesUp begins a line with what the person had told.
var takesUp = []string{
	"You told me: “%s” I have thought about that.",
	"“%s” That stayed with me.",
	"I keep coming back to what you said: “%s”",
}

// builds are the ways that gain from taking up what was told.
var builds = map[practice.Method]bool{
	practice.Empathize: true, practice.Value: true, practice.Proof: true, practice.Trade: true, practice.Reduce: true,
	practice.Obstacle: true,
}

// strongerLines words each way. They stand beside the rep's own words as an
// example of the way, never as the one right answer.
var strongerLines = map[practice.Method][]string{
	practice.Direct: {
		"{name}, I think that we have been through all of it. Will you agree to {what}?",
		"Then let me ask you plainly, {name}: will you say yes to {what}?",
	},
	practice.Explore: {
		"Before I ask again, {name}: what happened the last time somebody asked you for this?",
		"I don't want to put the same question to you twice. What is really behind the no?",
		"What would have to be true for you to feel easy about {what}?",
	},
	practice.Empathize: {
		"You are the one who has to live with it if this goes wrong, and I have made that no easier. I'd be careful too. Would you say yes to {what} all the same?",
		"You would be standing up for something that is not yours yet, and I see how much that weighs on you. Would you agree to {what} all the same?",
	},
	practice.Value: {
		"Here is what I see in {what}, and not only for me. {why} Is that worth a yes to you?",
		"I'd like you to have more from {what} than I do. {why} Seen like that, would you agree to it?",
	},
	practice.Proof: {
		"Don't take my word for it. Talk to somebody who stood where you stand, without me in the room. If they convince you, would you agree to {what}?",
		"I'll put it on one page, with where every figure comes from, so that you can take it apart. If it holds, will you agree to {what}?",
		"Let me show you first, small and in front of you. If you like what you see, will you agree to {what}?",
	},
	practice.Trade: {
		"What could I take off your desk in return? If I do that first, would you agree to {what}?",
		"Let me put something on the table: the work is mine and the credit is yours. In return, would you agree to {what}?",
		"If I give up something that helps you, and put it in writing today, would you agree to {what}?",
	},
	practice.Reduce: {
		"If all of it is too much at once, which part could you live with? I'd begin there.",
		"Half of it, for half as long, at a time that suits you. Would that be easier to say yes to?",
	},
	practice.Obstacle: {
		"What if neither the work nor the blame can land on you? You see every step first, and you can stop it at any point. Would that make {what} possible?",
		"Tell me the one thing that makes this hard, and I'll take it off you: I prepare it, you check it, nothing goes out without your word. Would you then agree to {what}?",
	},
	practice.Ally: {
		"Who else has a stake in this? Let's ask them together, so that {what} doesn't hang on you alone.",
		"Whose word would make this easy for you? I'd like to win them first, and then come back to you.",
	},
	practice.Wait: {
		"I can see that now is a bad moment. May I come back to you in a week and ask about {what} then?",
		"Let's not decide it today. I'll be back on Monday with what I've learned by then. Would that be a better day for a word about {what}?",
	},
	practice.Medium: {
		"This is easier to say than to write. Could we have ten minutes on it, face to face?",
	},
}

// exploreFurther is for somebody who has told one reason and has another.
var exploreFurther = []string{
	"You have told me the one thing, and I'd like to get the other right, too. What is behind it?",
	"What would have to be true for you to feel easy about {what}?",
	"I think there is something else, and I'd rather ask than guess. What is it that still holds you back?",
}

// valueUnknown is for a person whose gain the scenario does not tell.
var valueUnknown = []string{
	"Leave my side out of it for a moment. What does it cost you if this stays as it is? If I can put a number on that, would you agree to {what}?",
	"Think of what it costs you to leave things as they are. If {what} ends that, is it worth a yes to you?",
}

var allyToWin = []string{
	"Give me a day, {name}. I'd like {helper} behind this before I ask you again, so that you are not alone with it.",
	"I think that {helper} could take the hardest part of this off you. Let me speak to {helper} first, and come back to you after that.",
}

var allyAgreed = []string{
	"You won't stand alone with it: {helper} is behind this and will tell you so. With that, would you agree to {what}?",
	"You are not alone with it any more: {helper} has said yes. May I have yours to {what}?",
}

var reduceToLess = []string{
	"Let's make it smaller. {Less}: could we begin there, and see about the rest afterwards?",
	"It doesn't have to be all of it today. What about this much: {less}?",
}

var waitForEvent = []string{
	"I can see that now is a bad moment. May I come back to you {when} and ask about {what} then?",
	"I don't want to add to what you have on your hands now. May I ring you {when} and ask you again about {what}?",
}

var mediumLiked = map[practice.Channel][]string{
	practice.Email: {
		"You may want to look at this in peace. I'll write it down in ten lines, and you answer when it suits you.",
	},
	practice.Chat: {
		"This doesn't need a meeting. I'll send you the short version here, and you ask me whatever you like.",
	},
	practice.Phone: {
		"This is hard to judge in writing. May I ring you for five minutes this afternoon?",
		"I'd rather hear you than read you on this. When could I call you today?",
	},
	practice.InPerson: {
		"Some things are easier said across a table. May I come by for ten minutes?",
		"Could I come by on Thursday and show you what I mean? Ten minutes, and you can send me away after five.",
	},
}

// mediumFrom leads on from the medium in use, where the one that the person
// likes has been used already.
var mediumFrom = map[practice.Channel][]string{
	practice.Phone: {
		"Some of this is easier with a sheet of paper between us. Could I come by for ten minutes?",
	},
	practice.InPerson: {
		"Let me put this on one page, so that you can look at it in peace. May I send it to you tonight?",
	},
}
