package storetest

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// testStandingsProperty does whatever can move a board, in random order, and
// compares every measure and window with what the results come to.
func testStandingsProperty(t *testing.T, store Store) {
	round := 0
	rapid.Check(t, func(r *rapid.T) {
		round++
		s := newSeason(r, t, store, name("team", round))
		s.look("at first", 1)
		r.Repeat(map[string]func(*rapid.T){
			"finish":        s.finish,
			"finish more":   s.finish, // as often as all the rest
			"finish most":   s.finish,
			"practice":      s.practice,
			"correct":       s.correct,
			"remove":        s.remove,
			"join again":    s.join,
			"hide":          s.hide,
			"change a team": s.changeTeam,
			"edit a board":  s.editBoard,
			"forget":        s.forget,
			"":              func(*rapid.T) { s.look("on the way", 5) },
		})
		s.look("in the end", 1)
	})
}

// season is a team that plays, with what was played.
type season struct {
	*rapid.T
	test    testing.TB
	store   Store
	team    team.Team
	people  []string
	in      map[string]bool
	boards  []team.Board
	played  []played
	seq     map[string]int64
	looking int
	joining [32]byte
}

var (
	scenariosPlayed = []string{"cfo", "boss", "raise"}
	zones           = []string{"UTC", "Europe/Zurich", "America/Los_Angeles", "Pacific/Apia", "Asia/Kathmandu", "Africa/Cairo"}
)

func newSeason(r *rapid.T, t testing.TB, store Store, id string) *season {
	s := &season{T: r, test: t, store: store, team: aTeam(id), in: map[string]bool{}, seq: map[string]int64{}}
	s.team.TimeZone = rapid.SampledFrom(zones).Draw(r, "zone")
	addPeople(t, store, "boss of "+id)
	must(t, store.CreateTeam(t.Context(), s.team, member(id, "boss of "+id, team.Owner)))
	copy(s.joining[:], id)
	open := invitation(id, "opening of "+id, s.joining)
	open.MaxUses = 1 << 20
	must(t, store.CreateInvitation(t.Context(), open))
	must(t, store.CreateAssignment(t.Context(), assignment(id, "of "+id, 1<<30)))
	for number := range 5 {
		who := fmt.Sprintf("%s-rep-%d", id, number)
		addPeople(t, store, who)
		s.people = append(s.people, who)
		s.enlist(who)
	}
	for number, scenarios := range [][]string{{"cfo"}, scenariosPlayed} {
		b := board(id, name(id+"-board", number), scenarios...)
		must(t, store.CreateBoard(t.Context(), b))
		s.boards = append(s.boards, b)
	}
	return s
}

func (s *season) enlist(who string) {
	_, err := s.store.Join(s.test.Context(), s.joining, member(s.team.ID, who, team.Rep), began)
	must(s.test, err)
	s.in[who] = true
}

func (s *season) someone(r *rapid.T) string { return rapid.SampledFrom(s.people).Draw(r, "who") }

// moment draws a time within ten weeks, often at the same moments as others.
func moment(r *rapid.T) time.Time {
	return began.Add(time.Duration(rapid.IntRange(-140, 140).Draw(r, "hours")) * 6 * time.Hour)
}

func (s *season) draw(r *rapid.T) played {
	return played{
		id: name(s.team.ID+"-attempt", len(s.played)), rep: s.someone(r), team: s.team.ID,
		scenario: rapid.SampledFrom(scenariosPlayed).Draw(r, "scenario"),
		rules:    rapid.SampledFrom([]string{"r1", "r1", "r2"}).Draw(r, "rules"),
		reader:   rapid.SampledFrom([]string{"v1", "v1", "v2"}).Draw(r, "reader"),
		total:    practice.Points(rapid.IntRange(0, 4).Draw(r, "total")) * 10_000,
		variety:  practice.Points(rapid.IntRange(0, 30).Draw(r, "variety")) * 333,
		nos:      rapid.SampledFrom([]int{1, 2, 3, 0}).Draw(r, "nos"),
		at:       moment(r),
	}
}

func (s *season) keep(p played) {
	must(s.test, finish(s.test.Context(), s.store, p))
	s.played, s.seq[p.id] = append(s.played, p), 4
}

func (s *season) finish(r *rapid.T) {
	p := s.draw(r)
	p.assignment = "of " + s.team.ID
	s.keep(p)
}

// practice plays what does not count: of one's own accord, gone back, or coached.
func (s *season) practice(r *rapid.T) {
	p := s.draw(r)
	switch rapid.SampledFrom([]string{"own accord", "went back", "coached"}).Draw(r, "why it does not count") {
	case "went back":
		p.assignment, p.parent = "of "+s.team.ID, "another attempt"
	case "coached":
		p.assignment, p.coached = "of "+s.team.ID, true
	}
	s.keep(p)
}

func (s *season) correct(r *rapid.T) {
	if len(s.played) == 0 {
		r.Skip("nothing is played")
	}
	number := rapid.IntRange(0, len(s.played)-1).Draw(r, "attempt")
	now, before := s.draw(r), s.played[number]
	before.total, before.variety, before.nos, before.reader = now.total, now.variety, now.nos, now.reader
	s.played[number] = before
	s.seq[before.id]++
	err := s.store.Append(s.test.Context(), before.id, []practice.Event{carded(before, s.seq[before.id])})
	switch practice.CodeOf(err) {
	case "":
	case practice.CodeConflict, practice.CodeNotFound: // forgotten, or deleted with its person
		s.seq[before.id]--
	default:
		s.test.Fatal(err)
	}
}

func (s *season) remove(r *rapid.T) {
	who := s.someone(r)
	if !s.in[who] {
		r.Skip("is gone already")
	}
	s.in[who] = false
	if rapid.Bool().Draw(r, "for good") {
		must(s.test, s.store.DeletePerson(s.test.Context(), who))
		addPeople(s.test, s.store, who) // somebody new of the same name
		return
	}
	must(s.test, s.store.RemoveMember(s.test.Context(), s.team.ID, who))
}

func (s *season) join(r *rapid.T) {
	who := s.someone(r)
	if s.in[who] {
		r.Skip("is there already")
	}
	s.enlist(who)
}

func (s *season) hide(r *rapid.T) {
	who := s.someone(r)
	if !s.in[who] {
		r.Skip("is gone")
	}
	changed := member(s.team.ID, who, team.Rep)
	changed.Hidden = rapid.Bool().Draw(r, "hidden")
	must(s.test, s.store.UpdateMember(s.test.Context(), changed))
}

func (s *season) changeTeam(r *rapid.T) {
	s.team.TimeZone = rapid.SampledFrom(zones).Draw(r, "zone")
	s.team.Season = rapid.SampledFrom([]string{"", "2026-02-20", "2026-03-02", "2026-03-29", "2030-01-01"}).Draw(r, "season")
	must(s.test, s.store.UpdateTeam(s.test.Context(), s.team))
}

func (s *season) editBoard(r *rapid.T) {
	number := rapid.IntRange(0, len(s.boards)-1).Draw(r, "board")
	b := &s.boards[number]
	b.Scenarios = rapid.SliceOfDistinct(rapid.SampledFrom(append(slices.Clone(scenariosPlayed), "unplayed")), rapid.ID[string]).Draw(r, "scenarios")
	if rapid.Bool().Draw(r, "anew") {
		must(s.test, s.store.DeleteBoard(s.test.Context(), s.team.ID, b.ID))
		must(s.test, s.store.CreateBoard(s.test.Context(), *b))
		return
	}
	must(s.test, s.store.UpdateBoard(s.test.Context(), *b))
}

func (s *season) forget(r *rapid.T) {
	s.team.KeepWords = rapid.IntRange(1, 30).Draw(r, "days")
	must(s.test, s.store.UpdateTeam(s.test.Context(), s.team))
	_, err := s.store.ForgetWords(s.test.Context(), moment(r))
	must(s.test, err)
	s.team.KeepWords = 0
	must(s.test, s.store.UpdateTeam(s.test.Context(), s.team))
}

// look compares every measure and window of every board, or one in so many of
// them, each as another person, at another moment and to another depth.
func (s *season) look(when string, oneIn int) {
	known := factsOf(s.test, s.store, s.team.ID)
	for _, b := range s.boards {
		for _, window := range team.Windows() {
			for _, measure := range team.Measures() {
				if s.looking++; s.looking%oneIn != 0 {
					continue
				}
				at := began.Add(time.Duration(s.looking*37%280-140) * 6 * time.Hour)
				if s.looking%2 == 0 && len(s.played) > 0 {
					at = s.played[len(s.played)-1].at
				}
				s.compare(when, known, asked{board: b, measure: measure, window: window, now: at,
					person: s.people[s.looking/oneIn%len(s.people)], limit: s.looking / oneIn % 7})
			}
		}
	}
}

func (s *season) compare(when string, known facts, look asked) {
	got, err := s.store.Standings(s.test.Context(), look.board, look.measure, look.window, look.now, look.person, look.limit)
	must(s.test, err)
	if difference := cmp.Diff(recompute(known, look), got); difference != "" {
		s.Fatalf("%s, %s of the %s at %v for %s, top %d (-want +got):\n%s",
			when, look.measure, look.window, look.now, look.person, look.limit, difference)
	}
}
