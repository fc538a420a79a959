package server_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/askagain/askagain/"

// rooms lists, for each package folder, which of our packages it may import and
// why no more. "*" allows every package of ours. A folder that is missing here
// fails the test: a new room needs its rule first.
var rooms = []struct {
	folder string
	allows []string
	reason string
}{
	{"cmd/askagain", []string{"*"}, "wiring happens here and nowhere else"},
	{"scenarios", nil, "files and their embedding, no behavior"},
	{"static", nil, "files and their embedding, no behavior"},
	{"server/practice", nil, "the domain's words depend on nobody, so that everybody can speak them"},
	{"server/scenario", []string{"server/practice"}, "the language knows nothing of how it is played"},
	{"server/dialogue", []string{"server/practice", "server/scenario"}, "the engine is pure: it decides from what the rep did, never from words or models"},
	{"server/reading", []string{"server/practice", "server/reading/internal"}, "a reading depends on the words alone, so that it is the same in a file and in an attempt"},
	{"server/reading/train", []string{"server/practice", "server/reading"}, "the trainer program makes what the reader embeds"},
	{"server/script", []string{"server/practice", "server/scenario"}, "words follow a decision and cannot make one"},
	{"server/score", []string{"server/practice", "server/scenario"}, "a card is a fold over the log: no store, no clock, no reader of its own"},
	{"server/coach", []string{"server/practice", "server/scenario", "server/score"}, "what a coach says is a fold over the log: no store, no reader, and nothing of the scenario that the rep has to find out"},
	{"server/drill", []string{"server/practice", "server/scenario", "server/dialogue", "server/script", "server/score"}, "one turn, judged by what attempts are judged by: no store, no clock, and the reader through an interface"},
	{"server/own", []string{"server/practice", "server/scenario"}, "a rep's own no becomes a scenario by rules: no store, no clock, no model"},
	{"server/transcript", []string{"server/practice"}, "outside formats end here"},
	{"server/trial", []string{"server/practice", "server/scenario", "server/dialogue", "server/script", "server/score", "server/reading"}, "plays by the rules alone, without a store or a page"},
	{"server/openai", []string{"server/practice", "server/scenario"}, "a model finds words; it knows no rules that decide and no score"},
	{"server/catalogue", []string{"server/practice", "server/scenario"}, "scenarios on offer, however they are played"},
	{"server/session", []string{"server/practice", "server/scenario", "server/dialogue", "server/reading", "server/script", "server/score", "server/catalogue"}, "runs attempts against interfaces; it knows no SQL and no HTTP"},
	{"server/live", []string{"server/practice"}, "passes events on without looking inside"},
	{"server/team", []string{"server/practice"}, "the rules of teams know no SQL and no HTTP"},
	{"server/openid", []string{"server/practice"}, "signs people in elsewhere; it knows no accounts and no routes of ours"},
	{"server/store/sqlite", []string{"server/practice", "server/team"}, "an adapter knows the contract and its database, no other adapter"},
	{"server/store/storetest", []string{"server/practice", "server/team"}, "the contract, as tests"},
	{"server/web", []string{"server/practice", "server/scenario", "server/dialogue", "server/reading", "server/script", "server/score", "server/coach", "server/drill", "server/own", "server/catalogue", "server/session", "server/live", "server/team", "server/openid", "static"}, "speaks HTTP; the store and models reach it through interfaces"},
}

// keepers names the only folders that may import a third-party package, so that
// it can be changed in one place.
var keepers = map[string]string{
	"github.com/gorilla/websocket":        "server/web cmd/askagain", // the command that measures is a client
	"modernc.org/sqlite":                  "server/store/sqlite",
	"github.com/pressly/goose/v3":         "server/store/sqlite",
	"go.yaml.in/yaml/v4":                  "server/scenario",
	"github.com/invopop/jsonschema":       "server/scenario",
	"github.com/alecthomas/kong":          "cmd/askagain",
	"github.com/go-analyze/charts":        "server/web server/trial",
	"github.com/joho/godotenv":            "cmd/askagain",
	"github.com/sashabaranov/go-openai":   "server/openai",
	"github.com/prometheus/client_golang": "server/web",
	"github.com/coreos/go-oidc/v3":        "server/openid",
	"github.com/alexedwards/argon2id":     "server/team",
	"golang.org/x/oauth2":                 "server/openid",
}

// pure names the folders whose results depend on their arguments alone, and
// impure the standard packages that would break that promise.
var (
	pure   = []string{"server/dialogue", "server/script", "server/score", "server/coach", "server/drill", "server/own"}
	impure = []string{"os", "net", "net/http", "math/rand", "math/rand/v2", "log", "log/slog", "database/sql", "crypto/rand"}
)

func TestImports(t *testing.T) {
	seen := 0
	for folder, imports := range sourceImports(t) {
		seen++
		allows, reason, known := rule(folder)
		if !known {
			t.Errorf("%s has no rule: add one to rooms, with its reason", folder)
			continue
		}
		for _, imported := range imports {
			if ours, isOurs := strings.CutPrefix(imported, module); isOurs {
				if !allowed(allows, folder, ours) {
					t.Errorf("%s must not import %s: %s", folder, ours, reason)
				}
				continue
			}
			for name, keeper := range keepers {
				if (imported == name || strings.HasPrefix(imported, name+"/")) && !slices.ContainsFunc(strings.Fields(keeper), func(k string) bool { return within(folder, k) }) {
					t.Errorf("%s must not import %s: only %s does", folder, imported, keeper)
				}
			}
			if slices.Contains(pure, folder) && slices.Contains(impure, imported) {
				t.Errorf("%s must not import %s: it is pure", folder, imported)
			}
		}
	}
	if seen < 10 {
		t.Fatalf("only %d folders were found: the test looks in the wrong place", seen)
	}
}

// rule returns the rule of the folder or of the nearest one above it, so that
// a package's internal folders follow the package.
func rule(folder string) (allows []string, reason string, known bool) {
	for at := folder; at != "."; at = path.Dir(at) {
		for _, room := range rooms {
			if room.folder == at {
				return room.allows, room.reason, true
			}
		}
	}
	return nil, "", false
}

const trainer = "server/reading/train"

func allowed(allows []string, folder, ours string) bool {
	for _, allow := range append(allows, folder) {
		// The trainer program is a part of the reader that nobody but itself uses.
		foreign := within(ours, trainer) && !within(folder, trainer)
		if allow == "*" || within(ours, allow) && !foreign {
			return true
		}
	}
	// A package inside another one's internal folder may use its siblings there.
	before, _, inside := strings.Cut(folder, "/internal/")
	return inside && within(ours, before+"/internal")
}

func within(folder, parent string) bool {
	return folder == parent || strings.HasPrefix(folder, parent+"/")
}

// sourceImports returns each folder's imports, tests left out.
func sourceImports(t *testing.T) map[string][]string {
	t.Helper()
	root := ".."
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := entry.Name()
		if entry.IsDir() && (name == "node_modules" || name == "testdata" || strings.HasPrefix(name, ".") && name != "..") {
			return filepath.SkipDir
		}
		if entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return nil
		}
		source, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, source, parser.ImportsOnly)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(root, filepath.Dir(file))
		if err != nil {
			return err
		}
		folder := filepath.ToSlash(relative)
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			found[folder] = append(found[folder], imported)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
