package team_test

import (
	"fmt"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

func TestBoards(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	many := []string{}
	for i := range team.MaxBoardScenarios + 1 {
		many = append(many, fmt.Sprint("scenario-", i))
	}
	board := must(h.boardroom.Create(h.ctx, olga, of, " Spring  cup ", []string{"a", "b", "a"}))(t)
	if board.Name != "Spring cup" || len(board.Scenarios) != 2 || board.Wall != nil {
		t.Errorf("made %+v", board)
	}
	for name, c := range map[string]struct {
		name      string
		scenarios []string
		want      practice.Code
	}{
		"no name":            {"", []string{"a"}, practice.CodeInvalid},
		"no scenario":        {"A", nil, practice.CodeInvalid},
		"an empty scenario":  {"A", []string{""}, practice.CodeInvalid},
		"too many scenarios": {"A", many, practice.CodeTooLarge},
		"as many as can be":  {"A", many[1:], ""},
	} {
		_, err := h.boardroom.Edit(h.ctx, olga, of, board.ID, c.name, c.scenarios)
		h.code(name, err, c.want)
	}
	for range team.MaxBoards - 1 {
		must(h.boardroom.Create(h.ctx, olga, of, "More", []string{"a"}))(t)
	}
	_, err := h.boardroom.Create(h.ctx, olga, of, "Too many", []string{"a"})
	h.code("one too many", err, practice.CodeConflict)
	h.ok(h.boardroom.Delete(h.ctx, olga, of, board.ID))
	h.code("deleted twice", h.boardroom.Delete(h.ctx, olga, of, board.ID), practice.CodeNotFound)
	_, err = h.boardroom.Standings(h.ctx, olga, of, board.ID, "", "", 0)
	h.code("of a deleted board", err, practice.CodeNotFound)
}

func TestStandings(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	board := must(h.boardroom.Create(h.ctx, olga, of, "Cup", []string{"a"}))(t)
	for i := range 300 {
		h.store.standings.Rows = append(h.store.standings.Rows, team.Standing{Place: i + 1, Person: fmt.Sprint("person-", i)})
	}
	h.put(of, "person-7", "Seven", team.Rep)
	view := must(h.boardroom.Standings(h.ctx, "person-7", of, board.ID, "", "", 0))(t)
	if len(view.Rows) != 50 || view.Me == nil || view.Me.Place != 8 || view.Measure != team.ByScore || view.Window != team.Month {
		t.Errorf("shows %d rows, me %+v, by %s in %s", len(view.Rows), view.Me, view.Measure, view.Window)
	}
	if !view.From.Equal(moment(t, "2026-02-28T23:00:00Z")) || !view.Until.Equal(moment(t, "2026-03-31T22:00:00Z")) {
		t.Errorf("from %v until %v", view.From, view.Until)
	}
	all := must(h.boardroom.Standings(h.ctx, olga, of, board.ID, team.ByVariety, team.AllTime, team.MaxRowsOnBoard))(t)
	if all.From != nil || all.Until != nil || len(all.Rows) != team.MaxRowsOnBoard || all.Me != nil {
		t.Errorf("from %v until %v, %d rows", all.From, all.Until, len(all.Rows))
	}
	for name, try := range map[string]func() error{
		"measure": func() error { _, err := h.boardroom.Standings(h.ctx, olga, of, board.ID, "luck", "", 0); return err },
		"window":  func() error { _, err := h.boardroom.Standings(h.ctx, olga, of, board.ID, "", "today", 0); return err },
		"limit": func() error {
			_, err := h.boardroom.Standings(h.ctx, olga, of, board.ID, "", "", team.MaxRowsOnBoard+1)
			return err
		},
		"negative limit": func() error { _, err := h.boardroom.Standings(h.ctx, olga, of, board.ID, "", "", -1); return err },
	} {
		h.code(name, try(), practice.CodeInvalid)
	}
	south := h.team("South", "Sina")
	_, err := h.boardroom.Standings(h.ctx, team.PersonPrefix+"sina", south, board.ID, "", "", 0)
	h.code("by its id in another team", err, practice.CodeNotFound)
}

func TestWall(t *testing.T) {
	h := open(t)
	of, olga := h.team("North", "Olga"), team.PersonPrefix+"olga"
	board := must(h.boardroom.Create(h.ctx, olga, of, "Cup", []string{"a"}))(t)
	h.store.standings.Rows = []team.Standing{{Place: 1, Person: olga}}
	first, second := must(h.boardroom.Share(h.ctx, olga, of, board.ID))(t), must(h.boardroom.Share(h.ctx, olga, of, board.ID))(t)
	view := must(h.boardroom.Wall(h.ctx, second, team.ByImprovement, team.Week, 10))(t)
	if view.Board.ID != board.ID || view.Me != nil || len(view.Rows) != 1 || view.Team.ID != of {
		t.Errorf("the wall shows %+v", view)
	}
	for name, token := range map[string]string{"replaced": first, "empty": "", "the id": board.ID, "made up": first[:42] + "A"} {
		_, err := h.boardroom.Wall(h.ctx, token, "", "", 0)
		h.code(name, err, practice.CodeNotFound)
	}
	// Changing the board leaves its link as it is.
	must(h.boardroom.Edit(h.ctx, olga, of, board.ID, "Cup 2", []string{"b"}))(t)
	must(h.boardroom.Wall(h.ctx, second, "", "", 0))(t)
	must(h.desk.Archive(h.ctx, olga, of, true))(t)
	_, err := h.boardroom.Wall(h.ctx, second, "", "", 0)
	h.code("of an archived team", err, practice.CodeNotFound)
	must(h.desk.Archive(h.ctx, olga, of, false))(t)
	h.ok(h.boardroom.Unshare(h.ctx, olga, of, board.ID))
	_, err = h.boardroom.Wall(h.ctx, second, "", "", 0)
	h.code("not shared any more", err, practice.CodeNotFound)
}
