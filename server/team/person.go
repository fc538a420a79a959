package team

import "time"

// Person is somebody with an account. ID is what an attempt names as its rep.
type Person struct {
	ID         string    `json:"id"`
	Name       string    `json:"name"`
	Email      string    `json:"email"` // as typed; compared by EmailKey
	Passphrase string    `json:"-"`     // its argon2id hash; "" for who signs in elsewhere only
	Subject    string    `json:"-"`     // issuer and subject at an OpenID provider; "" for none
	Owner      bool      `json:"owner"` // of the server: makes teams, hands out resets
	CreatedAt  time.Time `json:"created_at"`
}

// Session is a signed-in browser. The browser holds the token, the store its
// hash alone.
type Session struct {
	Token     [32]byte // SHA-256 of the token
	Person    string
	CreatedAt time.Time
	SeenAt    time.Time
	ExpiresAt time.Time
}

// GrantKind is what a one-time link allows.
type GrantKind string

// The kinds of grant.
const (
	GrantOwner GrantKind = "owner" // makes its opener an owner of the server
	GrantReset GrantKind = "reset" // lets Person choose a new passphrase
)

// Grant is a link that works once.
type Grant struct {
	Token     [32]byte // SHA-256 of the token
	Kind      GrantKind
	Person    string // of a reset
	CreatedAt time.Time
	ExpiresAt time.Time
}
