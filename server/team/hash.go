package team

import (
	"context"
	"runtime"

	"github.com/alexedwards/argon2id"

	"github.com/askagain/askagain/server/practice"
)

// Cost is what hashing a passphrase takes.
type Cost struct {
	Memory     uint32 // in KiB
	Iterations uint32
	Threads    uint8
}

// StandardCost is the first choice for argon2id where memory is scarce of the
// OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one thread.
var StandardCost = Cost{Memory: 19 * 1024, Iterations: 2, Threads: 1}

func (c Cost) parameters() *argon2id.Params {
	return &argon2id.Params{Memory: c.Memory, Iterations: c.Iterations, Parallelism: c.Threads, SaltLength: 16, KeyLength: 32}
}

// hasher makes and checks hashes of passphrases, few at a time: each holds
// Memory, and whoever signs in over and over must not fill the machine.
type hasher struct {
	parameters *argon2id.Params
	dummy      string        // the hash of a passphrase that nobody has
	running    chan struct{} // one place for each hash at a time
	waiting    chan struct{} // one place for each that runs or waits
}

func newHasher(cost Cost, running, waiting int, dummy string) (*hasher, error) {
	if cost == (Cost{}) {
		cost = StandardCost
	}
	if running <= 0 {
		running = runtime.GOMAXPROCS(0)
	}
	if waiting <= 0 {
		waiting = 16 * running
	}
	h := &hasher{
		parameters: cost.parameters(),
		running:    make(chan struct{}, running),
		waiting:    make(chan struct{}, running+waiting),
	}
	var err error
	h.dummy, err = argon2id.CreateHash(dummy, h.parameters)
	return h, err
}

// take waits for a place. CodeUnavailable when too many wait already, or when
// whoever waits has gone.
func (h *hasher) take(ctx context.Context) (leave func(), err error) {
	select {
	case h.waiting <- struct{}{}:
	default:
		return nil, errTooManyHashes()
	}
	select {
	case h.running <- struct{}{}:
		return func() { <-h.running; <-h.waiting }, nil
	case <-ctx.Done():
		<-h.waiting
		return nil, practice.AsError(errTooManyHashes()).Because(ctx.Err())
	}
}

func errTooManyHashes() error {
	return practice.Errorf(practice.CodeUnavailable, "Many people are signing in at this moment. Please try again in a few seconds.")
}

func (h *hasher) hash(ctx context.Context, passphrase string) (string, error) {
	leave, err := h.take(ctx)
	if err != nil {
		return "", err
	}
	defer leave()
	hash, err := argon2id.CreateHash(passphrase, h.parameters)
	if err != nil {
		return "", practice.AsError(err)
	}
	return hash, nil
}

// check reports whether the passphrase is that of the hash, and whether the hash
// was made at another cost than is usual now. A hash of "" takes as long and is
// nobody's.
func (h *hasher) check(ctx context.Context, passphrase, hash string) (right, outdated bool, err error) {
	leave, err := h.take(ctx)
	if err != nil {
		return false, false, err
	}
	defer leave()
	known := hash != ""
	if !known {
		hash = h.dummy
	}
	right, parameters, err := argon2id.CheckHash(passphrase, hash)
	if err != nil {
		return false, false, practice.AsError(err)
	}
	return right && known, *parameters != *h.parameters, nil
}
