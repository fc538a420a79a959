// Package sqlite keeps attempts and their logs in one SQLite file.
//
// One connection writes, a small pool reads. Appends that wait at the same time
// share a transaction and therefore one flush of the disk; each still succeeds
// or fails by itself. A write that returned without error is on the disk: the
// write-ahead log is flushed at every commit (synchronous=FULL), so that
// neither a killed process nor a power cut loses it.
package sqlite
