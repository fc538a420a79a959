package score

import (
	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// Example is a line by which a method could meet a concern: the one that a debrief
// would show beside the rep's own, were the concern the next one to move on that
// channel, with nothing behind it known yet and its helper won. Another number may
// give another line. It is "" for somebody who is not in the scenario.
func Example(s *scenario.Scenario, person string, concern int, method practice.Method, channel practice.Channel, number int) string {
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
	to := at[person]
	to.channels = []practice.Channel{channel}
	at[person] = to
	return t.line(method, t.setting(found, concern, at, 0, number))
}
