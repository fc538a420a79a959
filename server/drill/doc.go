// Package drill is practice in one turn: one no from a scenario, one way to answer
// it, and at once what came of it. It is pure: exercises are picked by a seed, and
// a turn is judged by the reader, the engine and the script that attempts are
// played with.
package drill
