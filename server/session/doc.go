// Package session runs attempts: it takes a rep's turns in order, has them read
// and decided, finds words for the decision, and keeps all of it in the log.
//
// A turn is written in two steps. The first appends what was said, how it reads
// and what was decided; from there nothing is lost. The second appends the reply
// and, at the end of an attempt, its ending and its card. A process that dies
// between the two leaves a turn without a reply; whoever opens the attempt next
// finishes it with the scenario's own lines, and the log's unique sequence
// numbers pick one winner if two try.
//
// After its end an attempt takes no turn, but what is said about it: a rep's
// correction of how a turn was read, or the readings of a later reader. Each is
// appended together with the card that follows, and changes no decision.
//
// Every attempt that is in use has one goroutine, which alone touches its state.
// The Room owns these goroutines, bounds how many there are, and waits for them
// when it closes. Order is the log's sequence; the wall clock only labels events
// and is never compared, except to bound how long another process may still be
// looking for words.
package session
