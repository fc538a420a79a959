// Package trial plays scenarios without a person: simulated reps of very
// different habits, many times over, so that a trainer sees before anybody
// practices whether a scenario can be won, by what, and by whom it should not be.
//
// Plays go by the rules alone. What a turn is, is given and not read, so that a
// trial says something of the scenario and nothing of the reader. The same
// seed gives the same report.
package trial
