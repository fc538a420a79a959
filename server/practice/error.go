package practice

import (
	"errors"
	"fmt"
)

// Code names a kind of error for programs. Codes are stable: a released code
// keeps its meaning, new ones may be added.
type Code string

// The codes. Adapters turn them into HTTP statuses, close codes and exit codes.
const (
	CodeInvalid      Code = "invalid"       // the input is malformed or out of range
	CodeTooLarge     Code = "too_large"     // the input is well formed but over a stated limit
	CodeUnauthorized Code = "unauthorized"  // nobody is signed in
	CodeNotFound     Code = "not_found"     // no such thing, or not yours to know about
	CodeBusy         Code = "busy"          // another turn of the same attempt is still running
	CodeEnded        Code = "ended"         // the attempt is over; no turn can follow
	CodeNotEnded     Code = "not_ended"     // the attempt still runs; this comes after its end
	CodeConflict     Code = "conflict"      // somebody else wrote first
	CodeUnavailable  Code = "unavailable"   // try again later
	CodeInternal     Code = "internal"      // our fault; the details are in the log
	CodeTooMany      Code = "too_many"      // a rate limit was reached
	CodeStale        Code = "stale_version" // made by a newer program than this one
	CodeSignIn       Code = "sign_in"       // this is for people with an account: sign in first
	CodeWrongSignIn  Code = "wrong_sign_in" // no account with this email and passphrase
	CodeForbidden    Code = "forbidden"     // yours to know about, and not yours to do
)

// Error is the one error type that reaches a person. Message is a whole
// sentence: what happened, where, and what to do next. The wrapped cause is for
// the log alone.
type Error struct {
	Code    Code
	Message string
	cause   error
}

// Errorf returns an Error with a formatted message for a person.
func Errorf(code Code, format string, arguments ...any) *Error {
	return &Error{Code: code, Message: fmt.Sprintf(format, arguments...)}
}

// Because attaches the internal cause, which is logged and never shown.
func (e *Error) Because(cause error) *Error {
	return &Error{Code: e.Code, Message: e.Message, cause: cause}
}

// Error returns the sentence for a person, without the cause.
func (e *Error) Error() string { return e.Message }

// Unwrap returns the internal cause, nil if there is none.
func (e *Error) Unwrap() error { return e.cause }

// AsError returns err's domain error. An error that is none becomes
// CodeInternal with a sentence that gives nothing away and err as its cause.
// It returns nil for nil.
func AsError(err error) *Error {
	if err == nil {
		return nil
	}
	var domain *Error
	if errors.As(err, &domain) {
		return domain
	}
	return Errorf(CodeInternal, "Something went wrong on our side. Please try again.").Because(err)
}

// CodeOf returns err's code: CodeInternal for a foreign error, "" for nil.
func CodeOf(err error) Code {
	if err == nil {
		return ""
	}
	return AsError(err).Code
}
