package team

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Limits on what a trainer's pages look at.
const (
	GlanceWeeks     = 12
	glanceAttempts  = 10_000 // of a team in all these weeks
	doubtedAttempts = 60     // whose logs are looked through
	personAttempts  = 200    // in somebody's history
)

// Logs reads what happened in an attempt; a practice.Store does.
type Logs interface {
	Events(ctx context.Context, attempt string, after int64) ([]practice.Event, error)
}

// CoachConfig is what a Coach works with. All but Now is needed.
type CoachConfig struct {
	Teams       Teams
	Assignments Assignments
	Logs        Logs
	Now         func() time.Time // time.Now if nil
}

// Coach gathers what trainers see of their people. It may be used by several
// goroutines at once.
type Coach struct {
	source
	gate
	assignments Assignments
	logs        Logs
}

// NewCoach returns a Coach. It fails when something that it needs is missing.
func NewCoach(config CoachConfig) (*Coach, error) {
	if config.Teams == nil || config.Assignments == nil || config.Logs == nil {
		return nil, practice.Errorf(practice.CodeInternal, "A coach needs the stores of teams, assignments and logs.")
	}
	return &Coach{source: newSource(nil, config.Now), gate: gate{config.Teams}, assignments: config.Assignments, logs: config.Logs}, nil
}

// Glance returns the team of the last GlanceWeeks weeks at a glance. Codes:
// CodeNotFound, CodeForbidden.
func (c *Coach) Glance(ctx context.Context, by, team string) (Glance, error) {
	here, err := c.enter(ctx, by, team, SeePeople)
	if err != nil {
		return Glance{}, err
	}
	input := GlanceInput{Team: here.Team, Now: c.now()}
	since := weeksOf(input.Team, input.Now)[0]
	if input.Members, err = c.teams.Members(ctx, team); err != nil {
		return Glance{}, err
	}
	if input.Attempts, err = c.assignments.TeamAttempts(ctx, team, "", since, glanceAttempts); err != nil {
		return Glance{}, err
	}
	if input.Results, err = c.assignments.Results(ctx, team, "", since); err != nil {
		return Glance{}, err
	}
	if input.Doubts, err = c.doubts(ctx, input.Attempts, input.Now); err != nil {
		return Glance{}, err
	}
	return Summarize(input), nil
}

// doubts looks through the newest attempts that have ended and whose words are kept.
func (c *Coach) doubts(ctx context.Context, attempts []practice.Attempt, now time.Time) ([]Doubt, error) {
	var doubts []Doubt
	looked := 0
	for _, attempt := range attempts {
		if looked == doubtedAttempts || now.Sub(attempt.StartedAt) > LookBack {
			break // newest first
		}
		if attempt.Forgotten || !attempt.Ending.Over() {
			continue
		}
		looked++
		events, err := c.logs.Events(ctx, attempt.ID, 0)
		if practice.CodeOf(err) == practice.CodeNotFound {
			continue // deleted in the meantime
		}
		if err != nil {
			return nil, err
		}
		doubts = append(doubts, Doubts(attempt, events)...)
	}
	return doubts, nil
}

// PersonPage is what a trainer sees of somebody, and everybody of themselves.
type PersonPage struct {
	Member   Member                  `json:"member"`
	Attempts []AttemptLine           `json:"attempts"` // newest first
	Scores   []ScorePoint            `json:"scores"`   // oldest first
	Methods  map[practice.Method]int `json:"methods"`  // finished attempts in which each counted
	Avoids   []practice.Method       `json:"avoids"`
}

// AttemptLine is an attempt in somebody's history.
type AttemptLine struct {
	ID         string          `json:"id"`
	Title      string          `json:"title"`
	Scenario   string          `json:"scenario"`
	StartedAt  time.Time       `json:"started_at"`
	Ending     practice.Ending `json:"ending"` // "" while it runs
	Total      practice.Points `json:"total"`
	Official   bool            `json:"official"`
	Assignment string          `json:"assignment"`
	Rewind     bool            `json:"rewind"` // another try from an earlier turn
	Coached    bool            `json:"coached"`
	Forgotten  bool            `json:"forgotten"`
}

// ScorePoint is a score on the line of somebody's scores over time. Rewinds are
// left out, since they begin where it had gone well, and so are coached attempts.
type ScorePoint struct {
	At       time.Time       `json:"at"`
	Total    practice.Points `json:"total"`
	Scenario string          `json:"scenario"`
}

// Person returns somebody's history in the team, to trainers and to themselves.
// Codes: CodeNotFound, CodeForbidden.
func (c *Coach) Person(ctx context.Context, by, team, person string) (PersonPage, error) {
	action := SeePeople
	if by == person {
		action = SeeTeam
	}
	if _, err := c.enter(ctx, by, team, action); err != nil {
		return PersonPage{}, err
	}
	member, err := c.teams.Member(ctx, team, person)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return PersonPage{}, errNoMember()
	}
	if err != nil {
		return PersonPage{}, err
	}
	attempts, err := c.assignments.TeamAttempts(ctx, team, person, time.Time{}, personAttempts)
	if err != nil {
		return PersonPage{}, err
	}
	page := PersonPage{Member: member, Attempts: []AttemptLine{}, Scores: []ScorePoint{}}
	var since time.Time
	for _, attempt := range attempts {
		page.Attempts = append(page.Attempts, line(attempt))
		since = attempt.StartedAt
	}
	results, err := c.assignments.Results(ctx, team, person, since)
	if err != nil {
		return PersonPage{}, err
	}
	results = firstHand(results, attempts)
	for _, result := range results {
		page.Scores = append(page.Scores, ScorePoint{At: result.EndedAt, Total: result.Total, Scenario: result.Scenario})
	}
	page.Methods, page.Avoids = habits(results)
	return page, nil
}

func line(attempt practice.Attempt) AttemptLine {
	return AttemptLine{
		ID: attempt.ID, Title: attempt.Title, Scenario: attempt.Scenario, StartedAt: attempt.StartedAt,
		Ending: attempt.Ending, Total: attempt.Total, Official: attempt.Official, Assignment: attempt.Assignment,
		Rewind: attempt.Parent != "", Coached: attempt.Coached, Forgotten: attempt.Forgotten,
	}
}
