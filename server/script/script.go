// Package script finds the words for a decision: the trainer's own lines first,
// stock lines where there are none left. It is pure: the same scenario, decision
// and lines said before always give the same words. Words never change a
// decision, and nothing is said that the decision did not bring out.
package script

import (
	"strconv"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/scenario"
)

// MaxLines is how many lines a person says in answer to one turn.
const MaxLines = 3

// Lines returns what happens and what is said in answer to a turn: the calendar
// first, then the person. said holds the lines of this attempt so far, oldest
// first, so that none comes twice while another is left.
func Lines(s *scenario.Scenario, decision practice.Decision, said []practice.Line) []practice.Line {
	var lines []practice.Line
	for _, i := range decision.Events {
		if i >= 0 && i < len(s.Calendar) {
			lines = append(lines, calendarLine(s, i))
		}
	}
	v := newVoice(s, decision, said)
	if v.person != nil {
		lines = append(lines, v.answer()...)
	}
	switch decision.Ending {
	case practice.OutOfTime:
		lines = append(lines, practice.Line{ID: "stock.out_of_time.0", Text: "The last day has passed. Whatever is said now comes too late."})
	case practice.OutOfTurns:
		lines = append(lines, practice.Line{ID: "stock.out_of_turns.0", Text: "That was the last turn. The talk ends here."})
	}
	return lines
}

// Opening returns the lines before the first turn: what the calendar holds for
// the first day, and the first no.
func Opening(s *scenario.Scenario) []practice.Line {
	var lines []practice.Line
	for i := range s.Calendar {
		if s.Calendar[i].Day <= 0 && s.Calendar[i].Says != "" {
			lines = append(lines, calendarLine(s, i))
		}
	}
	if opener := s.Opener(); opener != nil {
		lines = append(lines, practice.Line{ID: opener.ID + ".opens", Person: opener.ID, Text: opener.Opens.Says})
	}
	return lines
}

func calendarLine(s *scenario.Scenario, i int) practice.Line {
	return practice.Line{ID: "calendar." + strconv.Itoa(i), Text: s.Calendar[i].Says}
}
