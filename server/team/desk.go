package team

import (
	"context"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// Limits on teams.
const (
	MaxTeams       = 50    // that a person is in
	MaxMembers     = 2000  // of a team
	MaxInvitations = 100   // of a team that still work
	MaxUses        = 500   // of an invitation
	MaxInviteDays  = 90    // that an invitation works
	MaxKeepWords   = 36500 // days
)

// DeskConfig is what a Desk works with. All but the two stores is optional.
type DeskConfig struct {
	Accounts Accounts
	Teams    Teams
	Now      func() time.Time // time.Now if nil
	Random   io.Reader        // crypto/rand.Reader if nil
}

// Desk is where teams are made, joined and kept in order. It may be used by
// several goroutines at once.
type Desk struct {
	source
	gate
	accounts Accounts
	// What is counted or compared before it is written is written by one at a time.
	mu sync.Mutex
}

// NewDesk returns a Desk. It fails when a store is missing. All of a server's
// members go through the same one: it holds what has to be unique.
func NewDesk(config DeskConfig) (*Desk, error) {
	if config.Accounts == nil || config.Teams == nil {
		return nil, practice.Errorf(practice.CodeInternal, "A desk needs the stores of accounts and teams.")
	}
	return &Desk{source: newSource(config.Random, config.Now), gate: gate{config.Teams}, accounts: config.Accounts}, nil
}

// Create makes a team with by as its owner. Only an owner of the server makes
// teams. Codes: CodeForbidden, CodeInvalid, CodeTooLarge, CodeConflict for who is
// in as many teams as one can be.
func (d *Desk) Create(ctx context.Context, by, name, timeZone string) (Team, error) {
	person, err := d.accounts.Person(ctx, by)
	if err != nil {
		return Team{}, err
	}
	if !person.Owner {
		return Team{}, practice.Errorf(practice.CodeForbidden, "Only an owner of this server makes teams. Ask one of them.")
	}
	name, err = CleanName("The team's name", name)
	if err != nil {
		return Team{}, err
	}
	if err := validZone(timeZone); err != nil {
		return Team{}, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.roomForTeam(ctx, by); err != nil {
		return Team{}, err
	}
	now := d.now()
	team := Team{ID: d.id("team-"), Name: name, TimeZone: timeZone, CreatedAt: now}
	first := Member{Team: team.ID, Person: by, Name: person.Name, Role: Owner, JoinedAt: now}
	if err := d.teams.CreateTeam(ctx, team, first); err != nil {
		return Team{}, err
	}
	return team, nil
}

func validZone(name string) error {
	// "" and "Local" load as well, and mean something else on every machine.
	_, err := time.LoadLocation(name)
	if name == "" || name == "Local" || len(name) > 64 || err != nil {
		return practice.Errorf(practice.CodeInvalid, "There is no such time zone. Pick one from the list, such as Europe/Berlin.")
	}
	return nil
}

// roomForTeam is nil while the person can be in one more team.
func (d *Desk) roomForTeam(ctx context.Context, person string) error {
	memberships, err := d.teams.Memberships(ctx, person)
	if err != nil {
		return err
	}
	if len(memberships) >= MaxTeams {
		return practice.Errorf(practice.CodeConflict, "One account can be in %d teams. Leave one of them first.", MaxTeams)
	}
	return nil
}

// Teams returns a person's teams by name, archived ones last.
func (d *Desk) Teams(ctx context.Context, person string) ([]Membership, error) {
	return d.teams.Memberships(ctx, person)
}

// Look returns the team and by's place in it. Code: CodeNotFound.
func (d *Desk) Look(ctx context.Context, by, team string) (Membership, error) {
	return d.enter(ctx, by, team, SeeTeam)
}

// Members returns the team's members by display name. Reps see of the others
// only their names and roles. Code: CodeNotFound.
func (d *Desk) Members(ctx context.Context, by, team string) ([]Member, error) {
	here, err := d.enter(ctx, by, team, SeeTeam)
	if err != nil {
		return nil, err
	}
	members, err := d.teams.Members(ctx, team)
	if err != nil || Can(here.Member.Role, SeePeople) {
		return members, err
	}
	shown := make([]Member, 0, len(members))
	for _, member := range members {
		if member.Person != by {
			member.Hidden, member.JoinedAt = false, time.Time{}
		}
		shown = append(shown, member)
	}
	return shown, nil
}

// Settings is what an owner changes of a team.
type Settings struct {
	Name      string
	TimeZone  string
	Season    string // such as 2026-09-01; "" for none
	KeepWords int    // days; 0: for good
	ModelOff  *bool  // see Team.ModelOff; nil leaves it as it is
}

// Set changes a team's settings. Codes: CodeNotFound, CodeForbidden, CodeInvalid,
// CodeTooLarge, CodeConflict for an archived team.
func (d *Desk) Set(ctx context.Context, by, team string, settings Settings) (Team, error) {
	here, err := d.enter(ctx, by, team, ChangeTeam)
	if err != nil {
		return Team{}, err
	}
	changed := here.Team
	if changed.Name, err = CleanName("The team's name", settings.Name); err != nil {
		return Team{}, err
	}
	if err := validZone(settings.TimeZone); err != nil {
		return Team{}, err
	}
	if settings.Season = strings.TrimSpace(settings.Season); settings.Season != "" {
		if _, err := dayEnd(time.UTC, settings.Season); err != nil {
			return Team{}, err
		}
	}
	if settings.KeepWords < 0 || settings.KeepWords > MaxKeepWords {
		return Team{}, practice.Errorf(practice.CodeInvalid, "Words are kept for 1 to %d days, or 0 for good.", MaxKeepWords)
	}
	changed.TimeZone, changed.Season, changed.KeepWords = settings.TimeZone, settings.Season, settings.KeepWords
	if settings.ModelOff != nil {
		changed.ModelOff = *settings.ModelOff
	}
	return changed, d.teams.UpdateTeam(ctx, changed)
}

// Archive puts a team away, or takes it out again. Codes: CodeNotFound, CodeForbidden.
func (d *Desk) Archive(ctx context.Context, by, team string, archived bool) (Team, error) {
	here, err := d.enter(ctx, by, team, ArchiveTeam)
	if err != nil {
		return Team{}, err
	}
	changed := here.Team
	if changed.Archived() == archived {
		return changed, nil
	}
	changed.ArchivedAt = nil
	if archived {
		now := d.now()
		changed.ArchivedAt = &now
	}
	return changed, d.teams.UpdateTeam(ctx, changed)
}
