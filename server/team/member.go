package team

import (
	"context"
	"fmt"

	"github.com/askagain/askagain/server/practice"
)

func errNoMember() error {
	return practice.Errorf(practice.CodeNotFound, "There is no such person in this team. Reload the page to see who is.")
}

// member returns somebody of a team that by may know about.
func (d *Desk) member(ctx context.Context, team, person string) (Member, error) {
	member, err := d.teams.Member(ctx, team, person)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return Member{}, errNoMember()
	}
	return member, err
}

// Me changes what somebody is called in a team, and whether its boards show
// them. Codes: CodeNotFound, CodeInvalid, CodeTooLarge, CodeConflict for a name
// that others could take for somebody else's.
func (d *Desk) Me(ctx context.Context, person, team, name string, hidden bool) (Member, error) {
	here, err := d.enter(ctx, person, team, ChangeOneself)
	if err != nil {
		return Member{}, err
	}
	if name, err = CleanName("Your name in the team", name); err != nil {
		return Member{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	members, err := d.teams.Members(ctx, team)
	if err != nil {
		return Member{}, err
	}
	if looksOfOthers(members, person).has(name) {
		return Member{}, practice.Errorf(practice.CodeConflict,
			"Somebody in %s has a name that looks the same. Add an initial or a second name, so that nobody is taken for another.", here.Team.Name)
	}
	changed, err := d.member(ctx, team, person) // as it is now, its role above all
	if err != nil {
		return Member{}, err
	}
	changed.Name, changed.Hidden = name, hidden
	return changed, d.teams.UpdateMember(ctx, changed)
}

// freeName is the name, with a number if it looks like another member's. There
// are more numbers than members.
func freeName(members []Member, person, name string) string {
	others, free := looksOfOthers(members, person), name
	for number := 2; others.has(free); number++ {
		suffix := fmt.Sprintf(" %d", number)
		runes := []rune(name)
		free = string(runes[:min(len(runes), MaxNameRunes-len(suffix))]) + suffix
	}
	return free
}

// Leave takes a person out of a team, with their results there. Codes:
// CodeNotFound, CodeConflict for the last owner.
func (d *Desk) Leave(ctx context.Context, person, team string) error {
	here, err := d.enter(ctx, person, team, LeaveTeam)
	if err != nil {
		return err
	}
	return lastOwner(here.Team, d.teams.RemoveMember(ctx, team, person))
}

// Remove takes somebody else out of a team: trainers do so with reps, owners with
// everybody. Codes: CodeNotFound, CodeForbidden, CodeConflict for the last owner.
func (d *Desk) Remove(ctx context.Context, by, team, person string) error {
	here, err := d.enter(ctx, by, team, RemoveReps)
	if err != nil {
		return err
	}
	member, err := d.member(ctx, team, person)
	if err != nil {
		return err
	}
	if member.Role != Rep && !Can(here.Member.Role, RemoveAnybody) {
		return errNotYours(Owner)
	}
	return lastOwner(here.Team, d.teams.RemoveMember(ctx, team, person))
}

// SetRole makes a member an owner, a trainer or a rep. Codes: CodeNotFound,
// CodeForbidden, CodeInvalid, CodeConflict for the last owner.
func (d *Desk) SetRole(ctx context.Context, by, team, person string, role Role) error {
	here, err := d.enter(ctx, by, team, ChangeRoles)
	if err != nil {
		return err
	}
	if role.rank() == 0 {
		return errNoRole()
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	member, err := d.member(ctx, team, person)
	if err != nil || member.Role == role {
		return err
	}
	member.Role = role
	return lastOwner(here.Team, d.teams.UpdateMember(ctx, member))
}

func errNoRole() error {
	return practice.Errorf(practice.CodeInvalid, "A role is owner, trainer or rep. Pick one of them.")
}

// lastOwner says in words that the store kept the last owner.
func lastOwner(team Team, err error) error {
	if practice.CodeOf(err) == practice.CodeConflict {
		return practice.AsError(errLastOwner(team.Name)).Because(err)
	}
	return err
}

// Access is how somebody may read an attempt.
type Access struct {
	Own     bool   // it is their own
	Trainer bool   // they are a trainer of its team
	Name    string // the reader's display name in the team; "" outside of one
	Rep     string // the rep's; "" outside of a team
}

// Reader returns how somebody may read an attempt: its rep always (a guest too),
// the trainers of its team as long as the rep is in the team. For everybody else
// there is no such attempt. Code: CodeNotFound.
func (d *Desk) Reader(ctx context.Context, by string, attempt practice.Attempt) (Access, error) {
	return d.read(ctx, by, attempt, ReadAttempts)
}

// Corrector is Reader for who says that a turn was read wrongly. Codes as
// Reader, and CodeConflict for a trainer of an archived team.
func (d *Desk) Corrector(ctx context.Context, by string, attempt practice.Attempt) (Access, error) {
	return d.read(ctx, by, attempt, CorrectAttempts)
}

// read is Reader for what a trainer does with an attempt.
func (g gate) read(ctx context.Context, by string, attempt practice.Attempt, action Action) (Access, error) {
	access := Access{Own: by != "" && by == attempt.Rep}
	if attempt.Team == "" {
		if !access.Own {
			return Access{}, errNoAttempt()
		}
		return access, nil
	}
	rep, err := g.teams.Member(ctx, attempt.Team, attempt.Rep)
	switch practice.CodeOf(err) {
	case "":
		access.Rep = rep.Name
	case practice.CodeNotFound:
		if !access.Own {
			return Access{}, errNoAttempt()
		}
		return access, nil
	default:
		return Access{}, err
	}
	if access.Own {
		access.Name, access.Trainer = rep.Name, Can(rep.Role, action)
		return access, nil
	}
	here, err := g.enter(ctx, by, attempt.Team, action)
	switch practice.CodeOf(err) {
	case "":
		access.Name, access.Trainer = here.Member.Name, true
		return access, nil
	case practice.CodeNotFound, practice.CodeForbidden:
		return Access{}, errNoAttempt() // a rep does not learn whether somebody else's attempt exists
	default:
		return Access{}, err
	}
}

func errNoAttempt() error {
	return practice.Errorf(practice.CodeNotFound, "There is no such attempt, or it is not yours to read. Your own are on the shelf.")
}
