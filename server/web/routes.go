package web

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// Access says who may use a route, and in which form it refuses.
type Access string

// The kinds of access.
const (
	AccessAnybody Access = "anybody" // no guest is made for it
	AccessPage    Access = "page"    // a guest, known or made; answers with a page
	AccessGuest   Access = "guest"   // a guest, known or made; answers with JSON
	AccessOwner   Access = "owner"   // the guest whose attempt it is; anybody else is told "not found"
)

// Route is one thing that the server answers.
type Route struct {
	Method  string
	Path    string // a pattern of http.ServeMux, without method
	Access  Access
	handler http.HandlerFunc
}

// Routes returns everything that the server answers. What is not listed is not
// found.
func (s *Server) Routes() []Route {
	return []Route{
		{http.MethodGet, "/healthz", AccessAnybody, s.health},
		{http.MethodGet, "/static/{path...}", AccessAnybody, s.staticFile},

		{http.MethodGet, "/{$}", AccessPage, s.page("shelf.html")},
		{http.MethodGet, "/scenario/{name}", AccessPage, s.page("briefing.html")},
		{http.MethodGet, "/attempt/{id}", AccessPage, s.page("talk.html")},
		{http.MethodGet, "/attempt/{id}/debrief", AccessPage, s.page("debrief.html")},

		{http.MethodGet, "/api/shelf", AccessGuest, s.shelf},
		{http.MethodGet, "/api/scenarios/{name}", AccessGuest, s.briefing},
		{http.MethodPost, "/api/attempts", AccessGuest, s.begin},
		{http.MethodGet, "/api/attempts/{id}", AccessOwner, s.attempt},
		{http.MethodPost, "/api/attempts/{id}/rewind", AccessOwner, s.rewind},
		{http.MethodGet, "/api/attempts/{id}/debrief", AccessOwner, s.debrief},
		{http.MethodPost, "/api/attempts/{id}/corrections", AccessOwner, s.correct},
		{http.MethodGet, "/api/attempts/{id}/socket", AccessOwner, s.socket},
	}
}

// mux turns the routes into a handler.
func (s *Server) mux() *http.ServeMux {
	mux := http.NewServeMux()
	methods := map[string][]string{}
	for _, route := range s.Routes() {
		handler := route.handler
		if route.Access != AccessAnybody {
			handler = s.withGuest(route.Access, handler)
		}
		mux.HandleFunc(route.Method+" "+route.Path, handler)
		methods[route.Path] = append(methods[route.Path], route.Method)
	}
	// Without these a known path asked by another method would fall through to
	// "not found" below.
	for _, path := range slices.Sorted(maps.Keys(methods)) {
		mux.HandleFunc(path, s.otherMethod(methods[path]))
	}
	mux.HandleFunc("/api/", s.unknownCall)
	mux.HandleFunc("/", s.unknownPage)
	return mux
}

func (s *Server) otherMethod(methods []string) http.HandlerFunc {
	if slices.Contains(methods, http.MethodGet) {
		methods = append(methods, http.MethodHead)
	}
	allow := strings.Join(methods, ", ")
	return func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Allow", allow)
		s.writeError(w, r, practice.Errorf(CodeMethod, "This address answers %s alone.", allow))
	}
}

func (s *Server) unknownCall(w http.ResponseWriter, r *http.Request) {
	s.writeError(w, r, practice.Errorf(practice.CodeNotFound, "There is nothing at this address. Reload the page; it may be from an older version."))
}

func (s *Server) health(w http.ResponseWriter, _ *http.Request) {
	writeJSON(w, http.StatusOK, map[string]string{"status": "ok"})
}
