package web

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/askagain/askagain/server/live"
	"github.com/askagain/askagain/server/practice"
)

// The kinds of notice. They are part of the released protocol.
const (
	noticeBoard      = "board"      // standings may have moved; never names which board
	noticeAssignment = "assignment" // an assignment, or somebody's progress with it
	noticeAttempt    = "attempt"    // begun, finished or scored again
	noticeRoom       = "room"       // a live room, its answers or its votes
	noticeComment    = "comment"    // on the attempt that is named
)

// The topics of a team. Who may see what decides which of them somebody watches.
func topicOfTeam(team string) string           { return "team " + team }
func topicOfTrainers(team string) string       { return "trainers " + team }
func topicOfBoards(team string) string         { return "boards " + team }
func topicOfPerson(team, person string) string { return "person " + team + " " + person }
func topicOfWall(board string) string          { return "wall " + board }

// Announce returns a follower of a session.Room that tells a team what its
// attempts mean to it: trainers and the rep that one begins, ends or has a new
// card, everybody that the boards moved. It looks nothing up and never blocks.
func Announce(notices *live.Notices) func(practice.Attempt, []practice.Event) {
	return func(attempt practice.Attempt, events []practice.Event) {
		if attempt.Team == "" {
			return
		}
		changed, scored := false, false
		for i := range events {
			kind := events[i].Kind
			scored = scored || kind == practice.EventScored
			changed = changed || scored || kind == practice.EventStarted || kind == practice.EventEnded
		}
		if !changed {
			return
		}
		concerned := []string{topicOfTrainers(attempt.Team), topicOfPerson(attempt.Team, attempt.Rep)}
		for _, topic := range concerned {
			notices.Tell(topic, live.Notice{Kind: noticeAttempt, ID: attempt.ID})
			if attempt.Assignment != "" {
				notices.Tell(topic, live.Notice{Kind: noticeAssignment, ID: attempt.Assignment})
			}
		}
		if scored && attempt.Official {
			notices.Tell(topicOfBoards(attempt.Team), live.Notice{Kind: noticeBoard})
		}
	}
}

// The pace of a stream of notices.
const (
	// heartbeat keeps proxies from closing a quiet stream, and finds out that
	// somebody may not listen any more.
	heartbeat = 25 * time.Second
	// noticePause is between two writes, so that a burst arrives as one.
	noticePause = 250 * time.Millisecond
)

// teamLive streams the notices of a team to a member.
func (s *Server) teamLive(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	topics := []string{topicOfTeam(c.team.ID), topicOfBoards(c.team.ID), topicOfPerson(c.team.ID, c.rep)}
	if c.trains() {
		topics = append(topics, topicOfTrainers(c.team.ID))
	}
	s.stream(w, r, "person "+c.rep, topics, func(ctx context.Context) error { return s.still(ctx, c) })
}

// wallLive streams the movements of a wall's board to whoever has its link.
func (s *Server) wallLive(w http.ResponseWriter, r *http.Request) {
	token := r.PathValue("token")
	view, err := s.work.boardroom.Wall(r.Context(), token, "", "", 1)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	topics := []string{topicOfBoards(view.Team.ID), topicOfWall(view.Board.ID)}
	watcher := "wall " + view.Board.ID + " " + addressKey(callerOf(r.Context()).address)
	s.stream(w, r, watcher, topics, func(ctx context.Context) error {
		_, err := s.work.boardroom.Wall(ctx, token, "", "", 1)
		return err
	})
}

// stream writes notices as server-sent events until the client goes, the server
// shuts down, or still says that the client may listen no longer. It asks still
// before everything that it sends after a pause.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, watcher string, topics []string, still func(context.Context) error) {
	ctx, leave := s.stay(r)
	defer leave()
	watch, err := s.work.notices.Watch(watcher, topics...)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	defer watch.Close()
	header := w.Header()
	header.Set("Content-Type", "text/event-stream")
	header.Set("Cache-Control", "no-store")
	header.Set("X-Accel-Buffering", "no")
	if r.Method == http.MethodHead {
		return // who asks what there would be gets no stream
	}
	out := noticeWriter{w, http.NewResponseController(w), s.limits.WriteWait}
	// The deadline for reading a request would end the connection while it is quiet.
	_ = out.controller.SetReadDeadline(time.Time{})
	if !out.send(retryHint() + ": open\n\n") {
		return
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	for {
		text := ": still here\n\n"
		select {
		case <-ctx.Done():
			out.send(retryHint())
			return
		case <-watch.Done():
			out.send(retryHint())
			return
		case <-beat.C:
		case <-watch.Ready():
			text = encodeNotices(watch.Take())
		}
		if still(ctx) != nil || !out.send(text) || !pause(ctx, noticePause) {
			return
		}
	}
}

// retryHint tells a browser when to try again after the stream has ended: not
// everybody at once.
func retryHint() string {
	return fmt.Sprintf("retry: %d\n\n", 1000+rand.IntN(4000))
}

func encodeNotices(notices []live.Notice) string {
	var text bytes.Buffer
	for _, notice := range notices {
		data, err := json.Marshal(notice)
		if err != nil {
			panic(err) // two strings can be marshaled
		}
		fmt.Fprintf(&text, "data: %s\n\n", data)
	}
	return text.String()
}

// pause waits, and reports false when ctx ended first.
func pause(ctx context.Context, span time.Duration) bool {
	timer := time.NewTimer(span)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// noticeWriter writes to a client that may be slow or gone.
type noticeWriter struct {
	w          http.ResponseWriter
	controller *http.ResponseController
	within     time.Duration
}

// send reports whether the client took the text in time.
func (n noticeWriter) send(text string) bool {
	_ = n.controller.SetWriteDeadline(time.Now().Add(n.within)) // a dead connection fails the write
	if _, err := n.w.Write([]byte(text)); err != nil {
		return false
	}
	return n.controller.Flush() == nil
}

// tellTeam tells everybody in a team of something that a handler has done.
func (s *Server) tellTeam(id, kind, what string) {
	s.work.notices.Tell(topicOfTeam(id), live.Notice{Kind: kind, ID: what})
}

// tellBoards says that the boards of a team may show something else.
func (s *Server) tellBoards(id string) {
	s.work.notices.Tell(topicOfBoards(id), live.Notice{Kind: noticeBoard})
}

// tellConcerned tells the trainers of an attempt's team, and its rep.
func (s *Server) tellConcerned(attempt practice.Attempt, kind string) {
	if attempt.Team == "" {
		return
	}
	s.work.notices.Tell(topicOfTrainers(attempt.Team), live.Notice{Kind: kind, ID: attempt.ID})
	s.work.notices.Tell(topicOfPerson(attempt.Team, attempt.Rep), live.Notice{Kind: kind, ID: attempt.ID})
}
