package sqlite

import (
	"context"
	"errors"
	"io/fs"

	codes "modernc.org/sqlite/lib"

	"github.com/askagain/askagain/server/practice"
)

// Backup writes a consistent copy of the database to a new file, while reads and
// writes go on. The copy holds what was acknowledged before the call, and is on
// the disk when Backup returns. Codes: CodeConflict if there is a file of that
// name, CodeInvalid or CodeUnavailable if it cannot be written.
func (s *Store) Backup(ctx context.Context, path string) error {
	if s.writer.closing() {
		return closed()
	}
	copying, err := open(s.path, settings{lockWait: defaultLockWait}, nil)
	if err != nil {
		return backupError(path, err)
	}
	defer copying.Close()
	return backupError(path, copyTo(ctx, copying, path))
}

func backupError(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded):
		return cancelled(err)
	case errors.Is(err, fs.ErrExist):
		return practice.Errorf(practice.CodeConflict, "There is a file %s already: choose another name for the backup.", path).Because(err)
	case errors.Is(err, fs.ErrNotExist):
		return practice.Errorf(practice.CodeInvalid, "The folder of %s does not exist: create it, or choose another place for the backup.", path).Because(err)
	case primary(err) == codes.SQLITE_FULL:
		return practice.Errorf(practice.CodeUnavailable, "The disk is full: free some space, or choose another place for the backup than %s.", path).Because(err)
	}
	return practice.Errorf(practice.CodeUnavailable,
		"The backup %s could not be written: check that its folder can be written and has room.", path).Because(err)
}
