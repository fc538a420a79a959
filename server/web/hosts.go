package web

import (
	"net"
	"net/http"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

var errMisdirected = practice.Errorf(CodeMisdirected, "This server is not at home under that name. Open it under the address that it showed when it started.")

// loopbackHosts are the names under which a server on this machine is reached.
var loopbackHosts = []string{"localhost", "127.0.0.1", "::1"}

// withHost answers for the hosts that are named, and for all when none is. A
// page of somebody else's can give its own name this machine's address and then
// read our answers as its own; what it cannot do is to change the Host that its
// browser sends.
func (s *Server) withHost(hosts []string, next http.Handler) http.Handler {
	if len(hosts) == 0 {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(hosts, hostName(r.Host)) {
			s.writeError(w, r, errMisdirected)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// hostName is a host without its port, in one spelling.
func hostName(host string) string {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = host
	}
	return strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
}

// knownHosts adds to the hosts of a configuration what is always right beside
// them; nil stays nil.
func knownHosts(hosts []string, origin string) []string {
	if len(hosts) == 0 {
		return nil
	}
	known := slices.Clone(loopbackHosts)
	for _, host := range hosts {
		known = append(known, hostName(host))
	}
	if _, public, found := strings.Cut(origin, "://"); found {
		known = append(known, hostName(public))
	}
	return known
}
