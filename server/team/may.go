package team

import (
	"context"
	"slices"

	"github.com/askagain/askagain/server/practice"
)

// Action is something that a member may do in their team, or not.
type Action string

// The actions.
const (
	SeeTeam           Action = "see_team"           // the team, its people's names, its boards, its assignments
	LeaveTeam         Action = "leave_team"         // take oneself out
	ChangeOneself     Action = "change_oneself"     // display name, hidden or not
	Practice          Action = "practice"           // begin an attempt that the team's trainers may read
	AnswerRoom        Action = "answer_room"        // answer and vote in a live room
	SeePeople         Action = "see_people"         // who joined when, progress, results and attempts of everybody
	ReadAttempts      Action = "read_attempts"      // the log and debrief of the team's attempts
	CorrectAttempts   Action = "correct_attempts"   // say that a turn was read wrongly
	CommentAttempts   Action = "comment_attempts"   // a word on somebody's turn
	Assign            Action = "assign"             // assignments: make, change, close
	ManageBoards      Action = "manage_boards"      // boards: make, change, delete, share
	LeadRoom          Action = "lead_room"          // live rooms: open, move on
	InviteReps        Action = "invite_reps"        // invitations of reps: make, see, revoke
	RemoveReps        Action = "remove_reps"        // take a rep out of the team
	ResetReps         Action = "reset_reps"         // hand a rep a link to a new passphrase
	InviteAnybody     Action = "invite_anybody"     // invitations of trainers and owners too
	RemoveAnybody     Action = "remove_anybody"     // take a trainer or owner out
	ResetAnybody      Action = "reset_anybody"      // the same link for trainers and owners
	ChangeRoles       Action = "change_roles"       // make somebody a trainer or an owner, or no longer
	ChangeTeam        Action = "change_team"        // name, time zone, season, retention
	ArchiveTeam       Action = "archive_team"       // put the team away, or take it out again
	RevokeInvitations Action = "revoke_invitations" // of any role
)

// permission is who may do something at least, and whether it can still be done
// in a team that is archived.
type permission struct {
	least    Role
	archived bool
}

// permissions is the whole of what roles mean: whatever is missing nobody may do.
var permissions = map[Action]permission{
	SeeTeam:           {Rep, true},
	LeaveTeam:         {Rep, true},
	ChangeOneself:     {Rep, true}, // who wants to hide can do so at any time
	Practice:          {Rep, false},
	AnswerRoom:        {Rep, false},
	SeePeople:         {Trainer, true},
	ReadAttempts:      {Trainer, true},
	CorrectAttempts:   {Trainer, false},
	CommentAttempts:   {Trainer, false},
	Assign:            {Trainer, false},
	ManageBoards:      {Trainer, false},
	LeadRoom:          {Trainer, false},
	InviteReps:        {Trainer, false},
	RevokeInvitations: {Trainer, true},
	RemoveReps:        {Trainer, true},
	ResetReps:         {Trainer, false},
	InviteAnybody:     {Owner, false},
	RemoveAnybody:     {Owner, true},
	ResetAnybody:      {Owner, false},
	ChangeRoles:       {Owner, true},
	ChangeTeam:        {Owner, false},
	ArchiveTeam:       {Owner, true},
}

// Actions returns every action in alphabetical order.
func Actions() []Action {
	actions := make([]Action, 0, len(permissions))
	for action := range permissions {
		actions = append(actions, action)
	}
	slices.Sort(actions)
	return actions
}

// Roles returns the roles, the one that may do most first.
func Roles() []Role { return []Role{Owner, Trainer, Rep} }

// Can reports whether the role may do the action in its own team. An unknown
// role or action may not.
func Can(role Role, action Action) bool {
	needs, known := permissions[action]
	return known && role.rank() > 0 && role.rank() >= needs.least.rank()
}

func (r Role) rank() int {
	switch r {
	case Owner:
		return 3
	case Trainer:
		return 2
	case Rep:
		return 1
	}
	return 0
}

// Archived reports whether the team was put away: it can be looked at, and
// nothing more is done in it.
func (t Team) Archived() bool { return t.ArchivedAt != nil }

// gate lets members do what their role allows. To everybody else the team does
// not exist.
type gate struct{ teams Teams }

// enter returns the team and by's place in it. Codes: CodeNotFound for who is
// not in it, CodeForbidden for what the role does not allow, CodeConflict for
// what cannot be done in an archived team.
func (g gate) enter(ctx context.Context, by, team string, action Action) (Membership, error) {
	member, err := g.teams.Member(ctx, team, by)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return Membership{}, errNoTeam()
	}
	if err != nil {
		return Membership{}, err
	}
	of, err := g.teams.Team(ctx, team)
	if err != nil {
		return Membership{}, err
	}
	switch {
	case !Can(member.Role, action):
		return Membership{}, errNotYours(permissions[action].least)
	case of.Archived() && !permissions[action].archived:
		return Membership{}, practice.Errorf(practice.CodeConflict,
			"The team %s is archived, so nothing new happens in it. An owner of the team can take it out of the archive.", of.Name)
	}
	return Membership{Team: of, Member: member}, nil
}

func errNoTeam() error {
	return practice.Errorf(practice.CodeNotFound, "There is no such team, or you are not in it. Your teams are listed under Teams.")
}

func errNotYours(least Role) error {
	if least == Owner {
		return practice.Errorf(practice.CodeForbidden, "Only an owner of the team can do this. Ask one of them.")
	}
	return practice.Errorf(practice.CodeForbidden, "Only trainers and owners of the team can do this. Ask one of them.")
}
