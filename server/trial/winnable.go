package trial

import (
	"fmt"
	"math/rand/v2"
	"slices"

	"github.com/askagain/askagain/server/dialogue"
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Bounds of the search for a way to win, so that any file is answered in time.
const (
	triedPlays  = 8       // of each good rep, in each circumstances
	searchSteps = 600_000 // turns tried in all, divided by the concerns that each has to copy
)

// Circumstances are one set of circumstances of a scenario with what was found.
type Circumstances struct {
	Scenario *scenario.Scenario
	Way      []Move // a play that wins, shortest of those met first; nil when none was found
	Stays    string // what stood in the nearest miss
}

// Winnable looks for a play that wins in each of a scenario's circumstances: by
// what the good reps do first, then by a bounded search through what weakens
// what stands, whoever's agreement moves it, and waiting. A way that is found is
// a proof, for it was played by the rules. That none is found proves nothing:
// what certainly cannot be won is refused when the file is compiled.
func Winnable(s *scenario.Scenario) []Circumstances {
	all := s.Circumstances()
	concerns := 1
	for i := range s.People {
		concerns += len(s.People[i].Concerns)
	}
	found := make([]Circumstances, len(all))
	for i, each := range all {
		f := finder{scenario: each, left: searchSteps / (20 + concerns) / len(all), nearest: 1 << 30}
		found[i] = Circumstances{Scenario: each, Way: f.find()}
		if found[i].Way == nil {
			found[i].Stays = f.stays
		}
	}
	return found
}

// Diagnostic warns of circumstances in which no way was found, where they stand
// in the file; false when one was.
func (c Circumstances) Diagnostic(file string) (scenario.Diagnostic, bool) {
	line, column := c.Scenario.Place()
	return scenario.Diagnostic{
		File: file, Line: line, Column: column, Severity: scenario.SeverityWarning, Code: scenario.CodeNoWayFound,
		Message: fmt.Sprintf("no way to win was found in these circumstances; in the nearest miss, %s", c.Stays),
		Fix:     "play it yourself; mostly patience or time is too short, or a method that one concern needs hardens another",
	}, c.Way == nil
}

type finder struct {
	scenario *scenario.Scenario
	left     int // steps that may still be tried
	path     []Move
	nearest  int // resistance of the nearest miss
	stays    string
}

func (f *finder) find() []Move {
	for _, rep := range Reps() {
		for play := range uint64(triedPlays) {
			if !rep.Good || f.left <= 0 {
				break
			}
			if way := f.play(rep, play); way != nil {
				return way
			}
		}
	}
	if f.search(dialogue.Start(f.scenario)) {
		return slices.Clone(f.path)
	}
	return nil
}

// play lets a rep play once, and returns its moves if they win.
func (f *finder) play(rep Rep, play uint64) []Move {
	t := Begin(f.scenario, rand.New(rand.NewPCG(1, play)))
	var moves []Move
	for !t.Over() && f.left > 0 {
		turn, move := t.State.Turns, rep.next(t)
		t.Take(move)
		moves = append(moves, move)
		if f.left--; t.State.Turns == turn {
			break
		}
	}
	if t.State.Ending == practice.Won {
		return moves
	}
	f.note(t.State)
	return nil
}

// search goes depth first through the moves that get on.
func (f *finder) search(state dialogue.State) bool {
	for _, move := range f.moves(state) {
		if f.left--; f.left < 0 {
			return false
		}
		move.Turn.ID = fmt.Sprint(state.Turns + 1)
		next, decision := dialogue.Step(f.scenario, state, move.Turn, move.Reading)
		if next.Ending == practice.Won {
			f.path = append(f.path, move)
			return true
		}
		f.note(next)
		if next.Ending.Over() || !gotOn(decision) {
			continue
		}
		f.path = append(f.path, move)
		if f.search(next) {
			return true
		}
		f.path = f.path[:len(f.path)-1]
	}
	return false
}

// gotOn reports whether a turn came nearer to a yes: it moved something, met
// someone who only wants to be asked again, or let time pass.
func gotOn(decision practice.Decision) bool {
	switch decision.Verdict {
	case practice.VerdictPass, practice.VerdictHesitate, practice.VerdictAgree:
		return true
	}
	return slices.ContainsFunc(decision.Effects, func(e practice.Effect) bool {
		switch e.Kind {
		case practice.EffectWeakened, practice.EffectGaveWay, practice.EffectMoved, practice.EffectBooked:
			return true
		}
		return e.Kind == practice.EffectPatience && e.Cause == practice.CauseEmpathy
	})
}

// moves are the turns worth trying: whoever can grant the outcome first, then
// whoever's agreement moves something, then time.
func (f *finder) moves(state dialogue.State) []Move {
	t := &Talk{Scenario: f.scenario, State: state}
	decider := t.decider()
	moves := t.tries(decider)
	for i := range f.scenario.People {
		if person := &f.scenario.People[i]; person != decider && len(person.AgreesMoves) > 0 {
			moves = append(moves, t.tries(person)...)
		}
	}
	for _, event := range f.scenario.Calendar {
		if days := event.Day - state.Day; days > 0 {
			moves = append(moves, t.wait(days))
		}
	}
	return append(moves, t.wait(3))
}

// tries are the asks that can move what the person is voicing, quick channels
// first; where nothing stands, asks that are new for coming by another way.
func (t *Talk) tries(person *scenario.Person) []Move {
	if !t.reachable(person.ID) {
		return nil
	}
	methods := []practice.Method{practice.Direct, practice.Value, practice.Proof, practice.Trade}
	if concern := t.standing(person); concern != nil {
		methods = concern.GivesWayTo
	}
	channels := practice.Channels()
	slices.SortStableFunc(channels, func(a, b practice.Channel) int {
		return t.Scenario.Costs[a] - t.Scenario.Costs[b]
	})
	if i := slices.Index(channels, person.Likes); i > 0 {
		channels = slices.Insert(slices.Delete(channels, i, i+1), 0, person.Likes)
	}
	var moves []Move
	for _, channel := range channels {
		for _, method := range methods {
			moves = append(moves, t.say(person.ID, channel, practice.AskOutcome, practice.Warm, method))
		}
	}
	return append(moves, t.say(person.ID, channels[0], practice.AskNone, practice.Warm, practice.Empathize))
}

// note keeps the nearest miss.
func (f *finder) note(state dialogue.State) {
	person, _ := state.Person(f.scenario.Outcome.From)
	if near := person.Resistance(); near < f.nearest {
		f.nearest, f.stays = near, "nothing stands any more, and days, turns or patience run out before "+person.ID+" says yes"
		for _, concern := range person.Concerns {
			if concern.Standing() {
				f.stays = fmt.Sprintf("%s.%s stays with strength %d", person.ID, concern.ID, concern.Strength)
				break
			}
		}
	}
}
