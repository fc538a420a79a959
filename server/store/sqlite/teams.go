package sqlite

import (
	"context"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

const teamColumns = `teams.id, teams.name, teams.time_zone, teams.season, teams.keep_words, teams.model_off, teams.created_at, teams.archived_at`

// CreateTeam writes a team with its first member.
func (s *Store) CreateTeam(ctx context.Context, created team.Team, first team.Member) error {
	first.Team = created.ID
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		_, err := tx.exec(ctx, `INSERT INTO teams (id, name, time_zone, season, keep_words, model_off, created_at, archived_at)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			created.ID, created.Name, created.TimeZone, created.Season, created.KeepWords, created.ModelOff,
			stamp(created.CreatedAt), stampOrNull(created.ArchivedAt))
		if err != nil {
			return err
		}
		return addMember(ctx, tx, first)
	})
}

// Team returns the team of that id.
func (s *Store) Team(ctx context.Context, id string) (team.Team, error) {
	one, err := readTeam(ctx, s.reader, id)
	return one, s.readError(err)
}

func readTeam(ctx context.Context, from asker, id string) (team.Team, error) {
	one, err := scanTeam(from.row(ctx, `SELECT `+teamColumns+` FROM teams WHERE id = ?`, id))
	return one, notFound(err, noTeam)
}

// UpdateTeam writes everything but the id and CreatedAt. Another time zone or
// season moves the boards, which takes a moment in a team with a long history.
func (s *Store) UpdateTeam(ctx context.Context, changed team.Team) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		before, err := readTeam(ctx, tx, changed.ID)
		if err != nil {
			return err
		}
		_, err = tx.exec(ctx, `UPDATE teams SET name = ?, time_zone = ?, season = ?, keep_words = ?, model_off = ?, archived_at = ? WHERE id = ?`,
			changed.Name, changed.TimeZone, changed.Season, changed.KeepWords, changed.ModelOff, stampOrNull(changed.ArchivedAt), changed.ID)
		if err != nil {
			return err
		}
		return moveSpans(ctx, tx, before, changed)
	})
}

// Memberships returns a person's teams by name, archived ones last.
func (s *Store) Memberships(ctx context.Context, person string) ([]team.Membership, error) {
	teams, err := readMemberships(ctx, s.reader, person)
	return teams, s.readError(err)
}

func readMemberships(ctx context.Context, from asker, person string) ([]team.Membership, error) {
	return list(ctx, from, func(row scanner) (team.Membership, error) {
		var one team.Membership
		err := row.Scan(append(teamPlaces(&one.Team), memberPlaces(&one.Member)...)...)
		return one, err
	}, `SELECT `+teamColumns+`, `+memberColumns+` FROM members JOIN teams ON teams.id = members.team
		WHERE members.person = ?
		ORDER BY teams.archived_at IS NOT NULL, teams.name COLLATE NOCASE, teams.name, teams.id`, person)
}

func scanTeam(row scanner) (team.Team, error) {
	var one team.Team
	err := row.Scan(teamPlaces(&one)...)
	return one, err
}

func teamPlaces(one *team.Team) []any {
	return []any{&one.ID, &one.Name, &one.TimeZone, &one.Season, &one.KeepWords, &one.ModelOff, moment{&one.CreatedAt}, momentOrNull{&one.ArchivedAt}}
}

func noTeam() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such team.")
}
