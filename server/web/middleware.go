package web

import (
	"bufio"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"github.com/askagain/askagain/server/practice"
)

// strictHeaders stand on every answer, errors and sockets included. The policy
// lets a page load our own files and nothing else: no inline script or style,
// no frame around it.
var strictHeaders = [][2]string{
	{"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; media-src 'self' blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
	{"X-Content-Type-Options", "nosniff"},
	{"X-Frame-Options", "DENY"}, // for browsers that do not know frame-ancestors
	{"Referrer-Policy", "same-origin"},
	{"Permissions-Policy", "camera=(), geolocation=(), microphone=(self), payment=(), usb=()"},
	{"Cross-Origin-Opener-Policy", "same-origin"},
	{"Cross-Origin-Resource-Policy", "same-origin"},
	{"Cross-Origin-Embedder-Policy", "require-corp"},
}

func withHeaders(secure bool, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		for _, pair := range strictHeaders {
			header.Set(pair[0], pair[1])
		}
		if secure {
			header.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, r)
	})
}

// withBodyLimit ends a body that is longer than any request of ours needs: a
// recording needs more than the others.
func withBodyLimit(limit int64, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		allowed := limit
		if r.Method == http.MethodPost && strings.HasPrefix(r.URL.Path, "/api/attempts/") && strings.HasSuffix(r.URL.Path, "/hear") {
			allowed = maxRecording
		}
		r.Body = http.MaxBytesReader(w, r.Body, allowed)
		next.ServeHTTP(w, r)
	})
}

// withLog writes one line a request and turns a panic into a coded 500. What
// people wrote, their cookies and the ids in an address stay out of the log:
// it names the route that answered.
func (s *Server) withLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := s.now()
		watched := &watchedWriter{ResponseWriter: w}
		defer func() {
			if problem := recover(); problem != nil {
				s.recovered(watched, r, problem)
			}
			took := s.now().Sub(began)
			s.metrics.answered(r.Pattern, watched.status, watched.Header(), took)
			s.log.LogAttrs(r.Context(), slog.LevelInfo, "request",
				slog.String("method", r.Method), slog.String("route", r.Pattern),
				slog.Int("status", watched.status), slog.Int64("bytes", watched.bytes),
				slog.Duration("took", took.Round(time.Microsecond)))
		}()
		next.ServeHTTP(watched, r)
	})
}

func (s *Server) recovered(w *watchedWriter, r *http.Request, problem any) {
	if problem == http.ErrAbortHandler { // compared as net/http does
		panic(problem)
	}
	s.logFault(r.Pattern, problem)
	if w.status == 0 {
		s.writeError(w, r, practice.AsError(fmt.Errorf("panic: %v", problem)))
	}
}

// logFault records a panic, wherever it was caught.
func (s *Server) logFault(where string, fault any) {
	s.log.Error("panic", slog.String("where", where), slog.String("fault", fmt.Sprint(fault)), slog.String("stack", string(debug.Stack())))
}

// withSameOrigin refuses writes that another site's page sends.
func (s *Server) withSameOrigin(next http.Handler) http.Handler {
	s.crossOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.writeError(w, r, errCrossOrigin)
	}))
	return s.crossOrigin.Handler(next)
}

var errCrossOrigin = practice.Errorf(CodeCrossOrigin, "This came from another site, so nothing was done. Open Askagain itself and try there.")

// watchedWriter remembers what was answered.
type watchedWriter struct {
	http.ResponseWriter
	status int
	bytes  int64
}

// WriteHeader remembers the status.
func (w *watchedWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

// Write counts the bytes.
func (w *watchedWriter) Write(data []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	n, err := w.ResponseWriter.Write(data)
	w.bytes += int64(n)
	return n, err
}

// Unwrap lets http.ResponseController reach what is underneath.
func (w *watchedWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// Hijack hands the connection to a socket, which the websocket library asks for
// directly.
func (w *watchedWriter) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	connection, buffers, err := http.NewResponseController(w.ResponseWriter).Hijack()
	if err == nil {
		w.status = http.StatusSwitchingProtocols
	}
	return connection, buffers, err
}
