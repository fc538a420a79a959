package catalogue

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"
	"syscall"

	"github.com/askagain/askagain/server/scenario"
)

// maxEntries bounds how much of a folder is looked at, scenarios or not.
const maxEntries = 20_000

// entriesOf returns a folder's entries by name.
func entriesOf(directory string) ([]fs.DirEntry, *scenario.Diagnostic) {
	folder, err := os.Open(directory)
	if err != nil {
		problem := unreadable(directory, err)
		return nil, &problem
	}
	defer folder.Close()
	entries, err := folder.ReadDir(maxEntries + 1)
	if err != nil && !errors.Is(err, io.EOF) {
		problem := unreadable(directory, err)
		return nil, &problem
	}
	if len(entries) > maxEntries {
		problem := diagnostic(directory, scenario.CodeTooManyFiles, "the folder holds too many files to look through", "keep scenarios in a folder of their own")
		return nil, &problem
	}
	slices.SortFunc(entries, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return entries, nil
}

// readPlain reads a plain file, at most a byte more than a scenario may have.
// Anything else under that name is refused without being waited for: a link may
// lead out of the folder, and a pipe or a device may never end.
func readPlain(name string) ([]byte, *scenario.Diagnostic) {
	before, err := os.Lstat(name)
	if err != nil {
		problem := unreadable(name, err)
		return nil, &problem
	}
	if !before.Mode().IsRegular() {
		problem := diagnostic(name, scenario.CodeNotPlainFile, "this is "+kindOf(before.Mode())+", not a plain file", "put a copy of the file there")
		return nil, &problem
	}
	file, err := os.OpenFile(name, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		problem := unreadable(name, err)
		return nil, &problem
	}
	defer file.Close()
	// Somebody may have put another thing there since it was looked at.
	if opened, err := file.Stat(); err != nil || !os.SameFile(before, opened) {
		problem := diagnostic(name, scenario.CodeNotPlainFile, "the file was replaced while it was read", "try again")
		return nil, &problem
	}
	source, err := io.ReadAll(io.LimitReader(file, scenario.MaxBytes+1))
	if err != nil {
		problem := unreadable(name, err)
		return nil, &problem
	}
	return source, nil
}

// readFrom reads a plain file of a file system, at most a byte more than a
// scenario may have.
func readFrom(files fs.FS, name string) ([]byte, error) {
	file, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, scenario.MaxBytes+1))
}

func kindOf(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a link"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	}
	return "a device"
}

// unreadable says why in the system's own words, without repeating the name.
func unreadable(name string, err error) scenario.Diagnostic {
	reason := err
	var detail *fs.PathError
	if errors.As(err, &detail) {
		reason = detail.Err
	}
	return diagnostic(name, scenario.CodeUnreadable, "this cannot be read: "+reason.Error(), "check that it exists and that you may read it")
}
