package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const memberColumns = `members.team, members.person, members.name, members.role, members.hidden, members.joined_at`

// Members returns the members of a team by display name.
func (s *Store) Members(ctx context.Context, in string) ([]team.Member, error) {
	members, err := list(ctx, s.reader, scanMember, `SELECT `+memberColumns+` FROM members
		WHERE team = ? ORDER BY name COLLATE NOCASE, name, person`, in)
	return members, s.readError(err)
}

// Member returns one member of a team.
func (s *Store) Member(ctx context.Context, in, person string) (team.Member, error) {
	member, err := scanMember(s.reader.row(ctx, `SELECT `+memberColumns+` FROM members WHERE team = ? AND person = ?`, in, person))
	return member, s.lookupError(err, noMember)
}

// UpdateMember writes name, role and hidden.
func (s *Store) UpdateMember(ctx context.Context, member team.Member) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if member.Role != team.Owner {
			if err := keepAnOwner(ctx, tx, member.Team, member.Person); err != nil {
				return err
			}
		}
		written, err := tx.exec(ctx, `UPDATE members SET name = ?, role = ?, hidden = ? WHERE team = ? AND person = ?`,
			member.Name, member.Role, member.Hidden, member.Team, member.Person)
		if err != nil {
			return err
		}
		return found(written, noMember)
	})
}

// RemoveMember takes somebody out of a team, with their results in it.
func (s *Store) RemoveMember(ctx context.Context, from, person string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		number, err := one[int64](tx.row(ctx, `SELECT number FROM members WHERE team = ? AND person = ?`, from, person))
		if err != nil {
			return notFound(err, noMember)
		}
		if err := keepAnOwner(ctx, tx, from, person); err != nil {
			return err
		}
		return removeMember(ctx, tx, from, number)
	})
}

func removeMember(ctx context.Context, tx *tx, from string, number int64) error {
	if err := forgetResults(ctx, tx, from, number); err != nil {
		return err
	}
	return tx.run(ctx, []any{number},
		`UPDATE attempts SET member = NULL WHERE member = ?`,
		`DELETE FROM members WHERE number = ?`)
}

// keepAnOwner refuses if the person is the team's only owner.
func keepAnOwner(ctx context.Context, tx *tx, of, person string) error {
	var isOwner bool
	var others int
	err := tx.row(ctx, `SELECT coalesce(max(person = ?2), 0), coalesce(sum(person <> ?2), 0)
		FROM members WHERE team = ?1 AND role = 'owner'`, of, person).Scan(&isOwner, &others)
	if err != nil {
		return err
	}
	if isOwner && others == 0 {
		return practice.Errorf(practice.CodeConflict, "The team needs an owner: make somebody else one first.")
	}
	return nil
}

func addMember(ctx context.Context, tx *tx, member team.Member) error {
	_, err := tx.exec(ctx, `INSERT INTO members (team, person, name, role, hidden, joined_at) VALUES (?, ?, ?, ?, ?, ?)`,
		member.Team, member.Person, member.Name, member.Role, member.Hidden, stamp(member.JoinedAt))
	return err
}

func scanMember(row scanner) (team.Member, error) {
	var member team.Member
	err := row.Scan(memberPlaces(&member)...)
	return member, err
}

func memberPlaces(member *team.Member) []any {
	return []any{&member.Team, &member.Person, &member.Name, &member.Role, &member.Hidden, moment{&member.JoinedAt}}
}

func noMember() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is nobody of that name in the team.")
}
