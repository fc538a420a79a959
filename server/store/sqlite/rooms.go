package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const roomColumns = `id, team, outcome, no, who, state, names, author, created_at`

// CreateRoom writes a live room.
func (s *Store) CreateRoom(ctx context.Context, room team.LiveRoom) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `INSERT INTO rooms (`+roomColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			room.ID, room.Team, room.Outcome, room.No, room.Who, room.State, room.Names, room.By, stamp(room.CreatedAt))
		return err
	})
}

// Room returns one live room.
func (s *Store) Room(ctx context.Context, id string) (team.LiveRoom, error) {
	room, err := scanRoom(s.reader.row(ctx, `SELECT `+roomColumns+` FROM rooms WHERE id = ?`, id))
	return room, s.lookupError(err, noRoom)
}

// OpenRooms returns those of a team that are not closed, newest first.
func (s *Store) OpenRooms(ctx context.Context, of string) ([]team.LiveRoom, error) {
	rooms, err := list(ctx, s.reader, scanRoom, `SELECT `+roomColumns+` FROM rooms
		WHERE team = ? AND state <> 'closed' ORDER BY created_at DESC, id`, of)
	return rooms, s.readError(err)
}

// UpdateRoom writes state and names.
func (s *Store) UpdateRoom(ctx context.Context, room team.LiveRoom) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `UPDATE rooms SET state = ?, names = ? WHERE id = ?`, room.State, room.Names, room.ID)
		if err != nil {
			return err
		}
		return found(written, noRoom)
	})
}

// Answer keeps the latest answer of each person. With another answer the votes
// for the one before are gone.
func (s *Store) Answer(ctx context.Context, answer team.RoomAnswer) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if err := roomIs(ctx, tx, answer.Room, team.RoomAnswering); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, `DELETE FROM answers WHERE room = ? AND person = ?`, answer.Room, answer.Person); err != nil {
			return err
		}
		_, err := tx.exec(ctx, `INSERT INTO answers (id, room, person, body, at) VALUES (?, ?, ?, ?, ?)`,
			answer.ID, answer.Room, answer.Person, answer.Text, stamp(answer.At))
		return err
	})
}

// Answers returns those of a room with their votes, by id, which tells nothing
// of who wrote them.
func (s *Store) Answers(ctx context.Context, room string) ([]team.RoomAnswer, error) {
	answers, err := list(ctx, s.reader, scanAnswer, `SELECT `+answerColumns+` FROM answers WHERE room = ? ORDER BY id`, room)
	return answers, s.readError(err)
}

const answerColumns = `id, room, person, body, at, (SELECT count(*) FROM votes WHERE votes.answer = answers.id)`

// Vote keeps one vote of each person, the latest.
func (s *Store) Vote(ctx context.Context, room, person, answer string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if err := roomIs(ctx, tx, room, team.RoomVoting); err != nil {
			return err
		}
		by, err := one[string](tx.row(ctx, `SELECT person FROM answers WHERE id = ? AND room = ?`, answer, room))
		if err != nil {
			return notFound(err, noAnswer)
		}
		if by == person {
			return practice.Errorf(practice.CodeConflict, "This answer is your own: pick another one that you would like to hear.")
		}
		_, err = tx.exec(ctx, `INSERT INTO votes (room, person, answer) VALUES (?, ?, ?)
			ON CONFLICT DO UPDATE SET answer = excluded.answer`, room, person, answer)
		return err
	})
}

// VoteOf returns the answer that somebody voted for; "" for none.
func (s *Store) VoteOf(ctx context.Context, room, person string) (string, error) {
	answer, err := one[string](s.reader.row(ctx,
		`SELECT coalesce((SELECT answer FROM votes WHERE room = ? AND person = ?), '')`, room, person))
	return answer, s.readError(err)
}

// roomIs refuses what the room is not at, or no longer.
func roomIs(ctx context.Context, tx *tx, room string, wanted team.RoomState) error {
	state, err := one[team.RoomState](tx.row(ctx, `SELECT state FROM rooms WHERE id = ?`, room))
	if err != nil {
		return notFound(err, noRoom)
	}
	if state == wanted {
		return nil
	}
	if wanted == team.RoomVoting {
		return practice.Errorf(practice.CodeConflict, "There is no vote in this room just now.")
	}
	return practice.Errorf(practice.CodeConflict, "The room takes no more answers: they are on show.")
}

func scanRoom(row scanner) (team.LiveRoom, error) {
	var room team.LiveRoom
	err := row.Scan(&room.ID, &room.Team, &room.Outcome, &room.No, &room.Who, &room.State, &room.Names, &room.By, moment{&room.CreatedAt})
	return room, err
}

func scanAnswer(row scanner) (team.RoomAnswer, error) {
	var answer team.RoomAnswer
	err := row.Scan(&answer.ID, &answer.Room, &answer.Person, &answer.Text, moment{&answer.At}, &answer.Votes)
	return answer, err
}

func noRoom() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such room. Ask the trainer for the link.")
}

func noAnswer() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "This answer is gone: its writer said something else. Pick another one.")
}
