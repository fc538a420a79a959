package team

import (
	"context"
	"encoding/base64"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// How long somebody stays signed in, and a link works.
const (
	SessionLifetime = 180 * 24 * time.Hour // at most, from signing in
	SessionIdle     = 30 * 24 * time.Hour  // without being seen
	sessionSeen     = time.Hour            // being seen is written down no more often
	OwnerLinkWorks  = 24 * time.Hour
	ResetLinkWorks  = 24 * time.Hour
)

// SignUpRule is who may make an account.
type SignUpRule string

// The rules of signing up.
const (
	SignUpOpen    SignUpRule = "open"
	SignUpInvited SignUpRule = "invited" // with the token of an invitation or of an owner link
)

// DoorConfig is what a Door works with. All but the first three is optional.
type DoorConfig struct {
	Accounts    Accounts
	Custody     Custody
	Desk        *Desk            // by which who was invited joins
	SignUp      SignUpRule       // SignUpOpen if empty
	Now         func() time.Time // time.Now if nil
	Random      io.Reader        // crypto/rand.Reader if nil
	Cost        Cost             // StandardCost if zero
	Hashes      int              // of passphrases at the same time; one for each processor if 0
	HashWaiters int              // that wait for one; 16 for each of Hashes if 0
}

// Door lets people in: accounts, signing in and out, and links that work once.
// It may be used by several goroutines at once.
type Door struct {
	source
	accounts Accounts
	teams    Teams
	custody  Custody
	gate     gate
	desk     *Desk
	signUp   SignUpRule
	hashes   *hasher
	owners   sync.Mutex // makes owner links one after the other
	people   sync.Mutex // accounts are read, changed and written by one at a time
}

// NewDoor returns a Door. It fails when something that it needs is missing.
func NewDoor(config DoorConfig) (*Door, error) {
	if config.Accounts == nil || config.Custody == nil || config.Desk == nil {
		return nil, practice.Errorf(practice.CodeInternal, "A door needs accounts, custody and a desk.")
	}
	if config.SignUp == "" {
		config.SignUp = SignUpOpen
	}
	if config.SignUp != SignUpOpen && config.SignUp != SignUpInvited {
		return nil, practice.Errorf(practice.CodeInvalid, "Signing up is %q or %q, not %q.", SignUpOpen, SignUpInvited, config.SignUp)
	}
	from := newSource(config.Random, config.Now)
	nobodys, _ := from.token()
	hashes, err := newHasher(config.Cost, config.Hashes, config.HashWaiters, nobodys)
	if err != nil {
		return nil, practice.AsError(err)
	}
	return &Door{
		source: from, accounts: config.Accounts, teams: config.Desk.teams, custody: config.Custody,
		gate: config.Desk.gate, desk: config.Desk, signUp: config.SignUp, hashes: hashes,
	}, nil
}

// SignUpRule is who may make an account here.
func (d *Door) SignUpRule() SignUpRule { return d.signUp }

// SignedIn is somebody who has just come in.
type SignedIn struct {
	Token   string // of the session, for the browser's cookie alone
	Person  Person
	Team    string // that an invitation led to; "" for none
	Claimed int    // attempts of the guest that are the person's now
}

// wellFormed reports whether a token can be one at all, so that whatever people
// send is not looked up.
func wellFormed(token string) bool {
	return len(token) == base64.RawURLEncoding.EncodedLen(tokenBytes)
}

// SignIn signs somebody in by email and passphrase, and claims the attempts of
// the guest ("" for none). Codes: CodeWrongSignIn, after about the same time
// whether the email is known or not, and CodeUnavailable.
func (d *Door) SignIn(ctx context.Context, email, passphrase, guest string) (SignedIn, error) {
	if err := validGuest(guest); err != nil {
		return SignedIn{}, err
	}
	person, err := d.accounts.PersonByEmail(ctx, email)
	if err != nil && practice.CodeOf(err) != practice.CodeNotFound {
		return SignedIn{}, err
	}
	person, err = d.prove(ctx, person, passphrase)
	if err != nil {
		return SignedIn{}, err
	}
	return d.enter(ctx, person, guest)
}

// prove checks the passphrase of an account; of none, it takes as long and is
// wrong. A hash that was made at another cost is made anew.
func (d *Door) prove(ctx context.Context, person Person, passphrase string) (Person, error) {
	passphrase = asHashed(passphrase)
	right, outdated, err := d.hashes.check(ctx, passphrase, person.Passphrase)
	if err != nil {
		return Person{}, err
	}
	if !right {
		return Person{}, practice.Errorf(practice.CodeWrongSignIn,
			"There is no account with this email and passphrase. Check both, or ask your trainer for a link to a new passphrase.")
	}
	if !outdated {
		return person, nil
	}
	hash, err := d.hashes.hash(ctx, passphrase)
	if err != nil {
		return Person{}, err
	}
	return d.revise(ctx, person.ID, func(now *Person) error {
		if now.Passphrase == person.Passphrase { // else it was changed in the meantime
			now.Passphrase = hash
		}
		return nil
	})
}

// revise changes an account as it stands, so that nothing that was written in
// the meantime is lost.
func (d *Door) revise(ctx context.Context, id string, how func(*Person) error) (Person, error) {
	d.people.Lock()
	defer d.people.Unlock()
	person, err := d.accounts.Person(ctx, id)
	if err != nil {
		return Person{}, err
	}
	if err := how(&person); err != nil {
		return Person{}, err
	}
	if err := d.accounts.UpdatePerson(ctx, person); err != nil {
		return Person{}, err
	}
	return person, nil
}

// enter begins a session.
func (d *Door) enter(ctx context.Context, person Person, guest string) (SignedIn, error) {
	token, hash := d.token()
	now := d.now()
	err := d.accounts.CreateSession(ctx, Session{
		Token: hash, Person: person.ID, CreatedAt: now, SeenAt: now, ExpiresAt: now.Add(SessionLifetime),
	})
	if err != nil {
		return SignedIn{}, err
	}
	in := SignedIn{Token: token, Person: person}
	if guest != "" {
		if in.Claimed, err = d.Claim(ctx, person.ID, guest); err != nil {
			return SignedIn{}, err
		}
	}
	return in, nil
}

// Who returns whose session the token is. Code: CodeSignIn for nobody's, or one
// that is over: not seen for SessionIdle, or older than SessionLifetime.
func (d *Door) Who(ctx context.Context, token string) (Person, error) {
	if !wellFormed(token) {
		return Person{}, errSignIn()
	}
	now, hash := d.now(), HashToken(token)
	session, person, err := d.accounts.Session(ctx, hash, now)
	if practice.CodeOf(err) == practice.CodeNotFound {
		return Person{}, errSignIn()
	}
	if err != nil {
		return Person{}, err
	}
	unseen := now.Sub(session.SeenAt)
	if unseen >= SessionIdle || now.Sub(session.CreatedAt) >= SessionLifetime {
		if err := d.accounts.EndSession(ctx, hash); err != nil && practice.CodeOf(err) != practice.CodeNotFound {
			return Person{}, err
		}
		return Person{}, errSignIn()
	}
	if unseen >= sessionSeen {
		err := d.accounts.TouchSession(ctx, hash, now)
		if err != nil && practice.CodeOf(err) != practice.CodeNotFound {
			return Person{}, err
		}
	}
	return person, nil
}

func errSignIn() error {
	return practice.Errorf(practice.CodeSignIn, "You are not signed in, or not any more. Sign in and try again.")
}

// SignOut ends the session of the token. One that is over already is no error.
func (d *Door) SignOut(ctx context.Context, token string) error {
	if !wellFormed(token) {
		return nil
	}
	if err := d.accounts.EndSession(ctx, HashToken(token)); practice.CodeOf(err) != practice.CodeNotFound {
		return err
	}
	return nil
}

// SignOutEverywhere ends every session of a person.
func (d *Door) SignOutEverywhere(ctx context.Context, person string) error {
	return d.accounts.EndSessions(ctx, person, nil)
}

// Claim makes the attempts of a guest the person's. The caller proves who the
// guest is. Code: CodeInvalid for who is no guest.
func (d *Door) Claim(ctx context.Context, person, guest string) (int, error) {
	if guest == "" {
		return 0, errNoGuest()
	}
	if err := validGuest(guest); err != nil {
		return 0, err
	}
	return d.accounts.Claim(ctx, guest, person)
}

// validGuest is nil for a guest, and for nobody.
func validGuest(guest string) error {
	if guest != "" && !strings.HasPrefix(guest, GuestPrefix) {
		return errNoGuest()
	}
	return nil
}

func errNoGuest() error {
	return practice.Errorf(practice.CodeInvalid, "There are no attempts of a guest to take over in this browser.")
}
