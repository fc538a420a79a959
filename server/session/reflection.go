package session

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/askagain/askagain/server/practice"
)

// Reflect keeps what the rep answers a question about a turn of their ended
// attempt, and returns all that is kept of it. It replaces the turn's earlier
// answer, and an empty one takes that back; the same again succeeds without
// happening twice. No card moves. Where was is not nil, it is what the rep saw
// kept of the turn: words that were written elsewhere since are not lost to it.
//
// Codes: CodeConflict for such words, CodeNotFound (somebody else's attempt too), CodeNotEnded, CodeInvalid
// and CodeTooLarge for the answer itself, CodeStale for an attempt of a newer
// program, and CodeUnavailable, after which the same may be sent again.
func (r *Room) Reflect(ctx context.Context, rep, attempt string, answer practice.Reflection, was *string) ([]practice.KeptReflection, error) {
	var kept []practice.KeptReflection
	err := r.visit(ctx, rep, attempt, func(l *live) error {
		err := l.amend(func() ([]practice.Event, error) { return l.history.reflect(answer, was, l.room.now()) })
		if err == nil {
			kept = practice.Reflections(l.history.events)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return kept, nil
}

// reflect returns the event that keeps the answer; nothing if it is kept already.
func (h *history) reflect(answer practice.Reflection, was *string, at time.Time) ([]practice.Event, error) {
	answer.Text = strings.TrimSpace(answer.Text)
	switch {
	case answer.Turn < 0 || answer.Turn > h.attempt.Turns:
		return nil, practice.Errorf(practice.CodeInvalid, "This attempt has no turn %d to think back to. Reload the page and write it again.", answer.Turn)
	case !plain(answer.Text):
		return nil, practice.Errorf(practice.CodeInvalid, "What you write here has to be plain text. Type it again.")
	case utf8.RuneCountInString(answer.Text) > practice.MaxReflectionRunes:
		return nil, practice.Errorf(practice.CodeTooLarge, "There is room for %d characters. Make it shorter.", practice.MaxReflectionRunes)
	}
	before, written := "", 0
	for _, event := range h.events {
		if event.Reflected == nil {
			continue
		}
		written++
		if event.Reflected.Turn == answer.Turn {
			before = event.Reflected.Text
		}
	}
	switch {
	case answer.Text == before:
		return nil, nil
	case was != nil && strings.TrimSpace(*was) != before:
		return nil, practice.Errorf(practice.CodeConflict, "Something else was written here in the meantime, in another tab perhaps. Look at it, then keep yours in its place if you like.")
	case written >= practice.MaxReflections && answer.Text != "":
		return nil, practice.Errorf(practice.CodeTooLarge, "You have written here %d times, which is all that an attempt keeps. The last answers stay.", practice.MaxReflections)
	case written >= 2*practice.MaxReflections: // what is written can be taken back even then
		return nil, practice.Errorf(practice.CodeTooLarge, "This attempt keeps no more changes to its answers.")
	}
	d := h.amendment(at)
	d.add(practice.Event{Kind: practice.EventReflected, Reflected: &answer})
	return d.events, nil
}
