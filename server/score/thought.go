package score

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// mood is what a turn did to the person, as far as it colors their thought.
type mood int

const (
	moodCold mood = iota // nothing happened
	moodAgreed
	moodGranted
	moodShut
	moodKnocked // at a door that was shut before
	moodLate
	moodOffered
	moodUnclear
	moodNearly
	moodPremise
	moodPushed
	moodResented
	moodGaveWay
	moodNothingLeft
	moodWeakened
	moodAhead // weakened what had not come up yet
	moodOpened
	moodShotgun
	moodParroted
	moodRepeated
	moodStale
	moodMisfit
	moodPlain
	moodTold
	moodBooked
	moodSeen
	moodAsked   // a question that found nothing
	moodYielded // the rep let it go
	moodSettled // had said yes before
	moodSameWay // other words, and a way that was used before
	moodFruitless
	moodIdle
)

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
	moodIdle: {
		"This goes in circles. I have other things to do.",
		"We have been talking for a while, and nothing has moved.",
	},
}

// offers says what each way holds out to a person, inside a sentence.
var offers = map[practice.Method]string{
	practice.Direct:    "a plain question",
	practice.Explore:   "a good question",
	practice.Empathize: "a kind word",
	practice.Value:     "what I would gain from it",
	practice.Proof:     "proof",
	practice.Trade:     "something in return",
	practice.Reduce:    "a smaller piece",
	practice.Obstacle:  "help with the work of it",
	practice.Ally:      "another name",
	practice.Wait:      "more time",
	practice.Medium:    "another way of talking",
}

// thought says what the person thought at that moment, in a sentence or two.
// "" where nobody heard anything.
func (t *story) thought(s *scene) string {
	person := t.scenario.Person(s.decision.Person)
	if person == nil || s.said.Kind != practice.Say {
		return ""
	}
	mood, effect := t.mood(s)
	words := pick(thoughts[mood], t.thoughtBefore(s, mood))
	words = strings.ReplaceAll(words, "{way}", offers[wayOf(s, effect)])
	return firstName(person.Name) + " thought: " + words + t.worry(s, mood)
}

// thoughtBefore counts the earlier turns that left somebody in the same mood, so
// that the words for it come in turn.
func (t *story) thoughtBefore(s *scene, of mood) int {
	count := 0
	for i := range t.scenes {
		earlier := &t.scenes[i]
		if earlier.turn >= s.turn {
			break
		}
		if earlier.said.Kind == practice.Say && t.scenario.Person(earlier.decision.Person) != nil {
			if m, _ := t.mood(earlier); m == of {
				count++
			}
		}
	}
	return count
}

// pick chooses in turn, so that a debrief rarely says the same twice and the
// same log always says the same.
func pick(choices []string, turn int) string {
	if len(choices) == 0 {
		return ""
	}
	return choices[turn%len(choices)]
}

// wayOf is the method that a thought speaks of: the effect's, else the first
// that the turn brought.
func wayOf(s *scene, effect practice.Effect) practice.Method {
	if effect.Method != "" {
		return effect.Method
	}
	for _, method := range s.reading.Methods {
		if method != practice.Empathize || len(s.reading.Methods) == 1 {
			return method
		}
	}
	return practice.Direct
}

// mood finds what colored the person's thought most, and the effect behind it.
// Endings come first, then what hurt, then what helped, then what was missing.
func (t *story) mood(s *scene) (mood, practice.Effect) {
	if m, ok := t.finalMood(s); ok {
		return m, practice.Effect{}
	}
	if m, effect, ok := t.hurt(s); ok {
		return m, effect
	}
	if m, effect, ok := t.helped(s); ok {
		return m, effect
	}
	if effect, ok := s.effect(practice.EffectPremise, ""); ok {
		return moodPremise, effect
	}
	return t.nothingMoved(s)
}

func (t *story) finalMood(s *scene) (mood, bool) {
	switch {
	case s.decision.Ending == practice.OutOfTime:
		return moodLate, true
	case s.decision.Verdict == practice.VerdictAgree && s.before[s.decision.Person].agreed:
		return moodSettled, true
	case s.decision.Verdict == practice.VerdictAgree:
		return moodAgreed, true
	case s.decision.Verdict == practice.VerdictGrantLess:
		return moodGranted, true
	case s.decision.Verdict == practice.VerdictClose && t.shutBefore(s):
		return moodKnocked, true
	case s.decision.Verdict == practice.VerdictClose:
		return moodShut, true
	case s.decision.Verdict == practice.VerdictOfferLess:
		return moodOffered, true
	case s.decision.Verdict == practice.VerdictHesitate && s.decision.Ask == practice.AskPartial:
		return moodUnclear, true
	case s.decision.Verdict == practice.VerdictHesitate:
		return moodNearly, true
	}
	return moodCold, false
}

func (t *story) shutBefore(s *scene) bool {
	for i := range t.scenes {
		if earlier := &t.scenes[i]; earlier.turn < s.turn && earlier.decision.Person == s.decision.Person &&
			earlier.decision.Verdict == practice.VerdictClose {
			return true
		}
	}
	return false
}

func (t *story) hurt(s *scene) (mood, practice.Effect, bool) {
	if s.reading.Tone == practice.Pushy {
		return moodPushed, practice.Effect{}, true
	}
	if effect, ok := s.effect(practice.EffectHardened, ""); ok && effect.Method != "" {
		return moodResented, effect, true
	}
	return moodCold, practice.Effect{}, false
}

func (t *story) helped(s *scene) (mood, practice.Effect, bool) {
	if effect, ok := s.effect(practice.EffectGaveWay, ""); ok {
		if s.after[s.decision.Person].current() < 0 {
			return moodNothingLeft, effect, true
		}
		return moodGaveWay, effect, true
	}
	if effect, ok := s.effect(practice.EffectWeakened, ""); ok {
		if effect.OutOfTurn {
			return moodAhead, effect, true
		}
		return moodWeakened, effect, true
	}
	if effect, ok := s.effect(practice.EffectRevealed, ""); ok {
		return moodOpened, effect, true
	}
	return moodCold, practice.Effect{}, false
}

func (t *story) nothingMoved(s *scene) (mood, practice.Effect) {
	for _, known := range []struct {
		kind  practice.EffectKind
		cause string
		mood  mood
	}{
		{practice.EffectPatience, practice.CauseShotgun, moodShotgun},
		{practice.EffectBooked, "", moodBooked},
		{practice.EffectTold, "", moodTold},
		{practice.EffectPatience, practice.CauseFruitless, moodFruitless},
		{practice.EffectPatience, practice.CauseIdle, moodIdle},
	} {
		if effect, ok := s.effect(known.kind, known.cause); ok {
			if known.mood == moodTold && s.decision.No {
				continue // what was asked for in passing is not what they think of
			}
			effect.Cause, effect.Method = "", ""
			return known.mood, effect
		}
	}
	return s.unmoved(), practice.Effect{}
}

// unmoved is the mood after words that changed nothing.
func (s *scene) unmoved() mood {
	lever := len(s.reading.Methods) > 0 && !s.reading.Has(practice.Direct)
	soothed, _ := s.effect(practice.EffectPatience, practice.CauseEmpathy)
	switch {
	case s.reading.Repeat == practice.RepeatTheirs:
		return moodParroted
	case s.reading.Repeat == practice.RepeatOwn:
		return moodRepeated
	case s.asked && !s.fresh && lever:
		return moodSameWay
	case s.asked && !s.fresh:
		return moodStale
	case soothed.Kind != "":
		return moodSeen
	case s.decision.No && lever:
		return moodMisfit
	case s.decision.No:
		return moodPlain
	case s.decision.Yields:
		return moodYielded
	case s.reading.Has(practice.Explore):
		return moodAsked
	}
	return moodCold
}

// effect finds the first effect of a kind on the person spoken to. A cause of ""
// is any.
func (s *scene) effect(kind practice.EffectKind, cause string) (practice.Effect, bool) {
	for _, effect := range s.decision.Effects {
		mine := effect.Person == "" || effect.Person == s.decision.Person
		if mine && effect.Kind == kind && (cause == "" || effect.Cause == cause) {
			return effect, true
		}
	}
	return practice.Effect{}, false
}

// worry adds what was really on the person's mind when an ask went past it: the
// reason that exploring would have brought out, once in its words.
func (t *story) worry(s *scene, m mood) string {
	if !goesPast[m] {
		return ""
	}
	concern, i := t.concern(s)
	if concern == nil || len(concern.Reveals) == 0 {
		return ""
	}
	switch {
	case s.before[s.decision.Person].revealed[i] > 0:
		return " " + pick(knownWorries, s.turn)
	case t.worriedBefore(s, concern.ID):
		return " " + pick(hiddenWorries, s.turn)
	}
	return " " + sentence(concern.Reveals[0])
}

// goesPast are the moods of somebody whose real reason was not touched.
var goesPast = map[mood]bool{
	moodStale: true, moodSameWay: true, moodMisfit: true, moodPlain: true, moodRepeated: true, moodPushed: true, moodShotgun: true,
}

var knownWorries = []string{
	"I told them what it is about, and this does not touch it.",
	"They know my reason by now. What do they do with it?",
}

var hiddenWorries = []string{
	"They still don't know what it is really about.",
	"Nobody has asked me why.",
	"Nothing in it touches what I am afraid of.",
}

// worriedBefore reports whether an earlier thought spoke of the same concern.
func (t *story) worriedBefore(s *scene, concern string) bool {
	for i := range t.scenes {
		earlier := &t.scenes[i]
		if earlier.turn >= s.turn {
			return false
		}
		if earlier.said.Kind != practice.Say || earlier.decision.Person != s.decision.Person {
			continue
		}
		c, _ := t.concern(earlier)
		if m, _ := t.mood(earlier); goesPast[m] && c != nil && c.ID == concern {
			return true
		}
	}
	return false
}
