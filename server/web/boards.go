package web

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Rows of a board as it is shown, and as a file.
const (
	boardRows = 50
	csvRows   = 200
)

type boardEntry struct {
	ID        string          `json:"id"`
	Name      string          `json:"name"`
	Scenarios []boardScenario `json:"scenarios"`
	Shared    bool            `json:"shared"`
}

type boardScenario struct {
	Name  string `json:"name"`
	Title string `json:"title"`
}

func (s *Server) boards(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	boards, err := s.work.boardroom.List(r.Context(), c.rep, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	entries := make([]boardEntry, 0, len(boards))
	for _, board := range boards {
		entries = append(entries, s.boardEntryOf(board))
	}
	writeJSON(w, http.StatusOK, struct {
		Boards []boardEntry `json:"boards"`
	}{entries})
}

// boardEntryOf names a board's scenarios by their titles; one that is on offer
// no longer by its name.
func (s *Server) boardEntryOf(board team.Board) boardEntry {
	entry := boardEntry{ID: board.ID, Name: board.Name, Scenarios: make([]boardScenario, 0, len(board.Scenarios)), Shared: board.Wall != nil}
	for _, name := range board.Scenarios {
		title := name
		if found, offered := s.catalogue.Get(name); offered {
			title = found.Title
		}
		entry.Scenarios = append(entry.Scenarios, boardScenario{name, title})
	}
	return entry
}

type boardRequest struct {
	Name      string   `json:"name"`
	Scenarios []string `json:"scenarios"`
}

func (s *Server) createBoard(w http.ResponseWriter, r *http.Request) {
	s.writeBoard(w, r, http.StatusCreated, func(c caller, request boardRequest) (team.Board, error) {
		for _, name := range request.Scenarios {
			if _, offered := s.catalogue.Get(name); !offered {
				return team.Board{}, errNoScenario
			}
		}
		return s.work.boardroom.Create(r.Context(), c.rep, c.team.ID, request.Name, request.Scenarios)
	})
}

func (s *Server) editBoard(w http.ResponseWriter, r *http.Request) {
	s.writeBoard(w, r, http.StatusOK, func(c caller, request boardRequest) (team.Board, error) {
		return s.work.boardroom.Edit(r.Context(), c.rep, c.team.ID, r.PathValue("board"), request.Name, request.Scenarios)
	})
}

func (s *Server) writeBoard(w http.ResponseWriter, r *http.Request, status int, write func(caller, boardRequest) (team.Board, error)) {
	var request boardRequest
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	board, err := write(c, request)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellBoards(c.team.ID)
	writeJSON(w, status, s.boardEntryOf(board))
}

func (s *Server) deleteBoard(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	if err := s.work.boardroom.Delete(r.Context(), c.rep, c.team.ID, r.PathValue("board")); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.work.notices.End(topicOfWall(r.PathValue("board")))
	s.tellBoards(c.team.ID)
	w.WriteHeader(http.StatusNoContent)
}

// shareBoard makes a link to the board's wall. A new one replaces the old, and
// ends what was open by it.
func (s *Server) shareBoard(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	token, err := s.work.boardroom.Share(r.Context(), c.rep, c.team.ID, r.PathValue("board"))
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.work.notices.End(topicOfWall(r.PathValue("board")))
	writeJSON(w, http.StatusOK, struct {
		Link string `json:"link"`
	}{s.base(r) + "/wall/" + token})
}

func (s *Server) unshareBoard(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	if err := s.work.boardroom.Unshare(r.Context(), c.rep, c.team.ID, r.PathValue("board")); err != nil {
		s.writeError(w, r, err)
		return
	}
	s.work.notices.End(topicOfWall(r.PathValue("board")))
	w.WriteHeader(http.StatusNoContent)
}

type standingsAnswer struct {
	Team    string        `json:"team"` // its name
	Board   boardEntry    `json:"board"`
	Measure team.Measure  `json:"measure"`
	Window  team.Window   `json:"window"`
	From    *date         `json:"from"`  // the first day; null: from the beginning
	Until   *date         `json:"until"` // the last day; null: open
	Rows    []standingRow `json:"rows"`
	Me      *ownStanding  `json:"me"` // null: not on it
	People  int           `json:"people"`
	Of      int           `json:"of"` // scenarios
}

type standingRow struct {
	Place  int             `json:"place"`
	Name   string          `json:"name"`
	Me     bool            `json:"me"`
	Value  practice.Points `json:"value"`
	Played int             `json:"played"`
	At     time.Time       `json:"at"`
}

type ownStanding struct {
	Place  int             `json:"place"`
	Value  practice.Points `json:"value"`
	Played int             `json:"played"`
	Hidden bool            `json:"hidden"`
}

// standingsOf shows a board to a person; "" for a wall, where nobody is oneself.
func (s *Server) standingsOf(view team.BoardView, person string) standingsAnswer {
	answer := standingsAnswer{
		Team: view.Team.Name, Board: s.boardEntryOf(view.Board), Measure: view.Measure, Window: view.Window,
		Rows: make([]standingRow, 0, len(view.Standings.Rows)), People: view.Standings.People, Of: len(view.Board.Scenarios),
	}
	answer.From, answer.Until = spanOf(view)
	for _, row := range view.Standings.Rows {
		answer.Rows = append(answer.Rows, standingRow{row.Place, row.Name, person != "" && row.Person == person, row.Value, row.Played, row.At})
	}
	if me := view.Standings.Me; me != nil {
		answer.Me = &ownStanding{me.Place, me.Value, me.Played, me.Hidden}
	}
	return answer
}

// spanOf returns the first and the last day of what a board looks at, as days of
// the team.
func spanOf(view team.BoardView) (from, until *date) {
	day := func(at time.Time) *date {
		local := at.In(view.Team.Location())
		return (*date)(&local)
	}
	if view.From != nil {
		from = day(*view.From)
	}
	if view.Until != nil {
		until = day(view.Until.Add(-time.Nanosecond))
	}
	return from, until
}

// boardOf finds the standings that a request asks for.
func (s *Server) boardOf(r *http.Request, limit int) (team.BoardView, error) {
	c := callerOf(r.Context())
	measure, window := asked(r.URL.Query())
	return s.work.boardroom.Standings(r.Context(), c.rep, c.team.ID, r.PathValue("board"), measure, window, limit)
}

// wallOf finds the standings that a wall shows.
func (s *Server) wallOf(r *http.Request, limit int) (team.BoardView, error) {
	measure, window := asked(r.URL.Query())
	return s.work.boardroom.Wall(r.Context(), r.PathValue("token"), measure, window, limit)
}

func asked(query url.Values) (team.Measure, team.Window) {
	return team.Measure(query.Get("measure")), team.Window(query.Get("window"))
}

func (s *Server) standings(w http.ResponseWriter, r *http.Request) {
	view, err := s.boardOf(r, boardRows)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, s.standingsOf(view, callerOf(r.Context()).rep))
}

func (s *Server) wall(w http.ResponseWriter, r *http.Request) {
	view, err := s.wallOf(r, boardRows)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	answer := s.standingsOf(view, "")
	answer.Me = nil
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) boardCSV(w http.ResponseWriter, r *http.Request) {
	view, err := s.boardOf(r, csvRows)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	var file bytes.Buffer
	if err := writeBoardCSV(&file, view.Standings.Rows, len(view.Board.Scenarios)); err != nil {
		s.writeError(w, r, err)
		return
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8; header=present")
	w.Header().Set("Content-Disposition", `attachment; filename="board.csv"`)
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("Content-Length", strconv.Itoa(file.Len()))
	_, _ = w.Write(file.Bytes()) // the client may be gone
}

// boardFile answers with a picture for members; nobody else keeps it.
func (s *Server) boardFile(format pictureFormat) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		view, err := s.boardOf(r, pictureRows)
		if err != nil {
			s.writeError(w, r, err)
			return
		}
		w.Header().Set("Cache-Control", "private, no-cache")
		s.servePicture(w, r, view, format)
	}
}

// wallFile answers with the same for whoever has the link. Other sites' pages
// may show it, which is what it is for.
func (s *Server) wallFile(format pictureFormat) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		view, err := s.wallOf(r, pictureRows)
		if err != nil {
			s.writeError(w, r, err)
			return
		}
		w.Header().Set("Cross-Origin-Resource-Policy", "cross-origin")
		w.Header().Set("Cache-Control", "no-cache")
		s.servePicture(w, r, view, format)
	}
}

func (s *Server) servePicture(w http.ResponseWriter, r *http.Request, view team.BoardView, format pictureFormat) {
	shown := pictureOf(view, r.URL.Query().Get("theme") == "dark")
	w.Header().Set("ETag", shown.tag(format))
	w.Header().Set("Content-Type", pictureTypes[format])
	if r.Header.Get("If-None-Match") == shown.tag(format) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	drawn, err := s.work.pictures.draw(r.Context(), shown, format)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(drawn))
}

// pictureOf is what a picture shows of a board.
func pictureOf(view team.BoardView, dark bool) boardPicture {
	shown := boardPicture{Title: view.Board.Name, What: measureWords[view.Measure] + ", " + windowWords[view.Window], Dark: dark}
	for _, row := range view.Standings.Rows[:min(pictureRows, len(view.Standings.Rows))] {
		name := strings.TrimSpace(strconv.Itoa(row.Place) + "  " + row.Name)
		shown.Rows = append(shown.Rows, pictureBar{name, row.Value})
	}
	return shown
}

var measureWords = map[team.Measure]string{
	team.ByScore: "Score", team.ByVariety: "Variety", team.ByImprovement: "Improvement",
}

var windowWords = map[team.Window]string{
	team.Week: "this week", team.Month: "this month", team.Season: "this season", team.AllTime: "all time",
}

var pictureTypes = map[pictureFormat]string{pictureSVG: "image/svg+xml", picturePNG: "image/png"}

// wallPage is for whoever has the link; without a wall at it there is no page.
func (s *Server) wallPage(w http.ResponseWriter, r *http.Request) {
	if _, err := s.work.boardroom.Wall(r.Context(), r.PathValue("token"), "", "", 1); err != nil {
		s.unknownPage(w, r)
		return
	}
	s.page("wall.html")(w, r)
}
