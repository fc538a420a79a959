package web

import (
	"encoding/json"
	"log/slog"
	"net/http"

	"github.com/askagain/askagain/server/practice"
)

// Codes that only HTTP and the socket know. Like the domain's codes they are
// part of the released protocol.
const (
	CodeCrossOrigin practice.Code = "cross_origin" // another site's page sent this
	CodeMethod      practice.Code = "method"       // the address is known, the HTTP method is not
	CodeMisdirected practice.Code = "misdirected"  // the host that was asked for is not this server
)

// statuses turns every code into its HTTP status. A code that is missing here
// is answered with 500, and a test makes sure that none is.
var statuses = map[practice.Code]int{
	practice.CodeInvalid:      http.StatusBadRequest,
	practice.CodeTooLarge:     http.StatusRequestEntityTooLarge,
	practice.CodeUnauthorized: http.StatusUnauthorized,
	practice.CodeSignIn:       http.StatusUnauthorized,
	practice.CodeWrongSignIn:  http.StatusUnauthorized,
	practice.CodeForbidden:    http.StatusForbidden,
	practice.CodeNotFound:     http.StatusNotFound,
	practice.CodeBusy:         http.StatusConflict,
	practice.CodeEnded:        http.StatusConflict,
	practice.CodeNotEnded:     http.StatusConflict,
	practice.CodeConflict:     http.StatusConflict,
	practice.CodeUnavailable:  http.StatusServiceUnavailable,
	practice.CodeInternal:     http.StatusInternalServerError,
	practice.CodeTooMany:      http.StatusTooManyRequests,
	practice.CodeStale:        http.StatusNotImplemented, // no retry helps, only a newer program
	CodeCrossOrigin:           http.StatusForbidden,
	CodeMethod:                http.StatusMethodNotAllowed,
	CodeMisdirected:           http.StatusMisdirectedRequest,
}

// Status returns the HTTP status for a code; 500 for one that it does not know.
func Status(code practice.Code) int {
	if status, known := statuses[code]; known {
		return status
	}
	return http.StatusInternalServerError
}

// problem is what a person sees of an error. The cause stays in the log.
type problem struct {
	Code    practice.Code `json:"code"`
	Message string        `json:"message"`
}

func problemOf(err error) problem {
	domain := practice.AsError(err)
	return problem{Code: domain.Code, Message: domain.Message}
}

// writeError answers with the error's code, status and sentence, and logs what
// is our own fault with its cause.
func (s *Server) writeError(w http.ResponseWriter, r *http.Request, err error) {
	shown := problemOf(err)
	status := Status(shown.Code)
	s.logInternal(r.Pattern, err)
	if status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "1")
	}
	writeJSON(w, status, struct {
		Error problem `json:"error"`
	}{shown})
}

// logInternal records an error that is our own fault; others are the caller's
// business and are not logged.
func (s *Server) logInternal(where string, err error) {
	if code := practice.CodeOf(err); code == practice.CodeInternal || code == practice.CodeUnavailable {
		s.log.Error("failed", slog.String("where", where), slog.String("code", string(code)), slog.String("cause", causeOf(err)))
	}
}

// causeOf returns the internal cause for the log, or the sentence if there is none.
func causeOf(err error) string {
	if cause := practice.AsError(err).Unwrap(); cause != nil {
		return cause.Error()
	}
	return err.Error()
}

// writeJSON answers with a value. An answer about a guest's attempts is never
// kept by a cache.
func writeJSON(w http.ResponseWriter, status int, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		// The wire types hold nothing that cannot be marshaled; the recovery
		// middleware answers if one ever does.
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(append(body, '\n')) // the client may be gone, and nobody is left to tell
}
