package session_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
	"github.com/askagain/askagain/server/session"
)

// source is a scenario that every turn of these tests can do something in: a
// concern that trade and obstacle move, one that time moves, an ally of one's
// own, a lesser thing, a calendar and two circumstances.
const source = `
format: 1
title: The bigger room
you: You run the Thursday workshop and have outgrown the small room.
outcome:
  need: The big room on Thursdays from May
  why: Fourteen people stand every week.
  without: They stop coming.
  less: The big room every other week
  within: 30 days
  from: ada
people:
  ada:
    name: Ada Brandt
    role: who plans the rooms
    likes: {channel: phone}
    patience: 9
    opens: {channel: email, says: The big room is taken. Sorry.}
    concerns:
      taken:
        says: [It is taken on Thursdays., Taken is taken.]
        reveals: The choir books it and often stays away.
        gives_way_to: [trade, obstacle, ally]
        strength: 2
      habit:
        says: We have always done it this way.
        gives_way_to: [wait, reduce]
    offers_less_after: taken
    agrees: Then it is yours from May.
    closes: Please stop writing to me.
    knows:
      - {about: who else uses the room, says: The choir.}
  ben:
    name: Ben Okafor
    role: your head of house
    side: own
    agrees_moves: [ada.taken]
    concerns:
      quiet: {says: Not another fight about rooms., gives_way_to: [value, proof]}
calendar:
  - {day: 9, says: The choir has its last concert., moves: [ada.habit]}
variants:
  - {ada.likes.channel: in_person}
`

// compile returns the scenario of these tests.
func compile(t testing.TB) *scenario.Scenario {
	t.Helper()
	compiled, found := scenario.Compile("room.yaml", []byte(source))
	if compiled == nil {
		t.Fatalf("the scenario does not compile: %v", found)
	}
	return compiled
}

// marks reads turns by plain marks: a question mark asks, "#trade" is a trade,
// "#pushy" is pushy. It stands for a reader, and notes what it was given.
type marks struct {
	mu    sync.Mutex
	given []practice.Said
	fault func(practice.Said) // called on every reading; nil: nothing
}

func (*marks) Version() string { return "marks-1" }

func (m *marks) Read(said practice.Said) practice.Reading {
	m.mu.Lock()
	m.given = append(m.given, said)
	fault := m.fault
	m.mu.Unlock()
	if fault != nil {
		fault(said)
	}
	reading := practice.Reading{
		Ask: practice.AskNone, Methods: []practice.Method{}, Tone: practice.Neutral,
		Evidence: []practice.Evidence{}, Reader: "marks-1",
	}
	quote := func(label practice.Label, mark string) bool {
		start := strings.Index(said.Text, mark)
		if start >= 0 {
			reading.Evidence = append(reading.Evidence, practice.Evidence{Label: label, Quote: mark, Start: start, End: start + len(mark)})
		}
		return start >= 0
	}
	if quote(practice.LabelOutcome, "?") {
		reading.Ask = practice.AskOutcome
	}
	for _, method := range practice.Methods() {
		if quote(practice.Label(method), "#"+string(method)) {
			reading.Methods = append(reading.Methods, method)
		}
	}
	if quote(practice.LabelPushy, "#pushy") {
		reading.Tone = practice.Pushy
	}
	return reading
}

// house is a Room with what the tests look at.
type house struct {
	*session.Room
	t         testing.TB
	store     *memory
	reader    *marks
	mu        sync.Mutex
	published []practice.Event
}

const rep = "rep-1"

// open returns a Room over the store. Each change may alter its settings.
func open(t testing.TB, store *memory, changes ...func(*session.Config)) *house {
	t.Helper()
	h := &house{t: t, store: store, reader: &marks{}}
	config := session.Config{Store: store, Reader: h.reader, Publish: func(events []practice.Event) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.published = append(h.published, events...)
	}}
	for _, change := range changes {
		change(&config)
	}
	h.Room = session.NewRoom(config)
	return h
}

func (h *house) heard() []practice.Event {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.published)
}

func (h *house) begin(begin session.Begin) practice.Attempt {
	h.t.Helper()
	begin.Rep = rep
	if begin.Scenario == nil {
		begin.Scenario = compile(h.t)
	}
	attempt, err := h.Begin(h.t.Context(), begin)
	if err != nil {
		h.t.Fatalf("Begin: %v", described(err))
	}
	return attempt
}

// do takes a turn and does not wait for its reply.
func (h *house) do(attempt string, turn practice.Turn) *session.Running {
	h.t.Helper()
	running, err := h.Do(h.t.Context(), rep, attempt, turn)
	if err != nil {
		h.t.Fatalf("Do %s: %v", turn.ID, described(err))
	}
	return running
}

// play takes a turn and waits until it is complete.
func (h *house) play(attempt string, turn practice.Turn) {
	h.t.Helper()
	running := h.do(attempt, turn)
	<-running.Done()
	if err := running.Err(); err != nil {
		h.t.Fatalf("turn %s: %v", turn.ID, described(err))
	}
}

func (h *house) look(attempt string) session.View {
	h.t.Helper()
	view, err := h.Look(h.t.Context(), rep, attempt)
	if err != nil {
		h.t.Fatalf("Look: %v", described(err))
	}
	return view
}

// shut closes the Room and waits for every goroutine.
func (h *house) shut() {
	h.t.Helper()
	if err := h.Close(context.Background()); err != nil {
		h.t.Fatalf("Close: %v", described(err))
	}
}

// say is a turn to Ada by chat.
func say(id, text string) practice.Turn {
	return practice.Turn{ID: id, Kind: practice.Say, To: "ada", Channel: practice.Chat, Text: text}
}

// stop is the turn that ends an attempt.
func stop(id string) practice.Turn { return practice.Turn{ID: id, Kind: practice.End} }

// kinds lists a log as "turn kind", one after another.
func kinds(events []practice.Event) string {
	var list []string
	for _, event := range events {
		list = append(list, fmt.Sprintf("%d %s", event.Turn, event.Kind))
	}
	return strings.Join(list, ", ")
}

const (
	opened  = "0 started, 0 replied"
	oneTurn = opened + ", 1 said, 1 read, 1 decided, 1 replied"
	oneHalf = opened + ", 1 said, 1 read, 1 decided"
)

func wantKinds(t testing.TB, what string, events []practice.Event, want string) {
	t.Helper()
	if got := kinds(events); got != want {
		t.Errorf("%s:\n got %s\nwant %s", what, got, want)
	}
	for i, event := range events {
		if event.Seq != events[0].Seq+int64(i) {
			t.Errorf("%s: event %d has sequence number %d", what, i, event.Seq)
		}
	}
}

func wantCode(t testing.TB, what string, err error, want practice.Code) {
	t.Helper()
	if got := practice.CodeOf(err); got != want {
		t.Errorf("%s: code %q, want %q (%v)", what, got, want, described(err))
	}
	if err == nil {
		return
	}
	if message := err.Error(); !strings.Contains(message, ".") || message == "" {
		t.Errorf("%s: %q is no sentence", what, message)
	}
}

// described shows what lies behind an error, too.
func described(err error) string {
	if behind := errors.Unwrap(err); behind != nil {
		return fmt.Sprintf("%v (%v)", err, behind)
	}
	return fmt.Sprint(err)
}

// actor is a Speaker whose lines the test hands out.
type actor struct {
	asked chan session.Cue
	lines chan []practice.Line
	deaf  bool // does not hear when it is told to stop
}

func newActor() *actor {
	return &actor{asked: make(chan session.Cue, 10), lines: make(chan []practice.Line)}
}

func (a *actor) Speak(ctx context.Context, cue session.Cue) (session.Words, error) {
	a.asked <- cue
	if a.deaf {
		return session.Words{Lines: <-a.lines}, nil
	}
	select {
	case lines := <-a.lines:
		if lines == nil {
			return session.Words{Tokens: 7}, errors.New("nothing comes to mind")
		}
		return session.Words{Lines: lines, Tokens: 12, Milliseconds: 34}, nil
	case <-ctx.Done():
		return session.Words{}, ctx.Err()
	}
}

func spokenBy(speaker session.Speaker) func(*session.Config) {
	return func(config *session.Config) { config.Speaker, config.SpokenBy = speaker, "actor-1" }
}

// bubble runs a test with a clock of its own; it fails if a goroutine is left.
func bubble(t *testing.T, test func(t *testing.T)) { synctest.Test(t, test) }
