package openid

import (
	"errors"
	"fmt"
	"net/url"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/askagain/askagain/server/practice"
)

func errStartAgain(cause error) error {
	return practice.Errorf(practice.CodeInvalid, "That sign-in could not be finished: it took too long, was used before, or began in another browser. Please sign in again.").Because(cause)
}

func errRefused(cause error) error {
	return practice.Errorf(practice.CodeInvalid, "The other service did not sign you in. Please try again, or sign in with your passphrase.").Because(cause)
}

func errDown(cause error) error {
	return practice.Errorf(practice.CodeUnavailable, "The service that signs you in does not answer right now. Please try again in a minute, or sign in with your passphrase.").Because(cause)
}

// reason is what the log may have of an error of the library, which repeats the
// provider's whole answer in some of them.
func reason(err error) error {
	var transport *url.Error
	var mismatch *oidc.IssuerMismatchError
	switch {
	case errors.As(err, &transport):
		return transport
	case errors.As(err, &mismatch):
		return mismatch
	}
	return fmt.Errorf("the provider's answer is of no use: %.60v", err) // its status stands first
}

// errExchange keeps the provider's answer out of the log, which may repeat what
// we sent: its status and code say enough.
func errExchange(err error) error {
	var refused *oauth2.RetrieveError
	if !errors.As(err, &refused) || refused.Response == nil {
		return errDown(reason(err))
	}
	cause := practice.Errorf(practice.CodeInternal, "the provider refused the code: %s %s", refused.Response.Status, clipped(refused.ErrorCode))
	if refused.Response.StatusCode >= 500 {
		return errDown(cause)
	}
	return errStartAgain(cause)
}
