package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const commentColumns = `comments.id, attempts.id, comments.turn, comments.author, comments.body, comments.at`

// CreateComment writes a comment.
func (s *Store) CreateComment(ctx context.Context, comment team.Comment) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		attempt, err := one[int64](tx.row(ctx, numberOfAttempt, comment.Attempt))
		if err != nil {
			return notFound(err, noAttempt)
		}
		_, err = tx.exec(ctx, `INSERT INTO comments (id, attempt, turn, author, body, at) VALUES (?, ?, ?, ?, ?, ?)`,
			comment.ID, attempt, comment.Turn, comment.By, comment.Text, stamp(comment.At))
		return err
	})
}

// Comments returns those on an attempt, oldest first.
func (s *Store) Comments(ctx context.Context, attempt string) ([]team.Comment, error) {
	comments, err := list(ctx, s.reader, scanComment, `SELECT `+commentColumns+`
		FROM attempts JOIN comments ON comments.attempt = attempts.number
		WHERE attempts.id = ? ORDER BY comments.at, comments.id`, attempt)
	return comments, s.readError(err)
}

// DeleteComment takes a comment on an attempt away.
func (s *Store) DeleteComment(ctx context.Context, attempt, id string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `DELETE FROM comments WHERE id = ? AND attempt = (SELECT number FROM attempts WHERE id = ?)`, id, attempt)
		if err != nil {
			return err
		}
		return found(written, noComment)
	})
}

func scanComment(row scanner) (team.Comment, error) {
	var comment team.Comment
	err := row.Scan(&comment.ID, &comment.Attempt, &comment.Turn, &comment.By, &comment.Text, moment{&comment.At})
	return comment, err
}

func noComment() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "This comment is gone.")
}
