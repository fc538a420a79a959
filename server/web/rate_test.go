package web_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/askagain/askagain/server/web"
)

// TestAbuseLimitsOfMany tries with ever new emails and addresses: what is
// remembered of them stays bounded, and who keeps trying is remembered.
func TestAbuseLimitsOfMany(t *testing.T) {
	const size, burst = 100, 3
	limits := web.NewRates(1, burst, size)
	now := time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)
	allowed := 0
	for i := range 100 * size {
		limits.Allow(fmt.Sprintf("somebody %d", i), now)
		if limits.Allow("the same again", now) {
			allowed++
		}
		if kept := limits.Kept(); kept > 2*size {
			t.Fatalf("%d keys are kept after %d", kept, i)
		}
	}
	if allowed != burst {
		t.Errorf("the same key was let through %d times, want %d", allowed, burst)
	}
	if !limits.Allow("the same again", now.Add(time.Second)) {
		t.Error("a second later it is still refused")
	}
}
