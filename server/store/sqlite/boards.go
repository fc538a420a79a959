package sqlite

import (
	"context"
	"slices"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const (
	boardColumns     = `number, id, team, name, wall, created_at`
	scenariosOfBoard = `SELECT scenario FROM board_scenarios WHERE board = ? ORDER BY position`
)

// CreateBoard writes a board. A scenario that is named twice is kept once.
func (s *Store) CreateBoard(ctx context.Context, board team.Board) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if _, err := readTeam(ctx, tx, board.Team); err != nil {
			return err
		}
		number, err := one[int64](tx.row(ctx, `INSERT INTO boards (id, team, name, wall, created_at) VALUES (?, ?, ?, ?, ?) RETURNING number`,
			board.ID, board.Team, board.Name, wallToken(board), stamp(board.CreatedAt)))
		if err != nil {
			return err
		}
		return writeScenarios(ctx, tx, board, number)
	})
}

// UpdateBoard writes name, scenarios and wall.
func (s *Store) UpdateBoard(ctx context.Context, board team.Board) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		number, err := one[int64](tx.row(ctx, `UPDATE boards SET name = ?, wall = ? WHERE team = ? AND id = ? RETURNING number`,
			board.Name, wallToken(board), board.Team, board.ID))
		if err != nil {
			return notFound(err, noBoard)
		}
		before, err := list(ctx, tx, one[string], scenariosOfBoard, number)
		if err != nil || slices.Equal(before, distinct(board.Scenarios)) {
			return err
		}
		if _, err := tx.exec(ctx, `DELETE FROM board_scenarios WHERE board = ?`, number); err != nil {
			return err
		}
		return writeScenarios(ctx, tx, board, number)
	})
}

func writeScenarios(ctx context.Context, tx *tx, board team.Board, number int64) error {
	scenarios := distinct(board.Scenarios)
	for position, scenario := range scenarios {
		if _, err := tx.exec(ctx, `INSERT INTO board_scenarios (board, position, scenario) VALUES (?, ?, ?)`,
			number, position, scenario); err != nil {
			return err
		}
	}
	return fillBoardWindows(ctx, tx, board.Team, boardSize{number, len(scenarios)})
}

// distinct returns the names in order, each once.
func distinct(names []string) []string {
	var kept []string
	for _, name := range names {
		if !slices.Contains(kept, name) {
			kept = append(kept, name)
		}
	}
	return kept
}

func wallToken(board team.Board) []byte {
	if board.Wall == nil {
		return nil
	}
	return board.Wall[:]
}

// DeleteBoard takes a board away. The results stay.
func (s *Store) DeleteBoard(ctx context.Context, of, id string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `DELETE FROM boards WHERE team = ? AND id = ?`, of, id)
		if err != nil {
			return err
		}
		return found(written, noBoard)
	})
}

// Board returns one board of a team.
func (s *Store) Board(ctx context.Context, of, id string) (team.Board, error) {
	boards, err := s.boards(ctx, `SELECT `+boardColumns+` FROM boards WHERE team = ? AND id = ?`, of, id)
	return s.only(boards, err)
}

// BoardByWall returns the board that a link to a wall shows.
func (s *Store) BoardByWall(ctx context.Context, token [32]byte) (team.Board, error) {
	boards, err := s.boards(ctx, `SELECT `+boardColumns+` FROM boards WHERE wall = ?`, token[:])
	return s.only(boards, err)
}

// Boards returns those of a team, oldest first.
func (s *Store) Boards(ctx context.Context, of string) ([]team.Board, error) {
	boards, err := s.boards(ctx, `SELECT `+boardColumns+` FROM boards WHERE team = ? ORDER BY created_at, id`, of)
	return boards, s.readError(err)
}

func (s *Store) only(boards []team.Board, err error) (team.Board, error) {
	if err != nil {
		return team.Board{}, s.readError(err)
	}
	if len(boards) == 0 {
		return team.Board{}, noBoard()
	}
	return boards[0], nil
}

func (s *Store) boards(ctx context.Context, text string, arguments ...any) ([]team.Board, error) {
	type numbered struct {
		number int64
		team.Board
	}
	var boards []team.Board
	err := s.reader.at(ctx, func(from asker) error {
		found, err := list(ctx, from, func(row scanner) (numbered, error) {
			var one numbered
			var wall []byte
			err := row.Scan(&one.number, &one.ID, &one.Team, &one.Name, &wall, moment{&one.CreatedAt})
			if wall != nil {
				one.Wall = (*[32]byte)(wall)
			}
			return one, err
		}, text, arguments...)
		if err != nil {
			return err
		}
		for _, each := range found {
			each.Scenarios, err = list(ctx, from, one[string], scenariosOfBoard, each.number)
			if err != nil {
				return err
			}
			boards = append(boards, each.Board)
		}
		return nil
	})
	return boards, err
}

func noBoard() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such board.")
}
