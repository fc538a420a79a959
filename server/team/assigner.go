package team

import (
	"cmp"
	"context"
	"hash/maphash"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Limits on assignments.
const (
	MaxAssignments   = 500 // of a team
	MaxAttempts      = 20  // official ones of a person under one assignment
	MaxNoteRunes     = 1000
	MaxPassMark      = practice.Points(100_000)
	maxScenarioBytes = 200 // of a scenario's name
	beginningAtOnce  = 64  // people who begin at the same time, without waiting for one another
	maxTitleRunes    = 200
)

// AssignerConfig is what an Assigner works with. All but the two stores is optional.
type AssignerConfig struct {
	Teams       Teams
	Assignments Assignments
	Now         func() time.Time // time.Now if nil
	Random      io.Reader        // crypto/rand.Reader if nil
}

// Assigner hands out scenarios and official attempts. It may be used by several
// goroutines at once.
type Assigner struct {
	source
	gate
	assignments Assignments
	making      sync.Mutex // one new assignment at a time, so that they can be counted
	// beginning lets each person begin one attempt at a time, so that two at once
	// cannot begin one too many. People share the locks.
	beginning [beginningAtOnce]sync.Mutex
	spread    maphash.Seed
}

// NewAssigner returns an Assigner. It fails when a store is missing. All official
// attempts of a server begin by the same one.
func NewAssigner(config AssignerConfig) (*Assigner, error) {
	if config.Teams == nil || config.Assignments == nil {
		return nil, practice.Errorf(practice.CodeInternal, "An assigner needs the stores of teams and assignments.")
	}
	return &Assigner{
		source: newSource(config.Random, config.Now), gate: gate{config.Teams},
		assignments: config.Assignments, spread: maphash.MakeSeed(),
	}, nil
}

// Task is what a trainer assigns. Scenario and Title are the catalogue's, as the
// caller found them there.
type Task struct {
	Scenario string
	Title    string
	People   []string // empty: everybody in the team
	Attempts int      // official ones for each person, 1 to MaxAttempts
	PassMark practice.Points
	Palette  bool
	Combined bool // read by a language model too
	Note     string
	Due      string // such as 2026-03-06, the end of which counts in the team's time zone; "" for none
}

// Change is what a trainer changes of an assignment. The scenario, the palette,
// the readers and the seed stay as they are: attempts under it have to be comparable.
type Change struct {
	People   []string
	Attempts int
	PassMark practice.Points
	Note     string
	Due      string
	Closed   bool
}

// Open reports whether attempts that begin now under the assignment are official.
func (a Assignment) Open(now time.Time) bool {
	return a.ClosedAt == nil && (a.DueAt == nil || now.Before(*a.DueAt))
}

// For reports whether somebody is meant by the assignment.
func (a Assignment) For(person string) bool {
	return len(a.People) == 0 || slices.Contains(a.People, person)
}

// Assign makes an assignment with a seed of its own. Codes: CodeNotFound,
// CodeForbidden, CodeInvalid, CodeTooLarge, CodeConflict for one too many or an
// archived team.
func (a *Assigner) Assign(ctx context.Context, by, team string, task Task) (Assignment, error) {
	here, err := a.enter(ctx, by, team, Assign)
	if err != nil {
		return Assignment{}, err
	}
	if task.Scenario == "" || len(task.Scenario) > maxScenarioBytes {
		return Assignment{}, practice.Errorf(practice.CodeInvalid, "An assignment needs a scenario. Pick one from the list.")
	}
	title, err := cleanLine("The scenario's title", task.Title, maxTitleRunes)
	if err != nil {
		return Assignment{}, err
	}
	assignment := Assignment{
		ID: a.id("assignment-"), Team: team, Scenario: task.Scenario, Title: title,
		Palette: task.Palette, Combined: task.Combined, Seed: a.seed(), By: by, CreatedAt: a.now(),
	}
	assignment, err = a.changed(ctx, here.Team, assignment, Change{
		People: task.People, Attempts: task.Attempts, PassMark: task.PassMark, Note: task.Note, Due: task.Due,
	})
	if err != nil {
		return Assignment{}, err
	}
	if !assignment.Open(assignment.CreatedAt) {
		return Assignment{}, practice.Errorf(practice.CodeInvalid, "The due day is over already. Pick today or a later day.")
	}
	a.making.Lock()
	defer a.making.Unlock()
	earlier, err := a.assignments.Assignments(ctx, team)
	if err != nil {
		return Assignment{}, err
	}
	if len(earlier) >= MaxAssignments {
		return Assignment{}, practice.Errorf(practice.CodeConflict, "A team has at most %d assignments, closed ones included. Go on in a new team.", MaxAssignments)
	}
	return assignment, a.assignments.CreateAssignment(ctx, assignment)
}

// Edit changes an assignment. What was begun under it stays official. Codes as Assign.
func (a *Assigner) Edit(ctx context.Context, by, team, id string, change Change) (Assignment, error) {
	here, err := a.enter(ctx, by, team, Assign)
	if err != nil {
		return Assignment{}, err
	}
	assignment, err := a.assignments.Assignment(ctx, team, id)
	if err != nil {
		return Assignment{}, noAssignment(err)
	}
	if assignment, err = a.changed(ctx, here.Team, assignment, change); err != nil {
		return Assignment{}, err
	}
	return assignment, a.assignments.UpdateAssignment(ctx, assignment)
}

// changed checks a change and makes it.
func (a *Assigner) changed(ctx context.Context, team Team, assignment Assignment, change Change) (Assignment, error) {
	switch {
	case change.Attempts < 1 || change.Attempts > MaxAttempts:
		return Assignment{}, practice.Errorf(practice.CodeInvalid, "Everybody has 1 to %d official attempts, not %d.", MaxAttempts, change.Attempts)
	case change.PassMark < 0 || change.PassMark > MaxPassMark:
		return Assignment{}, practice.Errorf(practice.CodeInvalid, "A pass mark is from 0 to 100 points.")
	}
	assignment.Attempts, assignment.PassMark = change.Attempts, change.PassMark
	var err error
	if assignment.People, err = a.people(ctx, team.ID, assignment.People, change.People); err != nil {
		return Assignment{}, err
	}
	if assignment.Note = strings.TrimSpace(change.Note); assignment.Note != "" {
		if assignment.Note, err = cleanText("The note", change.Note, MaxNoteRunes); err != nil {
			return Assignment{}, err
		}
	}
	assignment.DueAt = nil
	if due := strings.TrimSpace(change.Due); due != "" {
		at, err := dayEnd(team.Location(), due)
		if err != nil {
			return Assignment{}, err
		}
		assignment.DueAt = &at
	}
	switch {
	case !change.Closed:
		assignment.ClosedAt = nil
	case assignment.ClosedAt == nil:
		now := a.now()
		assignment.ClosedAt = &now
	}
	return assignment, nil
}

// people checks who is meant: members of the team, or who was meant before and
// has left it.
func (a *Assigner) people(ctx context.Context, team string, before, people []string) ([]string, error) {
	if len(people) > MaxMembers {
		return nil, practice.Errorf(practice.CodeTooLarge, "An assignment names at most %d people. Leave the list empty to mean the whole team.", MaxMembers)
	}
	chosen := []string{}
	if len(people) == 0 {
		return chosen, nil
	}
	members, err := a.teams.Members(ctx, team)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, member := range members {
		known[member.Person] = true
	}
	for _, person := range before {
		known[person] = true
	}
	for _, person := range people {
		if !known[person] {
			return nil, practice.Errorf(practice.CodeInvalid, "Somebody on the list is not in this team any more. Reload the page and pick again.")
		}
		chosen = append(chosen, person)
	}
	slices.Sort(chosen)
	return slices.Compact(chosen), nil
}

func errNoAssignment() error {
	return practice.Errorf(practice.CodeNotFound, "There is no such assignment, or it is not yours. Yours are on the shelf.")
}

// noAssignment says in words that an assignment is not found.
func noAssignment(err error) error {
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errNoAssignment()
	}
	return err
}

// Practice is nil when somebody may begin an attempt that the trainers of the
// team read. Codes: CodeNotFound, CodeConflict for an archived team.
func (a *Assigner) Practice(ctx context.Context, person, team string) error {
	_, err := a.enter(ctx, person, team, Practice)
	return err
}

// Start is how an attempt under an assignment begins.
type Start struct {
	Team       string
	Assignment string
	Scenario   string
	Title      string
	Palette    bool
	Combined   bool // to be read by a language model too
	Seed       uint64
	Official   bool
	Why        string // a sentence why it is not official; "" when it is
	Left       int    // official attempts that are left after this one
}

// Begin calls create with how somebody's attempt under an assignment begins, and
// returns that with create's error. Official attempts of one person begin one
// after the other, and one that was begun is used up, finished or not. When the
// assignment is over or used up the attempt is practice under the same terms.
//
// Codes: CodeNotFound for who is not meant, CodeConflict for an archived team;
// create is not called then.
func (a *Assigner) Begin(ctx context.Context, person, id string, create func(context.Context, Start) error) (Start, error) {
	place := &a.beginning[maphash.String(a.spread, person)%beginningAtOnce]
	place.Lock()
	defer place.Unlock()
	assignment, team, err := a.find(ctx, person, id)
	if err != nil {
		return Start{}, err
	}
	if err := a.Practice(ctx, person, team.ID); err != nil {
		return Start{}, err
	}
	begun, err := a.begun(ctx, team.ID, person, id)
	if err != nil {
		return Start{}, err
	}
	start := Start{
		Team: team.ID, Assignment: id, Scenario: assignment.Scenario, Title: assignment.Title,
		Palette: assignment.Palette, Combined: assignment.Combined, Seed: assignment.Seed, Left: max(0, assignment.Attempts-begun),
	}
	start.Why = unofficial(assignment, begun, a.now())
	if start.Official = start.Why == ""; start.Official {
		start.Left--
	}
	return start, create(ctx, start)
}

// unofficial says why an attempt that begins now does not count; "" if it does.
func unofficial(assignment Assignment, begun int, now time.Time) string {
	switch {
	case assignment.ClosedAt != nil:
		return "Your trainer has closed this assignment, so this attempt is practice."
	case !assignment.Open(now):
		return "The due day is over, so this attempt is practice."
	case begun >= assignment.Attempts:
		return "Your official attempts are used up, so this attempt is practice. One that was begun counts, finished or not."
	}
	return ""
}

// find returns an assignment of one of the person's teams that means them.
func (a *Assigner) find(ctx context.Context, person, id string) (Assignment, Team, error) {
	memberships, err := a.teams.Memberships(ctx, person)
	if err != nil {
		return Assignment{}, Team{}, err
	}
	for _, membership := range memberships {
		assignment, err := a.assignments.Assignment(ctx, membership.Team.ID, id)
		switch {
		case err == nil && assignment.For(person):
			return assignment, membership.Team, nil
		case err != nil && practice.CodeOf(err) != practice.CodeNotFound:
			return Assignment{}, Team{}, err
		}
	}
	return Assignment{}, Team{}, errNoAssignment()
}

func (a *Assigner) begun(ctx context.Context, team, person, assignment string) (int, error) {
	progress, err := a.assignments.Progress(ctx, team, person)
	if err != nil {
		return 0, err
	}
	for _, made := range progress {
		if made.Assignment == assignment && made.Person == person {
			return made.Begun, nil
		}
	}
	return 0, nil
}

// byDue orders assignments: open ones first, the soonest due first, those
// without a due day last, newer ones before older.
func byDue(openA, openB bool, a, b Assignment) int {
	if openA != openB {
		if openA {
			return -1
		}
		return 1
	}
	switch {
	case a.DueAt != nil && b.DueAt != nil:
		if order := a.DueAt.Compare(*b.DueAt); order != 0 && openA {
			return order
		} else if order != 0 {
			return -order
		}
	case a.DueAt != nil:
		return -1
	case b.DueAt != nil:
		return 1
	}
	return cmp.Or(b.CreatedAt.Compare(a.CreatedAt), cmp.Compare(a.ID, b.ID))
}
