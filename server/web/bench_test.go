package web_test

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// BenchmarkWhoAsks answers a member what costs least beyond finding out who they
// are and whether they may.
func BenchmarkWhoAsks(b *testing.B) {
	k := newClub(b, func(config *web.Config, _ *session.Config) { config.Limits = unlimited })
	for name, path := range map[string]string{"a page for anybody": "/sign-in", "a person": "/api/scenarios/plain", "a member": k.path("/rooms")} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				request := httptest.NewRequest(http.MethodGet, path, nil)
				request.AddCookie(&http.Cookie{Name: "askagain_session", Value: k.ann.token})
				recorder := httptest.NewRecorder()
				k.server.ServeHTTP(recorder, request)
				if recorder.Code != http.StatusOK {
					b.Fatal(recorder.Code, recorder.Body)
				}
			}
		})
	}
}
