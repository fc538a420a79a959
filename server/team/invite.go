package team

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Offer is what an invitation is for.
type Offer struct {
	Role    Role
	MaxUses int // 1 to MaxUses
	Days    int // that it works, 1 to MaxInviteDays
}

// Works reports whether somebody can still join by the invitation.
func (i Invitation) Works(now time.Time) bool {
	return i.RevokedAt == nil && i.Uses < i.MaxUses && now.Before(i.ExpiresAt)
}

// Invite makes an invitation and returns the token of its link, which nobody can
// see again. Trainers invite reps, owners everybody. Codes: CodeNotFound,
// CodeForbidden, CodeInvalid, CodeConflict for one too many or an archived team.
func (d *Desk) Invite(ctx context.Context, by, team string, offer Offer) (Invitation, string, error) {
	here, err := d.enter(ctx, by, team, InviteReps)
	if err != nil {
		return Invitation{}, "", err
	}
	switch {
	case offer.Role.rank() == 0:
		return Invitation{}, "", errNoRole()
	case offer.Role != Rep && !Can(here.Member.Role, InviteAnybody):
		return Invitation{}, "", errNotYours(Owner)
	case offer.MaxUses < 1 || offer.MaxUses > MaxUses:
		return Invitation{}, "", practice.Errorf(practice.CodeInvalid, "An invitation is for 1 to %d people, not %d.", MaxUses, offer.MaxUses)
	case offer.Days < 1 || offer.Days > MaxInviteDays:
		return Invitation{}, "", practice.Errorf(practice.CodeInvalid, "An invitation works for 1 to %d days, not %d.", MaxInviteDays, offer.Days)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	earlier, err := d.teams.Invitations(ctx, team)
	if err != nil {
		return Invitation{}, "", err
	}
	now, working := d.now(), 0
	for _, invitation := range earlier {
		if invitation.Works(now) {
			working++
		}
	}
	if working >= MaxInvitations {
		return Invitation{}, "", practice.Errorf(practice.CodeConflict, "A team has at most %d invitations that work. Revoke those that are not needed any more.", MaxInvitations)
	}
	token, hash := d.token()
	invitation := Invitation{
		ID: d.id("invitation-"), Team: team, Role: offer.Role, Token: hash, MaxUses: offer.MaxUses, By: by,
		CreatedAt: now, ExpiresAt: now.Add(time.Duration(offer.Days) * 24 * time.Hour),
	}
	if err := d.teams.CreateInvitation(ctx, invitation); err != nil {
		return Invitation{}, "", err
	}
	return invitation, token, nil
}

// Invitations returns those of a team. Codes: CodeNotFound, CodeForbidden.
func (d *Desk) Invitations(ctx context.Context, by, team string) ([]Invitation, error) {
	if _, err := d.enter(ctx, by, team, RevokeInvitations); err != nil {
		return nil, err
	}
	return d.teams.Invitations(ctx, team)
}

// Revoke ends an invitation. Codes: CodeNotFound, CodeForbidden.
func (d *Desk) Revoke(ctx context.Context, by, team, id string) error {
	if _, err := d.enter(ctx, by, team, RevokeInvitations); err != nil {
		return err
	}
	err := d.teams.RevokeInvitation(ctx, team, id, d.now())
	if practice.CodeOf(err) == practice.CodeNotFound {
		return practice.Errorf(practice.CodeNotFound, "There is no such invitation in this team. Reload the page to see those that there are.")
	}
	return err
}

// LookInvitation returns the team and the role that an invitation leads to. It
// needs no account. Code: CodeNotFound for one that does not work any more.
func (d *Desk) LookInvitation(ctx context.Context, token string) (Team, Role, error) {
	if !wellFormed(token) {
		return Team{}, "", errWorn()
	}
	invitation, err := d.teams.InvitationByToken(ctx, HashToken(token))
	if err != nil {
		return Team{}, "", worn(err)
	}
	if !invitation.Works(d.now()) {
		return Team{}, "", errWorn()
	}
	team, err := d.teams.Team(ctx, invitation.Team)
	if err != nil {
		return Team{}, "", worn(err)
	}
	if team.Archived() {
		return Team{}, "", errWorn()
	}
	return team, invitation.Role, nil
}

// Join takes a person into the team of an invitation. Their display name is the
// account's, with a number where it looks like another member's. Who is in it
// already stays as they are. Codes: CodeNotFound for an invitation that does not
// work, CodeConflict when the team is full or the person in as many as one can be.
func (d *Desk) Join(ctx context.Context, person, token string) (Team, error) {
	who, err := d.accounts.Person(ctx, person)
	if err != nil {
		return Team{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	team, role, err := d.LookInvitation(ctx, token)
	if err != nil {
		return Team{}, err
	}
	switch _, err := d.teams.Member(ctx, team.ID, person); practice.CodeOf(err) {
	case "":
		return team, nil
	case practice.CodeNotFound:
	default:
		return Team{}, err
	}
	if err := d.roomForTeam(ctx, person); err != nil {
		return Team{}, err
	}
	members, err := d.teams.Members(ctx, team.ID)
	if err != nil {
		return Team{}, err
	}
	if len(members) >= MaxMembers {
		return Team{}, practice.Errorf(practice.CodeConflict, "%s is full: a team has at most %d members. Tell your trainer.", team.Name, MaxMembers)
	}
	now := d.now()
	member := Member{Team: team.ID, Person: person, Name: freeName(members, person, who.Name), Role: role, JoinedAt: now}
	joined, err := d.teams.Join(ctx, HashToken(token), member, now)
	return joined, worn(err)
}
