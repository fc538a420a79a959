package web

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/askagain/askagain/server/drill"
	"github.com/askagain/askagain/server/practice"
)

// Drills keeps what reps do in drills, and tells what they have practiced.
type Drills interface {
	practice.Drills
	practice.Past
}

const (
	finishedRead  = 20   // attempts, newest first, in which an avoided method is looked for
	drillsRead    = 200  // drills, newest first, in which it is looked for, and a round
	practicedRead = 2000 // moments, newest first, in which days in a row are counted
	practicedDays = 366  // before now, in which they are counted
	maxZoneBytes  = 64
)

var (
	errNoDrill    = practice.Errorf(practice.CodeUnavailable, "There is no drill on this server. Practice a whole talk from the shelf instead.")
	errManyDrills = practice.Errorf(practice.CodeTooMany, "That were many turns in a short time. Take a breath, then send this one again.")
	errNoExercise = practice.Errorf(practice.CodeNotFound, "This no is not on offer any more. Reload the page for another one.")
)

func (s *Server) nextDrill(w http.ResponseWriter, r *http.Request) {
	answer, err := s.findDrill(r.Context(), callerOf(r.Context()).rep, r.URL.Query())
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, answer)
}

func (s *Server) findDrill(ctx context.Context, rep string, query url.Values) (drillAnswer, error) {
	if s.drilling == nil || s.work.readings.reader == nil {
		return drillAnswer{}, errNoDrill
	}
	zone, err := zoneOf(query.Get("zone"))
	if err != nil {
		return drillAnswer{}, err
	}
	seed, err := seedOf(query.Get("seed"))
	if err != nil {
		return drillAnswer{}, err
	}
	drills, err := s.drilling.DrillsOf(ctx, rep, drillsRead)
	if err != nil {
		return drillAnswer{}, err
	}
	finished, err := s.drilling.FinishedBy(ctx, rep, finishedRead)
	if err != nil {
		return drillAnswer{}, err
	}
	habit := drill.HabitOf(finished, drills)
	method := practice.Method(query.Get("method"))
	if method == "" {
		method = drill.Avoided(habit.Used, uint64(seed))
	}
	round := drill.NewRound(s.catalogue.List(), method, seed)
	if len(round.Exercises) == 0 {
		return drillAnswer{}, practice.Errorf(practice.CodeInvalid, "There is no drill for %q. Open the drill from the top of the page, and a way is chosen for you.", cut(string(method)))
	}
	tally, next := round.Take(drills)
	answer := drillAnswer{Method: choiceOf(method), Why: habit.Why(method), Seed: seed, Round: tally}
	if query.Get("method") != "" {
		answer.Why = "" // it was asked for
	}
	for _, each := range drill.Methods() {
		answer.Methods = append(answer.Methods, choiceOf(each))
	}
	if next < len(round.Exercises) {
		answer.Number, answer.Exercise = next+1, exerciseOf(round.Exercises[next])
	}
	answer.Streak, err = s.streak(ctx, rep, zone)
	return answer, err
}

func (s *Server) doDrill(w http.ResponseWriter, r *http.Request) {
	var request drillRequest
	if err := readJSON(r, &request); err != nil {
		s.writeError(w, r, err)
		return
	}
	rep := callerOf(r.Context()).rep
	if !s.drills.allow(rep, s.now()) {
		s.writeError(w, r, errManyDrills)
		return
	}
	result, err := s.judgeDrill(r.Context(), rep, request)
	if err != nil {
		s.writeError(w, r, err)
		return
	}
	writeJSON(w, http.StatusOK, result)
}

// judgeDrill judges a turn and keeps it. Sent again under its id it is answered
// again, and kept once.
func (s *Server) judgeDrill(ctx context.Context, rep string, request drillRequest) (drillResult, error) {
	if s.drilling == nil || s.work.readings.reader == nil {
		return drillResult{}, errNoDrill
	}
	zone, err := zoneOf(request.Zone)
	if err != nil {
		return drillResult{}, err
	}
	round := drill.NewRound(s.catalogue.List(), request.Method, request.Seed)
	if len(request.ID) > practice.MaxTurnIDBytes || !round.Owns(request.ID) || strings.ContainsFunc(request.ID, notPlain) {
		return drillResult{}, practice.Errorf(practice.CodeInvalid, "A turn needs an id of its own that begins with its round. Reload the page and send the turn again.")
	}
	exercise, found := round.Find(request.Exercise)
	if !found {
		return drillResult{}, errNoExercise
	}
	result, err := drill.Judge(exercise, s.work.readings.reader, request.Text)
	if err != nil {
		return drillResult{}, err
	}
	done := practice.Drill{
		ID: request.ID, Rep: rep, At: s.now(), Exercise: exercise.ID(), Method: request.Method, Text: request.Text,
		Seen: result.Seen, Asked: result.Asked, Moved: result.Moved,
	}
	drills, err := s.keepDrill(ctx, done)
	if err != nil {
		return drillResult{}, err
	}
	answer := drillResult{
		Read: wireReadingOf(&result.Reading), Seen: result.Seen, Asked: result.Asked, Moved: result.Moved, Outcome: result.Outcome,
		Asks: exercise.AsksSay(result), Says: exercise.Says(result.Outcome), Lines: []wireLine{}, Behind: exercise.Behind(), Stronger: result.Stronger,
	}
	for _, line := range result.Lines {
		said := wireLine{Text: line.Text}
		if person := exercise.Scenario.Person(line.Person); person != nil {
			said.Person = person.Name
		}
		answer.Lines = append(answer.Lines, said)
	}
	answer.Round, _ = round.Take(drills)
	answer.Streak, err = s.streak(ctx, rep, zone)
	return answer, err
}

// keepDrill keeps a drill once, and returns the rep's newest. An id under which
// something else was sent is CodeConflict.
func (s *Server) keepDrill(ctx context.Context, done practice.Drill) ([]practice.Drill, error) {
	taken := s.drilling.AddDrill(ctx, done)
	if taken != nil && practice.CodeOf(taken) != practice.CodeConflict {
		return nil, taken
	}
	drills, err := s.drilling.DrillsOf(ctx, done.Rep, drillsRead)
	if err != nil || taken == nil {
		return drills, err
	}
	for _, kept := range drills {
		if kept.ID == done.ID && kept.Exercise == done.Exercise && kept.Text == done.Text {
			return drills, nil
		}
	}
	return nil, taken
}

func (s *Server) streak(ctx context.Context, rep string, zone *time.Location) (int, error) {
	now := s.now()
	practiced, err := s.drilling.PracticedBy(ctx, rep, now.AddDate(0, 0, -practicedDays), practicedRead)
	return drill.Streak(practiced, now, zone), err
}

func exerciseOf(e drill.Exercise) *drillExercise {
	shown := &drillExercise{
		Key: e.Key(), Title: e.Scenario.Title, You: e.Scenario.You, Person: drillPerson{e.Person.Name, e.Person.Role, string(e.Person.Side)},
		Need: e.Person.Need, Channel: e.Channel(), No: e.No().Text, Settled: e.Settled(), Others: []drillPerson{}, Note: e.Note(),
	}
	if e.Method != practice.Ally {
		return shown
	}
	for i := range e.Scenario.People {
		if other := &e.Scenario.People[i]; other.ID != e.Person.ID {
			shown.Others = append(shown.Others, drillPerson{other.Name, other.Role, string(other.Side)})
		}
	}
	return shown
}

func choiceOf(method practice.Method) briefedMethod {
	return briefedMethod{method, methodName(method), methodHints[method]}
}

// zoneOf is the time zone that a browser names; UTC where it names none, or one
// that this machine does not know.
func zoneOf(name string) (*time.Location, error) {
	if len(name) > maxZoneBytes {
		return nil, practice.Errorf(practice.CodeTooLarge, "The name of a time zone has %d bytes at most. Reload the page and try again.", maxZoneBytes)
	}
	if name == "" || name == "Local" {
		return time.UTC, nil
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC, nil
	}
	return zone, nil
}

// seedOf is the round that is asked for; a new one where none is.
func seedOf(text string) (uint32, error) {
	if text == "" {
		return rand.Uint32(), nil // picks exercises, keeps no secret
	}
	seed, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		return 0, practice.Errorf(practice.CodeInvalid, "A round is named by a number up to 4294967295. Leave it out to begin a new one.")
	}
	return uint32(seed), nil
}

// cut keeps a stranger's words short in a sentence.
func cut(text string) string {
	if runes := []rune(text); len(runes) > 20 {
		return string(runes[:20]) + "…"
	}
	return text
}

func notPlain(r rune) bool { return r < ' ' || r > '~' }
