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
		"{name}, I think that we have been through all of it. May I have {what}?",
		"Then let me ask you plainly, {name}: will you say yes to {what}?",
	},
	practice.Explore: {
		"Before I ask again, {name}: what happened the last time somebody asked you for this?",
		"I don't want to put the same question to you twice. What is really behind the no?",
		"What would have to be true for you to feel easy about {what}?",
	},
	practice.Empathize: {
		"You are the one who has to live with it if this goes wrong, and I have made that no easier. I'd be careful too. How could {what} feel safe to you?",
		"I'm asking you to stand up for something that is not yours yet. That is a lot to ask, and I know it. What would make {what} easier to stand behind?",
	},
	practice.Value: {
		"Leave my side out of it for a moment. {why} Is that worth {what} to you?",
		"This is what I see for you in it. {why} Would you agree to {what} for that?",
	},
	practice.Proof: {
		"Don't take my word for it. Talk to somebody who stood where you stand, without me in the room. If they convince you, do we agree on {what}?",
		"I'll put it on one page, with where every figure comes from, so that you can take it apart. If it holds, will you agree to {what}?",
		"Let me show you first, small and in front of you. If you like what you see, will you agree to {what}?",
	},
	practice.Trade: {
		"What could I take off your desk in return? If I do that first, would you agree to {what}?",
		"Let me put something on the table: the work is mine and the credit is yours. In return, I'm asking for {what}. Is that fair?",
		"If I give up something that helps you, and put it in writing today, would you agree to {what}?",
	},
	practice.Reduce: {
		"If {what} is too much at once, which part of it could you live with? I'd begin there.",
		"Half of it, for half as long, at a time that suits you. Would that be easier to say yes to?",
	},
	practice.Obstacle: {
		"What if it can't land on you? You see everything first, you can stop it at any point, and the work is mine. Would that make {what} possible?",
		"Tell me the one thing that makes this hard, and I'll take it off you: I prepare it, you check it, nothing goes out without your word. Would you then agree to {what}?",
	},
	practice.Ally: {
		"Who else has a stake in this? Let's ask them together, so that you don't have to carry {what} alone.",
		"Whose word would make this easy for you? I'd like to win them first, and then come back to you.",
	},
	practice.Wait: {
		"I can see that now is a bad moment. May I come back to you in a week, when this is behind you, and ask about {what} then?",
		"Let's not decide it today. I'll be back on Monday with what I've learned by then. Would that be a better day to talk about {what}?",
	},
	practice.Medium: {
		"This is easier to say than to write. Could we have ten minutes on it, face to face?",
		"I'd rather hear you than read you on this. May I ring you this afternoon?",
	},
}

var valueUnknown = []string{
	"Leave my side out of it for a moment. What would it be worth to you to have this off your list by the end of the month? That is what {what} is for.",
	"Think of what it costs you to leave things as they are. If {what} ends that, is it worth it to you?",
}

var allyToWin = []string{
	"Give me a day, {name}. I'd like {helper} behind this before I ask you again, so that you are not alone with it.",
	"I think that {helper} could take the hardest part of this off you. Let me speak to {helper} first, and come back to you after that.",
}

var allyAgreed = []string{
	"{helper} is behind this and will tell you so. With that, would you agree to {what}?",
	"You are not alone with it any more: {helper} has said yes. May I have yours to {what}?",
}

var reduceToLess = []string{
	"Let's make it smaller. {less}: could we begin there, and see about the rest afterwards?",
	"It doesn't have to be all of it today. What about this much: {less}?",
}

var waitForEvent = []string{
	"I can see that now is a bad moment. I'll come back to you {when}, when that is behind you. Could we talk about {what} then?",
	"Let's leave it until that is over. May I ring you {when} and ask you again about {what}?",
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
		"I'm in your building on Thursday. Could I show you in person what I mean? Ten minutes.",
	},
}
