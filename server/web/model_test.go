package web_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/session"
	"github.com/askagain/askagain/server/web"
)

// idle is a second reader that is there and asked nothing.
type idle struct{}

func (idle) Version() string { return "idle" }

func (idle) Read(context.Context, practice.Attempt, practice.Said) (practice.Reading, error) {
	return practice.Reading{}, practice.Errorf(practice.CodeUnavailable, "Nobody reads here.")
}

// TestATalkSaysWhatIsSentToModels looks at an attempt under way while what may be
// sent changes.
func TestATalkSaysWhatIsSentToModels(t *testing.T) {
	for name, test := range map[string]struct {
		combined    bool
		model, read string // while it may be sent
	}{
		"read by the rules": {false, "llama", ""},
		"read twice":        {true, "llama", "qwen"},
		"read, not spoken":  {true, "", "qwen"},
	} {
		t.Run(name, func(t *testing.T) {
			var off atomic.Bool
			_, listening := serve(t, func(config *web.Config, rooms *session.Config) {
				rooms.Second = idle{}
				config.Model, config.ReadBy, config.Combined = test.model, "qwen", test.combined
				config.MayUseModel = func(context.Context, practice.Attempt) bool { return !off.Load() }
			})
			g := newGuest(t, listening.URL)
			path := "/api/attempts/" + g.begin()
			for _, is := range []bool{false, true, false} {
				off.Store(is)
				var seen struct {
					Model  string
					ReadBy string `json:"read_by"`
					Voice  struct{ Hear bool }
				}
				g.ok(http.StatusOK, g.get(path), &seen)
				model, read := test.model, test.read
				if is {
					model, read = "", ""
				}
				if seen.Model != model || seen.ReadBy != read || seen.Voice.Hear == is {
					t.Errorf("off %v: %+v", is, seen)
				}
			}
		})
	}
}
