package openai

import (
	"bytes"
	"context"
	"io"
	"math/rand/v2"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	tries        = 3
	firstPause   = 200 * time.Millisecond
	maxPause     = 4 * time.Second
	maxBodyBytes = 8 << 20 // of an answer that is no stream
)

// patient is a RoundTripper that comes back after answers that mean "later", as
// long as the request's context allows, and makes sound what go-openai would
// misread: see honest. It is needed because go-openai's errors carry no headers.
type patient struct {
	next http.RoundTripper
	now  func() time.Time
}

// RoundTrip sends the request, up to three times.
func (p *patient) RoundTrip(request *http.Request) (*http.Response, error) {
	body, err := bodyOf(request)
	if err != nil {
		return nil, err
	}
	for try := 1; ; try++ {
		again := request.Clone(request.Context())
		if body != nil {
			again.Body = io.NopCloser(bytes.NewReader(body))
		}
		response, err := p.next.RoundTrip(again)
		pause := firstPause << (try - 1)
		switch {
		case request.Context().Err() != nil || try == tries:
			return honest(response), err
		case err != nil:
		case !later(response.StatusCode):
			return honest(response), nil
		default:
			if asked, has := retryAfter(response.Header, p.now()); has {
				pause = asked
			}
		}
		if !p.worth(request.Context(), pause) {
			return honest(response), err
		}
		if response != nil {
			drain(response.Body)
		}
		if wait(request.Context(), jittered(pause)) != nil {
			return nil, request.Context().Err()
		}
	}
}

// worth reports whether there is time for the pause and for an answer after it.
func (p *patient) worth(ctx context.Context, pause time.Duration) bool {
	deadline, bounded := ctx.Deadline()
	if !bounded {
		return pause <= maxPause
	}
	return pause < deadline.Sub(p.now())/2
}

func bodyOf(request *http.Request) ([]byte, error) {
	if request.Body == nil {
		return nil, nil
	}
	defer request.Body.Close()
	return io.ReadAll(request.Body)
}

// later reports whether the same request may succeed after a while.
func later(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout, 529: // 529: overloaded
		return true
	}
	return false
}

// retryAfter reads RFC 9110's Retry-After, in seconds or as a date, and the
// milliseconds that some endpoints send beside it.
func retryAfter(header http.Header, now time.Time) (time.Duration, bool) {
	if ms, err := strconv.ParseFloat(header.Get("Retry-After-Ms"), 64); err == nil && ms >= 0 && ms < 1e9 {
		return time.Duration(ms * float64(time.Millisecond)), true
	}
	value := header.Get("Retry-After")
	if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds >= 0 && seconds < 1e6 {
		return time.Duration(seconds * float64(time.Second)), true
	}
	if at, err := http.ParseTime(value); err == nil {
		return max(0, at.Sub(now)), true
	}
	return 0, false
}

// jittered spreads those who wait, by up to a fifth more, so that they do not
// all come back at once. What was asked for is never cut short.
func jittered(pause time.Duration) time.Duration {
	return pause + time.Duration(rand.Int64N(int64(pause)/5+1))
}

func wait(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func drain(body io.ReadCloser) {
	_, _ = io.CopyN(io.Discard, body, 64<<10) // so that the connection can be used again
	body.Close()
}

// honest makes an answer say what it is. A stream is reduced to its data (see
// frames). A success that is neither JSON, nor a stream, nor sound becomes a bad gateway: a
// proxy's sign-in page is answered with status 200 and HTML.
func honest(response *http.Response) *http.Response {
	if response == nil || response.StatusCode >= 300 {
		if response != nil {
			response.Body = limited(response.Body)
		}
		return response
	}
	kind, _, _ := mime.ParseMediaType(response.Header.Get("Content-Type"))
	switch {
	case kind == "text/event-stream":
		response.Body = newFrames(response.Body)
	case kind == "application/json", strings.HasPrefix(kind, "audio/"), kind == "application/octet-stream":
		response.Body = limited(response.Body)
	default:
		response.Body.Close()
		response.StatusCode, response.Status = http.StatusBadGateway, "502 Bad Gateway"
		response.Header.Set("Content-Type", "application/json")
		response.Body = io.NopCloser(strings.NewReader(`{"error":{"message":"the endpoint answered with something that is no answer","type":"bad_gateway"}}`))
	}
	return response
}

func limited(body io.ReadCloser) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{io.LimitReader(body, maxBodyBytes), body}
}
