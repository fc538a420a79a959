package score

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Example is a line by which a method could meet a concern: the one that a debrief
// would show beside the rep's own, were the concern the next one to move, with what
// is behind it known, unless exploring is the method, and with its helper won. It
// is "" for somebody who is not in the scenario.
func Example(s *scenario.Scenario, person string, concern int, method practice.Method) string {
	found := s.Person(person)
	if found == nil || concern < 0 || concern >= len(found.Concerns) {
		return ""
	}
	t := &story{scenario: s}
	at := stands{}
	for i := range s.People {
		one := &s.People[i]
		at[one.ID] = standing{strength: make([]int, len(one.Concerns)), revealed: make([]int, len(one.Concerns)), agreed: one.ID != person}
	}
	if method != practice.Explore && len(found.Concerns[concern].Reveals) > 0 {
		at[person].revealed[concern] = 1
	}
	return t.line(method, t.setting(found, concern, at, 0, concern))
}
