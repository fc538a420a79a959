package team

import (
	"context"
	"strings"

	"github.com/askagain/askagain/server/practice"
)

// maxSubjectBytes is for issuer and subject together; a subject alone has at most
// 255 (OpenID Connect Core 1.0, section 2).
const maxSubjectBytes = 1024

// Identity is somebody as an OpenID provider vouches for them.
type Identity struct {
	Issuer   string
	Subject  string
	Email    string
	Verified bool // the provider says that the email is theirs
	Name     string
	Guest    string // whose attempts are claimed; "" for none
	Token    string // of an invitation or an owner link, for who has no account yet; "" for none
}

// key names the identity among all providers. An issuer is an address, which has
// no space.
func (i Identity) key() (string, error) {
	if i.Issuer == "" || i.Subject == "" || strings.ContainsAny(i.Issuer, " \n") || len(i.Issuer)+len(i.Subject) > maxSubjectBytes {
		return "", practice.Errorf(practice.CodeInvalid, "The provider did not say who you are. Try again, or sign in with your passphrase.")
	}
	return i.Issuer + " " + i.Subject, nil
}

// SignInBySubject signs somebody in whom an OpenID provider vouches for.
//
// Who is known by the subject is signed in. Otherwise, an account with the same
// email is linked only if the provider has verified the email and the account
// can be entered by no other way: it has no passphrase, and no subject at the
// same issuer. An account with a passphrase may have been made by anybody who
// knew the email, so its holder has to sign in and Connect. Without an account
// with the email there will be a new one, as with SignUp.
//
// Codes: CodeInvalid for an identity without an email, CodeConflict for an email
// whose account is not linked, and those of SignUp.
func (d *Door) SignInBySubject(ctx context.Context, identity Identity) (SignedIn, error) {
	key, err := identity.key()
	if err != nil {
		return SignedIn{}, err
	}
	if err := validGuest(identity.Guest); err != nil {
		return SignedIn{}, err
	}
	person, err := d.accounts.PersonBySubject(ctx, key)
	if err == nil {
		return d.enter(ctx, person, identity.Guest)
	}
	if practice.CodeOf(err) != practice.CodeNotFound {
		return SignedIn{}, err
	}
	email, err := cleanEmail(identity.Email)
	if err != nil {
		return SignedIn{}, practice.Errorf(practice.CodeInvalid,
			"The provider did not tell your email, which an account here needs. Allow it to, or sign up with a passphrase.")
	}
	person, err = d.accounts.PersonByEmail(ctx, email)
	switch {
	case err == nil:
		return d.link(ctx, person, identity, key)
	case practice.CodeOf(err) != practice.CodeNotFound:
		return SignedIn{}, err
	}
	if err := d.admissible(ctx, identity.Token); err != nil {
		return SignedIn{}, err
	}
	name, err := CleanName("Your name", identity.Name)
	if err != nil {
		name, _, _ = strings.Cut(email, "@") // it can be changed, and nobody is kept out for what a provider calls them
		if runes := []rune(name); len(runes) > MaxNameRunes {
			name = string(runes[:MaxNameRunes])
		}
	}
	fresh, err := d.newPerson(name, email)
	if err != nil {
		return SignedIn{}, err
	}
	fresh.Subject = key
	return d.admit(ctx, fresh, identity.Token, identity.Guest)
}

// link lets an identity into an account that has its email, or says why not.
func (d *Door) link(ctx context.Context, person Person, identity Identity, key string) (SignedIn, error) {
	person, err := d.revise(ctx, person.ID, func(now *Person) error {
		switch {
		case !identity.Verified, now.Passphrase != "", EmailKey(now.Email) != EmailKey(identity.Email):
			return practice.Errorf(practice.CodeConflict,
				"There is an account with this email already. Sign in with its passphrase, then connect the provider under Account.")
		case strings.HasPrefix(now.Subject, identity.Issuer+" "):
			return practice.Errorf(practice.CodeConflict,
				"The account with this email belongs to another account at the same provider. Ask an owner of this server for help.")
		}
		now.Subject = key
		return nil
	})
	if err != nil {
		return SignedIn{}, err
	}
	if err := d.accounts.EndSessions(ctx, person.ID, nil); err != nil {
		return SignedIn{}, err
	}
	return d.enter(ctx, person, identity.Guest)
}

// Connect lets a person who is signed in also sign in by the identity, in place
// of an earlier one. Code: CodeConflict if it is somebody else's.
func (d *Door) Connect(ctx context.Context, person string, identity Identity) error {
	key, err := identity.key()
	if err != nil {
		return err
	}
	other, err := d.accounts.PersonBySubject(ctx, key)
	switch {
	case err == nil && other.ID == person:
		return nil
	case err == nil:
		return errSubjectTaken()
	case practice.CodeOf(err) != practice.CodeNotFound:
		return err
	}
	_, err = d.revise(ctx, person, func(now *Person) error {
		now.Subject = key
		return nil
	})
	if practice.CodeOf(err) == practice.CodeConflict {
		return errSubjectTaken()
	}
	return err
}

func errSubjectTaken() error {
	return practice.Errorf(practice.CodeConflict, "Another account here is connected with this account at the provider. Sign in with it, or pick another one there.")
}
