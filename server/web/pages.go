package web

import (
	"fmt"
	"io/fs"
	"net/http"
	"path"

	"github.com/askagain/askagain/server/practice"
)

// contentTypes are the kinds of files that pages are made of. They are fixed
// here, because the table of the machine may say otherwise.
var contentTypes = map[string]string{
	".html":  "text/html; charset=utf-8",
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".svg":   "image/svg+xml",
	".png":   "image/png",
	".ico":   "image/x-icon",
	".woff2": "font/woff2",
	".txt":   "text/plain; charset=utf-8",
}

// pageFiles are the files that addresses of people lead to.
var pageFiles = []string{
	"shelf.html", "methods.html", "first.html", "drill.html", "own.html", "own-new.html", "own-no.html", "briefing.html", "talk.html", "debrief.html",
	"sign-in.html", "sign-up.html", "reset.html", "join.html", "owner.html", "account.html",
	"teams.html", "team.html", "glance.html", "person.html", "board.html", "wall.html", "room.html",
	notFoundPage,
}

const notFoundPage = "notfound.html"

// pages are the files that are served, read once.
type pages struct{ files map[string]asset }

func loadPages(files fs.FS) (*pages, error) {
	loaded := &pages{files: map[string]asset{}}
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		contentType, known := contentTypes[path.Ext(name)]
		if !known {
			return nil // a note or a tool's settings: nothing that a page asks for
		}
		content, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		loaded.files[name] = newAsset(content, contentType)
		return nil
	})
	if err != nil {
		return nil, practice.Errorf(practice.CodeInternal, "The pages cannot be read.").Because(err)
	}
	for _, name := range pageFiles {
		if _, there := loaded.files[name]; !there {
			return nil, practice.Errorf(practice.CodeInternal, "The page %s is missing from this build.", name).Because(fmt.Errorf("%s: %w", name, fs.ErrNotExist))
		}
	}
	return loaded, nil
}

// How answers may be kept: asked for again each time, and a page, which may
// carry a guest's cookie, by nobody but the browser itself.
const (
	keepFile = "no-cache"
	keepPage = "private, no-cache"
)

// page answers with one page, whatever the address names: the page's own script
// asks for the scenario or attempt and says when there is none.
func (s *Server) page(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page := s.pages.files[name]
		page.describe(w, keepPage)
		page.serve(w, r)
	}
}

func (s *Server) staticFile(w http.ResponseWriter, r *http.Request) {
	file, there := s.pages.files[r.PathValue("path")]
	if !there {
		s.unknownPage(w, r)
		return
	}
	file.describe(w, keepFile)
	file.serve(w, r)
}

func (s *Server) unknownPage(w http.ResponseWriter, r *http.Request) {
	page := s.pages.files[notFoundPage]
	page.describe(w, keepPage)
	w.WriteHeader(http.StatusNotFound)
	_, _ = w.Write(page.content) // the client may be gone
}
