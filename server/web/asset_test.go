package web_test

import (
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

func TestFilesArePackedForWhoCanUnpackThem(t *testing.T) {
	long := strings.Repeat("export const word = 'word';\n", 200)
	h := build(t, func(config *web.Config, _ *session.Config) {
		files := pages()
		files["long.js"] = &fstest.MapFile{Data: []byte(long)}
		config.Static = files
	})
	ask := func(encoding, known string) *http.Response {
		request := httptest.NewRequest(http.MethodGet, "/static/long.js", nil)
		request.Header.Set("Accept-Encoding", encoding)
		request.Header.Set("If-None-Match", known)
		recorder := httptest.NewRecorder()
		h.server.ServeHTTP(recorder, request)
		return recorder.Result()
	}
	tags := map[string]string{}
	for encoding, packed := range map[string]bool{"": false, "gzip": true, "br, GZIP": true, "gzip;q=0": false, "gzip; q=0.5": true, "deflate": false, "gzip;q=x": false} {
		answer := ask(encoding, "")
		body := io.Reader(answer.Body)
		if got := answer.Header.Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("%q: packed %v, want %v", encoding, got, packed)
			continue
		}
		if packed {
			unpacked, err := gzip.NewReader(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			body = unpacked
		}
		content, err := io.ReadAll(body)
		if err != nil || string(content) != long {
			t.Errorf("%q: %d bytes came through, %v", encoding, len(content), err)
		}
		if answer.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: Vary is %q", encoding, answer.Header.Get("Vary"))
		}
		tag := answer.Header.Get("ETag")
		if again := ask(encoding, tag); again.StatusCode != http.StatusNotModified {
			t.Errorf("%q, known already: %d", encoding, again.StatusCode)
		}
		tags[tag] = encoding
	}
	if len(tags) != 2 {
		t.Errorf("packed and whole have the tags %v", tags)
	}
}
