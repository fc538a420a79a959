package web

import (
	"context"
	"net/http"
	"sync"
)

// attendance knows what is open for people, sockets and streams, so that it ends
// with the session or the membership on which it rests.
type attendance struct {
	mu     sync.Mutex
	closed bool
	open   map[*stay]struct{}
}

// stay is one thing that is open.
type stay struct {
	person string // "" for a guest
	token  string // of the session
	team   string // "": it rests on no membership
	end    func() // called under the attendance's lock: it must not block or come back
}

func newAttendance() *attendance { return &attendance{open: map[*stay]struct{}{}} }

// enter notes something that is open for the caller, until leave is called. What
// comes after the end ends at once.
func (a *attendance) enter(c caller, end func()) (leave func()) {
	opened := &stay{token: c.token, team: c.team.ID, end: end}
	if c.person != nil {
		opened.person = c.person.ID
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.closed {
		end()
		return func() {}
	}
	a.open[opened] = struct{}{}
	return func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		delete(a.open, opened)
	}
}

// endSession ends what rests on one session.
func (a *attendance) endSession(token string) {
	a.end(func(s *stay) bool { return token != "" && s.token == token })
}

// endPerson ends everything that is open for a person, except by one session;
// "" for no exception.
func (a *attendance) endPerson(person, except string) {
	a.end(func(s *stay) bool { return s.person == person && (except == "" || s.token != except) })
}

// endMember ends what a person's membership opened.
func (a *attendance) endMember(team, person string) {
	a.end(func(s *stay) bool { return s.person == person && s.team == team })
}

// close ends everything and lets nothing stay any more.
func (a *attendance) close() {
	a.mu.Lock()
	a.closed = true
	a.mu.Unlock()
	a.end(func(*stay) bool { return true })
}

func (a *attendance) end(matches func(*stay) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for s := range a.open {
		if matches(s) {
			s.end()
			delete(a.open, s)
		}
	}
}

// stay returns a context that ends with the request, with the caller's session,
// with their membership in the team of the address, and with the server.
func (s *Server) stay(r *http.Request) (ctx context.Context, leave func()) {
	ctx, cancel := context.WithCancel(r.Context())
	gone := s.attendance.enter(callerOf(r.Context()), cancel)
	return ctx, func() {
		gone()
		cancel()
	}
}

// still reports whether the caller is who they were, and where they were, when
// the request came. Another process may have changed it: a command of the
// operator's, for one.
func (s *Server) still(ctx context.Context, c caller) error {
	if c.person == nil {
		return nil
	}
	if _, err := s.door.Who(ctx, c.token); err != nil {
		return err
	}
	if c.team.ID == "" {
		return nil
	}
	_, err := s.desk.Look(ctx, c.person.ID, c.team.ID)
	return err
}
