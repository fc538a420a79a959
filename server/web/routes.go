package web

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
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
	return slices.Concat([]Route{
		{http.MethodGet, "/healthz", AccessAnybody, s.health},
		{http.MethodGet, "/metrics", AccessMonitor, s.monitoring},
		{http.MethodGet, "/static/{path...}", AccessAnybody, s.staticFile},
	}, s.practiceRoutes(), s.accountRoutes(), s.teamRoutes(), s.workRoutes())
}

// accountRoutes are those of people: how they come in, who they are, and how
// they go.
func (s *Server) accountRoutes() []Route {
	return []Route{
		{http.MethodGet, "/sign-in", AccessOpen, s.page("sign-in.html")},
		{http.MethodGet, "/sign-in/openid", AccessOpen, s.goElsewhere},
		{http.MethodGet, openIDBack, AccessOpen, s.comeBack},
		{http.MethodGet, "/sign-up", AccessOpen, s.page("sign-up.html")},
		{http.MethodGet, "/reset", AccessOpen, s.page("reset.html")},
		{http.MethodGet, "/join", AccessOpen, s.page("join.html")},
		{http.MethodGet, "/owner", AccessOpen, s.page("owner.html")},
		{http.MethodGet, "/account", AccessPage, s.page("account.html")},

		{http.MethodGet, "/api/me", AccessOpen, s.me},
		{http.MethodPost, "/api/me", AccessPerson, s.setMe},
		{http.MethodPost, "/api/me/passphrase", AccessPerson, s.setPassphrase},
		{http.MethodPost, "/api/me/claim", AccessPerson, s.claim},
		{http.MethodPost, "/api/me/openid", AccessPerson, s.connectElsewhere},
		{http.MethodGet, "/api/me/export", AccessPerson, s.export},
		{http.MethodPost, "/api/me/delete", AccessPerson, s.deleteMe},
		{http.MethodPost, "/api/sign-up", AccessOpen, s.signUp},
		{http.MethodPost, "/api/sign-in", AccessOpen, s.signIn},
		{http.MethodPost, "/api/sign-in/openid", AccessOpen, s.askElsewhere},
		{http.MethodPost, "/api/sign-out", AccessOpen, s.signOut},
		{http.MethodPost, "/api/sign-out-everywhere", AccessPerson, s.signOutEverywhere},
		{http.MethodPost, "/api/grants/look", AccessLink, s.lookGrant},
		{http.MethodPost, "/api/reset", AccessLink, s.reset},
		{http.MethodPost, "/api/owner", AccessPerson, s.becomeOwner},
	}
}

// teamRoutes are those of teams themselves.
func (s *Server) teamRoutes() []Route {
	return []Route{
		{http.MethodGet, "/teams", AccessPersonPage, s.page("teams.html")},
		{http.MethodGet, "/team/{team}", AccessPersonPage, s.page("team.html")},

		{http.MethodPost, "/api/teams", AccessSteward, s.createTeam},
		{http.MethodGet, "/api/teams/{team}", AccessMember, s.team},
		{http.MethodPost, "/api/teams/{team}", AccessTeamOwner, s.setTeam},
		{http.MethodPost, "/api/teams/{team}/archive", AccessTeamOwner, s.archiveTeam},
		{http.MethodPost, "/api/teams/{team}/me", AccessMember, s.setMyself},
		{http.MethodPost, "/api/teams/{team}/leave", AccessMember, s.leaveTeam},
		{http.MethodPost, "/api/teams/{team}/members/{person}", AccessTeamOwner, s.setRole},
		{http.MethodDelete, "/api/teams/{team}/members/{person}", AccessTrainer, s.removeMember},
		{http.MethodPost, "/api/teams/{team}/members/{person}/reset", AccessTrainer, s.resetLink},
		{http.MethodGet, "/api/teams/{team}/invitations", AccessTrainer, s.invitations},
		{http.MethodPost, "/api/teams/{team}/invitations", AccessTrainer, s.invite},
		{http.MethodDelete, "/api/teams/{team}/invitations/{id}", AccessTrainer, s.revoke},
		{http.MethodPost, "/api/invitations/look", AccessLink, s.lookInvitation},
		{http.MethodPost, "/api/join", AccessPerson, s.join},
	}
}

// mux turns the routes into a handler.
func (s *Server) mux() *http.ServeMux {
	mux := http.NewServeMux()
	methods := map[string][]string{}
	for _, route := range s.Routes() {
		mux.HandleFunc(route.Method+" "+route.Path, s.guard(route.Access, route.handler))
		methods[route.Path] = append(methods[route.Path], route.Method)
	}
	// Without these a known path asked by another method would fall through to
	// "not found" below. Each method stands by itself: a path for all of them would
	// be at odds with a wider path for one, such as /own/new with /own/{id}.
	for _, path := range slices.Sorted(maps.Keys(methods)) {
		known := methods[path]
		if slices.Contains(known, http.MethodGet) {
			known = append(known, http.MethodHead)
		}
		for _, method := range allMethods {
			if !slices.Contains(known, method) {
				mux.HandleFunc(method+" "+path, s.otherMethod(known))
			}
		}
	}
	mux.HandleFunc("/api/", s.unknownCall)
	mux.HandleFunc("/", s.unknownPage)
	return mux
}

// allMethods are those that somebody may try on an address.
var allMethods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions,
}

func (s *Server) otherMethod(methods []string) http.HandlerFunc {
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
