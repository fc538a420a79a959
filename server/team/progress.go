package team

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Row is how far somebody is with an assignment.
type Row struct {
	Person   string           `json:"person"`
	Name     string           `json:"name"`
	Begun    int              `json:"begun"`
	Finished int              `json:"finished"`
	Best     *practice.Points `json:"best"` // nil until one is finished
	Passed   bool             `json:"passed"`
	LastAt   *time.Time       `json:"last_at"`
}

// Overview is an assignment with who has done what.
type Overview struct {
	Assignment
	Open     bool  `json:"open"`
	Progress []Row `json:"progress"`
}

// MaxRows bounds the rows of all assignments in one list. Those of the newest
// come first; older ones are listed without any once there are as many.
const MaxRows = 20_000

// List returns the team's assignments, newest first. Trainers see everybody who
// is meant, reps themselves, among the assignments that mean them. Code:
// CodeNotFound.
func (a *Assigner) List(ctx context.Context, by, team string) ([]Overview, error) {
	here, err := a.enter(ctx, by, team, SeeTeam)
	if err != nil {
		return nil, err
	}
	assignments, err := a.assignments.Assignments(ctx, team)
	if err != nil {
		return nil, err
	}
	members, person := []Member{here.Member}, by
	if Can(here.Member.Role, SeePeople) {
		if members, err = a.teams.Members(ctx, team); err != nil {
			return nil, err
		}
		person = ""
	}
	made, err := a.progress(ctx, team, person)
	if err != nil {
		return nil, err
	}
	now, listed, left := a.now(), []Overview{}, MaxRows
	for _, assignment := range assignments {
		if person != "" && !assignment.For(person) {
			continue
		}
		if person != "" {
			assignment.People = []string{} // who else is meant is theirs
		}
		overview := Overview{Assignment: assignment, Open: assignment.Open(now) && !here.Team.Archived(), Progress: []Row{}}
		if shown := rows(assignment, members, made); len(shown) <= left {
			overview.Progress = shown
			left -= len(shown)
		}
		listed = append(listed, overview)
	}
	return listed, nil
}

// made is what came of assignments: by assignment, then by person.
type made map[string]map[string]Progress

func (a *Assigner) progress(ctx context.Context, team, person string) (made, error) {
	progress, err := a.assignments.Progress(ctx, team, person)
	if err != nil {
		return nil, err
	}
	of := made{}
	for _, one := range progress {
		if of[one.Assignment] == nil {
			of[one.Assignment] = map[string]Progress{}
		}
		of[one.Assignment][one.Person] = one
	}
	return of, nil
}

// rows are those of the members who are meant, in their order, and of trainers
// and owners only if they are named or have begun.
func rows(assignment Assignment, members []Member, made made) []Row {
	listed := []Row{}
	for _, member := range members {
		progress, begun := made[assignment.ID][member.Person]
		if !assignment.For(member.Person) || member.Role != Rep && !begun && len(assignment.People) == 0 {
			continue
		}
		listed = append(listed, row(assignment, member, progress))
	}
	return listed
}

func row(assignment Assignment, member Member, progress Progress) Row {
	r := Row{
		Person: member.Person, Name: member.Name,
		Begun: progress.Begun, Finished: progress.Finished, LastAt: progress.LastAt,
	}
	if progress.Finished > 0 {
		best := progress.Best
		r.Best, r.Passed = &best, best >= assignment.PassMark
	}
	return r
}

// Own is an assignment as it stands on somebody's shelf.
type Own struct {
	ID       string           `json:"id"`
	Team     string           `json:"team"`
	TeamName string           `json:"team_name"`
	Scenario string           `json:"scenario"`
	Title    string           `json:"title"`
	Note     string           `json:"note"`
	DueAt    *time.Time       `json:"due_at"`
	Attempts int              `json:"attempts"`
	Begun    int              `json:"begun"`
	Finished int              `json:"finished"`
	Best     *practice.Points `json:"best"`
	Passed   bool             `json:"passed"`
	PassMark practice.Points  `json:"pass_mark"`
	Palette  bool             `json:"palette"`
	Open     bool             `json:"open"` // and an official attempt would begin now
	Why      string           `json:"why"`  // a sentence why not; "" when it is open
}

// Mine returns what is assigned to somebody in all their teams but archived
// ones: what can still be done first, the soonest due first.
func (a *Assigner) Mine(ctx context.Context, person string) ([]Own, error) {
	memberships, err := a.teams.Memberships(ctx, person)
	if err != nil {
		return nil, err
	}
	type entry struct {
		own Own
		of  Assignment
	}
	entries, now := []entry{}, a.now()
	for _, membership := range memberships {
		if membership.Team.Archived() {
			continue
		}
		assignments, err := a.assignments.Assignments(ctx, membership.Team.ID)
		if err != nil {
			return nil, err
		}
		if len(assignments) == 0 {
			continue
		}
		made, err := a.progress(ctx, membership.Team.ID, person)
		if err != nil {
			return nil, err
		}
		for _, assignment := range assignments {
			// What is meant for the whole team is the reps' to do.
			progress, begun := made[assignment.ID][person]
			if !assignment.For(person) || membership.Member.Role != Rep && !begun && len(assignment.People) == 0 {
				continue
			}
			entries = append(entries, entry{own(assignment, membership, progress, now), assignment})
		}
	}
	slices.SortFunc(entries, func(x, y entry) int {
		return cmp.Or(byDue(x.own.Open, y.own.Open, x.of, y.of), cmp.Compare(x.own.Team, y.own.Team))
	})
	owned := make([]Own, 0, len(entries))
	for _, entry := range entries {
		owned = append(owned, entry.own)
	}
	return owned, nil
}

func own(assignment Assignment, membership Membership, progress Progress, now time.Time) Own {
	r := row(assignment, membership.Member, progress)
	why := unofficial(assignment, progress.Begun, now)
	return Own{
		ID: assignment.ID, Team: assignment.Team, TeamName: membership.Team.Name,
		Scenario: assignment.Scenario, Title: assignment.Title, Note: assignment.Note,
		DueAt: assignment.DueAt, Attempts: assignment.Attempts, Begun: r.Begun, Finished: r.Finished,
		Best: r.Best, Passed: r.Passed, PassMark: assignment.PassMark, Palette: assignment.Palette,
		Open: why == "", Why: why,
	}
}
