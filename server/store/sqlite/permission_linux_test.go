package sqlite_test

import (
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"github.com/askagain/askagain/server/practice"
	"github.com/askagain/askagain/server/store/sqlite"
)

// openAsNobody opens the store on a thread that the file system takes for a user
// without rights, so that the test means something as root, too.
func openAsNobody(t *testing.T, path string) error {
	const nobody = 65534
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // never unlocked: the thread ends with the goroutine
		if os.Geteuid() == 0 {
			syscall.RawSyscall(syscall.SYS_SETFSUID, nobody, 0, 0)
		}
		store, err := sqlite.Open(t.Context(), path)
		if err == nil {
			err = store.Close()
		}
		done <- err
	}()
	return <-done
}

func TestOpenUnwritable(t *testing.T) {
	if syscall.Getuid() != syscall.Geteuid() {
		t.Skip("needs a process with one user")
	}
	cases := []struct {
		name         string
		folder, file os.FileMode // a file of mode 0 is not there
		writable     bool
	}{
		{"all may be written", 0o777, 0o666, true},
		{"all but the file, which is not there", 0o777, 0, true},
		{"the file may only be read", 0o777, 0o444, false},
		{"the file may not even be read", 0o777, 0o200, false},
		{"the folder may only be read", 0o555, 0o666, false},
		{"the folder may only be read, and there is no file", 0o555, 0, false},
		{"the folder may not be entered", 0o000, 0o666, false},
	}
	for _, each := range cases {
		t.Run(each.name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "askagain.db")
			if each.file != 0 {
				closeStore(t, open(t, path))
				chmod(t, path, each.file)
			}
			chmod(t, filepath.Dir(folder), 0o755)
			chmod(t, folder, each.folder)
			t.Cleanup(func() { chmod(t, folder, 0o700) })
			err := openAsNobody(t, path)
			if each.writable && err != nil {
				t.Fatal(err)
			}
			if !each.writable {
				wantSentence(t, err, practice.CodeUnavailable, "cannot be written")
			}
		})
	}
}

func chmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
