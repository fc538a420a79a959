package session

import (
	"context"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/score"
)

// Correct says that a turn of the rep's ended attempt was read wrongly, and
// returns the card that follows. What was decided stays. By names who says so; ""
// for the rep. The quotes of the evidence may be left out. A correction that
// repeats the latest one of its turn succeeds without happening again.
//
// Codes: CodeNotFound (somebody else's attempt too), CodeNotEnded, CodeInvalid
// and CodeTooLarge for the correction itself, CodeStale for an attempt of a newer
// program, and CodeUnavailable, after which the same may be sent again.
func (r *Room) Correct(ctx context.Context, rep, attempt string, correction practice.Correction) (practice.Scorecard, error) {
	if correction.By == "" {
		correction.By = practice.ByRep
	}
	var card practice.Scorecard
	err := r.visit(ctx, rep, attempt, func(l *live) error {
		return l.amend(func() ([]practice.Event, error) {
			events, err := l.history.correct(correction, l.room.now())
			if err == nil {
				card = *l.history.latestCard(events)
			}
			return events, err
		})
	})
	if err != nil {
		return practice.Scorecard{}, err
	}
	return card, nil
}

// amend appends to an ended attempt what make returns, if anything. Other writers
// go first, and make is asked again.
func (l *live) amend(make func() ([]practice.Event, error)) error {
	for range conflictsAllowed {
		if _, err := l.look(); err != nil {
			return err
		}
		switch {
		case !l.history.attempt.Ending.Over() || !l.history.last.complete():
			return errNotEnded()
		case l.history.attempt.Engine > dialogue.Version || l.history.card.Rubric > score.Rubric:
			return errNewer()
		}
		events, err := make()
		if err != nil || len(events) == 0 {
			return err
		}
		if err = l.commit(events); practice.CodeOf(err) != practice.CodeConflict {
			return err
		}
	}
	return unwritten(nil)
}

// correct returns the correction and the card that follows; nothing if it is
// there already.
func (h *history) correct(correction practice.Correction, at time.Time) ([]practice.Event, error) {
	correction, err := h.complete(correction)
	if err != nil {
		return nil, err
	}
	made := practice.Corrections(h.events)
	for i := len(made) - 1; i >= 0; i-- {
		if made[i].Turn != correction.Turn {
			continue
		}
		if same(made[i], correction) {
			return nil, nil
		}
		break
	}
	if own := ofSide(made, correction.By); own >= practice.MaxCorrections {
		return nil, practice.Errorf(practice.CodeTooLarge,
			"An attempt takes %d corrections, and this one has them all. Play again to see how other words read.", practice.MaxCorrections)
	}
	before := practice.Readings(h.events)[correction.Turn]
	if err := borneOut(before, correction); err != nil {
		return nil, err
	}
	d := h.amendment(at)
	d.add(practice.Event{Kind: practice.EventCorrected, Corrected: &correction})
	h.rescore(&d)
	return d.events, nil
}

// ofSide counts the corrections of the rep, or those of everybody else: who uses
// theirs up takes none from the other side.
func ofSide(made []practice.Correction, by string) int {
	count := 0
	for _, correction := range made {
		if (correction.By == practice.ByRep) == (by == practice.ByRep) {
			count++
		}
	}
	return count
}

// amendment is a draft that goes on after the end.
func (h *history) amendment(at time.Time) draft {
	return draft{attempt: h.attempt.ID, seq: h.attempt.Seq, turn: h.last.turn, at: at}
}

// rescore adds the card that follows from the log and the draft.
func (h *history) rescore(d *draft) {
	card := score.Attempt(h.scenario, append(h.events[:len(h.events):len(h.events)], d.events...))
	d.add(practice.Event{Kind: practice.EventScored, Scored: &card})
}

// latestCard is the card of the events that are to be added, else of the log.
func (h *history) latestCard(events []practice.Event) *practice.Scorecard {
	for _, event := range events {
		if event.Scored != nil {
			return event.Scored
		}
	}
	return h.card
}

// complete checks a correction by itself and against its turn's words, and adds
// the quotes that were left out.
func (h *history) complete(c practice.Correction) (practice.Correction, error) {
	c.Reason = strings.TrimSpace(c.Reason)
	switch {
	case !plain(c.Reason):
		return c, practice.Errorf(practice.CodeInvalid, "The reason has to be plain text. Type it again.")
	case c.Reason == "":
		return c, practice.Errorf(practice.CodeInvalid, "Say in a sentence why it reads differently, so that others can learn from it.")
	case utf8.RuneCountInString(c.Reason) > practice.MaxReasonRunes || utf8.RuneCountInString(c.By) > practice.MaxReasonRunes:
		return c, practice.Errorf(practice.CodeTooLarge, "The reason may have %d characters at most. Make it shorter.", practice.MaxReasonRunes)
	case len(c.Changes) == 0:
		return c, practice.Errorf(practice.CodeInvalid, "Say what was read wrongly: take a label away, or add one.")
	case len(c.Changes) > len(practice.Labels()):
		return c, practice.Errorf(practice.CodeTooLarge, "One correction changes each label once at most. Send fewer changes.")
	}
	said := h.words(c.Turn)
	if said == nil {
		return c, practice.Errorf(practice.CodeInvalid, "Turn %d of this attempt is not one in which you said something. Pick one of those.", c.Turn)
	}
	seen := map[practice.Label]bool{}
	changes := make([]practice.Change, 0, len(c.Changes))
	for _, change := range c.Changes {
		if !slices.Contains(practice.Labels(), change.Label) {
			return c, practice.Errorf(practice.CodeInvalid, "There is no such label as the one that was sent. Reload the page and pick one from the list.")
		}
		if seen[change.Label] {
			return c, practice.Errorf(practice.CodeInvalid, "%q is changed twice in one correction. Keep one of the two.", change.Label)
		}
		seen[change.Label] = true
		var err error
		if change.Evidence, err = cited(change, said.Text); err != nil {
			return c, err
		}
		changes = append(changes, change)
	}
	c.Changes = changes
	return c, nil
}

// words returns what the rep said in a turn; nil for a turn without words.
func (h *history) words(turn int) *practice.Turn {
	for i := range h.events {
		if said := h.events[i].Said; said != nil && h.events[i].Turn == turn && said.Kind == practice.Say {
			return &said.Turn
		}
	}
	return nil
}

// cited returns the evidence of a change, with its quote: a stretch of text on
// rune boundaries that says something. A label that is taken away needs none.
func cited(change practice.Change, text string) (*practice.Evidence, error) {
	if !change.Holds {
		return nil, nil
	}
	if change.Evidence == nil {
		return nil, practice.Errorf(practice.CodeInvalid, "Show the words that make it %q: select them in the turn.", change.Label)
	}
	start, end := change.Evidence.Start, change.Evidence.End
	if start < 0 || start >= end || end > len(text) || !utf8.RuneStart(text[start]) || end < len(text) && !utf8.RuneStart(text[end]) {
		return nil, practice.Errorf(practice.CodeInvalid, "The words that show %q are not a stretch of this turn. Select them again.", change.Label)
	}
	quote := text[start:end]
	if change.Evidence.Quote != "" && change.Evidence.Quote != quote || strings.TrimSpace(quote) == "" {
		return nil, practice.Errorf(practice.CodeInvalid, "The words that show %q are not those of this turn. Select them again.", change.Label)
	}
	return &practice.Evidence{Label: change.Label, Quote: quote, Start: start, End: end}, nil
}

// borneOut says why a correction would not come out as it was meant.
func borneOut(before practice.Reading, c practice.Correction) error {
	after := before.Corrected(c)
	if same(before, after) {
		return practice.Errorf(practice.CodeInvalid, "The turn reads like this already, so nothing was changed. Reload the page to see it.")
	}
	for _, change := range c.Changes {
		switch {
		case after.Counts(change.Label) == change.Holds:
		case change.Label == practice.Label(practice.Direct) && !change.Holds:
			return practice.Errorf(practice.CodeInvalid, "An ask by no other way is a plain one. Say which way it was, or that it was no ask.")
		case change.Label == practice.Label(practice.Direct) && after.Ask == practice.AskNone:
			return practice.Errorf(practice.CodeInvalid, "Just asking takes an ask. Say as well that this turn asks for it, and by which words.")
		case change.Label == practice.Label(practice.Direct):
			return practice.Errorf(practice.CodeInvalid, "Just asking stands alone. Take the other ways away as well.")
		case slices.Contains(practice.Methods(), practice.Method(change.Label)):
			return practice.Errorf(practice.CodeInvalid, "At most %d ways count in one turn. Take one away for each that you add.", practice.MaxMethods)
		default:
			return practice.Errorf(practice.CodeInvalid, "A turn asks for all of it or for part, and it is warm or pushy, never both. Keep one of the two.")
		}
	}
	return nil
}
