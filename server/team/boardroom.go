package team

import (
	"context"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Limits on boards.
const (
	MaxBoards         = 20 // of a team
	MaxBoardScenarios = 20
	MaxRowsOnBoard    = 200
	usualRowsOnBoard  = 50
)

// BoardroomConfig is what a Boardroom works with. All but the two stores is optional.
type BoardroomConfig struct {
	Teams  Teams
	Boards Boards
	Now    func() time.Time // time.Now if nil
	Random io.Reader        // crypto/rand.Reader if nil
}

// Boardroom keeps and shows leaderboards. It may be used by several goroutines
// at once.
type Boardroom struct {
	source
	gate
	boards Boards
	mu     sync.Mutex // one change of a board at a time
}

// NewBoardroom returns a Boardroom. It fails when a store is missing.
func NewBoardroom(config BoardroomConfig) (*Boardroom, error) {
	if config.Teams == nil || config.Boards == nil {
		return nil, practice.Errorf(practice.CodeInternal, "A boardroom needs the stores of teams and boards.")
	}
	return &Boardroom{source: newSource(config.Random, config.Now), gate: gate{config.Teams}, boards: config.Boards}, nil
}

// BoardView is a board as it stands.
type BoardView struct {
	Team    Team
	Board   Board
	Measure Measure
	Window  Window
	From    *time.Time // nil: from the beginning
	Until   *time.Time // nil: open
	Standings
}

// Create makes a board over scenarios, by the catalogue's names. Codes:
// CodeNotFound, CodeForbidden, CodeInvalid, CodeTooLarge, CodeConflict for one
// too many or an archived team.
func (b *Boardroom) Create(ctx context.Context, by, team, name string, scenarios []string) (Board, error) {
	if _, err := b.enter(ctx, by, team, ManageBoards); err != nil {
		return Board{}, err
	}
	board, err := described(Board{ID: b.id("board-"), Team: team, CreatedAt: b.now()}, name, scenarios)
	if err != nil {
		return Board{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	earlier, err := b.boards.Boards(ctx, team)
	if err != nil {
		return Board{}, err
	}
	if len(earlier) >= MaxBoards {
		return Board{}, practice.Errorf(practice.CodeConflict, "A team has at most %d boards. Delete one that is not looked at any more.", MaxBoards)
	}
	return board, b.boards.CreateBoard(ctx, board)
}

// described gives a board a name and its scenarios.
func described(board Board, name string, scenarios []string) (Board, error) {
	name, err := CleanName("The board's name", name)
	if err != nil {
		return Board{}, err
	}
	chosen := []string{}
	for _, scenario := range scenarios {
		if scenario == "" || len(scenario) > maxScenarioBytes {
			return Board{}, practice.Errorf(practice.CodeInvalid, "There is no scenario of this name. Pick those of the board from the list.")
		}
		if !slices.Contains(chosen, scenario) {
			chosen = append(chosen, scenario)
		}
		if len(chosen) > MaxBoardScenarios {
			return Board{}, practice.Errorf(practice.CodeTooLarge, "A board is over 1 to %d scenarios. Leave some out.", MaxBoardScenarios)
		}
	}
	if len(chosen) == 0 {
		return Board{}, practice.Errorf(practice.CodeInvalid, "A board is over 1 to %d scenarios. Pick one at least.", MaxBoardScenarios)
	}
	board.Name, board.Scenarios = name, chosen
	return board, nil
}

// Edit changes a board's name and scenarios. Codes as Create.
func (b *Boardroom) Edit(ctx context.Context, by, team, id, name string, scenarios []string) (Board, error) {
	return b.change(ctx, by, team, id, func(board Board) (Board, error) { return described(board, name, scenarios) })
}

// change reads a board, changes it and writes it.
func (b *Boardroom) change(ctx context.Context, by, team, id string, how func(Board) (Board, error)) (Board, error) {
	if _, err := b.enter(ctx, by, team, ManageBoards); err != nil {
		return Board{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	board, err := b.boards.Board(ctx, team, id)
	if err != nil {
		return Board{}, noBoard(err)
	}
	if board, err = how(board); err != nil {
		return Board{}, err
	}
	return board, b.boards.UpdateBoard(ctx, board)
}

// noBoard says in words that there is no such board.
func noBoard(err error) error {
	if practice.CodeOf(err) == practice.CodeNotFound {
		return practice.Errorf(practice.CodeNotFound, "There is no such board, or not any more. The team's page lists those that there are.")
	}
	return err
}

// Delete takes a board away; results stay. Codes: CodeNotFound, CodeForbidden,
// CodeConflict for an archived team.
func (b *Boardroom) Delete(ctx context.Context, by, team, id string) error {
	if _, err := b.enter(ctx, by, team, ManageBoards); err != nil {
		return err
	}
	return noBoard(b.boards.DeleteBoard(ctx, team, id))
}

// List returns the team's boards. Code: CodeNotFound.
func (b *Boardroom) List(ctx context.Context, by, team string) ([]Board, error) {
	if _, err := b.enter(ctx, by, team, SeeTeam); err != nil {
		return nil, err
	}
	return b.boards.Boards(ctx, team)
}

// Standings returns a board with by's own place. The measure "" is ByScore, the
// window "" is Month; limit is 1 to MaxRowsOnBoard rows, 0 for the usual 50.
// Codes: CodeNotFound, CodeInvalid.
func (b *Boardroom) Standings(ctx context.Context, by, team, board string, measure Measure, window Window, limit int) (BoardView, error) {
	here, err := b.enter(ctx, by, team, SeeTeam)
	if err != nil {
		return BoardView{}, err
	}
	of, err := b.boards.Board(ctx, team, board)
	if err != nil {
		return BoardView{}, noBoard(err)
	}
	return b.view(ctx, here.Team, of, measure, window, limit, by)
}

func (b *Boardroom) view(ctx context.Context, team Team, board Board, measure Measure, window Window, limit int, person string) (BoardView, error) {
	if measure == "" {
		measure = ByScore
	}
	if window == "" {
		window = Month
	}
	if limit == 0 {
		limit = usualRowsOnBoard
	}
	switch {
	case !slices.Contains(Measures(), measure):
		return BoardView{}, practice.Errorf(practice.CodeInvalid, "A board goes by score, variety or improvement. Pick one of them.")
	case !slices.Contains(Windows(), window):
		return BoardView{}, practice.Errorf(practice.CodeInvalid, "A board looks at the week, the month, the season or all of it. Pick one of them.")
	case limit < 1 || limit > MaxRowsOnBoard:
		return BoardView{}, practice.Errorf(practice.CodeInvalid, "A board shows 1 to %d rows, not %d.", MaxRowsOnBoard, limit)
	}
	now := b.now()
	standings, err := b.boards.Standings(ctx, board, measure, window, now, person, limit)
	if err != nil {
		return BoardView{}, err
	}
	view := BoardView{Team: team, Board: board, Measure: measure, Window: window, Standings: standings}
	if from, until := Span(team, window, now); !from.IsZero() {
		view.From = &from
		if !until.IsZero() {
			view.Until = &until
		}
	}
	return view, nil
}

// Share makes the token of the link to a board's wall, in place of an earlier
// one. Codes: CodeNotFound, CodeForbidden, CodeConflict for an archived team.
func (b *Boardroom) Share(ctx context.Context, by, team, board string) (string, error) {
	token, hash := b.token()
	_, err := b.change(ctx, by, team, board, func(board Board) (Board, error) {
		board.Wall = &hash
		return board, nil
	})
	if err != nil {
		return "", err
	}
	return token, nil
}

// Unshare ends the link to a board's wall. Codes as Share.
func (b *Boardroom) Unshare(ctx context.Context, by, team, board string) error {
	_, err := b.change(ctx, by, team, board, func(board Board) (Board, error) {
		board.Wall = nil
		return board, nil
	})
	return err
}

// Wall returns the board that a wall's link leads to, with nobody's own place.
// Codes: CodeNotFound, also for an archived team; CodeInvalid as Standings.
func (b *Boardroom) Wall(ctx context.Context, token string, measure Measure, window Window, limit int) (BoardView, error) {
	if !wellFormed(token) {
		return BoardView{}, errWorn()
	}
	board, err := b.boards.BoardByWall(ctx, HashToken(token))
	if err != nil {
		return BoardView{}, worn(err)
	}
	team, err := b.teams.Team(ctx, board.Team)
	if err != nil {
		return BoardView{}, worn(err)
	}
	if team.Archived() {
		return BoardView{}, errWorn()
	}
	return b.view(ctx, team, board, measure, window, limit, "")
}
