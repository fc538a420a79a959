package web

import (
	"bytes"
	"context"
	"net/http"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// BoardCSV is the file of standings.
func BoardCSV(rows []team.Standing, of int) (string, error) {
	var file bytes.Buffer
	err := writeBoardCSV(&file, rows, of)
	return file.String(), err
}

// Picture draws a board with these names, each with its value.
func Picture(title string, names []string, values []practice.Points, dark bool, format string) ([]byte, error) {
	shown := boardPicture{Title: title, What: "Score, this week", Dark: dark}
	for i, name := range names {
		shown.Rows = append(shown.Rows, pictureBar{name, values[i]})
	}
	return shown.draw(pictureFormat(format))
}

// Stream writes notices as they are told, until the request ends or still says
// so.
func Stream(s *Server, w http.ResponseWriter, r *http.Request, watcher string, topics []string, still func(context.Context) error) {
	s.stream(w, r, watcher, topics, still)
}
