package team

import (
	"context"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// OwnerLink returns the token of a link that makes its opener an owner of the
// server, or "" once there is one. It replaces earlier ones and works for
// OwnerLinkWorks.
func (d *Door) OwnerLink(ctx context.Context) (string, error) {
	d.owners.Lock()
	defer d.owners.Unlock()
	count, err := d.accounts.Owners(ctx)
	if err != nil || count > 0 {
		return "", err
	}
	return d.grant(ctx, GrantOwner, "", OwnerLinkWorks)
}

// grant makes a link that works once, in place of earlier ones of its kind.
func (d *Door) grant(ctx context.Context, kind GrantKind, person string, works time.Duration) (string, error) {
	if err := d.accounts.EndGrants(ctx, kind, person); err != nil {
		return "", err
	}
	token, hash := d.token()
	now := d.now()
	err := d.accounts.CreateGrant(ctx, Grant{Token: hash, Kind: kind, Person: person, CreatedAt: now, ExpiresAt: now.Add(works)})
	if err != nil {
		return "", err
	}
	return token, nil
}

// LookGrant returns what a link allows, without using it, and whose passphrase a
// reset is about. Code: CodeNotFound.
func (d *Door) LookGrant(ctx context.Context, token string) (kind GrantKind, name string, err error) {
	grant, err := d.lookGrant(ctx, token)
	if err != nil {
		return "", "", err
	}
	if grant.Kind != GrantReset {
		return grant.Kind, "", nil
	}
	person, err := d.accounts.Person(ctx, grant.Person)
	if err != nil {
		return "", "", worn(err)
	}
	return grant.Kind, person.Name, nil
}

func (d *Door) lookGrant(ctx context.Context, token string) (Grant, error) {
	if !wellFormed(token) {
		return Grant{}, errWorn()
	}
	grant, err := d.accounts.Grant(ctx, HashToken(token), d.now())
	return grant, worn(err)
}

func (d *Door) useGrant(ctx context.Context, token string) error {
	_, err := d.accounts.UseGrant(ctx, HashToken(token), d.now())
	return worn(err)
}

func errWorn() error {
	return practice.Errorf(practice.CodeNotFound, "This link does not work, or not any more: it may have been used, replaced or too old. Ask for a new one.")
}

// worn says in words that a link is not found.
func worn(err error) error {
	if practice.CodeOf(err) == practice.CodeNotFound {
		return errWorn()
	}
	return err
}

// BecomeOwner makes a person who is signed in an owner of the server by an owner
// link. Code: CodeNotFound.
func (d *Door) BecomeOwner(ctx context.Context, person, token string) (Person, error) {
	grant, err := d.lookGrant(ctx, token)
	if err != nil {
		return Person{}, err
	}
	if grant.Kind != GrantOwner {
		return Person{}, errWorn()
	}
	return d.revise(ctx, person, func(now *Person) error {
		now.Owner = true
		return d.useGrant(ctx, token)
	})
}

// ResetLink returns the token of a link by which a member chooses a new
// passphrase. A trainer makes it for reps, an owner of the team for everybody.
//
// The link opens the whole account, so that by has to be able to make it in
// every team that the member is in; an owner of the server can anyway, and only
// they can for another owner of the server. Codes: CodeNotFound, CodeForbidden.
func (d *Door) ResetLink(ctx context.Context, by, team, person string) (string, error) {
	here, err := d.gate.enter(ctx, by, team, ResetReps)
	if err != nil {
		return "", err
	}
	if by == person {
		return "", practice.Errorf(practice.CodeForbidden, "Change your own passphrase under Account, with the one that you have.")
	}
	member, err := d.teams.Member(ctx, team, person)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return "", errNoMember()
	}
	if err != nil {
		return "", err
	}
	if !mayReset(here.Member.Role, member.Role) {
		return "", errNotYours(Owner)
	}
	if err := d.mayOpen(ctx, by, person); err != nil {
		return "", err
	}
	return d.grant(ctx, GrantReset, person, ResetLinkWorks)
}

func mayReset(by, of Role) bool {
	if of == Rep {
		return Can(by, ResetReps)
	}
	return Can(by, ResetAnybody)
}

// mayOpen reports whether by may hand out a link into the whole of a person's account.
func (d *Door) mayOpen(ctx context.Context, by, person string) error {
	giver, err := d.accounts.Person(ctx, by)
	if err != nil {
		return err
	}
	if giver.Owner {
		return nil
	}
	// The same sentence for every reason: which other teams somebody is in is not told.
	refused := practice.Errorf(practice.CodeForbidden, "Only an owner of this server can make this link. Ask one of them.")
	of, err := d.accounts.Person(ctx, person)
	if err != nil {
		return err
	}
	if of.Owner {
		return refused
	}
	memberships, err := d.teams.Memberships(ctx, person)
	if err != nil {
		return err
	}
	for _, there := range memberships {
		mine, err := d.teams.Member(ctx, there.Team.ID, by)
		switch {
		case practice.CodeOf(err) == practice.CodeNotFound:
			return refused
		case err != nil:
			return err
		case !mayReset(mine.Role, there.Member.Role):
			return refused
		}
	}
	return nil
}

// ResetLinkFor is ResetLink for the operator of the server, who may do so for
// everybody. Code: CodeNotFound.
func (d *Door) ResetLinkFor(ctx context.Context, email string) (string, error) {
	person, err := d.accounts.PersonByEmail(ctx, email)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return "", practice.Errorf(practice.CodeNotFound, "Nobody here has this email. Check how it is spelled.")
	}
	if err != nil {
		return "", err
	}
	return d.grant(ctx, GrantReset, person.ID, ResetLinkWorks)
}

// Reset gives whoever the link is for a new passphrase, ends all their sessions
// and signs them in. A passphrase that will not do leaves the link as it is.
// Codes: CodeNotFound, CodeInvalid, CodeTooLarge, CodeUnavailable.
func (d *Door) Reset(ctx context.Context, token, passphrase string) (SignedIn, error) {
	grant, err := d.lookGrant(ctx, token)
	if err != nil {
		return SignedIn{}, err
	}
	if grant.Kind != GrantReset {
		return SignedIn{}, errWorn()
	}
	person, err := d.accounts.Person(ctx, grant.Person)
	if err != nil {
		return SignedIn{}, worn(err)
	}
	if passphrase, err = cleanPassphrase(passphrase, person.Name, person.Email); err != nil {
		return SignedIn{}, err
	}
	hash, err := d.hashes.hash(ctx, passphrase)
	if err != nil {
		return SignedIn{}, err
	}
	if err := d.useGrant(ctx, token); err != nil {
		return SignedIn{}, err
	}
	if err := d.setPassphrase(ctx, person.ID, hash); err != nil {
		return SignedIn{}, err
	}
	if err := d.accounts.EndSessions(ctx, person.ID, nil); err != nil {
		return SignedIn{}, err
	}
	return d.enter(ctx, person, "")
}
