package scenario

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// Compile reads a scenario file. name is the file's name, for the diagnostics
// and, without folder and ending, for the catalogue. It returns every
// diagnostic, sorted by place, and a nil Scenario if one of them is an error.
// Any bytes are answered; none make it panic.
func Compile(name string, source []byte) (*Scenario, []Diagnostic) {
	r := newReporter(name)
	text, ok := guard(r, source)
	if !ok {
		return nil, r.sorted()
	}
	root := parse(r, text)
	if root == nil {
		return nil, r.sorted()
	}
	draft := decode(r, root)
	compiled := draft.finish()
	circumstances := compileVariants(r, root)
	compiled.at = draft.place("outcome")
	draft.decodeTests(root, circumstances)
	if Failed(r.diagnostics) {
		return nil, r.sorted()
	}
	if len(circumstances) > 0 {
		compiled.variants = append([]*Scenario{compiled.alone()}, circumstances...)
	}
	compiled.seal(name, bytes.Clone(source))
	return compiled, r.sorted()
}

// NameOf returns the catalogue's name of a file: its name without folder and
// ending.
func NameOf(file string) string {
	base := path.Base(filepath.ToSlash(file))
	return strings.TrimSuffix(base, path.Ext(base))
}

// finish follows the references, fills in what depends on other parts, and
// judges the whole.
func (d *draft) finish() *Scenario {
	d.resolve()
	d.judge()
	d.fillNeeds()
	return d.scenario
}

// fillNeeds says what is asked of each person: the outcome of whoever can grant
// it, and of anybody else support, unless the file says what.
func (d *draft) fillNeeds() {
	outcome := d.scenario.Outcome
	for i := range d.scenario.People {
		switch person := &d.scenario.People[i]; {
		case person.ID == outcome.From:
			person.Need = outcome.Need
		case person.Need == "":
			person.Need = fmt.Sprintf("%s's support for: %s", person.Name, outcome.Need)
		}
	}
}

// alone returns a copy that has no variants of its own.
func (s *Scenario) alone() *Scenario {
	single := *s
	single.variants = nil
	return &single
}

// seal gives the scenario and all its circumstances one identity: whatever the
// seed picks, it is the same scenario.
func (s *Scenario) seal(file string, source []byte) {
	sum := sha256.Sum256(source)
	hash, rules := hex.EncodeToString(sum[:]), rulesHash(s)
	for _, each := range append([]*Scenario{s}, s.variants...) {
		each.Name, each.File, each.Source, each.Hash, each.Rules = NameOf(file), file, source, hash, rules
	}
}
