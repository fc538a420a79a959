package web

import (
	"crypto/sha256"
	"net/http"
	"sync"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// Reader says what somebody's words are. It is called from many goroutines at
// once, and answers the same to the same.
type Reader interface {
	Read(practice.Said) practice.Reading
}

func (s *Server) openRoom(w http.ResponseWriter, r *http.Request) {
	var request struct{ Outcome, No, Who string }
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	room, err := s.work.talks.OpenRoom(r.Context(), c.rep, c.team.ID, request.Outcome, request.No, request.Who)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellTeam(c.team.ID, noticeRoom, room.ID)
	writeJSON(w, http.StatusCreated, createdAnswer{ID: room.ID})
}

func (s *Server) openRooms(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	rooms, err := s.work.talks.Rooms(r.Context(), c.rep, c.team.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, struct {
		Rooms []team.LiveRoom `json:"rooms"`
	}{orEmpty(rooms)})
}

type roomAnswer struct {
	Room     team.LiveRoom `json:"room"`
	Trainer  bool          `json:"trainer"`
	Answered int           `json:"answered"`
	People   int           `json:"people"`
	Mine     *ownAnswer    `json:"mine"`    // null before one has answered
	Answers  []readAnswer  `json:"answers"` // empty before they are revealed
	Voted    string        `json:"voted"`   // the answer's id
}

type ownAnswer struct {
	Text string `json:"text"`
}

// readAnswer is an answer with what the reader makes of it.
type readAnswer struct {
	team.Shown
	labels
}

func (s *Server) lookAtRoom(w http.ResponseWriter, r *http.Request) {
	c := callerOf(r.Context())
	view, err := s.work.talks.Room(r.Context(), c.rep, c.room.ID)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	answer := roomAnswer{
		Room: view.Room, Trainer: view.Trainer, Answered: view.Answered, People: view.People,
		Answers: make([]readAnswer, 0, len(view.Answers)), Voted: view.Voted,
	}
	if view.Mine != nil {
		answer.Mine = &ownAnswer{view.Mine.Text}
	}
	for _, shown := range view.Answers {
		answer.Answers = append(answer.Answers, readAnswer{shown, s.work.readings.of(view.Room, shown.Text)})
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) moveRoom(w http.ResponseWriter, r *http.Request) {
	var request struct {
		State team.RoomState
		Names bool
	}
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	c := callerOf(r.Context())
	room, err := s.work.talks.Move(r.Context(), c.rep, c.room.ID, request.State, request.Names)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellTeam(room.Team, noticeRoom, room.ID)
	writeJSON(w, http.StatusOK, room)
}

func (s *Server) answerRoom(w http.ResponseWriter, r *http.Request) {
	var request struct{ Text string }
	s.inRoom(w, r, &request, func(c caller) error {
		return s.work.talks.Answer(r.Context(), c.rep, c.room.ID, request.Text)
	})
}

func (s *Server) voteRoom(w http.ResponseWriter, r *http.Request) {
	var request struct{ Answer string }
	s.inRoom(w, r, &request, func(c caller) error {
		return s.work.talks.Vote(r.Context(), c.rep, c.room.ID, request.Answer)
	})
}

// inRoom reads what a member sends to a room, does it and tells everybody there.
func (s *Server) inRoom(w http.ResponseWriter, r *http.Request, request any, do func(caller) error) {
	c := callerOf(r.Context())
	err := readJSON(r, request)
	if err == nil {
		err = do(c)
	}
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	s.tellTeam(c.room.Team, noticeRoom, c.room.ID)
	w.WriteHeader(http.StatusNoContent)
}

// labels are what an answer was.
type labels struct {
	Labels []practice.Method `json:"labels"`
	Ask    practice.Ask      `json:"ask"`
}

// readings reads answers once each: everybody in a room looks at the same ones.
// It is bounded as rates are: two generations, and the older one goes.
type readings struct {
	reader Reader // nil: nothing is read
	size   int

	mu             sync.Mutex
	younger, older map[[32]byte]labels
}

func newReadings(reader Reader, size int) *readings {
	return &readings{reader: reader, size: size, younger: map[[32]byte]labels{}}
}

func (x *readings) of(room team.LiveRoom, text string) labels {
	if x.reader == nil {
		return labels{Labels: []practice.Method{}, Ask: practice.AskNone}
	}
	key := sha256.Sum256([]byte(room.Outcome + "\x00" + room.No + "\x00" + text))
	if known, found := x.kept(key); found {
		return known
	}
	reading := x.reader.Read(practice.Said{Outcome: room.Outcome, ClientLast: room.No, Text: text, Theirs: []string{room.No}})
	made := labels{Labels: orEmpty(reading.Methods), Ask: reading.Ask}
	x.keep(key, made)
	return made
}

func (x *readings) kept(key [32]byte) (labels, bool) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if known, found := x.younger[key]; found {
		return known, true
	}
	known, found := x.older[key]
	return known, found
}

func (x *readings) keep(key [32]byte, made labels) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if len(x.younger) >= x.size {
		x.older, x.younger = x.younger, map[[32]byte]labels{}
	}
	x.younger[key] = made
}
