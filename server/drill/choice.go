package drill

import (
	"fmt"

	"github.com/askagain/askagain/server/practice"
)

// Habit is how often a rep used each method: once for each finished attempt in which
// it counted, and once for each drill in which it was seen.
type Habit struct {
	Used     map[practice.Method]int
	Attempts int
	Drills   int
}

// HabitOf counts a habit.
func HabitOf(finished []practice.Finished, drills []practice.Drill) Habit {
	habit := Habit{Used: map[practice.Method]int{}, Attempts: len(finished), Drills: len(drills)}
	for _, each := range finished {
		for _, method := range each.Card.Methods {
			habit.Used[method]++
		}
	}
	for _, each := range drills {
		if each.Seen {
			habit.Used[each.Method]++
		}
	}
	return habit
}

// Why says in a sentence why a method is practiced.
func (h Habit) Why(method practice.Method) string {
	switch used := h.Used[method]; {
	case h.Attempts == 0 && h.Drills == 0:
		return "A way to begin with. The more you practice, the better this choice gets."
	case used == 0 && h.Attempts == 0:
		return "You have not drilled this way yet."
	case used == 0 && h.Attempts == 1:
		return "You did not use this way in your last attempt."
	case used == 0:
		return fmt.Sprintf("You used this way in none of your last %d attempts.", h.Attempts)
	}
	return "Of all ways you use this one least."
}
