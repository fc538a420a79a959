// Package score turns what happened into a scorecard and a debrief.
//
// It holds the formulas of the score in one place (formula.go), on one common
// input (Session). Two ways lead there: Attempt, from an attempt's log, and
// Conversation, from any talk written down elsewhere. Labelled takes the common
// input as it is.
//
// Everything here is pure: no clock, no chance, no input or output. The same log
// gives the same card and the same debrief, byte for byte, on every machine.
package score
