package team

import (
	"context"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// NewAccount is what somebody signs up with.
type NewAccount struct {
	Name       string
	Email      string
	Passphrase string
	Guest      string // whose attempts are claimed; "" for none
	Token      string // of an invitation or an owner link; "" for none
}

// SignUp makes an account and signs it in. Whether anybody reads mail at the
// email is not known, so that nothing may rest on it. Codes: CodeInvalid and
// CodeTooLarge for what was typed, CodeConflict for an email that has an account,
// CodeForbidden without a token where one is needed, CodeNotFound for one that
// does not work, CodeUnavailable.
func (d *Door) SignUp(ctx context.Context, account NewAccount) (SignedIn, error) {
	if err := validGuest(account.Guest); err != nil {
		return SignedIn{}, err
	}
	person, err := d.newPerson(account.Name, account.Email)
	if err != nil {
		return SignedIn{}, err
	}
	passphrase, err := cleanPassphrase(account.Passphrase, person.Name, person.Email)
	if err != nil {
		return SignedIn{}, err
	}
	if err := d.admissible(ctx, account.Token); err != nil {
		return SignedIn{}, err
	}
	// Not left to the store alone: a hash is dear, and made for nothing.
	if err := d.emailFree(ctx, person); err != nil {
		return SignedIn{}, err
	}
	if person.Passphrase, err = d.hashes.hash(ctx, passphrase); err != nil {
		return SignedIn{}, err
	}
	return d.admit(ctx, person, account.Token, account.Guest)
}

func (d *Door) newPerson(name, email string) (Person, error) {
	name, err := CleanName("Your name", name)
	if err != nil {
		return Person{}, err
	}
	email, err = cleanEmail(email)
	if err != nil {
		return Person{}, err
	}
	return Person{ID: d.id(PersonPrefix), Name: name, Email: email, CreatedAt: d.now()}, nil
}

// emailFree is nil unless somebody else has the person's email.
func (d *Door) emailFree(ctx context.Context, person Person) error {
	other, err := d.accounts.PersonByEmail(ctx, person.Email)
	switch {
	case practice.CodeOf(err) == practice.CodeNotFound:
		return nil
	case err != nil:
		return err
	case other.ID != person.ID:
		return errEmailTaken()
	}
	return nil
}

func errEmailTaken() error {
	return practice.Errorf(practice.CodeConflict, "There is an account with this email already. Sign in with it, or use another email.")
}

// taken says in words what the store found taken.
func taken(err error) error {
	if practice.CodeOf(err) == practice.CodeConflict {
		return practice.AsError(errEmailTaken()).Because(err)
	}
	return err
}

// admissible reports whether somebody may sign up with the token.
func (d *Door) admissible(ctx context.Context, token string) error {
	if token == "" {
		if d.signUp == SignUpInvited {
			return practice.Errorf(practice.CodeForbidden,
				"Accounts here are by invitation. Ask a trainer of your team for a link, and open it to sign up.")
		}
		return nil
	}
	if kind, _, err := d.LookGrant(ctx, token); err == nil && kind == GrantOwner {
		return nil
	} else if err != nil && practice.CodeOf(err) != practice.CodeNotFound {
		return err
	}
	_, _, err := d.desk.LookInvitation(ctx, token)
	return err
}

// admit writes a new account, gives it what the token leads to, and signs it in.
// Where the token turns out to be used up in the meantime there is no account
// either.
func (d *Door) admit(ctx context.Context, person Person, token, guest string) (SignedIn, error) {
	if err := d.accounts.CreatePerson(ctx, person); err != nil {
		return SignedIn{}, taken(err)
	}
	person, team, err := d.redeem(ctx, person, token)
	if err != nil {
		// Whoever came has gone, perhaps; the account goes all the same.
		if undone := d.custody.DeletePerson(context.WithoutCancel(ctx), person.ID); undone != nil {
			return SignedIn{}, practice.AsError(err).Because(undone)
		}
		return SignedIn{}, err
	}
	in, err := d.enter(ctx, person, guest)
	in.Team = team
	return in, err
}

// redeem uses an owner link or an invitation.
func (d *Door) redeem(ctx context.Context, person Person, token string) (Person, string, error) {
	if token == "" {
		return person, "", nil
	}
	owner, err := d.BecomeOwner(ctx, person.ID, token)
	if err == nil {
		return owner, "", nil
	}
	if practice.CodeOf(err) != practice.CodeNotFound {
		return person, "", err
	}
	team, err := d.desk.Join(ctx, person.ID, token)
	return person, team.ID, err
}

// SetMe changes what somebody is called and reached by. Codes as SignUp.
func (d *Door) SetMe(ctx context.Context, person, name, email string) (Person, error) {
	changed, err := d.newPerson(name, email)
	if err != nil {
		return Person{}, err
	}
	now, err := d.revise(ctx, person, func(now *Person) error {
		now.Name, now.Email = changed.Name, changed.Email
		return d.emailFree(ctx, *now)
	})
	return now, taken(err)
}

// ChangePassphrase gives a person a new passphrase, ends their other sessions
// (all but the token's) and takes reset links away. Who has no passphrase yet
// gives "" for the old one. Codes: CodeWrongSignIn for the old one, CodeInvalid
// and CodeTooLarge for the new one, CodeUnavailable.
func (d *Door) ChangePassphrase(ctx context.Context, person, token, old, fresh string) error {
	who, err := d.accounts.Person(ctx, person)
	if err != nil {
		return err
	}
	fresh, err = cleanPassphrase(fresh, who.Name, who.Email)
	if err != nil {
		return err
	}
	if who.Passphrase != "" || old != "" {
		if who, err = d.prove(ctx, who, old); practice.CodeOf(err) == practice.CodeWrongSignIn {
			return practice.Errorf(practice.CodeWrongSignIn, "The old passphrase is not the right one. Type it again.")
		} else if err != nil {
			return err
		}
	}
	hash, err := d.hashes.hash(ctx, fresh)
	if err != nil {
		return err
	}
	if err = d.setPassphrase(ctx, person, hash); err != nil {
		return err
	}
	keep := HashToken(token)
	return d.accounts.EndSessions(ctx, person, &keep)
}

// setPassphrase writes the hash of a new passphrase and takes reset links away.
func (d *Door) setPassphrase(ctx context.Context, person, hash string) error {
	_, err := d.revise(ctx, person, func(now *Person) error {
		now.Passphrase = hash
		return nil
	})
	if err != nil {
		return err
	}
	return d.accounts.EndGrants(ctx, GrantReset, person)
}

// Export returns all that is kept about a person.
func (d *Door) Export(ctx context.Context, person string) (Everything, error) {
	return d.custody.Everything(ctx, person)
}

// Delete takes a person out of everything, once they have typed their email
// again. Codes: CodeInvalid for another email, CodeConflict while a team with
// other members would be left without an owner.
func (d *Door) Delete(ctx context.Context, person, email string) error {
	who, err := d.accounts.Person(ctx, person)
	if err != nil {
		return err
	}
	if EmailKey(email) != EmailKey(who.Email) {
		return practice.Errorf(practice.CodeInvalid, "This is not the email of your account. Type it as it stands under Account, and nothing can be deleted by mistake.")
	}
	memberships, err := d.teams.Memberships(ctx, person)
	if err != nil {
		return err
	}
	for _, membership := range memberships {
		if membership.Member.Role != Owner {
			continue
		}
		members, err := d.teams.Members(ctx, membership.Team.ID)
		if err != nil {
			return err
		}
		if len(members) > 1 && owners(members) == 1 {
			return errLastOwner(membership.Team.Name)
		}
	}
	return d.custody.DeletePerson(ctx, person)
}

func owners(members []Member) int {
	count := 0
	for _, member := range members {
		if member.Role == Owner {
			count++
		}
	}
	return count
}

func errLastOwner(team string) error {
	return practice.Errorf(practice.CodeConflict, "%s would be left without an owner. Make somebody else an owner first.", strings.TrimSpace(team))
}
