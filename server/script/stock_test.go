package script_test

import (
	"strings"
	"testing"
	"unicode"

	"github.com/askagain/askagain/server/script"
)

func TestStock(t *testing.T) {
	placeholders := map[string]string{"offers_less": "{less}", "grants_less": "{less}"}
	// The pools that a rep can call up in every turn have to last 15 turns.
	often := []string{"listen", "yielded", "nothing_more", "stale", "stands", "remains", "pushy", "shotgun", "empathy", "premise", "softened", "gave_way", "ahead",
		"hesitates", "what_exactly", "agreed_before", "shut", "again"}
	pools, where := script.Stock(), map[string]string{}
	for _, name := range often {
		if len(pools[name]) < 15 {
			t.Errorf("%s has %d lines, too few for a talk of 15 turns", name, len(pools[name]))
		}
	}
	for name, lines := range pools {
		if len(lines) == 0 {
			t.Errorf("%s is empty", name)
		}
		for i, line := range lines {
			if other, twice := where[line]; twice {
				t.Errorf("%s and %s say the same: %q", name, other, line)
			}
			where[line] = name
			plain := line
			if placeholder := placeholders[name]; placeholder != "" {
				if !strings.Contains(line, placeholder) {
					t.Errorf("%s.%d does not name %s", name, i, placeholder)
				}
				plain = strings.ReplaceAll(line, placeholder, "X")
			}
			if strings.ContainsAny(plain, "{}") {
				t.Errorf("%s.%d has a placeholder that nobody fills: %q", name, i, line)
			}
			if !unicode.IsUpper([]rune(plain)[0]) || len(plain) > 90 {
				t.Errorf("%s.%d is no short sentence: %q", name, i, line)
			}
			if ends := plain[len(plain)-1]; name != "again" && name != "but" && !strings.ContainsRune(".?", rune(ends)) {
				t.Errorf("%s.%d does not end: %q", name, i, line)
			}
		}
	}
}
