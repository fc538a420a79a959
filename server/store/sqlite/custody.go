package sqlite

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/team"
)

// Everything returns all that is kept about a person: what they did and wrote,
// and what others wrote on their attempts.
func (s *Store) Everything(ctx context.Context, person string) (team.Everything, error) {
	var all team.Everything
	err := s.reader.at(ctx, func(from asker) error {
		var err error
		if all.Person, err = scanPerson(from.row(ctx, `SELECT `+personColumns+` FROM people WHERE id = ?`, person)); err != nil {
			return notFound(err, noPerson)
		}
		if all.Teams, err = readMemberships(ctx, from, person); err != nil {
			return err
		}
		all.Attempts, err = list(ctx, from, scanAttempt,
			`SELECT `+attemptColumns+` FROM attempts WHERE rep = ? ORDER BY started_at, number`, person)
		if err != nil {
			return err
		}
		all.Events, err = list(ctx, from, scanEvent, `SELECT body FROM attempts JOIN events ON events.attempt = attempts.number
			WHERE attempts.rep = ? ORDER BY attempts.started_at, attempts.number, events.seq`, person)
		if err != nil {
			return err
		}
		all.Comments, err = list(ctx, from, scanComment, `SELECT `+commentColumns+`
			FROM comments JOIN attempts ON attempts.number = comments.attempt
			WHERE comments.author = ?1 OR attempts.rep = ?1 ORDER BY comments.at, comments.id`, person)
		if err != nil {
			return err
		}
		all.Drills, err = list(ctx, from, scanDrill, `SELECT `+drillColumns+` FROM drills WHERE rep = ? ORDER BY number`, person)
		if err != nil {
			return err
		}
		all.OwnNos, err = list(ctx, from, scanOwnNo, `SELECT `+ownColumns+` FROM own_nos WHERE rep = ? ORDER BY number`, person)
		if err != nil {
			return err
		}
		if all.ModelUsage, err = usageOf(ctx, from, person); err != nil {
			return err
		}
		all.Answers, err = list(ctx, from, scanAnswer, `SELECT `+answerColumns+` FROM answers WHERE person = ? ORDER BY at, id`, person)
		return err
	})
	if err != nil {
		return team.Everything{}, s.readError(err)
	}
	return all, nil
}

// DeletePerson takes a person out of everything.
func (s *Store) DeletePerson(ctx context.Context, person string) error {
	return s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		if _, err := one[int](tx.row(ctx, `SELECT 1 FROM people WHERE id = ?`, person)); err != nil {
			return notFound(err, noPerson)
		}
		if err := leaveEveryTeam(ctx, tx, person); err != nil {
			return err
		}
		return tx.run(ctx, []any{person},
			`DELETE FROM comments WHERE author = ?1 OR attempt IN (SELECT number FROM attempts WHERE rep = ?1)`,
			`DELETE FROM events WHERE attempt IN (SELECT number FROM attempts WHERE rep = ?)`,
			deleteUsage,
			`DELETE FROM attempts WHERE rep = ?`,
			`DELETE FROM drills WHERE rep = ?`,
			deleteOwnSources,
			`DELETE FROM own_nos WHERE rep = ?`,
			`DELETE FROM votes WHERE person = ?`,
			`DELETE FROM answers WHERE person = ?`, // and the votes for them
			`DELETE FROM people WHERE id = ?`)      // and their sessions and links
	})
}

func leaveEveryTeam(ctx context.Context, tx *tx, person string) error {
	type membership struct {
		number int64
		team   string
		others int
	}
	memberships, err := list(ctx, tx, func(row scanner) (membership, error) {
		var one membership
		err := row.Scan(&one.number, &one.team, &one.others)
		return one, err
	}, `SELECT number, team, (SELECT count(*) - 1 FROM members AS them WHERE them.team = members.team)
		FROM members WHERE person = ?`, person)
	if err != nil {
		return err
	}
	for _, each := range memberships {
		if each.others > 0 {
			if err := keepAnOwner(ctx, tx, each.team, person); err != nil {
				return err
			}
		}
		if err := removeMember(ctx, tx, each.team, each.number); err != nil {
			return err
		}
	}
	return nil
}

// forgetAtOnce bounds how many logs one transaction takes away, so that nobody's
// turn waits for long.
const forgetAtOnce = 200

// ForgetWords takes the logs away of attempts whose team keeps words no longer,
// with what the rep wrote before the attempt. It does so a few at a time: cut
// short, it goes on the next time.
func (s *Store) ForgetWords(ctx context.Context, now time.Time) (int, error) {
	type keeping struct {
		team string
		days int
	}
	teams, err := list(ctx, s.reader, func(row scanner) (keeping, error) {
		var one keeping
		err := row.Scan(&one.team, &one.days)
		return one, err
	}, `SELECT id, keep_words FROM teams WHERE keep_words > 0`)
	if err != nil {
		return 0, s.readError(err)
	}
	forgotten := 0
	for _, each := range teams {
		before := stamp(now.UTC().AddDate(0, 0, -each.days))
		for {
			count, err := s.forgetSome(ctx, each.team, before)
			forgotten += count
			if err != nil {
				return forgotten, err
			}
			if count < forgetAtOnce {
				break
			}
		}
	}
	return forgotten, nil
}

func (s *Store) forgetSome(ctx context.Context, of, before string) (int, error) {
	var numbers []int64
	err := s.writer.do(ctx, func(ctx context.Context, tx *tx) error {
		var err error
		numbers, err = list(ctx, tx, one[int64], `SELECT number FROM attempts
			WHERE team = ? AND team <> '' AND ended_at <> '' AND forgotten = 0 AND ended_at <= ? ORDER BY ended_at LIMIT ?`,
			of, before, forgetAtOnce)
		if err != nil {
			return err
		}
		for _, number := range numbers {
			if err := tx.run(ctx, []any{number},
				`DELETE FROM events WHERE attempt = ?`,
				`UPDATE attempts SET forgotten = 1, usual = '' WHERE number = ?`); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return len(numbers), nil
}
