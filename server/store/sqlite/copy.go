package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/askagain/askagain/server/practice"
)

// copyInto writes one state of the database into an empty file and flushes it.
// Others go on writing meanwhile.
func copyInto(ctx context.Context, database *sql.DB, path string) error {
	if _, err := database.ExecContext(ctx, "VACUUM INTO ?", path); err != nil {
		return err
	}
	return flush(path)
}

// copyTo makes a copy of the database that its owner alone may read. It appears
// under its name when it is whole, and in the place of nothing: an error that is
// fs.ErrExist says that there is something already.
func copyTo(ctx context.Context, database *sql.DB, path string) (err error) {
	reserved, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	part, err := partOf(path)
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(path))
			os.Remove(part)
		}
	}()
	if err := errors.Join(err, reserved.Close()); err != nil {
		return err
	}
	if err := copyInto(ctx, database, part); err != nil {
		return err
	}
	if err := os.Rename(part, path); err != nil {
		return err
	}
	return flush(filepath.Dir(path))
}

// partOf creates an empty file beside path, for what is not whole yet.
func partOf(path string) (string, error) {
	part, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".part-")
	if err != nil {
		return "", err
	}
	return part.Name(), part.Close()
}

// flush has the disk keep what was written to a file, or which names a folder holds.
func flush(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	err = file.Sync()
	if info, wrong := file.Stat(); wrong == nil && info.IsDir() && errors.Is(err, errors.ErrUnsupported) {
		err = nil // some systems have no such thing for a folder
	}
	return errors.Join(err, file.Close())
}

// keepsCopies bounds how many copies of one kind are kept side by side.
const keepsCopies = 1000

// copyBeside makes a copy beside path whose name ends with the ending, and with a
// number if there is such a copy already. It returns the copy's name.
func copyBeside(ctx context.Context, database *sql.DB, path, ending string) (string, error) {
	return beside(path, ending, func(name string) error { return copyTo(ctx, database, name) })
}

// beside tries names beside path until make finds one that is free.
func beside(path, ending string, make func(name string) error) (string, error) {
	for number := range keepsCopies {
		name := path + ending
		if number > 0 {
			name += fmt.Sprintf(".%d", number)
		}
		err := make(name)
		if !errors.Is(err, fs.ErrExist) {
			return name, err
		}
	}
	return "", practice.Errorf(practice.CodeUnavailable, "There are too many copies beside %s: move the old ones away and try again.", path)
}
