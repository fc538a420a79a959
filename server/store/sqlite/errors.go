package sqlite

import (
	"context"
	"errors"
	"io/fs"

	"modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

// result returns the extended SQLite result code of err, 0 if it has none.
func result(err error) int {
	var failed *sqlite.Error
	if errors.As(err, &failed) {
		return failed.Code()
	}
	return 0
}

// primary returns the kind of SQLite result code, without its detail.
func primary(err error) int { return result(err) & 0xff }

// isTaken reports whether something is there already that there may be once.
func isTaken(err error) bool {
	return result(err) == codes.SQLITE_CONSTRAINT_UNIQUE || result(err) == codes.SQLITE_CONSTRAINT_PRIMARYKEY
}

func notOurs(path string) *practice.Error {
	return practice.Errorf(practice.CodeInvalid,
		"%s is not an Askagain database: choose another file for the database, or move this one away.", path)
}

// openError tells whoever starts the program why the file can't be used.
func openError(path string, err error) error {
	var told *practice.Error
	if errors.As(err, &told) {
		return told
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return cancelled(err)
	}
	if errors.Is(err, fs.ErrPermission) {
		return readOnly(path).Because(err)
	}
	if errors.Is(err, errForeign) {
		return notOurs(path).Because(err)
	}
	switch primary(err) {
	case codes.SQLITE_READONLY, codes.SQLITE_PERM, codes.SQLITE_CANTOPEN:
		return readOnly(path).Because(err)
	case codes.SQLITE_NOTADB:
		return notOurs(path).Because(err)
	case codes.SQLITE_CORRUPT:
		return practice.Errorf(practice.CodeInvalid,
			"The database %s is damaged: put a copy from a backup in its place, or move it away to start with an empty one.", path).Because(err)
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED:
		return practice.Errorf(practice.CodeUnavailable,
			"The database %s is in use by another program: stop that one, or choose another file.", path).Because(err)
	case codes.SQLITE_FULL:
		return practice.Errorf(practice.CodeUnavailable,
			"The disk that holds the database %s is full: free some space and start again.", path).Because(err)
	}
	return practice.Errorf(practice.CodeUnavailable,
		"The database %s could not be opened: check that the file and its folder can be read and written.", path).Because(err)
}

func readOnly(path string) *practice.Error {
	return practice.Errorf(practice.CodeUnavailable,
		"The database %s cannot be written: change the permissions of the file and its folder, or choose another place.", path)
}

// queryError turns what went wrong in a query into an error with a code. A
// domain error passes unchanged.
func queryError(err error) error {
	if err == nil {
		return nil
	}
	var told *practice.Error
	if errors.As(err, &told) {
		return told
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return cancelled(err)
	}
	switch {
	case isTaken(err):
		return practice.Errorf(practice.CodeConflict, "This is taken already. Please reload the page and try again.").Because(err)
	case result(err) == codes.SQLITE_CONSTRAINT_FOREIGNKEY:
		return practice.Errorf(practice.CodeNotFound,
			"Something that this belongs to is no longer there. Please reload the page and try again.").Because(err)
	}
	switch primary(err) {
	case codes.SQLITE_INTERRUPT:
		return cancelled(err)
	case codes.SQLITE_BUSY, codes.SQLITE_LOCKED, codes.SQLITE_FULL, codes.SQLITE_IOERR,
		codes.SQLITE_READONLY, codes.SQLITE_CANTOPEN, codes.SQLITE_NOMEM:
		return practice.Errorf(practice.CodeUnavailable,
			"The database cannot be reached just now. Please try again in a moment.").Because(err)
	}
	return practice.AsError(err)
}

func cancelled(cause error) *practice.Error {
	return practice.Errorf(practice.CodeUnavailable, "This was given up before it was done. Please try again.").Because(cause)
}

func closed() *practice.Error {
	return practice.Errorf(practice.CodeUnavailable, "Askagain is shutting down. Please try again in a moment.")
}

func noAttempt() *practice.Error {
	return practice.Errorf(practice.CodeNotFound, "There is no such attempt. Go back to the shelf and pick one.")
}
