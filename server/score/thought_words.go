package score

// thoughts holds what a person thinks, several for each mood. {way} is what the
// turn tried.
var thoughts = map[mood][]string{
	moodCold: {
		"Pleasant enough. I have not been asked for anything.",
		"All right. And what do they want from me?",
		"Noted. I wait for what comes next.",
	},
	moodAgreed: {
		"They kept coming back with something better, and I never felt cornered. Yes.",
		"I have no reason left to refuse, and I have looked for one.",
		"They took my worries one by one. I can stand behind this now.",
	},
	moodGranted: {
		"That much is easy to give. Perhaps it is all they need.",
		"This I can do without losing sleep. The rest can stay where it is.",
	},
	moodShut: {
		"That was once too often. I have said what I have to say.",
		"I have no patience left for this, whatever comes next.",
		"Enough. I would rather have peace than be right.",
	},
	moodKnocked: {
		"I closed this. Knocking does not open it.",
		"I have said my last word on it.",
	},
	moodLate: {
		"Too late. The day has passed.",
		"A week ago I might have listened.",
	},
	moodOffered: {
		"I can't give them all of it. This much I can give without a fight.",
		"They have earned something. Let's see whether they settle for it.",
	},
	moodUnclear: {
		"What exactly do they want from me? If they asked for all of it, I might not find a no.",
		"Half a question gets half an answer.",
	},
	moodNearly: {
		"I am nearly there. If they keep asking like this, I have nothing left to say against it.",
		"It is good. I only want to see whether they mean it.",
		"One more night, or one more good question.",
	},
	moodPremise: {
		"A name is easily said. None of them has said a word to me.",
		"A name is not a promise. I would have to hear it from somebody else.",
	},
	moodPushed: {
		"I am being pushed. The harder the push, the less I feel like moving.",
		"That was pressure and no reason. I hold on a little tighter.",
		"They want it badly. That is theirs to carry, not mine.",
	},
	moodResented: {
		"Of all the ways to ask, {way} is the one that makes me dig in.",
		"Not that. With {way} they remind me why I say no.",
	},
	moodGaveWay: {
		"That settles one worry. There is another behind it.",
		"All right, that is off my mind. It was not the only thing.",
	},
	moodNothingLeft: {
		"Nothing stands in the way any more. If they ask now, I have no reason to refuse.",
		"I have run out of reasons. Will they notice?",
	},
	moodWeakened: {
		"That helps. I am less sure of my no than I was.",
		"Hm. That takes some weight off.",
		"I had not looked at it that way. Not yet, but it gets harder to say no.",
	},
	moodAhead: {
		"I was going to bring that up myself. They were there before me.",
		"That answers something that I had not even said yet.",
	},
	moodOpened: {
		"I had not meant to say that much. They asked, and they listened.",
		"Nobody asks me that. So I told them.",
		"Now they know what it is really about. Let's see what they do with it.",
	},
	moodShotgun: {
		"So many reasons at once. Which of them do they believe themselves?",
		"That was everything in one breath. I will answer the first and forget the rest.",
	},
	moodParroted: {
		"Those are my own words, handed back to me.",
		"I know what I said. I was waiting for what they would say.",
	},
	moodRepeated: {
		"I know these words. Did they think that I had not heard them?",
		"Word for word what I said no to.",
	},
	moodStale: {
		"The same question again. Nothing in it is new for me.",
		"I have answered this. What has changed since?",
		"They keep asking, and I keep hearing the same thing.",
	},
	moodMisfit: {
		"I see what they are trying. But it is not {way} that I need.",
		"A fair try. It just isn't {way} that is missing here.",
		"Something different at last. Only, it is not {way} that I am waiting for.",
	},
	moodPlain: {
		"A plain question. It gives me no reason to change my answer.",
		"They ask. Why should I say yes?",
	},
	moodTold: {
		"A straight question. That one I can answer.",
		"Good that they ask instead of guessing.",
	},
	moodBooked: {
		"We will see whether they come back.",
		"If they do return after that, I will think about it differently.",
	},
	moodSeen: {
		"They see what this is like for me. That does not happen often.",
		"Good to be seen. I can hear them out a little longer.",
	},
	moodAsked: {
		"A fair question. I had no answer to it.",
		"They want to understand. I could not help them with that one.",
	},
	moodYielded: {
		"So that was all. I had expected another try.",
		"They let it go. I might have told them why, had they asked.",
		"That was easy. It can't have been that important to them.",
	},
	moodSettled: {
		"I have said yes to this. They can rely on it.",
		"We have settled that. They have more to do elsewhere.",
	},
	moodSameWay: {
		"They have come this way before. It brings me no further.",
		"Other words, and the same way in. It did not open then, either.",
		"I know this kind of offer by now. I wonder whether they have another.",
	},
	moodFruitless: {
		"Another question. I have told them what there is to tell.",
		"They ask and ask. When do they do something with it?",
	},
	moodOpening: {
		"A short no is the easiest one. What is behind it, they would have to ask.",
	},
	moodQuiet: {
		"It is quiet. I have other things to do in the meantime.",
		"No word from them. That is no reason to change my mind.",
		"Another quiet stretch. Perhaps they have let it go.",
	},
	moodReturned: {
		"They gave it the time that they said they would. I will hear them differently.",
		"The time has passed that they asked for. Let's see whether they come back.",
	},
	moodPassed: {
		"That was in the way, and now it is behind us.",
		"One reason less. If somebody asked me now, I would say something else.",
	},
	moodTook: {
		"They took what I could give. That is settled.",
		"So it is the smaller thing after all. I can live with that.",
	},
	moodSpared: {
		"They stopped. It can't have been that important.",
	},
	moodAlmost: {
		"They stopped just when I had begun to see it their way.",
	},
	moodGone: {
		"I had closed it already. They saw that, too.",
	},
	moodOpenDoor: {
		"They stopped, and I had no reason left to say no.",
	},
	moodIdle: {
		"This goes in circles. I have other things to do.",
		"We have been talking for a while, and nothing has moved.",
	},
}
