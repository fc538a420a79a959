package team

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/binary"
	"io"
	"time"
)

// The prefixes keep the ids of people and guests apart, so that neither can pass
// for the other.
const (
	PersonPrefix = "person-"
	GuestPrefix  = "guest-"
)

const (
	tokenBytes = 32 // of randomness in a token: out of reach of any guessing
	idBytes    = 16
)

// HashToken is what is kept of a token: whoever reads the records cannot sign
// in with them. A token is random and long, so that a plain hash is enough.
func HashToken(token string) [32]byte { return sha256.Sum256([]byte(token)) }

// source makes what must not be guessed, and tells the time.
type source struct {
	random io.Reader
	clock  func() time.Time
}

func newSource(random io.Reader, clock func() time.Time) source {
	if random == nil {
		random = rand.Reader
	}
	if clock == nil {
		clock = time.Now
	}
	return source{random: random, clock: clock}
}

// now is kept to the millisecond, as the records do.
func (s source) now() time.Time { return s.clock().UTC().Truncate(time.Millisecond) }

func (s source) bytes(n int) []byte {
	buffer := make([]byte, n)
	if _, err := io.ReadFull(s.random, buffer); err != nil {
		// crypto/rand never fails; a reader that does cannot be worked without.
		panic(err)
	}
	return buffer
}

func (s source) token() (token string, hash [32]byte) {
	token = base64.RawURLEncoding.EncodeToString(s.bytes(tokenBytes))
	return token, HashToken(token)
}

func (s source) id(prefix string) string {
	return prefix + base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(s.bytes(idBytes))
}

func (s source) seed() uint64 { return binary.LittleEndian.Uint64(s.bytes(8)) }
