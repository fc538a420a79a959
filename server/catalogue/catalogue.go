// Package catalogue holds the scenarios on offer: those that ship with the
// program, or those of a trainer's folder.
package catalogue

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/askagain/askagain/server/scenario"
)

// MaxFiles is how many scenarios a folder may hold.
const MaxFiles = 500

// Catalogue is a set of compiled scenarios by name. It never changes, so any
// number of goroutines may use it.
type Catalogue struct {
	list   []*scenario.Scenario
	byName map[string]*scenario.Scenario
}

// List returns the scenarios by level, then by title. The caller owns the list,
// not the scenarios.
func (c *Catalogue) List() []*scenario.Scenario { return slices.Clone(c.list) }

// Get returns the scenario of that name, and whether there is one.
func (c *Catalogue) Get(name string) (*scenario.Scenario, bool) {
	found, ok := c.byName[name]
	return found, ok
}

// Shipped compiles the scenarios at the top of a file system, such as the one
// embedded in the program.
func Shipped(files fs.FS) (*Catalogue, []scenario.Diagnostic) {
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		return empty(), []scenario.Diagnostic{unreadable(".", err)}
	}
	return load(entries, func(name string) (string, []byte, *scenario.Diagnostic) {
		source, err := readFrom(files, name)
		if err != nil {
			problem := unreadable(name, err)
			return name, nil, &problem
		}
		return name, source, nil
	})
}

// Folder compiles every scenario file at the top of a folder: names that end in
// .yaml or .yml and do not start with a dot. What compiles is in the catalogue,
// whatever else is in the folder; the caller decides whether errors matter.
func Folder(directory string) (*Catalogue, []scenario.Diagnostic) {
	entries, problem := entriesOf(directory)
	if problem != nil {
		return empty(), []scenario.Diagnostic{*problem}
	}
	return load(entries, func(name string) (string, []byte, *scenario.Diagnostic) {
		file := filepath.Join(directory, name)
		source, problem := readPlain(file)
		return file, source, problem
	})
}

// File compiles one scenario file. The scenario is nil if an error is reported.
func File(file string) (*scenario.Scenario, []scenario.Diagnostic) {
	source, problem := readPlain(file)
	if problem != nil {
		return nil, []scenario.Diagnostic{*problem}
	}
	return scenario.Compile(file, source)
}

func empty() *Catalogue { return &Catalogue{byName: make(map[string]*scenario.Scenario)} }

// load compiles the entries that are named like scenarios. read returns a
// file's name for people, and its bytes or what is wrong.
func load(entries []fs.DirEntry, read func(name string) (string, []byte, *scenario.Diagnostic)) (*Catalogue, []scenario.Diagnostic) {
	c := empty()
	var diagnostics []scenario.Diagnostic
	taken, files := make(map[string]string), 0
	for _, entry := range entries {
		name := entry.Name()
		if !isScenario(name) || entry.IsDir() {
			continue
		}
		if files++; files > MaxFiles {
			return c.sorted(), append(diagnostics, diagnostic(name, scenario.CodeTooManyFiles,
				fmt.Sprintf("the folder holds more than %d scenarios", MaxFiles), "split it into several folders"))
		}
		file, source, problem := read(name)
		if problem != nil {
			diagnostics = append(diagnostics, *problem)
			continue
		}
		if other, twice := taken[scenario.NameOf(name)]; twice {
			diagnostics = append(diagnostics, diagnostic(file, scenario.CodeDuplicateName,
				fmt.Sprintf("%s has the same name but for its ending", other), "rename one of them"))
			continue
		}
		taken[scenario.NameOf(name)] = name
		compiled, found := scenario.Compile(file, source)
		diagnostics = append(diagnostics, found...)
		if compiled != nil {
			c.list = append(c.list, compiled)
			c.byName[compiled.Name] = compiled
		}
	}
	return c.sorted(), diagnostics
}

func (c *Catalogue) sorted() *Catalogue {
	slices.SortFunc(c.list, func(a, b *scenario.Scenario) int {
		return cmp.Or(cmp.Compare(a.Level, b.Level), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Name, b.Name))
	})
	return c
}

func isScenario(name string) bool {
	ending := strings.ToLower(path.Ext(name))
	return (ending == ".yaml" || ending == ".yml") && !strings.HasPrefix(name, ".")
}

// diagnostic is about a whole file, so it stands at the file's beginning.
func diagnostic(file string, code scenario.Code, message, fix string) scenario.Diagnostic {
	return scenario.Diagnostic{File: file, Line: 1, Column: 1, Severity: scenario.SeverityError, Code: code, Message: message, Fix: fix}
}
