package catalogue_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/fstest"

	"github.com/askagain/askagain/server/catalogue"
	"github.com/askagain/askagain/server/scenario"
)

// source is a scenario that compiles without a word.
func source(title string, level int) string {
	return fmt.Sprintf(`format: 1
title: %s
level: %d
you: You sell pumps.
outcome: {need: A meeting with Ann}
people:
  ann:
    opens: {says: We have no time for this.}
    concerns:
      time: {says: ["No.", Not now., Not this year.], gives_way_to: [proof, trade]}
`, title, level)
}

func write(t *testing.T, directory, name, content string) string {
	t.Helper()
	file := filepath.Join(directory, name)
	if err := os.WriteFile(file, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func codes(diagnostics []scenario.Diagnostic) []scenario.Code {
	var codes []scenario.Code
	for _, d := range diagnostics {
		codes = append(codes, d.Code)
	}
	return codes
}

func titles(c *catalogue.Catalogue) []string {
	var titles []string
	for _, s := range c.List() {
		titles = append(titles, s.Title)
	}
	return titles
}

func TestFolderListsByLevelThenTitle(t *testing.T) {
	directory := t.TempDir()
	write(t, directory, "one.yaml", source("Zebra", 1))
	write(t, directory, "two.YML", source("Bear", 2))
	write(t, directory, "three.yml", source("Ant", 2))
	write(t, directory, "notes.txt", "not a scenario")
	write(t, directory, ".hidden.yaml", "not: read")
	if err := os.Mkdir(filepath.Join(directory, "older.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	c, diagnostics := catalogue.Folder(directory)
	if len(diagnostics) > 0 {
		t.Errorf("unexpected: %v", diagnostics)
	}
	if got, want := titles(c), []string{"Zebra", "Ant", "Bear"}; !slices.Equal(got, want) {
		t.Errorf("listed %v, want %v", got, want)
	}
	if s, ok := c.Get("three"); !ok || s.Title != "Ant" {
		t.Errorf("Get(three) = %v, %v", s, ok)
	}
	if _, ok := c.Get("three.yml"); ok {
		t.Error("a scenario goes by its name without ending")
	}
}

func TestFolderKeepsWhatCompiles(t *testing.T) {
	directory := t.TempDir()
	write(t, directory, "bad.yaml", "format: 1\n")
	write(t, directory, "good.yaml", source("Good", 1))
	write(t, directory, "good.yml", source("Twin", 1))
	write(t, directory, "large.yaml", "# "+string(make([]byte, scenario.MaxBytes)))
	c, diagnostics := catalogue.Folder(directory)
	if got := titles(c); !slices.Equal(got, []string{"Good"}) {
		t.Errorf("listed %v", got)
	}
	for _, code := range []scenario.Code{scenario.CodeMissingKey, scenario.CodeDuplicateName, scenario.CodeTooLarge} {
		if !slices.Contains(codes(diagnostics), code) {
			t.Errorf("%s is missing from %v", code, codes(diagnostics))
		}
	}
	if file := filepath.Join(directory, "bad.yaml"); diagnostics[0].File != file {
		t.Errorf("the first is about %s, want %s", diagnostics[0].File, file)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	missing := filepath.Join(t.TempDir(), "missing")
	c, diagnostics := catalogue.Folder(missing)
	if len(c.List()) != 0 || !slices.Equal(codes(diagnostics), []scenario.Code{scenario.CodeUnreadable}) {
		t.Errorf("%v, %v", titles(c), diagnostics)
	}
	if _, ok := c.Get("anything"); ok {
		t.Error("an empty catalogue has something")
	}
	for _, d := range diagnostics {
		if d.Line != 1 || d.Column != 1 {
			t.Errorf("%s does not point at the beginning", d)
		}
	}
	if s, diagnostics := catalogue.File(missing + ".yaml"); s != nil || !slices.Equal(codes(diagnostics), []scenario.Code{scenario.CodeUnreadable}) {
		t.Errorf("%v, %v", s, diagnostics)
	}
}

func TestTooManyFiles(t *testing.T) {
	files := fstest.MapFS{}
	for i := range catalogue.MaxFiles + 1 {
		files[fmt.Sprintf("%03d.yaml", i)] = &fstest.MapFile{Data: []byte("# nothing\n")}
	}
	_, diagnostics := catalogue.Shipped(files)
	if last := diagnostics[len(diagnostics)-1]; last.Code != scenario.CodeTooManyFiles || len(diagnostics) != catalogue.MaxFiles+1 {
		t.Errorf("%d diagnostics, the last is %v", len(diagnostics), last)
	}
}

func TestShippedAndFileAgree(t *testing.T) {
	directory := t.TempDir()
	file := write(t, directory, "ask-ann.yaml", source("Ask Ann", 4))
	alone, diagnostics := catalogue.File(file)
	if alone == nil {
		t.Fatal(diagnostics)
	}
	c, diagnostics := catalogue.Shipped(os.DirFS(directory))
	shipped, ok := c.Get("ask-ann")
	if !ok || len(diagnostics) > 0 {
		t.Fatal(diagnostics)
	}
	if alone.Name != shipped.Name || alone.Hash != shipped.Hash || alone.Rules != shipped.Rules {
		t.Errorf("%s %s and %s %s", alone.Name, alone.Hash, shipped.Name, shipped.Hash)
	}
}

// TestWhatShipsHasNothingToMend holds the program's own scenarios to what is
// asked of everybody's, warnings included.
func TestWhatShipsHasNothingToMend(t *testing.T) {
	c, diagnostics := catalogue.Folder("../../scenarios")
	for _, d := range diagnostics {
		t.Error(d)
	}
	if len(c.List()) < 2 {
		t.Errorf("only %v ship", titles(c))
	}
}
