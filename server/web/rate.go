package web

import (
	"crypto/sha256"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/team"
)

// errTooFast answers whoever asks faster than a person can.
var errTooFast = practice.Errorf(practice.CodeTooMany, "That was a lot at once. Wait a second, then try again.")

// rates bounds how fast each key may ask. Memory is bounded too: keys live in
// two generations of at most size each, and the older one goes when the younger
// is full. Forgetting a key only ever gives it its whole burst again.
type rates struct {
	perSecond rate.Limit
	burst     int
	size      int

	mu             sync.Mutex
	younger, older map[string]*rate.Limiter
}

func newRates(perSecond float64, burst, size int) *rates {
	return &rates{perSecond: rate.Limit(perSecond), burst: burst, size: size, younger: map[string]*rate.Limiter{}}
}

// allow reports whether key may ask once more now.
func (r *rates) allow(key string, now time.Time) bool {
	return r.limiter(key).AllowN(now, 1)
}

func (r *rates) limiter(key string) *rate.Limiter {
	r.mu.Lock()
	defer r.mu.Unlock()
	if limiter, known := r.younger[key]; known {
		return limiter
	}
	limiter, known := r.older[key]
	if !known {
		limiter = rate.NewLimiter(r.perSecond, r.burst)
	}
	if len(r.younger) >= r.size {
		r.older, r.younger = r.younger, map[string]*rate.Limiter{}
	}
	r.younger[key] = limiter
	return limiter
}

// emailRateKey is whom tries at an email count against, however long what was
// sent is.
func emailRateKey(email string) string {
	sum := sha256.Sum256([]byte(team.EmailKey(email)))
	return "email " + string(sum[:])
}
