package web

import (
	"context"
	"net/http"
	"net/netip"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// caller is who a request comes from and what its address opened to them.
// identify fills the first part, the route's Access the second.
type caller struct {
	rep     string       // under which attempts are kept: a person's or a guest's; "" for nobody
	person  *team.Person // nil: a guest, or nobody
	token   string       // of the session by which the person is known; a secret
	guest   string       // whom the guest cookie proves, signed in or not; "" for nobody
	address netip.Addr

	team    team.Team        // of the path, or of its room
	member  team.Member      // the caller's place in it
	attempt practice.Attempt // of the path
	reader  team.Access      // what the caller may do with the attempt
	room    team.LiveRoom    // of the path
}

// trains reports whether the caller may do what trainers may, in the team that
// the address opened.
func (c caller) trains() bool { return c.member.Role == team.Trainer || c.member.Role == team.Owner }

type callerContext struct{}

// callerOf returns who asks. Nobody is the zero value.
func callerOf(ctx context.Context) caller {
	found, _ := ctx.Value(callerContext{}).(caller)
	return found
}

func withCaller(r *http.Request, c caller) *http.Request {
	return r.WithContext(context.WithValue(r.Context(), callerContext{}, c))
}
