package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Standings returns the first rows of a board and the place of a person in the
// span that holds now. In the newest span it reads those rows and counts who is
// ahead; an earlier one it works out from the results of that span.
func (s *Store) Standings(ctx context.Context, board team.Board, measure team.Measure, window team.Window, now time.Time, person string, limit int) (team.Standings, error) {
	columns, known := measured[measure]
	if !known || !slices.Contains(team.Windows(), window) {
		return team.Standings{}, practice.Errorf(practice.CodeInvalid, "A board has no such measure or window.")
	}
	var found team.Standings
	err := s.reader.at(ctx, func(from asker) error {
		number, err := one[int64](from.row(ctx, `SELECT number FROM boards WHERE id = ? AND team = ?`, board.ID, board.Team))
		if err != nil {
			return notFound(err, noBoard)
		}
		view := view{from: from, board: number, window: window, team: board.Team, columns: columns, person: person, limit: limit}
		newest, err := readSpan(ctx, from, board.Team, window)
		switch {
		case errors.Is(err, sql.ErrNoRows) || err == nil && newest.over(stamp(now)):
			return nil // nobody has played in this span yet
		case err != nil:
			return err
		case newest.holds(stamp(now)):
			found, err = view.read(ctx)
			return err
		}
		whole, err := readTeam(ctx, from, board.Team)
		if err != nil {
			return err
		}
		found, err = view.workOut(ctx, spanAt(whole, window, now), measure)
		return err
	})
	return found, s.readError(err)
}

// measured names the columns of each measure.
var measured = map[team.Measure]struct{ value, at, played string }{
	team.ByScore:       {"score", "score_at", "played"},
	team.ByVariety:     {"variety", "variety_at", "played"},
	team.ByImprovement: {"improvement", "improvement_at", "repeated"},
}

// view is what somebody asks of a board.
type view struct {
	from    asker
	board   int64
	team    string
	window  team.Window
	columns struct{ value, at, played string }
	person  string // "" for nobody
	limit   int
}

// read reads the kept standings.
func (v view) read(ctx context.Context) (team.Standings, error) {
	var found team.Standings
	var err error
	if found.Rows, err = v.top(ctx); err != nil {
		return team.Standings{}, err
	}
	value := v.columns.value
	found.People, err = one[int](v.from.row(ctx,
		`SELECT count(*) FROM standings WHERE board = ? AND span = ? AND `+value+` IS NOT NULL`, v.board, v.window))
	if err != nil || v.person == "" {
		return found, err
	}
	me, err := scanStanding(v.from.row(ctx, `SELECT `+v.standing()+` FROM members CROSS JOIN standings ON standings.member = members.number
		WHERE members.team = ? AND members.person = ? AND board = ? AND span = ? AND `+value+` IS NOT NULL`,
		v.team, v.person, v.board, v.window))
	if errors.Is(err, sql.ErrNoRows) {
		return found, nil
	}
	if err != nil {
		return found, err
	}
	me.Place, err = one[int](v.from.row(ctx,
		`SELECT count(*) + 1 FROM standings WHERE board = ? AND span = ? AND `+value+` > ?`, v.board, v.window, me.Value))
	found.Me = &me
	return found, err
}

func (v view) standing() string {
	return `standings.person, members.name, members.hidden, standings.` + v.columns.value + `, standings.` + v.columns.played +
		`, standings.` + v.columns.at
}

// top reads from the first row on until there are enough to show. Hidden people
// take their places with them.
func (v view) top(ctx context.Context) ([]team.Standing, error) {
	rows, err := v.from.rows(ctx, `SELECT `+v.standing()+` FROM standings CROSS JOIN members ON members.number = standings.member
		WHERE standings.board = ? AND standings.span = ? AND standings.`+v.columns.value+` IS NOT NULL
		ORDER BY standings.`+v.columns.value+` DESC, standings.`+v.columns.at+`, standings.person`, v.board, v.window)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var places places
	var shown []team.Standing
	for len(shown) < v.limit && rows.Next() {
		next, err := scanStanding(rows)
		if err != nil {
			return nil, err
		}
		next.Place = places.next(next.Value)
		if !next.Hidden {
			shown = append(shown, next)
		}
	}
	return shown, rows.Err()
}

func scanStanding(row scanner) (team.Standing, error) {
	var one team.Standing
	err := row.Scan(&one.Person, &one.Name, &one.Hidden, &one.Value, &one.Played, moment{&one.At})
	return one, err
}

// places counts through values from the highest down: equals share a place.
type places struct {
	seen, place int
	value       practice.Points
}

func (p *places) next(value practice.Points) int {
	p.seen++
	if p.seen == 1 || value != p.value {
		p.place, p.value = p.seen, value
	}
	return p.place
}
