package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/team"
)

// boardSize is a board with the number of its scenarios.
type boardSize struct {
	number    int64
	scenarios int
}

func scanBoardSize(row scanner) (boardSize, error) {
	var board boardSize
	err := row.Scan(&board.number, &board.scenarios)
	return board, err
}

// boardsOf returns a team's boards that hold a scenario; "" for all of them.
func boardsOf(ctx context.Context, from asker, of, scenario string) ([]boardSize, error) {
	return list(ctx, from, scanBoardSize, `SELECT number, (SELECT count(*) FROM board_scenarios WHERE board = boards.number)
		FROM boards WHERE team = ?1
			AND (?2 = '' OR EXISTS (SELECT 1 FROM board_scenarios WHERE board = boards.number AND scenario = ?2))`, of, scenario)
}

const recordColumns = `records.member, records.results, records.total, records.total_at, records.variety, records.variety_at,
	records.first, records.latest, records.latest_at`

// recordsOfBoard are those that count on a board in the span.
const recordsOfBoard = ` FROM board_scenarios
	JOIN cohorts ON cohorts.team = ?2 AND cohorts.span = ?3 AND cohorts.scenario = board_scenarios.scenario AND cohorts.chosen
	JOIN records ON records.cohort = cohorts.number
	WHERE board_scenarios.board = ?1 `

type memberRecord struct {
	member int64
	record team.Record
}

func scanRecord(row scanner) (memberRecord, error) {
	var one memberRecord
	r := &one.record
	err := row.Scan(&one.member, &r.Results, &r.Total, moment{&r.TotalAt}, &r.Variety, moment{&r.VarietyAt},
		&r.First, &r.Latest, moment{&r.LatestAt})
	return one, err
}

// place works a member's values on a board out anew.
func place(ctx context.Context, tx *tx, of span, board boardSize, member int64) error {
	records, err := list(ctx, tx, scanRecord, `SELECT `+recordColumns+recordsOfBoard+`AND records.member = ?4`,
		board.number, of.team, of.window, member)
	if err != nil {
		return err
	}
	if len(records) == 0 {
		_, err := tx.exec(ctx, `DELETE FROM standings WHERE board = ? AND span = ? AND member = ?`, board.number, of.window, member)
		return err
	}
	var tally team.Tally
	for _, each := range records {
		tally.Add(each.record)
	}
	return writeStanding(ctx, tx, of, board, member, tally)
}

// fillBoard works a board out anew from the records.
func fillBoard(ctx context.Context, tx *tx, of span, board boardSize) error {
	if _, err := tx.exec(ctx, `DELETE FROM standings WHERE board = ? AND span = ?`, board.number, of.window); err != nil {
		return err
	}
	records, err := list(ctx, tx, scanRecord, `SELECT `+recordColumns+recordsOfBoard, board.number, of.team, of.window)
	if err != nil {
		return err
	}
	tallies := map[int64]*team.Tally{}
	for _, each := range records {
		if tallies[each.member] == nil {
			tallies[each.member] = &team.Tally{}
		}
		tallies[each.member].Add(each.record)
	}
	for member, tally := range tallies {
		if err := writeStanding(ctx, tx, of, board, member, *tally); err != nil {
			return err
		}
	}
	return nil
}

func writeStanding(ctx context.Context, tx *tx, of span, board boardSize, member int64, tally team.Tally) error {
	score, scoreAt := tally.Score(board.scenarios)
	variety, varietyAt := tally.Variety(board.scenarios)
	gain, gainAt := tally.Improvement()
	var improvement any // NULL: not on that board
	if tally.Repeated > 0 {
		improvement = int64(gain)
	}
	_, err := tx.exec(ctx, `INSERT INTO standings (board, span, member, person, played, score, score_at, variety, variety_at,
			repeated, improvement, improvement_at)
		VALUES (?1, ?2, ?3, (SELECT person FROM members WHERE number = ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
		ON CONFLICT DO UPDATE SET played = excluded.played, score = excluded.score, score_at = excluded.score_at,
			variety = excluded.variety, variety_at = excluded.variety_at, repeated = excluded.repeated,
			improvement = excluded.improvement, improvement_at = excluded.improvement_at`,
		board.number, of.window, member, tally.Played, score, stamp(scoreAt), variety, stamp(varietyAt),
		tally.Repeated, improvement, stamp(gainAt))
	return err
}

// fillBoardWindows works every window of a board out anew.
func fillBoardWindows(ctx context.Context, tx *tx, of string, board boardSize) error {
	for _, window := range team.Windows() {
		if err := fillBoard(ctx, tx, span{team: of, window: window}, board); err != nil {
			return err
		}
	}
	return nil
}

// fillSpan works a window out anew from the results: its records and all boards.
func fillSpan(ctx context.Context, tx *tx, of span) error {
	if err := startSpan(ctx, tx, of); err != nil {
		return err
	}
	folded, err := fold(ctx, tx, of, nil)
	if err != nil {
		return err
	}
	scenarios := map[string]bool{}
	for from, record := range folded {
		if err := keepRecord(ctx, tx, of, from, *record); err != nil {
			return err
		}
		scenarios[from.scenario] = true
	}
	for scenario := range scenarios {
		if _, err := chooseCohort(ctx, tx, of, scenario); err != nil {
			return err
		}
	}
	boards, err := boardsOf(ctx, tx, of.team, "")
	if err != nil {
		return err
	}
	for _, board := range boards {
		if err := fillBoard(ctx, tx, of, board); err != nil {
			return err
		}
	}
	return nil
}

// forgetResults takes a member's results away, and what boards made of them.
func forgetResults(ctx context.Context, tx *tx, of string, member int64) error {
	type held struct {
		cohort   int64
		window   team.Window
		scenario string
	}
	records, err := list(ctx, tx, func(row scanner) (held, error) {
		var one held
		err := row.Scan(&one.cohort, &one.window, &one.scenario)
		return one, err
	}, `SELECT records.cohort, cohorts.span, cohorts.scenario
		FROM records JOIN cohorts ON cohorts.number = records.cohort WHERE records.member = ?`, member)
	if err != nil {
		return err
	}
	if _, err := tx.exec(ctx, `DELETE FROM results WHERE member = ?`, member); err != nil {
		return err
	}
	for _, each := range records {
		if err := dropRecord(ctx, tx, each.cohort, member); err != nil {
			return err
		}
	}
	for _, each := range records {
		boards, err := boardsOf(ctx, tx, of, each.scenario)
		if err != nil {
			return err
		}
		if err := choose(ctx, tx, span{team: of, window: each.window}, each.scenario, member, boards); err != nil {
			return err
		}
	}
	return nil
}
