// Package dialogue is the engine: it decides what a person does with a turn of
// the rep. It is pure. The same scenario, state, turn and reading always give
// the same next state and decision, nothing handed in is ever written to, and
// no clock, chance or word of the rep takes part. Words are found for a
// decision elsewhere and never change it.
//
// A turn to a person is taken in six numbered rules, one file each: credit,
// harden, weaken, reveal, patience, decide. Time has a file of its own, because
// it passes before the words of a turn arrive.
package dialogue

// Version is the version of the rules. A decision carries it, and a log that
// was decided under another version is shown as recorded, not decided again.
const Version = 1
