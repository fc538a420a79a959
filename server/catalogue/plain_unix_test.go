//go:build unix

package catalogue_test

import (
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/scenario"
)

func TestNothingButPlainFilesIsRead(t *testing.T) {
	directory, elsewhere := t.TempDir(), t.TempDir()
	secret := write(t, elsewhere, "secret.yaml", source("Secret", 1))
	if err := os.Symlink(secret, filepath.Join(directory, "link.yaml")); err != nil {
		t.Skipf("links cannot be made here: %v", err)
	}
	if err := syscall.Mkfifo(filepath.Join(directory, "pipe.yaml"), 0o600); err != nil {
		t.Skipf("pipes cannot be made here: %v", err)
	}
	c, diagnostics := catalogue.Folder(directory)
	if len(c.List()) != 0 {
		t.Errorf("listed %v", titles(c))
	}
	if got := codes(diagnostics); !slices.Equal(got, []scenario.Code{scenario.CodeNotPlainFile, scenario.CodeNotPlainFile}) {
		t.Errorf("reported %v", diagnostics)
	}
	for _, file := range []string{"/dev/null", directory, filepath.Join(directory, "pipe.yaml")} {
		if s, diagnostics := catalogue.File(file); s != nil || !slices.Equal(codes(diagnostics), []scenario.Code{scenario.CodeNotPlainFile}) {
			t.Errorf("%s: %v, %v", file, s, diagnostics)
		}
	}
}
