package session

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/script"
)

// Begin is how an attempt starts.
type Begin struct {
	Rep      string
	Scenario *scenario.Scenario // as compiled; Seed picks its circumstances
	Palette  bool               // the methods are on offer while writing
	Seed     uint64
	Before   practice.Before

	// Team, Assignment and Official are kept with the attempt. Whether they may
	// stand is for the caller to say.
	Team       string
	Assignment string
	Official   bool

	// Coached is for attempts that do not count.
	Coached bool
	// Combined has a SecondReader read beside the Reader, where the Room has one.
	Combined bool
}

// Begin starts an attempt: its log opens with the start and the first no.
// Codes: CodeInvalid, CodeTooLarge, CodeUnavailable.
func (r *Room) Begin(ctx context.Context, begin Begin) (practice.Attempt, error) {
	leave, err := r.enter()
	if err != nil {
		return practice.Attempt{}, err
	}
	defer leave()
	if err := begin.valid(); err != nil {
		return practice.Attempt{}, err
	}
	whole := begin.Scenario
	attempt := practice.Attempt{
		ID:       r.config.NewID(),
		Rep:      begin.Rep,
		Scenario: whole.Name,
		Title:    whole.Title,
		Hash:     whole.Hash,
		Rules:    whole.Rules,
		Seed:     begin.Seed,
		Palette:  begin.Palette,
		Engine:   dialogue.Version,
		Before:   begin.Before,

		Team:       begin.Team,
		Assignment: begin.Assignment,
		Official:   begin.Official,
		Coached:    begin.Coached,
		Combined:   begin.Combined && r.config.Second != nil,
	}
	opening := practice.Event{Kind: practice.EventReplied, Replied: scripted(script.Opening(whole.Under(begin.Seed)))}
	source := practice.Source{Name: whole.Name, Hash: whole.Hash, YAML: whole.Source}
	attempt, err = r.create(ctx, attempt, source, []practice.Event{opening})
	if err != nil {
		return practice.Attempt{}, err
	}
	r.shelf.put(whole.Hash, whole)
	return attempt, nil
}

// Rewind starts a new attempt that shares the turns before the given one with
// its parent: the same client in the same circumstances, and another try. It
// leaves the parent as it is. It stays with the parent's team and is never
// official. From an official attempt nobody goes back before its end, to try on a
// copy what then counts. Codes as Begin, CodeNotFound and CodeNotEnded.
func (r *Room) Rewind(ctx context.Context, rep, parent string, turn int) (practice.Attempt, error) {
	leave, err := r.enter()
	if err != nil {
		return practice.Attempt{}, err
	}
	defer leave()
	view, err := r.Look(ctx, rep, parent)
	if err != nil {
		return practice.Attempt{}, err
	}
	if turn < 1 || turn > view.Attempt.Turns {
		return practice.Attempt{}, practice.Errorf(practice.CodeInvalid,
			"This attempt has no turn %d to go back to; it has %d. Pick one of those.", turn, view.Attempt.Turns)
	}
	if view.Attempt.Official && !view.Attempt.Ending.Over() {
		return practice.Attempt{}, errStillCounts()
	}
	source, err := r.config.Store.Source(ctx, view.Attempt.Hash)
	if err != nil {
		return practice.Attempt{}, unreadable(err)
	}
	attempt := view.Attempt
	attempt.ID = r.config.NewID()
	attempt.Engine = dialogue.Version
	attempt.Parent, attempt.ParentTurn = parent, turn-1
	attempt.Assignment, attempt.Official = "", false
	attempt.Ending, attempt.Total = "", 0
	return r.create(ctx, attempt, source, prefix(view.Events, turn))
}

// prefix returns the events before a turn, without the start. A turn can be
// followed by another only while the attempt runs, so nothing of an ending is
// among them, and nothing of what is only said about an attempt afterwards: a
// fork goes on from what was read and decided at play.
func prefix(events []practice.Event, turn int) []practice.Event {
	return slices.DeleteFunc(slices.Clone(events), func(event practice.Event) bool {
		switch event.Kind {
		case practice.EventSaid, practice.EventRead, practice.EventDecided, practice.EventReplied:
			return event.Turn >= turn
		}
		return true
	})
}

// create writes a new attempt, whose log is the start and then rest. Events that
// are copied keep their time.
func (r *Room) create(ctx context.Context, attempt practice.Attempt, source practice.Source, rest []practice.Event) (practice.Attempt, error) {
	attempt.StartedAt = r.now()
	attempt.Turns = 0
	d := draft{attempt: attempt.ID, at: attempt.StartedAt}
	d.add(practice.Event{Kind: practice.EventStarted, Started: &practice.Started{
		Scenario:   attempt.Scenario,
		Hash:       attempt.Hash,
		Rules:      attempt.Rules,
		Seed:       attempt.Seed,
		Palette:    attempt.Palette,
		Engine:     attempt.Engine,
		Before:     attempt.Before,
		Parent:     attempt.Parent,
		ParentTurn: attempt.ParentTurn,
		Coached:    attempt.Coached,
		Combined:   attempt.Combined,
	}})
	for _, event := range rest {
		d.turn, d.at = event.Turn, attempt.StartedAt
		if !event.At.IsZero() {
			d.at = event.At
		}
		d.add(event)
		attempt.Turns = max(attempt.Turns, event.Turn)
	}
	attempt.Seq = d.seq
	if err := r.config.Store.CreateAttempt(ctx, attempt, source, d.events); err != nil {
		return practice.Attempt{}, practice.Errorf(practice.CodeUnavailable,
			"The attempt could not be started. Please try again in a moment.").Because(err)
	}
	r.tell(attempt, d.events)
	return attempt, nil
}

func (b Begin) valid() error {
	switch {
	case b.Scenario == nil:
		return practice.Errorf(practice.CodeInvalid, "An attempt needs a scenario. Pick one from the shelf.")
	case b.Coached && b.Official:
		return errOfficialAlone()
	case b.Rep == "":
		return practice.Errorf(practice.CodeInvalid, "An attempt needs somebody to practice. Reload the page and start again.")
	case b.Before.Asks < 0 || b.Before.Asks > practice.MaxTurns:
		return practice.Errorf(practice.CodeInvalid,
			"How many times you would ask is a number from 0 to %d, not %d.", practice.MaxTurns, b.Before.Asks)
	case !plain(b.Before.Usual):
		return practice.Errorf(practice.CodeInvalid, "How you would normally ask has to be plain text. Type it again.")
	case utf8.RuneCountInString(b.Before.Usual) > practice.MaxTurnRunes:
		return practice.Errorf(practice.CodeTooLarge,
			"How you would normally ask may have %d characters at most. Make it shorter.", practice.MaxTurnRunes)
	}
	return nil
}

// plain reports whether text is UTF-8 without control characters but line
// breaks and tabs.
func plain(text string) bool {
	return utf8.ValidString(text) && !strings.ContainsFunc(text, func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
	})
}

// validID checks a turn's id, which is the client's own.
func validID(id string) error {
	switch {
	case len(id) > practice.MaxTurnIDBytes:
		return practice.Errorf(practice.CodeTooLarge,
			"A turn's id may have %d bytes at most; this one has %d. Reload the page and send the turn again.", practice.MaxTurnIDBytes, len(id))
	case id == "" || !utf8.ValidString(id) || strings.ContainsFunc(id, unicode.IsControl):
		return practice.Errorf(practice.CodeInvalid,
			"A turn needs an id of its own, in plain text. Reload the page and send the turn again.")
	}
	return nil
}
