package drill

import (
	"strings"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Find returns the exercise of that ID among scenarios, for tests that mean a
// certain one.
func Find(offered []*scenario.Scenario, id string) (Exercise, bool) {
	method := practice.Method(id[strings.LastIndex(id, "/")+1:])
	for _, e := range exercises(offered, method) {
		if e.ID() == id {
			return e, true
		}
	}
	return Exercise{}, false
}
