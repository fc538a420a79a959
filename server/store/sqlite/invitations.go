package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const invitationColumns = `id, team, role, token, uses, max_uses, author, created_at, expires_at, revoked_at`

// CreateInvitation writes an invitation.
func (s *Store) CreateInvitation(ctx context.Context, invitation team.Invitation) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `INSERT INTO invitations (`+invitationColumns+`) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			invitation.ID, invitation.Team, invitation.Role, invitation.Token[:], invitation.Uses, invitation.MaxUses,
			invitation.By, stamp(invitation.CreatedAt), stamp(invitation.ExpiresAt), stampOrNull(invitation.RevokedAt))
		return err
	})
}

// Invitations returns those of a team, newest first.
func (s *Store) Invitations(ctx context.Context, of string) ([]team.Invitation, error) {
	invitations, err := list(ctx, s.reader, scanInvitation,
		`SELECT `+invitationColumns+` FROM invitations WHERE team = ? ORDER BY created_at DESC, id`, of)
	return invitations, s.readError(err)
}

// InvitationByToken returns the invitation, whether it can still be used or not.
func (s *Store) InvitationByToken(ctx context.Context, token [32]byte) (team.Invitation, error) {
	invitation, err := scanInvitation(s.reader.row(ctx, invitationOfToken, token[:]))
	return invitation, s.lookupError(err, noInvitation)
}

const invitationOfToken = `SELECT ` + invitationColumns + ` FROM invitations WHERE token = ?`

// RevokeInvitation ends an invitation; one that is revoked stays as it was.
func (s *Store) RevokeInvitation(ctx context.Context, of, id string, at time.Time) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		written, err := tx.exec(ctx, `UPDATE invitations SET revoked_at = coalesce(revoked_at, ?) WHERE team = ? AND id = ?`,
			stamp(at), of, id)
		if err != nil {
			return err
		}
		return found(written, noInvitation)
	})
}

// Join uses the invitation once and adds the member, to the team and in the role
// that the invitation names.
func (s *Store) Join(ctx context.Context, token [32]byte, member team.Member, now time.Time) (team.Team, error) {
	var joined team.Team
	err := s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		var err error
		joined, err = join(ctx, tx, token, member, now)
		return err
	})
	if err != nil {
		return team.Team{}, err
	}
	return joined, nil
}

func join(ctx context.Context, tx *tx, token [32]byte, member team.Member, now time.Time) (team.Team, error) {
	invitation, err := scanInvitation(tx.row(ctx, invitationOfToken, token[:]))
	if err != nil {
		return team.Team{}, notFound(err, noInvitation)
	}
	member.Team, member.Role = invitation.Team, invitation.Role
	_, err = one[int](tx.row(ctx, `SELECT 1 FROM members WHERE team = ? AND person = ?`, member.Team, member.Person))
	if !errors.Is(err, sql.ErrNoRows) {
		if err != nil {
			return team.Team{}, err
		}
		return readTeam(ctx, tx, member.Team)
	}
	written, err := tx.exec(ctx, `UPDATE invitations SET uses = uses + 1
		WHERE id = ? AND revoked_at IS NULL AND uses < max_uses AND expires_at > ?`, invitation.ID, stamp(now))
	if err != nil {
		return team.Team{}, err
	}
	if written == 0 {
		return team.Team{}, noInvitation()
	}
	if err := addMember(ctx, tx, member); err != nil {
		return team.Team{}, err
	}
	return readTeam(ctx, tx, member.Team)
}

func scanInvitation(row scanner) (team.Invitation, error) {
	var invitation team.Invitation
	var token []byte
	err := row.Scan(&invitation.ID, &invitation.Team, &invitation.Role, &token, &invitation.Uses, &invitation.MaxUses,
		&invitation.By, moment{&invitation.CreatedAt}, moment{&invitation.ExpiresAt}, momentOrNull{&invitation.RevokedAt})
	copy(invitation.Token[:], token)
	return invitation, err
}

func noInvitation() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "This invitation is used up, too old or taken back. Ask for a new link.")
}
