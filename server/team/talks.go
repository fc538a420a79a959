package team

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Limits on what is said about attempts and in live rooms.
const (
	MaxCommentRunes = 2000
	MaxComments     = 200 // of an attempt
	MaxAnswerRunes  = 1000
	MaxOpenRooms    = 10 // of a team
	maxOutcomeRunes = 300
	maxNoRunes      = 1000
)

// TalksConfig is what Talks work with. All but the two stores is optional.
type TalksConfig struct {
	Teams  Teams
	Talk   Talk
	Now    func() time.Time // time.Now if nil
	Random io.Reader        // crypto/rand.Reader if nil
}

// Talks keeps comments on turns and live rooms. It may be used by several
// goroutines at once.
type Talks struct {
	source
	gate
	talk Talk
	mu   sync.Mutex // what is counted before it is written is written by one at a time
}

// NewTalks returns Talks. It fails when a store is missing.
func NewTalks(config TalksConfig) (*Talks, error) {
	if config.Teams == nil || config.Talk == nil {
		return nil, practice.Errorf(practice.CodeInternal, "Talks need the stores of teams and talk.")
	}
	return &Talks{source: newSource(config.Random, config.Now), gate: gate{config.Teams}, talk: config.Talk}, nil
}

// Remark is a comment as somebody sees it.
type Remark struct {
	ID   string    `json:"id"`
	Turn int       `json:"turn"`
	By   Author    `json:"by"`
	Mine bool      `json:"mine"`
	Text string    `json:"text"` // plain: whoever shows it marks nothing up
	At   time.Time `json:"at"`
}

// Author is who wrote a comment.
type Author struct {
	Person  string `json:"person"`
	Name    string `json:"name"`
	Trainer bool   `json:"trainer"` // as they are now; who answers for the own attempt is its rep
}

// leftTeam stands for the name of somebody who is not in the team any more.
const leftTeam = "Somebody who has left"

// Comment writes a word on a turn of an attempt of a team: a trainer's, or its
// rep's. Codes: CodeNotFound, CodeInvalid, CodeTooLarge, CodeConflict for one too
// many or an archived team.
func (t *Talks) Comment(ctx context.Context, by string, attempt practice.Attempt, turn int, text string) (Remark, error) {
	access, err := t.read(ctx, by, attempt, CommentAttempts)
	if err != nil {
		return Remark{}, err
	}
	if access.Name == "" {
		return Remark{}, practice.Errorf(practice.CodeInvalid, "Nobody but you reads this attempt, so there is nobody to write to.")
	}
	if access.Own { // the archive closes the rep's side as well
		if _, err := t.enter(ctx, by, attempt.Team, Practice); err != nil {
			return Remark{}, err
		}
	}
	if turn < 1 || turn > attempt.Turns {
		return Remark{}, practice.Errorf(practice.CodeInvalid, "This attempt has no turn %d; it has %d. Pick one of those.", turn, attempt.Turns)
	}
	if text, err = cleanText("The comment", text, MaxCommentRunes); err != nil {
		return Remark{}, err
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	earlier, err := t.talk.Comments(ctx, attempt.ID)
	if err != nil {
		return Remark{}, err
	}
	if len(earlier) >= MaxComments {
		return Remark{}, practice.Errorf(practice.CodeConflict, "An attempt has at most %d comments. Go on face to face.", MaxComments)
	}
	comment := Comment{ID: t.id("comment-"), Attempt: attempt.ID, Turn: turn, By: by, Text: text, At: t.now()}
	if err := t.talk.CreateComment(ctx, comment); err != nil {
		return Remark{}, err
	}
	author := Author{Person: by, Name: access.Name, Trainer: access.Trainer && !access.Own}
	return Remark{ID: comment.ID, Turn: turn, By: author, Mine: true, Text: text, At: comment.At}, nil
}

// Comments returns those on an attempt, in the order in which they were written.
// Code: CodeNotFound.
func (t *Talks) Comments(ctx context.Context, by string, attempt practice.Attempt) ([]Remark, error) {
	if _, err := t.read(ctx, by, attempt, ReadAttempts); err != nil {
		return nil, err
	}
	comments, err := t.talk.Comments(ctx, attempt.ID)
	if err != nil {
		return nil, err
	}
	remarks, authors := []Remark{}, map[string]Author{}
	for _, comment := range comments {
		author, known := authors[comment.By]
		if !known {
			if author, err = t.author(ctx, attempt, comment.By); err != nil {
				return nil, err
			}
			authors[comment.By] = author
		}
		remarks = append(remarks, Remark{
			ID: comment.ID, Turn: comment.Turn, By: author, Mine: comment.By == by, Text: comment.Text, At: comment.At,
		})
	}
	return remarks, nil
}

// author is who somebody is in the team of an attempt.
func (t *Talks) author(ctx context.Context, attempt practice.Attempt, person string) (Author, error) {
	member, err := t.teams.Member(ctx, attempt.Team, person)
	switch practice.CodeOf(err) {
	case "":
		trainer := person != attempt.Rep && Can(member.Role, CommentAttempts)
		return Author{Person: person, Name: member.Name, Trainer: trainer}, nil
	case practice.CodeNotFound:
		return Author{Person: person, Name: leftTeam}, nil
	}
	return Author{}, err
}

// DeleteComment takes one's own comment away, also in an archived team. Code:
// CodeNotFound, CodeForbidden for somebody else's.
func (t *Talks) DeleteComment(ctx context.Context, by string, attempt practice.Attempt, id string) error {
	if _, err := t.read(ctx, by, attempt, ReadAttempts); err != nil {
		return err
	}
	comments, err := t.talk.Comments(ctx, attempt.ID)
	if err != nil {
		return err
	}
	for _, comment := range comments {
		if comment.ID != id {
			continue
		}
		if comment.By != by {
			return practice.Errorf(practice.CodeForbidden, "Only who wrote a comment takes it away.")
		}
		return noComment(t.talk.DeleteComment(ctx, attempt.ID, id))
	}
	return errNoComment()
}

func errNoComment() error {
	return practice.Errorf(practice.CodeNotFound, "There is no such comment, or not any more. Reload the page to see those that there are.")
}

func noComment(err error) error {
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errNoComment()
	}
	return err
}
