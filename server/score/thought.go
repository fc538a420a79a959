package score

import (
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

	// While nobody speaks to them.
	moodOpening  // after the first no
	moodQuiet    // days went by
	moodReturned // as many as the rep had said
	moodPassed   // and took a reason with them
	moodTook     // the rep took what was offered
	moodSpared   // the rep ended it: nothing had moved
	moodAlmost   // something had
	moodGone     // the door was shut
	moodOpenDoor // nothing stood any more
)

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
